//! `banlint rules list`: the regimes with their status on a day, or the words that they use.

use std::io::{self, Write};

use crate::{
    Date, EquipmentTree,
    cli::wrapped_text::WrappedText,
    law::Force,
    report::{self, line},
    rules::{LawBook, Regime, RegimeStatus, Terms},
};

pub(super) fn regimes(
    out: &mut dyn Write,
    book: &LawBook,
    as_of: Date,
    width: usize,
) -> io::Result<()> {
    let wide = |text: fn(&Regime) -> &str| {
        book.regimes().iter().map(|regime| text(regime).len()).max().unwrap_or(0)
    };
    let (country, id) = (wide(|regime| &regime.jurisdiction), wide(|regime| &regime.id));
    let mut page = WrappedText::new(out, width);
    for regime in book.regimes() {
        let status = match regime.status(as_of) {
            RegimeStatus::InForce => "in force".to_owned(),
            RegimeStatus::Begins(day) => format!("from {day}"),
            RegimeStatus::Ended(day) => format!("ended {day}"),
            RegimeStatus::Nothing => "nothing binding".to_owned(),
        };
        let force = regime.force().map_or("", Force::word);
        let age = match regime.days_since_checked(as_of) {
            ..0 => "after that day".to_owned(),
            0 => "today".to_owned(),
            days => format!("{} ago", report::count(days.unsigned_abs(), "day")),
        };
        let (checked, of) = (regime.checked, &regime.jurisdiction);
        page.text(
            0,
            &format!(
                "{of:country$}  {:id$}  {status:15}  {force:10}  checked {checked}, {age}",
                regime.id
            ),
        )?;
        let kind = report::bracketed_kind(regime);
        let authority = regime.authority.trim_end_matches('.');
        page.text(country + 2, &format!("{}. {authority}{kind}.", regime.title))?;
    }
    Ok(())
}

pub(super) fn terms(out: &mut dyn Write, terms: &Terms) -> io::Result<()> {
    writeln!(out, "organisation: what an owner can be")?;
    for organisation in terms.organisations().values() {
        entry(out, &organisation.id, &organisation.says)?;
    }
    for fact in Terms::facts() {
        writeln!(out, "\n{fact}: {}", fact.says())?;
        for term in terms.of(fact) {
            entry(out, &term.id, &format!("{}: {}", term.title, term.says))?;
        }
    }
    writeln!(out, "\ncriteria: tests that a maker meets")?;
    for criterion in terms.criteria().values() {
        entry(out, &criterion.id, &criterion.title)?;
    }
    Ok(())
}

pub(super) fn kinds(out: &mut dyn Write, tree: &EquipmentTree) -> io::Result<()> {
    writeln!(out, "\nequipment: what a thing is")?;
    tree.kinds().try_for_each(|kind| entry(out, kind.id.as_str(), &kind.title))
}

/// A word and what it means; both may come from a file of somebody else.
fn entry(out: &mut dyn Write, id: &str, says: &str) -> io::Result<()> {
    writeln!(out, "  {:<28} {}", line(id), line(says))
}
