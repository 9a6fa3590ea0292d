//! `identify`: who made an item of which only some marks are given, and which law names that maker for whom.

use std::io;

use super::{
    PageLook, cell, explain, maker,
    searched::SearchedCell,
    terminal::{Page, Tone},
    words::{self, CELL, SENTENCE},
};
use crate::{Attribution, Date, Truth, attribution::KnownName, finding::NamedBy, law::Force};

/// What is known of one item.
#[derive(Clone, Debug)]
pub(crate) struct Identified {
    /// The texts that were given.
    pub(crate) given: Vec<String>,
    /// The day whose law is applied.
    pub(crate) as_of: Date,
    /// Who made it, surest first.
    pub(crate) attributions: Vec<Attribution>,
    /// The regimes that name these makers.
    pub(crate) named_by: Vec<NamedBy>,
    /// What is known of the name where no maker was recognised.
    pub(crate) known_name: Option<KnownName>,
    /// The given texts in which nothing was found.
    pub(crate) searched: Vec<SearchedCell>,
}

/// Writes what is known of an item.
pub(crate) fn identify(
    out: &mut dyn io::Write,
    look: PageLook,
    item: &Identified,
) -> io::Result<()> {
    let page = &mut Page::new(out, look);
    page.text(&given(item), Tone::Strong)?;
    for attribution in &item.attributions {
        explain::made_by(page, attribution)?;
        laws(page, item, &attribution.maker.id)?;
        explain::evidence(page, attribution)?;
    }
    if item.attributions.is_empty() {
        page.hanging("  ", Tone::Plain, &unrecognised(item), Tone::Plain)?;
    }
    explain::in_vain(page, &item.searched)
}

pub(crate) fn identify_line(out: &mut dyn io::Write, item: &Identified) -> io::Result<()> {
    let makers = item.attributions.iter().map(|attribution| {
        let regimes = of_maker(item, &attribution.maker.id).map(|named| cell(&named.title, CELL));
        let named = words::list(&regimes.collect::<Vec<_>>());
        let named = if named.is_empty() { "no law applied".to_owned() } else { named };
        format!("{}; named by {named}", maker::made_by(attribution))
    });
    let answer = match makers.collect::<Vec<_>>().join(". ") {
        none if none.is_empty() => unrecognised(item),
        makers => makers,
    };
    writeln!(out, "{}: {answer}", given(item))
}

fn given(item: &Identified) -> String {
    item.given.iter().map(|text| cell(text, CELL)).collect::<Vec<_>>().join(", ")
}

fn of_maker<'i>(item: &'i Identified, maker: &'i str) -> impl Iterator<Item = &'i NamedBy> {
    item.named_by.iter().filter(move |named| named.vendor == maker)
}

/// The regimes that name a maker, a line each.
fn laws(page: &mut Page<'_>, item: &Identified, maker: &str) -> io::Result<()> {
    let mut named = of_maker(item, maker).peekable();
    if named.peek().is_none() {
        let text = format!("by no law that was applied, as of {}", item.as_of);
        return page.field("Named", &text, Tone::Plain);
    }
    named.try_for_each(|named| page.field("Named by", &named_by(named), Tone::Plain))
}

/// A regime that names a maker, and for whom, in one line.
pub(crate) fn named_by(named: &NamedBy) -> String {
    let mut binds: Vec<_> = named.binds.iter().map(|title| cell(title, CELL)).collect();
    if named.trade {
        binds.push("the trade".to_owned());
    }
    let (country, title) = (cell(&named.jurisdiction, 8), cell(&named.title, CELL));
    let speaks = match named.force {
        Force::Prohibited => "binds",
        Force::Advised => "advises",
        Force::Context | Force::Listed => "informs",
    };
    let owner = match named.owner {
        Truth::True => ": the owner is one",
        Truth::False => ": the owner is none of these",
        Truth::Unknown => "",
    };
    let (id, since) = (cell(&named.regime, CELL), named.since);
    let kind =
        named.instrument.map_or(String::new(), |kind| format!(", {}", words::instrument(kind)));
    let bound = match binds.as_slice() {
        [] => String::new(),
        binds => format!("; {speaks} {}{owner}", words::list(binds)),
    };
    format!("{country} {title} ({id}{kind}), since {since}{bound}")
}

/// What is said where no maker was recognised.
fn unrecognised(item: &Identified) -> String {
    let noted = |note: &Option<String>| match note {
        Some(note) => format!(" {}", words::stopped(&cell(note, SENTENCE))),
        None => String::new(),
    };
    match &item.known_name {
        Some(KnownName::Maker { name }) => {
            format!("{}: another maker; nothing is known against it.", cell(name, CELL))
        }
        Some(KnownName::Namesake { name, of, note }) => {
            let (name, of) = (cell(name, CELL), cell(of, CELL));
            format!("{name}: no relation to {of}, whose name looks like it.{}", noted(note))
        }
        Some(KnownName::Label { name, note }) => {
            let name = cell(name, CELL);
            format!(
                "{name}: a label; its name alone does not tell who built the item.{}",
                noted(note)
            )
        }
        None => {
            "No mark of a known maker was found. That proves nothing: labels change.".to_owned()
        }
    }
}
