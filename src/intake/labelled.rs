//! Cells that say themselves what fact they state. `Make: Acme; Model: X1; S/N: 77`: what stands before a colon is read as a header,
//! and what follows it as the cell below that header. And where a column of sellers may as well be one of makers, a known maker in
//! it is the maker.

use std::{collections::BTreeMap, ops::Range, sync::Arc};

use super::{
    ColumnUnderstanding, Fit, Formats, Trade, Understanding, Why, columns::HeadedSheet,
    remembered::Remembered,
};
use crate::{
    Asset, Field,
    asset::{About, Column, FieldTrait, Layout, Part, Role},
};

/// What stands between a label and its value.
pub(in crate::intake) const MARKS: [char; 3] = [':', '：', '='];
/// What ends a value.
const ENDS: [char; 8] = [',', ';', '|', '\n', '，', '；', '、', '\t'];
/// What stands around a value as programs write it.
const QUOTES: [char; 2] = ['"', '\''];
/// The most words of a label.
const WORDS: usize = 4;
/// More labels than this are no record of one asset.
const MOST: usize = 24;

/// A label with its value, both as stretches of a cell.
#[derive(Debug, PartialEq, Eq)]
struct Pair {
    label: Range<usize>,
    value: Range<usize>,
}

/// Finds the parts of cells that state facts of their own.
#[derive(Clone)]
pub(super) struct Labelled {
    formats: Arc<Formats>,
    /// A document has keys for its facts, and its texts tell of parts as well.
    is_document: bool,
    /// The columns that may hold labels with their values.
    texts: Vec<usize>,
    /// Columns of sellers that may hold makers.
    sellers: Vec<usize>,
    /// Whether companies that came before are makers.
    makers: Remembered<bool>,
}

impl Labelled {
    pub(super) fn new(formats: Arc<Formats>, is_document: bool, seen: &Understanding) -> Self {
        let may_be_maker = |column: &&ColumnUnderstanding| {
            column.role == Role::Field(Field::Supplier)
                && matches!(column.why, Why::Header { in_context: true, .. })
        };
        let sellers = seen.columns.iter().filter(may_be_maker);
        let sellers = sellers.map(|column| column.number - 1).collect();
        Self { formats, is_document, texts: Vec::new(), sellers, makers: Remembered::default() }
    }

    /// Looks at these columns from here on.
    pub(super) fn set_layout(&mut self, layout: &Layout) {
        let columns = layout.columns.iter().enumerate();
        let texts = columns.filter(|(_, column)| !self.is_document && may_hold(column));
        self.texts = texts.map(|(at, _)| at).collect();
        let is_seller = |at: &usize| {
            layout.columns.get(*at).is_some_and(|one| one.role == Role::Field(Field::Supplier))
        };
        self.sellers.retain(is_seller);
        // Where makers have a column of their own, a name among the sellers sold the goods.
        let is_maker = |column: &Column| matches!(column.role, Role::Field(field) if field.is(FieldTrait::Maker));
        if layout.columns.iter().any(is_maker) {
            self.sellers.clear();
        }
    }

    /// Whether the cells of a column may state facts of their own.
    pub(super) fn may_state(&self, column: usize) -> bool {
        self.texts.contains(&column)
    }

    /// Whether a cell states facts of its own.
    pub(super) fn states(&self, column: usize, cell: &str) -> bool {
        let labelled = || cell.contains(MARKS) && !facts(cell, &self.formats).is_empty();
        (self.may_state(column) && labelled())
            || (self.sellers.contains(&column) && is_maker(cell, &self.formats))
    }

    /// Notes the parts of an asset.
    pub(super) fn note(&mut self, asset: &mut Asset) {
        asset.parts.clear();
        for &column in &self.texts {
            let cell = asset.cells.get(column).filter(|cell| cell.contains(MARKS));
            let parts = cell.map(|cell| facts(cell, &self.formats)).unwrap_or_default();
            let parts = parts.into_iter().map(|(field, span)| Part { column, field, span });
            asset.parts.extend(parts);
        }
        for &column in &self.sellers {
            let cell = asset.cells.get(column).filter(|cell| !cell.is_empty());
            let Some(cell) = cell else { continue };
            if self.makers.get_or(cell, || is_maker(cell, &self.formats)) {
                let span = 0..cell.len();
                asset.parts.push(Part { column, field: Field::Manufacturer, span });
            }
        }
    }
}

/// The maker that a line states behind a label, in quotes or with nothing else behind it: `Manufacturer: Acme`.
pub(crate) fn stated_maker(line: &str, formats: &Formats) -> Option<Part> {
    let facts = if line.contains(MARKS) { facts(line, formats) } else { Vec::new() };
    let is_quoted = |span: &Range<usize>| {
        line[..span.start].ends_with(QUOTES) && line[span.end..].starts_with(QUOTES)
    };
    let is_last = |span: &Range<usize>| !line[span.end..].contains(char::is_alphanumeric);
    let is_alone = facts.len() == 1;
    let mut facts = facts.into_iter();
    let (field, span) = facts.find(|(field, span)| {
        field.is(FieldTrait::Maker) && (is_quoted(span) || is_alone && is_last(span))
    })?;
    Some(Part { column: 0, field, span })
}

fn is_maker(seller: &str, formats: &Formats) -> bool {
    formats.trade_of(&[seller]) == Some(Trade::Makes)
}

/// Whether a column holds text about the asset, whatever fact it states.
fn may_hold(column: &Column) -> bool {
    use Field::{AssetId, Banner, Description, Equipment, Hostname, Model, PartNumber};
    let fields = [AssetId, Banner, Description, Equipment, Hostname, Model, PartNumber];
    column.about == Some(About::Asset)
        && match column.role {
            Role::Field(field) => fields.contains(&field),
            role => role != Role::Secret,
        }
}

