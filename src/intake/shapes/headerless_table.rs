//! Tables of a text without a header, known by their form alone: nearly all lines hold as many cells, none of which is prose, a line of a
//! log or of a program. A list of one column has no form, so many of its lines must name goods with their maker.

use crate::{
    intake::{
        formats::Formats,
        records::{filled, filled_in, is_blank},
        shapes::names::known,
    },
    tables::text::delimiter::usual,
};

/// Fewer lines than this prove nothing.
const LINES: usize = 4;
/// Fewer lines of two cells, between which a comma may stand in a sentence.
const PAIRS: usize = 6;
/// A cell of more words is prose.
const WORDS: usize = 12;
/// The time stands within so many words of a line of a log.
const TIME_WITHIN: usize = 4;
/// The end of a sentence is a word of so many letters at least: shorter ones are shortened.
const LAST_WORD: usize = 4;

/// Whether the records of a text are surely the rows of one table, whose columns nothing names.
pub(in crate::intake) fn is_table(sample: &[csv::StringRecord], formats: &Formats) -> bool {
    let lines: Vec<_> = sample.iter().filter(|record| !is_blank(record)).collect();
    let widths: Vec<_> = lines.iter().map(|record| record.len()).collect();
    let wide = usual(&widths);
    let is_row = |record: &csv::StringRecord| {
        record.len() == wide && filled(record).count() > 1 && is_data(record)
    };
    match wide {
        0 => false,
        1 => lines.len() >= LINES && nearly_all(&lines, is_item) && list_goods(&lines, formats),
        2 => lines.len() >= PAIRS && nearly_all(&lines, |record| is_row(record) && is_pair(record)),
        _ => lines.len() >= LINES && nearly_all(&lines, is_row),
    }
}

/// Whether a record that looks like names of columns, none of which is known, is the first row of such a table: what it says in a column
/// stands there again, or is a number like those below it.
pub(in crate::intake) fn is_first_row(
    sample: &[csv::StringRecord],
    at: usize,
    formats: &Formats,
) -> bool {
    let Some((first, below)) = sample.get(at..).and_then(<[_]>::split_first) else { return false };
    let is_again = |column: usize, cell: &str| {
        let others = filled_in(below, column);
        let coded = others.clone().filter(|other| is_code(other)).count() * 2;
        let same = others.clone().any(|other| other.eq_ignore_ascii_case(cell));
        same || is_code(cell) && coded > others.count()
    };
    let mut cells = first.iter().map(str::trim).enumerate().filter(|(_, cell)| !cell.is_empty());
    known(first, formats) == 0
        && cells.any(|(column, cell)| is_again(column, cell))
        && is_table(sample, formats)
}

/// Whether a good part of these rows name goods or their makers.
pub(in crate::intake) fn tells_of_goods(rows: &[csv::StringRecord], formats: &Formats) -> bool {
    let tells = |row: &&csv::StringRecord| filled(row).any(|cell| names_goods(cell, formats));
    rows.iter().filter(tells).count() * 4 >= rows.len().max(LINES)
}

fn names_goods(cell: &str, formats: &Formats) -> bool {
    formats.names_goods(cell) || formats.names_maker(cell)
}

/// Whether nine of ten lines pass.
fn nearly_all(lines: &[&csv::StringRecord], test: impl Fn(&csv::StringRecord) -> bool) -> bool {
    lines.iter().filter(|line| test(line)).count() * 10 >= lines.len() * 9
}

/// Whether at least a third of the lines of a list name goods with their maker.
fn list_goods(lines: &[&csv::StringRecord], formats: &Formats) -> bool {
    let named = lines.iter().filter(|line| filled(line).any(|cell| names_goods(cell, formats)));
    named.count() * 3 >= lines.len()
}

/// Whether a record may be one of data: it begins with no time, no cell is prose, and none holds half of a pair of brackets, as the
/// parts of a program do.
fn is_data(record: &csv::StringRecord) -> bool {
    let is_whole = |cell: &str| {
        [('(', ')'), ('[', ']'), ('{', '}')]
            .iter()
            .all(|(open, close)| cell.matches(*open).count() == cell.matches(*close).count())
    };
    let mut cells = filled(record);
    !filled(record).next().is_some_and(begins_with_time)
        && !filled(record).last().is_some_and(ends_sentence)
        && cells.all(|cell| cell.split_whitespace().nth(WORDS).is_none() && is_whole(cell))
}

