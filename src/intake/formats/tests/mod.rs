//! The words as shipped, and files of words that are faulty or the user's own.

mod cells;
mod headers;
mod hostile;
mod load;
mod secret_values;

use super::{Fit, Formats, Reading, meaning::OtherSubject};
use crate::asset::Role;

/// What a header is taken for, and how it was known.
fn read(formats: &Formats, header: &str) -> (String, Option<Fit>) {
    match formats.headers.read(header, None) {
        Reading::Known(meaning, fit) => {
            let role = match meaning.role {
                Role::Field(field) => field.key(),
                Role::Text => "text",
                Role::Detail => "detail",
                Role::Other => "other",
                Role::Absent => "absent",
                Role::Ignored => "ignore",
                Role::Secret => "secret",
            };
            (role.to_owned(), Some(fit))
        }
        Reading::Secret => ("secret".to_owned(), None),
        Reading::OtherSubject(OtherSubject::Thing) => ("other-thing".to_owned(), None),
        Reading::OtherSubject(OtherSubject::Stranger) => ("other".to_owned(), None),
        Reading::OtherSubject(OtherSubject::Absent) => ("absent".to_owned(), None),
        Reading::Unknown => ("unknown".to_owned(), None),
    }
}
