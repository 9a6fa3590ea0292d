//! Calendar dates of any precision, compared as the intervals that they are.
//!
//! Law and inventories both give dates like "July 2026" or "2013". A [`Date`] is the span of days it may mean, so a
//! comparison can answer "cannot tell". Reading the many spellings of a spreadsheet is intake's work, not this file's.

use std::{fmt, str::FromStr};

use jiff::civil;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::Truth;

/// The last year that inventories name. A date of which only the beginning is said ends with it.
pub(crate) const LAST_YEAR: i16 = 2199;

/// A day, or a span of days in which it lies. The first day is never after the last.
///
/// ```
/// use banlint::{Date, Truth};
/// let july: Date = "2026-07".parse().unwrap();
/// let day: Date = "2026-07-16".parse().unwrap();
/// assert_eq!(day.on_or_after(july), Truth::Unknown);
/// assert_eq!(day.on_or_after("2026-06".parse().unwrap()), Truth::True);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date {
    first: civil::Date,
    last: civil::Date,
}

impl Date {
    /// One day.
    pub(crate) fn day(day: civil::Date) -> Self {
        Self { first: day, last: day }
    }

    /// Some day of these; the order of the two does not matter.
    pub(crate) fn between(a: civil::Date, b: civil::Date) -> Self {
        Self { first: a.min(b), last: a.max(b) }
    }

    /// Year, month and day of the Gregorian calendar, or `None` where there is no such day.
    pub fn from_ymd(year: i16, month: i8, day: i8) -> Option<Self> {
        civil::Date::new(year, month, day).ok().map(Self::day)
    }

    /// Some day of this month.
    pub fn month(year: i16, month: i8) -> Option<Self> {
        let first = civil::Date::new(year, month, 1).ok()?;
        Some(Self { first, last: first.last_of_month() })
    }

    /// Some day of this year.
    pub fn year(year: i16) -> Option<Self> {
        let first = civil::Date::new(year, 1, 1).ok()?;
        Some(Self { first, last: first.last_of_year() })
    }

    /// Today in UTC.
    pub fn today() -> Self {
        Self::day(jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date())
    }

    /// The same date where it has an end; one of which only the beginning is said ends on the last day of another.
    pub(crate) fn ended_by(self, other: Self) -> Self {
        let is_open = self.last.year() == LAST_YEAR && self.first != self.last;
        if is_open && self.first <= other.last { Self { last: other.last, ..self } } else { self }
    }

    /// The earliest day it may mean.
    pub(crate) fn first(self) -> civil::Date {
        self.first
    }

    /// The latest day it may mean.
    pub(crate) fn last(self) -> civil::Date {
        self.last
    }

    /// The date a number of days later, known as exactly as this one.
    #[must_use]
    pub(crate) fn days_later(self, days: u16) -> Self {
        let span = jiff::Span::new().days(i64::from(days));
        Self { first: self.first.saturating_add(span), last: self.last.saturating_add(span) }
    }

    /// The day after the latest day that it may mean; `None` at the end of the calendar.
    pub(crate) fn day_after(self) -> Option<Self> {
        self.last.tomorrow().ok().map(Self::day)
    }

    /// The day before the earliest that it may mean; `None` at the beginning of the calendar.
    pub(crate) fn day_before(self) -> Option<Self> {
        self.first.yesterday().ok().map(Self::day)
    }

    /// Whether it means one day.
    pub fn is_exact(self) -> bool {
        self.first == self.last
    }

    /// Whether this lies on or after `start`.
    pub fn on_or_after(self, start: Self) -> Truth {
        if self.first >= start.last {
            Truth::True
        } else if self.last < start.first {
            Truth::False
        } else {
            Truth::Unknown
        }
    }

    /// Whether this lies on or before `end`.
    pub fn on_or_before(self, end: Self) -> Truth {
        end.on_or_after(self)
    }

    /// Whether this lies in a period, either end of which may be open.
    pub fn within(self, from: Option<Self>, until: Option<Self>) -> Truth {
        let after = from.map_or(Truth::True, |from| self.on_or_after(from));
        after.and(until.map_or(Truth::True, |until| self.on_or_before(until)))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { first, last } = *self;
        if first == last {
            write!(f, "{first}")
        } else if Self::month(first.year(), first.month()) == Some(*self) {
            write!(f, "{:04}-{:02}", first.year(), first.month())
        } else if Self::year(first.year()) == Some(*self) {
            write!(f, "{:04}", first.year())
        } else {
            write!(f, "{first}/{last}")
        }
    }
}

