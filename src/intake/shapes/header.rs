//! Finding the header among the first records: titles, print dates and empty records may stand before it, and it may have two
//! rows.

use super::{
    headerless_table,
    names::{clean, cleaned, is_name, known},
    ruled::is_ruled_by,
    scan,
    two_row_header::{self, Join},
};
use crate::intake::{
    Error, ErrorKind, Options, cells::without_secrets, documents, formats::Formats,
    records::filled, source::Source,
};
use crate::{strings, tables::text::delimiter::usual};

/// How many records are looked at.
pub(in crate::intake) const RECORDS: usize = 30;
/// The number of a line that says: there is no header.
pub(in crate::intake) const NONE: u64 = 0;
/// How much of a record before the header is shown, in letters.
const SHOWN: usize = 200;
/// A cell of more words is a sentence, and no label.
const LABEL: usize = 3;
/// What is shown in place of a record that has nothing but secrets and their labels.
const HIDDEN: &str = "(not shown, since it names a secret)";
/// The longest record before the header, in bytes, that is known again on a later page.
const TITLE: usize = 1000;
/// At least this many records above that are as full as rows make a header doubtful.
const ROWS_ABOVE: usize = 2;

/// The header of a sheet.
#[derive(Default)]
pub(in crate::intake) struct Header {
    /// A name for each column, cleaned of line breaks.
    pub(in crate::intake) names: Vec<String>,
    /// Its rows as they stand, cleaned likewise: on later pages they may stand again.
    pub(in crate::intake) rows: Vec<Vec<String>>,
    /// The names of groups that stand above its columns.
    pub(in crate::intake) over: Vec<String>,
    /// Its first and its last line; `None` where the sheet has no header.
    pub(in crate::intake) lines: Option<(u64, u64)>,
    /// The lines among those before it that are as full as rows below it would be.
    pub(in crate::intake) like_rows: Vec<u64>,
    /// The records before it with their lines.
    pub(in crate::intake) preamble: Vec<(u64, String)>,
    /// The same, cell by cell.
    pub(in crate::intake) titles: Vec<Vec<String>>,
    /// A line of dashes stands below it, in a text whose cells `|` hold apart.
    pub(in crate::intake) is_ruled: bool,
    /// There is none, and the addresses in most lines tell that they are hosts of a network.
    pub(in crate::intake) is_scan: bool,
    /// There is none, and the form of the lines tells that they are rows.
    pub(in crate::intake) is_headerless: bool,
}

impl Header {
    /// Reads up to the last row of the header; the first row of data is the next one to be read.
    pub(in crate::intake) fn take(source: &mut Source, options: &Options) -> Result<Self, Error> {
        let label = source.label();
        let formats = &options.formats;
        if source.sample.is_empty() && source.text.is_some() {
            return Err(ErrorKind::EndlessLine.at(&label, Some(1)));
        }
        let sample = &source.sample[..source.sample.len().min(RECORDS + 1)];
        if options.header_line == Some(NONE) {
            return Ok(Self::none(&source.sample));
        }
        let ruled = ruled(source, formats);
        let sample = &source.sample[..sample.len().max(ruled.map_or(0, |index| index + 2))];
        let likely =
            || find(sample, formats).filter(|(at, _)| !begins_with_row(source, *at, formats));
        let found = ruled.map(|index| (index, None)).or_else(likely);
        if options.header_line.is_none() && found.is_none() {
            return Self::without_names(source, formats);
        }
        let (mut preamble, mut titles, mut fullness) = (Vec::new(), Vec::new(), Vec::new());
        let last = RECORDS.max(ruled.map_or(0, |index| index + 1));
        for (index, cells) in sample.iter().enumerate().take(last) {
            let Some(line) = source.taken.line(&mut *source.rows, &label)? else { break };
            let join = match (options.header_line, found) {
                (Some(wanted), _) if line == wanted => {
                    two_row_header::below(sample, index, formats)
                }
                (None, Some((first, join))) if first == index => join,
                _ => {
                    preamble.push((line, said(cells, formats)));
                    fullness.push((line, filled(cells).count(), is_unlabelled(cells, formats)));
                    titles.extend((cells.as_slice().len() < TITLE).then(|| cleaned(cells)));
                    continue;
                }
            };
            let upper = cleaned(cells);
            let mut header = Self {
                names: upper.clone(),
                rows: vec![upper],
                lines: Some((line, line)),
                preamble,
                titles,
                ..Self::default()
            };
            if let Some(join) = join
                && let Some(lower) = sample.get(index + 1)
            {
                let last = source.taken.line(&mut *source.rows, &label)?;
                header.add_row(cleaned(lower), join, last.unwrap_or(line));
            }
            header.is_ruled = ruled.is_some_and(|ruled| ruled + 1 == header.records());
            let full = header.names.iter().filter(|name| !name.is_empty()).count();
            fullness.retain(|(_, filled, _)| is_as_full(*filled, full));
            // One line alone may be a title in several cells, such as a name beside its label.
            if fullness.len() < ROWS_ABOVE {
                fullness.retain(|(_, _, is_unlabelled)| *is_unlabelled);
            }
            header.like_rows = fullness.into_iter().map(|(line, ..)| line).collect();
            return Ok(header);
        }
        let line = options.header_line.unwrap_or(1);
        Err(ErrorKind::NoHeaderAt { within: RECORDS }.at(&label, Some(line)))
    }