/// The facts in a cell that could tell who made the asset or what it is.
fn facts(cell: &str, formats: &Formats) -> Vec<(Field, Range<usize>)> {
    let pairs = pairs(cell, formats);
    if pairs.is_empty() {
        return Vec::new();
    }
    let headers: Vec<_> = pairs.iter().map(|pair| cell[pair.label.clone()].to_owned()).collect();
    let values: csv::StringRecord = pairs.iter().map(|pair| &cell[pair.value.clone()]).collect();
    let (rows, certain) = ([values], Vec::new());
    let sheet = HeadedSheet { headers: &headers, rows: &rows, export: None, formats, certain };
    let columns = sheet.columns(&BTreeMap::new()).into_iter().zip(pairs);
    let known = columns.filter_map(|(column, pair)| match (column.role, column.why) {
        (Role::Field(field), Why::Header { fit: Fit::Whole, .. })
            if field.is(FieldTrait::TellsMaker) || field == Field::Equipment =>
        {
            Some((field, pair.value))
        }
        _ => None,
    });
    known.collect()
}

/// The known labels of a cell with their values.
fn pairs(cell: &str, formats: &Formats) -> Vec<Pair> {
    let mut labels: Vec<(Range<usize>, usize)> = Vec::new();
    let mut from = 0;
    for (at, mark) in cell.match_indices(MARKS) {
        let after = at + mark.len();
        let before = &cell[from..at];
        let start = from + before.rfind(ENDS).map_or(0, |end| end + width(before, end));
        // What follows a mark without a space is a value, or a part of an address: 48:AD:08.
        let is_value = start > 0 && start == from && !before.contains(char::is_whitespace);
        from = after;
        if is_value {
            continue;
        }
        if let Some(label) = label(cell, start..at, formats) {
            labels.push((label, after));
        }
        if labels.len() == MOST {
            break;
        }
    }
    let next = labels.iter().skip(1).map(|(label, _)| label.start).chain([cell.len()]);
    let pairs = labels.iter().zip(next).filter_map(|((label, after), next)| {
        let rest = cell.get(*after..next)?;
        let end = after + rest.find(ENDS).unwrap_or(rest.len());
        let value = trimmed(cell, *after..end);
        let filled = !formats.is_empty_value(&cell[value.clone()]);
        filled.then_some(Pair { label: label.clone(), value })
    });
    pairs.collect()
}

fn width(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(0, char::len_utf8)
}

/// The longest known header that a stretch of a cell ends with.
fn label(cell: &str, stretch: Range<usize>, formats: &Formats) -> Option<Range<usize>> {
    let stretch = trimmed(cell, stretch);
    let text = &cell[stretch.clone()];
    let gaps = text.match_indices(char::is_whitespace).map(|(at, gap)| at + gap.len());
    let mut starts: Vec<_> = std::iter::once(0).chain(gaps).collect();
    starts.drain(..starts.len().saturating_sub(WORDS));
    let known = |start: &usize| formats.headers.knows(&text[*start..]);
    starts.into_iter().find(known).map(|start| stretch.start + start..stretch.end)
}

/// A stretch of a cell without spaces, quotes and brackets around it.
fn trimmed(cell: &str, stretch: Range<usize>) -> Range<usize> {
    let around = |letter: char| letter.is_whitespace() || "\"'()[]{}<>*-•".contains(letter);
    let text = &cell[stretch.clone()];
    let start = stretch.start + (text.len() - text.trim_start_matches(around).len());
    let end = start + text.trim_matches(around).len();
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::testing;

    #[test]
    fn a_line_states_a_maker_alone() {
        let formats = testing::formats();
        for (line, maker) in [
            ("#   Manufacturer: Acme", Some("Acme")),
            ("std::string manufacturer = \"Acme Ltd\";", Some("Acme Ltd")),
            ("\"x\": {\"manufacturer\": \"Acme\", \"model\": \"X1\"},", Some("Acme")),
            ("Manufacturer: Acme, Globex", None),
            ("Manufacturer: Acme Model: X1", None),
            ("Serial Number: 77", None),
            ("an Acme camera", None),
        ] {
            let stated = stated_maker(line, &formats);
            assert_eq!(stated.map(|part| &line[part.span]), maker, "{line}");
        }
    }

    #[test]
    fn labels_are_read_as_headers() {
        let formats = testing::formats();
        let facts = |cell: &str| {
            let facts = facts(cell, &formats).into_iter();
            let facts = facts.map(|(field, span)| format!("{field} {}", &cell[span]));
            facts.collect::<Vec<_>>().join(", ")
        };
        for (cell, expected) in [
            ("marca: acme, modelo: S6730", "brand acme, model S6730"),
            ("Make: Acme Ltd; S/N: A-1", "manufacturer Acme Ltd, serial A-1"),
            ("Make=Acme | Model=X1 (2019)", "manufacturer Acme, model X1 (2019"),
            ("Manufacturer: Acme Model: X1", "manufacturer Acme, model X1"),
            ("Serial Number: 77", "serial 77"),
            ("品牌：大同，型号：X1", "brand 大同, model X1"),
            ("48:MAC:08", ""),
            ("see: Acme at 12:30, http://a.example", ""),
            ("Make: n/a; Model:", ""),
            ("Site: HQ; Status: gone", ""),
        ] {
            assert_eq!(facts(cell), expected, "{cell}");
        }
    }
}
