//! A number in a date, and the years that it can be.

/// The years that equipment can have.
pub(super) const YEARS: std::ops::RangeInclusive<i16> = 1900..=2199;
/// The years of the Buddhist calendar that are taken for dates: nothing else in an inventory lies there.
const BUDDHIST_YEARS: std::ops::RangeInclusive<i16> = 2500..=2699;
/// How far that calendar is ahead.
const BUDDHIST_AHEAD: i16 = 543;

/// One run of digits.
#[derive(Clone, Copy, Default)]
pub(super) struct Number {
    pub(super) value: i64,
    pub(super) width: usize,
}

impl Number {
    /// The year that it may be: four digits, or two.
    pub(super) fn year(self) -> Option<i16> {
        let year = match self.width {
            4 => self.value,
            2 if self.value < 70 => 2000 + self.value,
            2 => 1900 + self.value,
            _ => return None,
        };
        let year = i16::try_from(year).ok()?;
        Some(if BUDDHIST_YEARS.contains(&year) { year - BUDDHIST_AHEAD } else { year })
    }

    pub(super) fn small(self) -> Option<i8> {
        if self.width > 2 { None } else { i8::try_from(self.value).ok() }
    }
}
