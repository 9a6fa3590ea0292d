//! Tells records that are no assets from those that are. In doubt a record is an asset.

use super::{
    Note, SetAside,
    formats::Formats,
    records::is_blank,
    shapes::{header, names},
};
use crate::{
    Field,
    asset::{Column, FieldTrait, Layout, Role},
};

/// The fewest known headers in a header of other columns, and how many of ten filled cells they are.
const OTHER_HEADER: (usize, usize) = (3, 7);
/// Fewer cells that count from 1 than this prove nothing.
const NUMBERED: usize = 4;

/// What the records that are no assets look like.
#[derive(Debug)]
pub(super) struct NonAssets {
    /// The rows of the header.
    headers: Vec<Vec<String>>,
    /// The records before it.
    titles: Vec<Vec<String>>,
    /// What each column holds.
    roles: Vec<Role>,
    identifying: Vec<usize>,
    sites: Vec<usize>,
    /// The first column counts things.
    counts: bool,
    /// How many columns the header has.
    width: usize,
}

impl NonAssets {
    pub(super) fn new(
        headers: Vec<Vec<String>>,
        titles: Vec<Vec<String>>,
        layout: &Layout,
    ) -> Self {
        // Of these facts a number or a word is enough to make a record an asset.
        let tells = |column: &Column| {
            column.role.is(FieldTrait::Identifies) || column.role.is(FieldTrait::Reaches)
        };
        let columns = layout.columns.iter().enumerate();
        let identifying = columns.filter(|(_, column)| tells(column)).map(|(at, _)| at).collect();
        let sites = layout.columns_of(Field::Site).to_vec();
        let width = headers.iter().map(Vec::len).max().unwrap_or(0);
        let counts = layout.columns_of(Field::Quantity).contains(&0);
        let roles = layout.columns.iter().map(|column| column.role).collect();
        Self { headers, titles, roles, identifying, sites, counts, width }
    }

    /// The rows stand below another header from now on.
    pub(super) fn begin_other(&mut self, header: Vec<String>, layout: &Layout) {
        let titles = std::mem::take(&mut self.titles);
        *self = Self::new(vec![header], titles, layout);
    }

    /// The rows of the header, and the records before it, which may stand again further down.
    pub(super) fn headings(&self) -> [&[Vec<String>]; 2] {
        [&self.headers, &self.titles]
    }

    /// What a record is, if it is no asset.
    #[inline]
    pub(super) fn catches(
        &self,
        record: &csv::StringRecord,
        formats: &Formats,
    ) -> Option<SetAside> {
        let first = record.iter().position(|cell| !cell.is_empty());
        let Some((first, cell)) = first.and_then(|at| Some((at, record.get(at)?))) else {
            return Some(SetAside::Empty);
        };
        let begins = |row: &&Vec<String>| {
            row.get(first).is_some_and(|header| header.len() == cell.trim().len())
        };
        if self.headers.iter().filter(begins).any(|row| header::repeats(row, record, 2)) {
            return Some(SetAside::Header);
        }
        if self.titles.iter().filter(begins).any(|row| header::repeats(row, record, 1)) {
            return Some(SetAside::Title);
        }
        if self.is_total(record, formats) {
            return Some(SetAside::Total);
        }
        if let Some(lone) = self.lone(cell, formats).filter(|lone| {
            filled(record).skip(1).all(|(_, cell)| self.lone(cell, formats) == Some(*lone))
        }) {
            return Some(lone);
        }
        if first == 0 && !self.counts && filled(record).count() == 1 && formats.is_bare_count(cell)
        {
            return Some(SetAside::Total);
        }
        if numbers_columns(record) || self.are_units(record, formats) {
            return Some(SetAside::Header);
        }
        if !cell.starts_with(char::is_alphanumeric) && is_blank(record) {
            let any = filled(record).next().is_some();
            if any && filled(record).all(|(_, cell)| formats.is_ditto(cell)) {
                return None;
            }
            return Some(if any { SetAside::Rule } else { SetAside::Empty });
        }
        self.is_other_header(record, formats).then_some(SetAside::OtherHeader)
    }