    /// The header of a sheet that has none: columns are called by their numbers.
    fn none(sample: &[csv::StringRecord]) -> Self {
        let width = sample.iter().map(csv::StringRecord::len).max().unwrap_or(0);
        let names = (1..=width).map(|number| format!("#{number}")).collect();
        Self { names, ..Self::default() }
    }

    /// The header where no line names columns: that of a scan has none, nor has a list whose first line is a row, or whose lines are
    /// surely rows.
    fn without_names(source: &mut Source, formats: &Formats) -> Result<Self, Error> {
        if are_rows(&source.sample, formats) {
            return Ok(Self::none(&source.sample));
        }
        if let Some(first) = scan::first_host(&source.sample).filter(|_| source.text.is_some()) {
            return Self::of_scan(source, first, formats);
        }
        if source.text.is_some() && headerless_table::is_table(&source.sample, formats) {
            return Ok(Self { is_headerless: true, ..Self::none(&source.sample) });
        }
        let first = &source.sample[..source.sample.len().min(RECORDS + 1)];
        let (lines, aligned) = (first.len().min(RECORDS), are_aligned(first));
        Err(ErrorKind::NoHeader { lines, aligned }.of(&source.label()))
    }

    /// What stands above the first host of a scan.
    fn of_scan(source: &mut Source, first: usize, formats: &Formats) -> Result<Self, Error> {
        let label = source.label();
        let hosts = source.sample.iter().filter(|record| scan::is_host(record));
        let mut header = Self::none(&hosts.cloned().collect::<Vec<_>>());
        for cells in source.sample.iter().take(first) {
            let line = source.taken.line(&mut *source.rows, &label)?;
            header.preamble.push((line.unwrap_or_default(), said(cells, formats)));
        }
        header.is_scan = true;
        Ok(header)
    }

    /// The header of a document: its keys, and none of its records.
    pub(in crate::intake) fn known(names: Vec<String>, preamble: Vec<(u64, String)>) -> Self {
        Self { names, preamble, ..Self::default() }
    }

    fn add_row(&mut self, lower: Vec<String>, join: Join, line: u64) {
        if join == Join::Groups {
            self.over = two_row_header::spread(&self.names, lower.len());
        }
        self.names = two_row_header::names(&self.names, &lower, join);
        self.rows.push(lower);
        self.lines = self.lines.map(|(first, _)| (first, line));
    }

    /// How many records have been read.
    pub(in crate::intake) fn records(&self) -> usize {
        self.preamble.len() + self.rows.len()
    }
}

/// What a record that is no asset says, but for its secrets: a cell that is the label of one, with the cell behind it, and in prose
/// the word behind the word for one.
pub(in crate::intake) fn said(record: &csv::StringRecord, formats: &Formats) -> String {
    let said = match statement(record) {
        Some(columns) => said_by_statement(record, &columns, formats),
        None => said_in_cells(record, formats),
    };
    // A login and its password may stand in cells of their own.
    without_secrets(&said, formats).map_or(said, |cleared| cleared.shown)
}

/// The same of what stands in cells as people fill them.
fn said_in_cells(record: &csv::StringRecord, formats: &Formats) -> String {
    let mut cells = record.iter().filter(|cell| !cell.trim().is_empty());
    let is_alone = cells.clone().count() == 1;
    let (mut said, mut hides) = (Vec::new(), false);
    while let Some(cell) = cells.next() {
        if !formats.headers.names_secret(cell) {
            said.push(cell.to_owned());
        } else if is_alone || cell.split_whitespace().nth(LABEL).is_some() {
            said.push(prose(cell, formats));
        } else {
            hides = true;
            cells.next();
        }
    }
    if said.is_empty() && hides { HIDDEN.to_owned() } else { said.join(" ") }
}

