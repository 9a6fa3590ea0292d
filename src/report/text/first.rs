//! The first screen: what was audited, what came out, what to do first, and which questions decide most. What it has no room for
//! follows it.

use std::{collections::BTreeMap, io};

use super::content::TextContent;
use crate::{
    Verdict,
    report::{
        applied::{AppliedPart, applied, law_of, owner},
        cell,
        goods::{Action, Audience, Event, Urgency},
        questions::OpenQuestion,
        terminal::{Page, Tone},
        words::{self, CELL},
    },
    strings::listed,
};

/// The first words of a report.
const BEGINS: &str = "Audit of ";
/// The heading of the verdicts, which every report has.
const GLANCE: &str = "AT A GLANCE";
const HOW_TO_STATE: &str = "; say who you are with --org, or [organisation] in banlint.toml";
/// How the law of some countries alone is asked for, where that of very many was applied.
const HOW_TO_ASK_LESS: &str = ", and whose law you need with -j";
/// More countries, and parts of them, than one owner answers to.
const MANY: usize = 12;
/// Files named in the first line.
const FILES: usize = 3;
/// Runs of rows of what has no site.
const RUNS: usize = 4;
/// Lines of the end of the first screen.
const POINTERS: usize = 3;
const HEADING: usize = 2;

/// What of that on which the result rests is said here.
const SAYS: [AppliedPart; 7] = [
    AppliedPart::LawOf,
    AppliedPart::NotOf,
    AppliedPart::Owner,
    AppliedPart::Unknown,
    AppliedPart::Accepted,
    AppliedPart::NoMaker,
    AppliedPart::NotBound,
];

pub(super) fn says(part: AppliedPart) -> bool {
    SAYS.contains(&part)
}

/// Writes the first screen, and what it has no room for.
pub(super) fn write(page: &mut Page<'_>, content: &TextContent<'_>) -> io::Result<()> {
    headline(page, content)?;
    glance(page, content)?;
    let left = |page: &Page<'_>, kept: usize| {
        content.limits.screen.saturating_sub(page.lines() + POINTERS + HEADING + kept)
    };
    let room = left(page, HEADING);
    // Without the owner a violation, too, is only one of the law that binds whoever owns it, and the other questions can wait.
    let asks_first = content.questions.first().is_some_and(OpenQuestion::is_of_owner);
    let share = if content.actions.is_empty() { room } else { room * 2 / 5 };
    let all = content.questions.len();
    let fits = page.measured(|page| questions(page, content, all, room))? <= share + HEADING;
    let full = match (asks_first, fits) {
        (true, _) => 1,
        (false, true) => all,
        (false, false) => 0,
    };
    let wanted = page.measured(|page| questions(page, content, full, room))?;
    let for_questions = wanted.saturating_sub(HEADING).min(share);
    let (acted, asked);
    if asks_first {
        asked = questions(page, content, full, for_questions)?;
        acted = actions(page, content, 0, left(page, 0))?;
    } else {
        acted = actions(page, content, 0, room - for_questions)?;
        asked = questions(page, content, full, left(page, 0))?;
    }
    pointers(page, content)?;
    let acted = acted + actions(page, content, acted, content.limits.further)?;
    page.more_of((content.actions.len() - acted) as u64, "action", "--details")?;
    answers(page, content, full, asked)
}

/// Whether a file that begins so is a report in this format.
pub(in crate::report) fn begins(head: &str) -> bool {
    head.starts_with(BEGINS) && head.lines().any(|line| line.starts_with(GLANCE))
}

/// What was audited, for whom, under whose law.
fn headline(page: &mut Page<'_>, content: &TextContent<'_>) -> io::Result<()> {
    let TextContent { summary, basis, .. } = content;
    let rows = words::count(summary.tally.rows(), "row");
    page.text(&format!("{BEGINS}{}: {rows}", inputs(content)), Tone::Strong)?;
    if !summary.not_audited.is_empty() {
        let files: Vec<_> = summary.not_audited.iter().map(|file| cell(file, CELL)).collect();
        let why = "; the warnings below say why";
        page.field("NOT AUDITED", &format!("{}{why}", listed(files)), Tone::Strong)?;
    }
    let law = format!("{}, as of {}", law_of(basis, true), basis.as_of);
    page.field("Law of", &law, Tone::Plain)?;
    for (part, says) in applied(&[AppliedPart::NotOf], summary, basis, false) {
        page.field(part.word(), &says, Tone::Plain)?;
    }
    let unsaid = if basis.organisation.is_empty() { HOW_TO_STATE } else { "" };
    let many = basis.organisation.is_empty() && basis.jurisdictions.len() > MANY;
    let fewer = if many { HOW_TO_ASK_LESS } else { "" };
    page.field("Owner", &format!("{}{unsaid}{fewer}", owner(basis, true)), Tone::Plain)
}

