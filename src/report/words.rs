//! The words and sentences that the reports for people share: counts, lists, places, and why the verdict follows.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::{cell, line};
pub(super) use crate::strings::{and_more, first_of, joined};
use crate::{
    Attribution, Finding, Grade, Truth, Verdict,
    audit::{Audited, Place, Tally},
    finding::{Accepted, BaselineState, TestKind},
    law::{Act, Force, Instrument, Law},
    rules::{NothingBinding, Regime},
};

/// Columns that the text of one cell may take in a sentence.
pub(super) const CELL: usize = 60;
/// Columns that a sentence from the knowledge files may take.
pub(super) const SENTENCE: usize = 400;

/// A count with its noun: `1 row`, `12 rows`.
pub(crate) fn count(n: u64, noun: &str) -> String {
    format!("{n} {}", noun_of(n, noun))
}

/// The noun of a count: `row`, `rows`.
pub(super) fn noun_of(n: u64, noun: &str) -> String {
    if n == 1 { noun.to_owned() } else { format!("{noun}s") }
}

/// A count with its noun and the verb that follows: `1 row is`, `12 rows are`.
pub(crate) fn are(n: u64, noun: &str) -> String {
    format!("{} {}", count(n, noun), if n == 1 { "is" } else { "are" })
}

/// `a`, `a and b`, `a, b and c`.
pub(super) fn list(items: &[String]) -> String {
    joined(items, "and")
}

/// The text with a capital first letter.
pub(crate) fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

pub(super) fn first_sentence(text: &str) -> &str {
    let ends = text.match_indices(". ").find(|(at, _)| {
        let next = text[at + 2..].chars().next();
        next.is_some_and(char::is_uppercase) && !text[..*at].ends_with(char::is_uppercase)
    });
    ends.map_or(text, |(at, _)| &text[..=at])
}

/// What precedes a remedy where a question comes first.
pub(super) const IF_IT_HOLDS: &str = "If it holds";
/// The same where somebody has accepted the finding.
const ONCE_WAIVER_ENDS: &str = "Once the waiver ends";

/// Columns that a remedy may take; a longer one ends with one of its sentences.
const REMEDY: usize = 2_000;

/// What a provision asks for, in whole sentences: a part of one may say the contrary.
pub(super) fn remedy(law: &Law) -> String {
    stopped(&whole_sentences(&law.remedy, REMEDY))
}

/// What is to be done about a finding, with what it hangs on where it is not settled.
pub(super) fn to_do(finding: &Finding, grade: Option<Grade>) -> String {
    let remedy = remedy(&finding.law);
    if finding.accepted.is_some() {
        return format!("{ONCE_WAIVER_ENDS}: {remedy}");
    }
    if stands(finding, grade) { remedy } else { format!("{IF_IT_HOLDS}: {remedy}") }
}

/// A text in one line of as many whole sentences as there are columns for; the first of them at least.
fn whole_sentences(text: &str, columns: usize) -> String {
    let text = line(text.trim());
    let mut end = 0;
    while end < text.len() {
        let next = end + first_sentence(&text[end..]).len();
        if end > 0 && text[..next].width() > columns {
            break;
        }
        end = next;
        end += text[end..].len() - text[end..].trim_start().len();
    }
    text[..end].trim_end().to_owned()
}

/// Texts without repeats.
pub(super) fn unlike(texts: impl Iterator<Item = String>) -> Vec<String> {
    let mut all = Vec::new();
    texts.filter(|text| !text.is_empty()).for_each(|text| put_new(&mut all, text));
    all
}

/// Adds one unless it is there.
pub(super) fn put_new<T: PartialEq>(all: &mut Vec<T>, one: T) {
    if !all.contains(&one) {
        all.push(one);
    }
}

pub(super) fn file(file: &str, sheet: Option<&str>) -> String {
    let file = path(file);
    sheet.map_or(file.clone(), |sheet| format!("{file} [{}]", cell(sheet, CELL / 2)))
}

/// A file by its name alone, with its sheet.
pub(super) fn short_file(path: &str, sheet: Option<&str>) -> String {
    let name = path.rsplit(['/', '\\']).next().filter(|name| !name.is_empty());
    file(name.unwrap_or(path), sheet)
}

