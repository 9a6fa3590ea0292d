//! The pages on what each regime says, `docs/regimes.md` and a page a country, are written from the law files.

use std::{collections::BTreeMap, fmt::Write as _, fs, sync::Arc};

use banlint::{
    Countries,
    audit::Knowledge,
    knowledge::Source,
    report::condition,
    rules::{Designation, LawBook, Provision, Regime, Target},
    vendors::Catalogue,
};

use super::{page, root, writes};

#[test]
fn the_pages_on_the_law_say_what_the_law_files_say() {
    let knowledge = Knowledge::shipped().unwrap();
    let pages = Pages {
        book: &knowledge.book,
        makers: &knowledge.catalogue,
        countries: &knowledge.countries,
    };
    let mut stale = Vec::new();
    for (path, text) in pages.all() {
        let there = fs::read_to_string(root(&path)).unwrap_or_default();
        if there == text {
            continue;
        }
        if writes() {
            fs::create_dir_all(root(&path).parent().unwrap()).unwrap();
            fs::write(root(&path), text).unwrap();
        } else {
            stale.push(path);
        }
    }
    assert!(stale.is_empty(), "{stale:?} are stale: run this test with BANLINT_WRITE_DOCS=1");
}

struct Pages<'a> {
    book: &'a LawBook,
    makers: &'a Catalogue,
    countries: &'a Countries,
}