/// A sentence without what may be a secret: a word with a digit, or the last one, that follows a word for secrets.
fn prose(cell: &str, formats: &Formats) -> String {
    let words: Vec<_> = cell.split_whitespace().collect();
    let names_secret = |from: usize, to: usize| {
        words.get(from..to).is_some_and(|words| formats.headers.names_secret(&words.join(" ")))
    };
    let is_secret = |at: &usize| {
        let is_behind =
            *at > 0 && (names_secret(at - 1, *at) || *at > 1 && names_secret(at - 2, *at));
        let has_digit = words[*at].contains(|letter: char| letter.is_ascii_digit());
        is_behind && (has_digit || at + 1 == words.len()) && !names_secret(*at, at + 1)
    };
    let shown = (0..words.len()).map(|at| if is_secret(&at) { strings::HIDDEN } else { words[at] });
    shown.collect::<Vec<_>>().join(" ")
}

/// As much of a text as is shown.
pub(in crate::intake) fn shown(text: &str) -> String {
    text.chars().take(SHOWN).collect()
}

/// The number of the record that is the first row of the header, and how a second one joins it: the record above a ruled line, as in
/// a table of Markdown; else the first record that has known headers, and at least half as many as the one with the most, for one table may stand below another; failing that, the first
/// one as wide as the sheet that has a different text in every cell and no number.
fn find(sample: &[csv::StringRecord], formats: &Formats) -> Option<(usize, Option<Join>)> {
    let widths: Vec<_> = sample.iter().map(csv::StringRecord::len).collect();
    let wide = usual(&widths);
    let first = &sample[..sample.len().min(RECORDS)];
    if let Some(index) = above_rule(first, wide, formats) {
        let join = two_row_header::above(sample, index, formats);
        return Some(if join.is_some() { (index - 1, join) } else { (index, None) });
    }
    let alone: Vec<_> = sample.iter().map(|record| known(record, formats)).collect();
    let known: Vec<_> = first
        .iter()
        .enumerate()
        .map(|(index, record)| {
            let known = alone[index];
            let known = if index == 0 || known == 0 {
                known
            } else {
                known.saturating_sub(values(sample, &alone, index, formats))
            };
            let is_row = || !names_columns(record, wide) || names_maker(sample, index, formats);
            if known == 1 && is_row() || begins_statement(record) { 0 } else { known }
        })
        .collect();
    let most = known.iter().copied().max().unwrap_or(0);
    let enough = |known: &usize| *known > 0 && known * 2 >= most;
    // A line of titles with their values may read like a header, until the header follows.
    let is_title = |at: usize| {
        let next = known.get(at + 1).is_some_and(|next| *next >= known[at]);
        next && two_row_header::contradict(&sample[at], &sample[at + 1], formats)
    };
    let named = (0..known.len()).find(|&at| {
        enough(&known[at]) && !is_title(at) && !is_among_rows(first, at, known[at], wide)
    });
    if let Some(index) = named {
        return Some(match two_row_header::above(sample, index, formats) {
            Some(join) => (index - 1, Some(join)),
            None => (index, two_row_header::below(sample, index, formats)),
        });
    }
    let named = first.iter().position(|record| names_columns(record, wide.max(2)));
    let named = named.filter(|&index| !names_maker(sample, index, formats));
    named.filter(|&index| !begins_statement(&sample[index])).map(|index| (index, None))
}

/// Whether a record is a statement that puts rows into a table, cut at its commas: its values are no names.
pub(in crate::intake) fn begins_statement(record: &csv::StringRecord) -> bool {
    record.get(0).is_some_and(documents::begins_rows)
}

/// The columns that such a statement names. With the last of them its first value stands in one cell, which is empty where it is known to be
/// one of secrets.
fn statement(record: &csv::StringRecord) -> Option<Vec<String>> {
    let last = record.iter().position(|cell| cell.contains(')') || cell.trim().is_empty())?;
    let named = record.get(0)?.split_once('(').filter(|_| begins_statement(record));
    let (_, first) = named.filter(|_| last > 0)?;
    let name = |cell: &str| clean(cell.split(')').next().unwrap_or_default());
    let others = record.iter().take(last + 1).skip(1);
    Some(std::iter::once(first).chain(others).map(name).collect())
}

