//! `markdown`: a summary for a job or a comment on a pull request. Code hosts take 65,536 characters of one, so the worst findings
//! are listed, as many as there is room for, and it says how many do not.

use std::{cmp::Reverse, collections::BTreeMap, io};

use super::{
    FindingLine, finding_lines,
    ranked::{Rank, RankedLines},
    text_on_hosts,
};
use crate::{
    Verdict,
    audit::{Audited, Basis, Tally},
    intake::Digest,
    law::Law,
    report::{
        Report, Summary,
        applied::{AppliedPart, applied},
        questions::question,
        reaching::worst_first,
        summary::rows_new,
        words,
    },
};

/// Characters at most.
const MOST: usize = 65_000;
/// Characters of them that the end may take.
const END: usize = 3_000;
/// Characters of them that the laws may take.
const LAWS: usize = 20_000;
/// Findings of one rank that are kept: more never find room.
const KEPT: u64 = 1_000;
const QUESTIONS: usize = 5;
/// How a document begins, so that a comment can be found and replaced.
const HEAD: &str = concat!("<!-- ", env!("CARGO_PKG_NAME"), " report -->\n");

/// The `markdown` format.
pub struct Markdown {
    basis: Option<Basis>,
    lines: RankedLines,
    /// The findings under each provision, by its id.
    /// By provision its findings, and how many of them call for something now.
    laws: BTreeMap<String, (Tally, u64)>,
    remarks: Vec<String>,
}

impl Default for Markdown {
    fn default() -> Self {
        Self {
            basis: None,
            lines: RankedLines::new(KEPT),
            laws: BTreeMap::new(),
            remarks: Vec::new(),
        }
    }
}

impl Report for Markdown {
    fn begin(&mut self, _out: &mut dyn io::Write, basis: &Basis) -> io::Result<()> {
        *self = Self { basis: Some(basis.clone()), ..Self::default() };
        Ok(())
    }

    fn asset(&mut self, _out: &mut dyn io::Write, asset: &Audited) -> io::Result<()> {
        for one in finding_lines(asset) {
            if one.finding.is_some() {
                let (tally, stand) = match self.laws.get_mut(one.law()) {
                    Some(known) => known,
                    None => self.laws.entry(one.law().to_owned()).or_default(),
                };
                tally.add(one.verdict());
                *stand += u64::from(one.stands());
            }
            self.lines.put(Rank::of(one), row(one).as_bytes())?;
        }
        Ok(())
    }

    fn end(&mut self, out: &mut dyn io::Write, summary: &Summary) -> io::Result<()> {
        let Some(basis) = self.basis.take() else { return Ok(()) };
        let mut text = BoundedText::new(HEAD);
        text.put(&heading(summary));
        text.put(&verdicts(summary));
        text.put(&baseline(summary));
        self.laws(&mut text, &basis);
        text.put(&questions(summary));
        self.findings(&mut text)?;
        made_with(&mut text, summary, &basis);
        out.write_all(text.text.as_bytes())
    }

    fn remarks(&self) -> &[String] {
        &self.remarks
    }
}

impl Markdown {
    /// The provisions that findings rest on, and what each asks to be done, the worst first.
    fn laws(&self, text: &mut BoundedText, basis: &Basis) {
        let mut laws: Vec<(&Law, &(Tally, u64))> = basis
            .laws
            .iter()
            .filter_map(|applied| Some((&*applied.law, self.laws.get(&applied.law.id)?)))
            .collect();
        laws.sort_by_key(|(_, (tally, _))| Reverse(worst_first(tally)));
        if laws.is_empty() {
            return;
        }
        text.put("\n### What the law says, and what to do\n\n");
        let before = text.most;
        text.most = text.length + LAWS;
        for (at, (law, (tally, stand))) in laws.iter().enumerate() {
            let named = words::provision_cited(law);
            let remedy = words::remedy(law);
            let to_do = match stand {
                0 => format!("{}: {remedy}", words::IF_IT_HOLDS),
                &stand if stand < tally.rows() => format!("Where it holds: {remedy}"),
                _ => remedy,
            };
            let line = format!(
                "- **{}, {}:** {}. {}\n",
                text_on_hosts(&law.jurisdiction),
                text_on_hosts(&named),
                words::by_verdict(tally),
                text_on_hosts(&to_do)
            );
            if !text.put(&line) {
                text.most = before;
                text.put(&format!(
                    "- … and {} more\n",
                    words::count((laws.len() - at) as u64, "provision")
                ));
                break;
            }
        }
        text.most = before;
    }

