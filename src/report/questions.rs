//! The open questions: which answers would decide most rows, and how to give them. Whatever is shown to be typed works as
//! it stands.

use std::{collections::BTreeMap, slice};

use super::{
    Need, Summary, cell,
    escape::in_toml,
    fact_words::words_of,
    words::{self, CELL, SENTENCE},
};
use crate::{
    Field,
    asset::FieldTrait,
    audit::{AnswerWord, Basis},
    reason::AskedFact,
    strings::in_shell,
};

/// Words shown that an answer could have.
const WORDS: usize = 5;

/// Words shown beside those that decide it, so that nobody is offered an answer of one kind alone.
const OTHERS: usize = 1;

/// The placeholder of an answer that only the user knows: a guess that is typed as it is would be a false fact of every row.
/// banlint refuses it, and says which words there are.
const WORD: &str = "WORD";

/// What is asked where nothing but the maker is in doubt.
const WHO_MADE_IT: &str = "Who made it?";
const WHAT_LAW_MEANS: &str =
    "How is the law to be read where it leaves a point open? The goods below say which.";
const WHETHER_THERE: &str =
    "Do you have what these lines name, which stand outside the rows of the table?";
const WAIVER: &str = "Ask counsel, and record the answer as a [[waiver]].";
const READ_ITS_SHEET: &str = "Have its sheet read, or give each item a row of its own: the note on the line, below, says how.";
const ROW_OF_ITS_OWN: &str =
    "Give each item a row of its own in the register, or say that there is no such item.";
const ASK_COUNSEL: &str = "Ask counsel; the audit records the answer as a waiver.";
const RATING_PLATE: &str = "Read the rating plate: a full model number, a MAC address, an FCC ID or a serial number tells; of an app, whether it is installed.";

/// A question with what it decides and how it is answered, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct OpenQuestion {
    pub(super) fact: AskedFact,
    pub(super) text: String,
    pub(super) rows: u64,
    /// Those of them that ask for nothing else.
    pub(super) alone: u64,
    /// How to answer it at a terminal, in words.
    pub(super) how: String,
    /// What is to be said or done, for a reader without one.
    pub(super) says: String,
    pub(super) option: Option<String>,
    /// The same in the settings: table, key, value.
    pub(super) setting: Option<(String, String, String)>,
}

/// The open questions: who the owner is first, since most law binds some owners alone; then what decides most rows.
pub(super) fn open_questions(summary: &Summary, basis: &Basis) -> Vec<OpenQuestion> {
    let mut columns =
        AnswerColumns { stated: &summary.fact_columns, dates: summary.date_columns.iter() };
    let needs = summary.needs().into_iter();
    let mut all: Vec<_> = needs.map(|need| answer(need, basis, &mut columns)).collect();
    let rows = summary.maker_in_doubt;
    if rows > 0 {
        let maker = Need { rows, alone: rows, ..Need::of(AskedFact::Maker) };
        let maker = answer(&maker, basis, &mut columns);
        all.insert(all.partition_point(|other| other.is_of_owner() || other.alone >= rows), maker);
    }
    all
}

impl OpenQuestion {
    /// A question without an answer.
    fn of(need: &Need) -> Self {
        Self {
            fact: need.fact,
            text: question(need),
            rows: need.rows,
            alone: need.alone,
            how: String::new(),
            says: String::new(),
            option: None,
            setting: None,
        }
    }

    /// Whether it asks who the owner is.
    pub(super) fn is_of_owner(&self) -> bool {
        self.fact == AskedFact::Field(Field::Owner)
    }

    /// How many rows it decides.
    pub(super) fn decides(&self) -> String {
        let others = self.rows - self.alone;
        let row = |n| words::count(n, "row");
        match (self.alone, others) {
            (0, _) => format!("one of several answers that decide {}", row(others)),
            (alone, 0) => format!("decides {}", row(alone)),
            (alone, others) => format!("decides {}, and helps with {others} more", row(alone)),
        }
    }
}

/// The columns in which an answer may be found or given. Those of dates of which nobody knows what they say are proposed for one
/// question alone; what other columns hold, nobody can guess.
struct AnswerColumns<'s> {
    /// The headers of those that state a fact.
    stated: &'s BTreeMap<Field, String>,
    dates: slice::Iter<'s, String>,
}

