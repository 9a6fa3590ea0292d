//! What the user is asked to look at in a sheet: lines that were set aside and yet name makers, and cells that should have told
//! something and could not be read.

use crate::{
    Field, Verdict,
    asset::{FieldTrait, Role},
    audit::{Audit, Basis, SetAsideLine, UnreadCell},
    facts::LifeCycle,
    intake::{ColumnUnderstanding, Form, SetAside, Why},
    report::{are, count, unreached_makers},
    strings::joined,
};

/// Maximum lines, and cells, reported one by one.
const NAMED: usize = 10;
/// At most this many letters of a line are shown.
const LEAD_TEXT: usize = 120;

/// The lines that are no assets and yet name makers, each in a sentence: perhaps an item hides in one of them.
pub(super) fn leads(label: &str, audit: &Audit) -> Vec<String> {
    let aside = audit.set_aside().iter().filter(|aside| !aside.makers.is_empty());
    let all: Vec<_> = aside.collect();
    let mut sentences: Vec<_> = all.iter().take(NAMED).map(|aside| lead(label, aside)).collect();
    if all.len() > NAMED {
        let more = all.len() - NAMED;
        sentences.push(format!("{label}: {more} further lines that are no assets name makers"));
    }
    sentences.extend(looks_like_none(audit).then(|| {
        format!(
            "{label}: nothing in it looked like an inventory: no column tells who made an asset or which model it is, and no row names a maker, so that clear says little here; look whether it is the file that you mean, or say what its columns hold with --column"
        )
    }));
    sentences
}

/// Whether nothing tells an inventory from any other text: no column identifies assets, and no row was anything but clear.
fn looks_like_none(audit: &Audit) -> bool {
    let (seen, tally) = (audit.understanding(), audit.tally());
    let identifies = |field: Field| field.is(FieldTrait::Identifies) || field == Field::Description;
    let is_known = |column: &ColumnUnderstanding| {
        column.why != Why::Unknown && matches!(column.role, Role::Field(field) if identifies(field))
    };
    seen.unread.is_none()
        && tally.rows() > 0
        && tally.of(Verdict::Clear) == tally.rows()
        && !seen.columns.iter().any(is_known)
}

fn lead(label: &str, aside: &SetAsideLine) -> String {
    let text: String = aside.text.chars().take(LEAD_TEXT).collect();
    let makers = aside.makers.join(", ");
    format!(
        "{label}: line {} was not judged ({}), but names {makers}: `{text}`: look whether it tells of an item",
        aside.line, aside.why
    )
}

/// What became of the lines of a text of which none is the row of a table, in a sentence.
pub(super) fn searched_lines(label: &str, audit: &Audit) -> Option<String> {
    let (seen, account) = (audit.understanding(), audit.account());
    let unread = seen.unread.as_ref().filter(|_| seen.form == Form::Text && account.rows() > 0)?;
    let others = match account.set_aside(SetAside::Unread) {
        0 => "no other is there".to_owned(),
        others => format!("{} were searched as text and count as no rows", count(others, "other")),
    };
    Some(format!(
        "{label}: only lines that name a maker are rows here ({}): {}; {others}; to have each line read as a row, {}",
        unread.lack,
        count(account.rows(), "line"),
        unread.remedy
    ))
}

/// The lines that are no rows and name makers whom law reaches for other owners alone, in a sentence.
pub(super) fn unreached_lines(audit: &Audit, basis: &Basis) -> Option<String> {
    let makers = audit.unreached_in_lines();
    let why = unreached_makers(makers, basis)?;
    Some(format!("{} clear because of the owner: {why}", are(makers.values().sum(), "line")))
}

/// The cells that could not be read, each in a sentence.
pub(super) fn unread_cells(label: &str, audit: &Audit) -> Vec<String> {
    let cells = audit.unread_cells();
    let mut sentences: Vec<_> =
        cells.iter().take(NAMED).map(|cell| unread_cell(label, cell)).collect();
    if cells.len() > NAMED {
        let more = cells.len() - NAMED;
        sentences.push(format!("{label}: {more} further cells could not be read"));
    }
    sentences
}

fn unread_cell(label: &str, cell: &UnreadCell) -> String {
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
