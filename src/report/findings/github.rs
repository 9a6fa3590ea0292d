//! `github`: annotations for the runner of GitHub Actions, which are shown beside the lines of a pull request.
//!
//! GitHub shows ten errors, ten warnings and ten notices of a step and drops the rest, so a row is one annotation, and a line of
//! plain text gives the results of all rows afterwards.

use std::{fmt::Write as _, io};

use super::{FindingLine, PathRoot, finding_lines, ranked::Severity};
use crate::{
    Verdict,
    audit::{Audited, Basis},
    report::{Report, Summary, line, words},
};

/// At most this many annotations of each severity are shown of a step.
const MOST: u64 = 10;

/// The `github` format.
#[derive(Clone, Debug, Default)]
pub struct GitHub {
    paths: PathRoot,
    rows: [u64; Severity::ALL.len()],
}

impl GitHub {
    /// The format, with paths as GitHub finds them.
    pub fn new(paths: PathRoot) -> Self {
        Self { paths, ..Self::default() }
    }

    /// The command that annotates a row with its findings, the worst of which is named in the title.
    fn command(
        &self,
        severity: Severity,
        worst: FindingLine<'_>,
        all: &[FindingLine<'_>],
    ) -> String {
        let place = &worst.asset.place;
        let spot = place.sheet.as_ref().map(|_| words::spot(place));
        let message: Vec<_> = spot.into_iter().chain(all.iter().map(|one| one.message())).collect();
        let command = if severity == Severity::Note { "notice" } else { severity.word() };
        format!(
            "::{command} file={},line={},title={}::{}",
            property(&line(&self.paths.of(&place.file).path)),
            place.line.max(1),
            property(&worst.title()),
            data(&message.join("\n"))
        )
    }
}

impl Report for GitHub {
    fn begin(&mut self, _out: &mut dyn io::Write, _basis: &Basis) -> io::Result<()> {
        self.rows = Default::default();
        Ok(())
    }

    fn asset(&mut self, out: &mut dyn io::Write, asset: &Audited) -> io::Result<()> {
        let all: Vec<_> = finding_lines(asset)
            .filter(|one| one.verdict() != Verdict::Waived && !one.is_known())
            .collect();
        let Some(&worst) = all.first() else { return Ok(()) };
        let severity = Severity::of(worst.verdict());
        let rows = &mut self.rows[severity as usize];
        *rows += 1;
        if *rows > MOST {
            return Ok(());
        }
        writeln!(out, "{}", self.command(severity, worst, &all))
    }

    fn end(&mut self, out: &mut dyn io::Write, summary: &Summary) -> io::Result<()> {
        let cut = self.rows.iter().any(|&rows| rows > MOST);
        let mut said = words::sums(&summary.tally);
        if cut {
            // Writing to a string cannot fail.
            let _ = write!(
                said,
                "; the first {MOST} rows of each severity are annotated, which is all that GitHub shows of a step"
            );
        }
        writeln!(out, "{said}")?;
        let title = env!("CARGO_PKG_NAME");
        let warn = |said: &String| format!("::warning title={title}::{}", data(&line(said)));
        summary.everywhere.iter().try_for_each(|said| writeln!(out, "{}", warn(said)))
    }
}

/// A command on its own, for what is about no row.
pub(crate) fn error_command(message: &str) -> String {
    format!("::error title={}::{}", env!("CARGO_PKG_NAME"), data(message))
}

/// The text of a command as the runner reads it.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The same where it is the value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// Whether a file that begins so is such a report.
pub(super) fn begins(head: &str) -> bool {
    let commands = ["::error file=", "::warning file=", "::notice file="];
    commands.iter().any(|command| head.starts_with(command)) && head.contains(",title=")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;

    #[test]
    fn one_annotation_a_row_and_the_sums() {
        let written = fixture::written(&mut GitHub::default());
        insta::assert_snapshot!(written);
        assert!(begins(&written));
    }

    /// The runner reads a command wherever a line begins with its signs.
    #[test]
    fn no_cell_begins_a_command() {
        let written = fixture::written(&mut GitHub::default());
        let ours = [
            "::error file=cams.csv,line=",
            "::warning file=cams.csv,line=",
            "::notice file=cams.csv,line=",
            "::warning title=banlint::",
        ];
        let (commands, rest): (Vec<_>, Vec<_>) =
            written.lines().partition(|line| ours.iter().any(|ours| line.starts_with(ours)));
        assert!(rest.iter().all(|line| !line.contains("::") && !line.contains("##")), "{rest:?}");
        for command in commands {
            assert_eq!(command[2..].matches("::").count(), 1, "{command}");
        }
        assert_eq!(property("a:b,c%\r\n"), "a%3Ab%2Cc%25%0D%0A");
        assert_eq!(error_command("a\n::error::b"), "::error title=banlint::a%0A::error::b");
    }

    #[test]
    fn ten_rows_of_a_severity_are_annotated() {
        let (mut out, mut report) = (Vec::new(), GitHub::default());
        let mut summary = Summary::default();
        report.begin(&mut out, &fixture::basis()).unwrap();
        for _ in 0..12 {
            let asset = fixture::missing_purpose();
            summary.add(&asset);
            report.asset(&mut out, &asset).unwrap();
        }
        report.end(&mut out, &summary).unwrap();
        let written = String::from_utf8(out).unwrap();
        assert_eq!(written.matches("::warning ").count(), 10);
        assert!(written.ends_with("shows of a step\n"), "{written}");
    }
}
