//! The dates of spreadsheets: many spellings, one [`Date`].

mod months;
mod number;
mod spans;

pub(super) use months::{Bound, Era, Months};

use jiff::civil;

use self::{
    months::FiscalYear,
    number::{Number, YEARS},
};
use crate::{
    Date,
    asset::DateOrder,
    fold::fold,
    strings::{is_invisible, with_plain_digits},
};

/// The day from which spreadsheets count (serial 0, as corrected for their leap day of 1900).
const SPREADSHEET_EPOCH: civil::Date = civil::date(1899, 12, 30);
/// Spreadsheet serials that are taken for dates: 1954 to 2091.
const SERIALS: std::ops::RangeInclusive<i64> = 20_000..=70_000;
/// Seconds since 1970 that are taken for dates: from 2001 on.
const SECONDS: std::ops::RangeInclusive<i64> = 1_000_000_000..=9_999_999_999;
/// The days that a month can have.
const DAYS: std::ops::RangeInclusive<i64> = 1..=31;
/// Longer cells, in bytes, are no dates.
const LONGEST: usize = 80;

/// Reads the cell of a date column; `None` where it holds no date that can be told.
pub(super) fn read(text: &str, order: Option<DateOrder>, months: &Months) -> Option<Date> {
    if text.len() > LONGEST {
        return None;
    }
    if is_iso_day(text)
        && let Some(date) = text.parse::<Date>().ok().and_then(in_our_years)
    {
        return Some(date);
    }
    let plain = with_plain_digits(text);
    let text = plain.trim().trim_matches(is_invisible);
    match months.bound(text) {
        Some((rest, bound)) => match unbounded(rest, order, months) {
            Some(date) => spans::bounded(rest, date, bound, months),
            // "From 2016 to 2018" ends.
            None => from_to(rest, order, months).filter(|_| bound == Bound::Since),
        },
        None => unbounded(text, order, months).or_else(|| from_to(text, order, months)),
    }
}

/// Whether a text looks like `2021-03-05`, as most dates do: nothing else need be looked for in it.
fn is_iso_day(text: &str) -> bool {
    let is_sign = |(at, byte): (usize, u8)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    };
    text.len() == "2021-03-05".len() && text.bytes().enumerate().all(is_sign)
}

fn from_to(text: &str, order: Option<DateOrder>, months: &Months) -> Option<Date> {
    spans::from_to(text, months, |end| whole(end, order, months))
}

/// A date that names its year, as each end of a span must.
fn whole(text: &str, order: Option<DateOrder>, months: &Months) -> Option<Date> {
    let is_year = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    let told = is_year || text.len() >= SHORTEST_DATE - 1;
    unbounded(text, order, months).filter(|_| told)
}

/// Reads a date that no word makes the end of a span.
fn unbounded(text: &str, order: Option<DateOrder>, months: &Months) -> Option<Date> {
    let text = without_time(json_moment(text));
    if let Some(date) = text.parse::<Date>().ok().and_then(in_our_years) {
        return Some(date);
    }
    if text.contains(UNSURE) {
        return None;
    }
    if let Some(part) = week(text).or_else(|| spans::part_of_year(text, months)) {
        return in_our_years(part);
    }
    let parts = Parts::of(text, months)?;
    let [a, b, c] = parts.numbers;
    if let Some(of) = parts.fiscal {
        let year = spans::fiscal_year(of, a, (parts.count > 1).then_some(b));
        return year.and_then(in_our_years);
    }
    let date = match (parts.count, parts.month) {
        _ if parts.era.is_some() => era(&parts),
        (1 | 2, None) if a.width == 3 && parts.years => unnamed_era(&parts, months),
        (1, None) => alone(a),
        (2, None) if parts.fraction => alone(a),
        (2, None) if a.width == 4 && b.width == 4 => spans::years(a, b),
        (2, None) if has_word_between(text) => None,
        (2, None) if spans::is_short_year(text, a, b) => spans::years(a, b),
        (2, None) => month_and_year(a, b),
        (3, None) if a.width == 3 => unnamed_era(&parts, months),
        (3, None) => three(a, b, c, parts.dots, order),
        // Where the number could be a day, nothing says of which year: spreadsheets show days of the year so.
        (1, Some(_)) if is_before_month(text, months) && a.width < 3 && DAYS.contains(&a.value) => {
            None
        }
        (1, Some(month)) => named_month(a, month),
        (2, Some(month)) => named_day(a, b, month),
        _ => None,
    };
    date.and_then(in_our_years)
}

