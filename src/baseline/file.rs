//! Reading a baseline.

use std::{
    fs::File,
    io::{self, Read as _},
    path::Path,
};

use serde::Deserialize;
use serde_json::Deserializer;

use super::{
    entry::{BaselineEntry, FORM, MOST},
    known::Baseline,
};
use crate::{Date, Verdict, knowledge::why};

/// No baseline of so many findings is longer, in bytes.
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
    /// It is of another form.
    #[error(
        ": this is of the form `{0}`, and not {FORM}, which this version of banlint reads; write it anew with `banlint baseline`"
    )]
    Form(String),
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
    /// It names too many findings.
    #[error(
        ": this names more than {MOST} findings, more than a baseline may; split it by inventories"
    )]
    TooMany,
}

#[derive(Deserialize)]
struct FormVersion {
    schema: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BaselineDocument {
    #[serde(rename = "schema")]
    _schema: String,
    #[serde(rename = "banlint")]
    _banlint: String,
    as_of: Date,
    findings: Vec<BaselineEntry>,
}

impl Baseline {
    /// Reads a baseline that `banlint baseline` wrote.
    pub fn read(path: &Path) -> Result<Self, BaselineError> {
        let shown = path.display().to_string();
        let read = || {
            let mut text = Vec::new();
            File::open(path)?.take(LONGEST + 1).read_to_end(&mut text)?;
            Ok(text)
        };
        let parsed = read().map_err(|error: io::Error| match error.kind() {
            io::ErrorKind::NotFound => BaselineErrorKind::Missing,
            _ => BaselineErrorKind::Read(error),
        });
        let parsed = parsed.and_then(|text| document(&text));
        match parsed {
            Ok(document) => Ok(Self::new(shown, document.as_of, document.findings)),
            Err(kind) => Err(BaselineError { path: shown, kind }),
        }
    }
}

fn document(text: &[u8]) -> Result<BaselineDocument, BaselineErrorKind> {
    if text.len() as u64 > LONGEST {
        return Err(BaselineErrorKind::TooLong);
    }
    let form = FormVersion::deserialize(&mut Deserializer::from_slice(text))
        .map_err(|error| fault(&error))?;
    if form.schema != FORM {
        return Err(BaselineErrorKind::Form(form.schema));
    }
    let mut document: BaselineDocument =
        serde_json::from_slice(text).map_err(|error| fault(&error))?;
    if document.findings.len() > MOST {
        return Err(BaselineErrorKind::TooMany);
    }
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
    let said = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    let fault = said.strip_suffix(&place).unwrap_or(&said).to_owned();
    BaselineErrorKind::Fault { line: error.line(), column: error.column(), fault }
}
