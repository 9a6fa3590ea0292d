//! `banlint vendors`: what is known of makers and labels, with sources.

use std::{
    collections::BTreeSet,
    io::{self, Write},
    sync::Arc,
};

use crate::{
    Asset, Field,
    attribution::Collision,
    audit::{Auditor, Folders, Knowledge, OwnFile},
    date::Period,
    finding::NamedBy,
    fold::fold,
    knowledge::{Source, did_you_mean, known_as},
    report,
    vendors::{Brand, Catalogue, Label, MatchClass, Proof, Vendor},
};

use super::{
    args::Vendors,
    exit::{Exit, Failure, Outcome},
    output::Console,
    settings,
    wrapped_text::WrappedText,
};

pub(crate) fn run(args: &Vendors, out: &mut dyn Write, console: &Console) -> Outcome {
    let width = console.look(None, true).width;
    match args {
        Vendors::List { vendors, form } => {
            let folders = Folders { vendors: vendors.clone(), ..Folders::default() };
            let Knowledge { catalogue, own_files, .. } = Knowledge::load(&folders)?;
            own_files.iter().filter_map(OwnFile::warning).for_each(|said| console.warn(&said));
            if form.is_json() {
                report::makers_json(out, &catalogue)?;
            } else {
                list(&mut WrappedText::new(out, width), &catalogue)?;
            }
        }
        Vendors::Show { maker: id, all, law, form } => {
            let settings = settings::settings(law, None, None)?;
            let auditor = &settings.auditor;
            auditor.basis().replaced().for_each(|said| console.warn(&said));
            let catalogue = &*auditor.knowledge().catalogue;
            let show = Show { auditor, catalogue, all: *all };
            let wanted = fold(id);
            let same = |name: &str| fold(name) == wanted;
            let is_maker = |vendor: &&Vendor| {
                let maker = &vendor.maker;
                [&maker.id, &maker.short, &maker.name].into_iter().any(|name| same(name))
            };
            let is_label = |label: &&Label| {
                [&label.id, &label.label].into_iter().chain(&label.aliases).any(|name| same(name))
            };
            let vendor = catalogue.vendors().iter().find(is_maker);
            let label = catalogue.labels().iter().find(is_label);
            let is_known = catalogue.brands_called(id).next().is_some();
            match (vendor, label, form.is_json()) {
                (Some(vendor), _, true) => {
                    let named = show.named_by(&vendor.maker.name);
                    report::maker_json(out, vendor, &named, auditor.basis().as_of)?;
                }
                (Some(vendor), _, false) => {
                    show.maker(&mut WrappedText::new(out, width), vendor)?;
                }
                (None, Some(label), true) => {
                    report::label_json(out, catalogue, &label.label, Some(label))?;
                }
                (None, Some(label), false) => {
                    show.label(&mut WrappedText::new(out, width), label)?;
                }
                (None, None, true) if is_known => report::label_json(out, catalogue, id, None)?,
                (None, None, false) if is_known => {
                    show.built_by(&mut WrappedText::new(out, width), id)?;
                }
                (None, None, _) => return Err(unknown(catalogue, id)),
            }
        }
    }
    Ok(Exit::Clean)
}

fn unknown(catalogue: &Catalogue, id: &str) -> Failure {
    let called = catalogue.vendors().iter();
    let called =
        called.flat_map(|Vendor { maker, .. }| known_as(&maker.id, [&maker.short, &maker.name]));
    let labels = catalogue.labels().iter().flat_map(|label| known_as(&label.id, [&label.label]));
    let near = did_you_mean(id, called.chain(labels));
    Failure::new(format!(
        "there is no maker or label `{id}`; {near}`banlint vendors list` shows what there is"
    ))
}

fn list(page: &mut WrappedText<'_>, catalogue: &Catalogue) -> io::Result<()> {
    page.text(0, "Makers")?;
    for vendor in catalogue.vendors() {
        let maker = &vendor.maker;
        page.text(2, &format!("{}  {} ({})", maker.id, maker.name, maker.country))?;
    }
    page.gap()?;
    page.text(0, "Owners of labels on goods that others may build")?;
    for label in catalogue.labels() {
        page.text(2, &format!("{}  {}", label.id, label.label))?;
    }
    Ok(())
}

