//! Columns that the settings name: one that a file lacks is worth a word, one that no file has is wrong.

use std::collections::BTreeMap;

use crate::{
    intake::{self, Understanding},
    strings::first_of,
};

use super::exit::Failure;

/// At most this many files that lack a column are named.
const NAMED: usize = 6;

/// The columns that settings name, with the files that have them.
#[derive(Default)]
pub(crate) struct ConfiguredColumns(BTreeMap<String, ColumnFiles>);

/// The files of which one column was asked; of a workbook, one sheet that has it is enough.
#[derive(Default)]
struct ColumnFiles {
    have: Vec<String>,
    /// The others, each with what it has instead.
    lack: Vec<(String, intake::Error)>,
}

impl ConfiguredColumns {
    /// Takes down what a file or sheet, now read, has of the columns named for it.
    pub(crate) fn take(&mut self, reading: &intake::Options, sheet: &Understanding) {
        for name in reading.columns.keys().chain(&reading.fill_down) {
            let files = self.0.entry(name.clone()).or_default();
            match sheet.lacks(name) {
                Some(error) => files.lack.push((sheet.file.clone(), error)),
                None => files.have.push(sheet.file.clone()),
            }
        }
    }

    /// A sentence for each column that some files lack; an error where no file has it.
    pub(crate) fn sentences(mut self) -> Result<Vec<String>, Failure> {
        let mut sentences = Vec::new();
        for (name, files) in &mut self.0 {
            if files.have.is_empty() && !files.lack.is_empty() {
                return Err(files.lack.swap_remove(0).1.into());
            }
            files.lack.retain(|(file, _)| !files.have.contains(file));
            let mut lacking: Vec<_> = files.lack.iter().map(|(file, _)| file.as_str()).collect();
            lacking.dedup();
            if lacking.is_empty() {
                continue;
            }
            let lacking = first_of(lacking.into_iter().map(str::to_owned), NAMED, ", ");
            sentences.push(format!(
                "no column is called `{name}`, which [columns] or --column names, in {lacking}; other files have it"
            ));
        }
        Ok(sentences)
    }
}
