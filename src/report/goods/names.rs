//! Names: what rows call their goods, where they call them differently.

use crate::report::{
    cell,
    words::{self, CELL},
};

/// Names kept of one kind of goods.
const NAMES: usize = 6;

/// The first few names of one kind of goods.
#[derive(Clone, Debug, Default)]
pub(in crate::report) struct GoodsNames {
    first: Vec<String>,
    /// Rows with a name beyond these.
    other: u64,
}

impl GoodsNames {
    pub(super) fn add(&mut self, called: &str) {
        let called = cell(called, CELL);
        if self.first.iter().any(|known| known.eq_ignore_ascii_case(&called)) {
            return;
        }
        if self.first.len() < NAMES {
            self.first.push(called);
        } else {
            self.other += 1;
        }
    }

    /// The name of the first row.
    pub(in crate::report) fn first(&self) -> &str {
        self.first.first().map_or("", String::as_str)
    }

    /// The first names, and how many rows bear others.
    pub(in crate::report) fn shown(&self, most: usize) -> String {
        let shown = self.first.iter().take(most).map(String::as_str).collect::<Vec<_>>();
        let more = self.other + self.first.len().saturating_sub(most) as u64;
        shown.join(", ") + &words::and_more(more)
    }
}
