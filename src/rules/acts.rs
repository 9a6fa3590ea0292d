//! Acts: whether what a provision forbids was done in its time, as far as the facts of a row tell.

use std::sync::Arc;

use super::{Offers, condition::one_of, owner_law::Rule, row::JudgedRow};
use crate::{
    Date, Field, Truth,
    date::Period,
    facts::{Facts, LifeCycle, Value},
    law::Act,
    reason::{Answer, Missing, Reason},
};

impl JudgedRow<'_> {
    /// Whether the act that the provision of a rule forbids was done, or is, in its time.
    pub(super) fn act(&self, rule: &Rule) -> Arc<Answer> {
        let in_time = |field| self.in_time(field, rule);
        Arc::new(match rule.provision().law.act {
            Act::Acquire => self.bought_or_renewed(rule),
            // What is ordered is not in service, and is to be: the day of its installation decides.
            Act::Deploy if self.facts.status() == Some(LifeCycle::Ordered) => {
                self.installed(rule, &in_time)
            }
            Act::Deploy => {
                let in_service = Answer::clone(&self.in_service());
                Answer::all([in_service, self.installed(rule, &in_time)])
            }
            Act::Deliver => self.delivered(rule),
            // What was listed later counts where it was obtained after its listing.
            Act::Report if rule.provision().law.days_after_listing.is_some() => {
                let in_service = Answer::clone(&self.in_service());
                Answer::all([in_service, in_time(Field::Acquired)])
            }
            Act::Use | Act::Connect | Act::Report => return self.in_service(),
            Act::Fund => {
                let money = one_of(Field::Funding, &rule.provision().money, self.ground());
                Answer::all([money, self.bought_or_kept(rule)])
            }
            _ if rule.for_others() => Answer::yes(Reason::ForbidsTrade),
            Act::Authorise => in_time(Field::Authorised),
            Act::Import | Act::Provide => self.traded(rule),
        })
    }

    /// Whether somebody of the trade bought it in time, which stands for the sale where nothing is said of that, or sold or offers it
    /// where that is forbidden.
    fn traded(&self, rule: &Rule) -> Answer {
        let provision = rule.provision();
        let bought = self.in_time(Field::Acquired, rule);
        let is_sold = self.facts.status() == Some(LifeCycle::Sold);
        let is_dated = self.facts.date(Field::Sold).is_some();
        if (is_sold || is_dated)
            && (provision.law.act == Act::Provide || provision.offers.is_some())
        {
            let sold = self.in_time(Field::Sold, rule);
            // What was sold before the time was bought before it, too.
            return match (sold.truth, self.facts.date(Field::Acquired)) {
                (Truth::False, None) => sold,
                _ => Answer::any([sold, bought]),
            };
        }
        match provision.offers {
            Some(Offers::Alone) => return on_sale(self.facts),
            Some(Offers::Too) => return Answer::any([bought, on_sale(self.facts)]),
            None => {}
        }
        // What was bought before may have been sold since.
        let may_be_sold = provision.law.act == Act::Provide && self.facts.status().is_none();
        if may_be_sold && bought.truth == Truth::False {
            return self.in_time(Field::Sold, rule);
        }
        bought
    }

    /// Whether it may yet go to a customer, or went in time to the one whom its row names. What is in use or gone may have been the owner's
    /// own, and is asked of a customer of whom the law speaks; what was bought before the time may have been sold in it.
    fn delivered(&self, rule: &Rule) -> Answer {
        let coming = to_deliver(self.facts);
        if self.stated().of(Field::Customer).is_empty() {
            return coming;
        }
        let missing = Missing::Dated(Field::Sold, rule.stated_time());
        let is_before =
            |day: Date| rule.time.from.is_some_and(|from| day.on_or_after(from) == Truth::False);
        // What is on its way to a customer may have arrived on the day that its row states, which is the customer's as well.
        if self.facts.status() == Some(LifeCycle::Ordered)
            && self.facts.date(Field::Acquired).is_some_and(is_before)
        {
            return Answer::unknown(Reason::Delivered(self.facts.status()), missing);
        }
        if coming.truth != Truth::False {
            return coming;
        }
        if self.facts.date(Field::Sold).is_some() {
            return self.in_time(Field::Sold, rule);
        }
        let status = self.facts.status();
        let speaks_of_it = || {
            let remarked = self.stated().of(Field::Customer).iter();
            let mut remarked = remarked.filter(|fact| matches!(fact.value, Value::Doubtful(_)));
            remarked.next().is_some()
                || rule.provision().when.test(self.ground()).truth == Truth::True
        };
        if status != Some(LifeCycle::Sold) && !speaks_of_it() {
            return coming;
        }
        let bought = self.in_time(Field::Acquired, rule);
        if status == Some(LifeCycle::Sold) && bought.truth == Truth::True {
            return bought;
        }
        if self.facts.date(Field::Installed).is_some_and(is_before) {
            return self.in_time(Field::Installed, rule);
        }
        Answer::unknown(Reason::Delivered(status), missing)
    }

    /// Whether it was bought or renewed in time; or names money that may not keep it either, and is still in service, or may be if a further
    /// column tells of that money. What it goes on paying for no register tells.
    fn bought_or_kept(&self, rule: &Rule) -> Answer {
        let bought = self.bought_or_renewed(rule);
        let upkeep = &rule.provision().upkeep;
        // Money that a further column tells of may be that of the programme.
        let is_told = || {
            let told = self.facts.of(Field::Funding);
            told.iter().any(|fact| matches!(fact.value, Value::Doubtful(_)))
        };
        let is_named = || match one_of(Field::Funding, upkeep, self.ground()).truth {
            Truth::Unknown => is_told(),
            named => named == Truth::True,
        };
        let may_be_kept = || match self.facts.status() {
            Some(status) => status == LifeCycle::InService,
            None => is_told(),
        };
        let has_ended = |end: Date| self.law.as_of.on_or_before(end) == Truth::False;
        let before =
            |day: Date| rule.time.from.is_some_and(|from| day.on_or_after(from) == Truth::False);
        if bought.truth != Truth::False
            || rule.ends.is_some_and(has_ended)
            || !may_be_kept()
            || !self.facts.date(Field::Acquired).is_some_and(before)
            || upkeep.words.is_empty()
            || !is_named()
        {
            return bought;
        }
        let mut kept = Answer::open(Reason::Upkeep);
        kept.why.splice(0..0, bought.why);
        kept
    }

    /// Whether it was bought in time, or, where renewals are forbidden too, a contract for it was renewed then. No register tells what
    /// the contract was for, so a renewal is a question.
    fn bought_or_renewed(&self, rule: &Rule) -> Answer {
        let bought = self.bought(rule);
        if !rule.provision().renewals
            || bought.truth == Truth::True
            || self.facts.of(Field::Renewed).is_empty()
        {
            return bought;
        }
        let last = self.facts.last_date(Field::Renewed);
        let renewed = rule.in_its_words(Answer::dated(Field::Renewed, last, rule.time));
        let mut renewed = self.unless_to_come(Field::Renewed, last, renewed, rule);
        if renewed.truth == Truth::True {
            renewed.truth = Truth::Unknown;
            renewed.missing = vec![Missing::Dated(Field::Renewed, rule.stated_time())];
        }
        Answer::any([bought, renewed])
    }

    /// Whether it was bought in time. It was no later than it was installed; a day of purchase that says so leaves open which of the two is
    /// wrong.
    fn bought(&self, rule: &Rule) -> Answer {
        let stated = self.in_time(Field::Acquired, rule);
        let in_question = |mut stated: Answer, why: Vec<Reason>| {
            stated.truth = Truth::Unknown;
            stated.why.extend(why);
            stated.missing = vec![Missing::Dated(Field::Acquired, rule.stated_time())];
            stated
        };
        // Whether what came in time under a contract of before was bought by the contract, each law says.
        let before =
            |day: Date| rule.time.from.is_some_and(|from| day.on_or_after(from) == Truth::False);
        if stated.truth == Truth::True && self.facts.date(Field::Contracted).is_some_and(before) {
            let contracted = self.in_time(Field::Contracted, rule);
            return in_question(stated, contracted.why);
        }
        if stated.truth == Truth::False {
            // What was bought before the contract for it was made: one of the two days is wrong, or of something else.
            let contracted = self.in_time(Field::Contracted, rule);
            if contracted.truth == Truth::True {
                return in_question(stated, contracted.why);
            }
            // What was ordered before and is yet to come is obtained under a contract of before, which such law reaches too.
            let status = self.facts.status();
            let is_before = self.facts.date(Field::Acquired).is_some_and(before);
            if rule.provision().renewals && status == Some(LifeCycle::Ordered) && is_before {
                return in_question(stated, vec![Reason::ToDeliver(status)]);
            }
        }
        let (Some(installed), Some(before)) = (self.facts.date(Field::Installed), rule.time.from)
        else {
            return stated;
        };
        if installed.on_or_after(before) != Truth::False {
            return stated;
        }
        let bought_before = Reason::BoughtBefore { installed, before };
        if self.facts.date(Field::Acquired).is_none() {
            return Answer::no(bought_before);
        }
        if stated.truth == Truth::True { in_question(stated, vec![bought_before]) } else { stated }
    }

    fn in_time(&self, field: Field, rule: &Rule) -> Answer {
        let answer = rule.in_its_words(Answer::in_period(field, self.facts, rule.time));
        self.unless_to_come(field, self.facts.date(field), answer, rule)
    }

    /// Whether a day lies in the time of a rule. One after the as-of date is planned, or a slip of the pen: it takes nothing out of
    /// a ban that will hold on it.
    fn unless_to_come(
        &self,
        field: Field,
        date: Option<Date>,
        answer: Answer,
        rule: &Rule,
    ) -> Answer {
        let as_of = self.law.as_of;
        if let Some(date) = date
            && answer.truth == Truth::False
            && date.first() > as_of.last()
            && rule.ends.is_none_or(|end| date.on_or_before(end) != Truth::False)
        {
            let why = Reason::ToCome { field, date, as_of };
            return Answer::unknown(why, Missing::Dated(field, rule.stated_time()));
        }
        answer
    }

    /// Whether it was installed in time. What was bought in time cannot have been installed before; a day that says so leaves open which of
    /// the two is wrong.
    fn installed(&self, rule: &Rule, in_time: &dyn Fn(Field) -> Answer) -> Answer {
        let mut stated = in_time(Field::Installed);
        let (Some(bought), Some(from)) = (self.facts.date(Field::Acquired), rule.time.from) else {
            return stated;
        };
        if stated.truth == Truth::True
            || bought.on_or_after(from) != Truth::True
            || in_time(Field::Acquired).truth != Truth::True
        {
            return stated;
        }
        let bought_first = Reason::InstalledAfter { bought, from };
        match self.facts.date(Field::Installed) {
            Some(installed) if installed.on_or_after(bought) == Truth::False => {
                stated.truth = Truth::Unknown;
                stated.why.push(bought_first);
                stated.missing = vec![Missing::Dated(Field::Installed, rule.stated_time())];
                stated
            }
            _ if stated.truth == Truth::Unknown => Answer::yes(bought_first),
            _ => stated,
        }
    }

    /// The fact that tells on which day what a rule forbids was done, whose law counts; none where it goes on.
    pub(super) fn dated_by(&self, act: Act) -> Option<Field> {
        match act {
            Act::Provide if self.facts.date(Field::Sold).is_some() => Some(Field::Sold),
            Act::Acquire | Act::Fund | Act::Import | Act::Provide => Some(Field::Acquired),
            Act::Authorise => Some(Field::Authorised),
            Act::Deploy => Some(Field::Installed),
            _ => None,
        }
    }
}

