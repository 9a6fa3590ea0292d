//! Reasons: why a test of law came out as it did, and what would decide it, with the data that both rest on.
//!
//! Rules give them; report alone makes sentences of them.

use std::{cmp::Ordering, fmt, sync::Arc};

use crate::{
    Country, Date, Field, Truth,
    attribution::{Company, Maker, Share},
    date::Period,
    facts::LifeCycle,
    law::Exception,
    listing::Listing,
    measure::Limit,
};

/// What people call the values that law asks for, such as kinds of equipment or classes of sites.
pub type Titles = Arc<[String]>;

/// Why a test came out as it did.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reason {
    /// The rule names the kind of equipment, whoever made it.
    NamesKind,
    /// The rule names the maker.
    Names(Arc<Maker>),
    /// An entry of a list names the company.
    Listed(Listing),
    /// The practice of an organisation is about the maker.
    Practice(Arc<Maker>),
    /// The rule names the maker's company alone, and not its group.
    CompanyAlone(Arc<Maker>),
    /// The rule is about some brands of the maker's alone.
    Brand {
        /// The brands that the row names, of those that are known; none where it names none.
        seen: Titles,
        /// The brands that the rule asks for.
        wanted: Titles,
        /// Whether it names one of them.
        holds: Truth,
    },
    /// The rule is about makers with their seat in a country, and this one has it there.
    Seat(Arc<Maker>, Country),
    /// The maker meets the criterion that the rule states, as far as that is verified.
    Meets {
        /// The maker.
        maker: Arc<Maker>,
        /// The criterion, as "subject to …".
        criterion: Arc<str>,
        /// Whether it is.
        verified: bool,
    },
    /// A company belongs to the maker's group; `None` where it did at a time that is not known.
    Member {
        /// The company.
        company: Arc<Company>,
        /// The maker.
        maker: Arc<Maker>,
        /// When.
        time: Option<Period>,
    },
    /// How much of an affiliate a maker holds, and what the rule asks for.
    Share {
        /// The affiliate.
        company: Arc<Company>,
        /// The maker.
        maker: Arc<Maker>,
        /// How much.
        share: Share,
        /// More than this is asked for.
        above: Share,
    },
    /// The rule is about equipment of any kind.
    AnyKind,
    /// Whether the kind of equipment is caught is not settled, and why.
    Unsettled(Arc<str>),
    /// The kind of equipment and what the rule asks for.
    Kind {
        /// What it is known or suggested to be.
        known: Titles,
        /// Whether the context of the row alone suggests it.
        suggested: bool,
        /// What the rule asks for.
        wanted: Titles,
        /// Whether it is that.
        fits: Truth,
    },
    /// What kind of part it is that is inside of other goods is not said; the rule asks for one of these.
    KindOfPart(Titles),
    /// The time of the rule, or of a listing under it, and the day of the audit.
    Time {
        /// Whether it is the time for which the maker is listed.
        listing: bool,
        /// The time.
        period: Period,
        /// The day of the audit.
        as_of: Date,
    },
    /// Whoever sold it by this name is this maker, whom the rule names or whose seat is in a country that it names.
    SoldBy {
        /// The maker.
        maker: Arc<Maker>,
        /// The seller as the row has it.
        seller: String,
    },
    /// Nothing is known of the maker whom the row names so.
    UnknownMaker(String),
    /// The rule binds the trade, and the owner is not of it.
    BindsTrade,
    /// Nothing says whether the owner is one of those whom the rule binds.
    OwnerUnknown {
        /// Whom it binds.
        bound: Titles,
        /// What the owner is said to be, which all of those are.
        stated: Titles,
        /// What a cell says of the owner that does not tell.
        cell: Option<String>,
    },
    /// The owner is none of those whom the rule binds.
    OwnerIsNot(Titles),
    /// The owner is one of those whom the rule leaves out, whatever else they are.
    OwnerUnbound(Titles),
    /// The owner is one of those whom the rule binds.
    OwnerIs(Titles),
    /// The owner is, and the thing may be that of somebody who works for it.
    OfOthers(Titles),
    /// The stage of life, where the rule asks for what is in service; `None` where nothing says it.
    InService(Option<LifeCycle>),
    /// The same where it asks for what is on sale.
    OnSale(Option<LifeCycle>),
    /// The same where it asks for what is yet to be delivered.
    ToDeliver(Option<LifeCycle>),
    /// The same where it asks for what went to a customer whom the row names.
    Delivered(Option<LifeCycle>),
    /// A date and the time in which the rule asks for it.
    Dated {
        /// What was done on it.
        field: Field,
        /// The date; `None` where nothing says it.
        date: Option<Date>,
        /// The time.
        period: Period,
    },
    /// Dates of which some lie in the time in which the rule asks for one, and some outside of it.
    DatesDiffer {
        /// What was done on one of them.
        field: Field,
        /// The dates, each once.
        dates: Vec<Date>,
    },
    /// A day that is still to come on the as-of date.
    ToCome {
        /// What is to be done on it.
        field: Field,
        /// The day.
        date: Date,
        /// The as-of date.
        as_of: Date,
    },
    /// What was bought in the time of a rule was installed no earlier.
    InstalledAfter {
        /// When it was bought.
        bought: Date,
        /// The first day of the rule.
        from: Date,
    },
    /// What was installed before the time of a rule was bought no later.
    BoughtBefore {
        /// When it was installed.
        installed: Date,
        /// The first day of the rule.
        before: Date,
    },
    /// The rule forbids what the trade does, and the owner is not of it.
    ForbidsTrade,
    /// The maker is named where no row is read.
    NotInRow,
    /// A fact and the values that the rule asks for.
    OneOf {
        /// The fact.
        field: Field,
        /// Its values in the row; none where nothing says it.
        seen: Titles,
        /// The values asked for.
        wanted: Titles,
        /// Whether it has one of them.
        holds: Truth,
    },
    /// An amount, and the limit that the rule asks for.
    Amount {
        /// The fact.
        field: Field,
        /// The amount, or what the row has in its place; `None` where nothing says it.
        stated: Option<String>,
        /// The limit.
        limit: Limit,
        /// Whether it is on that side.
        holds: Truth,
    },
    /// It was bought before, with money that may not pay for its upkeep either.
    Upkeep,
    /// The item stands in a list of approvals.
    Approved {
        /// The entry, in the words of the list.
        covers: Arc<str>,
        /// When it holds.
        time: Period,
    },
    /// What an exception came to.
    Exception {
        /// The exception.
        exception: Arc<Exception>,
        /// Why.
        because: Vec<Self>,
        /// It would hold if the owner showed it.
        unless_shown: bool,
    },
}

