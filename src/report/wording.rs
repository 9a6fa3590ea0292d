//! Reasons and questions of law in words: the one place where they become sentences, without a full stop, for every format.

use super::{
    cell,
    fact_words::{asks_for, done, stated},
    words::{CELL, SENTENCE, joined},
};
use crate::{
    Date, Field, Truth,
    attribution::Share,
    date::{Period, Position},
    facts::LifeCycle,
    finding::Test,
    listing::Listing,
    measure::{Limit, Side},
    reason::{Missing, Reason},
    rules::{Asked, Condition},
};

/// The dates of several rows that give one reason: the first and the last.
pub(super) type DaySpan = (Date, Date);

/// Why a test came out as it did.
pub(super) fn why(test: &Test) -> String {
    test.why().iter().map(reason).collect::<Vec<_>>().join("; ")
}

/// A reason as one row gives it.
pub(super) fn reason(reason: &Reason) -> String {
    spanned(reason, reason.date().map(|date| (date, date)))
}

/// A reason as several rows give it, bought on different days.
pub(super) fn spanned(reason: &Reason, span: Option<DaySpan>) -> String {
    let day = || match span {
        Some((first, last)) if first == last => first.to_string(),
        Some((first, last)) => format!("between {first} and {last}"),
        None => String::new(),
    };
    match reason {
        Reason::NamesKind => "the rule names the kind of equipment, whoever made it".to_owned(),
        Reason::Names(maker) => format!("the rule names {}", maker.short),
        Reason::Listed(listing) => listed(listing),
        Reason::Practice(maker) => format!("the practice is about {}", maker.short),
        Reason::CompanyAlone(maker) => format!("the rule names the company {} alone", maker.short),
        Reason::Brand { seen, wanted, holds } => brand(seen, wanted, *holds),
        Reason::Seat(maker, country) => {
            format!("the rule is about makers with their seat in {country}, as {} has", maker.short)
        }
        Reason::Meets { maker, criterion, verified } => meets(&maker.short, criterion, *verified),
        Reason::Member { company, maker, time } => member(&company.name, &maker.short, *time),
        Reason::Share { company, maker, share, above } => {
            share_of(&company.name, &maker.short, *share, *above)
        }
        Reason::AnyKind => "the rule is about equipment of any kind".to_owned(),
        Reason::Unsettled(why) => why.trim_end_matches('.').to_owned(),
        Reason::Kind { known, suggested, wanted, fits } => kind(known, *suggested, wanted, *fits),
        Reason::KindOfPart(wanted) => part(wanted),
        Reason::Time { listing, period, as_of } => in_force(*listing, *period, *as_of),
        Reason::SoldBy { maker, seller } => sold_by(seller, &maker.short),
        Reason::UnknownMaker(name) => {
            format!("who {} is and where it has its seat is not known here", cell(name, CELL))
        }
        Reason::BindsTrade => "it binds the trade, not the owner".to_owned(),
        Reason::OwnerUnknown { bound, stated, cell } => {
            owner_unknown(bound, stated, cell.as_deref())
        }
        Reason::OwnerIsNot(bound) => format!("it binds {}, which the owner is not", a_noun(bound)),
        Reason::OwnerUnbound(bound) => format!("it does not bind {}", a_noun(bound)),
        Reason::OwnerIs(titles) => format!("the owner is {}", a_noun(titles)),
        Reason::OfOthers(titles) => of_others(titles),
        Reason::InService(status) => in_service(*status),
        Reason::OnSale(status) => on_sale(*status),
        Reason::ToDeliver(status) => to_deliver(*status),
        Reason::Delivered(status) => delivered(*status),
        Reason::Upkeep => UPKEEP.to_owned(),
        Reason::Dated { field, date, period } => dated(*field, *date, *period, &day()),
        Reason::DatesDiffer { field, dates } => dates_differ(*field, dates),
        Reason::ToCome { field, as_of, .. } => to_come(done(*field), &day(), *as_of),
        Reason::InstalledAfter { from, .. } => {
            format!("it was bought {}, so it was installed no earlier, on or after {from}", day())
        }
        Reason::BoughtBefore { before, .. } => bought_before(&day(), *before),
        Reason::ForbidsTrade => FORBIDS_TRADE.to_owned(),
        Reason::NotInRow => "the maker is named where no row is read".to_owned(),
        Reason::OneOf { field, seen, wanted, holds } => one_of_values(*field, seen, wanted, *holds),
        Reason::Amount { field, stated, limit, holds } => {
            amount(*field, stated.as_deref(), limit, *holds)
        }
        Reason::Approved { covers, time } => format!("approved {}: {covers}", period(*time)),
        Reason::Exception { exception, because, unless_shown } => {
            excepted(&exception.reason, because, *unless_shown)
        }
    }
}