    /// The findings, as many as there is room for.
    fn findings(&mut self, text: &mut BoundedText) -> io::Result<()> {
        let lines = std::mem::replace(&mut self.lines, RankedLines::new(0));
        let all = lines.count();
        if all == 0 {
            return Ok(());
        }
        text.put(
            "\n### Findings\n\n| Verdict | Item | Maker | Where | Law |\n|---|---|---|---|---|\n",
        );
        let mut shown = 0;
        lines.each(|line| {
            let fits = text.put(&format!("{}\n", String::from_utf8_lossy(line)));
            shown += u64::from(fits);
            Ok(fits)
        })?;
        if shown < all {
            let said =
                format!("{shown} of {} are listed, the worst first", words::count(all, "finding"));
            text.most = MOST;
            text.put(&format!("\n{said}: a comment holds no more. The other forms have all.\n"));
            self.remarks.push(format!("Markdown: {said}; the other forms have all"));
        }
        Ok(())
    }
}

/// A text that grows to at most `most` characters.
struct BoundedText {
    text: String,
    length: usize,
    most: usize,
}

impl BoundedText {
    fn new(head: &str) -> Self {
        Self { text: head.to_owned(), length: head.chars().count(), most: MOST - END }
    }

    /// Adds a piece, if there is room for it.
    fn put(&mut self, piece: &str) -> bool {
        let length = self.length + piece.chars().count();
        let fits = length <= self.most;
        if fits {
            self.text.push_str(piece);
            self.length = length;
        }
        fits
    }
}

fn heading(summary: &Summary) -> String {
    let tally = &summary.tally;
    let acts = [Verdict::Unchecked, Verdict::Violation, Verdict::Review, Verdict::Advisory];
    let mut said = words::counted(tally, acts);
    if summary.waived_violations > 0 {
        let waived = words::count(summary.waived_violations, "waived violation");
        said = if said.is_empty() { waived } else { format!("{said}, {waived}") };
    }
    let said = if said.is_empty() { "nothing to act on" } else { &said };
    format!("## Procurement bans: {said}, of {}\n", words::count(tally.rows(), "row"))
}

/// The questions that decide most rows.
fn questions(summary: &Summary) -> String {
    let mut asked = String::new();
    for need in summary.needs().into_iter().take(QUESTIONS) {
        let (question, rows) = (text_on_hosts(&question(need)), words::count(need.rows, "row"));
        asked.extend(["- ", &question, " (", &rows, ")\n"]);
    }
    if asked.is_empty() { asked } else { format!("\n### What is missing\n\n{asked}") }
}

fn verdicts(summary: &Summary) -> String {
    let tally = &summary.tally;
    let verdicts = Verdict::ALL.into_iter().rev().filter(|&verdict| tally.of(verdict) > 0);
    let rows = verdicts.map(|verdict| format!("| {verdict} | {} |\n", tally.of(verdict)));
    format!("\n| Verdict | Rows |\n|---|--:|\n{}", rows.collect::<String>())
}

/// What the baseline of the run knows, what is new, and what has gone.
fn baseline(summary: &Summary) -> String {
    let Some(new) = &summary.new else { return String::new() };
    let known = summary
        .baselines
        .iter()
        .flat_map(|baseline| [Some(format!("Known from {}", baseline.names())), baseline.hint()]);
    let said = known.flatten().chain([format!("Not in the baseline: {}", rows_new(new))]);
    let said = said.map(|said| format!("- {}\n", text_on_hosts(&said)));
    format!("\n### Baseline\n\n{}", said.collect::<String>())
}

