//! `junit`: the XML that test dashboards read. One suite a file or sheet, one case a finding.
//!
//! What fails the run is a failure, what is milder or accepted is skipped, and a row that could not be read is an error. All other
//! rows of a suite are one case that passed, so that the report shows that they were checked. A suite says first how many cases it has,
//! so cases are kept aside until the end.

use std::{
    collections::HashMap,
    io::{self, Read as _, Write},
};

use quick_xml::{
    Writer,
    events::{BytesEnd, BytesStart, BytesText, Event},
};

use super::{FindingLine, PathRoot, finding_lines};
use crate::{
    Verdict,
    audit::{Audited, Basis, Place},
    report::{FileSummary, Report, Summary, line, spool::Spool, words},
};

/// At most this much of the cases is kept in memory.
const IN_MEMORY: usize = 1 << 20;
/// How a document begins.
const HEAD: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"",
    env!("CARGO_PKG_NAME"),
    "\""
);

/// The `junit` format.
pub struct JUnit {
    paths: PathRoot,
    fail: Verdict,
    suites: Vec<Suite>,
    cases: Spool,
}

/// The cases of one file or sheet, all in one stretch of those kept aside.
struct Suite {
    file: String,
    sheet: Option<String>,
    bytes: u64,
    rows: u64,
    counts: SuiteCounts,
}

impl Suite {
    fn new(file: &str, sheet: Option<&str>) -> Self {
        let (file, sheet) = (file.to_owned(), sheet.map(str::to_owned));
        Self { file, sheet, bytes: 0, rows: 0, counts: SuiteCounts::default() }
    }
}

#[derive(Clone, Copy, Default)]
struct SuiteCounts {
    tests: u64,
    failures: u64,
    errors: u64,
    skipped: u64,
}

impl JUnit {
    /// The format, with paths as the service finds them; `fail` is the verdict from which on a finding is a failure.
    pub fn new(paths: PathRoot, fail: Verdict) -> Self {
        Self { paths, fail, suites: Vec::new(), cases: Spool::new(IN_MEMORY) }
    }

    /// The element that says how a case came out.
    fn outcome(&self, one: FindingLine<'_>) -> &'static str {
        match one.verdict() {
            Verdict::Unchecked => "error",
            verdict if verdict >= self.fail && !one.is_known() => "failure",
            _ => "skipped",
        }
    }

    fn case(&self, one: FindingLine<'_>, file: &str) -> io::Result<Vec<u8>> {
        let mut xml = Writer::new(b"    ".to_vec());
        let (goods, spot) = (one.goods(), words::spot(&one.asset.place));
        let name = if goods.is_empty() { spot } else { format!("{goods}, {spot}") };
        let name = format!("{}: {name}", one.law());
        let text = format!("{} To do: {}", one.message(), words::stopped(&one.remedy()));
        xml.create_element("testcase")
            .with_attributes([("name", shown(&name).as_str()), ("classname", file)])
            .write_inner_content(|xml| {
                xml.create_element(self.outcome(one))
                    .with_attributes([
                        ("message", shown(&(one.title() + &one.accepted())).as_str()),
                        ("type", one.verdict().word()),
                    ])
                    .write_text_content(BytesText::new(&shown(&text)))?;
                Ok(())
            })?;
        let mut case = xml.into_inner();
        case.push(b'\n');
        Ok(case)
    }

    /// The suite of a place: the last one, or a new one.
    fn suite(&mut self, place: &Place) -> Option<&mut Suite> {
        let is_last = self
            .suites
            .last()
            .is_some_and(|suite| suite.file == place.file && suite.sheet == place.sheet);
        if !is_last {
            self.suites.push(Suite::new(&place.file, place.sheet.as_deref()));
        }
        self.suites.last_mut()
    }

    /// All suites, those without a finding too, in the order of the files. What is left of the rows of a file is one case of its
    /// first suite.
    fn all(&mut self, summary: &Summary) -> Vec<Suite> {
        let mut suites = std::mem::take(&mut self.suites);
        let mut rows: HashMap<_, u64> = HashMap::new();
        for suite in &mut suites {
            let of_file = rows.entry((suite.file.clone(), suite.sheet.clone())).or_default();
            *of_file += std::mem::take(&mut suite.rows);
        }
        let mut suites = suites.into_iter().peekable();
        let mut all = Vec::new();
        for FileSummary { file, sheet, tally, .. } in &summary.files {
            let own = suites.next_if(|suite| &suite.file == file && &suite.sheet == sheet);
            let with_findings = rows.get(&(file.clone(), sheet.clone())).copied();
            let mut suite = own.unwrap_or_else(|| Suite::new(file, sheet.as_deref()));
            suite.rows = tally.rows().saturating_sub(with_findings.unwrap_or_default());
            suite.counts.tests += u64::from(suite.rows > 0);
            all.push(suite);
        }
        all.extend(suites);
        all
    }

    fn write_suite(
        &self,
        out: &mut dyn Write,
        suite: &Suite,
        cases: &mut dyn io::Read,
        said: &str,
    ) -> io::Result<()> {
        let file = shown(&self.paths.of(&suite.file).path);
        let name = words::file(&suite.file, suite.sheet.as_deref());
        let SuiteCounts { tests, failures, errors, skipped } = suite.counts;
        let counts =
            [("tests", tests), ("failures", failures), ("errors", errors), ("skipped", skipped)];
        let counts = counts.map(|(name, count)| (name, count.to_string()));
        let mut xml = Writer::new(out);
        let mut start = BytesStart::new("testsuite");
        start.push_attribute(("name", shown(&name).as_str()));
        for (name, count) in &counts {
            start.push_attribute((*name, count.as_str()));
        }
        start.push_attribute(("file", file.as_str()));
        xml.get_mut().write_all(b"  ")?;
        xml.write_event(Event::Start(start))?;
        xml.get_mut().write_all(b"\n")?;
        if suite.rows > 0 {
            let name = format!("{}: nothing to act on", words::count(suite.rows, "row"));
            xml.get_mut().write_all(b"    ")?;
            xml.create_element("testcase")
                .with_attributes([("name", name.as_str()), ("classname", file.as_str())])
                .write_empty()?;
            xml.get_mut().write_all(b"\n")?;
        }
        io::copy(&mut cases.take(suite.bytes), xml.get_mut())?;
        if !said.is_empty() {
            let lines: Vec<_> = said.lines().map(shown).collect();
            xml.get_mut().write_all(b"    ")?;
            xml.create_element("system-err")
                .write_text_content(BytesText::new(&lines.join("\n")))?;
            xml.get_mut().write_all(b"\n")?;
        }
        xml.get_mut().write_all(b"  ")?;
        xml.write_event(Event::End(BytesEnd::new("testsuite")))?;
        xml.get_mut().write_all(b"\n")
    }
}

impl Report for JUnit {
    fn begin(&mut self, _out: &mut dyn io::Write, _basis: &Basis) -> io::Result<()> {
        (self.suites, self.cases) = (Vec::new(), Spool::new(IN_MEMORY));
        Ok(())
    }

