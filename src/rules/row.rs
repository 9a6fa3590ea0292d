//! One row before the law: what several provisions ask of it is answered once.

use std::{borrow::Cow, cell::OnceCell, sync::Arc};

use super::{OwnerLaw, approved::MakersAndModels, condition::one_of, owner_law::Rule};
use crate::{
    Attribution, Field, Grade, Truth,
    facts::{Facts, LifeCycle},
    law::Act,
    reason::{Answer, Missing, Reason},
};

worded! {
    /// How to take what cannot be decided.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    #[non_exhaustive]
    pub enum OnUnknown {
        /// As a question to answer.
        #[default]
        Review = "review",
        /// As the strict reader takes it.
        Violation = "violation",
        /// As the lenient reader takes it.
        Ignore = "ignore",
    }
}

/// What is known of one asset, with the answers that provisions share.
pub(super) struct JudgedRow<'a> {
    pub(super) law: &'a OwnerLaw,
    pub(super) facts: &'a Facts,
    pub(super) on_unknown: OnUnknown,
    stated: OnceCell<Cow<'a, Facts>>,
    in_service: OnceCell<Arc<Answer>>,
    named: OnceCell<MakersAndModels>,
    /// By the number of the question.
    equipment: Vec<OnceCell<Arc<Answer>>>,
}

impl<'a> JudgedRow<'a> {
    pub(super) fn new(law: &'a OwnerLaw, facts: &'a Facts, on_unknown: OnUnknown) -> Self {
        let equipment = vec![OnceCell::new(); law.questions.len()];
        let (stated, in_service, named) = (OnceCell::new(), OnceCell::new(), OnceCell::new());
        Self { law, facts, on_unknown, stated, in_service, named, equipment }
    }

    /// What the row itself says, without its context.
    pub(super) fn stated(&self) -> &Facts {
        self.stated.get_or_init(|| self.facts.without_context())
    }

    /// Its makers and models, as lists of approvals name them.
    pub(super) fn named(&self) -> &MakersAndModels {
        self.named.get_or_init(|| MakersAndModels::of(self.facts))
    }

    /// Whether the item is in service.
    pub(super) fn in_service(&self) -> Arc<Answer> {
        Arc::clone(self.in_service.get_or_init(|| {
            let status = self.facts.status();
            let why = Reason::InService(status);
            Arc::new(match status {
                Some(LifeCycle::InService) => Answer::yes(why),
                Some(_) => Answer::no(why),
                None => Answer::unknown(why, Missing::InService),
            })
        }))
    }

    /// Whether it binds the owner; a cell that names somebody and does not tell that is quoted. Who pays with money that goes to those
    /// whom it binds has received it, unless the owner is said to be somebody who receives no money of any programme.
    pub(super) fn owner(&self, rule: &Rule) -> Arc<Answer> {
        let provision = rule.provision();
        let may_receive = match rule.owner.truth {
            Truth::True => false,
            Truth::False => self.law.receives_money(),
            Truth::Unknown => true,
        };
        if provision.law.act == Act::Fund && may_receive {
            let money = one_of(Field::Funding, &provision.money, self.ground());
            if money.truth == Truth::True {
                return Arc::new(money);
            }
        }
        let named = self.facts.of(Field::Owner).first().map(|fact| fact.value.to_string());
        let (Some(named), [Reason::OwnerUnknown { .. }]) = (named, rule.owner.why.as_slice())
        else {
            return Arc::clone(&rule.owner);
        };
        let mut answer = Answer::clone(&rule.owner);
        if let [Reason::OwnerUnknown { cell, stated, .. }] = answer.why.as_mut_slice()
            && stated.is_empty()
        {
            *cell = Some(named);
        }
        Arc::new(answer)
    }

    /// Whether it is of a kind that a designation names.
    pub(super) fn equipment(&self, rule: &Rule) -> Arc<Answer> {
        let answer =
            || Arc::new(self.law.questions[rule.question].answer(self.facts, &self.law.tree));
        self.equipment
            .get(rule.question)
            .map_or_else(answer, |known| Arc::clone(known.get_or_init(answer)))
    }

    /// Whether what somebody made is: of a part inside of other goods it is the part that counts, and not what it is in.
    pub(super) fn equipment_made(&self, rule: &Rule, by: Option<&Attribution>) -> Arc<Answer> {
        let answer = self.equipment(rule);
        let Some(part) = by.filter(|by| by.grade == Grade::Component) else { return answer };
        let question = &self.law.questions[rule.question];
        let is_other = !part.equipment.is_empty()
            && !question.may_reach(part.equipment.iter(), &self.law.tree);
        if answer.truth != Truth::False || is_other {
            return answer;
        }
        let wanted = question.titles();
        let why = Reason::KindOfPart(Arc::clone(wanted));
        Arc::new(Answer::unknown(why, Missing::Kind(Arc::clone(wanted))))
    }
}