/// A text that is no ISO date of any precision.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a date: expected YYYY-MM-DD, YYYY-MM or YYYY")]
pub struct DateError(String);

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let digits = |part: &str, width: usize| {
            (part.len() == width && part.bytes().all(|b| b.is_ascii_digit()))
                .then(|| part.parse::<i16>().ok())
                .flatten()
        };
        let small = |part: &str| digits(part, 2).and_then(|n| i8::try_from(n).ok());
        let mut parts = text.split('-');
        let date = match (parts.next(), parts.next(), parts.next(), parts.next()) {
            (Some(y), None, None, None) => digits(y, 4).and_then(Self::year),
            (Some(y), Some(m), None, None) => {
                digits(y, 4).zip(small(m)).and_then(|(y, m)| Self::month(y, m))
            }
            (Some(y), Some(m), Some(d), None) => digits(y, 4)
                .zip(small(m))
                .zip(small(d))
                .and_then(|((y, m), d)| Self::from_ymd(y, m, d)),
            _ => None,
        };
        date.ok_or_else(|| DateError(text.to_owned()))
    }
}

/// Some day of those between two dates, both included.
fn spanned(first: &str, last: &str) -> Result<Date, DateError> {
    let (from, to): (Date, Date) = (first.parse()?, last.parse()?);
    if from.first > to.last {
        return Err(DateError(format!("{first}/{last}")));
    }
    Ok(Date { first: from.first, last: to.last })
}

impl Serialize for Date {
    /// As people write it; among bytes that nobody reads, as its two days.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            return serializer.collect_str(self);
        }
        [self.first, self.last]
            .map(|day| (day.year(), day.month(), day.day()))
            .serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Date {
    /// Takes a TOML local date or a string of lesser precision, or what was written as bytes.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Spelling {
            Day(toml::value::Datetime),
            Text(String),
        }
        if !deserializer.is_human_readable() {
            let days = <[(i16, i8, i8); 2]>::deserialize(deserializer)?;
            let [first, last] = days.map(|(year, month, day)| civil::Date::new(year, month, day));
            let no_day = |error| de::Error::custom(error);
            return Ok(Self { first: first.map_err(no_day)?, last: last.map_err(no_day)? });
        }
        let text = match Spelling::deserialize(deserializer) {
            Ok(Spelling::Day(day)) => day.to_string(),
            Ok(Spelling::Text(text)) => match text.split_once('/') {
                Some((first, last)) => return spanned(first, last).map_err(de::Error::custom),
                None => text,
            },
            // There is nothing that could be no date.
            Err(error) if error.to_string().contains("missing field") => return Err(error),
            Err(_) => {
                return Err(de::Error::custom(
                    "expected a date: 2022-11-24, or in quotes \"2022-11\", \"2022\" or \"2022-11-24/2022-11-30\" for a day between two",
                ));
            }
        };
        text.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
impl schemars::JsonSchema for Date {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Date".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "A day, as 2022-11-24, or in quotes a month, as \"2022-11\", or a year, as \"2022\", or some day of a span, as \"2022-11-24/2022-11-30\".",
            "type": "string",
            "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?(/[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?$",
        })
    }
}

/// A time; open ends are open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Period {
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub until: Option<Date>,
}

/// How a date lies to a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Position {
    /// In it.
    Within,
    /// Before its first day.
    Before,
    /// After its last day.
    After,
    /// The date is not exact enough to tell.
    Unclear,
    /// The date is exact, and an end of the period is not.
    Open,
}

impl Period {
    /// Whether it has an end at either side.
    pub fn is_dated(self) -> bool {
        self.from.is_some() || self.until.is_some()
    }

    /// Whether a date lies in it.
    pub fn holds(self, date: Date) -> Truth {
        date.within(self.from, self.until)
    }

