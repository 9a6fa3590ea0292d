//! `baseline`: the findings of a run as the file of those that are known, `docs/schemas/baseline-1.schema.json`. A finding a line, in an
//! order that no moved row changes, so that a comparison of two versions shows what came and what went.

use std::io;

use super::{Report, Summary, json::put_value};
use crate::{
    audit::{Audited, Basis},
    baseline::{BaselineEntry, BaselineHead, FORM, MOST},
};

/// The `baseline` format. It holds all findings until the end, and refuses to hold more than half a million.
#[derive(Debug, Default)]
pub struct BaselineFile {
    entries: Vec<BaselineEntry>,
    head: Option<BaselineHead>,
}

impl BaselineFile {
    /// The format.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many findings it holds so far.
    pub fn findings(&self) -> usize {
        self.entries.len()
    }
}

impl Report for BaselineFile {
    fn begin(&mut self, _: &mut dyn io::Write, basis: &Basis) -> io::Result<()> {
        let (schema, banlint) = (FORM.to_owned(), env!("CARGO_PKG_VERSION").to_owned());
        self.head = Some(BaselineHead { schema, banlint, as_of: basis.as_of });
        Ok(())
    }

    fn asset(&mut self, _: &mut dyn io::Write, asset: &Audited) -> io::Result<()> {
        let entries = asset.findings.iter().filter_map(|finding| BaselineEntry::of(asset, finding));
        self.entries.extend(entries);
        if self.entries.len() > MOST {
            return Err(io::Error::other(format!(
                "these inventories have more than {MOST} findings, more than a baseline holds; write one for fewer of them at a time"
            )));
        }
        Ok(())
    }

    fn end(&mut self, out: &mut dyn io::Write, _: &Summary) -> io::Result<()> {
        self.entries.sort_by(|a, b| key(a).cmp(&key(b)));
        let mut line = Vec::new();
        put_value(&mut line, &self.head)?;
        // The findings come into the object that the head is.
        line.pop();
        line.extend_from_slice(b",\"findings\":[");
        for (at, entry) in self.entries.iter().enumerate() {
            line.extend_from_slice(if at == 0 { b"\n" } else { b",\n" });
            put_value(&mut line, entry)?;
            out.write_all(&line)?;
            line.clear();
        }
        line.extend_from_slice(b"\n]}\n");
        out.write_all(&line)
    }
}

fn key(entry: &BaselineEntry) -> impl Ord + '_ {
    let BaselineEntry { fingerprint, law, asset_id, called, site, .. } = entry;
    (asset_id, called, site, law, fingerprint)
}
