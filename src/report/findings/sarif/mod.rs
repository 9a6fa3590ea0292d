//! `sarif`: SARIF 2.1.0, for the dashboards of code hosts. One rule a provision, one result a finding.
//!
//! The limits are those of GitHub's code scanning: a file above them is refused whole. So results are kept aside by severity, and at
//! the end the worst are written, as many as it takes; the file and standard error say what was left out.

mod model;
mod rules;

use std::io::{self, Write};

use flate2::{Compression, write::GzEncoder};

use super::{
    FindingLine, PathRoot, finding_lines,
    line::UNCHECKED,
    ranked::{Rank, RankedLines, Severity},
};
use crate::{
    audit::{Audited, Basis},
    finding::BaselineState,
    report::{Report, Summary, json::put_value, words},
};
use model::{
    Artifact, ArtifactLocation, Driver, Hashes, Invocation, Location, LogicalLocation,
    Notification, PartialFingerprints, PhysicalLocation, Properties, ResultRecord, RunProperties,
    SarifMessage, SarifRegion, Suppression, Tool,
};

/// Results that code scanning takes of a run.
const RESULTS: u64 = 25_000;
/// Results of them that it shows, the worst first.
const SHOWN: u64 = 5_000;
/// Bytes that it takes, packed, less what the end of the file needs.
const PACKED: u64 = 10_000_000 - 500_000;
/// How a document begins.
const HEAD: &str = concat!(
    r#"{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{"tool":{"driver":{"name":""#,
    env!("CARGO_PKG_NAME"),
    "\""
);

/// The `sarif` format.
pub struct Sarif {
    paths: PathRoot,
    rules: Vec<String>,
    lines: RankedLines,
    basis: Option<Basis>,
    remarks: Vec<String>,
    /// Results and packed bytes at most.
    limits: (u64, u64),
}

impl Sarif {
    /// The format, with paths as the code host finds them.
    pub fn new(paths: PathRoot) -> Self {
        Self::with_limits(paths, RESULTS, PACKED)
    }

    fn with_limits(paths: PathRoot, results: u64, packed: u64) -> Self {
        let (rules, remarks, limits) = (Vec::new(), Vec::new(), (results, packed));
        Self { paths, rules, lines: RankedLines::new(results), basis: None, remarks, limits }
    }

    fn result<'a>(&self, one: FindingLine<'a>) -> ResultRecord<'a> {
        let place = &one.asset.place;
        let accepted = one.finding.and_then(|finding| finding.accepted.as_ref());
        let print = one.fingerprint();
        ResultRecord {
            rule_id: one.law(),
            rule_index: self.rules.iter().position(|id| id == one.law()),
            level: Severity::of(one.of_law()).word(),
            message: SarifMessage::plain(&one.message()),
            locations: [Location {
                physical_location: PhysicalLocation {
                    artifact_location: self.artifact(&place.file),
                    region: SarifRegion { start_line: place.line.max(1) },
                },
                logical_locations: place.sheet.as_ref().map(|sheet| {
                    let fully_qualified_name = words::spot(place);
                    [LogicalLocation { name: sheet, fully_qualified_name, kind: "row" }]
                }),
            }],
            partial_fingerprints: PartialFingerprints { line_hash: print.clone(), finding: print },
            baseline_state: one.finding.and_then(|finding| finding.baseline).map(baseline_state),
            suppressions: accepted.map(|accepted| {
                let justification = words::sentence(&words::accepted(accepted));
                [Suppression { kind: "external", status: "accepted", justification }]
            }),
            properties: Properties {
                verdict: one.verdict().word(),
                item: &one.asset.called,
                asset_id: one.asset.asset_id.as_deref(),
                site: one.asset.site.as_deref(),
                maker: one.finding.and_then(|finding| finding.vendor()),
                grade: one.grade().map(crate::Grade::word),
                questions: one.questions(),
                remedy: one.remedy(),
            },
        }
    }

    fn artifact(&self, file: &str) -> ArtifactLocation {
        let path = self.paths.of(file);
        let uri_base_id = path.below_root.then_some("%SRCROOT%");
        ArtifactLocation { uri: path.uri(), uri_base_id }
    }

    /// Writes the results that code scanning takes, and says what was left out.
    fn write_results(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let (most, packed) = self.limits;
        let lines = std::mem::replace(&mut self.lines, RankedLines::new(most));
        let all = lines.count();
        let mut weight = GzEncoder::new(PackedSize::default(), Compression::default());
        let mut written = 0;
        lines.each(|line| {
            weight.write_all(line)?;
            if written == most || weight.get_ref().bytes > packed {
                return Ok(false);
            }
            out.write_all(if written == 0 { b"\n" } else { b",\n" })?;
            out.write_all(line)?;
            written += 1;
            Ok(true)
        })?;
        if written < all {
            self.remarks.push(format!(
                "SARIF: {written} of {all} findings are in the file, the worst first: GitHub takes {RESULTS} results or 10 MB packed of a run and refuses more; the other forms have all"
            ));
        }
        if written > SHOWN {
            self.remarks.push(format!(
                "SARIF: of {written} results GitHub shows the {SHOWN} worst; the other forms have all"
            ));
        }
        Ok(())
    }

    fn artifacts(&self, summary: &Summary) -> Vec<Artifact> {
        let inputs = summary.inputs.iter();
        let artifacts = inputs.map(|(file, digest)| Artifact {
            location: self.artifact(file),
            length: digest.as_ref().map(|digest| digest.bytes),
            hashes: digest.as_ref().map(|digest| Hashes { sha256: digest.sha256.clone() }),
        });
        artifacts.collect()
    }
}

