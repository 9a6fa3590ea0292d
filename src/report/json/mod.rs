//! `json`: the whole report as one document, `docs/schemas/report-4.schema.json`.
//!
//! It is written as a stream: the assets as they come, then the summary.

mod asset;
mod basis;
#[cfg(feature = "cli")]
mod columns;
#[cfg(feature = "cli")]
mod document;
#[cfg(feature = "cli")]
mod explain;
#[cfg(feature = "cli")]
mod identify;
#[cfg(feature = "cli")]
mod knowledge;
mod laws;
mod references;
mod string;
mod summary;

use std::io;

pub(super) use asset::{AssetRecord, Detail};
use basis::BasisRecord;
#[cfg(feature = "cli")]
pub(crate) use columns::{ReadSheet, columns_json};
#[cfg(feature = "cli")]
pub(super) use document::put_document;
#[cfg(feature = "cli")]
pub(crate) use explain::explain_json;
#[cfg(feature = "cli")]
pub(crate) use identify::identify_json;
#[cfg(feature = "cli")]
pub(crate) use knowledge::{
    label_json, maker_json, makers_json, organisations_json, regime_json, regimes_json,
    sources_json, terms_json,
};
pub(super) use laws::{LawRecord, laws};
pub(super) use references::{References, SourceRecord};
#[cfg(feature = "cli")]
pub(super) use string::put_line;
pub(super) use string::put_value;
pub(super) use summary::SummaryRecord;

use super::{Report, Summary, is_listed};
use crate::audit::{Audited, Basis};

pub(super) const JSON_FORM: &str = "banlint/report/4";

/// The `json` format.
#[derive(Clone, Debug)]
pub struct Json {
    all: bool,
    detail: Detail,
    any: bool,
    references: References,
    line: Vec<u8>,
}

impl Json {
    /// The format; `all` lists clear rows too.
    pub fn new(all: bool) -> Self {
        let (references, line) = (References::default(), Vec::new());
        Self { all, detail: Detail::Lean, any: false, references, line }
    }

    /// The same with every mark and every provision of a row in full.
    #[must_use]
    pub fn with_details(self) -> Self {
        Self { detail: Detail::Full, ..self }
    }
}

impl Report for Json {
    fn begin(&mut self, out: &mut dyn io::Write, basis: &Basis) -> io::Result<()> {
        self.any = false;
        self.references = References::new(basis);
        let line = &mut self.line;
        line.clear();
        put_head(line, JSON_FORM, basis)?;
        line.extend_from_slice(b",\n\"laws\":");
        put_value(line, &laws(basis))?;
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
        put_value(&mut self.line, &AssetRecord::of(asset, self.detail, &mut self.references))?;
        out.write_all(&self.line)
    }

    fn end(&mut self, out: &mut dyn io::Write, summary: &Summary) -> io::Result<()> {
        self.line.clear();
        self.line.extend_from_slice(b"\n],\n\"sources\":");
        put_value(&mut self.line, &self.references.new_sources())?;
        self.line.extend_from_slice(b",\n\"summary\":");
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
