//! `json`: the whole report as one document, `docs/schemas/report-2.schema.json`.
//!
//! It is written as a stream: the assets as they come, the summary behind them.

mod asset;
mod basis;
mod identify;
mod string;
mod summary;

use std::io;

pub(super) use asset::AssetRecord;
use basis::BasisRecord;
pub(super) use identify::IdentifyRecord;
pub(super) use string::put_value;
pub(super) use summary::SummaryRecord;

use super::{Report, Summary, is_listed};
use crate::audit::{Audited, Basis};

/// The `json` format.
#[derive(Clone, Debug)]
pub struct Json {
    all: bool,
    any: bool,
    line: Vec<u8>,
}

impl Json {
    /// The format; `all` lists clear rows too.
    #[must_use]
    pub fn new(all: bool) -> Self {
        Self { all, any: false, line: Vec::new() }
    }
}

impl Report for Json {
    fn begin(&mut self, out: &mut dyn io::Write, basis: &Basis) -> io::Result<()> {
        self.any = false;
        let line = &mut self.line;
        line.clear();
        put_head(line, "banlint/report/2", basis)?;
        line.extend_from_slice(b",\n\"assets\":[");
        out.write_all(line)
    }

    fn asset(&mut self, out: &mut dyn io::Write, asset: &Audited) -> io::Result<()> {
        if !is_listed(asset, self.all) {
            return Ok(());
        }
        self.line.clear();
        self.line.extend_from_slice(if self.any { b",\n" } else { b"\n" });
        self.any = true;
        put_value(&mut self.line, &AssetRecord::of(asset))?;
        out.write_all(&self.line)
    }

    fn end(&mut self, out: &mut dyn io::Write, summary: &Summary) -> io::Result<()> {
        self.line.clear();
        self.line.extend_from_slice(b"\n],\n\"summary\":");
        put_value(&mut self.line, &SummaryRecord::of(summary))?;
        self.line.extend_from_slice(b"}\n");
        out.write_all(&self.line)
    }
}

/// The beginning of a document: its form, and what the audit was made with.
pub(super) fn put_head(line: &mut Vec<u8>, schema: &str, basis: &Basis) -> io::Result<()> {
    line.extend_from_slice(b"{\"schema\":");
    put_value(line, schema)?;
    line.extend_from_slice(b",\"banlint\":");
    put_value(line, env!("CARGO_PKG_VERSION"))?;
    line.extend_from_slice(b",\"as_of\":");
    put_value(line, &basis.as_of)?;
    line.extend_from_slice(b",\"basis\":");
    put_value(line, &BasisRecord::of(basis))
}

#[cfg(test)]
mod tests;
