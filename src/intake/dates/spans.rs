//! Dates that are spans: parts of years, fiscal years, and what lies before or after a date.

use jiff::{Span, civil};

use super::{
    months::{Bound, FiscalYear, Months},
    number::{Number, YEARS},
};
use crate::{Date, fold::fold};

/// A fiscal year begins as early as February of the year before the one that it is called after, as where it is called after the year in
/// which it ends, and as late as July of its own: in months after its January.
const EARLIEST: i32 = -11;
const LATEST: i32 = 6;
const MONTHS: i32 = 12;
/// What stands between the first and the last day of a span.
const BETWEEN: [char; 3] = ['-', '–', '—'];
/// Those of them that stand in no date.
const ONLY_BETWEEN: [char; 2] = ['–', '—'];

/// A quarter or a half of a year: `Q4 2019`, `2019-Q4`, `4Q19`, `H1 2020`, `2H 2019`, `FY19 Q4`, `first quarter of 2020`. The year may be a fiscal one
/// where nobody says so, too, so it is all days that it can have in any of them.
pub(super) fn part_of_year(text: &str, months: &Months) -> Option<Date> {
    let (text, fiscal) = in_signs(text, months);
    let is_between = |byte: &u8| matches!(byte, b' ' | b'-' | b'/' | b'.' | b',' | b'\'');
    let letters = text.bytes().filter(|byte| !is_between(byte));
    let letters: Vec<_> = letters.map(|byte| byte.to_ascii_uppercase()).collect();
    let ([of @ (b'Q' | b'H'), part, year @ ..]
    | [part, of @ (b'Q' | b'H'), year @ ..]
    | [year @ .., of @ (b'Q' | b'H'), part]
    | [year @ .., part, of @ (b'Q' | b'H')]) = letters.as_slice()
    else {
        return None;
    };
    let parts = if *of == b'Q' { 4 } else { 2 };
    let part = char::from(*part).to_digit(10).and_then(|part| i32::try_from(part).ok());
    let part = part.filter(|part| (1..=parts).contains(part))?;
    let digits = std::str::from_utf8(year).ok()?;
    let year = Number::of(digits, months)?.year?;
    let months = MONTHS / parts;
    of_fiscal_year(year, fiscal, (part - 1) * months, part * months)
}

/// A text without the words that make its year a fiscal one, and what they say of it. Where it has a word for a part of a year, that is its sign,
/// numbers are digits, and small words are left out: `1 Q 2020` for `first quarter of 2020`.
fn in_signs(text: &str, months: &Months) -> (String, FiscalYear) {
    let runs: Vec<_> = text.split_inclusive(|letter: char| !letter.is_alphabetic()).collect();
    let word = |run: &str| fold(run.trim_end_matches(|letter: char| !letter.is_alphabetic()));
    let words: Vec<_> = runs.iter().map(|run| word(run)).collect();
    let is_spelt = words.iter().any(|word| months.year_part(word).is_some());
    let (mut rest, mut of) = (String::new(), FiscalYear { begins: None });
    for (run, word) in runs.iter().zip(&words) {
        let behind = run.trim_start_matches(char::is_alphabetic);
        if let Some(fiscal) = months.fiscal(word) {
            of = of.or(Some(fiscal));
        } else if let Some(sign) = months.year_part(word) {
            rest.push(sign);
        } else if let Some(number) = months.ordinal(word).filter(|_| is_spelt) {
            rest.push_str(&number.to_string());
        } else if !is_spelt || !months.is_noise(word) {
            rest.push_str(&run[..run.len() - behind.len()]);
        }
        rest.push_str(behind);
    }
    (rest, of)
}

/// A fiscal year. Of two years that are named it lies within both.
pub(super) fn fiscal_year(of: FiscalYear, year: Number, next: Option<Number>) -> Option<Date> {
    let first = year.year?;
    let Some(next) = next else { return of_fiscal_year(first, of, 0, MONTHS) };
    let follows = next.value % 100 == i64::from(first + 1) % 100;
    let day = |year, month, day| civil::Date::new(year, month, day).ok();
    Some(Date::between(day(first, 1, 1)?, day(first + 1, 12, 31)?)).filter(|_| follows)
}

