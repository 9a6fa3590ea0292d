//! Labels with their values gathered into one row an asset.

use std::collections::{BTreeMap, VecDeque};

use super::labels::{Labels, Line, Shape, is_heading, is_section};
use crate::intake::formats::Formats;

/// Once more bytes than this are gathered, they are handed on.
const MOST: usize = 4 << 20;

/// One asset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Card {
    /// The line on which it begins.
    pub(super) line: u64,
    pub(super) cells: csv::StringRecord,
}

/// An asset on its way: its values by column.
#[derive(Debug, Default)]
struct Open {
    line: u64,
    values: BTreeMap<usize, String>,
}

/// Gathers the assets of a sheet.
pub(super) struct Cards {
    labels: Labels,
    /// The current assets, by the column in which they stand; of cards there is one.
    open: BTreeMap<usize, Open>,
    /// The labels that they have.
    seen: Vec<usize>,
    /// What stood since the last label: it belongs to the next asset if that begins here.
    between: Vec<String>,
    /// How much of it stood before the first heading in it, which speaks of the next asset.
    before_heading: Option<usize>,
    bytes: usize,
    ready: VecDeque<Card>,
}

impl Cards {
    pub(super) fn new(labels: Labels) -> Self {
        Self {
            labels,
            open: BTreeMap::new(),
            seen: Vec::new(),
            between: Vec::new(),
            before_heading: None,
            bytes: 0,
            ready: VecDeque::new(),
        }
    }

    /// Takes in a record.
    pub(super) fn add(&mut self, record: &csv::StringRecord, line: u64, formats: &Formats) {
        self.bytes += record.as_slice().len();
        if self.bytes > MOST {
            self.end();
        }
        if self.labels.in_sections && is_section(record) {
            self.end();
        }
        let Line { pairs, loose } = self.labels.line(record, formats);
        match self.labels.shape {
            Shape::Cards => {
                if is_heading(record) {
                    self.before_heading.get_or_insert(self.between.len());
                }
                self.between.extend(loose.into_iter().map(|(_, text)| text));
                for (label, values) in pairs {
                    let values: Vec<_> = values.into_iter().map(|(_, text)| text).collect();
                    self.put(&label, line, [(0, values.join(" "))], formats);
                }
            }
            Shape::Columns if pairs.is_empty() && loose.len() < 2 => {
                self.between.extend(loose.into_iter().map(|(_, text)| text));
            }
            Shape::Columns => {
                self.put_loose(loose, line);
                for (label, values) in pairs {
                    self.put(&label, line, values, formats);
                }
            }
        }
    }

    /// Takes in what is said beside the next record.
    pub(super) fn add_remark(&mut self, remark: &str) {
        self.between.push(remark.to_owned());
    }

    /// Puts the values of a label, each with the column of its asset. A label that stands again begins further assets.
    fn put(
        &mut self,
        label: &str,
        line: u64,
        values: impl IntoIterator<Item = (usize, String)>,
        formats: &Formats,
    ) {
        let column = self.labels.column(label);
        let stands_again = column.is_some_and(|column| self.seen.contains(&column));
        if self.labels.lines_begin {
            if formats.record_lines.iter().any(|known| known == label) {
                let own = self.before_heading.map(|at| self.between.split_off(at));
                self.end();
                self.between = own.unwrap_or_default();
            }
            self.before_heading = None;
        } else if stands_again {
            let between = std::mem::take(&mut self.between);
            self.end();
            self.between = between;
        }
        self.seen.extend(column);
        let other = self.labels.width() - 1;
        for (asset, text) in values {
            let text = match column {
                Some(_) => text,
                // What stands under a label that names a secret is not kept.
                None if formats.headers.names_secret(label) => continue,
                None => format!("{label}: {text}"),
            };
            self.open_at(asset, line).add(column.unwrap_or(other), &text);
        }
        for text in std::mem::take(&mut self.between) {
            let asset = self.open.keys().next().copied().unwrap_or_default();
            self.open_at(asset, line).add(other, &text);
        }
    }

    /// Puts what has no label where assets stand in columns.
    fn put_loose(&mut self, loose: Vec<(usize, String)>, line: u64) {
        let other = self.labels.width() - 1;
        for (asset, text) in loose {
            self.open_at(asset, line).add(other, &text);
        }
    }

    fn open_at(&mut self, asset: usize, line: u64) -> &mut Open {
        self.open.entry(asset).or_insert_with(|| Open { line, values: BTreeMap::new() })
    }

    /// Ends the current assets.
    pub(super) fn end(&mut self) {
        let (width, other) = (self.labels.width(), self.labels.width() - 1);
        if let Some(last) = self.open.values_mut().next() {
            self.between.drain(..).for_each(|text| last.add(other, &text));
        }
        for open in std::mem::take(&mut self.open).into_values() {
            if open.values.values().any(|text| !text.is_empty()) {
                let cell = |column| open.values.get(&column).map_or("", String::as_str);
                let cells = (0..width).map(cell).collect();
                self.ready.push_back(Card { line: open.line, cells });
            }
        }
        self.seen.clear();
        self.bytes = 0;
    }

    /// The assets that are complete.
    pub(super) fn drain(&mut self) -> impl Iterator<Item = Card> + '_ {
        self.ready.drain(..)
    }

    /// The next asset that is complete.
    pub(super) fn next(&mut self) -> Option<Card> {
        self.ready.pop_front()
    }
}

impl Open {
    fn add(&mut self, column: usize, text: &str) {
        let value = self.values.entry(column).or_default();
        if !value.is_empty() && !text.is_empty() {
            value.push_str("; ");
        }
        value.push_str(text);
    }
}
