//! `gitlab`: a code quality report of GitLab, a list of issues. What a waiver accepts is left out: the form has no word for it.

use std::io;

use serde::Serialize;

use super::{FindingLine, PathRoot, finding_lines, ranked::Severity};
use crate::{
    Verdict,
    audit::{Audited, Basis},
    report::{Report, Summary, json::put_value},
};

/// What every issue begins with.
const ENGINE: &str = env!("CARGO_PKG_NAME");

/// The `gitlab` format.
#[derive(Clone, Debug, Default)]
pub struct GitLab {
    paths: PathRoot,
    any: bool,
}

impl GitLab {
    /// The format, with paths as GitLab finds them.
    pub fn new(paths: PathRoot) -> Self {
        Self { paths, any: false }
    }

    fn issue(&self, one: FindingLine<'_>) -> impl Serialize {
        let place = &one.asset.place;
        object! {
            "engine_name": ENGINE,
            "type": "issue",
            "check_name": one.law(),
            "description": one.message(),
            "severity": match Severity::of(one.verdict()) {
                Severity::Error => "critical",
                Severity::Warning => "major",
                Severity::Note => "minor",
            },
            "fingerprint": one.fingerprint(),
            "location": object! {
                "path": self.paths.of(&place.file).path,
                "lines": object! { "begin": place.line.max(1) },
            },
        }
    }
}

impl Report for GitLab {
    fn begin(&mut self, out: &mut dyn io::Write, _basis: &Basis) -> io::Result<()> {
        self.any = false;
        out.write_all(b"[")
    }

    fn asset(&mut self, out: &mut dyn io::Write, asset: &Audited) -> io::Result<()> {
        for one in finding_lines(asset).filter(|one| one.verdict() != Verdict::Waived) {
            let mut line = if self.any { b",\n".to_vec() } else { b"\n".to_vec() };
            self.any = true;
            put_value(&mut line, &self.issue(one))?;
            out.write_all(&line)?;
        }
        Ok(())
    }

    fn end(&mut self, out: &mut dyn io::Write, _summary: &Summary) -> io::Result<()> {
        out.write_all(if self.any { b"\n]\n" } else { b"]\n" })
    }
}

/// Whether a file that begins so is such a report; the empty list holds nothing that could be lost.
pub(super) fn begins(head: &str) -> bool {
    head == "[]\n"
        || head.starts_with(concat!("[\n{\"engine_name\":\"", env!("CARGO_PKG_NAME"), "\""))
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::report::fixture;

    /// GitLab checks each issue against this schema, and reads no further than the first that fails.
    #[test]
    fn every_issue_keeps_to_the_schema_of_gitlab() {
        let schema = include_str!("../../../tests/schemas/codeclimate.json");
        let validator = jsonschema::validator_for(&serde_json::from_str(schema).unwrap()).unwrap();
        let written = fixture::written(&mut GitLab::default());
        insta::assert_snapshot!(written);
        assert!(begins(&written));
        let issues: Vec<Value> = serde_json::from_str(&written).unwrap();
        let mut prints = std::collections::BTreeSet::new();
        for issue in &issues {
            assert!(validator.is_valid(issue), "{issue}");
            assert!(prints.insert(issue["fingerprint"].as_str().unwrap()), "{issue}");
        }
        assert!(!validator.is_valid(&serde_json::json!({"description": "x"})));
    }

    #[test]
    fn nothing_is_an_empty_list() {
        let mut out = Vec::new();
        let mut report = GitLab::default();
        report.begin(&mut out, &fixture::basis()).unwrap();
        report.end(&mut out, &Summary::default()).unwrap();
        assert_eq!(out, b"[]\n");
        assert!(begins("[]\n") && !begins("[]") && !begins("[\n{\"a\":1}]"));
    }
}
