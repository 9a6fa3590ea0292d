//! The dates of spreadsheets: many spellings, one [`Date`].

use jiff::civil;

use super::formats::Months;
use crate::{Date, asset::DateOrder, fold::fold};

/// The day from which spreadsheets count (serial 0, as corrected for their leap day of 1900).
const SPREADSHEET_EPOCH: civil::Date = civil::date(1899, 12, 30);
/// Spreadsheet serials that are taken for dates: 1954 to 2091.
const SERIALS: std::ops::RangeInclusive<i64> = 20_000..=70_000;
/// Seconds since 1970 that are taken for dates: from 2001 on.
const SECONDS: std::ops::RangeInclusive<i64> = 1_000_000_000..=9_999_999_999;
/// Years that stand alone or before a month.
const YEARS: std::ops::RangeInclusive<i64> = 1900..=2199;

/// Reads the cell of a date column; `None` where it holds no date that can be told.
pub(super) fn read(text: &str, order: Option<DateOrder>, months: &Months) -> Option<Date> {
    let text = without_time(text.trim());
    if let Ok(date) = text.parse::<Date>() {
        return Some(date);
    }
    let parts = Parts::of(text, months)?;
    let [a, b, c] = parts.numbers;
    match (parts.count, parts.month) {
        (1, None) => alone(a),
        (2, None) if parts.fraction => alone(a),
        (2, None) => month_and_year(a, b),
        (3, None) => three(a, b, c, parts.dots, order),
        (1, Some(month)) => named_month(a, month),
        (2, Some(month)) => named_day(a, b, month),
        _ => None,
    }
}

/// The order of day and month that cells of one column settle: some cell has it, and none speaks against it.
pub(super) fn settle<'c>(
    cells: impl Iterator<Item = &'c str>,
    months: &Months,
) -> Option<DateOrder> {
    let mut settled = None;
    for cell in cells {
        let Some(Parts { count: 3, month: None, numbers: [a, b, _], dots, .. }) =
            Parts::of(without_time(cell.trim()), months)
        else {
            continue;
        };
        let order = match (a.value, b.value) {
            _ if a.width == 4 => continue,
            (13..=31, 1..=12) => DateOrder::DayFirst,
            (1..=12, 13..=31) => DateOrder::MonthFirst,
            _ if dots => DateOrder::DayFirst,
            _ => continue,
        };
        match settled {
            Some(before) if before != order => return None,
            _ => settled = Some(order),
        }
    }
    settled
}

/// One run of digits.
#[derive(Clone, Copy, Default)]
struct Number {
    value: i64,
    width: usize,
}

impl Number {
    /// The year that it may be: four digits, or two.
    fn year(self) -> Option<i16> {
        let year = match self.width {
            4 => self.value,
            2 if self.value < 70 => 2000 + self.value,
            2 => 1900 + self.value,
            _ => return None,
        };
        i16::try_from(year).ok()
    }

    fn small(self) -> Option<i8> {
        if self.width > 2 { None } else { i8::try_from(self.value).ok() }
    }
}

/// A text taken apart: up to three numbers and the name of a month.
struct Parts {
    numbers: [Number; 3],
    count: usize,
    month: Option<i8>,
    /// Points alone stand between the numbers.
    dots: bool,
    /// It is one number with decimals, as spreadsheets write days with a time.
    fraction: bool,
}

impl Parts {
    fn of(text: &str, months: &Months) -> Option<Self> {
        let mut parts = Self {
            numbers: [Number::default(); 3],
            count: 0,
            month: None,
            dots: true,
            fraction: false,
        };
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
        let whole = text.split_once('.');
        parts.fraction = parts.count == 2
            && whole.is_some_and(|(days, _)| {
                days.len() == 5 && days.bytes().all(|b| b.is_ascii_digit())
            });
        Some(parts)
    }

    fn take(&mut self, run: &str, first: char, months: &Months) -> Option<()> {
        if first.is_ascii_digit() {
            let number = Number { value: run.parse().ok()?, width: run.len() };
            *self.numbers.get_mut(self.count)? = number;
            self.count += 1;
        } else if first.is_alphabetic() {
            self.dots = false;
            let word = fold(run);
            match months.number(&word) {
                Some(month) if self.month.is_none() => self.month = Some(month),
                None if months.is_noise(&word) => {}
                _ => return None,
            }
        } else if self.count > 0 && run.trim() != "." {
            self.dots = false;
        }
        Some(())
    }
}

/// The text before a time of day.
fn without_time(text: &str) -> &str {
    let Some(colon) = text.find(':') else { return text };
    let hour = text[..colon].trim_end_matches(|c: char| c.is_ascii_digit());
    if hour.len() == colon {
        return text;
    }
    hour.trim_end_matches(|c: char| c == 'T' || c == ',' || c.is_whitespace())
}