fn row(one: FindingLine<'_>) -> String {
    let place = &one.asset.place;
    let law = one.finding.map_or(String::new(), |finding| words::provision_named(&finding.law));
    let (item, maker) = match one.finding {
        Some(_) => (one.goods(), one.maker()),
        None => (one.subject(), String::new()),
    };
    let site = one.asset.site.as_deref().map_or(String::new(), |site| format!(", {site}"));
    let accepted = one.finding.and_then(|finding| finding.accepted.as_ref());
    let accepted = accepted.map_or(String::new(), |it| format!(": {}", words::waived(it)));
    let verdict = format!("{}{accepted}{}", one.verdict(), one.known());
    let cells = [
        verdict,
        item,
        maker,
        format!("{}{}", words::place(place), crate::report::cell(&site, words::CELL)),
        law,
    ];
    let cells = cells.map(|cell| text_on_hosts(&cell));
    format!("| {} |", cells.join(" | "))
}

/// By which program, law and bytes the report was made, and what the result rests on; as much as there is room for.
fn made_with(text: &mut BoundedText, summary: &Summary, basis: &Basis) {
    const LISTED: usize = 10;
    const ENDS: &str = "</sub>\n";
    const MORE: &str = "; and more, which the other forms have";
    let program = env!("CARGO_PKG_VERSION");
    text.most = MOST - ENDS.len() - MORE.len();
    text.put(&format!("\n<sub>banlint {program}, law as of {}", basis.as_of));
    let input = |(file, digest): &(String, Option<Digest>)| {
        let digest = digest.as_ref().map(|digest| format!("SHA-256 {}", digest.sha256));
        let digest = digest.unwrap_or_else(|| "not read to its end".to_owned());
        format!("{}: {digest}", words::file(file, None))
    };
    let left = summary.inputs.len().saturating_sub(LISTED) as u64;
    let more = (left > 0).then(|| format!("and {}", words::count(left, "more file")));
    let inputs = summary.inputs.iter().take(LISTED).map(input).chain(more);
    // What is left out by the settings stands among that which is said everywhere.
    let parts = applied(&AppliedPart::ALL, summary, basis, false).into_iter();
    let parts = parts.filter(|(part, _)| *part != AppliedPart::LeftOut);
    let parts = parts.map(|(part, says)| format!("{}: {says}", part.word()));
    let mut said = inputs.chain(parts).chain(summary.everywhere.iter().cloned());
    let fits =
        said.all(|says| text.put(&format!("; {}", text_on_hosts(says.trim_end_matches('.')))));
    text.most = MOST;
    if !fits {
        text.put(MORE);
    }
    text.put(ENDS);
}

/// Whether a file that begins so is such a report.
pub(super) fn begins(head: &str) -> bool {
    head.starts_with(HEAD)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;

    #[test]
    fn the_whole_comment() {
        let written = fixture::written(&mut Markdown::default());
        insta::assert_snapshot!(written);
        assert!(begins(&written));
    }

    /// Code hosts cut what is longer, or refuse it.
    #[test]
    fn a_comment_never_grows_too_long() {
        let (mut out, mut report) = (Vec::new(), Markdown::default());
        let mut summary = Summary::default();
        report.begin(&mut out, &fixture::basis()).unwrap();
        for row in 0..3_000 {
            let mut asset = fixture::missing_purpose();
            asset.called = format!("摄像机 {row} {}", "|".repeat(50));
            summary.add(&asset);
            report.asset(&mut out, &asset).unwrap();
        }
        report.end(&mut out, &summary).unwrap();
        let written = String::from_utf8(out).unwrap();
        let length = written.chars().count();
        assert!((50_000..=MOST).contains(&length), "{length}");
        assert!(written.contains(" of 3000 findings are listed, the worst first"), "{length}");
        assert!(written.ends_with("</sub>\n") && report.remarks().len() == 1);
    }

    #[test]
    fn no_cell_is_markdown() {
        let written = fixture::written(&mut Markdown::default());
        assert!(written.contains("&lt;b&gt;") && !written.contains("<b>"), "{written}");
        assert!(!written.contains('\u{202e}') && !written.contains('\u{1b}'));
    }
}
