//! What an audit was made with and what it leaves unsaid, in words: the one list from which each report for people says it.

use std::{cmp::Reverse, collections::BTreeMap};

use super::{
    cell,
    summary::{OldRule, Summary, because, by_reason, reached},
    words::{self, CELL, SENTENCE, count, list},
};
use crate::{
    Verdict,
    audit::{Basis, LeftOut, OwnFileEffect},
    intake::Digest,
    rules::{NothingBinding, OnUnknown},
};

/// Countries called by their names where the place is short; more are called by their codes.
const NAMES: usize = 4;
/// Sites whose own owner is said.
const SITES: usize = 50;
/// Files of the user's that are named.
const OWN_FILES: usize = 50;
/// Laws of one sort that are named; of more their number.
const FEW: usize = 3;
/// Maximum laws that bind nobody and are named: those of a country or two.
const SOME: usize = 10;
/// Settings without effect that are named, in a short list and in a long one.
const IN_VAIN: [usize; 2] = [5, 50];

worded! {
    /// A part of what a result rests on, with its label. A report that left one out would clear rows with less said than others.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub(super) enum AppliedPart {
        Settings = "Settings",
        Assumed = "Assumed",
        Unknown = "Unknown",
        OwnFiles = "Own files",
        Owner = "Owner",
        LawOf = "Law of",
        NotOf = "Not of",
        Accepted = "Accepted",
        NoMaker = "No maker",
        NotBound = "Not bound",
        NoNames = "No names",
        InPart = "In part",
        NotBinding = "Not binding",
        LeftOut = "Left out",
        OldRules = "Old rules",
        NoEffect = "No effect",
    }
}

impl AppliedPart {
    /// How the audit was set.
    pub(super) const MADE_WITH: [Self; 6] =
        [Self::Settings, Self::Assumed, Self::Unknown, Self::OwnFiles, Self::Owner, Self::LawOf];
    /// What the result does not say.
    pub(super) const RESERVATIONS: [Self; 10] = [
        Self::NotOf,
        Self::Accepted,
        Self::NoMaker,
        Self::NotBound,
        Self::NoNames,
        Self::InPart,
        Self::NotBinding,
        Self::LeftOut,
        Self::OldRules,
        Self::NoEffect,
    ];

    /// What is said of it, if anything; where not `all` is wanted, many laws and settings are only counted.
    pub(super) fn says(self, summary: &Summary, basis: &Basis, all: bool) -> Vec<String> {
        let one = match self {
            Self::Settings => Some(settings(basis)),
            Self::Assumed => assumed(basis),
            Self::Unknown => unknown(basis.on_unknown),
            Self::OwnFiles => own_files(basis),
            Self::Owner => Some(owner(basis, false)),
            Self::LawOf => Some(law_of(basis, false)),
            Self::NotOf => parts_left_out(basis),
            Self::Accepted => waived_violations(summary),
            Self::NoMaker => of_unstated_makers(summary),
            Self::NotBound => of_unreached_makers(summary, basis),
            Self::NoNames => of_unknown_makers(basis, all),
            Self::InPart => of_lists_in_part(basis, all),
            Self::NotBinding => of_nothing_binding(basis, all),
            Self::LeftOut => return left_out(summary, all),
            Self::OldRules => of_old_rules(summary, all),
            Self::NoEffect => return in_vain(summary, IN_VAIN[usize::from(all)]),
        };
        one.into_iter().collect()
    }
}

/// What is said of some parts, each sentence with its part.
pub(super) fn applied(
    parts: &[AppliedPart],
    summary: &Summary,
    basis: &Basis,
    all: bool,
) -> Vec<(AppliedPart, String)> {
    let of = |&part: &AppliedPart| {
        part.says(summary, basis, all).into_iter().map(move |says| (part, says))
    };
    parts.iter().flat_map(of).collect()
}

/// The warnings that none of the parts says already.
pub(super) fn other_warnings(summary: &Summary) -> Vec<String> {
    let said = summary.used.sentences(&summary.by_site);
    let others = summary.warnings.iter().filter(|warning| !said.contains(warning));
    others.map(|warning| words::stopped(&cell(warning, SENTENCE))).collect()
}