    /// Whether a record names columns of its own. Two names are enough where nothing else stands in a wider table, as in a row of an
    /// asset it would, and one of them is of what identifies assets. Words that may be names are values where one says the
    /// stage of life in a column that does: `Approved,,,,Acme,,manufacturer,,retired`. Nearly all rows of data hold a digit soon.
    #[inline]
    fn is_other_header(&self, record: &csv::StringRecord, formats: &Formats) -> bool {
        let (least, of_ten) = OTHER_HEADER;
        !self.has_digit(record) && {
            let (known, count) = (names::known(record, formats), filled(record).count());
            let identifies = |(_, cell)| {
                let role = formats.headers.role(cell, None);
                role.is_some_and(|role| role.is(FieldTrait::Identifies))
            };
            let are_two = known == 2 && count == 2 && self.width > 2;
            known * 10 >= count * of_ten
                && (known >= least || (are_two && filled(record).any(identifies)))
                && !filled(record).any(|cell| self.is_stage(cell, formats))
        }
    }

    /// Whether a fact that is stated holds a digit. The name of a column without a known one may hold some: `Extra2`.
    fn has_digit(&self, record: &csv::StringRecord) -> bool {
        let is_fact = |at| matches!(self.roles.get(at), Some(Role::Field(_)));
        let holds = |cell: &str| cell.bytes().any(|byte| byte.is_ascii_digit());
        holds(record.as_slice())
            && record.iter().enumerate().any(|(at, cell)| is_fact(at) && holds(cell))
    }

    /// Whether a cell says the stage of life in a column that does.
    fn is_stage(&self, (at, cell): (usize, &str), formats: &Formats) -> bool {
        self.roles.get(at) == Some(&Role::Field(Field::Status))
            && formats.life_cycle(cell).is_some()
    }

    /// What a cell is that stands alone in its row. In a sheet of a single column every cell does.
    fn lone(&self, cell: &str, formats: &Formats) -> Option<SetAside> {
        if self.width > 1 && formats.is_footer(cell) {
            return Some(SetAside::Footer);
        }
        (self.width > 2 && formats.is_remark(cell)).then_some(SetAside::Remark)
    }

    /// Whether a record says in what the columns are counted, and a currency among it: `;;;EUR;EUR`.
    fn are_units(&self, record: &csv::StringRecord, formats: &Formats) -> bool {
        let mut money = false;
        let unit = |(at, cell): (usize, &str)| {
            money |= formats.is_money(cell);
            formats.is_unit(cell) && !self.identifying.contains(&at)
        };
        filled(record).all(unit) && money
    }

    /// Beside one word for a total only amounts are filled, and none of them where an asset is identified; the site that a
    /// subtotal is of may stand before it.
    fn is_total(&self, record: &csv::StringRecord, formats: &Formats) -> bool {
        let mut filled = filled(record);
        let Some((first, cell)) = filled.next() else { return false };
        // No maker is called by a number.
        let names_maker =
            |at: usize| self.roles.get(at).is_some_and(|role| role.is(FieldTrait::Maker));
        let amount = |(at, cell): (usize, &str)| {
            formats.is_amount(cell) && (!self.identifying.contains(&at) || names_maker(at))
        };
        if formats.is_total(cell) {
            return filled.all(amount);
        }
        self.sites.contains(&first)
            && filled.next().is_some_and(|(_, cell)| formats.is_total(cell))
            && filled.all(amount)
    }
}

/// Whether the cells are the numbers of their columns, as official forms have them below the header.
fn numbers_columns(record: &csv::StringRecord) -> bool {
    let number = |cell: &str| cell.trim().trim_matches(['(', ')', '.']).parse::<usize>().ok();
    record.len() >= NUMBERED && record.iter().zip(1..).all(|(cell, at)| number(cell) == Some(at))
}

/// What a record is where no row is read.
pub(super) fn unread(record: &csv::StringRecord) -> SetAside {
    if is_blank(record) { SetAside::Empty } else { SetAside::Unread }
}

/// What a line of a text is that stands outside its tables.
pub(super) fn outside(record: &csv::StringRecord) -> SetAside {
    let first = record.iter().next().unwrap_or_default();
    match (is_blank(record), filled(record).next()) {
        (true, None) => SetAside::Empty,
        (true, Some(_)) => SetAside::Rule,
        _ if first.trim_start().starts_with('#') => SetAside::Heading,
        _ => SetAside::Outside,
    }
}

