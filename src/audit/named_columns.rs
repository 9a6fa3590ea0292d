//! Columns that are called after a maker: tables that count the goods of each in a column of its own, and documents that put the goods of
//! each under its name. The name is a lead for the rows that say something there.

use std::{collections::BTreeSet, sync::Arc};

use crate::{
    Asset, EquipmentTree,
    asset::{Heading, HeadingKind, Layout},
    intake::Formats,
};

/// The columns of one layout that are called after a maker.
#[derive(Debug, Default)]
pub(super) struct MakerColumns {
    layout: Option<Arc<Layout>>,
    columns: Vec<NamedColumn>,
    /// The last heading that was made: rows mostly stand under the same.
    last: Option<Arc<Heading>>,
}

#[derive(Debug)]
struct NamedColumn {
    at: usize,
    name: String,
    holds: ColumnHolds,
}

/// What in a column belongs to the maker that it is called after, besides a count or a yes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ColumnHolds {
    /// Nothing.
    Counts,
    /// Model numbers: it is called after goods of the maker, or after nothing else.
    Numbers,
    /// Whatever stands in it.
    Goods,
}

impl MakerColumns {
    /// Looks at the columns of a layout, if they are others than before; `names_maker` tells whether a heading does.
    pub(super) fn see(
        &mut self,
        layout: &Arc<Layout>,
        is_document: bool,
        tree: &EquipmentTree,
        names_maker: impl Fn(&Heading) -> bool,
    ) {
        if self.layout.as_ref().is_some_and(|known| Arc::ptr_eq(known, layout)) {
            return;
        }
        let names_maker =
            |name: &str| !name.is_empty() && names_maker(&Heading::new(HeadingKind::Column, name));
        let named = |(at, header): (usize, &str)| {
            let mut parts: Vec<_> = if is_document { header.split('.').collect() } else { vec![] };
            // The last key says what the value is, and the others lead to it.
            let last = parts.pop().unwrap_or(header);
            let above = parts.into_iter().rev().find(|name| names_maker(name));
            let name = above.or_else(|| Some(last).filter(|name| names_maker(name)))?;
            let holds = if above.is_some() {
                ColumnHolds::Goods
            } else if !name.contains(' ') || !tree.named_in(name).is_empty() {
                ColumnHolds::Numbers
            } else {
                ColumnHolds::Counts
            };
            Some(NamedColumn { at, name: name.to_owned(), holds })
        };
        let headers = layout.columns.iter().map(|column| column.header.as_str());
        self.columns = headers.enumerate().filter_map(named).collect();
        (self.layout, self.last) = (Some(Arc::clone(layout)), None);
    }

    /// Whether there are any.
    pub(super) fn any(&self) -> bool {
        !self.columns.is_empty()
    }

    /// The names of those in which a row says something.
    pub(super) fn heading(&mut self, asset: &Asset, formats: &Formats) -> Option<Arc<Heading>> {
        let says = |column: &&NamedColumn| {
            let cell = asset.all_cells().nth(column.at).unwrap_or_default().trim();
            let is_one = || formats.read_count(cell).is_some_and(|count| count.get() > 0);
            !cell.is_empty()
                && !formats.denies(cell)
                && (column.holds == ColumnHolds::Goods
                    || column.holds == ColumnHolds::Numbers && is_number(cell)
                    || formats.affirms(cell)
                    || is_one())
        };
        let names: BTreeSet<_> =
            self.columns.iter().filter(says).map(|column| column.name.as_str()).collect();
        let text = names.into_iter().collect::<Vec<_>>().join(", ");
        if text.is_empty() {
            return None;
        }
        if self.last.as_ref().is_none_or(|last| last.text() != text) {
            self.last = Some(Arc::new(Heading::new(HeadingKind::Column, &text)));
        }
        self.last.clone()
    }
}

/// Whether a cell begins with a word of capitals and digits, as model numbers are.
fn is_number(cell: &str) -> bool {
    let begins = |word: &str| word.starts_with(|letter: char| letter.is_ascii_uppercase());
    let word = cell.split_whitespace().next().unwrap_or_default();
    begins(word) && word.len() > 3 && word.bytes().any(|byte| byte.is_ascii_digit())
}
