//! `jsonl`: one JSON object an asset, in the order of the input, `docs/schemas/asset-2.schema.json`; then one of the whole audit,
//! `docs/schemas/summary-1.schema.json`.

use std::io;

use super::{
    Report, Summary, is_listed,
    json::{AssetRecord, SummaryRecord, put_head, put_value},
};
use crate::audit::{Audited, Basis};

/// The `jsonl` format. Its last line tells a whole stream from one that was cut off.
#[derive(Clone, Debug)]
pub struct JsonLines {
    all: bool,
    line: Vec<u8>,
    basis: Option<Basis>,
}

impl JsonLines {
    /// The format; `all` lists clear rows too.
    #[must_use]
    pub fn new(all: bool) -> Self {
        Self { all, line: Vec::new(), basis: None }
    }
}

impl Report for JsonLines {
    fn begin(&mut self, _out: &mut dyn io::Write, basis: &Basis) -> io::Result<()> {
        self.basis = Some(basis.clone());
        Ok(())
    }

    fn asset(&mut self, out: &mut dyn io::Write, asset: &Audited) -> io::Result<()> {
        if !is_listed(asset, self.all) {
            return Ok(());
        }
        self.line.clear();
        put_value(&mut self.line, &AssetRecord::of(asset))?;
        self.line.push(b'\n');
        out.write_all(&self.line)
    }

    fn end(&mut self, out: &mut dyn io::Write, summary: &Summary) -> io::Result<()> {
        let Some(basis) = &self.basis else { return Ok(()) };
        self.line.clear();
        put_head(&mut self.line, "banlint/summary/1", basis)?;
        self.line.extend_from_slice(b",\"summary\":");
        put_value(&mut self.line, &SummaryRecord::of(summary))?;
        self.line.extend_from_slice(b"}\n");
        out.write_all(&self.line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;

    fn lines(all: bool) -> String {
        fixture::written(&mut JsonLines::new(all))
    }

    #[test]
    fn one_line_an_asset() {
        insta::assert_snapshot!(lines(false));
    }

    /// A row that could not be read is never lost; a clear one appears when asked for.
    #[test]
    fn all_lists_every_row() {
        assert_eq!(lines(true).lines().count(), fixture::assets().len() + 1);
        assert!(lines(false).contains(r#""verdict":"unchecked""#));
        assert!(!lines(false).contains("Keyboard"));
    }
}
