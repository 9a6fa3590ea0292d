//! Names of values inside others (`site.name`, `device_type.manufacturer.slug`), as documents give them and some exports too.
//!
//! What such a name means, its last part says (`device_type.serial`), unless that is a word that only says which form of a
//! thing stands there (`manufacturer.name`): then the part before it does. What is told of another thing than the asset, such
//! as the telephone of its supplier, is no fact of the asset.

use super::{
    headers::{Headers, Lookup, Tail},
    key::key,
    meaning::{Fit, Meaning, OtherSubject, Reading},
};
use crate::{Field, asset::Role, knowledge::Confidence};

/// A number or address of a system.
static REFERENCE: Meaning = Meaning {
    role: Role::Detail,
    instead: Vec::new(),
    asked: None,
    systems: Vec::new(),
    confidence: Confidence::Unverified,
    here: false,
};

impl<'a> Lookup<'a> {
    /// What a name with parts means; `None` if it is none, or if the words between its blanks may tell more.
    pub(super) fn dotted(self, header: &str) -> Option<Reading<'a>> {
        let parts = parts(header)?;
        let other_subject = parts.iter().filter_map(|part| self.spoken_of(part)).max();
        if let Some(subject) = other_subject {
            return Some(Reading::OtherSubject(subject));
        }
        let known = self.of_parts(&parts);
        // The parts may be one word together, or stand among words that leave its meaning alone.
        let known = known.or_else(|| self.surely(header).map(known_in_part));
        known.or_else(|| (!header.contains(char::is_whitespace)).then_some(Reading::Unknown))
    }

    fn of_parts(self, parts: &[&str]) -> Option<Reading<'a>> {
        let (last, before) = parts.split_last()?;
        if before.is_empty() {
            return self.surely(last).map(known_in_part);
        }
        let key_of_last = key(last);
        let mut tails = self.headers.tails.iter().filter(|tail| tail.key == key_of_last).peekable();
        if tails.peek().is_some() {
            let thing = || {
                let together = self.meaning(&key(&before.concat())).map(known_in_part);
                together.or_else(|| self.of_parts(before))
            };
            return tails.find_map(|tail| {
                match tail {
                Tail { refers: true, .. } => Some(known_in_part(&REFERENCE)),
                Tail { of, .. } if of.is_empty() => thing(),
                Tail { of, .. } => thing().filter(|thing| {
                    matches!(thing, Reading::Known(meaning, _) if is_one_of(meaning.role, of))
                }),
            }
            });
        }
        let own = self.surely(last)?;
        // A running number inside something is that of the thing, not of the asset.
        let numbers = own.role == Role::Field(Field::AssetId) && !own.instead.is_empty();
        let other = before.iter().filter_map(|part| self.another(part, own.role)).max();
        let other = other.or(numbers.then_some(OtherSubject::Thing));
        Some(other.map_or(known_in_part(own), Reading::OtherSubject))
    }

    /// The meaning of a text that is a known word, or holds one beside words that say nothing.
    fn surely(self, text: &str) -> Option<&'a Meaning> {
        match self.part(text)? {
            Reading::Known(meaning, Fit::Whole | Fit::Part) => Some(meaning),
            _ => None,
        }
    }

    /// Of what other thing than the asset is told what stands inside a part of this name and would mean `role`.
    fn another(self, part: &str, role: Role) -> Option<OtherSubject> {
        let part = key(part);
        if self.headers.others.contains(&part) {
            return Some(OtherSubject::Thing);
        }
        let other = match self.meaning(&part).map(|meaning| meaning.role) {
            Some(Role::Field(Field::Site)) => {
                !is_one_of(role, &[Field::Site, Field::SiteClass, Field::Country])
            }
            Some(Role::Field(field)) => is_company(field) && role != Role::Field(field),
            Some(Role::Text | Role::Detail | Role::Other | Role::Absent) => true,
            Some(Role::Ignored | Role::Secret) | None => false,
        };
        other.then_some(OtherSubject::Thing)
    }
}

impl Headers {
    /// A meaning of all of a header, unless its last part says that it is only a number or an address of the thing: the model
    /// has a number of its own in `model.id`, and `model_id` may be the word of a system for the model.
    pub(super) fn unless_referring<'a>(&self, header: &str, meaning: &'a Meaning) -> Reading<'a> {
        let asset = meaning.role == Role::Field(Field::AssetId);
        let last = header.rsplit_once('.').map(|(_, last)| key(last));
        let refers = last
            .filter(|_| !asset)
            .is_some_and(|last| self.tails.iter().any(|tail| tail.refers && tail.key == last));
        if refers && parts(header).is_some() {
            return known_in_part(&REFERENCE);
        }
        Reading::Known(meaning, Fit::Whole)
    }

    /// The name of the thing of which a header gives one form, and the place of that form among all: the first is the best.
    pub(in crate::intake) fn form_of<'n>(&self, header: &'n str) -> Option<(&'n str, usize)> {
        let (thing, last) = header.rsplit_once('.')?;
        let last = key(last);
        let place = self.tails.iter().position(|tail| tail.key == last && !tail.refers)?;
        Some((thing, place))
    }
}

fn known_in_part(meaning: &Meaning) -> Reading<'_> {
    Reading::Known(meaning, Fit::Part)
}

fn is_one_of(role: Role, fields: &[Field]) -> bool {
    matches!(role, Role::Field(field) if fields.contains(&field))
}

/// Whether a field names somebody, of whom a document may tell more.
fn is_company(field: Field) -> bool {
    use Field::{Brand, Funding, Manufacturer, Owner, Supplier};
    matches!(field, Manufacturer | Brand | Supplier | Owner | Funding)
}

/// The parts of a name, if it has some: between dots or two underscores, or between colons where nothing else parts words. An
/// abbreviation (`Serial No. of part`) is no such name.
fn parts(header: &str) -> Option<Vec<&str>> {
    let at = |c: char| c == '.' || c == ':' && !header.contains(char::is_whitespace);
    let parts: Vec<_> = header.split("__").flat_map(|part| part.split(at)).collect();
    let whole = |part: &&str| {
        let ends = [part.chars().next(), part.chars().next_back()];
        ends.into_iter()
            .all(|end| end.is_some_and(|end| end.is_alphanumeric() || "_@[]".contains(end)))
    };
    (parts.len() > 1 && parts.iter().all(whole)).then_some(parts)
}

#[cfg(test)]
mod tests {
    use crate::{asset::Role, cases::cases, intake::testing};

    #[test]
    fn names_with_parts_mean_what_their_last_part_means() {
        let formats = testing::formats();
        let known = |header: &str| match formats.headers.role(header, None) {
            Some(Role::Field(field)) => field.key(),
            Some(Role::Text) => "text",
            Some(Role::Detail) => "detail",
            Some(Role::Other) => "other",
            Some(Role::Absent) => "absent",
            Some(Role::Ignored) => "ignore",
            Some(Role::Secret) => "secret",
            None => "unknown",
        };
        for [header, role] in cases("headers", "parts-of-keys") {
            assert_eq!(known(header), role, "{header}");
        }
    }

    #[test]
    fn the_best_of_several_forms_comes_first() {
        let headers = testing::formats().headers;
        let place = |header| headers.form_of(header);
        let (thing, best) = place("device_type.manufacturer.display_value").unwrap();
        assert_eq!(thing, "device_type.manufacturer");
        assert!(best < place("device_type.manufacturer.value").unwrap().1);
        assert_eq!(place("manufacturer.id"), None);
        assert_eq!(place("manufacturer"), None);
    }
}