fn alone(number: Number) -> Option<Date> {
    let Number { value, width } = number;
    let part = |by: i64, of: i64| i8::try_from(value / by % of).ok();
    match width {
        4 if YEARS.contains(&value) => Date::year(i16::try_from(value).ok()?),
        5 if SERIALS.contains(&value) => {
            let day = SPREADSHEET_EPOCH.checked_add(jiff::Span::new().try_days(value).ok()?);
            day.ok().map(Date::day)
        }
        6 if YEARS.contains(&(value / 100)) => {
            Date::month(i16::try_from(value / 100).ok()?, part(1, 100)?)
        }
        8 => Date::from_ymd(i16::try_from(value / 10_000).ok()?, part(100, 100)?, part(1, 100)?)
            .filter(|_| YEARS.contains(&(value / 10_000))),
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
    if year.width == 4 { Date::month(year.year()?, month.small()?) } else { None }
}

fn named_month(number: Number, month: i8) -> Option<Date> {
    Date::month(number.year()?, month)
}

/// A month by name, with day and year in either order.
fn named_day(a: Number, b: Number, month: i8) -> Option<Date> {
    let (day, year) = if a.width == 4 { (b, a) } else { (a, b) };
    Date::from_ymd(year.year()?, month, day.small()?)
}

/// Three numbers: year first if it has four digits; else day and month in the order that the cell or its column settles.
fn three(a: Number, b: Number, c: Number, dots: bool, order: Option<DateOrder>) -> Option<Date> {
    if a.width == 4 {
        return Date::from_ymd(a.year()?, b.small()?, c.small()?);
    }
    let (first, second) = (a.small()?, b.small()?);
    let year = c.year()?;
    let day_first = Date::from_ymd(year, second, first);
    let month_first = Date::from_ymd(year, first, second);
    match (day_first, month_first) {
        (Some(one), Some(other)) if one != other => Some(match order {
            _ if dots => one,
            Some(DateOrder::DayFirst) => one,
            Some(DateOrder::MonthFirst) => other,
            None => Date::between(one.first(), other.first()),
        }),
        (one, other) => one.or(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::testing;

    fn shown(text: &str, order: Option<DateOrder>) -> String {
        let date = testing::formats().read_date(text, order);
        date.map_or_else(|| "none".to_owned(), |date| date.to_string())
    }

    #[test]
    fn the_dates_of_spreadsheets_are_read() {
        for (text, expected) in [
            ("2021-03-05", "2021-03-05"),
            ("2021-03", "2021-03"),
            ("2021", "2021"),
            ("2021/3/5", "2021-03-05"),
            ("2021/03", "2021-03"),
            ("03/2021", "2021-03"),
            ("20210305", "2021-03-05"),
            ("05.03.2021", "2021-03-05"),
            ("5.3.21", "2021-03-05"),
            ("5. 3. 2021", "2021-03-05"),
            ("13/4/2021", "2021-04-13"),
            ("4/13/21", "2021-04-13"),
            ("3/4/2021", "2021-03-04/2021-04-03"),
            ("4/4/2021", "2021-04-04"),
            ("03-04-2021", "2021-03-04/2021-04-03"),
            ("10/4/97", "1997-04-10/1997-10-04"),
            ("5 Mar 2021", "2021-03-05"),
            ("5-Mar-21", "2021-03-05"),
            ("March 5, 2021", "2021-03-05"),
            ("Friday, 5th March 2021", "2021-03-05"),
            ("5. März 2021", "2021-03-05"),
            ("1er août 2021", "2021-08-01"),
            ("5 de marzo de 2021", "2021-03-05"),
            ("5 de março de 2021", "2021-03-05"),
            ("5 marzo 2021", "2021-03-05"),
            ("5 maart 2021", "2021-03-05"),
            ("5 marca 2021 r.", "2021-03-05"),
            ("5 марта 2021 г.", "2021-03-05"),
            ("2021年3月5日", "2021-03-05"),
            ("2021년 3월 5일", "2021-03-05"),
            ("Mar-21", "2021-03"),
            ("März 2021", "2021-03"),
            ("2021-03-05 10:22:01", "2021-03-05"),
            ("2021-03-05T10:22:01Z", "2021-03-05"),
            ("3/25/21 2:30 PM", "2021-03-25"),
            ("05.03.2021, 14:00 Uhr", "2021-03-05"),
            ("44260", "2021-03-05"),
            ("44260.5", "2021-03-05"),
            ("1614902400", "2021-03-05"),
            ("1614902400000", "2021-03-05"),
            ("31.02.2021", "none"),
            ("soon", "none"),
            ("12", "none"),
            ("10.20.0.3", "none"),
            ("before 2015", "none"),
            ("99999", "none"),
            ("", "none"),
            ("12:30", "none"),
        ] {
            assert_eq!(shown(text, None), expected, "{text}");
        }
    }

    #[test]
    fn the_order_of_the_column_decides() {
        assert_eq!(shown("3/4/2021", Some(DateOrder::DayFirst)), "2021-04-03");
        assert_eq!(shown("3/4/2021", Some(DateOrder::MonthFirst)), "2021-03-04");
        assert_eq!(shown("25/4/2021", Some(DateOrder::MonthFirst)), "2021-04-25");
        assert_eq!(shown("3.4.2021", Some(DateOrder::MonthFirst)), "2021-04-03");
    }

    #[test]
    fn the_order_is_settled_by_a_day_beyond_twelve() {
        let formats = testing::formats();
        for (cells, order) in [
            (vec!["3/4/21", "7/23/26"], Some(DateOrder::MonthFirst)),
            (vec!["3/4/21", "23/7/26"], Some(DateOrder::DayFirst)),
            (vec!["3/4/21", "23/7/26", "7/23/26"], None),
            (vec!["3/4/21", "2021-03-05"], None),
            (vec!["03.04.2021"], Some(DateOrder::DayFirst)),
        ] {
            assert_eq!(settle(cells.into_iter(), &formats.months), order);
        }
    }
}