impl Pages<'_> {
    /// Each page with its path: the list of all, and one for each country and for the parts of one.
    fn all(&self) -> BTreeMap<String, String> {
        let mut by_page: BTreeMap<String, Vec<&Regime>> = BTreeMap::new();
        for regime in self.book.regimes() {
            by_page.entry(self.page_of(regime)).or_default().push(regime);
        }
        let pages = by_page.iter();
        let mut pages: BTreeMap<_, _> = pages
            .map(|(name, regimes)| (format!("docs/regimes/{name}.md"), self.country(regimes)))
            .collect();
        pages.insert("docs/regimes.md".to_owned(), self.list(&by_page));
        pages
    }

    /// The name of the page on which a regime stands.
    fn page_of(&self, regime: &Regime) -> String {
        let parent = self.book.terms().parent(&regime.jurisdiction);
        parent.map_or(regime.jurisdiction.to_lowercase(), |country| {
            format!("{}-parts", country.to_lowercase())
        })
    }

    fn name(&self, jurisdiction: &str) -> &str {
        &self.book.terms().jurisdictions()[jurisdiction].name
    }

    /// What a page is about: a country, or the parts of one that have law of their own.
    fn title(&self, regimes: &[&Regime]) -> String {
        let names: Vec<_> = regimes.iter().map(|regime| self.name(&regime.jurisdiction)).collect();
        let country = self.book.terms().parent(&regimes[0].jurisdiction);
        country.map_or(names[0].to_owned(), |country| {
            format!("{}: {}", self.name(country), and(&once(names.into_iter())))
        })
    }

    fn list(&self, by_page: &BTreeMap<String, Vec<&Regime>>) -> String {
        let mut text = String::from(
            "# What each law says\n\n\
             Everything that banlint applies, a sentence each. The names lead to whom the law catches, what it says, from when, and where \
             that was read. `banlint rules show ID` has the same on a terminal, with what to do and every source at its place.\n\n\
             A test writes these pages from the files in `rules/`, so they say what the program does. They are a reading of the law and \
             not the law: see [limits](limits.md).\n",
        );
        for (name, regimes) in by_page {
            writeln!(text, "\n## {}\n", self.title(regimes)).unwrap();
            for regime in regimes {
                let at = format!("regimes/{name}.md#{}", page::anchor(&regime.title));
                let (title, summary) = (plain(&regime.title), plain(&regime.summary));
                writeln!(text, "- [{title}]({at}): {summary}").unwrap();
            }
        }
        text
    }

    fn country(&self, regimes: &[&Regime]) -> String {
        let mut text = format!(
            "# {}\n\n<!-- Written from rules/ by `BANLINT_WRITE_DOCS=1 cargo test --test docs regimes`. -->\n",
            self.title(regimes)
        );
        for regime in regimes {
            self.regime(&mut text, regime);
        }
        text
    }

    fn regime(&self, text: &mut String, regime: &Regime) {
        let country = self.name(&regime.jurisdiction);
        writeln!(text, "\n## {}\n", regime.title).unwrap();
        writeln!(text, "{}\n", plain(&regime.summary)).unwrap();
        writeln!(text, "| | |\n|---|---|").unwrap();
        writeln!(text, "| id | `{}`, {country} |", regime.id).unwrap();
        writeln!(text, "| authority | {} |", plain(&regime.authority)).unwrap();
        writeln!(text, "| citation | {} |", plain(&regime.citation)).unwrap();
        writeln!(text, "| compared with its sources | {} |", regime.checked).unwrap();
        if let Some(note) = &regime.note {
            writeln!(text, "\n{}", plain(note)).unwrap();
        }
        if let Some(why) = &regime.known_in_part {
            writeln!(text, "\nIts list is known here in part: {}", plain(why)).unwrap();
        }
        if regime.provisions.is_empty() {
            writeln!(text, "\nNothing binding was found, so nothing is applied.").unwrap();
        } else {
            writeln!(text, "\n**Whom it catches**\n").unwrap();
            text.push_str(&self.caught(regime));
            writeln!(text, "\n**What it says**\n").unwrap();
            regime.provisions.iter().for_each(|one| self.provision(text, regime, one));
        }
        if !regime.duties.is_empty() {
            writeln!(text, "\n**What must be reported**\n").unwrap();
        }
        for duty in &regime.duties {
            let (title, summary) = (plain(&duty.title), plain(&duty.summary));
            writeln!(text, "- {title}, to {} ({}). {summary}", duty.to, duty.citation).unwrap();
        }
        writeln!(text, "\n**Sources**\n").unwrap();
        text.push_str(&sources(regime));
    }

    /// Whom a regime catches: makers together of whom it says the same, and then what it leaves open.
    fn caught(&self, regime: &Regime) -> String {
        let all = || regime.designations.iter();
        let mut text = String::new();
        for (what, who) in grouped(all().map(|one| (what(one), self.who(&one.target)))) {
            writeln!(text, "- {}: {what}", and(&who)).unwrap();
        }
        let open = all().map(|one| (one.unsettled_why.to_string(), self.called(one)));
        for (why, who) in grouped(open.filter(|(why, _)| !why.is_empty())) {
            writeln!(text, "\nNot settled ({}): {}", and(&who), plain(&why)).unwrap();
        }
        text
    }

    fn who(&self, target: &Target) -> String {
        match target {
            Target::Vendor(id) => self.makers.vendor(id).unwrap().maker.short.clone(),
            Target::Criterion { title, .. } => format!("Makers that are {title}"),
            Target::Seat(countries) => {
                let names: Vec<_> =
                    countries.iter().filter_map(|one| self.countries.name(*one)).collect();
                format!("Makers with their seat in {}", and(&names))
            }
            _ => "Whoever made it".to_owned(),
        }
    }

    fn provision(&self, text: &mut String, regime: &Regime, provision: &Provision) {
        let law = &provision.law;
        let bound = match provision.bound.as_ref() {
            [] => "the trade".to_owned(),
            bound => and(bound),
        };
        let until = law.until.map_or(String::new(), |day| format!(" to {day}"));
        let delay = law.days_after_listing;
        let delay = delay.map_or(String::new(), |days| format!(", {days} days after each listing"));
        let (title, force, from) = (plain(&law.title), law.force.word(), law.from);
        writeln!(text, "- **{title}**: {force}, from {from}{until}{delay}. Binds: {bound}.")
            .unwrap();
        writeln!(text, "  {}", plain(&law.summary)).unwrap();
        let named = |at: &usize| regime.designations.get(*at).map(|one| self.called(one));
        let caught = once(provision.designations.iter().filter_map(named));
        if caught.len() < once(regime.designations.iter().map(|one| self.called(one))).len() {
            writeln!(text, "  Applies to: {}.", and(&caught)).unwrap();
        }
        if !provision.when.is_empty() {
            writeln!(text, "  Condition: {}.", condition(&provision.when)).unwrap();
        }
        for exception in &law.exceptions {
            writeln!(text, "  Except: {}", plain(&exception.reason)).unwrap();
        }
        if law.citation != regime.citation {
            writeln!(text, "  *{}.*", plain(&law.citation)).unwrap();
        }
    }

    /// What stands for a designation where it is one of several.
    fn called(&self, designation: &Designation) -> String {
        match &designation.target {
            Target::Anyone => and(&designation.kinds),
            target => self.who(target),
        }
    }
}

