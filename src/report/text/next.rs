//! What to do next: which answers would decide most rows, and how to give them. Whatever stands here as something to type works as it
//! stands.

use std::{collections::BTreeMap, io};

use crate::{
    Verdict,
    audit::Basis,
    report::{
        Need, Summary, cell,
        json::put_value,
        page::{Page, Tone},
        words::{self, CELL, SENTENCE},
    },
};

/// Questions shown.
const QUESTIONS: usize = 8;
/// Words shown that an answer could have.
const WORDS: usize = 9;

/// Writes the next steps, the most useful first.
pub(super) fn write(page: &mut Page<'_>, summary: &Summary, basis: &Basis) -> io::Result<()> {
    let needs = summary.needs();
    let tally = &summary.tally;
    let (violations, unread) = (tally.of(Verdict::Violation), tally.of(Verdict::Unchecked));
    if needs.is_empty() && violations + unread + summary.maker_in_doubt == 0 {
        return Ok(());
    }
    page.heading("WHAT TO DO NEXT")?;
    let mut steps = Steps { page, step: 0 };
    let asked = needs.first().is_some_and(|need| need.asks_for_owner());
    let answers = answers(&needs, summary, basis);
    // Without the owner a violation, too, is only one of the law that binds whoever owns it.
    if asked && let (Some(need), Some(answer)) = (needs.first(), answers.first()) {
        steps.question(need, answer)?;
    }
    if violations > 0 {
        let rows = words::count(violations, "row");
        steps.text(
            &format!("{rows} in violation: follow \"What to do\" above."),
            "Check the evidence of one with `banlint explain FILE LINE` before you act.",
        )?;
    }
    for (need, answer) in needs.iter().zip(&answers).skip(usize::from(asked)) {
        steps.question(need, answer)?;
    }
    if summary.maker_in_doubt > 0 {
        let rows = words::count(summary.maker_in_doubt, "row");
        steps.text(
            &format!("{rows} in review only because the maker is uncertain."),
            "Read the rating plate: a full model number, a MAC address, an FCC ID or a serial number settles it.",
        )?;
    }
    if unread > 0 {
        let rows = words::count(unread, "row");
        steps.text(
            &format!("{rows} could not be read."),
            "Mend the file, and look at how it is understood with `banlint columns FILE`.",
        )?;
    }
    settings(page, &answers)
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

    fn question(&mut self, need: &Need, answer: &Answer) -> io::Result<()> {
        self.text(&asked(need), &answer.how)?;
        // In one piece, so that it can be copied.
        answer.option.iter().try_for_each(|option| {
            self.page.pieces(&[("       ", Tone::Plain), (option.as_str(), Tone::Strong)])
        })
    }
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
    format!("{} {}.", question(need), words::sentence(&decides))
}

/// The question of a fact, whatever the provisions that ask for it want to hear.
fn question(need: &Need) -> String {
    let question = match need.fact.as_str() {
        "law" => "The law leaves a point open; the card says which.",
        "row" => "Does a line that is no row tell of an item?",
        "owner" => "Who are you, that is, what kind of organisation owns this?",
        "purpose" => "What is it used for?",
        "equipment" => "What kind of equipment is it?",
        "site-class" => "What kind of site is it in the sense of the law?",
        "site" => "Where is it?",
        "country" => "In which country is it?",
        "network" => "What network is it attached to?",
        "status" => "Is it in service?",
        "funding" => "Whose money paid for it?",
        "acquired" => "When was it bought?",
        "installed" => "When was it installed?",
        "authorised" => "When was the model first authorised for sale?",
        "country-of-production" => "Where was it produced?",
        _ => return cell(&need.question, SENTENCE),
    };
    question.to_owned()
}

/// How an answer is given.
#[derive(Debug, Default, PartialEq, Eq)]
struct Answer {
    /// In words.
    how: String,
    /// The option that gives it.
    option: Option<String>,
    /// The same in the settings: table, key, value.
    setting: Option<(String, String, String)>,
}

/// The answers to the questions shown, in their order.
fn answers(needs: &[&Need], summary: &Summary, basis: &Basis) -> Vec<Answer> {
    let mut columns = summary.other_columns.iter();
    let answer = |need: &&Need| answer(need, basis, &mut columns);
    needs.iter().take(QUESTIONS).map(answer).collect()
}

fn answer<'c>(
    need: &Need,
    basis: &Basis,
    columns: &mut impl Iterator<Item = &'c String>,
) -> Answer {
    let fact = need.fact.as_str();
    if fact == "law" {
        let how = "Ask counsel, and record the answer as a [[waiver]].".to_owned();
        return Answer { how, ..Answer::default() };
    }
    if fact == "row" {
        let how = "Have its sheet read, or give each item a row of its own: the note on the line, below, says how.";
        return Answer { how: how.to_owned(), ..Answer::default() };
    }
    if need.asks_for_owner() {
        return owner(need);
    }
    let words = basis.words.get(fact).map(Vec::as_slice).unwrap_or_default();
    let Some(first) = words.first() else { return column(fact, columns) };
    let say = |before: &str| {
        format!("{before}, or add a column for it. The words are {}.", some_of(words))
    };
    match (need.sites.first(), fact) {
        (Some(site), "site-class" | "country" | "network" | "purpose") => {
            let key = fact.strip_prefix("site-").unwrap_or(fact);
            Answer {
                how: say("Say it of each site"),
                option: Some(format!("--site {}", quoted(&format!("{site}:{key}={first}")))),
                setting: Some((format!("sites.{}", toml(site)), key.to_owned(), toml(first))),
            }
        }
        _ => Answer {
            how: say("Say it once where it is true of all rows"),
            option: Some(format!("--assume {fact}={first}")),
            setting: Some(("assume".to_owned(), fact.to_owned(), toml(first))),
        },
    }
}

