//! Reading a baseline.

use std::{
    fmt,
    fs::File,
    io::{self, BufReader, Read},
    path::Path,
};

use serde::{
    Deserialize, Deserializer,
    de::{Error, SeqAccess, Visitor},
};

use super::{
    entry::{BaselineEntry, FORM, MOST},
    known::Baseline,
};
use crate::{Date, Verdict, json_error::without_place, knowledge::why};

/// Longest baseline, in bytes: one of the most findings is shorter.
const LONGEST: u64 = 1 << 29;

/// A baseline that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{path}{kind}")]
#[non_exhaustive]
pub struct BaselineError {
    /// The file.
    pub path: String,
    /// What is wrong with it.
    pub kind: BaselineErrorKind,
}

/// What is wrong with a baseline. Each message goes on behind the name of the file.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BaselineErrorKind {
    /// There is no such file.
    #[error(
        ": there is no such baseline; write one with `banlint baseline`, or leave it out with --no-baseline"
    )]
    Missing,
    /// It cannot be read.
    #[error(": the baseline cannot be read: {}", why(.0))]
    Read(io::Error),
    /// It is too long to be one.
    #[error(": this is longer than any baseline; expected a file that `banlint baseline` wrote")]
    TooLong,
    /// It is no JSON, or lacks what a baseline has.
    #[error(
        ":{line}:{column}: {fault}; expected a file that `banlint baseline` wrote: restore it, or write it anew"
    )]
    Fault {
        /// The line.
        line: usize,
        /// The column.
        column: usize,
        /// What is wrong there.
        fault: String,
    },
    /// An entry says what no baseline says.
    #[error(
        ": the entry {fingerprint} has the verdict {verdict}, which no baseline accepts; write it anew with `banlint baseline`"
    )]
    Verdict {
        /// The entry.
        fingerprint: String,
        /// Its verdict.
        verdict: Verdict,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BaselineDocument {
    #[serde(rename = "schema", deserialize_with = "known_form")]
    _schema: (),
    #[serde(rename = "banlint")]
    _banlint: String,
    as_of: Date,
    #[serde(deserialize_with = "bounded")]
    findings: Vec<BaselineEntry>,
}

impl Baseline {
    /// Reads a baseline that `banlint baseline` wrote.
    pub fn read(path: &Path) -> Result<Self, BaselineError> {
        let shown = path.display().to_string();
        let opened = File::open(path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => BaselineErrorKind::Missing,
            _ => BaselineErrorKind::Read(error),
        });
        match opened.and_then(document) {
            Ok(document) => Ok(Self::new(shown, document.as_of, document.findings)),
            Err(kind) => Err(BaselineError { path: shown, kind }),
        }
    }
}

/// The form of a document, which stands at its beginning.
fn known_form<'d, D: Deserializer<'d>>(from: D) -> Result<(), D::Error> {
    let form = String::deserialize(from)?;
    if form == FORM {
        return Ok(());
    }
    Err(D::Error::custom(format_args!(
        "this is of the form `{form}`, and not {FORM}, which this version of banlint reads"
    )))
}

/// Findings, no more of them than a baseline may name.
fn bounded<'d, D: Deserializer<'d>>(from: D) -> Result<Vec<BaselineEntry>, D::Error> {
    struct Findings;
    impl<'d> Visitor<'d> for Findings {
        type Value = Vec<BaselineEntry>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a list of findings")
        }

        fn visit_seq<A: SeqAccess<'d>>(self, mut list: A) -> Result<Self::Value, A::Error> {
            let mut findings = Vec::new();
            while let Some(finding) = list.next_element()? {
                if findings.len() == MOST {
                    return Err(A::Error::custom(format_args!(
                        "this names more than {MOST} findings, more than a baseline may; split it by inventories"
                    )));
                }
                findings.push(finding);
            }
            Ok(findings)
        }
    }
    from.deserialize_seq(Findings)
}

/// Reads a document as it comes, so that what is none takes no room.
fn document(text: impl Read) -> Result<BaselineDocument, BaselineErrorKind> {
    let mut text = BufReader::new(text.take(LONGEST));
    let parsed: Result<BaselineDocument, _> = serde_json::from_reader(&mut text);
    let mut document = parsed.map_err(|error| match error.io_error_kind() {
        Some(_) => BaselineErrorKind::Read(error.into()),
        None if text.get_ref().limit() == 0 => BaselineErrorKind::TooLong,
        None => fault(&error),
    })?;
    let acceptable =
        |entry: &&BaselineEntry| (Verdict::Waived..=Verdict::Violation).contains(&entry.verdict);
    if let Some(entry) = document.findings.iter().find(|entry| !acceptable(entry)) {
        let (fingerprint, verdict) = (entry.fingerprint.to_string(), entry.verdict);
        return Err(BaselineErrorKind::Verdict { fingerprint, verdict });
    }
    // Two that were merged may name a finding twice: the milder one holds.
    document.findings.sort_by_key(|entry| (entry.fingerprint, entry.verdict));
    document.findings.dedup_by_key(|entry| entry.fingerprint);
    Ok(document)
}

fn fault(error: &serde_json::Error) -> BaselineErrorKind {
    let fault = without_place(error);
    BaselineErrorKind::Fault { line: error.line(), column: error.column(), fault }
}
