//! Which cells of a sheet are labels, and whether it is one that names its facts at the left.

use std::collections::BTreeSet;

use super::super::names::{clean, is_name};
use crate::{
    asset::{FieldTrait, Role},
    intake::{
        formats::{Fit, Formats, Reading, key},
        labelled::MARKS,
        records::{filled, is_blank},
    },
};

/// The header of what stands in a card without a label.
const OTHER: &str = "(other)";
/// Fewer lines with a label prove nothing.
const LINES: usize = 3;
/// At least this many known labels are enough where the other lines have labels of their own that nobody knows.
const KNOWN: usize = 2;
/// The most lines that a program writes above its first record.
const ABOVE: usize = 12;
/// At least this many labels in one line are the header of a table.
const HEADER: usize = 3;

/// What stands before each line of a list, and around what Markdown sets in bold.
const BULLETS: [char; 4] = ['-', '*', '+', '•'];
const BOLD: [&str; 2] = ["**", "__"];

/// A short name has fewer bytes than this.
const SHORT: usize = 40;

/// How a sheet that names its facts at the left tells of several assets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// One below another; a label that stands again begins the next one.
    Cards,
    /// In a column each.
    Columns,
}

/// The labels of a sheet.
#[derive(Clone, Debug)]
pub(super) struct Labels {
    pub(super) shape: Shape,
    /// How many records stand above the first one with a label.
    pub(super) above: usize,
    /// The labels as they are shown, and as they are compared.
    names: Vec<(String, String)>,
    /// The column in which most lines have their first label.
    first: usize,
    /// Lines that a program begins its records with begin the assets, and no label that stands again.
    pub(super) lines_begin: bool,
    /// Each asset has a section of its own.
    pub(super) in_sections: bool,
}

/// A label with what stands to its right, cell by cell with its column.
type Pair = (String, Vec<(usize, String)>);

/// A record cut into its labels and their values.
#[derive(Debug, Default)]
pub(super) struct Line {
    pub(super) pairs: Vec<Pair>,
    /// What stands to the right of no label.
    pub(super) loose: Vec<(usize, String)>,
}

impl Labels {
    /// The labels of a sheet that begins so, if it is no table: most of its lines begin with a label, and the labels tell assets
    /// apart as the header of a table would.
    pub(super) fn find(sample: &[csv::StringRecord], formats: &Formats) -> Option<Self> {
        let begins = |record: &csv::StringRecord| begins_record(record, formats);
        let begun = sample.iter().take(ABOVE).position(begins);
        if begun.is_none() && !may_be_form(sample, formats) {
            return None;
        }
        let lines: Vec<_> = sample.iter().map(|record| Line::of(record, None, formats)).collect();
        let formal: Vec<_> = lines.iter().filter(|line| line.is_formal()).collect();
        if begun.is_none() && !tells_assets(sample, &lines, formats) {
            return None;
        }
        let several = |line: &&&Line| line.pairs.first().is_some_and(|(_, cells)| cells.len() > 1);
        let several = formal.iter().filter(several).count();
        let shape = if begun.is_none() && several * 2 > formal.len() {
            Shape::Columns
        } else {
            Shape::Cards
        };
        let first = usual_column(sample, &lines)?;
        let lines_begin = begun.is_some();
        let in_sections = !lines_begin && sample.iter().any(is_section);
        let names = Vec::new();
        let mut labels = Self { shape, above: 0, names, first, lines_begin, in_sections };
        let stands_above = |record: &&csv::StringRecord| {
            let line = labels.line(record, formats);
            line.pairs.is_empty() && line.loose.len() < 2 && !is_section(record)
        };
        // The heading of the first record stands right above it.
        let headed = |at: usize| at - usize::from(at > 0 && is_heading(&sample[at - 1]));
        let all_above = || sample.iter().take_while(stands_above).count();
        labels.above = begun.map_or_else(all_above, headed);
        for record in sample.iter().skip(labels.above) {
            for (label, _) in labels.line(record, formats).pairs {
                let compared = key(&label);
                if !labels.names.iter().any(|(_, known)| *known == compared) {
                    labels.names.push((label, compared));
                }
            }
        }
        labels.names.push((OTHER.to_owned(), String::new()));
        Some(labels)
    }