fn of_others(titles: &[String]) -> String {
    format!("it may be that of somebody who works for {}, and used by nobody else", a_noun(titles))
}

fn in_service(status: Option<LifeCycle>) -> String {
    match status {
        Some(LifeCycle::InService) => "it is in service".to_owned(),
        Some(other) => format!("its status is {other}, so it is not in service"),
        None => "nothing says whether it is in service".to_owned(),
    }
}

fn on_sale(status: Option<LifeCycle>) -> String {
    match status {
        Some(LifeCycle::OnSale) => "its status is on-sale".to_owned(),
        Some(state @ (LifeCycle::Ordered | LifeCycle::InStock)) => {
            format!("its status is {state}, so it may be on sale")
        }
        Some(state) => format!("its status is {state}, so it is not on sale"),
        None => "nothing says whether it is on sale".to_owned(),
    }
}

fn to_deliver(status: Option<LifeCycle>) -> String {
    match status {
        Some(state @ (LifeCycle::Ordered | LifeCycle::InStock | LifeCycle::OnSale)) => {
            format!("its status is {state}, so it may yet be delivered")
        }
        Some(state) => format!("its status is {state}, so it is not to be delivered"),
        None => "nothing says whether it is yet to be delivered".to_owned(),
    }
}

fn delivered(status: Option<LifeCycle>) -> String {
    let status = status.map_or("not known", LifeCycle::word);
    format!("its status is {status} and its row names a customer, to whom it may have gone")
}

fn sold_by(seller: &str, maker: &str) -> String {
    format!("the rule is about sellers too, and \"{}\" names {maker}", cell(seller, CELL))
}

fn to_come(done: &str, day: &str, as_of: Date) -> String {
    format!("{done} {day}, which on {as_of} is still to come: a plan or a slip")
}

fn excepted(exception: &str, because: &[Reason], unless_shown: bool) -> String {
    let because: Vec<_> = because.iter().map(reason).collect();
    let only = if unless_shown { "; it holds only if the owner shows it" } else { "" };
    format!("{} ({}){only}", exception.trim_end_matches('.'), because.join("; "))
}

fn bought_before(installed: &str, before: Date) -> String {
    format!("it was installed {installed}, so it was bought no later, before {before}")
}

fn meets(maker: &str, criterion: &str, verified: bool) -> String {
    if verified {
        format!("{maker} is {criterion}")
    } else {
        format!("whether {maker} is {criterion} is not verified")
    }
}

fn brand(seen: &[String], wanted: &[String], holds: Truth) -> String {
    let wanted = any_of(wanted);
    match holds {
        Truth::True => format!("the rule is about {wanted}"),
        Truth::False => format!("it is {}, and the rule is about {wanted} alone", a_noun(seen)),
        Truth::Unknown => {
            format!("the rule is about {wanted} alone, and the row names no such product")
        }
    }
}

fn share_of(company: &str, maker: &str, share: Share, above: Share) -> String {
    format!("{maker} holds {share} of {company}; an affiliate counts above {above}")
}

fn owner_unknown(bound: &[String], stated: &[String], named: Option<&str>) -> String {
    let more = match (stated, named) {
        ([], None) => "nothing says what the owner is".to_owned(),
        ([], Some(named)) => {
            format!("\"{}\" does not tell whether the owner is that", cell(named, CELL))
        }
        (stated, _) => {
            format!("nothing more is said of the owner than that it is {}", a_noun(stated))
        }
    };
    format!("it binds {}, and {more}", a_noun(bound))
}

fn listed(listing: &Listing) -> String {
    let (name, entry) = (cell(&listing.name, CELL), cell(&listing.entry, CELL));
    let programs = match listing.programs.as_str() {
        "" => String::new(),
        programs => format!(": {}", cell(programs, SENTENCE)),
    };
    let lead = if listing.is_sure { "" } else { ", a name that another company may have as well" };
    format!("the list names {name} (entry {entry}{programs}){lead}")
}

fn one_of_values(field: Field, seen: &[String], wanted: &[String], holds: Truth) -> String {
    let (seen, wanted) = (seen.join(", "), any_of(wanted));
    match holds {
        Truth::Unknown if seen.is_empty() => {
            format!("nothing says {}; the rule asks for {wanted}", field.says())
        }
        Truth::Unknown => format!("\"{seen}\" does not tell {}", field.says()),
        Truth::True => stated(field, &seen),
        Truth::False => format!("{}, not {wanted}", stated(field, &seen)),
    }
}

fn amount(field: Field, stated: Option<&str>, of: &Limit, holds: Truth) -> String {
    let (limit, says) = (limit(of), field.says());
    let stated = stated.map(|stated| cell(stated, CELL));
    match (stated, holds) {
        (None, _) => format!("nothing says {says}; the rule asks for {limit}"),
        (Some(stated), Truth::Unknown) => {
            format!("\"{stated}\" does not tell {says}; the rule asks for {limit}")
        }
        (Some(stated), Truth::False) => format!("{says} is {stated}, not {limit}"),
        (Some(stated), Truth::True) => format!("{says} is {stated}, {limit}"),
    }
}