    /// How a date lies to it.
    pub fn position(self, date: Date) -> Position {
        match self.holds(date) {
            Truth::True => Position::Within,
            Truth::False if self.from.is_some_and(|from| date.last() < from.first()) => {
                Position::Before
            }
            Truth::False => Position::After,
            Truth::Unknown if date.is_exact() => Position::Open,
            Truth::Unknown => Position::Unclear,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn reads_and_shows_each_precision() {
        for text in ["2022-11-24", "2026-07", "2013", "2024-02-29"] {
            assert_eq!(date(text).to_string(), text);
        }
        for text in ["", "2022-13", "2023-02-29", "24.11.2022", "2022-1-1", "2022-11-24-1", "20222"]
        {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
    }

    #[test]
    fn compares_as_intervals() {
        assert_eq!(date("2026-07-16").on_or_after(date("2026-07")), Truth::Unknown);
        assert_eq!(date("2026-08").on_or_after(date("2026-07")), Truth::True);
        assert_eq!(date("2026-06-30").on_or_after(date("2026-07")), Truth::False);
        assert_eq!(date("2026-07-31").on_or_after(date("2026-07")), Truth::True);
        assert_eq!(
            date("2022").within(Some(date("2018-02")), Some(date("2022-11"))),
            Truth::Unknown
        );
        assert_eq!(date("2020").within(Some(date("2018-02")), Some(date("2022-11"))), Truth::True);
        assert_eq!(date("2020").within(None, None), Truth::True);
    }

    #[test]
    fn a_span_that_only_touches_a_day_leaves_it_open() {
        assert_eq!(date("2026-07").on_or_after(date("2026-07-31")), Truth::Unknown);
        assert_eq!(date("2026-07").on_or_after(date("2026-08-01")), Truth::False);
        assert_eq!(date("2026-07").on_or_before(date("2026-07-01")), Truth::Unknown);
        assert_eq!(date("2026-07").on_or_before(date("2026-06-30")), Truth::False);
    }

    #[test]
    fn a_date_has_a_first_and_a_last_day() {
        let month = date("2024-02");
        assert_eq!(
            [month.first(), month.last()],
            [civil::date(2024, 2, 1), civil::date(2024, 2, 29)]
        );
        assert_eq!(month.day_after(), Some(date("2024-03-01")));
        assert_eq!(month.days_later(1).to_string(), "2024-02-02/2024-03-01");
        assert_eq!([month, date("2024-02-29")].map(Date::is_exact), [false, true]);
    }

    #[test]
    fn a_date_lies_to_a_period_as_people_say_it() {
        let period =
            |from: &str, until: &str| Period { from: from.parse().ok(), until: until.parse().ok() };
        for (from, until, at, expected) in [
            ("2022-11-24", "2025-04", "2022-11-24", Position::Within),
            ("2022-11-24", "2025-04", "2022-11-23", Position::Before),
            ("2022-11-24", "2025-04", "2025-05-01", Position::After),
            // The end is not known to the day, or the date is not.
            ("2022-11-24", "2025-04", "2025-04-15", Position::Open),
            ("2022-11-24", "2025-04", "2022", Position::Unclear),
            // A month whose last day is the first of the period may lie in it.
            ("2022-11-30", "", "2022-11", Position::Unclear),
            ("", "2025-04-30", "2025-05-01", Position::After),
            ("", "", "1999", Position::Within),
        ] {
            assert_eq!(period(from, until).position(date(at)), expected, "{at} to {from}..{until}");
        }
        let ends = [("", ""), ("2022", ""), ("", "2022")];
        assert_eq!(ends.map(|(from, until)| period(from, until).is_dated()), [false, true, true]);
    }

    #[test]
    fn an_ambiguous_day_is_shown_as_its_span() {
        let date = Date::between(civil::date(2021, 4, 3), civil::date(2021, 3, 4));
        assert_eq!(date.to_string(), "2021-03-04/2021-04-03");
    }

    #[test]
    fn reads_from_toml() {
        #[derive(Deserialize)]
        struct Holder {
            at: Date,
        }
        for text in ["at = 2022-11-24", "at = \"2022-11-24\""] {
            assert_eq!(toml::from_str::<Holder>(text).unwrap().at, date("2022-11-24"));
        }
        let said = |text| toml::from_str::<Holder>(text).err().unwrap().to_string();
        assert!(said("at = 5").contains("expected a date"), "{}", said("at = 5"));
        assert!(said("").contains("missing field"), "{}", said(""));
        assert!(toml::from_str::<Holder>("at = 2022-11-24T10:00:00").is_err());
    }
}
