//! `jsonl`: the provisions that were applied, `docs/schemas/laws-1.schema.json`; then one JSON object an asset, in the order of the
//! input, `docs/schemas/asset-4.schema.json`, and before the first that refers to it each source,
//! `docs/schemas/source-1.schema.json`; at the end one of the whole audit, `docs/schemas/summary-1.schema.json`.

use std::io;

use serde::Serialize;

use super::{
    Report, Summary, is_listed,
    json::{
        AssetRecord, Detail, References, SourceRecord, SummaryRecord, laws, put_head, put_value,
    },
};
use crate::audit::{Audited, Basis};

/// The `jsonl` format. Its last line tells a whole stream from one that was cut off.
#[derive(Clone, Debug)]
pub struct JsonLines {
    all: bool,
    detail: Detail,
    references: References,
    /// What is to be written next.
    line: Vec<u8>,
    basis: Option<Basis>,
}

#[derive(Serialize)]
struct SourceLine {
    schema: &'static str,
    #[serde(flatten)]
    source: SourceRecord,
}

impl JsonLines {
    /// The format; `all` lists clear rows too.
    pub fn new(all: bool) -> Self {
        let (references, line) = (References::default(), Vec::new());
        Self { all, detail: Detail::Lean, references, line, basis: None }
    }

    /// The same with every mark and every provision of a row in full.
    #[must_use]
    pub fn with_details(self) -> Self {
        Self { detail: Detail::Full, ..self }
    }
}

impl Report for JsonLines {
    fn begin(&mut self, _out: &mut dyn io::Write, basis: &Basis) -> io::Result<()> {
        self.references = References::new(basis);
        self.basis = Some(basis.clone());
        self.line.clear();
        // It waits for the first row: a run that fails before leaves nothing.
        let laws = object! {
            "schema": "banlint/laws/1",
            "banlint": env!("CARGO_PKG_VERSION"),
            "as_of": basis.as_of,
            "laws": laws(basis),
        };
        put_value(&mut self.line, &laws)?;
        self.line.push(b'\n');
        Ok(())
    }

    fn asset(&mut self, out: &mut dyn io::Write, asset: &Audited) -> io::Result<()> {
        if !is_listed(asset, self.all) {
            return Ok(());
        }
        let record = AssetRecord::of(asset, self.detail, &mut self.references);
        for source in self.references.new_sources() {
            put_value(&mut self.line, &SourceLine { schema: "banlint/source/1", source })?;
            self.line.push(b'\n');
        }
        put_value(&mut self.line, &record)?;
        self.line.push(b'\n');
        out.write_all(&self.line)?;
        self.line.clear();
        Ok(())
    }

    fn end(&mut self, out: &mut dyn io::Write, summary: &Summary) -> io::Result<()> {
        let Some(basis) = &self.basis else { return Ok(()) };
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
        let rows = |lines: &str| lines.matches(r#"{"schema":"banlint/asset/"#).count();
        assert_eq!(rows(&lines(true)), fixture::assets().len());
        assert!(lines(false).contains(r#""verdict":"unchecked""#));
        assert!(!lines(false).contains("Keyboard"));
    }

    /// Each source is written once, before the first row that refers to it.
    #[test]
    fn what_a_row_refers_to_stands_before_it() {
        let mut known = Vec::new();
        for line in lines(true).lines() {
            let record: serde_json::Value = serde_json::from_str(line).unwrap();
            match record["schema"].as_str().unwrap() {
                "banlint/source/1" => {
                    assert!(!known.contains(&record["id"]), "{line}");
                    known.push(record["id"].clone());
                }
                "banlint/laws/1" => {
                    let laws = record["laws"].as_array().unwrap();
                    known.extend(laws.iter().map(|law| law["id"].clone()));
                }
                "banlint/asset/4" => {
                    let findings = record["findings"].as_array().unwrap().iter();
                    let laws = findings.map(|finding| &finding["law"]);
                    let mut ids: Vec<_> =
                        laws.chain(record["exempt"].as_array().unwrap()).collect();
                    let made = record["attributions"].as_array().unwrap();
                    let evidence = made.iter().flat_map(|by| by["evidence"].as_array().unwrap());
                    ids.extend(evidence.flat_map(|one| one["sources"].as_array().unwrap()));
                    assert!(ids.into_iter().all(|id| known.contains(id)), "{line}");
                }
                _ => {}
            }
        }
        assert!(known.len() > 3);
    }

    #[test]
    fn details_give_every_finding_in_full() {
        let full = fixture::written(&mut JsonLines::new(false).with_details());
        assert!(full.contains(
            r#""questions":["Of which class is the site? The law counts: sensitive site."],"could_apply""#
        ));
        assert!(full.contains(r#"{"law":"us-ndaa-889/import","verdict":"exempt""#));
        let lean = lines(false);
        assert!(lean.contains(r#""missing":["site-class"],"could_apply":["street"]"#));
        assert!(!lean.contains(r#"{"law":"us-ndaa-889/import""#), "{lean}");
    }
}