fn member(name: &str, maker: &str, time: Option<Period>) -> String {
    match time {
        None => format!("when {name} belonged to the group of {maker} is not known"),
        Some(time) if time.is_dated() => {
            format!("{name} belonged to the group of {maker} {}", period(time))
        }
        Some(_) => format!("{name} belongs to the group of {maker}"),
    }
}

fn kind(known: &[String], suggested: bool, wanted: &[String], fits: Truth) -> String {
    let (known, wanted) = (any_of(known), any_of(wanted));
    match fits {
        Truth::True => format!("the kind of equipment is {known}"),
        Truth::False => format!("the kind of equipment is {known}, not {wanted}"),
        Truth::Unknown if known.is_empty() => {
            "nothing says what kind of equipment it is".to_owned()
        }
        Truth::Unknown if suggested => format!(
            "the row does not say the kind of equipment; its context suggests {known}, which is no proof that it is not {wanted}"
        ),
        Truth::Unknown => {
            format!("the kind of equipment is {known}, which may or may not be {wanted}")
        }
    }
}

fn in_force(listing: bool, time: Period, as_of: Date) -> String {
    let what = if listing { "it is listed" } else { "the rule is in force" };
    let words = period(time);
    match time.holds(as_of) {
        Truth::True => format!("{what} {words}"),
        Truth::False => format!("{what} {words}; the audit is as of {as_of}"),
        Truth::Unknown => format!("{what} {words}, a day that is not known exactly"),
    }
}

fn dates_differ(field: Field, dates: &[Date]) -> String {
    let dates: Vec<_> = dates.iter().map(ToString::to_string).collect();
    format!("the row says that {} on {}", done(field), joined(&dates, "and on"))
}

/// A date beside the time that a rule asks for; `day` is how the date is shown.
fn dated(field: Field, date: Option<Date>, time: Period, day: &str) -> String {
    let done = done(field);
    let Some(date) = date else {
        return format!("nothing says when {done}");
    };
    let words = day_in(time);
    match (time.position(date), time.from, time.until) {
        (Position::Within, Some(_), None) => format!("{done} {day}, {words}"),
        (Position::Within, ..) => format!("{done} {day}, within the time {words}"),
        (Position::Before, Some(from), _) => format!("{done} {day}, before {from}"),
        (Position::After, _, Some(until)) => format!("{done} {day}, after {until}"),
        (Position::Before | Position::After, ..) => format!("{done} {day}, not {words}"),
        (Position::Open, ..) => {
            format!("whether {day} lies {words}, a day that is not known exactly")
        }
        (Position::Unclear, ..) => {
            format!("{done} {day}, which may or may not be {words}")
        }
    }
}

/// The question that would settle what is missing.
pub(super) fn question(missing: &Missing) -> String {
    match missing {
        Missing::Owner(bound) => format!("Is the owner {}?", a_noun(bound)),
        Missing::Kind(wanted) => {
            format!("What kind of equipment is it? The law counts: {}.", any_of(wanted))
        }
        Missing::Brand(wanted) => format!("Is it {}?", any_of(wanted)),
        Missing::OneOf(field, wanted) => asks_for(*field, &any_of(wanted)),
        Missing::Dated(field, time) => asks_for(*field, &day_in(*time)),
        Missing::Amount(field, of) => asks_for(*field, &limit(of)),
        Missing::InService => "Is it in service?".to_owned(),
        Missing::OnSale => {
            "Is it still on sale? It is not if it is in service, retired or disposed of.".to_owned()
        }
        Missing::Law(reason) => format!("The law leaves it open: {}.", self::reason(reason)),
        Missing::Row => {
            "Do you have what the line names? It stands outside the rows of the table.".to_owned()
        }
    }
}

/// What a law asks of facts, such as "the site class is sensitive site".
pub fn condition(condition: &Condition) -> String {
    let words = |(field, asked): &(Field, Asked)| {
        let asked = match asked {
            Asked::AnyOf(values) => format!("is {}", any_of(&values.titles)),
            Asked::NoneOf(values) => format!("is not {}", any_of(&values.titles)),
            Asked::Within(time) => period(*time),
            Asked::Beyond(of) => format!("is {}", limit(of)),
        };
        // A day is asked of what happened on it: "it was bought from 2019-08-13 on".
        let fact = field.says().trim_start_matches("when ");
        format!("{fact} {asked}")
    };
    let is_seat = |field: Field| matches!(field, Field::MakerCountry | Field::ControllerCountry);
    let either = condition.asks_seat_or_control();
    let (seats, rest): (Vec<_>, Vec<_>) =
        condition.asks().iter().partition(|(field, _)| either && is_seat(*field));
    let seats = seats.into_iter().map(words).collect::<Vec<_>>().join(" or ");
    let each = std::iter::once(seats).filter(|seats| !seats.is_empty());
    each.chain(rest.into_iter().map(words)).collect::<Vec<_>>().join(" and ")
}