/// Marks of a date that is no certain one: about, or asked, or an end of a span that is not read.
const UNSURE: [char; 8] = ['~', '≈', '<', '>', '?', '±', '+', '='];

/// Days that programs write where they know none: the first of spreadsheets, here and on a Mac, of Unix, also as it is told to the west of
/// Greenwich, and of DOS.
const NO_DAYS: [civil::Date; 5] = [
    civil::date(1900, 1, 1),
    civil::date(1904, 1, 1),
    civil::date(1969, 12, 31),
    civil::date(1970, 1, 1),
    civil::date(1980, 1, 1),
];

/// A date in a year that equipment can have.
fn in_our_years(date: Date) -> Option<Date> {
    let is_no_day = date.is_exact() && NO_DAYS.contains(&date.first());
    (YEARS.contains(&date.first().year()) && !is_no_day).then_some(date)
}

/// The number inside of `/Date(1614902400000)/`, as some programs write a moment into JSON; any other text as it is.
fn json_moment(text: &str) -> &str {
    let inner = text.strip_prefix("/Date(").and_then(|rest| rest.strip_suffix(")/"));
    inner.map_or(text, |inner| inner.split(['+', '-']).next().unwrap_or(inner))
}

/// The days of a week written as ISO does: `2021-W10`, `2021-W10-5`.
fn week(text: &str) -> Option<Date> {
    let (year, rest) = text.split_once(['W', 'w'])?;
    let year = year.trim_end_matches('-');
    let (week, day) = rest.split_once('-').map_or((rest, None), |(week, day)| (week, Some(day)));
    if year.len() != 4 || week.len() != 2 {
        return None;
    }
    let day_of = |weekday: civil::Weekday| {
        let week = civil::ISOWeekDate::new(year.parse().ok()?, week.parse().ok()?, weekday).ok()?;
        Some(week.date())
    };
    let Some(day) = day else {
        return Some(Date::between(
            day_of(civil::Weekday::Monday)?,
            day_of(civil::Weekday::Sunday)?,
        ));
    };
    let weekday = civil::Weekday::from_monday_one_offset(day.parse().ok()?).ok()?;
    Some(Date::day(day_of(weekday)?))
}

/// The date whose year is counted in an era.
fn era(parts: &Parts) -> Option<Date> {
    let Era { first, begun } = parts.era?;
    let [a, b, c] = parts.numbers;
    if begun {
        return counted_from(first, [Number { value: 1, ..a }, a, b], parts.count + 1);
    }
    counted_from(first, [a, b, c], parts.count)
}

/// The date of which the year is counted from a common one.
fn counted_from(first: i16, [year, month, day]: [Number; 3], count: usize) -> Option<Date> {
    let year = i16::try_from(year.value).ok().filter(|year| (1..=200).contains(year))?;
    let year = first.checked_add(year - 1)?;
    match count {
        1 => Date::year(year),
        2 => Date::month(year, month.small()?),
        3 => Date::from_ymd(year, month.small()?, day.small()?),
        _ => None,
    }
}

/// The date whose year has three digits: it is counted in an era that it does not name.
fn unnamed_era(parts: &Parts, months: &Months) -> Option<Date> {
    counted_from(months.unnamed_era()?.first, parts.numbers, parts.count)
}

