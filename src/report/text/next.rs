//! What to do next: the questions with how to answer them.

use std::{collections::BTreeMap, io};

use crate::{
    Verdict,
    audit::Basis,
    report::{
        Summary, cell,
        goods::{Action, Actions},
        page::{Page, Tone},
        questions::{OpenQuestion, open_questions},
        words::{self, CELL, SENTENCE},
    },
};

/// Actions shown.
const ACTIONS: usize = 8;
/// Questions shown.
const QUESTIONS: usize = 8;

/// Writes the next steps, the most useful first.
pub(super) fn write(
    page: &mut Page<'_>,
    summary: &Summary,
    basis: &Basis,
    actions: &Actions,
) -> io::Result<()> {
    let questions = open_questions(summary, basis);
    let tally = &summary.tally;
    let (violations, unread) = (tally.of(Verdict::Violation), tally.of(Verdict::Unchecked));
    if questions.is_empty() && violations + unread == 0 {
        return Ok(());
    }
    page.heading("WHAT TO DO NEXT")?;
    let mut steps = Steps { page, step: 0 };
    // Without the owner a violation, too, is only one of the law that binds whoever owns it.
    let of_owner = questions.iter().take_while(|question| question.is_of_owner()).count();
    let shown = &questions[..questions.len().min(QUESTIONS)];
    let (first, then) = shown.split_at(of_owner);
    first.iter().try_for_each(|question| steps.question(question))?;
    for action in actions.sorted().into_iter().take(ACTIONS) {
        steps.action(action)?;
    }
    then.iter().try_for_each(|question| steps.question(question))?;
    if unread > 0 {
        let rows = words::count(unread, "row");
        steps.text(
            &format!("{rows} could not be read."),
            "Mend the file, and look at how it is understood with `banlint columns FILE`.",
        )?;
    }
    settings(page, shown)
}

/// The numbered steps.
struct Steps<'p, 'o> {
    page: &'p mut Page<'o>,
    step: usize,
}

impl Steps<'_, '_> {
    fn text(&mut self, text: &str, how: &str) -> io::Result<()> {
        self.step += 1;
        self.page.hanging(&format!("  {}. ", self.step), Tone::Quiet, text, Tone::Plain)?;
        self.page.hanging("     ", Tone::Quiet, how, Tone::Quiet)
    }

    fn action(&mut self, action: &Action) -> io::Result<()> {
        let rows = words::count(action.places.rows(), "row");
        let what = format!("{rows} {}", action.urgency.words());
        let sites = action.places.sites().map_or(String::new(), |sites| format!("; {sites}"));
        let makers: Vec<_> = action.makers.keys().map(|maker| cell(maker, CELL)).collect();
        let by =
            if makers.is_empty() { String::new() } else { format!(" ({})", words::list(&makers)) };
        let text = format!("{what}{by}: {}{sites}.", words::provision(&action.law));
        self.text(&text, &words::stopped(&cell(&action.law.remedy, SENTENCE)))
    }

    fn question(&mut self, question: &OpenQuestion) -> io::Result<()> {
        let text = format!("{} {}.", question.text, words::sentence(&question.decides()));
        self.text(&text, &question.how)?;
        // In one piece, so that it can be copied.
        question.option.iter().try_for_each(|option| {
            self.page.pieces(&[("       ", Tone::Plain), (option.as_str(), Tone::Strong)])
        })
    }
}

/// The answers as they stand in the settings, all together, for no table may stand there twice.
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
