//! `banlint vendors`: what is known of makers and labels, with sources.

use std::io::{self, Write};

use banlint::{
    audit::Knowledge,
    vendors::{Brand, Catalogue, Label, MatchClass, Period, Proof, Vendor},
};

use super::{
    args::Vendors,
    exit::{Exit, Failure, Outcome},
    nearest::did_you_mean,
    output::Console,
    page::Page,
};

pub(crate) fn run(args: &Vendors, out: &mut dyn Write, console: &Console) -> Outcome {
    let knowledge = Knowledge::shipped()?;
    let catalogue = &knowledge.catalogue;
    let mut page = Page::new(out, console.look(None, true).width);
    match args {
        Vendors::List => list(&mut page, catalogue)?,
        Vendors::Show { id } => {
            if let Some(vendor) = catalogue.vendor(id) {
                show(&mut page, vendor)?;
            } else if let Some(label) = catalogue.label(id) {
                show_label(&mut page, label)?;
            } else {
                let makers: Vec<_> =
                    catalogue.vendors().iter().map(|v| v.maker.id.as_str()).collect();
                let labels = catalogue.labels().iter().map(|label| label.id.as_str());
                let near = did_you_mean(id, makers.iter().copied().chain(labels));
                return Err(Failure::new(format!(
                    "there is no maker or label `{id}`; {near}the makers are {}; `banlint vendors list` shows the labels too",
                    makers.join(", ")
                )));
            }
        }
    }
    Ok(Exit::Clean)
}

fn list(page: &mut Page<'_>, catalogue: &Catalogue) -> io::Result<()> {
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

fn show(page: &mut Page<'_>, vendor: &Vendor) -> io::Result<()> {
    let maker = &vendor.maker;
    page.text(0, &format!("{} ({}, {})", maker.name, maker.id, maker.country))?;
    page.note(0, vendor.note.as_deref())?;
    for meets in &maker.meets {
        page.text(2, &format!("meets {} ({})", meets.criterion, meets.confidence.word()))?;
        page.sources(4, &meets.sources)?;
    }
    heading(page, "Further names", vendor.aliases.is_empty())?;
    for alias in &vendor.aliases {
        page.text(
            2,
            &format!("{} ({}{})", alias.name, confidence(&alias.proof), class(alias.class)),
        )?;
    }
    group(page, vendor)?;
    heading(page, "Labels", vendor.brands.is_empty())?;
    for brand in &vendor.brands {
        show_brand(page, brand)?;
    }
    marks(page, vendor)
}

fn group(page: &mut Page<'_>, vendor: &Vendor) -> io::Result<()> {
    heading(page, "Group", vendor.companies.is_empty())?;
    for company in &vendor.companies {
        let names: Vec<_> = company.names.iter().map(|name| name.name.as_str()).collect();
        page.text(2, &format!("{}: {}", company.company.id, names.join("; ")))?;
        for (membership, proof) in company.company.memberships.iter().zip(&company.proofs) {
            let period = Period { from: membership.from, until: membership.until };
            let relation = format!("{:?}", membership.relation).to_lowercase();
            page.text(4, &format!("{relation} {} ({})", period.says(), confidence(proof)))?;
            page.sources(6, &proof.sources)?;
        }
        for note in &company.notes {
            page.note(4, Some(note))?;
        }
    }
    Ok(())
}

fn show_brand(page: &mut Page<'_>, brand: &Brand) -> io::Result<()> {
    let coverage = format!("{:?}", brand.coverage).to_lowercase();
    let period =
        if brand.period.is_dated() { format!(", {}", brand.period.says()) } else { String::new() };
    let told = format!(
        "{}: {:?}, coverage {coverage}{period} ({}{})",
        brand.label,
        brand.relation,
        confidence(&brand.proof),
        class(brand.class)
    );
    page.text(2, &told)?;
    let of = brand.lines.clone().into_iter().chain(brand.series.iter().cloned());
    let of: Vec<_> = of.collect();
    if !of.is_empty() {
        page.text(4, &format!("Only: {}", of.join(", ")))?;
    }
    page.note(4, brand.note.as_deref())?;
    page.sources(4, &brand.proof.sources)
}

fn marks(page: &mut Page<'_>, vendor: &Vendor) -> io::Result<()> {
    heading(page, "Model families", vendor.models.is_empty())?;
    for model in &vendor.models {
        let label = model.label.as_ref().map_or(String::new(), |label| format!(", label {label}"));
        let collision = format!("{:?}", model.collision).to_lowercase();
        page.text(
            2,
            &format!(
                "{} (collision {collision}{label}, {})",
                model.pattern.as_str(),
                confidence(&model.proof)
            ),
        )?;
    }
    heading(page, "Other marks", vendor.marks.is_empty())?;
    for (kind, count) in vendor.mark_counts() {
        page.text(2, &format!("{}: {count}", kind.says()))?;
    }
    heading(page, "Not to be taken for it", vendor.neighbours.is_empty())?;
    for neighbour in &vendor.neighbours {
        page.text(2, &neighbour.name)?;
    }
    Ok(())
}

fn show_label(page: &mut Page<'_>, label: &Label) -> io::Result<()> {
    page.text(0, &format!("{} ({}{})", label.label, label.id, class(label.class)))?;
    page.note(0, label.note.as_deref())?;
    heading(
        page,
        "Marks of the label's owner, which do not tell who made a thing",
        label.marks.is_empty(),
    )?;
    for mark in &label.marks {
        let values = mark.values.join(" ");
        let pattern = mark.pattern.as_ref().map_or(values.as_str(), |pattern| pattern.as_str());
        page.text(2, &format!("{}: {pattern}", mark.kind.says()))?;
        page.sources(4, &mark.proof.sources)?;
    }
    heading(page, "What speaks against a maker", label.counters.is_empty())?;
    for counter in &label.counters {
        page.text(2, &counter.says)?;
        if !counter.series.is_empty() {
            page.text(4, &format!("Only: {}", counter.series.join(", ")))?;
        }
        page.sources(4, &counter.proof.sources)?;
    }
    Ok(())
}

fn heading(page: &mut Page<'_>, title: &str, empty: bool) -> io::Result<()> {
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