/// A path; of a long one the end, where the name is.
fn path(path: &str) -> String {
    let path = line(path);
    if path.width() <= CELL { path.into_owned() } else { format!("…{}", end(&path, CELL - 1)) }
}

/// The last columns of a text.
fn end(text: &str, columns: usize) -> &str {
    let mut room = columns;
    let end = text.char_indices().rev().take_while(|(_, c)| {
        let width = c.width().unwrap_or(0).max(1);
        room.checked_sub(width).is_some_and(|left| {
            room = left;
            true
        })
    });
    end.last().map_or("", |(at, _)| &text[at..])
}

/// A text cut in its middle to `columns` columns, so that names that begin alike, or end alike, stay apart.
pub(super) fn ends(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let last = end(text, columns.saturating_sub(1) * 2 / 3);
    let first = cell(text, columns.saturating_sub(last.width()).max(1));
    format!("{first}{last}")
}

/// Where a row is in its file: `line 404`, or `Cameras!A404` of a workbook.
pub(super) fn spot(place: &Place) -> String {
    match (&place.sheet, place.in_book) {
        (Some(sheet), true) => format!("{}!A{}", sheet_name(sheet), place.line),
        (Some(list), false) => format!("[{}] line {}", cell(list, CELL / 2), place.line),
        (None, _) => format!("line {}", place.line),
    }
}

/// A row with its file.
pub(super) fn place(place: &Place) -> String {
    format!("{} {}", file(&place.file, None), spot(place))
}

/// The name of a sheet as formulas spell it: in quotes, unless it is one plain word that is no cell.
pub(super) fn sheet_name(sheet: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || c == '_';
    let is_word =
        sheet.starts_with(|c: char| c.is_alphabetic() || c == '_') && sheet.chars().all(plain);
    let letters = sheet.trim_end_matches(|c: char| c.is_ascii_digit());
    let is_cell = letters.len() < sheet.len() && letters.len() <= 3;
    if is_word && !is_cell {
        return sheet.to_owned();
    }
    format!("'{}'", line(sheet).replace('\'', "''"))
}

/// The text with a full stop, unless it ends in one already.
pub(super) fn stopped(text: &str) -> String {
    let ends = text.ends_with(['.', '!', '?', '…', '。']);
    if ends || text.is_empty() { text.to_owned() } else { format!("{text}.") }
}

/// The grade of the attribution that a finding is about; `None` where it is about a kind of equipment.
pub(super) fn grade(asset: &Audited, finding: &Finding) -> Option<Grade> {
    let vendor = finding.vendor()?;
    asset.attributions.iter().find(|a| a.maker.id == vendor).map(|a| a.grade)
}

/// Whether there is something to do now, or only once a question is answered.
pub(super) fn stands(finding: &Finding, grade: Option<Grade>) -> bool {
    finding.truth == Truth::True && lead(finding, grade).is_none()
}

/// Why a finding is milder than it would be if the maker were sure, if it is.
pub(super) fn lead(finding: &Finding, grade: Option<Grade>) -> Option<&'static str> {
    if finding.note || finding.truth == Truth::False || finding.of_law() >= Verdict::Violation {
        return None;
    }
    match grade? {
        Grade::Possible => Some("The maker is only possible, which keeps the verdict lower."),
        Grade::Component => Some("Only a part is by this maker, which keeps the verdict lower."),
        Grade::Likely | Grade::Confirmed => None,
    }
}

/// The same of all findings that are about one maker of a row.
pub(super) fn lead_of(asset: &Audited, by: &Attribution) -> Option<&'static str> {
    let mut of_it = asset.findings.iter().filter(|one| one.vendor() == Some(by.maker.id.as_str()));
    of_it.find_map(|finding| lead(finding, grade(asset, finding)))
}

/// What was accepted, by whom, until when, and why.
pub(super) fn waived(waived: &Accepted) -> String {
    format!("{} {}", waived.would_be, accepted(waived))
}

/// Who accepted a finding, until when, and why, after what was accepted.
pub(super) fn accepted(accepted: &Accepted) -> String {
    let (by, why) = (cell(&accepted.by, CELL), cell(&accepted.reason, SENTENCE));
    format!("accepted by {by} until {} ({why})", accepted.until)
}