impl<'s> AnswerColumns<'s> {
    /// One that may hold this fact under another name.
    fn next_for(&mut self, fact: Field) -> Option<&'s String> {
        if fact.is(FieldTrait::Dated) { self.dates.next() } else { None }
    }

    /// How a fact can be given row by row, to continue a sentence: by the column that is there, or by one that is to be added.
    fn told_by(&self, fact: Field) -> String {
        match self.stated.get(&fact) {
            Some(header) => format!("settle it in its column `{}`", cell(header, CELL)),
            None => "add a column for it".to_owned(),
        }
    }
}

/// The question of a fact: as the law asks it, or whatever the provisions that ask for it want to hear where they are several.
pub(super) fn question(need: &Need) -> String {
    let question = match need.fact {
        AskedFact::Law => Some(WHAT_LAW_MEANS),
        AskedFact::Row => Some(WHETHER_THERE),
        AskedFact::Maker => Some(WHO_MADE_IT),
        AskedFact::Field(_) if !need.is_asked_otherwise => None,
        AskedFact::Field(field) => words_of(field).in_general,
    };
    question.map_or_else(|| cell(&need.question, SENTENCE), str::to_owned)
}

fn answer(need: &Need, basis: &Basis, columns: &mut AnswerColumns<'_>) -> OpenQuestion {
    let answered = |how: &str, says: &str| {
        let (how, says) = (how.to_owned(), says.to_owned());
        OpenQuestion { how, says, ..OpenQuestion::of(need) }
    };
    let field = match need.fact {
        AskedFact::Law => return answered(WAIVER, ASK_COUNSEL),
        AskedFact::Row => return answered(READ_ITS_SHEET, ROW_OF_ITS_OWN),
        AskedFact::Maker => return answered(RATING_PLATE, RATING_PLATE),
        AskedFact::Field(field) => field,
    };
    if need.asks_for_owner() {
        let named = named_owner(need, basis, columns).or_else(|| of_somebody_else(need, basis));
        return named.unwrap_or_else(|| owner(need, basis));
    }
    let terms = basis.words.get(&field).map(Vec::as_slice).unwrap_or_default();
    if terms.is_empty() {
        return column(need, field, columns);
    }
    // What decides it comes first, and is never left out.
    let decides = |word: &&AnswerWord| need.deciding.contains(&word.title);
    let (first, others): (Vec<_>, Vec<_>) = terms.iter().partition(decides);
    let most = WORDS.max(first.len() + OTHERS);
    let terms: Vec<_> = first.into_iter().chain(others).collect();
    let words: Vec<_> = terms.iter().map(|word| word.id.as_str()).collect();
    let word = need.answer.unwrap_or(WORD);
    let are = need.answer.map_or("WORD is one of", |_| "the words:");
    let say = |before: &str| {
        let column = columns.told_by(field);
        words::stopped(&format!("{before}, or {column}; {are} {}", some_of(&words, most)))
    };
    let titles: Vec<_> = terms.iter().map(|word| cell(&word.title, CELL)).collect();
    let fact = field.key();
    match (need.sites.first(), field) {
        (Some(site), Field::SiteClass | Field::Country | Field::Network | Field::Purpose) => {
            let key = fact.strip_prefix("site-").unwrap_or(fact);
            OpenQuestion {
                how: say("Say it of each site"),
                says: in_words("Say it of each site", &some_of(&titles, most)),
                option: Some(format!("--site {}", in_shell(&format!("{site}:{key}={word}")))),
                setting: Some((format!("sites.{}", in_toml(site)), key.to_owned(), in_toml(word))),
                ..OpenQuestion::of(need)
            }
        }
        _ => OpenQuestion {
            how: say("Say it once if it is true of all rows"),
            says: in_words("Say it once if it is true of all rows", &some_of(&titles, most)),
            option: Some(format!("--assume {fact}={word}")),
            setting: Some(("assume".to_owned(), fact.to_owned(), in_toml(word))),
            ..OpenQuestion::of(need)
        },
    }
}

/// The first of the words, and that there are more.
fn some_of(words: &[impl AsRef<str>], most: usize) -> String {
    let shown = words.iter().take(most).map(AsRef::as_ref).collect::<Vec<_>>().join(", ");
    if words.len() > most { format!("{shown}, …") } else { shown }
}

/// How a question is answered without a terminal.
fn in_words(say: &str, answers: &str) -> String {
    words::stopped(&format!(
        "{say}, or row by row in a column of the register; it may be: {answers}"
    ))
}