    /// A record cut into its labels and their values.
    pub(super) fn line(&self, record: &csv::StringRecord, formats: &Formats) -> Line {
        Line::of(record, Some((self.first, self.shape)), formats)
    }

    /// The names of the columns that the labels become; the last is for what has no label.
    pub(super) fn headers(&self) -> Vec<String> {
        self.names.iter().map(|(name, _)| name.clone()).collect()
    }

    /// The column that a label becomes.
    pub(super) fn column(&self, label: &str) -> Option<usize> {
        let compared = key(label);
        self.names.iter().position(|(_, known)| *known == compared && !compared.is_empty())
    }

    /// How many columns there are.
    pub(super) fn width(&self) -> usize {
        self.names.len()
    }
}

impl Line {
    /// Cuts a record. In the column of the labels any name is one, if something stands beside it.
    fn of(record: &csv::StringRecord, known: Option<(usize, Shape)>, formats: &Formats) -> Self {
        // Where each column is an asset, what stands behind the label is values, whatever words they are.
        let values_only = known.is_some_and(|(_, shape)| shape == Shape::Columns);
        let labels = known.map(|(first, _)| first);
        let filled: Vec<_> =
            record.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty()).collect();
        let mut line = Self::default();
        for (turn, &(at, cell)) in filled.iter().enumerate() {
            let waits = line.pairs.last().is_some_and(|(_, values)| values.is_empty());
            let at_the_left = turn == 0 && labels == Some(at);
            let cut = if values_only && turn > 0 {
                Cut::Neither
            } else {
                cut(cell, at_the_left, formats)
            };
            match cut {
                Cut::Both(label, value) => line.pairs.push((label, vec![(at, value)])),
                Cut::Label(label, colon) if colon || !(waits && filled.len() == 2) => {
                    line.pairs.push((label, Vec::new()));
                }
                _ if at_the_left && filled.len() > 1 && is_name(cell) => {
                    line.pairs.push((clean(cell), Vec::new()));
                }
                _ => match line.pairs.last_mut() {
                    Some((_, values)) => values.push((at, cell.trim().to_owned())),
                    None => line.loose.push((at, cell.trim().to_owned())),
                },
            }
        }
        line
    }

    /// Whether it begins with a label and a value.
    fn is_formal(&self) -> bool {
        self.loose.is_empty() && self.pairs.first().is_some_and(|(_, values)| !values.is_empty())
    }

    fn is_empty(&self) -> bool {
        self.loose.is_empty() && self.pairs.is_empty()
    }
}

/// What a cell is.
enum Cut {
    /// A label, and whether a colon says so.
    Label(String, bool),
    /// A label with its value behind a colon.
    Both(String, String),
    Neither,
}

/// Cuts a cell. Where labels stand, any short name before a colon is one.
fn cut(cell: &str, at_the_left: bool, formats: &Formats) -> Cut {
    let cell = cell.trim();
    if let Some((label, value)) = formats.record_line(cell) {
        return Cut::Both(label.to_owned(), value.to_owned());
    }
    if let Some(label) = cell.strip_suffix([':', '：']) {
        let label = clean(label);
        return if is_name(&label) { Cut::Label(label, true) } else { Cut::Neither };
    }
    if let Some((label, value)) = parted(cell)
        && (is_label(label, formats) || at_the_left && label.len() < SHORT && is_name(label))
        && !value.trim().is_empty()
        && !value.starts_with('/')
    {
        return Cut::Both(clean(label), value.trim().to_owned());
    }
    if is_label(cell, formats) { Cut::Label(clean(cell), false) } else { Cut::Neither }
}

/// A cell parted where the first mark stands behind a label: `Make: Acme`, `make = Acme`, `[make]: [Acme]`, `- **Make:** Acme`.
fn parted(cell: &str) -> Option<(&str, &str)> {
    let (label, value) = cell.split_once(MARKS)?;
    let item = label.trim_start().strip_prefix(BULLETS).and_then(|item| item.strip_prefix(' '));
    let label = item.unwrap_or(label);
    let bold = BOLD.into_iter().find_map(|sign| Some((sign, label.trim().strip_prefix(sign)?)));
    let Some((sign, inner)) = bold else { return Some((bare(label), bare(value))) };
    // The label is set in bold with its colon, or without it.
    let label = inner.trim_end().strip_suffix(sign).unwrap_or(inner);
    let value = value.trim_start();
    Some((bare(label), bare(value.strip_prefix(sign).unwrap_or(value))))
}

