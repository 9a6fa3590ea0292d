//! `banlint rules list`: the regimes, or the words that they use.

use std::io::{self, Write};

use crate::{
    EquipmentTree,
    rules::{LawBook, Terms},
};

pub(super) fn regimes(out: &mut dyn Write, book: &LawBook) -> io::Result<()> {
    let width = book.regimes().iter().map(|regime| regime.id.len()).max().unwrap_or(0);
    for regime in book.regimes() {
        let (country, id, title) = (&regime.jurisdiction, &regime.id, &regime.title);
        writeln!(out, "{country}  {id:width$}  {title} (checked {})", regime.checked)?;
    }
    Ok(())
}

pub(super) fn terms(out: &mut dyn Write, terms: &Terms) -> io::Result<()> {
    writeln!(out, "organisation: what an owner can be")?;
    for organisation in terms.organisations().values() {
        writeln!(out, "  {:<28} {}", organisation.id, organisation.says)?;
    }
    for fact in Terms::facts() {
        writeln!(out, "\n{fact}: {}", fact.says())?;
        for term in terms.of(fact) {
            writeln!(out, "  {:<28} {}: {}", term.id, term.title, term.says)?;
        }
    }
    writeln!(out, "\ncriteria: tests that a maker meets")?;
    for criterion in terms.criteria().values() {
        writeln!(out, "  {:<28} {}", criterion.id, criterion.title)?;
    }
    Ok(())
}

pub(super) fn kinds(out: &mut dyn Write, tree: &EquipmentTree) -> io::Result<()> {
    writeln!(out, "\nequipment: what a thing is")?;
    tree.kinds().try_for_each(|kind| writeln!(out, "  {:<28} {}", kind.id, kind.title))
}
