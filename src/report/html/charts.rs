//! The charts of the page, drawn in parts of a hundred, so that they take whatever width there is and their words keep their size.

use jiff::civil;

use crate::{Date, Verdict, audit::Tally};

/// The verdicts that a bar shows, what is to be acted on first. What no law reaches would only make the rest small.
const SHOWN: [Verdict; 5] =
    [Verdict::Violation, Verdict::Review, Verdict::Unchecked, Verdict::Advisory, Verdict::Waived];

#[derive(Clone, Debug)]
pub(super) struct BarPart {
    /// The word of its verdict, which tells its colour.
    pub(super) verdict: &'static str,
    pub(super) rows: u64,
    /// Where it begins and how wide it is, in parts of a hundred.
    pub(super) x: String,
    pub(super) width: String,
}

/// A name with its rows by verdict.
#[derive(Clone, Debug)]
pub(super) struct Bar {
    pub(super) name: String,
    /// The filter that shows its findings; empty where there is none.
    pub(super) filter: String,
    pub(super) segments: Vec<BarPart>,
}

/// A chart of bars to one scale.
#[derive(Clone, Debug)]
pub(super) struct BarChart {
    pub(super) title: &'static str,
    pub(super) says: &'static str,
    pub(super) bars: Vec<Bar>,
    /// Names that have no bar.
    pub(super) more: usize,
    pub(super) verdicts: Vec<&'static str>,
}

/// One name of a chart: what it is called, its filter, its rows.
pub(super) type NamedTally = (String, String, Tally);

/// Bars of a chart at most.
const BARS: usize = 12;

impl BarChart {
    /// A chart of these names, the worst first.
    pub(super) fn new(title: &'static str, says: &'static str, mut named: Vec<NamedTally>) -> Self {
        let shown = |tally: &Tally| SHOWN.map(|verdict| tally.of(verdict));
        named.retain(|(.., tally)| shown(tally).iter().sum::<u64>() > 0);
        named.sort_by_cached_key(|(name, _, tally)| {
            (shown(tally).map(std::cmp::Reverse), name.clone())
        });
        let longest = named.iter().map(|(.., tally)| shown(tally).iter().sum()).max();
        let longest = longest.unwrap_or_default();
        let occurs = |verdict: &Verdict| named.iter().any(|(.., tally)| tally.of(*verdict) > 0);
        let verdicts = SHOWN.into_iter().filter(occurs).map(Verdict::word).collect();
        let more = named.len().saturating_sub(BARS);
        let bars = named.into_iter().take(BARS).map(|(name, filter, tally)| Bar {
            name,
            filter,
            segments: segments(&tally, &SHOWN, longest),
        });
        Self { title, says, bars: bars.collect(), more, verdicts }
    }
}

/// The pieces of one bar; `whole` rows fill its width.
pub(super) fn segments(tally: &Tally, verdicts: &[Verdict], whole: u64) -> Vec<BarPart> {
    let mut before = 0;
    let pieces = verdicts.iter().filter(|verdict| tally.of(**verdict) > 0).map(|&verdict| {
        let rows = tally.of(verdict);
        let x = share(before, whole);
        before += rows;
        BarPart { verdict: verdict.word(), rows, x, width: share(rows, whole) }
    });
    pieces.collect()
}

/// A part of a whole in parts of a hundred, with two digits after the point.
fn share(part: u64, whole: u64) -> String {
    let hundredths = u128::from(part) * 10_000 / u128::from(whole.max(1));
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}

/// One line of the timeline: something that lasts from a day, perhaps until another.
#[derive(Clone, Debug)]
pub(super) struct Days {
    pub(super) from: Date,
    pub(super) until: Option<Date>,
}

#[derive(Clone, Debug)]
pub(super) struct Scale {
    first: i64,
    last: i64,
    pub(super) years: Vec<(i16, String)>,
    /// The place of the day of the audit.
    pub(super) today: String,
}

/// Years named on the scale at most.
const YEARS: i64 = 10;