/// A text without the brackets around all of it.
fn bare(text: &str) -> &str {
    let inner = text.trim().strip_prefix('[').and_then(|text| text.strip_suffix(']'));
    inner.unwrap_or(text)
}

/// Whether a record is one cell with a short name, a colon and a value.
fn is_labelled(record: &csv::StringRecord) -> bool {
    let mut filled = filled(record);
    let (Some(cell), None) = (filled.next(), filled.next()) else { return false };
    parted(cell).is_some_and(|(label, value)| {
        label.len() < SHORT && is_name(label) && !value.trim().is_empty() && !value.starts_with('/')
    })
}

/// Whether a record is the name of a section in brackets, as in files of settings: `[front door]`.
pub(super) fn is_section(record: &csv::StringRecord) -> bool {
    let mut filled = filled(record);
    let (Some(cell), None) = (filled.next(), filled.next()) else { return false };
    let name = cell.trim().strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    name.is_some_and(|name| name.contains(char::is_alphanumeric) && !name.contains(['[', ']']))
}

/// Whether a record is a heading of Markdown.
pub(super) fn is_heading(record: &csv::StringRecord) -> bool {
    let title = filled(record).next().map_or("", |cell| cell.trim_start_matches('#'));
    title.starts_with(' ') && record.as_slice().trim_start().starts_with('#')
}

/// Whether a text is the whole of a known header.
fn is_label(text: &str, formats: &Formats) -> bool {
    is_name(text)
        && match formats.headers.read(&clean(text), None) {
            Reading::Known(_, fit) => fit == Fit::Whole,
            Reading::Secret => true,
            Reading::OtherSubject(_) | Reading::Unknown => false,
        }
}

/// Whether most lines of a sheet begin with a label, and the labels tell assets apart as the header of a table would.
fn tells_assets(sample: &[csv::StringRecord], lines: &[Line], formats: &Formats) -> bool {
    let formal: Vec<_> = lines.iter().filter(|line| line.is_formal()).collect();
    let filled = sample.iter().zip(lines);
    let filled = filled.filter(|(record, line)| !line.is_empty() && !is_blank(record)).count();
    let headers = sample.iter().filter(|record| is_header(record, formats)).count();
    let marked = sample.iter().filter(|record| is_labelled(record)).count();
    let sections = sample.iter().filter(|record| is_section(record)).count();
    // Where a mark stands behind the label of each line, fewer prove as much.
    let are_marked = marked + sections == filled;
    let labelled = marked.max(formal.len());
    let fewest = if are_marked { KNOWN } else { LINES };
    let known = if labelled > formal.len() { KNOWN } else { fewest };
    if formal.len() < known
        || labelled < fewest
        || labelled * 2 < filled
        || headers * 4 > formal.len()
    {
        return false;
    }
    // What a label is may hang on the others: all that it can be counts here.
    let roles = formal.iter().flat_map(|line| &line.pairs).flat_map(|(label, _)| {
        let meaning = match formats.headers.read(label, None) {
            Reading::Known(meaning, Fit::Whole) => Some(meaning),
            _ => None,
        };
        meaning.into_iter().flat_map(|meaning| {
            let instead = meaning.instead.iter().map(|instead| instead.field.0);
            instead.chain([meaning.role]).collect::<Vec<_>>()
        })
    });
    let fields: BTreeSet<_> = roles
        .filter_map(|role| match role {
            Role::Field(field) if field.is(FieldTrait::Identifies) => Some(field),
            _ => None,
        })
        .collect();
    // What its section is called tells an asset from others.
    let told = fields.len() + usize::from(are_marked && sections > 0);
    told >= 2 && fields.iter().any(|field| field.is(FieldTrait::Names))
}

/// Whether a record is a line by which a program begins the record of an item.
fn begins_record(record: &csv::StringRecord, formats: &Formats) -> bool {
    filled(record).next().is_some_and(|cell| formats.record_line(cell).is_some())
}