fn filled(record: &csv::StringRecord) -> impl Iterator<Item = (usize, &str)> {
    record.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty())
}

/// What is odd about the number of cells and the line breaks in them.
pub(super) fn notes(
    record: &csv::StringRecord,
    headers: usize,
    delimiter: u8,
    spans_lines: bool,
) -> Vec<Note> {
    let mut notes = Vec::new();
    // What the row swallowed comes first: it is why the row may be left unchecked.
    if spans_lines {
        notes.extend(record.iter().enumerate().filter_map(|(index, cell)| {
            let lines = swallowed(record, index, cell, (headers, delimiter));
            (lines > 0).then_some(Note::RowsInCell { column: index + 1, lines })
        }));
    }
    let found = record.len();
    if found < headers {
        notes.push(Note::FewerCells { found, expected: headers });
    } else if found > headers && record.iter().skip(headers).any(|cell| !cell.trim().is_empty()) {
        notes.push(Note::MoreCells { found, expected: headers });
    }
    notes
}

/// What ends a line to one program or another.
const LINE_BREAKS: [char; 10] =
    ['\n', '\r', '\u{b}', '\u{c}', '\u{1c}', '\u{1d}', '\u{1e}', '\u{85}', '\u{2028}', '\u{2029}'];

/// Whether a text goes on below another line for some program.
pub(super) fn spans_lines(text: &str) -> bool {
    text.contains(LINE_BREAKS)
}

