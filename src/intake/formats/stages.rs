//! Columns that ask after one stage of life (`In Service?`, `Date Retired`), and the answers in them.

use super::{
    Formats,
    doubt::in_doubt,
    meaning::{Asked, Reading},
};
use crate::{
    Date, Field, Truth,
    asset::{DateOrder, Role},
    facts::LifeCycle,
};

/// A date that spans this many years or more has no beginning or no end.
const SPAN: i16 = 3;

impl Formats {
    /// The stage of life that a cell names, or that it answers its header with, as of a day. A cell in doubt names none.
    ///
    /// ```
    /// use banlint::{audit::Knowledge, facts::LifeCycle};
    ///
    /// let formats = Knowledge::shipped()?.formats;
    /// let today = "2026-11-22".parse()?;
    /// let stage = |header, cell| formats.life_cycle_under(header, cell, today);
    /// assert_eq!(stage("In Service?", "Y"), Some(LifeCycle::InService));
    /// assert_eq!(stage("Disposed?", "no"), None);
    /// assert_eq!(stage("Disposal Date", "2024-05-01"), Some(LifeCycle::Disposed));
    /// assert_eq!(stage("Disposal Date", "2027-05-01"), None);
    /// assert_eq!(stage("Status", "removed 2023"), Some(LifeCycle::Retired));
    /// assert_eq!(stage("Status", "Removed and destroyed 12 May 2022"), Some(LifeCycle::Disposed));
    /// assert_eq!(stage("Status", "in service until 2024"), None);
    /// assert_eq!(stage("Status", "removed 2023?"), None);
    /// assert_eq!(stage("Status", "removed 2031"), None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn life_cycle_under(&self, header: &str, cell: &str, as_of: Date) -> Option<LifeCycle> {
        if in_doubt(cell) {
            return None;
        }
        let named = || {
            let dates: Vec<_> = self.dates_at_end(cell).collect();
            let ahead = |&(_, date): &(usize, Date)| date.on_or_before(as_of) == Truth::False;
            // "Until 2024" is no time at which it came to be so.
            let years = |date: Date| date.last().year() - date.first().year();
            let is_time = |(_, date): &&(usize, Date)| years(*date) < SPAN;
            let told = dates.iter().find(is_time).map_or(cell, |&(at, _)| &cell[..at]);
            let stage = self.life_cycle(cell).or_else(|| self.life_cycle(told));
            stage.filter(|_| !dates.iter().any(ahead))
        };
        let Some(asked) = self.asked(header) else { return named() };
        match self.answers.read(cell) {
            Some(true) => Some(asked.yes),
            Some(false) => asked.no,
            None => named().or_else(|| {
                let date = self.read_date(cell, None).filter(|_| asked.may_be_dated())?;
                (date.on_or_before(as_of) == Truth::True).then_some(asked.yes)
            }),
        }
    }

    /// The day with which a cell dates the stage of life that it names.
    pub(crate) fn day_of_stage(&self, cell: &str, order: Option<DateOrder>) -> Option<Date> {
        self.read_date(cell, order).or_else(|| Some(self.dates_at_end(cell).next()?.1))
    }

    /// The dates with which a cell ends, the longest first, and where each begins: what is removed in 2031 is not removed.
    fn dates_at_end<'a>(&'a self, cell: &'a str) -> impl Iterator<Item = (usize, Date)> + 'a {
        let starts = cell.char_indices().filter(|&(at, letter)| {
            letter.is_alphanumeric() && !cell[..at].ends_with(char::is_alphanumeric)
        });
        starts.filter_map(|(at, _)| {
            let date = self.read_date(cell[at..].trim_end_matches([')', ']', '.']), None)?;
            Some((at, date))
        })
    }

    /// What a header asks after, if it does.
    pub(in crate::intake) fn asked(&self, header: &str) -> Option<Asked> {
        match self.headers.read(header, None) {
            // Under a word for the day on which it was installed, words say whether it is.
            Reading::Known(meaning, _) if meaning.role == Role::Field(Field::Installed) => {
                Some(Asked { yes: LifeCycle::InService, no: None })
            }
            Reading::Known(meaning, _) => meaning.asked,
            _ => None,
        }
    }
}
