//! What the reader of a document hands on: rows, and objects that cannot be read.

use crate::tables::Broken;

/// The header of texts that are searched only.
pub(super) const TEXT: &str = "(text)";

/// A row of a document, or what stands where one should.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Item {
    Row {
        /// The line on which its object begins.
        line: u64,
        /// Its cells, up to the last filled one.
        cells: csv::StringRecord,
        /// The headers of the columns that stand in no row before.
        new: Vec<String>,
    },
    Broken {
        line: u64,
        why: Broken,
    },
    /// What says that there is no asset where one was looked for.
    Absent {
        line: u64,
    },
}

impl Item {
    /// The line of a first row that is only a text to be searched.
    pub(super) fn headless(&self) -> Option<u64> {
        match self {
            Self::Row { line, new, .. } if *new == [TEXT] => Some(*line),
            _ => None,
        }
    }

    /// About how many bytes it takes.
    pub(super) fn weight(&self) -> usize {
        match self {
            Self::Row { cells, new, .. } => {
                let headers: usize = new.iter().map(String::len).sum();
                cells.as_slice().len() + headers + size_of::<usize>() * cells.len()
            }
            Self::Broken { .. } | Self::Absent { .. } => size_of::<Self>(),
        }
    }
}
