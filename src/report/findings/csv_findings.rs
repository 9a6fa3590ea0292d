//! `csv-findings`: a table with one record a finding, RFC 4180, in UTF-8. No cell of it is a formula.

use std::io;

use super::{FindingLine, finding_lines};
use crate::{
    audit::{Audited, Basis},
    report::{Report, Summary, formula::inert, line, words},
};

/// The columns.
const HEADER: [&str; 24] = [
    "file",
    "sheet",
    "line",
    "asset_id",
    "item",
    "site",
    "verdict",
    "would_be",
    "law",
    "jurisdiction",
    "provision",
    "maker",
    "maker_name",
    "grade",
    "why",
    "questions",
    "remedy",
    "citation",
    "instrument",
    "in_force_since",
    "accepted_by",
    "accepted_until",
    "fingerprint",
    "baseline",
];

/// The `csv-findings` format.
#[derive(Clone, Copy, Debug, Default)]
pub struct CsvFindings;

impl Report for CsvFindings {
    fn begin(&mut self, out: &mut dyn io::Write, _basis: &Basis) -> io::Result<()> {
        put(out, HEADER.iter().map(|name| (*name).to_owned()))
    }

    fn asset(&mut self, out: &mut dyn io::Write, asset: &Audited) -> io::Result<()> {
        finding_lines(asset).try_for_each(|one| put(out, record(one).into_iter()))
    }

    fn end(&mut self, _out: &mut dyn io::Write, _summary: &Summary) -> io::Result<()> {
        Ok(())
    }
}

/// Whether a file that begins so is such a report.
pub(super) fn begins(head: &str) -> bool {
    head.starts_with(&HEADER.join(","))
}

fn record(one: FindingLine<'_>) -> [String; HEADER.len()] {
    let (asset, finding) = (one.asset, one.finding);
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    let law = finding.map(|finding| &*finding.law);
    let accepted = finding.and_then(|finding| finding.accepted.as_ref());
    let maker = finding.and_then(|finding| finding.maker.as_deref());
    [
        asset.place.file.clone(),
        text(asset.place.sheet.as_deref()),
        asset.place.line.to_string(),
        text(asset.asset_id.as_deref()),
        asset.called.clone(),
        text(asset.site.as_deref()),
        one.verdict().word().to_owned(),
        text(accepted.map(|accepted| accepted.would_be.word())),
        text(law.map(|law| law.id.as_str())),
        text(law.map(|law| law.jurisdiction.as_str())),
        law.map(words::provision_named).unwrap_or_default(),
        text(maker.map(|maker| maker.id.as_str())),
        text(maker.map(|maker| maker.short.as_str())),
        text(one.grade().map(crate::Grade::word)),
        one.why().unwrap_or_else(|| one.subject()),
        one.questions().join(" "),
        one.remedy(),
        text(law.map(|law| law.citation.as_str())),
        text(law.and_then(|law| Some(law.instrument?.word()))),
        law.map(|law| law.from.to_string()).unwrap_or_default(),
        text(accepted.map(|accepted| accepted.by.as_str())),
        accepted.map(|accepted| accepted.until.to_string()).unwrap_or_default(),
        one.fingerprint(),
        text(finding.and_then(|finding| Some(finding.baseline?.word()))),
    ]
}

/// Writes one record; a cell that a spreadsheet program could take for a formula gets an apostrophe before it.
fn put(out: &mut dyn io::Write, mut cells: impl Iterator<Item = String>) -> io::Result<()> {
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    cells.try_for_each(|cell| writer.write_field(inert(line(&cell).as_bytes())))?;
    writer.write_record(None::<&[u8]>)?;
    let record = writer.into_inner().map_err(|error| io::Error::other(error.to_string()))?;
    out.write_all(&record)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;

    #[test]
    fn one_record_a_finding() {
        insta::assert_snapshot!(fixture::written(&mut CsvFindings));
    }

    #[test]
    fn every_record_has_every_column_and_none_is_a_formula() {
        let written = fixture::written(&mut CsvFindings);
        assert!(begins(&written));
        let mut reader = csv::Reader::from_reader(written.as_bytes());
        let mut records = 0;
        for record in reader.records() {
            let record = record.unwrap();
            assert!(
                !record.iter().any(|cell| cell.starts_with(['=', '+', '-', '@'])),
                "{record:?}"
            );
            records += 1;
        }
        let lines: usize = fixture::assets().iter().map(|asset| finding_lines(asset).count()).sum();
        assert_eq!(records, lines);
        assert!(written.contains("'=HYPERLINK") && !written.contains('\u{1b}'), "{written}");
    }
}