/// The order that cells of one column settle: some cell has it, and none speaks against it. Where the header `tells` that the year comes
/// first, that holds unless some cell cannot be read so.
pub(super) fn settle<'c>(
    cells: impl Iterator<Item = &'c str>,
    tells: Option<DateOrder>,
    months: &Months,
) -> Option<DateOrder> {
    let numbers = cells.filter_map(|cell| {
        let parts = Parts::of(without_time(cell.trim()), months)?;
        let told = parts.count == 3 && parts.month.is_none() && parts.numbers[0].width != 4;
        told.then_some((parts.numbers, parts.dots))
    });
    let numbers: Vec<_> = numbers.collect();
    let fits = |[a, b, c]: [Number; 3]| a.width != 2 || c.width > 2 || is_year_first(b, c);
    if tells == Some(DateOrder::YearFirst) && numbers.iter().all(|(numbers, _)| fits(*numbers)) {
        return tells;
    }
    let mut orders = numbers.into_iter().filter_map(|([a, b, _], dots)| match (a.value, b.value) {
        (13..=31, 1..=12) => Some(DateOrder::DayFirst),
        (1..=12, 13..=31) => Some(DateOrder::MonthFirst),
        _ => dots.then_some(DateOrder::DayFirst),
    });
    let first = orders.next()?;
    orders.all(|order| order == first).then_some(first)
}

/// Whether numbers behind a year may be its month and day.
fn is_year_first(month: Number, day: Number) -> bool {
    day.width < 3 && DAYS.contains(&day.value) && (1..=12).contains(&month.value)
}

/// A text taken apart: up to three numbers and the name of a month.
#[derive(Default)]
struct Parts {
    numbers: [Number; 3],
    count: usize,
    month: Option<i8>,
    /// Points alone stand between the numbers.
    dots: bool,
    /// The fiscal year that it says the year is.
    fiscal: Option<FiscalYear>,
    /// It says that the number is a year.
    years: bool,
    /// It is one number with decimals, as spreadsheets write days with a time.
    fraction: bool,
    /// The era in which the year is counted.
    era: Option<Era>,
}

impl Parts {
    fn of(text: &str, months: &Months) -> Option<Self> {
        let mut parts = Self { dots: true, ..Self::default() };
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let same = |c: char| {
                if first.is_ascii_digit() {
                    c.is_ascii_digit()
                } else {
                    c.is_alphabetic() == first.is_alphabetic() && !c.is_ascii_digit()
                }
            };
            let end = rest.find(|c| !same(c)).unwrap_or(rest.len());
            let (run, after) = rest.split_at(end);
            rest = after;
            parts.take(run, first, months)?;
        }
        let whole = text.split_once(['.', ',']);
        parts.fraction = parts.count == 2
            && whole.is_some_and(|(days, _)| {
                days.len() == 5 && days.bytes().all(|b| b.is_ascii_digit())
            });
        Some(parts)
    }

    fn take(&mut self, run: &str, first: char, months: &Months) -> Option<()> {
        if first.is_ascii_digit() {
            *self.numbers.get_mut(self.count)? = Number::of(run, months)?;
            self.count += 1;
        } else if first.is_alphabetic() {
            self.dots = false;
            let word = fold(run);
            match months.number(&word) {
                Some(month) if self.month.is_none() => self.month = Some(month),
                None if self.count == 0 && months.era(&word).is_some() => {
                    self.era = months.era(&word);
                }
                None if months.fiscal(&word).is_some() => {
                    self.fiscal = months.fiscal(&word).map(|of| of.or(self.fiscal));
                }
                None if months.is_year_word(&word) => self.years = true,
                None if months.is_noise(&word) => {}
                _ => return None,
            }
        } else if self.count > 0 && run.trim() != "." {
            self.dots = false;
        }
        Some(())
    }
}

/// Whether a word of Latin letters stands between the first number and the last: `2A 2019`.
fn has_word_between(text: &str) -> bool {
    text.trim_matches(|c: char| !c.is_ascii_digit()).contains(|c: char| c.is_ascii_alphabetic())
}

/// Whether the name of a month stands behind the number of a text.
fn is_before_month(text: &str, months: &Months) -> bool {
    let behind = text.rsplit(|c: char| c.is_ascii_digit()).next().unwrap_or_default();
    let mut words = behind.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    words.any(|word| months.number(&fold(word)).is_some())
}