/// Where it is said who the owner is, and cells put it in question: what they name is to be said in their column.
fn named_owner(need: &Need, basis: &Basis, columns: &AnswerColumns<'_>) -> Option<OpenQuestion> {
    let named = need.named.as_deref().filter(|_| !basis.organisation.is_empty())?;
    let header = columns.stated.get(&Field::Owner)?;
    let (header, named) = (cell(header, CELL), cell(named, CELL));
    // Nothing stands ready to be copied: a column of owners that is set aside makes all goods those of the one that was said.
    let how = format!(
        "The column `{header}` names others, such as \"{named}\". Say there what they are, in words of `banlint orgs`. Only if no cell of it \
         says who owns the goods, have it read as a detail, under [columns] in banlint.toml."
    );
    Some(OpenQuestion { says: how.clone(), how, ..OpenQuestion::of(need) })
}

/// Where it is said who the owner is, and the very rows put it in question, in a remark or in what they call the goods.
fn of_somebody_else(need: &Need, basis: &Basis) -> Option<OpenQuestion> {
    let is_said = |id: &String| basis.organisation.iter().any(|(said, _)| said == id);
    (!need.owners.is_empty() && need.owners.keys().all(is_said)).then(|| {
        let how = "You have said what you are; these rows say that the goods may be somebody else's, such as a person's own. Say whose they \
                   are in a column for the owner, or leave out of the register what is not yours.";
        let how = how.to_owned();
        OpenQuestion { says: how.clone(), how, ..OpenQuestion::of(need) }
    })
}

/// What the owner could be, that which the most rows hang on first; of several that which the most law binds.
fn owner(need: &Need, basis: &Basis) -> OpenQuestion {
    let mut owners: Vec<_> = need.owners.iter().collect();
    owners.sort_by_cached_key(|(id, rows)| {
        let bound = basis.binds.values().filter(|bound| bound.contains(id)).count();
        std::cmp::Reverse((**rows, bound))
    });
    let Some((first, _)) = owners.first() else {
        let how = "Say so with --org; `banlint orgs` shows what an owner can be.";
        let says = "Say what kind of organisation owns the goods.".to_owned();
        return OpenQuestion { how: how.to_owned(), says, ..OpenQuestion::of(need) };
    };
    // Of several owners none is offered: what stands ready to be copied is copied.
    let word = if owners.len() == 1 { first.as_str() } else { WORD };
    let rows = |(id, rows): &(&String, &u64)| format!("{id} ({})", words::count(**rows, "row"));
    let listed: Vec<_> = owners.iter().take(WORDS).map(rows).collect();
    let by_title = |(id, rows): &(&String, &u64)| {
        let known = basis.words.get(&Field::Owner).into_iter().flatten();
        let title =
            known.clone().find(|word| word.id == **id).map_or(id.as_str(), |word| &word.title);
        format!("{} ({})", cell(title, CELL), words::count(**rows, "row"))
    };
    let titles: Vec<_> = owners.iter().take(WORDS).map(by_title).collect();
    OpenQuestion {
        how: format!(
            "Most law binds some owners alone; here rows hang on {}. Say all that you are, or what you are instead: \
             `banlint orgs` explains the words.",
            words::list(&listed)
        ),
        says: format!(
            "Most law binds some owners alone; here rows hang on whether you are: {}. Say all that you are, or what you are instead.",
            words::joined(&titles, "or")
        ),
        option: Some(format!("--org {word}")),
        setting: Some(("organisation".to_owned(), "is".to_owned(), format!("[{}]", in_toml(word)))),
        ..OpenQuestion::of(need)
    }
}