/// The files, each once, with the sheet or the number of sheets.
fn inputs(content: &TextContent<'_>) -> String {
    let files = &content.summary.files;
    let of_one = files.chunk_by(|a, b| a.file == b.file);
    let names = of_one.map(|sheets| {
        let sheet = sheets[0].sheet.as_deref().filter(|_| sheets.len() == 1);
        let name = words::short_file(&sheets[0].file, sheet);
        match sheets.len() {
            1 => name,
            sheets => format!("{name} ({})", words::count(sheets as u64, "sheet")),
        }
    });
    words::first_of(names, FILES, ", ")
}

/// The verdicts with their counts and meanings.
fn glance(page: &mut Page<'_>, content: &TextContent<'_>) -> io::Result<()> {
    let tally = &content.summary.tally;
    page.blank()?;
    page.pieces(&[
        (&format!("{GLANCE:<14}"), Tone::Strong),
        (&format!("{:>9}{:>10}", "rows", "goods"), Tone::Quiet),
    ])?;
    for verdict in Verdict::ALL.into_iter().rev() {
        let rows = tally.of(verdict);
        let rare = matches!(verdict, Verdict::Unchecked | Verdict::Exempt | Verdict::Waived);
        if rows == 0 && rare {
            continue;
        }
        let tone = if rows > 0 { Tone::Of(verdict) } else { Tone::Quiet };
        let goods = match verdict {
            Verdict::Clear | Verdict::Unchecked => String::new(),
            _ => content.list.of(verdict).to_string(),
        };
        let lead = format!("  {:<12}{rows:>9}{goods:>10}   ", verdict.word());
        page.hanging(&lead, tone, words::meaning(verdict), Tone::Quiet)?;
    }
    let parts =
        [AppliedPart::Unknown, AppliedPart::Accepted, AppliedPart::NoMaker, AppliedPart::NotBound];
    let parts = applied(&parts, content.summary, content.basis, false);
    parts.iter().try_for_each(|(_, says)| page.hanging("  ", Tone::Plain, says, Tone::Plain))
}

/// Actions from `from` on, as many as fit into `lines` lines.
fn actions(
    page: &mut Page<'_>,
    content: &TextContent<'_>,
    from: usize,
    lines: usize,
) -> io::Result<usize> {
    let left = &content.actions[from..];
    if left.is_empty() || lines == 0 {
        return Ok(0);
    }
    page.heading(if from == 0 { "WHAT TO DO, the most urgent first" } else { "WHAT TO DO THEN" })?;
    let mut number = from;
    page.fitting(lines, left, |page, actions| {
        number += 1;
        write_action(page, content, number, actions)
    })
}

fn write_action(
    page: &mut Page<'_>,
    content: &TextContent<'_>,
    number: usize,
    actions: &[&Action],
) -> io::Result<()> {
    let Some((action, others)) = actions.split_first() else { return Ok(()) };
    let places = &action.places;
    let at = match places.sites() {
        Some(sites) => format!("at {sites}"),
        None => format!("on {}", places.lines(RUNS, content.has_several_files())),
    };
    let rows = words::count(places.rows(), "row");
    let (what, tone, before) = match action.urgency {
        Urgency::InForce => {
            let violations = words::count(places.rows(), Verdict::Violation.word());
            (format!("{violations} {at}"), Tone::Of(Verdict::Violation), "")
        }
        Urgency::On(day, Event::RuleBegins) => {
            (format!("{rows} forbidden from {day} on, {at}"), Tone::Strong, "By then: ")
        }
        Urgency::On(day, Event::WaiverEnds) => {
            (format!("{rows} accepted until {day}, {at}"), Tone::Strong, "By then: ")
        }
        Urgency::Listed => (format!("{rows} {at}, to be looked up"), Tone::Plain, ""),
        Urgency::Reported => (format!("{rows} {at}, to be reported"), Tone::Plain, ""),
        Urgency::Advised => (format!("{rows} {at}, advice only"), Tone::Plain, ""),
    };
    let title = |action: &&Action| {
        let law = &action.law;
        format!("{} [{}]", words::provision_alone(law), content.number(law))
    };
    let titles: Vec<_> = actions.iter().map(title).collect();
    let text = format!("{what}: {}", titles.join("; "));
    page.hanging(&format!("  {number}. "), Tone::Quiet, &text, tone)?;
    let mut said: Vec<String> = Vec::new();
    for action in actions {
        let remedy = words::remedy(&action.law);
        // Which of several laws asks for it.
        let of = if others.is_empty() {
            String::new()
        } else {
            format!("[{}] ", content.number(&action.law))
        };
        said.push(format!("{of}{before}{}", words::first_sentence(&remedy)));
        for report in action.reports(content.basis, Audience::Terminal) {
            words::put_new(&mut said, report);
        }
    }
    said.iter().try_for_each(|text| page.hanging("     ", Tone::Quiet, text, Tone::Plain))
}