/// The text before a time of day: `10:22`, `10.22.33`, `14h30`, `T102201Z`.
fn without_time(text: &str) -> &str {
    let day = |end: usize| {
        let before = text.get(..end).unwrap_or(text);
        before.trim_end_matches(|c: char| c == 'T' || c == ',' || c.is_whitespace())
    };
    if let Some(colon) = text.find(':') {
        let hour = text[..colon].trim_end_matches(|c: char| c.is_ascii_digit());
        return if hour.len() == colon { text } else { day(hour.len()) };
    }
    // Without a colon it is a time only after a whole date, from which a blank or a T parts it.
    let parted = |(at, c): &(usize, char)| (*c == ' ' || *c == 'T') && *at >= SHORTEST_DATE;
    let Some((at, _)) = text.char_indices().find(parted) else { return text };
    let time = text[at..].trim_start_matches(['T', ' ']);
    let marks = |c: char| matches!(c, '.' | 'h' | 'Z' | '-') || c.is_ascii_digit();
    let clock = time.split(' ').next().unwrap_or(time);
    let tight = text[at..].starts_with('T') && (4..=7).contains(&clock.len());
    let loose = clock.contains(['.', 'h']) && clock.find(['.', 'h']).is_some_and(|at| at <= 2);
    if clock.chars().all(marks) && (tight || loose) && clock.len() >= 4 { day(at) } else { text }
}

/// The fewest bytes of a date before a time without a colon.
const SHORTEST_DATE: usize = 8;

fn alone(number: Number) -> Option<Date> {
    let Number { value, width, .. } = number;
    let part = |by: i64, of: i64| i8::try_from(value / by % of).ok();
    let year = |value: i64| i16::try_from(value).ok().filter(|year| YEARS.contains(year));
    match width {
        4 => Date::year(year(value)?),
        5 if SERIALS.contains(&value) => {
            let day = SPREADSHEET_EPOCH.checked_add(jiff::Span::new().try_days(value).ok()?);
            day.ok().map(Date::day)
        }
        6 => Date::month(year(value / 100)?, part(1, 100)?),
        8 => Date::from_ymd(year(value / 10_000)?, part(100, 100)?, part(1, 100)?),
        10 if SECONDS.contains(&value) => epoch(value),
        13 if SECONDS.contains(&(value / 1000)) => epoch(value / 1000),
        _ => None,
    }
}

fn epoch(seconds: i64) -> Option<Date> {
    let moment = jiff::Timestamp::from_second(seconds).ok()?;
    Some(Date::day(moment.to_zoned(jiff::tz::TimeZone::UTC).date()))
}

fn month_and_year(a: Number, b: Number) -> Option<Date> {
    let (year, month) = if a.width == 4 { (a, b) } else { (b, a) };
    if year.width == 4 { Date::month(year.year?, month.small()?) } else { None }
}

fn named_month(number: Number, month: i8) -> Option<Date> {
    Date::month(number.year?, month)
}

/// A month by name, with day and year in either order.
fn named_day(a: Number, b: Number, month: i8) -> Option<Date> {
    let (day, year) = if a.width == 4 { (b, a) } else { (a, b) };
    Date::from_ymd(year.year?, month, day.small()?)
}

/// Three numbers: year first if it has four digits, or two where the column has it so; else day and month in the order that the cell
/// or its column settles.
fn three(a: Number, b: Number, c: Number, dots: bool, order: Option<DateOrder>) -> Option<Date> {
    if a.width == 4 {
        return Date::from_ymd(a.year?, b.small()?, c.small()?);
    }
    if order == Some(DateOrder::YearFirst) && a.width == 2 && is_year_first(b, c) {
        return Date::from_ymd(a.year?, b.small()?, c.small()?);
    }
    let (first, second) = (a.small()?, b.small()?);
    let year = c.year?;
    let day_first = Date::from_ymd(year, second, first);
    let month_first = Date::from_ymd(year, first, second);
    match (day_first, month_first) {
        (Some(one), Some(other)) if one != other => Some(match order {
            _ if dots => one,
            Some(DateOrder::DayFirst) => one,
            Some(DateOrder::MonthFirst) => other,
            Some(DateOrder::YearFirst) | None => Date::between(one.first(), other.first()),
        }),
        (one, other) => one.or(other),
    }
}

#[cfg(test)]
mod tests;
