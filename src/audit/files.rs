//! A whole file's audit: the rows of all its inventories, one after the other.

use std::{collections::VecDeque, io::Read, path::Path};

use super::{Audit, Audited, Auditor, Fingerprints, Tally};
use crate::intake::{self, Inventories, Inventory};

/// The audit of a file with all its sheets or lists: an iterator over their rows, in order. An error ends it.
///
/// Sheets that are no inventories are searched line by line, and lines of them that name a listed maker are rows in review.
pub struct FileAudit {
    auditor: Auditor,
    waiting: VecDeque<Inventory>,
    current: Option<Audit>,
    /// The error of a file without inventories, if no line of it is a row.
    lack: Option<intake::Error>,
    tally: Tally,
    fingerprints: Fingerprints,
}

impl FileAudit {
    fn new(auditor: &Auditor, inventories: Inventories) -> Self {
        let (waiting, lack) = inventories.into_parts();
        Self {
            auditor: auditor.clone(),
            waiting: waiting.into(),
            current: None,
            lack,
            tally: Tally::default(),
            fingerprints: Fingerprints::default(),
        }
    }

    /// The rows so far, by verdict.
    pub fn tally(&self) -> Tally {
        self.tally
    }

    /// The audit of the sheet that the last row stands on, if one has been begun.
    pub fn sheet(&self) -> Option<&Audit> {
        self.current.as_ref()
    }
}

impl Iterator for FileAudit {
    type Item = Result<Audited, intake::Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.current.as_mut().and_then(Iterator::next) {
                Some(Ok(audited)) => {
                    self.tally.add(audited.verdict);
                    return Some(Ok(audited));
                }
                Some(Err(error)) => {
                    self.waiting.clear();
                    self.lack = None;
                    return Some(Err(error));
                }
                None => {}
            }
            let Some(inventory) = self.waiting.pop_front() else { break };
            let audit = self.auditor.audit_inventory(inventory);
            self.current = Some(audit.fingerprinted_by(&self.fingerprints));
        }
        self.lack.take().filter(|_| self.tally.rows() == 0).map(Err)
    }
}

impl Auditor {
    /// Audits a file, whatever it is: text, a workbook with all its sheets, or a document; `-` is standard input.
    ///
    /// ```
    /// use std::path::Path;
    /// use banlint::audit::Auditor;
    ///
    /// let auditor = Auditor::builder().as_of("2026-11-24".parse()?).build()?;
    /// let path = Path::new("tests/fixtures/cmd/several.xlsx");
    /// let rows = auditor.audit_path(path)?.collect::<Result<Vec<_>, _>>()?;
    /// let sheets: Vec<_> = rows.iter().filter_map(|row| row.place.sheet.as_deref()).collect();
    /// assert!(sheets.first() != sheets.last());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn audit_path(&self, path: &Path) -> Result<FileAudit, intake::Error> {
        Ok(FileAudit::new(self, Inventories::open(path, &self.intake_options())?))
    }

    /// The same of a stream; `name` is what reports call it.
    pub fn audit<R: Read + Send + 'static>(
        &self,
        name: &str,
        reader: R,
    ) -> Result<FileAudit, intake::Error> {
        let inventories = Inventories::from_reader(name, reader, &self.intake_options())?;
        Ok(FileAudit::new(self, inventories))
    }
}
