//! `banlint rules new`: a law file to start from.

use std::{
    io,
    path::{Path, PathBuf},
};

use crate::{
    Date,
    audit::Knowledge,
    cli::{
        destination::write_whole,
        exit::{Exit, Failure, Outcome},
        output::Console,
    },
    knowledge::{did_you_mean, is_id, known_as, why},
    rules::Terms,
};

/// The file as it begins; what is in braces is filled in.
const TEMPLATE: &str = include_str!("law.toml");

pub(super) fn run(
    id: &str,
    country: Option<&str>,
    output: Option<&Path>,
    console: &Console,
) -> Outcome {
    let knowledge = Knowledge::shipped()?;
    if !is_id(id) {
        return Err(Failure::new(format!(
            "`{id}` is no id of a regime; expected lower-case letters, digits and hyphens, such as gb-harbour-cameras"
        )));
    }
    if let Some(regime) = knowledge.book.regime(id) {
        return Err(Failure::new(format!(
            "there is a regime `{id}` already, {}; expected an id of its own",
            regime.title
        )));
    }
    let jurisdiction = jurisdiction(id, country, knowledge.book.terms())?;
    let path = output.map_or_else(|| PathBuf::from(format!("{id}.toml")), Path::to_owned);
    let file = path.display().to_string();
    let today = Date::today().to_string();
    let filled = [("id", id), ("jurisdiction", &jurisdiction), ("today", &today), ("file", &file)];
    let text = filled.iter().fold(TEMPLATE.to_owned(), |text, (name, value)| {
        text.replace(&format!("{{{name}}}"), value)
    });
    write_whole(&path, text.as_bytes(), false).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => Failure::new(format!(
            "{file} exists already and is left as it is; name another with --output"
        )),
        _ => Failure::new(format!("{file}: cannot be written: {}", why(&error))),
    })?;
    console.say(&format!(
        "wrote {file}; `banlint rules lint {file}` names what is still to be written in it"
    ));
    if !knowledge.book.terms().jurisdictions().contains_key(&jurisdiction) {
        console.say(&format!(
            "there is no law of {jurisdiction} yet: terms.toml in the same folder must say what it is called, under [[jurisdiction]]"
        ));
    }
    Ok(Exit::Clean)
}

/// Whose law it is: as said, or as the id begins.
fn jurisdiction(id: &str, country: Option<&str>, terms: &Terms) -> Result<String, Failure> {
    let known = terms.jurisdictions();
    let mut parts = id.split('-');
    let first = parts.next().unwrap_or_default();
    let of_part = format!("{first}-{}", parts.next().unwrap_or_default());
    let code_of = |said: &str| known.keys().find(|code| code.eq_ignore_ascii_case(said));
    let said = country.unwrap_or(first);
    let called = |said: &str| {
        let mut all = known.iter();
        all.find(|(_, one)| one.name.eq_ignore_ascii_case(said)).map(|(code, _)| code)
    };
    let found = country.map_or_else(
        || code_of(&of_part).or_else(|| code_of(first)),
        |said| code_of(said).or_else(|| called(said)),
    );
    // A country of which there is no law yet must be named as such.
    let new = country.filter(|code| is_code(code)).map(str::to_owned);
    found.cloned().or(new).ok_or_else(|| {
        let called = known.iter().flat_map(|(id, one)| known_as(id, [&one.name]));
        let near = country.map_or(String::new(), |said| did_you_mean(said, called));
        Failure::new(format!(
            "whose law is it? `{said}` is not known as a country; {near}expected --country with a code such as GB, or US-TX for a part of a country"
        ))
    })
}

/// Whether a word has the form of a code of ISO 3166-1, or of ISO 3166-2.
fn is_code(word: &str) -> bool {
    let (country, part) = word.split_once('-').unwrap_or((word, "A"));
    let upper = |text: &str| text.bytes().all(|byte| byte.is_ascii_uppercase());
    let plain = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit();
    country.len() == 2 && upper(country) && (1..=3).contains(&part.len()) && part.chars().all(plain)
}