/// The regimes left out, grouped by reason; by their titles too where `all` is wanted.
fn left_out(summary: &Summary, all: bool) -> Vec<String> {
    let left_out = summary.used.left_out.iter().map(|(regime, rows)| {
        let title = if all { format!(" ({})", regime.title) } else { String::new() };
        (regime, cell(&format!("{}{title} {}", regime.id, reached(rows)), SENTENCE))
    });
    let says = |(why, regimes): (&LeftOut, Vec<String>)| {
        format!("{}: {}.", cell(&because(why), SENTENCE), regimes.join(", "))
    };
    by_reason(left_out).into_iter().map(says).collect()
}

/// What the settings name and no row has.
fn in_vain(summary: &Summary, most: usize) -> Vec<String> {
    let sentences = summary.used.in_vain(&summary.by_site);
    let left = sentences.len().saturating_sub(most);
    let more = (left > 0).then(|| format!("… and {left} more, which the json format lists"));
    let said = sentences.iter().take(most).map(|says| words::stopped(&cell(says, SENTENCE)));
    said.chain(more).collect()
}

/// The countries whose law was applied, with the number of regimes, and those in which none was found. In a short place many
/// are called by their codes.
pub(super) fn law_of(basis: &Basis, in_short: bool) -> String {
    let by_code = in_short && basis.jurisdictions.len() > NAMES;
    let in_vain = |code: &str| {
        let mut of = basis.regimes.iter().filter(|regime| regime.jurisdiction == code).peekable();
        of.peek().is_some() && of.all(|regime| regime.nothing_binding.is_some())
    };
    let (without, with): (Vec<_>, Vec<_>) =
        basis.jurisdictions.iter().partition(|(code, _)| in_vain(code));
    let called = |(code, name): &(String, String)| cell(if by_code { code } else { name }, CELL);
    let names = |all: &[&(String, String)]| {
        list(&all.iter().map(|&country| called(country)).collect::<Vec<_>>())
    };
    let regimes = basis.regimes.iter().filter(|regime| regime.nothing_binding.is_none()).count();
    let regimes = count(regimes as u64, "regime");
    match (with.as_slice(), without.as_slice()) {
        (with, []) => format!("{} ({regimes})", names(with)),
        ([], without) => format!("no country: nothing binding was found in {}", names(without)),
        (with, without) => {
            let vain = if by_code { format!("{} more", without.len()) } else { names(without) };
            format!("{} ({regimes}); nothing binding was found in {vain}", names(with))
        }
    }
}

/// The laws that reach makers of whom nothing is known here, which no row can show; of many their number, unless `all` are
/// named. `None` where there are none.
fn of_unknown_makers(basis: &Basis, all: bool) -> Option<String> {
    let regimes = basis.regimes.iter().filter(|regime| regime.reaches_unknown);
    let names: Vec<_> = regimes.map(|regime| cell(&regime.id, CELL)).collect();
    let shown = match names.len() {
        0 => return None,
        few if few <= FEW || all => names.join(", "),
        many => format!("{many} of these"),
    };
    let says = "law that goes by the seat of a maker or by a test and names nobody. It may reach clear rows as well, where the owner is not stated or the maker not known here (`banlint vendors list`)";
    Some(format!("{shown}: {says}."))
}

/// The laws that go by a list which is known here in part; of many their number, unless `all` are named. `None` where there are none.
fn of_lists_in_part(basis: &Basis, all: bool) -> Option<String> {
    let named = basis.regimes.iter().filter_map(|regime| {
        let why = regime.known_in_part.as_deref()?.trim_end_matches('.');
        Some(cell(&format!("{} ({why})", regime.id), 2 * SENTENCE))
    });
    let named: Vec<_> = named.collect();
    let shown = match named.len() {
        0 => return None,
        few if few <= FEW || all => named.join(", "),
        many => format!("{many} of these"),
    };
    Some(format!("{shown}: lists known here in part, so a clear row may stand on the rest."))
}

