//! A maker with its group, as law names it.

use std::{fmt, sync::Arc};

use serde::{Deserialize, Serialize};

use crate::{
    Date, KindId,
    knowledge::{Confidence, Source},
};

/// A criterion that a maker meets, with the reason why we say so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Meets {
    /// The criterion's id in `rules/terms.toml`.
    pub criterion: String,
    /// How far the fact carries.
    pub confidence: Confidence,
    /// Where it was read.
    pub sources: Vec<Arc<Source>>,
}

/// A maker with its group, as law names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Maker {
    /// The id of its vendor file.
    pub id: String,
    /// Its full legal name.
    pub name: String,
    /// How reports call it.
    pub short: String,
    /// The country of its seat, ISO 3166-1 alpha-2.
    pub country: String,
    /// The criteria it meets.
    pub meets: Vec<Meets>,
    /// The kinds of equipment that it is known for.
    pub makes: Vec<KindId>,
}

/// How a group company stands to the maker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Relation {
    /// Owned by it.
    Subsidiary,
    /// Tied to it by shares or control.
    Affiliate,
    /// Owned by it once.
    FormerSubsidiary,
    /// What it grew out of.
    Predecessor,
}

impl Relation {
    /// The words used for it.
    pub fn says(self) -> &'static str {
        match self {
            Self::Subsidiary => "subsidiary",
            Self::Affiliate => "affiliate",
            Self::FormerSubsidiary => "former subsidiary",
            Self::Predecessor => "predecessor",
        }
    }
}

/// How much of a company somebody holds, in tenths of a percent: more than none, and all at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(with = "f64"))]
#[serde(try_from = "f64", into = "f64")]
pub struct Share(u16);

/// A number that is no share.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[error("{0} is no share: expected a percentage above 0 and up to 100")]
pub struct ShareError(f64);

impl TryFrom<f64> for Share {
    type Error = ShareError;

    fn try_from(percent: f64) -> Result<Self, ShareError> {
        let tenths =
            (1..=1000_u16).find(|tenths| (f64::from(*tenths) / 10.0 - percent).abs() < 0.05);
        tenths.map(Self).ok_or(ShareError(percent))
    }
}

impl From<Share> for f64 {
    fn from(Share(tenths): Share) -> Self {
        Self::from(tenths) / 10.0
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} percent", f64::from(*self))
    }
}

/// A time during which a company belonged to the group. Open ends are open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Membership {
    /// How it stood to the maker.
    pub relation: Relation,
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub until: Option<Date>,
    /// How much of it the maker held, as far as a source says so.
    pub share: Option<Share>,
}

impl Membership {
    /// Whether another time that begins no earlier begins before this one is over, or right after it.
    fn meets(&self, next: &Self) -> bool {
        let (Some(until), Some(from)) = (self.until, next.from) else { return true };
        until.last().tomorrow().is_ok_and(|day| from.first() <= day)
    }
}

/// A company of a maker's group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Company {
    /// Its id in the vendor file.
    pub id: String,
    /// Its name.
    pub name: String,
    /// When it belonged to the group, and how at each time; never empty.
    pub memberships: Vec<Membership>,
}

impl Company {
    /// When it belonged to the group in any way: times that touch or overlap are one, told by the relation that lasted longest.
    pub fn periods(&self) -> Vec<Membership> {
        let mut all = self.memberships.clone();
        all.sort_by_key(|membership| membership.from);
        let mut periods: Vec<Membership> = Vec::new();
        for next in all {
            match periods.last_mut().filter(|last| last.meets(&next)) {
                Some(last) => {
                    if last.until.is_some_and(|end| next.until.is_none_or(|until| until > end)) {
                        *last = Membership {
                            from: last.from,
                            share: next.share.or(last.share),
                            ..next
                        };
                    } else {
                        last.share = last.share.or(next.share);
                    }
                }
                None => periods.push(next),
            }
        }
        periods
    }
}

#[cfg(test)]
mod tests {
    use super::{Company, Membership, Relation, Share};
    use crate::Date;

    fn company(memberships: &[(Relation, &str, &str)]) -> Company {
        let date = |text: &str| text.parse::<Date>().ok();
        let memberships = memberships.iter().map(|&(relation, from, until)| Membership {
            relation,
            from: date(from),
            until: date(until),
            share: None,
        });
        Company { id: "acme".into(), name: "Acme".into(), memberships: memberships.collect() }
    }

    #[test]
    fn times_that_touch_are_one() {
        use Relation::{Affiliate, FormerSubsidiary, Subsidiary};
        let one = |memberships: &[_]| match company(memberships).periods().as_slice() {
            [one] => Some((one.relation, one.from.is_some(), one.until.is_some())),
            _ => None,
        };
        let sold = (FormerSubsidiary, "2015", "2025-03");
        assert_eq!(one(&[sold, (Affiliate, "2025-04-01", "")]), Some((Affiliate, true, false)));
        assert_eq!(one(&[(Affiliate, "2025", ""), sold]), Some((Affiliate, true, false)));
        assert_eq!(one(&[sold, (Affiliate, "", "2024")]), Some((FormerSubsidiary, false, true)));
        assert_eq!(one(&[(Subsidiary, "", ""), sold]), Some((Subsidiary, false, false)));
        assert_eq!(one(&[sold, (Affiliate, "2025-04-02", "")]), None, "a day between");
    }

    #[test]
    fn joined_times_begin_with_the_first_and_keep_the_share_that_one_states() {
        let all = [(Relation::Subsidiary, "2015", "2020"), (Relation::Affiliate, "2018", "2025")];
        let half = Share::try_from(50.0).ok();
        for stated in 0..all.len() {
            let mut company = company(&all);
            company.memberships[stated].share = half;
            let [joined] = company.periods()[..] else { panic!("two times for one") };
            assert_eq!((joined.from, joined.share), (company.memberships[0].from, half));
            assert_eq!(joined.until, company.memberships[1].until);
        }
    }
}