/// The days from one month of a fiscal year, from 0, up to another, wherever the year may begin.
fn of_fiscal_year(year: i16, of: FiscalYear, from: i32, to: i32) -> Option<Date> {
    let january = civil::Date::new(year, 1, 1).ok()?;
    let month = |later: i32| january.checked_add(Span::new().try_months(later).ok()?).ok();
    let first = month(of.begins.unwrap_or(EARLIEST) + from)?;
    let end = month(of.begins.unwrap_or(LATEST) + to)?;
    Some(Date::between(first, end.yesterday().ok()?))
}

/// The days on one side of a date, which is written in `text`.
pub(super) fn bounded(text: &str, date: Date, bound: Bound, months: &Months) -> Option<Date> {
    let day = |year, month, day| civil::Date::new(year, month, day).ok();
    let (start, end) = (day(*YEARS.start(), 1, 1)?, day(*YEARS.end(), 12, 31)?);
    // "Before the end of 2019" and "before 3/4/2019" may lie within what the date spans; "before 2019" does not.
    let is_month = |word: &str| word.is_empty() || months.number(&fold(word)).is_some();
    let is_plain = text.split(|letter: char| !letter.is_alphabetic()).all(is_month)
        && [Some(Date::day(date.first())), Date::month(date.first().year(), date.first().month())]
            .into_iter()
            .chain([Date::year(date.first().year())])
            .any(|whole| whole == Some(date));
    let (near, far) =
        if is_plain { (date.first(), date.last()) } else { (date.last(), date.first()) };
    Some(match bound {
        Bound::Before => Date::between(start, near.yesterday().ok()?.max(start)),
        Bound::Until => Date::between(start, date.last()),
        Bound::Since => Date::between(date.first(), end),
        Bound::After => Date::between(far.tomorrow().ok()?.min(end), end),
    })
}

/// The days from one date to another: `31.07.2019 - 12.08.2019`, `2016 to 2018`. Each end must be read by itself, but that a last year may be short.
pub(super) fn from_to(
    text: &str,
    months: &Months,
    read: impl Fn(&str) -> Option<Date>,
) -> Option<Date> {
    let marks = text.char_indices().filter(|(_, mark)| BETWEEN.contains(mark));
    let marks = marks.map(|(at, mark)| (at, at + mark.len_utf8()));
    let gaps: Vec<_> = text.match_indices(' ').map(|(at, _)| at).collect();
    let words = gaps.windows(2).map(|ends| (ends[0], ends[1]));
    let words = words.filter(|&(from, to)| months.is_between(&fold(&text[from..to])));
    let mut spans = marks.chain(words).filter_map(|(from, to)| {
        let (start, end) = (text[..from].trim(), text[to..].trim());
        let first = read(start)?;
        let whole = || start.get(..2).map(|century| format!("{century}{end}"));
        let is_short = end.len() == 2 && start.len() == 4;
        let last = if is_short { read(&whole()?)? } else { read(end)? };
        (first.first() <= last.last()).then(|| Date::between(first.first(), last.last()))
    });
    spans.next().filter(|_| spans.next().is_none())
}

/// Whether the second of two numbers ends a span of years: it is no month, or a sign stands before it that is in no date.
pub(super) fn is_short_year(text: &str, first: Number, last: Number) -> bool {
    let ends = first.year.zip(last.year).is_some_and(|(first, last)| last > first);
    let is_no_month = last.value > i64::from(MONTHS);
    first.width == 4 && last.width == 2 && ends && (is_no_month || text.contains(ONLY_BETWEEN))
}

/// The days of several years: `2018-2019`.
pub(super) fn years(first: Number, last: Number) -> Option<Date> {
    let day = |year, month, day| civil::Date::new(year, month, day).ok();
    let (first, last) = (first.year?, last.year?);
    let told = YEARS.contains(&first) && YEARS.contains(&last) && first <= last;
    Some(Date::between(day(first, 1, 1)?, day(last, 12, 31)?)).filter(|_| told)
}
