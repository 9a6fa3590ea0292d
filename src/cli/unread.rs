//! Cells that should have told something and could not be read: each is reported once.

use crate::{
    Field,
    asset::FieldTrait,
    audit::{Audit, UnreadCell},
    facts::LifeCycle,
    report::count,
    strings::joined,
};

/// Maximum reported one by one.
const NAMED: usize = 10;

/// The cells that could not be read, each in a sentence.
pub(super) fn unread(label: &str, audit: &Audit) -> Vec<String> {
    let cells = audit.unread_cells();
    let mut sentences: Vec<_> =
        cells.iter().take(NAMED).map(|cell| sentence(label, cell)).collect();
    if cells.len() > NAMED {
        let more = cells.len() - NAMED;
        sentences.push(format!("{label}: {more} further cells could not be read"));
    }
    sentences
}

fn sentence(label: &str, cell: &UnreadCell) -> String {
    let UnreadCell { field, header, text, line, rows, assumed } = cell;
    let more = match rows - 1 {
        0 => String::new(),
        more => format!(" and {}", count(more, "more row")),
    };
    let place = format!("{label}:{line}{more}: column `{header}` says \"{text}\"");
    match assumed {
        Some(value) => format!(
            "{place}, which tells no {field}; `{value}` is assumed, as the settings say: check that the code means this"
        ),
        None if field.is(FieldTrait::Dated) => format!(
            "{place}, which is read as no day, so nobody knows {}; expected a day such as 2021-02-28",
            field.says()
        ),
        None if *field == Field::Status => {
            let words = LifeCycle::ALL.map(|status| status.word().replace('-', " "));
            let words = joined(&words, "or");
            format!(
                "{place}, which is no status that is known, so the {field} stays unknown; expected one such as {words}; what your own word means can be said under [words.{field}] in banlint.toml"
            )
        }
        None => format!(
            "{place}, which is no country that is known, so the {field} stays unknown; expected a country by its name or its code of two letters"
        ),
    }
}