/// What the baseline of the run says of a finding, to follow what it is about; nothing where the run has none.
pub(super) fn known(finding: &Finding) -> String {
    match finding.baseline {
        Some(BaselineState::Known) => ", known from the baseline".to_owned(),
        Some(BaselineState::Worse(verdict)) => format!(", {verdict} in the baseline"),
        Some(BaselineState::New) => ", not in the baseline".to_owned(),
        None => String::new(),
    }
}

worded! {
    /// What becomes of goods that a provision reaches.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub(super) enum Fate {
        /// They may not be in service.
        MustBeGone = "must be gone",
        /// They may not be bought, installed, attached, delivered or put on the market.
        Forbidden = "forbidden",
        /// Certain money may not pay for them.
        Unfunded = "unfunded",
        /// Advice, whatever the act.
        AdvisedAgainst = "advised against",
        /// They were bought in time, and may not be bought again.
        NotAgain = "buy no more",
    }
}

/// What becomes of goods under a provision.
pub(super) fn fate(law: &Law) -> Fate {
    match (law.force, law.act) {
        (Force::Prohibited, Act::Use) => Fate::MustBeGone,
        (Force::Prohibited, Act::Fund) => Fate::Unfunded,
        (Force::Prohibited, _) => Fate::Forbidden,
        _ => Fate::AdvisedAgainst,
    }
}

/// What kind of instrument speaks: of what is no law, that it is none.
pub(super) fn instrument(instrument: Instrument) -> String {
    let word = instrument.word();
    if instrument.is_law() { word.to_owned() } else { format!("{word}, not statute") }
}

/// What kind of instrument a regime is, or why it binds nobody; nothing where it is not said.
pub(crate) fn kind_of_regime(regime: &Regime) -> Option<String> {
    Some(match (regime.nothing_binding, regime.instrument) {
        (Some(NothingBinding::NoneFound), _) => "nothing binding was found".to_owned(),
        (Some(NothingBinding::Proposed), _) => "proposed, not in force".to_owned(),
        (Some(NothingBinding::NotBegun), _) => "passed, no beginning found".to_owned(),
        (Some(NothingBinding::Ended), _) => "withdrawn or ended".to_owned(),
        (Some(NothingBinding::UnusedPower), _) => "a power of which no use was found".to_owned(),
        (Some(NothingBinding::Context), _) => "context, which bars nothing here".to_owned(),
        (None, kind) => instrument(kind?),
    })
}

/// The same in brackets, to follow a citation or an authority.
pub(crate) fn bracketed_kind(regime: &Regime) -> String {
    kind_of_regime(regime).map_or(String::new(), |kind| format!(" [{kind}]"))
}

/// How a provision speaks, and by what: `prohibited by policy`.
pub(crate) fn force(law: &Law) -> String {
    let by = law.instrument.map_or(String::new(), |kind| format!(" by {}", kind.word()));
    format!("{}{by}", law.force.word())
}

/// Where to look a provision up, and whether that is law.
pub(super) fn citation(law: &Law) -> String {
    let cited = cell(&law.citation, SENTENCE);
    law.instrument.map_or(cited.clone(), |kind| format!("{cited} [{}]", instrument(kind)))
}

/// Its regime; of what is no law, with that it is none.
fn regime(law: &Law) -> String {
    let title = cell(&law.regime_title, SENTENCE);
    match law.instrument.filter(|kind| !kind.is_law()) {
        Some(kind) => format!("{title}: {}", instrument(kind)),
        None => title,
    }
}

/// What the first day of a provision is: that of a list is the day of which it is.
pub(super) fn since(law: &Law) -> &'static str {
    if law.force == Force::Listed { "list of" } else { "in force from" }
}

/// Citation and time of a provision.
pub(super) fn cited(law: &Law) -> String {
    let until = law.until.map_or(String::new(), |until| format!(" until {until}"));
    let delay = law
        .days_after_listing
        .map_or(String::new(), |days| format!(", {days} days after each listing"));
    format!("{}; {} {}{until}{delay}", citation(law), since(law), law.from)
}