/// The first of the words that there are.
fn some_of(words: &[String]) -> String {
    let more = if words.len() > WORDS { ", …" } else { "" };
    format!("{}{more}", words.iter().take(WORDS).map(String::as_str).collect::<Vec<_>>().join(", "))
}

/// What the owner could be, that which the most rows hang on first.
fn owner(need: &Need) -> Answer {
    let mut owners: Vec<_> = need.owners.iter().collect();
    owners.sort_by_key(|(_, rows)| std::cmp::Reverse(**rows));
    let Some((first, _)) = owners.first() else {
        let how = "Say so with --org; `banlint rules list --terms` shows what an owner can be.";
        return Answer { how: how.to_owned(), ..Answer::default() };
    };
    let rows = |(id, rows): &(&String, &u64)| format!("{id} ({})", words::count(**rows, "row"));
    let listed: Vec<_> = owners.iter().take(WORDS).map(rows).collect();
    Answer {
        how: format!(
            "Most law binds some owners alone; here rows hang on {}. Say all that you are, or what you are instead: \
             `banlint rules list --terms` explains the words.",
            words::list(&listed)
        ),
        option: Some(format!("--org {first}")),
        setting: Some(("organisation".to_owned(), "is".to_owned(), format!("[{}]", toml(first)))),
    }
}

/// A fact that differs from row to row, so that a column must tell it.
fn column<'c>(fact: &str, columns: &mut impl Iterator<Item = &'c String>) -> Answer {
    let how = format!("Add a column `{}` to the sheet", cell(fact, CELL));
    let Some(header) = columns.next() else {
        return Answer { how: how + ".", ..Answer::default() };
    };
    Answer {
        how: format!(
            "{how}. If it is there under another name, perhaps `{}`, say so:",
            cell(header, CELL)
        ),
        option: Some(format!("--column {}", quoted(&format!("{header}={fact}")))),
        setting: Some(("columns".to_owned(), toml(header), toml(fact))),
    }
}

/// The answers as they stand in the settings, all together, for no table may stand there twice.
fn settings(page: &mut Page<'_>, answers: &[Answer]) -> io::Result<()> {
    let mut tables: BTreeMap<&str, Vec<(&str, &str)>> = BTreeMap::new();
    for (table, key, value) in answers.iter().filter_map(|answer| answer.setting.as_ref()) {
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

/// A text in TOML, which spells it as JSON does; in one line, so that it can be a key as well.
fn toml(text: &str) -> String {
    let mut spelt = Vec::new();
    // Writing to memory cannot fail.
    let _ = put_value(&mut spelt, text);
    String::from_utf8_lossy(&spelt).into_owned()
}

/// A word of a command as a shell takes it.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '=' | ':' | '.' | '/');
    if word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;

    fn need(fact: &str, rows: u64, alone: u64) -> Need {
        let (question, sites) = ("Is it so?".to_owned(), vec!["HQ \"1\"".to_owned()]);
        Need { fact: fact.to_owned(), question, rows, alone, sites, ..Need::default() }
    }

    #[test]
    fn a_question_says_how_much_it_decides() {
        for (rows, alone, words) in [
            (1, 1, "What is it used for? Decides 1 row."),
            (5, 2, "What is it used for? Decides 2 rows, and helps with 3 more."),
            (4, 0, "What is it used for? One of several answers that decide 4 rows."),
        ] {
            assert_eq!(asked(&need("purpose", rows, alone)), words);
        }
    }

    #[test]
    fn each_fact_has_its_place() {
        let columns = ["Ordered on".to_owned()];
        let owners = BTreeMap::from([("gb-x".to_owned(), 1), ("us-y".to_owned(), 2)]);
        let owner = Need { owners, ..need("owner", 2, 1) };
        let mut basis = fixture::basis();
        basis.words.insert("status".into(), vec!["in-service".into()]);
        for (need, option, setting) in [
            (owner, "--org us-y", "[organisation] is = [\"us-y\"]"),
            (
                need("purpose", 1, 1),
                "--site 'HQ \"1\":purpose=public-safety'",
                r#"[sites."HQ \"1\""] purpose = "public-safety""#,
            ),
            (
                need("status", 1, 1),
                "--assume status=in-service",
                "[assume] status = \"in-service\"",
            ),
            (
                need("acquired", 1, 1),
                "--column 'Ordered on=acquired'",
                "[columns] \"Ordered on\" = \"acquired\"",
            ),
        ] {
            let answer = answer(&need, &basis, &mut columns.iter());
            let (table, key, value) = answer.setting.unwrap();
            assert_eq!(answer.option.as_deref(), Some(option));
            assert_eq!(format!("[{table}] {key} = {value}"), setting);
        }
        assert!(answer(&need("law", 1, 1), &basis, &mut columns.iter()).how.contains("counsel"));
    }
}