/// As many questions as fit into the lines, the first few of them with how they are answered.
fn questions(
    page: &mut Page<'_>,
    content: &TextContent<'_>,
    full: usize,
    lines: usize,
) -> io::Result<usize> {
    let all: Vec<_> = content.questions.iter().enumerate().collect();
    if all.is_empty() || lines == 0 {
        return Ok(0);
    }
    page.heading("QUESTIONS THAT DECIDE MOST")?;
    page.fitting(lines, &all, |page, (at, question)| {
        let text = format!("{} {}.", question.text, words::sentence(&question.decides()));
        page.hanging(&format!("  {}. ", at + 1), Tone::Quiet, &text, Tone::Strong)?;
        if *at < full { answer(page, question) } else { Ok(()) }
    })
}

/// How the questions are answered of which the first screen does not say it.
fn answers(
    page: &mut Page<'_>,
    content: &TextContent<'_>,
    full: usize,
    asked: usize,
) -> io::Result<()> {
    let all: Vec<_> = content.questions.iter().enumerate().skip(full).collect();
    let mut shown = 0;
    if !all.is_empty() && content.limits.further > 0 {
        page.heading("HOW TO ANSWER; all words: banlint rules list --terms")?;
        shown = page.fitting(content.limits.further, &all, |page, (at, question)| {
            let text = if *at < asked { &question.how } else { &question.text };
            page.hanging(&format!("  {}. ", at + 1), Tone::Quiet, text, Tone::Plain)?;
            if *at < asked { option(page, question) } else { answer(page, question) }
        })?;
    }
    if content.details {
        settings(page, &content.questions)?;
    }
    let left = content.questions.len().saturating_sub(asked.max(full + shown));
    page.more_of(left as u64, "question", "--details")
}

/// The answers as they are written in the settings, all together, for no table may occur twice.
fn settings(page: &mut Page<'_>, questions: &[OpenQuestion]) -> io::Result<()> {
    let mut tables: BTreeMap<&str, Vec<(&str, &str)>> = BTreeMap::new();
    for (table, key, value) in questions.iter().filter_map(|question| question.setting.as_ref()) {
        tables.entry(table).or_default().push((key, value));
    }
    if tables.is_empty() {
        return Ok(());
    }
    page.blank()?;
    page.text("  The same in banlint.toml; change what is not true of you:", Tone::Quiet)?;
    for (table, keys) in &tables {
        page.pieces(&[("       ", Tone::Plain), (&format!("[{table}]"), Tone::Quiet)])?;
        for (key, value) in keys {
            page.pieces(&[("       ", Tone::Plain), (&format!("{key} = {value}"), Tone::Quiet)])?;
        }
    }
    Ok(())
}

fn answer(page: &mut Page<'_>, question: &OpenQuestion) -> io::Result<()> {
    page.hanging("     ", Tone::Quiet, &question.how, Tone::Quiet)?;
    option(page, question)
}

/// The option in one piece, so that it can be copied.
fn option(page: &mut Page<'_>, question: &OpenQuestion) -> io::Result<()> {
    question.option.iter().try_for_each(|option| {
        page.pieces(&[("       ", Tone::Plain), (option.as_str(), Tone::Strong)])
    })
}

fn pointers(page: &mut Page<'_>, content: &TextContent<'_>) -> io::Result<()> {
    if content.summary.tally.worst() <= Some(Verdict::Clear) {
        return Ok(());
    }
    let details = if content.details { "" } else { " All evidence: --details." };
    let text = format!(
        "Every row: -o out.xlsx. One row with every mark, provision and source: \
         `banlint explain FILE LINE`, with a line as printed here or an asset number.{details}"
    );
    page.blank()?;
    page.text(&text, Tone::Quiet)
}