/// A provision with its country and regime.
pub(super) fn provision(law: &Law) -> String {
    format!("{} ({})", provision_alone(law), cell(&law.regime_title, SENTENCE))
}

/// The same without its regime.
pub(super) fn provision_alone(law: &Law) -> String {
    format!("{}  {}", cell(&law.jurisdiction, 8), cell(&law.title, SENTENCE))
}

/// A provision by its title and its regime.
pub(super) fn provision_named(law: &Law) -> String {
    sentence(&format!("{} ({})", cell(&law.title, SENTENCE), regime(law)))
}

/// The same with where to look it up.
pub(super) fn provision_cited(law: &Law) -> String {
    let (title, regime) = (cell(&law.title, SENTENCE), cell(&law.regime_title, SENTENCE));
    sentence(&format!("{title} ({regime}; {})", citation(law)))
}

/// The rows by verdict, worst first: `217 rows: 1 unchecked, 70 violation, …`.
pub(crate) fn sums(tally: &Tally) -> String {
    format!("{}: {}", count(tally.rows(), "row"), by_verdict(tally))
}

/// Counts by verdict, worst first.
pub(super) fn by_verdict(tally: &Tally) -> String {
    counted(tally, Verdict::ALL.into_iter().rev())
}

/// Counts by these verdicts, as far as there are any: `70 violation, 3 review`.
pub(super) fn counted(tally: &Tally, verdicts: impl IntoIterator<Item = Verdict>) -> String {
    let verdicts = verdicts.into_iter().filter(|&verdict| tally.of(verdict) > 0);
    verdicts
        .map(|verdict| format!("{} {verdict}", tally.of(verdict)))
        .collect::<Vec<_>>()
        .join(", ")
}

/// What a verdict means, in a few words.
pub(super) fn meaning(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Clear => "shows no maker and no kind that these laws name",
        Verdict::Exempt => "named by a law that does not reach it",
        Verdict::Waived => "a law reaches it, which a named person has accepted",
        Verdict::Advisory => "the law only advises, or the lead is weak",
        Verdict::Review => "a fact is missing, or the maker is only possible",
        Verdict::Violation => "a rule in force forbids it",
        Verdict::Unchecked => "could not be read",
    }
}

/// What a test asks, as a label.
pub(super) fn asks(kind: TestKind) -> &'static str {
    match kind {
        TestKind::Maker => "Maker",
        TestKind::Equipment => "Equipment",
        TestKind::InForce => "In force",
        TestKind::Owner => "Owner",
        TestKind::Act => "Act",
        TestKind::Condition => "Condition",
        TestKind::Exception => "Exception",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Half of a sentence may say the contrary of the whole.
    #[test]
    fn a_text_ends_with_one_of_its_sentences() {
        let text =
            "Record the inquiry; the rule asks for no audit. Report it within a day. Then wait.";
        assert_eq!(whole_sentences(text, 2_000), text);
        let first = "Record the inquiry; the rule asks for no audit.";
        assert_eq!(whole_sentences(text, 60), first);
        assert_eq!(whole_sentences(text, 10), first, "one sentence at least");
        assert_eq!(whole_sentences("", 10), "");
    }
    #[test]
    fn a_sentence_ends_in_one_full_stop() {
        assert_eq!(stopped("a Co., Ltd."), "a Co., Ltd.");
        assert_eq!(stopped("a"), "a.");
    }

    #[test]
    fn a_sentence_ends_before_the_next() {
        assert_eq!(first_sentence("Stop it. Then tell."), "Stop it.");
        assert_eq!(first_sentence("See s. 889 of it. Then tell."), "See s. 889 of it.");
        assert_eq!(first_sentence("Stop it."), "Stop it.");
    }

    #[test]
    fn a_long_path_keeps_its_name() {
        assert_eq!(file("cams.csv", Some("Sheet 1")), "cams.csv [Sheet 1]");
        let shown = file(&format!("/{}/摄像机.csv", "x/\u{1b}".repeat(90)), None);
        assert!(shown.starts_with('…') && shown.ends_with("/摄像机.csv"), "{shown}");
        assert!(shown.width() <= CELL && !shown.contains('\u{1b}'));
    }
}