/// What a designation catches, without whom.
fn what(designation: &Designation) -> String {
    let mut text = match designation.target {
        Target::Vendor(_) if designation.equipment.is_empty() => "equipment of any kind".to_owned(),
        Target::Vendor(_) => and(&designation.kinds),
        _ => designation.scope.trim_end_matches('.').to_owned(),
    };
    if let Some(listed) = designation.listed {
        write!(text, "; listed {listed}").unwrap();
    }
    if let Some(removed) = designation.removed {
        write!(text, ", removed {removed}").unwrap();
    }
    if !designation.enforce {
        text.push_str("; for information, never applied");
    }
    text.push('.');
    if !designation.when.is_empty() {
        write!(text, " Condition: {}.", condition(&designation.when)).unwrap();
    }
    plain(&text)
}

/// Of whom the same is said, in order.
fn grouped(all: impl Iterator<Item = (String, String)>) -> Vec<(String, Vec<String>)> {
    let mut groups: Vec<(String, Vec<String>)> = Vec::new();
    for (what, who) in all {
        match groups.iter_mut().find(|(other, _)| *other == what) {
            Some((_, all)) if all.contains(&who) => {}
            Some((_, all)) => all.push(who),
            None => groups.push((what, vec![who])),
        }
    }
    groups
}

/// Each once, in order.
fn once<T: PartialEq>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut once = Vec::new();
    for one in all {
        if !once.contains(&one) {
            once.push(one);
        }
    }
    once
}

/// Every source of a regime once, in the order in which it is needed.
fn sources(regime: &Regime) -> String {
    let all = regime.sources.iter();
    let all = all.chain(regime.designations.iter().flat_map(|one| &one.sources));
    let all = all.chain(regime.provisions.iter().flat_map(|one| &one.law.sources));
    let all = all.chain(regime.duties.iter().flat_map(|one| &one.sources));
    let mut once: Vec<&Arc<Source>> = Vec::new();
    for source in all {
        if !once.iter().any(|known| known.url == source.url) {
            once.push(source);
        }
    }
    let line = |source: &&Arc<Source>| {
        let url = source.url.replace('(', "%28").replace(')', "%29");
        format!("- [{}]({url}), read {}\n", plain(&source.title), source.read)
    };
    once.iter().map(line).collect()
}

/// The text, in which nothing is markup.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    for c in text.chars() {
        if matches!(c, '|' | '*' | '_' | '[' | ']' | '<' | '>' | '`') {
            plain.push('\\');
        }
        plain.push(c);
    }
    plain
}

/// The texts as people list them.
fn and(texts: &[impl AsRef<str>]) -> String {
    let texts: Vec<_> = texts.iter().map(AsRef::as_ref).collect();
    match texts.as_slice() {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [all @ .., last] => format!("{} and {last}", all.join(", ")),
    }
}