    fn asset(&mut self, _out: &mut dyn io::Write, asset: &Audited) -> io::Result<()> {
        let file = shown(&self.paths.of(&asset.place.file).path);
        let (mut cases, mut counts) = (Vec::new(), SuiteCounts::default());
        for one in finding_lines(asset) {
            cases.extend(self.case(one, &file)?);
            counts.tests += 1;
            match self.outcome(one) {
                "error" => counts.errors += 1,
                "failure" => counts.failures += 1,
                _ => counts.skipped += 1,
            }
        }
        if cases.is_empty() {
            return Ok(());
        }
        self.cases.write_all(&cases)?;
        if let Some(suite) = self.suite(&asset.place) {
            suite.rows += 1;
            suite.bytes += cases.len() as u64;
            suite.counts.add(counts);
        }
        Ok(())
    }

    fn end(&mut self, out: &mut dyn io::Write, summary: &Summary) -> io::Result<()> {
        let suites = self.all(summary);
        let mut total = SuiteCounts::default();
        for suite in &suites {
            total.add(suite.counts);
        }
        let SuiteCounts { tests, failures, errors, .. } = total;
        writeln!(out, "{HEAD} tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\">")?;
        let mut cases = std::mem::replace(&mut self.cases, Spool::new(0)).read()?;
        for (at, suite) in suites.iter().enumerate() {
            let said = if at == 0 { summary.everywhere.join("\n") } else { String::new() };
            self.write_suite(out, suite, &mut cases, &said)?;
        }
        writeln!(out, "</testsuites>")
    }
}

impl SuiteCounts {
    fn add(&mut self, other: Self) {
        self.tests += other.tests;
        self.failures += other.failures;
        self.errors += other.errors;
        self.skipped += other.skipped;
    }
}

/// The text without what XML cannot hold; the writer escapes markup.
fn shown(text: &str) -> String {
    line(text).replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
}

/// Whether a file that begins so is such a report.
pub(super) fn begins(head: &str) -> bool {
    head.starts_with(HEAD)
}

#[cfg(test)]
mod tests {
    use std::process::{Command, Stdio};

    use super::*;
    use crate::report::fixture;

    fn written() -> String {
        fixture::written(&mut JUnit::new(PathRoot::default(), Verdict::Review))
    }

    #[test]
    fn one_case_a_finding() {
        insta::assert_snapshot!(written());
        assert!(begins(&written()));
    }

    /// A reader that others use gets the same numbers from the cases as from the head of their suite.
    #[test]
    fn a_reader_of_junit_counts_the_same() {
        let report = quick_junit::Report::deserialize_from_str(&written()).unwrap();
        let count = |suite: &quick_junit::TestSuite| suite.test_cases.len();
        assert_eq!(report.tests, report.test_suites.iter().map(count).sum::<usize>());
        assert_eq!((report.failures, report.errors), (11, 1));
        for suite in &report.test_suites {
            assert_eq!(suite.tests, suite.test_cases.len(), "{:?}", suite.name);
        }
        let findings =
            fixture::assets().iter().map(|asset| finding_lines(asset).count()).sum::<usize>();
        assert_eq!(report.tests, findings + 1);
    }

    /// The schema that the Jenkins plugin publishes, where its checker is there.
    #[test]
    fn the_document_keeps_to_the_published_schema() {
        let schema = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/schemas/junit-10.xsd");
        let mut check = Command::new("xmllint");
        check.args(["--noout", "--nonet", "--schema", schema, "-"]);
        let Ok(mut check) = check.stdin(Stdio::piped()).stderr(Stdio::piped()).spawn() else {
            return;
        };
        check.stdin.take().unwrap().write_all(written().as_bytes()).unwrap();
        let output = check.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}