impl Reason {
    /// Whether it says no more than that a fact is missing, so that the question for it says the same.
    pub fn is_silence(&self) -> bool {
        match self {
            Self::OwnerUnknown { .. }
            | Self::InService(None)
            | Self::OnSale(None)
            | Self::ToDeliver(None)
            | Self::Dated { date: None, .. }
            | Self::Amount { stated: None, .. } => true,
            Self::Kind { known: seen, .. } | Self::OneOf { seen, .. } => seen.is_empty(),
            _ => false,
        }
    }

    /// The date of the row that it hangs on.
    pub fn date(&self) -> Option<Date> {
        match self {
            Self::Dated { date, .. } => *date,
            Self::ToCome { date, .. } => Some(*date),
            Self::InstalledAfter { bought, .. } => Some(*bought),
            Self::BoughtBefore { installed, .. } => Some(*installed),
            _ => None,
        }
    }

    /// Whether two say the same of the row, whatever the rule asks for: "it is a laptop, not a camera" explains as well why it is not a
    /// telephone.
    pub fn says_same_fact(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Kind { known, .. }, Self::Kind { known: others, .. }) => known == others,
            (Self::OneOf { field, seen, .. }, Self::OneOf { field: f, seen: s, .. }) => {
                (field, seen) == (f, s)
            }
            _ => self == other,
        }
    }

    /// Whether two say the same but for the dates of the row.
    pub fn is_like(&self, other: &Self) -> bool {
        match (self, other) {
            (
                Self::Dated { field, date: Some(date), period },
                Self::Dated { field: f, date: Some(d), period: p },
            ) => (field, period, period.position(*date)) == (f, p, p.position(*d)),
            (Self::ToCome { field, .. }, Self::ToCome { field: f, .. }) => field == f,
            (Self::InstalledAfter { from, .. }, Self::InstalledAfter { from: f, .. }) => from == f,
            (Self::BoughtBefore { before, .. }, Self::BoughtBefore { before: b, .. }) => {
                before == b
            }
            _ => self == other,
        }
    }
}

/// What is missing to decide a test, as the question that would settle it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Missing {
    /// Whether the owner is one of these.
    Owner(Titles),
    /// Whether it is equipment of one of these kinds.
    Kind(Titles),
    /// Whether it is of one of these brands of its maker.
    Brand(Titles),
    /// Whether a fact has one of these values.
    OneOf(Field, Titles),
    /// Whether something was done in this time.
    Dated(Field, Period),
    /// Whether an amount is on this side of a limit.
    Amount(Field, Limit),
    /// Whether it is in service.
    InService,
    /// Whether it is on sale.
    OnSale,
    /// The law itself leaves it open, and why.
    Law(Reason),
    /// Whether a line tells of an item that is there.
    Row,
}

impl Missing {
    /// What is asked for.
    pub fn fact(&self) -> AskedFact {
        let field = match self {
            Self::Owner(_) => Field::Owner,
            Self::Kind(_) => Field::Equipment,
            Self::OneOf(field, _) | Self::Dated(field, _) | Self::Amount(field, ..) => *field,
            Self::Brand(_) => Field::Model,
            Self::InService | Self::OnSale => Field::Status,
            Self::Law(_) => return AskedFact::Law,
            Self::Row => return AskedFact::Row,
        };
        AskedFact::Field(field)
    }
}

/// What a question asks for, in the order of the keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AskedFact {
    /// A fact of the row.
    Field(Field),
    /// How a point is to be read that the law itself leaves open.
    Law,
    /// Whether there is an item of which no row was read.
    Row,
    /// Who made the goods.
    Maker,
}

impl AskedFact {
    /// The key under which reports show it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Field(field) => field.key(),
            Self::Law => "law",
            Self::Row => "row",
            Self::Maker => "maker",
        }
    }
}

impl Ord for AskedFact {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key().cmp(other.key())
    }
}

impl PartialOrd for AskedFact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for AskedFact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())
    }
}

/// The answer to one question of law: a truth, the reasons, and what would decide it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Answer {
    /// What came out.
    pub truth: Truth,
    /// Why.
    pub why: Vec<Reason>,
    /// What would decide it; empty unless the answer is unknown.
    pub missing: Vec<Missing>,
}
