//! What a law file says for nothing, or may not say: waits for no day, days beyond reason, law that is none yet, and characters that
//! nobody sees.

use std::ops::Range;

use super::Check;
use crate::{
    Date,
    knowledge::{Fault, Placed},
    law::Force,
    rules::{Designation, Provision},
    strings::is_invisible,
};

/// The years in which law that is applied here can begin or end.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2099;
/// The sign with which escapes begin that act on a terminal.
const ESCAPE: u32 = 0x1b;

/// What to write of what is proposed.
pub(in crate::rules) const NO_LAW_YET: &str = "what is proposed binds nobody: write nothing-binding = \"proposed\", and neither designations nor provisions";

impl Check<'_> {
    /// Faults a wait after the day of a listing where nothing has one.
    pub(super) fn idle_waits(&mut self, designations: &[Designation], provisions: &[Provision]) {
        for (provision, span) in provisions.iter().zip(self.provided_at.clone()) {
            let mut named = provision.designations.iter().filter_map(|at| designations.get(*at));
            if provision.law.days_after_listing.is_some() && named.all(|one| one.listed.is_none()) {
                let message = format!(
                    "`{}` waits after the day of a listing, and nothing that it is about has one",
                    provision.law.provision
                );
                self.fault(span, message, "expected `listed` in a designation of it, or no wait");
            }
        }
    }

    /// Faults days that no law here can have, such as those of a year that was mistyped.
    pub(super) fn days(&mut self, days: [Option<Date>; 2], span: &Range<usize>) {
        let beyond = days.into_iter().flatten().find(|day| {
            !YEARS.contains(&day.first().year()) || !YEARS.contains(&day.last().year())
        });
        if let Some(day) = beyond {
            let message = format!("{day} is beyond the days of any law that is applied here");
            let expected = format!("expected a year from {} to {}", YEARS.start(), YEARS.end());
            self.fault(span.clone(), message, expected);
        }
    }

    /// Faults a ban of which its own title, or that of its law, says that it is no law yet.
    pub(super) fn no_law_yet(&mut self, title: &Placed<String>, provisions: &[Provision]) {
        let bans = provisions
            .iter()
            .zip(self.provided_at.clone())
            .filter(|(provision, _)| provision.law.force == Force::Prohibited)
            .map(|(provision, span)| (provision.law.title.as_str(), span));
        let mut titles: Vec<_> = bans.collect();
        if !titles.is_empty() {
            titles.push((title.as_ref(), title.span()));
        }
        titles.retain(|(title, _)| self.terms.titled_as_no_law_yet(title));
        for (title, span) in titles {
            let message =
                format!("`{title}` says that this is no law yet, and it forbids something");
            let fault = Fault::at(self.file, span, message, "expected what is law in force");
            self.faults.push(fault.hint(NO_LAW_YET));
        }
    }

    /// Faults characters that act on a terminal, take no room, or change the order of those beside them.
    pub(super) fn unseen(&mut self) {
        let text = &self.file.text;
        let raw = text.char_indices().map(|(at, c)| (at..at + c.len_utf8(), c));
        let escaped = text.match_indices('\\').filter_map(|(at, _)| escaped(text, at));
        let is_unseen = |(_, c): &(Range<usize>, char)| {
            is_invisible(*c) || c.is_control() && !matches!(c, '\n' | '\r' | '\t')
        };
        if let Some((span, c)) = raw.chain(escaped).find(is_unseen) {
            let message = format!("U+{:04X} stands here, which nobody sees", u32::from(c));
            self.fault(span, message, "expected text that shows all that it holds");
        }
    }
}

/// The character for which an escape of a basic string stands.
fn escaped(text: &str, at: usize) -> Option<(Range<usize>, char)> {
    let rest = text.get(at + 1..)?;
    if text.get(..at)?.ends_with('\\') {
        return None;
    }
    let digits = match rest.chars().next()? {
        'x' => 2,
        'u' => 4,
        'U' => 8,
        'e' => 0,
        _ => return None,
    };
    let code = match digits {
        0 => ESCAPE,
        digits => u32::from_str_radix(rest.get(1..=digits)?, 16).ok()?,
    };
    Some((at..at + 2 + digits, char::from_u32(code)?))
}
