//! What to do next: which answers would decide most rows, and where to give them.

use std::io;

use crate::{
    Verdict,
    report::{
        Need, Summary, cell,
        page::{Page, Tone},
        words::{self, CELL, SENTENCE},
    },
};

/// Questions shown.
const QUESTIONS: usize = 8;

/// Writes the next steps, the most useful first.
pub(super) fn write(page: &mut Page<'_>, summary: &Summary) -> io::Result<()> {
    let needs = summary.needs();
    let tally = &summary.tally;
    let (violations, unread) = (tally.of(Verdict::Violation), tally.of(Verdict::Unchecked));
    if needs.is_empty() && violations + unread + summary.maker_in_doubt == 0 {
        return Ok(());
    }
    page.heading("WHAT TO DO NEXT")?;
    let mut step = 0;
    let mut write = |text: &str, how: &str| {
        step += 1;
        page.hanging(&format!("  {step}. "), Tone::Quiet, text, Tone::Plain)?;
        page.hanging("     ", Tone::Quiet, how, Tone::Quiet)
    };
    if violations > 0 {
        let text = format!(
            "{} in violation: follow \"What to do\" above.",
            words::count(violations, "row")
        );
        write(&text, "Check the evidence of one with `banlint explain FILE ROW` before you act.")?;
    }
    for need in needs.iter().take(QUESTIONS) {
        write(&asked(need), &answer(need))?;
    }
    if summary.maker_in_doubt > 0 {
        let rows = words::count(summary.maker_in_doubt, "row");
        let text = format!("{rows} in review only because the maker is uncertain.");
        write(
            &text,
            "Read the rating plate: a full model number, a MAC address, an FCC ID or a serial number settles it.",
        )?;
    }
    if unread > 0 {
        let text = format!("{} could not be read.", words::count(unread, "row"));
        write(
            &text,
            "Mend the file, and look at how it is understood with `banlint columns FILE`.",
        )?;
    }
    Ok(())
}

/// The question with what it decides.
fn asked(need: &Need) -> String {
    let others = need.rows - need.alone;
    let row = |n| words::count(n, "row");
    let decides = match (need.alone, others) {
        (0, _) => format!("one of several answers that decide {}", row(others)),
        (alone, 0) => format!("decides {}", row(alone)),
        (alone, others) => format!("decides {}, and helps with {others} more", row(alone)),
    };
    format!("{}: {} {}.", cell(&need.fact, CELL), question(need), words::sentence(&decides))
}

/// The question of a fact, whatever the provisions that ask for it want to hear.
fn question(need: &Need) -> String {
    let question = match need.fact.as_str() {
        "law" => "the law leaves a point open; the card says which.",
        "row" => "does a line that is no row tell of an item?",
        "owner" | "organisation" => "who is the owner?",
        "purpose" => "what is it used for?",
        "equipment" => "what kind of equipment is it?",
        "site-class" => "what kind of site is it in the sense of the law?",
        "site" => "where is it?",
        "country" => "in which country is it?",
        "network" => "what network is it attached to?",
        "status" => "is it in service?",
        "funding" => "whose money paid for it?",
        "acquired" => "when was it bought?",
        "installed" => "when was it installed?",
        "authorised" => "when was the model first authorised for sale?",
        "country-of-production" => "where was it produced?",
        _ => return cell(&need.question, SENTENCE),
    };
    question.to_owned()
}

/// Where the answer is given.
fn answer(need: &Need) -> String {
    let fact = cell(&need.fact, CELL);
    let site = need.sites.first().map_or("NAME".to_owned(), |site| cell(site, CELL));
    let site = site.replace('"', "'");
    match fact.as_str() {
        "law" => "Ask counsel, and record the answer as a waiver.".into(),
        "row" => "Have its sheet read, or give each item a row of its own: the note on the line, below, says how.".into(),
        "organisation" | "owner" => {
            "Say who you are: `--org …`, or `[organisation] is = [\"…\"]` in banlint.toml.".into()
        }
        "site-class" => format!(
            "Say it of each site: `[sites.\"{site}\"] class = \"…\"` in banlint.toml; or of all: `--assume {fact}=…`."
        ),
        "country" | "network" | "site" => format!(
            "Say it of each site: `[sites.\"{site}\"] {fact} = \"…\"` in banlint.toml; or of all: `--assume {fact}=…`."
        ),
        "acquired" | "installed" | "authorised" | "serial" | "mac" | "fcc-id" | "model" => format!(
            "Add a column for it to the sheet, and name it in banlint.toml if it is not recognised: \
             `[columns]` {fact} = \"…\"."
        ),
        _ => format!(
            "Add a column for it; or, where one answer is true of all rows, `[assume] {fact} = \"…\"` in banlint.toml."
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn need(fact: &str, rows: u64, alone: u64) -> Need {
        let (question, sites) = ("Is it so?".to_owned(), vec!["HQ \"1\"".to_owned()]);
        Need { fact: fact.to_owned(), question, rows, alone, sites }
    }

    #[test]
    fn a_question_says_how_much_it_decides() {
        for (rows, alone, words) in [
            (1, 1, "purpose: what is it used for? Decides 1 row."),
            (5, 2, "purpose: what is it used for? Decides 2 rows, and helps with 3 more."),
            (4, 0, "purpose: what is it used for? One of several answers that decide 4 rows."),
        ] {
            assert_eq!(asked(&need("purpose", rows, alone)), words);
        }
    }

    #[test]
    fn each_fact_has_its_place() {
        for (fact, place) in [
            ("organisation", "`--org"),
            ("site-class", "`[sites.\"HQ '1'\"] class = "),
            ("country", "`[sites.\"HQ '1'\"] country = "),
            ("acquired", "`[columns]` acquired = "),
            ("purpose", "`[assume] purpose = "),
            ("law", "Ask counsel"),
        ] {
            let said = answer(&need(fact, 1, 1));
            assert!(said.contains(place), "{said}");
        }
    }
}