/// A limit in words.
fn limit(limit: &Limit) -> String {
    let than = cell(&limit.measure.to_string(), CELL);
    match limit.side {
        Side::Above => format!("more than {than}"),
        Side::AtLeast => format!("at least {than}"),
        Side::AtMost => format!("at most {than}"),
        Side::Below => format!("less than {than}"),
    }
}

/// That nothing says what the part is that counts.
fn part(wanted: &[String]) -> String {
    format!("the part inside counts, and it is not said whether that is {}", any_of(wanted))
}

/// Words joined as "a, b or c".
fn any_of(words: &[String]) -> String {
    joined(words, "or")
}

const FORBIDS_TRADE: &str = "it forbids what the trade does, not what the owner does";
const VOWELS: [char; 5] = ['a', 'e', 'i', 'o', 'u'];
const UPKEEP: &str = "that money may not pay for its upkeep or operation either, and the row does not tell whether it does";

/// The capitals whose names begin with a vowel.
const SPELLED_WITH_VOWEL: [char; 12] = ['A', 'E', 'F', 'H', 'I', 'L', 'M', 'N', 'O', 'R', 'S', 'X'];

/// "a switch", "an alarm or switch".
pub(crate) fn a_noun(nouns: &[String]) -> String {
    let nouns = any_of(nouns);
    format!("{} {nouns}", if begins_with_vowel(&nouns) { "an" } else { "a" })
}

/// Whether a vowel is heard first; capitals together are spelled out: an NHS body, a UK department.
fn begins_with_vowel(words: &str) -> bool {
    let spelled = words.chars().take(2).filter(char::is_ascii_uppercase).count() == 2;
    if spelled {
        words.starts_with(SPELLED_WITH_VOWEL)
    } else {
        words.to_ascii_lowercase().starts_with(VOWELS)
    }
}

/// A period in words.
fn period(time: Period) -> String {
    match (time.from, time.until) {
        (Some(from), Some(until)) => format!("from {from} to {until}"),
        (Some(from), None) => format!("from {from} on"),
        (None, Some(until)) => format!("up to {until}"),
        (None, None) => "at any time".to_owned(),
    }
}

/// A period in which something may have been done on one day.
fn day_in(time: Period) -> String {
    match (time.from, time.until) {
        (Some(from), None) => format!("on or after {from}"),
        _ => period(time),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_joined_as_people_do() {
        let words = |words: &[&str]| words.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(any_of(&[]), "");
        assert_eq!(any_of(&words(&["a"])), "a");
        assert_eq!(any_of(&words(&["a", "b", "c"])), "a, b or c");
        assert_eq!(a_noun(&words(&["alarm"])), "an alarm");
        assert_eq!(a_noun(&words(&["NHS body"])), "an NHS body");
        assert_eq!(a_noun(&words(&["UK body"])), "a UK body");
        assert_eq!(a_noun(&words(&["switch", "alarm"])), "a switch or alarm");
    }

    #[test]
    fn a_date_is_shown_with_the_time_of_the_rule() {
        let date = |text: &str| Some(text.parse::<Date>().unwrap());
        let time = Period { from: date("2022-12"), until: date("2026-11-26") };
        for (bought, said) in [
            ("2021-05-17", "it was bought 2021-05-17, before 2022-12"),
            ("2023-05-17", "it was bought 2023-05-17, within the time from 2022-12 to 2026-11-26"),
            ("2027-01", "it was bought 2027-01, after 2026-11-26"),
            ("2022", "it was bought 2022, which may or may not be from 2022-12 to 2026-11-26"),
            (
                "2022-12-05",
                "whether 2022-12-05 lies from 2022-12 to 2026-11-26, a day that is not known exactly",
            ),
        ] {
            let bought = Reason::Dated { field: Field::Acquired, date: date(bought), period: time };
            assert_eq!(reason(&bought), said);
        }
        let (planned, as_of) = ("2027-01".parse().unwrap(), "2026-11-26".parse().unwrap());
        let planned = Reason::ToCome { field: Field::Acquired, date: planned, as_of };
        let said = "it was bought 2027-01, which on 2026-11-26 is still to come: a plan or a slip";
        assert_eq!(reason(&planned), said);
        let unsaid = Reason::Dated { field: Field::Acquired, date: None, period: time };
        assert_eq!(reason(&unsaid), "nothing says when it was bought");
    }
}
