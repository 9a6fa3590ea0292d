//! Where no column is known to tell a maker: all are searched as text, and the one that looks most like the right one is proposed.
//! Codes of a few capitals are told from short names.

use std::collections::{BTreeMap, HashSet};

use super::{ColumnUnderstanding, content::most};
use crate::{
    Field,
    asset::{About, Role},
    intake::{formats::Formats, records::filled_in},
};

/// Fewer letters side by side are no word.
const WORD: usize = 3;

/// Takes every column that may be searched for text about the assets. Columns about something else are among them where no other
/// one says in words what the assets are.
pub(in crate::intake) fn search_all(
    columns: &mut [ColumnUnderstanding],
    rows: &[csv::StringRecord],
) {
    let in_words = |column: &&ColumnUnderstanding| {
        let cells: Vec<_> = filled_in(rows, column.number - 1).collect();
        !cells.is_empty() && most(&cells, |cell| cell.contains(char::is_whitespace))
    };
    let is_named = |column: &&ColumnUnderstanding| {
        column.about == Some(About::Asset) && column.role != Role::Text
    };
    let is_told = columns.iter().filter(is_named).any(|column| in_words(&column));
    let holds_codes =
        |column: &ColumnUnderstanding| are_codes(filled_in(rows, column.number - 1), 1);
    let codes: Vec<_> = columns.iter().map(holds_codes).collect();
    // What is spoken of as absent is no asset even where nothing else is told.
    let may_tell = |about: &About| *about != About::Absent && !(is_told && *about == About::Other);
    let columns = columns.iter_mut().zip(codes).filter(|(column, is_code)| {
        column.about.as_ref().is_some_and(may_tell) && !(*is_code && column.role == Role::Detail)
    });
    columns.for_each(|(column, _)| column.about = Some(About::Asset));
}

/// Fewer cells of capitals prove no codes.
pub(in crate::intake) const CODES: usize = 6;
/// Number of letters in a code of a country, an airport or a currency.
const LETTERS: std::ops::RangeInclusive<usize> = 2..=4;

/// Takes columns of codes of a few capitals for details of something else, unless the user says what they are: a maker's short name among
/// them is a code as well.
pub(in crate::intake) fn set_codes_apart(
    columns: &mut [ColumnUnderstanding],
    rows: &[csv::StringRecord],
    given: &BTreeMap<usize, Role>,
) {
    for column in columns {
        let is_open = matches!(column.role, Role::Text | Role::Field(Field::AssetId));
        let at = column.number - 1;
        if is_open && !given.contains_key(&at) && are_codes(filled_in(rows, at), CODES) {
            column.role = Role::Detail;
            column.about = column.role.about();
        }
    }
}

/// Whether at least `fewest` cells are filled, most of them with codes of a few capitals that hardly ever come again.
pub(in crate::intake) fn are_codes<'c>(
    cells: impl Iterator<Item = &'c str>,
    fewest: usize,
) -> bool {
    let is_code = |cell: &str| {
        LETTERS.contains(&cell.len()) && cell.bytes().all(|byte| byte.is_ascii_uppercase())
    };
    let cells: Vec<_> = cells.collect();
    let different: HashSet<_> = cells.iter().collect();
    cells.len() >= fewest && most(&cells, is_code) && different.len() * 10 >= cells.len() * 8
}

/// What `--column` calls the column that looks most like one of models or descriptions: most of its cells hold words or type numbers, and
/// few of them come again. `None` if no column holds any text.
pub(in crate::intake) fn likeliest(
    columns: &[ColumnUnderstanding],
    rows: &[csv::StringRecord],
    formats: &Formats,
) -> Option<String> {
    let searched = columns.iter().filter(|column| column.about.is_some());
    let ranked = searched.filter_map(|column| {
        let cells = filled_in(rows, column.number - 1);
        let mut texts: Vec<_> = cells.filter(|cell| is_text(cell, formats)).collect();
        let filled = texts.len();
        let codes = texts.iter().filter(|text| is_code(text)).count();
        texts.sort_unstable();
        texts.dedup();
        // A header that says what it is makes a worse guess than one of which nothing is known.
        let open = column.role == Role::Text;
        (filled > 0).then_some(((open, filled + codes, texts.len()), column))
    });
    let best = ranked.max_by(|(a, one), (b, other)| a.cmp(b).then(other.number.cmp(&one.number)));
    best.map(|(_, column)| called(column, columns))
}

/// What the user may call a column: its header, or its number where the header is empty or stands over several.
fn called(column: &ColumnUnderstanding, columns: &[ColumnUnderstanding]) -> String {
    let header = column.header.trim();
    let same = columns.iter().filter(|other| other.header.trim() == header).count();
    if header.is_empty() || same > 1 { format!("#{}", column.number) } else { header.to_owned() }
}

/// Whether a cell holds a word or a type number, and no date.
fn is_text(cell: &str, formats: &Formats) -> bool {
    let mut letters = 0;
    let mut ends = cell.chars().map(|letter| {
        letters = if letter.is_alphabetic() { letters + 1 } else { 0 };
        letters >= WORD || (letter.is_alphabetic() && !letter.is_ascii())
    });
    (ends.any(|end| end) || is_code(cell))
        && !formats.is_empty_value(cell)
        && formats.read_date(cell, None).is_none()
}

/// Whether some word of a cell mixes letters and digits.
fn is_code(cell: &str) -> bool {
    cell.split_whitespace().any(|word| {
        word.chars().any(char::is_alphabetic) && word.bytes().any(|byte| byte.is_ascii_digit())
    })
}
