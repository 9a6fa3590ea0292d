//! What a header means: as a word that is known as a whole, as a dotted name, or in parts.

use super::{
    headers::{ExportId, Headers, Lookup},
    key::key,
    meaning::{Fit, Reading},
};
use crate::{
    asset::{DateOrder, FieldTrait, Role},
    fold::fold,
};

/// Longer headers, in bytes, are known as a whole or not at all.
pub(super) const LONGEST: usize = 200;

impl Headers {
    /// What a header means in an export.
    pub(in crate::intake) fn read(&self, header: &str, export: Option<ExportId>) -> Reading<'_> {
        let words = Lookup { headers: self, export };
        let whole = words.meaning(&key(header));
        let surely = || self.secrets.surely_named_in(header);
        if let Some(meaning) = whole.filter(|meaning| meaning.role == Role::Secret || !surely()) {
            return self.unless_referring(header, meaning);
        }
        if self.names_secret(header) {
            // What names a maker or its goods is no secret, wherever it is kept.
            let inner = header.rsplit_once('.').and_then(|(_, last)| words.meaning(&key(last)));
            let named = inner.filter(|inner| inner.role.is(FieldTrait::Names));
            return named.map_or(Reading::Secret, |named| Reading::Known(named, Fit::Whole));
        }
        if header.len() > LONGEST {
            return Reading::Unknown;
        }
        words.dotted(header).unwrap_or_else(|| words.in_parts(header))
    }

    /// What a header alone makes of what stands below it; `None` where nothing is known for sure.
    pub(in crate::intake) fn role(&self, header: &str, export: Option<ExportId>) -> Option<Role> {
        match self.read(header, export) {
            Reading::Known(meaning, Fit::Whole | Fit::Part) => Some(meaning.role),
            Reading::Known(_, Fit::Misspelt | Fit::Guess) | Reading::Unknown => None,
            Reading::Secret => Some(Role::Secret),
            Reading::OtherSubject(subject) => Some(subject.role()),
        }
    }

    /// Whether a header names a secret.
    pub(in crate::intake) fn names_secret(&self, header: &str) -> bool {
        self.secrets.named_in(header)
    }

    /// The order of day, month and year that a header tells: `Purchase date (dd/mm/yyyy)`, or that its language has.
    pub(in crate::intake) fn date_order(&self, header: &str) -> Option<DateOrder> {
        if header.len() > LONGEST {
            return None;
        }
        let words = format!(" {} ", fold(header));
        let hint = self.date_hints.iter().find(|(hint, _)| words.contains(hint.as_str()));
        hint.map(|(_, order)| *order)
    }
}