/// The laws that were compared with their sources long ago; of many their number, unless `all` are named. `None` where there are none.
fn of_old_rules(summary: &Summary, all: bool) -> Option<String> {
    let days = |old: &OldRule| count(u64::from(old.days), "day");
    let named = summary.old_rules.iter().map(|old| {
        cell(
            &format!("{} (on {}, {} before this audit)", old.regime, old.checked, days(old)),
            SENTENCE,
        )
    });
    let named: Vec<_> = named.collect();
    let shown = match named.len() {
        0 => return None,
        few if few <= FEW || all => named.join(", "),
        many => format!("{many} of these, the first {}", named[0]),
    };
    Some(format!(
        "{shown}: compared with the sources so long ago that the law may have changed. Get a newer banlint."
    ))
}

/// The clear rows of makers whom law reaches by their seat or by a test alone, and only for other owners. `None` where there are none.
fn of_unreached_makers(summary: &Summary, basis: &Basis) -> Option<String> {
    let rows: u64 = summary.unreached.values().sum();
    let why = unreached_makers(&summary.unreached, basis)?;
    Some(format!("{} clear because of the owner: {why}.", words::are(rows, "row")))
}

/// Whose goods law reaches by their seat or by a test alone, and only for other owners: the makers with how often each is named. `None`
/// where there are none.
pub(crate) fn unreached_makers(makers: &BTreeMap<String, u64>, basis: &Basis) -> Option<String> {
    let mut makers: Vec<_> = makers.iter().collect();
    makers.sort_by_key(|(name, times)| (Reverse(**times), *name));
    let named = makers.iter().map(|(name, times)| format!("{} ({times})", cell(name, CELL)));
    let named = words::first_of(named, SOME, ", ");
    let owners = match basis.organisation.as_slice() {
        [] => "some kinds of owners; say who you are to know whether you are one",
        _ => "other kinds of owners, not this one",
    };
    let law = "a law that goes by where a maker has its seat reaches goods of these makers for";
    (!makers.is_empty()).then(|| format!("{law} {owners}: {named}"))
}

/// The clear and exempt rows that state no maker of goods of which law asks who made them. `None` where there are none.
fn of_unstated_makers(summary: &Summary) -> Option<String> {
    let rows = summary.maker_unstated;
    let place = if summary.files.len() > 1 { words::place } else { words::spot };
    let first: Vec<_> = summary.first_maker_unstated.iter().map(place).collect();
    let more = words::and_more(rows - first.len() as u64);
    (rows > 0).then(|| {
        format!(
            "{} clear or exempt for want of a name ({}{more}): law here asks who made such equipment, and the row does not say.",
            words::are(rows, "row"),
            first.join(", ")
        )
    })
}

/// The regimes that bind nobody, and why. `None` where there are none, or too many to be named where not all are.
pub(super) fn of_nothing_binding(basis: &Basis, all: bool) -> Option<String> {
    let mut by_why: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for regime in &basis.regimes {
        let Some(why) = regime.nothing_binding else { continue };
        let found = format!("{} ({}, {})", regime.title, regime.id, regime.checked);
        by_why.entry(nothing_binding(why)).or_default().push(cell(&found, SENTENCE));
    }
    let count: usize = by_why.values().map(Vec::len).sum();
    let says = by_why.into_iter().map(|(why, named)| format!("{why}: {}", named.join(", ")));
    let says = says.collect::<Vec<_>>().join("; ");
    (count > 0 && (all || count <= SOME)).then(|| format!("{says}."))
}

fn nothing_binding(why: NothingBinding) -> &'static str {
    match why {
        NothingBinding::NoneFound => "looked for, and nothing binding found by the day given",
        NothingBinding::Proposed => "proposed, and not in force",
        NothingBinding::NotBegun => "passed, and no day found on which it begins",
        NothingBinding::Ended => "withdrawn or ended",
        NothingBinding::UnusedPower => "a power of which no use was found",
        NothingBinding::Context => "nothing that an inventory could hold",
    }
}

