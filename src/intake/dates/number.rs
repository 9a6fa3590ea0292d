//! A number in a date, and the year that it can be.

use super::months::Months;
use crate::date::LAST_YEAR;

/// The years that equipment can have.
pub(super) const YEARS: std::ops::RangeInclusive<i16> = 1900..=LAST_YEAR;

/// One run of digits.
#[derive(Clone, Copy, Default)]
pub(super) struct Number {
    pub(super) value: i64,
    pub(super) width: usize,
    /// The year that it may be: four digits, or two.
    pub(super) year: Option<i16>,
}

impl Number {
    pub(super) fn of(digits: &str, months: &Months) -> Option<Self> {
        let (value, width): (i64, _) = (digits.parse().ok()?, digits.len());
        let year = match width {
            4 => Some(value),
            2 if value < 70 => Some(2000 + value),
            2 => Some(1900 + value),
            _ => None,
        };
        let year = year.and_then(|year| i16::try_from(year).ok());
        Some(Self { value, width, year: year.map(|year| months.common_year(year)) })
    }

    pub(super) fn small(self) -> Option<i8> {
        if self.width > 2 { None } else { i8::try_from(self.value).ok() }
    }
}
