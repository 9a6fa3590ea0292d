//! The sentences in which answers give their reasons.

use crate::{Date, Field};

/// Words joined as "a, b or c".
pub(super) fn any_of<'w>(words: impl IntoIterator<Item = &'w str>) -> String {
    let mut words: Vec<&str> = words.into_iter().collect();
    words.dedup();
    match words.as_slice() {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [all @ .., last] => format!("{} or {last}", all.join(", ")),
    }
}

/// "a switch", "an alarm".
pub(super) fn with_article(noun: &str) -> String {
    let vowel = noun.starts_with(['a', 'e', 'i', 'o', 'u', 'A', 'E', 'I', 'O', 'U']);
    format!("{} {noun}", if vowel { "an" } else { "a" })
}

/// What it means that a fact has a value.
pub(super) fn stated(field: Field, value: &str) -> String {
    match field {
        Field::SiteClass => format!("its site is of the class {value}"),
        Field::Purpose => format!("it is used for {value}"),
        Field::Network => format!("it is attached to: {value}"),
        Field::Funding => format!("it was paid for with {value}"),
        Field::CountryOfProduction => format!("it was produced in {value}"),
        Field::Status => format!("its status is {value}"),
        _ => format!("{} is {value}", field.says()),
    }
}

/// The question whether a fact has one of some values.
pub(super) fn question(field: Field, wanted: &str) -> String {
    match field {
        Field::SiteClass => format!("Is the site of this class: {wanted}?"),
        Field::Purpose => format!("Is it used for {wanted}?"),
        Field::Network => format!("Is it attached to: {wanted}?"),
        Field::Funding => format!("Was it paid for with {wanted}?"),
        Field::CountryOfProduction => "In which country was it produced?".to_owned(),
        _ => format!("Is {} {wanted}?", field.says()),
    }
}

/// A period in words.
pub(super) fn period(from: Option<Date>, until: Option<Date>) -> String {
    match (from, until) {
        (Some(from), Some(until)) => format!("from {from} to {until}"),
        (Some(from), None) => format!("from {from} on"),
        (None, Some(until)) => format!("up to {until}"),
        (None, None) => "at any time".to_owned(),
    }
}

/// What is done on the date that a field holds.
pub(super) fn verb(field: Field) -> &'static str {
    match field {
        Field::Installed => "installed",
        Field::Authorised => "first authorised",
        _ => "bought",
    }
}

/// How a date lies outside a period: before it or after it.
pub(super) fn outside(date: Date, from: Option<Date>, until: Option<Date>) -> String {
    match (from, until) {
        (Some(from), _) if date.last() < from.first() => format!("before {from}"),
        (_, Some(until)) => format!("after {until}"),
        (from, until) => format!("not {}", period(from, until)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_joined_as_people_do() {
        assert_eq!(any_of([]), "");
        assert_eq!(any_of(["a"]), "a");
        assert_eq!(any_of(["a", "b", "b", "c"]), "a, b or c");
        assert_eq!(with_article("alarm"), "an alarm");
        assert_eq!(with_article("switch"), "a switch");
    }
}