impl Rule {
    /// The time in which the law states that it forbids the act. The day of the audit, at which the time ends so far, is no end of it.
    fn stated_time(&self) -> Period {
        Period { until: self.ends, ..self.time }
    }

    /// The same answer with the time as the law states it, where that says no other thing of the date.
    fn in_its_words(&self, mut answer: Answer) -> Answer {
        let (time, stated) = (self.time, self.stated_time());
        for why in &mut answer.why {
            if let Reason::Dated { date, period, .. } = why
                && date.is_none_or(|date| stated.position(date) == time.position(date))
            {
                *period = stated;
            }
        }
        for missing in &mut answer.missing {
            if let Missing::Dated(_, period) = missing {
                *period = stated;
            }
        }
        answer
    }
}

/// Whether somebody of the trade still offers the item: not what they use themselves or no longer have.
fn on_sale(facts: &Facts) -> Answer {
    let why = Reason::OnSale(facts.status());
    match facts.status() {
        Some(LifeCycle::OnSale) => Answer::yes(why),
        Some(LifeCycle::Ordered | LifeCycle::InStock) | None => {
            Answer::unknown(why, Missing::OnSale)
        }
        Some(_) => Answer::no(why),
    }
}

/// Whether it may yet go to a customer: what is in use goes to nobody.
fn to_deliver(facts: &Facts) -> Answer {
    let why = Reason::ToDeliver(facts.status());
    match facts.status() {
        Some(LifeCycle::Ordered | LifeCycle::InStock | LifeCycle::OnSale) => Answer::yes(why),
        Some(_) => Answer::no(why),
        None => Answer::unknown(why, Missing::InService),
    }
}