/// What a statement says that puts rows into these columns, but for the values of secrets.
fn said_by_statement(record: &csv::StringRecord, columns: &[String], formats: &Formats) -> String {
    let is_shown = |at: usize| {
        let column = (at + 1).checked_sub(columns.len()).map(|value| value % columns.len());
        let name = column.filter(|_| at >= columns.len()).and_then(|column| columns.get(column));
        !name.is_some_and(|name| name.is_empty() || formats.headers.names_secret(name))
    };
    let cells = record.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty());
    cells.filter(|(at, _)| is_shown(*at)).map(|(_, cell)| cell).collect::<Vec<_>>().join(" ")
}

/// Whether a record names a maker, as rows do. Headers do so only above counts of the maker's goods, or answers whether there are any.
fn names_maker(sample: &[csv::StringRecord], index: usize, formats: &Formats) -> bool {
    let is_counted = |column: usize| {
        let below = sample[index + 1..].iter().filter_map(|record| record.get(column));
        let filled = below.map(str::trim).filter(|cell| !formats.is_empty_value(cell));
        let mut filled = filled.peekable();
        filled.peek().is_some()
            && filled.all(|cell| {
                formats.is_amount(cell) || formats.affirms(cell) || formats.denies(cell)
            })
    };
    let cells = sample[index].iter().enumerate();
    cells.into_iter().any(|(column, cell)| formats.names_maker(cell) && !is_counted(column))
}

/// Whether what may be names of columns is the first row of a text without a header.
fn begins_with_row(source: &Source, at: usize, formats: &Formats) -> bool {
    source.text.is_some() && headerless_table::is_first_row(&source.sample, at, formats)
}

/// Whether a sheet without a header is one of rows: most have as many cells, and what would be the header by its form names a maker.
fn are_rows(sample: &[csv::StringRecord], formats: &Formats) -> bool {
    let sample = &sample[..sample.len().min(RECORDS)];
    let widths: Vec<_> = sample.iter().map(csv::StringRecord::len).collect();
    let wide = usual(&widths);
    let first = sample.iter().position(|record| names_columns(record, wide.max(2)));
    let alike = widths.iter().filter(|width| **width == wide).count();
    wide > 1
        && alike * 2 > sample.len()
        && first.is_some_and(|first| names_maker(sample, first, formats))
}

/// The header of the first table of a text that is ruled, wherever it begins.
fn ruled(source: &Source, formats: &Formats) -> Option<usize> {
    source.text.filter(|text| text.delimiter == '|')?;
    let at = source.sample.windows(2).position(|pair| is_ruled_by(&pair[0], &pair[1]))?;
    let wide = source.sample[at].len();
    (at >= RECORDS || !is_below_names(&source.sample, at, wide, formats)).then_some(at)
}

/// Whether a record above a ruled line is a row, since names of as many columns stand above it: the line only divides rows.
fn is_below_names(sample: &[csv::StringRecord], at: usize, wide: usize, formats: &Formats) -> bool {
    let (columns, own) = (filled(&sample[at]).count(), known(&sample[at], formats));
    let names = |record: &csv::StringRecord| {
        let is_header = known(record, formats) > 1.max(own * 2) && names_columns(record, wide);
        filled(record).count() >= columns && is_header
    };
    sample[..at].iter().any(names)
}

/// The record that a ruled line below it, cell by cell, makes the header.
fn above_rule(sample: &[csv::StringRecord], wide: usize, formats: &Formats) -> Option<usize> {
    let is_rule = |cell: &str| cell.len() > 2 && cell.bytes().all(|byte| b"-=:".contains(&byte));
    let ruled = sample.iter().position(|record| {
        let mut cells = filled(record).peekable();
        cells.peek().is_some() && cells.all(is_rule)
    })?;
    let (above, columns) = (ruled.checked_sub(1)?, filled(&sample[ruled]).count());
    let is_row = is_below_names(sample, above, wide, formats);
    (columns > 1 && filled(&sample[above]).count() == columns && !is_row).then_some(above)
}

/// What would be the names of the columns if a sheet had a header, as wide as the sheet.
pub(in crate::intake) fn likely(sample: &[csv::StringRecord], formats: &Formats) -> Vec<String> {
    let several =
        |record: &csv::StringRecord| record.iter().filter(|cell| !cell.is_empty()).count() > 1;
    let found = find(sample, formats).map(|(index, _)| index);
    let found = found.or_else(|| sample.iter().position(several));
    let name = |index: usize| statement(&sample[index]).unwrap_or_else(|| cleaned(&sample[index]));
    let mut names = found.map_or_else(Vec::new, name);
    let width = sample.iter().map(csv::StringRecord::len).max().unwrap_or(0);
    names.resize(width.max(names.len()), String::new());
    names
}