/// Whether many records begin as lines of a form do: a look at their first cells turns nearly every table away.
fn may_be_form(sample: &[csv::StringRecord], formats: &Formats) -> bool {
    let first =
        sample.iter().filter(|record| !is_blank(record)).filter_map(|record| filled(record).next());
    let begins = |cell: &&str| {
        parted(cell).is_some()
            || is_name(cell)
                && (formats.headers.knows(&clean(cell)) || formats.headers.names_secret(cell))
    };
    let (begun, others): (Vec<_>, Vec<_>) = first.partition(begins);
    begun.len() >= KNOWN && begun.len() >= others.len()
}

/// Whether a record names columns: labels beside labels, without values.
fn is_header(record: &csv::StringRecord, formats: &Formats) -> bool {
    let labels: BTreeSet<_> =
        filled(record).filter(|cell| is_label(cell, formats)).map(key).collect();
    labels.len() >= HEADER && labels.len() * 3 >= filled(record).count() * 2
}

/// The column in which most lines that begin with a label have it.
fn usual_column(sample: &[csv::StringRecord], lines: &[Line]) -> Option<usize> {
    let formal = sample.iter().zip(lines).filter(|(_, line)| line.is_formal());
    let first = |record: &csv::StringRecord| record.iter().position(|cell| !cell.trim().is_empty());
    let mut columns: Vec<_> = formal.filter_map(|(record, _)| first(record)).collect();
    columns.sort_unstable();
    let count = |column: usize| columns.iter().filter(|&&other| other == column).count();
    columns.iter().copied().max_by_key(|&column| (count(column), std::cmp::Reverse(column)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::testing;

    fn shape(text: &str) -> Option<(Shape, usize)> {
        let sample: Vec<_> = testing::records(text).collect();
        let labels = Labels::find(&sample, &testing::formats())?;
        Some((labels.shape, labels.above))
    }

    #[test]
    fn tables_are_no_forms() {
        for (text, found) in [
            ("Manufacturer,Axis\nModel,P32\nSerial Number,1\n", Some((Shape::Cards, 0))),
            ("Card 1\nManufacturer,Axis\nModel,P32\nSerial Number,1\n", Some((Shape::Cards, 1))),
            (
                ",a,b\nManufacturer,Axis,Bosch\nModel,P32,X1\nSerial Number,1,2\n",
                Some((Shape::Columns, 0)),
            ),
            ("Manufacturer,Model,Serial Number\nAxis,P32,1\nAxis,P33,2\nAxis,P34,3\n", None),
            ("Manufacturer,Model\nAxis,P32\nModel,P33\n", None),
            ("Manufacturer,Axis\nModel,P32\n", None),
            ("Modem 1\nManufacturer: Axis\n-----\nModel: P32\nBand: 3\n", Some((Shape::Cards, 1))),
            ("Manufacturer: Axis\nBand: 3\nMode: on\n", None),
            ("Vendor: Axis\nModel: P32\n\nVendor: Bosch\nModel: X1\n", Some((Shape::Cards, 0))),
            (
                "Starting\nNmap scan report for cam (10.0.0.5)\nMAC Address: 1\n",
                Some((Shape::Cards, 1)),
            ),
            (
                "# Lab\n### cam\nNmap scan report for cam (10.0.0.5)\nMAC Address: 1\n",
                Some((Shape::Cards, 1)),
            ),
            ("Manufacturer: Axis\nModel: P32\n", Some((Shape::Cards, 0))),
            ("Manufacturer: Axis\nan aside\nModel: P32\n", None),
            ("[front]\nvendor = Axis\nip = 10.0.0.3\n", Some((Shape::Cards, 0))),
            ("[front]\nvendor = Axis\n", None),
            ("[unit]\nafter = x\nwants = y\n", None),
            ("make = Axis\nmodel = P32\nip = 10.0.0.3\n", Some((Shape::Cards, 0))),
            ("Owner,Estates\nSite,Depot\nDate,2026\nModel,P32\n", None),
            (
                "Site,Depot,\nOwner,Estates,\nModel,a,\nManufacturer,Model,Serial Number\nAxis,P1,1\n",
                None,
            ),
        ] {
            assert_eq!(shape(text), found, "{text}");
        }
    }
}
