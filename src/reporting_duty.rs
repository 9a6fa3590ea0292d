//! A duty to report: to whom, what and by when, once something is found that the law forbids. A regime states it; report makes a letter
//! of it.

use std::{fmt, sync::Arc};

use jiff::{ToSpan as _, civil};
use serde::{Deserialize, Serialize};

use crate::{Date, Field, knowledge::Source};

/// What must be reported once one of its provisions is found to be broken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ReportingDuty {
    /// Its id within the regime.
    pub id: String,
    /// The regime's id.
    pub regime: String,
    /// The regime's title.
    pub regime_title: String,
    /// What the report is called.
    pub title: String,
    /// To whom it goes, as "the contracting officer".
    pub to: String,
    /// Where to look it up.
    pub citation: String,
    /// The ids of the provisions of which a violation is reported, as [`Law::id`](crate::law::Law::id) spells them.
    pub laws: Vec<String>,
    /// What sets it off, in a sentence.
    pub summary: String,
    /// What else the sender should know, each in a sentence or two.
    pub notes: Vec<String>,
    /// What is due, in the order of its days.
    pub stages: Vec<ReportStage>,
    /// Where it was read.
    pub sources: Vec<Arc<Source>>,
}

impl ReportingDuty {
    /// The last day of each stage, if the goods were found on this day and each stage is sent on its last day; `None` where the calendar
    /// ends before.
    pub fn due_days(&self, found: Date) -> Vec<Option<Date>> {
        let mut before = Some(found);
        let day = |stage: &ReportStage| {
            let from = match stage.counts_from {
                CountsFrom::Identification => Some(found),
                CountsFrom::PreviousStage => before,
            };
            before = from.and_then(|from| stage.within.after(from));
            before
        };
        self.stages.iter().map(day).collect()
    }
}

/// What is due on one day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ReportStage {
    /// What this part is called.
    pub title: String,
    /// How long there is.
    pub within: Within,
    /// From when that counts.
    pub counts_from: CountsFrom,
    /// What it holds.
    pub items: Vec<ReportItem>,
}

/// How long there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Within {
    /// Calendar days.
    Days(u16),
    /// Days other than weekends.
    BusinessDays(u16),
    /// By this day of each year, as where what there is is reported once a year.
    EachYear(YearDay),
}

/// A day of any year, written as `03-31`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(with = "String"))]
#[serde(try_from = "String", into = "String")]
pub struct YearDay {
    month: i8,
    day: i8,
}

impl TryFrom<String> for YearDay {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let parts = text
            .split_once('-')
            .and_then(|(month, day)| Some((month.parse().ok()?, day.parse().ok()?)));
        // A day that some years lack is none of each.
        let exists = |(month, day): &(i8, i8)| civil::Date::new(2023, *month, *day).is_ok();
        let (month, day) = parts
            .filter(exists)
            .ok_or_else(|| format!("`{text}` is no day of each year, such as \"03-31\""))?;
        Ok(Self { month, day })
    }
}

impl From<YearDay> for String {
    fn from(day: YearDay) -> Self {
        day.to_string()
    }
}

impl fmt::Display for YearDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}-{:02}", self.month, self.day)
    }
}

impl Within {
    /// Whether no day is left.
    pub fn is_empty(self) -> bool {
        matches!(self, Self::Days(0) | Self::BusinessDays(0))
    }

    /// The last day of it, counted from the day after this one; `None` where the calendar ends before. Public holidays are not known: they
    /// only make the day a later one.
    pub fn after(self, day: Date) -> Option<Date> {
        let is_business = |day: &civil::Date| {
            !matches!(day.weekday(), civil::Weekday::Saturday | civil::Weekday::Sunday)
        };
        let mut later = day.last().series(1.day()).skip(1);
        let last = match self {
            Self::Days(days) => later.nth(usize::from(days).checked_sub(1)?),
            Self::BusinessDays(days) => {
                later.filter(is_business).nth(usize::from(days).checked_sub(1)?)
            }
            Self::EachYear(due) => {
                later.find(|day| (day.month(), day.day()) == (due.month, due.day))
            }
        };
        last.map(Date::day)
    }
}

/// From when a time counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum CountsFrom {
    /// The day on which the goods were found.
    #[default]
    Identification,
    /// The day on which the stage before was sent.
    PreviousStage,
}

/// One thing that a report says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ReportItem {
    /// What is to be said, as "contract number".
    pub asks: String,
    /// Of what it is said.
    pub of: ItemOf,
    /// The facts of a row that say it, the best first; where none does, it is left for the sender to fill in.
    pub facts: Vec<Field>,
}

/// Of what something is said in a report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ItemOf {
    /// Of the whole report.
    #[default]
    Report,
    /// Of each supplier.
    Supplier,
    /// Of each kind of goods.
    Goods,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weekends_are_no_business_days() {
        for (within, from, due) in [
            // A Thursday, a Friday, a Saturday and a Sunday.
            (Within::BusinessDays(1), "2026-11-26", Some("2026-11-27")),
            (Within::BusinessDays(1), "2026-11-27", Some("2026-11-30")),
            (Within::BusinessDays(1), "2026-11-28", Some("2026-11-30")),
            (Within::BusinessDays(1), "2026-11-29", Some("2026-11-30")),
            (Within::BusinessDays(10), "2026-11-27", Some("2026-12-11")),
            (Within::Days(30), "2026-11-27", Some("2026-12-27")),
            (Within::Days(1), "9999-12-31", None),
        ] {
            let day = within.after(from.parse().unwrap());
            assert_eq!(day, due.map(|due| due.parse().unwrap()), "{within:?} from {from}");
        }
    }

    #[test]
    fn what_is_due_each_year_is_due_on_the_next_such_day() {
        let march = Within::EachYear(YearDay::try_from("03-31".to_owned()).unwrap());
        for (from, due) in [
            ("2026-11-30", "2027-03-31"),
            ("2027-03-30", "2027-03-31"),
            ("2027-03-31", "2028-03-31"),
        ] {
            assert_eq!(march.after(from.parse().unwrap()), Some(due.parse().unwrap()), "{from}");
        }
        for wrong in ["02-29", "31-03", "March", "3"] {
            assert!(YearDay::try_from(wrong.to_owned()).is_err(), "{wrong}");
        }
    }
}