/// A fact that differs from row to row, so that a column must tell it.
fn column(need: &Need, fact: Field, columns: &mut AnswerColumns<'_>) -> OpenQuestion {
    if let Some(header) = columns.stated.get(&fact) {
        let needed = if fact.is(FieldTrait::Dated) {
            ": the whole date is needed, or the right one where columns or the status say otherwise"
        } else {
            ""
        };
        let header = cell(header, CELL);
        let how = format!("Complete or correct the column `{header}` in these rows{needed}.");
        let says = how.clone();
        return OpenQuestion { how, says, ..OpenQuestion::of(need) };
    }
    let how = format!("Add a column `{}` to the sheet", cell(fact.key(), CELL));
    let says = format!("{how}, or say which of its columns tells it.");
    let Some(header) = columns.next_for(fact) else {
        let how = format!("{how}, or name the one that tells it with --column.");
        return OpenQuestion { how, says, ..OpenQuestion::of(need) };
    };
    OpenQuestion {
        says,
        how: format!(
            "{how}. If it is there under another name, perhaps `{}`, say so:",
            cell(header, CELL)
        ),
        option: Some(format!("--column {}", in_shell(&format!("{header}={fact}")))),
        setting: Some(("columns".to_owned(), in_toml(header), in_toml(fact.key()))),
        ..OpenQuestion::of(need)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;

    fn need(fact: Field, rows: u64, alone: u64) -> Need {
        let (question, sites) = ("Is it so?".to_owned(), vec!["HQ \"1\"".to_owned()]);
        Need { question, rows, alone, sites, ..Need::of(AskedFact::Field(fact)) }
    }

    fn word(id: &str) -> AnswerWord {
        AnswerWord { id: id.to_owned(), title: id.replace('-', " ") }
    }

    /// The word that a question itself names is the one that decides it: it comes first, and is never after "…".
    #[test]
    fn the_word_that_decides_stands_first() {
        let mut basis = fixture::basis();
        let words = ["one", "two", "three", "four", "five", "the-one"].map(word);
        basis.words.insert(Field::Customer, words.into());
        let deciding = ["the one".to_owned()].into();
        let need = Need { deciding, ..need(Field::Customer, 1, 1) };
        let stated = BTreeMap::new();
        let asked = answer(&need, &basis, &mut AnswerColumns { stated: &stated, dates: [].iter() });
        assert!(
            asked.how.ends_with("WORD is one of the-one, one, two, three, four, …"),
            "{}",
            asked.how
        );
        assert!(
            asked.says.ends_with("it may be: the one, one, two, three, four, …"),
            "{}",
            asked.says
        );
        assert!(!asked.says.contains("WORD"));
    }

    #[test]
    fn a_question_says_how_much_it_decides() {
        for (rows, alone, words) in [
            (1, 1, "decides 1 row"),
            (5, 2, "decides 2 rows, and helps with 3 more"),
            (4, 0, "one of several answers that decide 4 rows"),
        ] {
            let question = OpenQuestion::of(&need(Field::Status, rows, alone));
            assert_eq!(question.decides(), words);
        }
    }

    #[test]
    fn each_fact_has_its_place() {
        let dates = ["Ordered on".to_owned()];
        let stated = BTreeMap::from([(Field::Installed, "Fitted".to_owned())]);
        let columns = || AnswerColumns { stated: &stated, dates: dates.iter() };
        let owners = BTreeMap::from([("gb-x".to_owned(), 1), ("us-y".to_owned(), 2)]);
        let owner = Need { owners, ..need(Field::Owner, 2, 1) };
        let mut basis = fixture::basis();
        basis.words.insert(Field::Status, vec![word("ordered"), word("in-service")]);
        for (need, option, setting) in [
            (owner, "--org WORD", "[organisation] is = [\"WORD\"]"),
            (
                need(Field::Purpose, 1, 1),
                "--site 'HQ \"1\":purpose=WORD'",
                r#"[sites."HQ \"1\""] purpose = "WORD""#,
            ),
            (
                Need { answer: Some("in-service"), ..need(Field::Status, 1, 1) },
                "--assume status=in-service",
                "[assume] status = \"in-service\"",
            ),
            (
                need(Field::Acquired, 1, 1),
                "--column 'Ordered on=acquired'",
                "[columns] \"Ordered on\" = \"acquired\"",
            ),
        ] {
            let question = answer(&need, &basis, &mut columns());
            let (table, key, value) = question.setting.unwrap();
            assert_eq!(question.option.as_deref(), Some(option));
            assert_eq!(format!("[{table}] {key} = {value}"), setting);
        }
        assert!(answer(&Need::of(AskedFact::Law), &basis, &mut columns()).how.contains("counsel"));
        let there = answer(&need(Field::Installed, 1, 1), &basis, &mut columns());
        assert_eq!(
            there.how,
            "Complete or correct the column `Fitted` in these rows: the whole date is needed, or the right one where columns or the status say otherwise."
        );
        assert_eq!(there.option, None, "the column is known already");
        let undated = &mut AnswerColumns { stated: &stated, dates: [].iter() };
        for fact in [Field::Acquired, Field::Equipment] {
            let asked = answer(&need(fact, 1, 1), &basis, undated);
            assert_eq!(asked.option, None, "no column of remarks holds it");
            assert!(
                asked.how.ends_with("to the sheet, or name the one that tells it with --column.")
            );
        }
    }
}
