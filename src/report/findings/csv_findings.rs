//! `csv-findings`: a table with one record a finding, RFC 4180, in UTF-8. No cell of it is a formula.

use std::io;

use super::{FindingLine, finding_lines};
use crate::{
    Grade,
    attribution::Maker,
    audit::{Audited, Basis},
    finding::Accepted,
    law::Law,
    report::{Report, Summary, formula::inert, line, words},
};

/// A column, with what it says of a finding.
type FindingColumn = (&'static str, fn(FindingLine<'_>) -> String);

const COLUMNS: [FindingColumn; 24] = [
    ("file", |one| one.asset.place.file.clone()),
    ("sheet", |one| text(one.asset.place.sheet.as_deref())),
    ("line", |one| one.asset.place.line.to_string()),
    ("asset_id", |one| text(one.asset.asset_id.as_deref())),
    ("item", |one| one.asset.called.clone()),
    ("site", |one| text(one.asset.site.as_deref())),
    ("verdict", |one| one.verdict().word().to_owned()),
    ("would_be", |one| text(accepted(one).map(|accepted| accepted.would_be.word()))),
    ("law", |one| text(law(one).map(|law| law.id.as_str()))),
    ("jurisdiction", |one| text(law(one).map(|law| law.jurisdiction.as_str()))),
    ("provision", |one| law(one).map(words::provision_named).unwrap_or_default()),
    ("maker", |one| text(maker(one).map(|maker| maker.id.as_str()))),
    ("maker_name", |one| text(maker(one).map(|maker| maker.short.as_str()))),
    ("grade", |one| text(one.grade().map(Grade::word))),
    ("why", |one| one.why().unwrap_or_else(|| one.subject())),
    ("questions", |one| one.questions().join(" ")),
    ("remedy", |one| one.remedy()),
    ("citation", |one| text(law(one).map(|law| law.citation.as_str()))),
    ("instrument", |one| text(law(one).and_then(|law| Some(law.instrument?.word())))),
    ("in_force_since", |one| law(one).map(|law| law.from.to_string()).unwrap_or_default()),
    ("accepted_by", |one| text(accepted(one).map(|accepted| accepted.by.as_str()))),
    ("accepted_until", |one| accepted(one).map(|it| it.until.to_string()).unwrap_or_default()),
    ("fingerprint", |one| one.fingerprint()),
    ("baseline", |one| text(one.finding.and_then(|finding| Some(finding.baseline?.word())))),
];

fn text(text: Option<&str>) -> String {
    text.unwrap_or_default().to_owned()
}

fn law(one: FindingLine<'_>) -> Option<&Law> {
    one.finding.map(|finding| &*finding.law)
}

fn accepted(one: FindingLine<'_>) -> Option<&Accepted> {
    one.finding?.accepted.as_ref()
}

fn maker(one: FindingLine<'_>) -> Option<&Maker> {
    one.finding?.maker.as_deref()
}

/// The `csv-findings` format.
#[derive(Clone, Copy, Debug, Default)]
pub struct CsvFindings;

impl Report for CsvFindings {
    fn begin(&mut self, out: &mut dyn io::Write, _basis: &Basis) -> io::Result<()> {
        put(out, COLUMNS.iter().map(|(name, _)| (*name).to_owned()))
    }

    fn asset(&mut self, out: &mut dyn io::Write, asset: &Audited) -> io::Result<()> {
        finding_lines(asset).try_for_each(|one| put(out, COLUMNS.iter().map(|(_, says)| says(one))))
    }

    fn end(&mut self, _out: &mut dyn io::Write, _summary: &Summary) -> io::Result<()> {
        Ok(())
    }
}

/// Whether a file that begins so is such a report.
pub(super) fn begins(head: &str) -> bool {
    head.starts_with(&COLUMNS.map(|(name, _)| name).join(","))
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