impl Report for Sarif {
    fn begin(&mut self, _out: &mut dyn io::Write, basis: &Basis) -> io::Result<()> {
        let laws = basis.laws.iter().map(|applied| applied.law.id.clone());
        self.rules = laws.chain([UNCHECKED.to_owned()]).collect();
        self.basis = Some(basis.clone());
        self.remarks.clear();
        Ok(())
    }

    fn asset(&mut self, _out: &mut dyn io::Write, asset: &Audited) -> io::Result<()> {
        for one in finding_lines(asset) {
            let mut line = Vec::new();
            put_value(&mut line, &self.result(one))?;
            self.lines.put(Rank::of(one), &line)?;
        }
        Ok(())
    }

    fn end(&mut self, out: &mut dyn io::Write, summary: &Summary) -> io::Result<()> {
        let Some(basis) = self.basis.take() else { return Ok(()) };
        let mut head = Vec::new();
        put_value(&mut head, &Tool { driver: Driver::new(rules::rules(&basis)) })?;
        // The head is written literally, so that a file is known again by it.
        let tool = head.strip_prefix(br#"{"driver":{"name":"banlint""#).unwrap_or(&head);
        out.write_all(HEAD.as_bytes())?;
        out.write_all(tool)?;
        out.write_all(b",\"originalUriBaseIds\":{\"%SRCROOT%\":{\"description\":{\"text\":\"The folder from which paths are counted.\"}}},\n\"results\":[")?;
        self.write_results(out)?;
        let more = summary.everywhere.iter().filter(|said| !summary.warnings.contains(said));
        let warnings = summary.warnings.iter().chain(more).chain(&self.remarks);
        let notifications = warnings
            .map(|said| Notification { level: "warning", message: SarifMessage::plain(said) });
        let invocation = Invocation {
            execution_successful: true,
            tool_execution_notifications: notifications.collect(),
        };
        let mut rest = b"\n],\n\"artifacts\":".to_vec();
        put_value(&mut rest, &self.artifacts(summary))?;
        rest.extend_from_slice(b",\n\"invocations\":[");
        put_value(&mut rest, &invocation)?;
        rest.extend_from_slice(b"],\n\"columnKind\":\"unicodeCodePoints\",\"properties\":");
        put_value(&mut rest, &RunProperties::new(&basis, summary))?;
        rest.extend_from_slice(b"}]}\n");
        out.write_all(&rest)
    }

    fn remarks(&self) -> &[String] {
        &self.remarks
    }
}

/// Counts bytes.
#[derive(Default)]
struct PackedSize {
    bytes: u64,
}

impl Write for PackedSize {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.bytes += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Whether a file that begins so is such a report.
pub(super) fn begins(head: &str) -> bool {
    head.starts_with(HEAD)
}

/// The word of the format for what the baseline of the run says of a finding.
fn baseline_state(state: BaselineState) -> &'static str {
    match state {
        BaselineState::Known => "unchanged",
        BaselineState::New => "new",
        BaselineState::Worse(_) => "updated",
    }
}

#[cfg(test)]
mod tests;