/// How many known headers in a record are values, which stand in their columns again, in rows. `alone` counts the known headers of
/// each record.
fn values(sample: &[csv::StringRecord], alone: &[usize], at: usize, formats: &Formats) -> usize {
    let (own, full) = (&sample[at], filled(&sample[at]).count());
    let rows = sample.iter().zip(alone).filter(|(other, known)| {
        let filled = filled(other).count();
        *other != own && *known * 2 < filled && is_as_full(filled, full)
    });
    let rows: Vec<_> = rows.map(|(other, _)| other).collect();
    let again = own.iter().enumerate().filter(|(column, cell)| {
        let same = |row: &&csv::StringRecord| row.get(*column).map(str::trim) == Some(cell.trim());
        rows.iter().any(same)
    });
    known(again.map(|(_, cell)| cell), formats)
}

/// Whether a record is no header but a row among others, in which a few cells happen to be known headers: rows stand above it,
/// or what names as many columns as it has.
fn is_among_rows(sample: &[csv::StringRecord], at: usize, known: usize, wide: usize) -> bool {
    let full = filled(&sample[at]).count();
    let above = || sample[..at].iter().filter(|record| is_as_full(filled(record).count(), full));
    let is_below_header = || known * 3 <= full && above().any(|record| names_columns(record, wide));
    known * 2 <= full && (above().count() >= ROWS_ABOVE || is_below_header())
}

/// Whether `filled` cells are about as many as `other`, and too many for a title.
fn is_as_full(filled: usize, other: usize) -> bool {
    filled > 2 && filled * 3 >= other * 2
}

/// Whether no cell of a record is a label of the next one.
fn is_unlabelled(record: &csv::StringRecord, formats: &Formats) -> bool {
    known(record, formats) == 0 && !record.iter().any(|cell| cell.trim_end().ends_with([':', '=']))
}

/// Whether most lines are one cell whose words stand in columns, held apart by spaces.
fn are_aligned(sample: &[csv::StringRecord]) -> bool {
    let gap = |record: &&csv::StringRecord| {
        record.len() == 1 && record.iter().any(|cell| cell.trim().contains("  "))
    };
    sample.len() > 1 && sample.iter().filter(gap).count() * 2 > sample.len()
}

/// Whether a record looks like names of columns: as wide as the sheet, filled, all different, no number and no date.
fn names_columns(record: &csv::StringRecord, wide: usize) -> bool {
    let filled: Vec<_> = filled(record).collect();
    let mut different = filled.clone();
    different.sort_unstable();
    different.dedup();
    record.len() >= wide
        && filled.len() * 2 > record.len()
        && different.len() == filled.len()
        && filled.iter().all(|cell| is_name(cell))
}

/// Whether a record repeats a row: `least` cells or more are filled, and all are the same.
pub(in crate::intake) fn repeats(row: &[String], record: &csv::StringRecord, least: usize) -> bool {
    let filled = || record.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty());
    let same = |(at, cell): (usize, &str)| {
        row.get(at).is_some_and(|header| header.eq_ignore_ascii_case(&clean(cell)))
    };
    filled().count() >= least && filled().all(same)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::testing;

    #[test]
    fn the_header_is_found_below_titles() {
        let formats = testing::formats();
        for (text, expected) in [
            ("Manufacturer,Model\nAxis,P32\n", Some(0)),
            (
                "Inventory 2026,,\nprinted,2026-01-01,\nModel,Serial Number,Location\nX1,1,HQ\n",
                Some(2),
            ),
            (
                "Model,Serial Number,Site,Type\nX1,1,HQ,a\nManufacturer,Model,MAC,Site,Status\n",
                Some(0),
            ),
            (
                "Name,Location\ndepot,HQ\n\nManufacturer,Model,Serial Number,MAC,Site,Status\n",
                Some(2),
            ),
            ("Model\nX1\n", Some(0)),
            ("foo,bar\nx,1\n", Some(0)),
            ("X1,44:19:B6:00:11:22,12\nX2,44:19:B6:00:11:23,13\n", None),
        ] {
            let sample: Vec<_> = testing::records(text).collect();
            assert_eq!(find(&sample, &formats), expected.map(|index| (index, None)), "{text}");
        }
    }
}