/// Whether two cells are no halves of a sentence: no blank stands between them.
fn is_pair(record: &csv::StringRecord) -> bool {
    !record.iter().skip(1).any(|cell| cell.starts_with(' '))
}

/// Whether a line may be that of a thing in a list: a few words, without the marks of lists, settings and addresses.
fn is_item(record: &csv::StringRecord) -> bool {
    let line = record.as_slice().trim();
    let is_plain = line.starts_with(char::is_alphanumeric)
        && !line.ends_with(['.', ':', ';', ',', '!', '?', '{', '}'])
        && !line.contains('=')
        && !line.contains(": ")
        && !line.contains("://");
    is_plain && is_data(record)
}

/// Whether a time of day stands in the first words, as in lines of a log.
fn begins_with_time(cell: &str) -> bool {
    let is_time = |word: &str| {
        let word = word.trim_matches(|sign: char| !sign.is_ascii_digit());
        let word = word.rsplit(['T', 't']).next().unwrap_or(word);
        let parts: Vec<_> = word.split(':').collect();
        let pair = |part: &str| part.len() <= 2 && part.bytes().all(|byte| byte.is_ascii_digit());
        let seconds = |part: &str| part.get(..2).is_some_and(pair);
        matches!(parts.as_slice(), [hour, minute, rest] if pair(hour) && pair(minute) && seconds(rest))
    };
    cell.split_whitespace().take(TIME_WITHIN).any(is_time)
}

fn ends_sentence(cell: &str) -> bool {
    let Some(rest) = cell.strip_suffix(['.', '!', '?', '。']) else { return false };
    let last = rest.split_whitespace().next_back().unwrap_or_default();
    rest.contains(' ') && last.chars().count() >= LAST_WORD && last.chars().all(char::is_alphabetic)
}

/// Whether a cell is a number of letters and digits, of which no name of a column has several.
fn is_code(cell: &str) -> bool {
    cell.bytes().filter(u8::is_ascii_digit).count() > 1 && cell.contains(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::testing;

    #[test]
    fn a_table_is_known_by_its_lines() {
        let formats = testing::formats();
        for (lines, is) in [
            (
                "ios;a 9000;10.1.1.2;c1\njunos;vmx;10.1.1.3;j1\nnxos;n1;10.1.1.4;n1\nzte;z;10.1.1.5;z1",
                true,
            ),
            ("a;b;c\nd;e;f\ng;h;i", false),
            ("a;b;c\nd;e\ng;h;i\nj", false),
            (
                "2026-11-29 20:34:26;INFO;x\n2026-11-29 20:34:27;INFO;y\n2026-11-29 20:34:28;INFO;z\n2026-11-29 20:34:29;INFO;x",
                false,
            ),
            (
                "Nov 29 20:34:26 gw;up;1\nNov 29 20:34:27 gw;up;1\nNov 29 20:34:28 gw;up;1\nNov 29 20:34:29 gw;up;1",
                false,
            ),
            ("add(a;b;c)\nadd(d;e;f)\nadd(g;h;i)\nadd(j;k;l)", false),
            (
                "We came early; we saw it; and left again.\nWe came early; we saw it; and left again.\nIt was; and; is open.\nThis; or; that side.",
                false,
            ),
            ("lamp; hall\nlamp; yard\nlamp; gate\nlamp; roof\nlamp; shed\nlamp; attic", false),
            ("lamp;hall\nlamp;yard\nlamp;gate\nlamp;roof\nlamp;shed\nlamp;attic", true),
            ("a: 1;\nb: 2;\nc: 3;\nd: 4;\ne: 5;\nf: 6;", false),
            ("Milk\nBread\nButter\nSalt", false),
        ] {
            let sample: Vec<csv::StringRecord> =
                lines.lines().map(|line| line.split(';').collect()).collect();
            assert_eq!(is_table(&sample, &formats), is, "{lines}");
        }
    }

    #[test]
    fn what_stands_again_in_its_column_is_a_row() {
        let formats = testing::formats();
        let rows = "B-12X,Acme,Battery\nC-80,Bolt,Battery\nD-9021,Acme,Horn\nE-77,Volt,Horn";
        for (first, is) in [
            ("AX-80P,Volta,Horn", true),
            ("PN-80,Volta,Bell", true),
            ("c0,c1,c2", false),
            ("what,whose,why", false),
        ] {
            let text = format!("{first}\n{rows}");
            let sample: Vec<csv::StringRecord> =
                text.lines().map(|line| line.split(',').collect()).collect();
            assert_eq!(is_first_row(&sample, 0, &formats), is, "{first}");
        }
    }
}