/// The parts of countries whose law was not asked for, and how it would be; `None` where there are none.
fn parts_left_out(basis: &Basis) -> Option<String> {
    let (example, _) = basis.parts_left_out.first()?;
    let parts = basis.parts_left_out.iter();
    let names: Vec<_> = parts.map(|(id, name)| cell(&format!("{name} ({id})"), CELL)).collect();
    Some(format!(
        "{}: applied to rows alone that name an owner of it, or a place in it if its law binds owners such as yours; ask for it by name to have it applied to all, as with `-j {example}`",
        list(&names)
    ))
}

/// The files of settings.
fn settings(basis: &Basis) -> String {
    let files: Vec<_> = basis.config.iter().map(|file| words::file(file, None)).collect();
    if files.is_empty() { "no file".to_owned() } else { list(&files) }
}

/// How large an input is; its digest follows where it was read to its end.
pub(super) fn input(digest: Option<&Digest>) -> String {
    digest.map_or_else(
        || "not read to its end".to_owned(),
        |digest| format!("{}, SHA-256", count(digest.bytes, "byte")),
    )
}

/// What was taken for granted where rows say nothing of it; `None` where nothing was.
pub(super) fn assumed(basis: &Basis) -> Option<String> {
    let facts: Vec<_> = basis
        .assumed
        .iter()
        .map(|(fact, value)| format!("{fact} = {}", cell(value, CELL)))
        .collect();
    (!facts.is_empty()).then(|| format!("{}, wherever a row does not say", facts.join(", ")))
}

/// How what no row says was taken, where that is not as a question.
fn unknown(on_unknown: OnUnknown) -> Option<String> {
    let (taken, verdict) = match on_unknown {
        OnUnknown::Review => return None,
        OnUnknown::Violation => ("yes", Verdict::Violation),
        OnUnknown::Ignore => ("no", Verdict::Exempt),
    };
    Some(format!(
        "what no row says is taken for {taken}, as the settings ask: where a question is open, the verdict is {verdict} and not {}.",
        Verdict::Review
    ))
}

/// The waived rows that law forbids for all that. `None` where there are none.
fn waived_violations(summary: &Summary) -> Option<String> {
    let rows = summary.waived_violations;
    (rows > 0).then(|| {
        format!(
            "{} forbidden by law in force, which a named person has accepted. A waiver lifts no law, and ends no duty to report it.",
            words::are(rows, "waived row")
        )
    })
}

/// The files of the user's that are no law, with what each is to what is shipped; `None` where there are none.
fn own_files(basis: &Basis) -> Option<String> {
    let named = basis.own_files.iter().map(|own| {
        let effect = match &own.effect {
            OwnFileEffect::Added => own.holds.word().to_owned(),
            OwnFileEffect::AddsTo(id) => format!("adds to {id}"),
            OwnFileEffect::TakesPlaceOf(id) => format!("in the place of the shipped {id}"),
        };
        format!("{} ({})", words::file(&own.file.path, None), cell(&effect, CELL))
    });
    (!basis.own_files.is_empty()).then(|| words::first_of(named, OWN_FILES, ", "))
}

/// What the owner was said to be, at each site where it is another. In a short place such sites are only counted.
pub(super) fn owner(basis: &Basis, in_short: bool) -> String {
    let titles: Vec<_> = basis.organisation.iter().map(|(_, title)| cell(title, CELL)).collect();
    let stated = if titles.is_empty() { "not stated".to_owned() } else { list(&titles) };
    let sites = &basis.site_owners;
    let site = |(site, is): &(String, Vec<String>)| {
        let is: Vec<_> = is.iter().map(|title| cell(title, CELL)).collect();
        format!("{}: {}", cell(site, CELL), list(&is))
    };
    match sites.as_slice() {
        [] => stated,
        [(site, _)] if in_short => format!("{stated}; another at {}", cell(site, CELL)),
        sites if in_short => format!("{stated}; others at {} sites", sites.len()),
        sites => {
            let named = words::first_of(sites.iter().map(site), SITES, "; ");
            format!("{stated}; by site: {named}")
        }
    }
}