/// One maker or label on its way to a page: what matters, or all with its sources.
struct Show<'a> {
    auditor: &'a Auditor,
    catalogue: &'a Catalogue,
    all: bool,
}

impl Show<'_> {
    fn maker(&self, page: &mut WrappedText<'_>, vendor: &Vendor) -> io::Result<()> {
        let maker = &vendor.maker;
        page.text(0, &format!("{} ({}, {})", maker.name, maker.id, maker.country))?;
        page.note(0, vendor.note.as_deref())?;
        self.laws(page, &maker.name)?;
        for meets in &maker.meets {
            page.text(2, &format!("meets {} ({})", meets.criterion, meets.confidence.word()))?;
            self.sources(page, 4, &meets.sources)?;
        }
        heading(page, "Further names", vendor.aliases.is_empty())?;
        self.list(page, &vendor.aliases, |alias| {
            format!("{} ({}{})", alias.name, confidence(&alias.proof), class(alias.class))
        })?;
        self.group(page, vendor)?;
        heading(page, "Labels", vendor.brands.is_empty())?;
        if self.all {
            vendor.brands.iter().try_for_each(|brand| self.brand(page, vendor, brand))?;
        } else {
            let labels: BTreeSet<_> = vendor.brands.iter().map(|brand| &*brand.label).collect();
            page.text(2, &labels.into_iter().collect::<Vec<_>>().join(", "))?;
        }
        self.marks(page, vendor)?;
        self.more(page, &maker.id)
    }

    /// The regimes that name a maker.
    fn named_by(&self, name: &str) -> Vec<NamedBy> {
        let asset = Asset::from_facts([(Field::Manufacturer, name)]);
        let attributions = self.auditor.identify(&asset);
        let (_, findings) = self.auditor.findings(&asset, &attributions);
        self.auditor.book().naming(&findings)
    }

    fn laws(&self, page: &mut WrappedText<'_>, name: &str) -> io::Result<()> {
        let named = self.named_by(name);
        page.gap()?;
        let as_of = self.auditor.basis().as_of;
        if named.is_empty() {
            return page.text(0, &format!("Named by no law that was applied, as of {as_of}"));
        }
        page.text(0, &format!("Named by law, as of {as_of}"))?;
        named.iter().try_for_each(|named| page.text(2, &report::named_by(named)))
    }

    fn group(&self, page: &mut WrappedText<'_>, vendor: &Vendor) -> io::Result<()> {
        heading(page, "Group", vendor.companies.is_empty())?;
        for company in &vendor.companies {
            let names: Vec<_> = company.names.iter().map(|name| name.name.as_str()).collect();
            let shown = if self.all { names.join("; ") } else { company.company.name.clone() };
            page.text(2, &format!("{}: {shown}", company.company.id))?;
            for (membership, proof) in company.company.memberships.iter().zip(&company.proofs) {
                let period = Period { from: membership.from, until: membership.until };
                let relation = membership.relation.says();
                page.text(
                    4,
                    &format!("{relation} {} ({})", report::time(period), confidence(proof)),
                )?;
                self.sources(page, 6, &proof.sources)?;
            }
            for note in company.notes.iter().filter(|_| self.all) {
                page.note(4, Some(note))?;
            }
        }
        Ok(())
    }

    /// What a maker has to do with a label.
    fn brand(&self, page: &mut WrappedText<'_>, vendor: &Vendor, brand: &Brand) -> io::Result<()> {
        let period = if brand.period.is_dated() {
            format!(", {}", report::time(brand.period))
        } else {
            String::new()
        };
        let told = format!(
            "{}: {} {}, {}{period} ({}{})",
            brand.label,
            brand.relation.says(),
            vendor.maker.short,
            brand.coverage.says(),
            confidence(&brand.proof),
            class(brand.class)
        );
        page.text(2, &told)?;
        let of: Vec<_> = brand.lines.iter().chain(&brand.series).cloned().collect();
        if !of.is_empty() {
            page.text(4, &format!("Only: {}", of.join(", ")))?;
        }
        page.note(4, brand.note.as_deref())?;
        self.sources(page, 4, &brand.proof.sources)
    }

    fn marks(&self, page: &mut WrappedText<'_>, vendor: &Vendor) -> io::Result<()> {
        heading(page, "Model families", vendor.models.is_empty() || !self.all)?;
        for model in vendor.models.iter().filter(|_| self.all) {
            let label =
                model.label.as_ref().map_or(String::new(), |label| format!(", label {label}"));
            let collision = match model.collision {
                Collision::Low => "hardly mistaken",
                Collision::Medium => "mistaken in other kinds of equipment",
                Collision::High => "easily mistaken",
            };
            let pattern = model.pattern.as_str();
            page.text(2, &format!("{pattern} ({collision}{label}, {})", confidence(&model.proof)))?;
        }
        let counts = vendor.mark_counts();
        heading(page, "Marks", counts.is_empty())?;
        for (kind, count) in counts {
            page.text(2, &format!("{}: {count}", kind.says()))?;
        }
        heading(page, "Not to be taken for it", vendor.neighbours.is_empty())?;
        self.list(page, &vendor.neighbours, |neighbour| neighbour.name.clone())
    }

    fn label(&self, page: &mut WrappedText<'_>, label: &Label) -> io::Result<()> {
        page.text(0, &format!("{} ({}{})", label.label, label.id, class(label.class)))?;
        page.note(0, label.note.as_deref())?;
        self.built_by(page, &label.label)?;
        let marks = "Marks of the label's owner, which do not tell who made a thing";
        heading(page, marks, label.marks.is_empty())?;
        for mark in &label.marks {
            let values = mark.values.join(" ");
            let pattern = mark.pattern.as_ref().map_or(values.as_str(), |pattern| pattern.as_str());
            page.text(2, &format!("{}: {pattern}", mark.kind.says()))?;
            self.sources(page, 4, &mark.proof.sources)?;
        }
        heading(page, "What speaks against a maker", label.counters.is_empty())?;
        for counter in &label.counters {
            page.text(2, &counter.says)?;
            if !counter.series.is_empty() {
                page.text(4, &format!("Only: {}", counter.series.join(", ")))?;
            }
            self.sources(page, 4, &counter.proof.sources)?;
        }
        self.more(page, &label.id)
    }

    /// Who builds what is sold under a label.
    fn built_by(&self, page: &mut WrappedText<'_>, label: &str) -> io::Result<()> {
        page.gap()?;
        let mut makers = self.catalogue.brands_called(label).peekable();
        if makers.peek().is_none() {
            return page.text(0, "Who builds what is sold under it is not known");
        }
        page.text(0, "Who builds what is sold under it")?;
        makers.try_for_each(|(vendor, brand)| self.brand(page, vendor, brand))
    }

    /// Short entries: each on a line with all, else one after the other.
    fn list<T>(
        &self,
        page: &mut WrappedText<'_>,
        entries: &[T],
        shown: impl Fn(&T) -> String,
    ) -> io::Result<()> {
        let shown: Vec<_> = entries.iter().map(shown).collect();
        if self.all {
            return shown.iter().try_for_each(|text| page.text(2, text));
        }
        if shown.is_empty() { Ok(()) } else { page.text(2, &shown.join(", ")) }
    }

    fn sources(
        &self,
        page: &mut WrappedText<'_>,
        indent: usize,
        all: &[Arc<Source>],
    ) -> io::Result<()> {
        if self.all { page.sources(indent, all) } else { Ok(()) }
    }

    fn more(&self, page: &mut WrappedText<'_>, id: &str) -> io::Result<()> {
        if self.all {
            return Ok(());
        }
        page.gap()?;
        page.text(
            0,
            &format!("`banlint vendors show {id} --all` shows every fact with its source."),
        )
    }
}

fn heading(page: &mut WrappedText<'_>, title: &str, empty: bool) -> io::Result<()> {
    if empty {
        return Ok(());
    }
    page.gap()?;
    page.text(0, title)
}

fn confidence(proof: &Proof) -> &'static str {
    proof.confidence.word()
}

fn class(class: MatchClass) -> &'static str {
    match class {
        MatchClass::Distinctive => "",
        MatchClass::Short => ", short name",
        MatchClass::Ordinary => ", ordinary word",
    }
}
