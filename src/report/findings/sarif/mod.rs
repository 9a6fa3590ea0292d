//! `sarif`: SARIF 2.1.0, for the dashboards of code hosts. One rule a provision, one result a finding.
//!
//! The limits are those of GitHub's code scanning: a file above them is refused whole. So results are kept aside by severity, and at
//! the end the worst are written, as many as it takes; the file and standard error say what was left out.

mod message;
mod rules;

use std::{
    collections::BTreeMap,
    io::{self, Write},
};

use flate2::{Compression, write::GzEncoder};
use serde::Serialize;

use super::{
    FindingLine, PathRoot, finding_lines,
    line::UNCHECKED,
    ranked::{Rank, RankedLines, Severity},
};
use crate::{
    Verdict,
    audit::{Audited, Basis},
    finding::BaselineState,
    intake::Digest,
    report::{Report, Summary, json::put_value, words},
};
use message::message;

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

    fn result(&self, one: FindingLine<'_>) -> impl Serialize {
        let place = &one.asset.place;
        let accepted = one.finding.and_then(|finding| finding.accepted.as_ref());
        let print = one.fingerprint();
        object! {
            "ruleId": one.law(),
            "ruleIndex"?: self.rules.iter().position(|id| id == one.law()),
            "level": Severity::of(one.of_law()).word(),
            "message": message(&one.message()),
            "locations": [object! {
                "physicalLocation": object! {
                    "artifactLocation": self.artifact(&place.file),
                    "region": object! { "startLine": place.line.max(1) },
                },
                "logicalLocations"?: place.sheet.as_ref().map(|sheet| [object! {
                    "name": sheet,
                    "fullyQualifiedName": words::spot(place),
                    "kind": "row",
                }]),
            }],
            // The same under two names: code scanning of GitHub knows findings again by the first alone.
            "partialFingerprints": object! {
                "primaryLocationLineHash": print.clone(),
                "banlint/v1": print,
            },
            "baselineState"?: one.finding.and_then(|finding| finding.baseline).map(baseline_state),
            "suppressions"?: accepted.map(|accepted| [object! {
                "kind": "external",
                "status": "accepted",
                "justification": words::sentence(&words::accepted(accepted)),
            }]),
            "properties": object! {
                "verdict": one.verdict().word(),
                "item": &one.asset.called,
                "assetId"?: one.asset.asset_id.as_deref(),
                "site"?: one.asset.site.as_deref(),
                "maker"?: one.finding.and_then(|finding| finding.vendor()),
                "grade"?: one.grade().map(crate::Grade::word),
                "questions"?: one.questions(),
                "remedy": one.remedy(),
            },
        }
    }

    fn artifact(&self, file: &str) -> impl Serialize + use<> {
        let path = self.paths.of(file);
        object! { "uri": path.uri(), "uriBaseId"?: path.below_root.then_some("%SRCROOT%") }
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

    fn artifacts(&self, summary: &Summary) -> Vec<impl Serialize> {
        let artifact = |(file, digest): &(String, Option<Digest>)| {
            let sha256 = digest.as_ref().map(|digest| digest.sha256.clone());
            object! {
                "location": self.artifact(file),
                "length"?: digest.as_ref().map(|digest| digest.bytes),
                "hashes"?: sha256.map(|sha256| object! { "sha-256": sha256 }),
            }
        };
        summary.inputs.iter().map(artifact).collect()
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
        let version = env!("CARGO_PKG_VERSION");
        let driver = object! {
            "name": env!("CARGO_PKG_NAME"),
            "version": version,
            "semanticVersion": version,
            "shortDescription": message(env!("CARGO_PKG_DESCRIPTION")),
            "rules": rules::rules(&basis),
        };
        put_value(&mut head, &object! { "driver": driver })?;
        // The head is written literally, so that a file is known again by it.
        let tool = head.strip_prefix(br#"{"driver":{"name":"banlint""#).unwrap_or(&head);
        out.write_all(HEAD.as_bytes())?;
        out.write_all(tool)?;
        out.write_all(b",\"originalUriBaseIds\":{\"%SRCROOT%\":{\"description\":{\"text\":\"The folder from which paths are counted.\"}}},\n\"results\":[")?;
        self.write_results(out)?;
        let more = summary.everywhere.iter().filter(|said| !summary.warnings.contains(said));
        let warnings = summary.warnings.iter().chain(more).chain(&self.remarks);
        let notifications =
            warnings.map(|said| object! { "level": "warning", "message": message(said) });
        let invocation = object! {
            "executionSuccessful": true,
            "toolExecutionNotifications"?: notifications.collect::<Vec<_>>(),
        };
        let mut rest = b"\n],\n\"artifacts\":".to_vec();
        put_value(&mut rest, &self.artifacts(summary))?;
        rest.extend_from_slice(b",\n\"invocations\":[");
        put_value(&mut rest, &invocation)?;
        rest.extend_from_slice(b"],\n\"columnKind\":\"unicodeCodePoints\",\"properties\":");
        put_value(&mut rest, &properties(&basis, summary))?;
        rest.extend_from_slice(b"}]}\n");
        out.write_all(&rest)
    }

    fn remarks(&self) -> &[String] {
        &self.remarks
    }
}

/// What the audit was made with, and the results of all rows.
fn properties(basis: &Basis, summary: &Summary) -> impl Serialize {
    let verdicts = Verdict::ALL.map(|verdict| (verdict.word(), summary.tally.of(verdict)));
    object! {
        "asOf": basis.as_of,
        "jurisdictions": ids(&basis.jurisdictions),
        "organisation": ids(&basis.organisation),
        "rows": summary.tally.rows(),
        "verdicts": BTreeMap::from(verdicts),
    }
}

fn ids(pairs: &[(String, String)]) -> Vec<&str> {
    pairs.iter().map(|(id, _)| id.as_str()).collect()
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
