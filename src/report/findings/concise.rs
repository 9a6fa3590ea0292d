//! `concise`: one line a finding, as compilers print them, and one with the sums at the end.

use std::io;

use super::finding_lines;
use crate::{
    Verdict,
    audit::{Audited, Basis},
    law::Instrument,
    report::{Report, Summary, line, words},
};

/// The `concise` format: `file:line: verdict law [instrument]: item, maker (grade)`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Concise;

impl Report for Concise {
    fn begin(&mut self, _out: &mut dyn io::Write, _basis: &Basis) -> io::Result<()> {
        Ok(())
    }

    fn asset(&mut self, out: &mut dyn io::Write, asset: &Audited) -> io::Result<()> {
        let place = &asset.place;
        let file = line(&place.file);
        let spot =
            place.sheet.as_ref().map_or(String::new(), |_| format!(", at {}", words::spot(place)));
        for one in finding_lines(asset) {
            let (verdict, said) = (one.verdict(), one.subject() + &one.accepted());
            let law = one.finding.map_or(String::new(), |finding| {
                let kind = finding.law.instrument.map(Instrument::word);
                let kind = kind.map_or(String::new(), |kind| format!(" [{kind}]"));
                format!(" {}{kind}", line(one.law()))
            });
            writeln!(out, "{file}:{}: {verdict}{law}: {said}{spot}", place.line)?;
        }
        Ok(())
    }

    fn end(&mut self, out: &mut dyn io::Write, summary: &Summary) -> io::Result<()> {
        writeln!(out, "{}", words::sums(&summary.tally))?;
        summary.everywhere.iter().try_for_each(|said| writeln!(out, "warning: {}", line(said)))
    }
}

/// Whether a file that begins so is such a report, by its first line. Notes on code begin with a file and a line as well, and are
/// nobody's to write over: a finding has a provision with its instrument too.
pub(super) fn begins(head: &str) -> bool {
    let first = head.lines().next().unwrap_or_default();
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_sums = first.split_once(" row").is_some_and(|(rows, sums)| {
        is_number(rows) && Verdict::ALL.iter().any(|verdict| sums.ends_with(verdict.word()))
    });
    let mut parts = first.splitn(2, ": ");
    let place = parts.next().and_then(|place| place.rsplit_once(':'));
    let said = parts.next().unwrap_or_default();
    let is_law = |law: &str| law.split_once('/').is_some_and(|(regime, _)| regime.contains('-'));
    let says = |verdict: &Verdict| {
        let rest = said.strip_prefix(verdict.word()).unwrap_or_default();
        let law = rest.strip_prefix(' ').and_then(|rest| rest.split_once("]: "));
        law.and_then(|(law, _)| law.split_once(" [")).is_some_and(|(law, kind)| {
            is_law(law) && Instrument::ALL.iter().any(|it| it.word() == kind)
        }) || *verdict == Verdict::Unchecked && rest.starts_with(": ")
    };
    is_sums || place.is_some_and(|(_, line)| is_number(line)) && Verdict::ALL.iter().any(says)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;

    #[test]
    fn one_line_a_finding() {
        insta::assert_snapshot!(fixture::written(&mut Concise));
    }

    #[test]
    fn it_is_known_by_its_first_line() {
        assert!(begins(&fixture::written(&mut Concise)));
        assert!(begins("3 rows: 3 clear\n") && begins("1 row: 1 unchecked\n"));
        for other in [
            "",
            "a,b\n1,2\n",
            "x.c:3: error: no\n",
            "3 rows: no report",
            "a:b: clear",
            "doc.md:12: review this paragraph",
            "doc.md:12: review src/main [draft]: reword",
        ] {
            assert!(!begins(other), "{other}");
        }
    }
}