/// How many lines of a cell look like rows that a quote without an end has swallowed: those that have as many cells as the header. The
/// first one is whole where the quote stands before the row. Of two columns many a text has a separator; there all lines must begin as the
/// row itself does.
fn swallowed(
    record: &csv::StringRecord,
    index: usize,
    cell: &str,
    (headers, delimiter): (usize, u8),
) -> usize {
    let lines: Vec<_> = cell.split(LINE_BREAKS).filter(|line| !line.is_empty()).collect();
    let separators = |line: &str| line.bytes().filter(|&byte| byte == delimiter).count();
    if lines.len() < 2 {
        return 0;
    }
    if headers > 2 {
        let begins = usize::from(index > 0);
        let is_row = |line: &&&str| separators(line) + 1 >= headers;
        let rows = lines.iter().skip(begins).filter(is_row).count();
        // Where a quote of the next row ends the cell, the end of one row and the beginning of the next stand in it.
        let is_tight = |line: &str| {
            let mut cells = line.split(char::from(delimiter)).skip(1);
            cells.all(|cell| !cell.starts_with(char::is_whitespace))
        };
        let (first, last) = (lines[0], lines[lines.len() - 1]);
        let are_ends = (1..headers - 1).contains(&index)
            && record.len() == headers
            && index + separators(first) + 1 == headers
            && separators(last) == index;
        return rows + usize::from(are_ends && is_tight(first) && is_tight(last));
    }
    let number = |text: &str| {
        let text = text.trim();
        let begins = text.trim_end_matches(|digit: char| digit.is_ascii_digit());
        (begins.len() < text.len()).then(|| begins.to_owned())
    };
    let first = record.get(0).and_then(number);
    let is_row = |line: &&str| {
        let begins = line.split(char::from(delimiter)).next().and_then(number);
        separators(line) == 1 && begins == first
    };
    let below = &lines[1..];
    let swallowed = headers == 2 && index == 1 && first.is_some() && below.iter().all(is_row);
    if swallowed { below.len() } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{cases::cases, intake::testing};

    #[test]
    fn rows_that_a_quote_swallowed_are_counted() {
        for (cells, headers, lines) in [
            (vec!["A1", "Axis", "P3265,HQ\nA2,Bosch,NBE,HQ\nA3,Sony,X", "HQ"], 4, 2),
            (vec!["A6,Axis,P3265-LV,Leeds\nA7", "Axis", "P3265-LV", "Leeds"], 4, 1),
            (vec!["A1", "Axis", "P3265,HQ\rA2,Bosch,NBE,HQ\u{b}A3,Sony,X,HQ\u{2028}", "HQ"], 4, 2),
            (vec!["A6", "Axis, P, Q, R\nP3265-LV", "Leeds", ""], 4, 0),
            (vec!["A1", "Axis", "19,new\nA2,Bosch,19", "HQ"], 4, 1),
            (vec!["A1", "Axis", "19, new\nA2, Bosch, 19", "HQ"], 4, 0),
            (vec!["A1", "dome, white\nmounted, high", "HQ"], 3, 0),
            (vec!["1", "Axis\n2,Bosch\n3,Axis"], 2, 2),
            (vec!["A-1", "Axis\nA-2,Bosch\n"], 2, 1),
            (vec!["1", "dome, white\nmounted, high"], 2, 0),
            (vec!["1", "Axis\n2,Bosch\nand, more"], 2, 0),
            (vec!["Name", "a\nb,c"], 2, 0),
        ] {
            let record = csv::StringRecord::from(cells.clone());
            let each = record.iter().enumerate();
            let found: usize =
                each.map(|(at, cell)| swallowed(&record, at, cell, (headers, b','))).sum();
            assert_eq!(found, lines, "{cells:?}");
        }
    }

    fn non_assets() -> NonAssets {
        let columns = [Field::Site, Field::Description, Field::Model, Field::Quantity];
        let headers: Vec<_> = ["No", "Text", "Model", "Qty"].map(str::to_owned).into();
        let columns = columns.iter().zip(&headers);
        let columns =
            columns.map(|(&field, header)| Column::new(header.clone(), Role::Field(field)));
        let layout = Layout::new("a.csv".into(), None, columns.collect());
        NonAssets::new(vec![headers], vec![vec!["Inventory 2026".to_owned()]], &layout)
    }

    #[test]
    fn only_what_is_surely_no_asset_is_set_aside() {
        let formats = testing::formats();
        for [cells, caught] in cases("rows", "set-aside") {
            let record: csv::StringRecord = cells.split('|').collect();
            let as_what = non_assets().catches(&record, &formats);
            assert_eq!(
                as_what.map_or(String::new(), |as_what| format!("{as_what:?}")),
                caught,
                "{cells}"
            );
        }
    }

    #[test]
    fn a_total_may_stand_in_the_column_of_makers() {
        let formats = testing::formats();
        let headers: Vec<_> = ["Asset Tag", "Manufacturer", "Model"].map(str::to_owned).into();
        let fields = [Field::AssetId, Field::Manufacturer, Field::Model];
        let columns = headers.iter().zip(fields);
        let columns =
            columns.map(|(header, field)| Column::new(header.clone(), Role::Field(field)));
        let layout = Layout::new("a.csv".into(), None, columns.collect());
        let non_assets = NonAssets::new(vec![headers], Vec::new(), &layout);
        for (cells, caught) in [
            (["Total", "4", ""], Some(SetAside::Total)),
            (["Total", "3M", ""], None),
            (["Total", "", "4"], None),
        ] {
            let record = csv::StringRecord::from(cells.to_vec());
            assert_eq!(non_assets.catches(&record, &formats), caught, "{cells:?}");
        }
    }

    /// What stands under a header that says nothing known is no sign of a row.
    #[test]
    fn another_column_may_be_called_by_a_number() {
        let formats = testing::formats();
        let headers: Vec<_> =
            ["Asset Tag", "Manufacturer", "Model", "Extra"].map(str::to_owned).into();
        let roles = [
            Role::Field(Field::AssetId),
            Role::Field(Field::Manufacturer),
            Role::Field(Field::Model),
            Role::Text,
        ];
        let columns = headers.iter().zip(roles);
        let columns = columns.map(|(header, role)| Column::new(header.clone(), role));
        let layout = Layout::new("a.csv".into(), None, columns.collect());
        let non_assets = NonAssets::new(vec![headers], Vec::new(), &layout);
        for (cells, caught) in [
            (vec!["Asset Tag", "Manufacturer", "Model", "Extra2"], Some(SetAside::OtherHeader)),
            (vec!["Asset Tag", "Manufacturer", "Model", "Extra 2"], Some(SetAside::OtherHeader)),
            (vec!["Asset Tag", "Manufacturer", "Model 3", "Extra2"], None),
            (vec!["A7", "Manufacturer", "Model", "Extra2"], None),
        ] {
            let record = csv::StringRecord::from(cells.clone());
            assert_eq!(non_assets.catches(&record, &formats), caught, "{cells:?}");
        }
    }
}