impl Scale {
    /// A scale on which all of these and the day of the audit have room; whole years.
    pub(super) fn new(spans: &[Days], as_of: Date) -> Self {
        let days = spans.iter().flat_map(|span| [Some(span.from), span.until]).flatten();
        let years: Vec<_> = days.chain([as_of]).map(|date| date.first().year()).collect();
        let from = years.iter().copied().min().unwrap_or_default();
        let until = years.iter().copied().max().unwrap_or_default();
        // At least the year after the audit is shown as well.
        let until = until.max(as_of.first().year().saturating_add(1)).saturating_add(1);
        let mut scale = Self {
            first: first_day(from),
            last: first_day(until),
            years: Vec::new(),
            today: String::new(),
        };
        let step = usize::try_from((i64::from(until) - i64::from(from)) / YEARS + 1).unwrap_or(1);
        let named = (from..until).step_by(step);
        scale.years = named.map(|year| (year, scale.place(first_day(year)))).collect();
        scale.today = scale.place(number(as_of.first()));
        scale
    }

    fn place(&self, day: i64) -> String {
        let part = |days: i64| u64::try_from(days).unwrap_or_default();
        share(part(day - self.first), part(self.last - self.first))
    }

    /// Where a span begins, and how wide it is; one without end runs on.
    pub(super) fn draw(&self, span: &Days) -> (String, String) {
        let part = |days: i64| u64::try_from(days).unwrap_or_default();
        let (from, until) =
            (number(span.from.first()), span.until.map_or(self.last, |day| number(day.last())));
        let width = share(part(until - from), part(self.last - self.first));
        (self.place(from), width)
    }
}

/// Days since the beginning of the calendar, for differences.
fn number(day: civil::Date) -> i64 {
    first_day(day.year()) + i64::from(day.day_of_year()) - 1
}

fn first_day(year: i16) -> i64 {
    let year = i64::from(year) - 1;
    year * 365 + year / 4 - year / 100 + year / 400
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(violation: u64, review: u64) -> Tally {
        let mut tally = Tally::default();
        tally.add_rows(Verdict::Violation, violation);
        tally.add_rows(Verdict::Review, review);
        tally
    }

    #[test]
    fn bars_have_one_scale_and_the_worst_stands_first() {
        let named = |name: &str, tally| (name.to_owned(), String::new(), tally);
        let all =
            vec![named("a", tally(1, 2)), named("none", tally(0, 0)), named("b", tally(3, 3))];
        let chart = BarChart::new("", "", all);
        let drawn = |bar: &Bar| {
            bar.segments.iter().map(|it| format!("{} {}", it.x, it.width)).collect::<Vec<_>>()
        };
        let order: Vec<_> = chart.bars.iter().map(|bar| bar.name.as_str()).collect();
        assert_eq!(order, ["b", "a"]);
        assert_eq!(drawn(&chart.bars[0]), ["0.00% 50.00%", "50.00% 50.00%"]);
        assert_eq!(drawn(&chart.bars[1]), ["0.00% 16.66%", "16.66% 33.33%"]);
        assert_eq!(chart.verdicts, ["violation", "review"]);
    }

    #[test]
    fn days_stand_on_a_scale_of_whole_years() {
        let date = |text: &str| text.parse::<Date>().unwrap();
        let spans = [
            Days { from: date("2020-07-01"), until: None },
            Days { from: date("2021"), until: Some(date("2022-06")) },
        ];
        let scale = Scale::new(&spans, date("2023-12-31"));
        let years: Vec<_> = scale.years.iter().map(|(year, _)| *year).collect();
        assert_eq!(years, [2020, 2021, 2022, 2023, 2024]);
        assert_eq!(scale.years[2].1, "40.01%");
        assert_eq!(scale.today, "79.91%");
        let drawn = spans.each_ref().map(|span| scale.draw(span));
        let drawn = drawn.each_ref().map(|(x, width)| (x.as_str(), width.as_str()));
        assert_eq!(drawn, [("9.96%", "90.03%"), ("20.03%", "29.83%")]);
    }

    /// A calendar of thousands of years is still a picture with few names on it.
    #[test]
    fn a_long_scale_names_few_years() {
        let date = |text: &str| text.parse::<Date>().unwrap();
        let spans = [Days { from: date("0001"), until: Some(date("9998")) }];
        assert!(Scale::new(&spans, date("2026-01-01")).years.len() <= 11);
    }
}
