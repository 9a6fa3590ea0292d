//! What the cells of a sheet look like, apart from its header: whether a sheet without one goes on where another ended, and whether
//! one holds lists to choose from rather than assets.

use std::collections::HashSet;

use super::{header, names};
use crate::intake::{
    Options, Understanding, Why,
    columns::content,
    formats::Formats,
    records::{filled, filled_in},
    source::{KnownColumns, Source},
};

/// At most this many rows are looked at.
const ROWS: usize = 50;
/// The fewest columns that look alike, and how many of ten.
const ALIKE: (usize, usize) = (2, 6);
/// A list to choose from is no longer than this.
const CHOICES: usize = 100;

/// An inventory with a header, on whose next sheets it may go on.
pub(in crate::intake) struct Continued {
    pub(in crate::intake) sheet: String,
    headers: Vec<String>,
    shape: Shape,
}

impl Continued {
    pub(in crate::intake) fn new(seen: &Understanding, below: &[csv::StringRecord]) -> Self {
        let columns = seen.columns.iter().filter(|column| column.why != Why::Comments);
        let headers = columns.map(|column| column.header.clone()).collect();
        Self { sheet: seen.sheet.clone().unwrap_or_default(), headers, shape: Shape::of(below) }
    }

    /// Whether a sheet has rows as this one has, and no header.
    pub(in crate::intake) fn goes_on(&self, source: &Source, options: &Options) -> bool {
        source.known.is_none()
            && options.header_line.is_none()
            && self.shape.goes_on(self.headers.len(), &source.sample, &options.formats)
    }

    /// The header of the sheets on which it goes on.
    pub(in crate::intake) fn known(&self) -> KnownColumns {
        KnownColumns {
            headers: self.headers.clone(),
            above: Vec::new(),
            export: None,
            whole: true,
            keyed: false,
        }
    }
}

/// What one cell looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    Number,
    /// Letters and digits in one word.
    Code,
    /// Words without a digit.
    Words,
    /// Words and numbers.
    Text,
}

impl Look {
    const ALL: [Self; 4] = [Self::Number, Self::Code, Self::Words, Self::Text];

    fn of(cell: &str) -> Self {
        if content::is_number(cell) {
            Self::Number
        } else if !cell.contains(|c: char| c.is_ascii_digit()) {
            Self::Words
        } else if cell.contains(char::is_whitespace) {
            Self::Text
        } else {
            Self::Code
        }
    }
}

/// The shape of some rows.
struct Shape {
    /// How the cells of each column look mostly; `None` where none is filled.
    columns: Vec<Option<Look>>,
    /// How many cells of a row are filled mostly.
    filled: usize,
}

impl Shape {
    fn of(rows: &[csv::StringRecord]) -> Self {
        let rows = &rows[..rows.len().min(ROWS)];
        let width = rows.iter().map(csv::StringRecord::len).max().unwrap_or(0);
        let mut filled: Vec<_> = rows.iter().map(|row| filled(row).count()).collect();
        filled.sort_unstable();
        let filled = filled.get(filled.len() / 2).copied().unwrap_or(0);
        Self { columns: (0..width).map(|at| look(rows, at)).collect(), filled }
    }

    /// Whether a sheet without a header looks like the rest of one of this shape, whose rows stand under `headers` headers.
    pub(in crate::intake) fn goes_on(
        &self,
        headers: usize,
        sample: &[csv::StringRecord],
        formats: &Formats,
    ) -> bool {
        let (least, of_ten) = ALIKE;
        let named = |row: &csv::StringRecord| names::known(row, formats) * 2 >= filled(row).count();
        if sample.iter().take(header::RECORDS).any(named) {
            return false;
        }
        let other = Self::of(sample);
        let looks = self.columns.iter().zip(&other.columns);
        let pairs: Vec<_> = looks.filter_map(|(own, other)| Some(((*own)?, (*other)?))).collect();
        let alike = pairs.iter().filter(|(own, other)| own == other).count();
        other.columns.len() <= headers
            && other.filled >= least
            && other.filled * 2 >= self.filled
            && alike >= least
            && alike * 10 >= pairs.len() * of_ten
    }
}

/// Whether rows below a header are lists to choose from, side by side: each column is filled from its top without a gap, each
/// value in it stands once, and the columns end in different rows.
pub(in crate::intake) fn are_choices(rows: &[csv::StringRecord]) -> bool {
    let width = rows.iter().map(csv::StringRecord::len).max().unwrap_or(0);
    if rows.len() > CHOICES || width < 2 {
        return false;
    }
    let mut lengths = HashSet::new();
    for at in 0..width {
        let column: Vec<_> =
            rows.iter().map(|row| row.get(at).unwrap_or_default().trim()).collect();
        let length = column.iter().take_while(|cell| !cell.is_empty()).count();
        let different: HashSet<_> = column[..length].iter().collect();
        if column[length..].iter().any(|cell| !cell.is_empty()) || different.len() < length {
            return false;
        }
        lengths.insert(length);
    }
    lengths.len() > 1 && !lengths.contains(&0)
}

fn look(rows: &[csv::StringRecord], at: usize) -> Option<Look> {
    let looks: Vec<_> = filled_in(rows, at).map(Look::of).collect();
    let often = |look: &Look| looks.iter().filter(|own| *own == look).count();
    let most = Look::ALL.into_iter().max_by_key(often);
    most.filter(|_| !looks.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::testing;

    fn rows(text: &str) -> Vec<csv::StringRecord> {
        testing::records(text).collect()
    }

    #[test]
    fn sheets_go_on_where_their_cells_look_the_same() {
        let formats = testing::formats();
        let shape = Shape::of(&rows("Axis,P3245-V,A1\nAxis,P1448,A2\n"));
        for (text, goes_on) in [
            ("Huawei,AR651,H1\nHikvision,DS-2CD2143G2-I,F1\n", true),
            ("Huawei,,H1\n,DS-2CD2143G2-I,\n", true),
            ("Huawei,AR651\n", true),
            ("Huawei,AR651,H1,more\n", false),
            ("Ask the facilities team for changes of this list.,,\n", false),
            ("Axis,in use,dome\nHanwha,spare,bullet\n", false),
            ("12,AR651,200\n13,S5735,300\n", false),
            ("Manufacturer,Model,Serial\nHuawei,AR651,H1\n", false),
        ] {
            assert_eq!(shape.goes_on(3, &rows(text), &formats), goes_on, "{text}");
        }
    }

    #[test]
    fn lists_to_choose_from_are_no_assets() {
        for (text, choices) in [
            ("Axis,in use,camera\nHikvision,spare,switch\nHuawei,,router\n", true),
            ("Axis,in use\nHikvision,spare\n", false),
            ("Axis,in use\nAxis,spare\nHuawei,\n", false),
            ("Axis,\n,in use\nHuawei,spare\n", false),
            ("Axis,\nHuawei,\n", false),
            ("Axis\nHuawei\n", false),
        ] {
            assert_eq!(are_choices(&rows(text)), choices, "{text}");
        }
    }
}
