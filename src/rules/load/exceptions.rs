//! The exceptions of a provision or a designation.

use std::sync::Arc;

use super::{
    Check,
    written::{ExceptedFrom, WrittenException},
};
use crate::{
    knowledge::{Pages, Placed},
    law::Exception,
    rules::{
        Approved, Designation, ExceptionCondition, Provision,
        file::{ApprovedEntry, ExceptionEntry},
        implied::Ban,
    },
};

impl Check<'_> {
    pub(super) fn exceptions(
        &mut self,
        entries: Vec<Placed<ExceptionEntry>>,
        of: ExceptedFrom,
        pages: Pages<'_>,
    ) -> Vec<(Arc<Exception>, ExceptionCondition)> {
        let mut exceptions: Vec<(Arc<Exception>, _)> = Vec::new();
        for entry in entries {
            let span = entry.span();
            let entry = entry.into_inner();
            let ExceptionEntry { id, when, .. } = &entry;
            if exceptions.iter().any(|(other, _)| other.id == *id) {
                let message = format!("the exception `{id}` stands twice");
                self.fault(span.clone(), message, "expected each id once");
            }
            if when.is_empty() {
                let message = format!("the exception `{id}` always holds");
                self.fault(span.clone(), message, "expected when = { … }");
            }
            let (id, asked) = (id.clone(), when.len());
            let when = self.condition(when);
            // Of one that is at fault otherwise, less is known than it asks.
            if asked > 0 && when.asks().len() == asked {
                let (when, span) = (when.clone(), span.clone());
                let always = entry.from.or(entry.until).is_none();
                self.written.push(WrittenException { of, id, when, always, span });
            }
            let sources = entry.source.resolve(pages, self.file, self.faults);
            let ExceptionEntry { from, until, burden, .. } = entry;
            self.period(span.clone(), from, until);
            let designation = match of {
                ExceptedFrom::Designation(at) => Some(at),
                ExceptedFrom::Provision(_) => None,
            };
            let exception = Exception { id: entry.id, reason: entry.reason, sources };
            let approved = self.approved(&entry.approved);
            let holds = ExceptionCondition { when, approved, from, until, designation, burden };
            exceptions.push((Arc::new(exception), holds));
        }
        exceptions
    }

    /// Faults exceptions that the bans make so by themselves: nothing would be left of those.
    pub(super) fn idle_exceptions(
        &mut self,
        designations: &[Designation],
        provisions: &[Provision],
    ) {
        let (terms, tree) = (self.terms, self.tree);
        self.exceptions_that_share_a_ban(designations, provisions);
        for WrittenException { of, id, when, span, .. } in std::mem::take(&mut self.written) {
            let bans = provisions.iter().enumerate().flat_map(|(at, provision)| {
                let caught = provision.designations.iter();
                let caught = caught.filter(move |named| {
                    [ExceptedFrom::Provision(at), ExceptedFrom::Designation(**named)].contains(&of)
                });
                let caught = caught.filter_map(|named| designations.get(*named));
                caught.map(move |designation| Ban { designation, provision, terms, tree })
            });
            let mut implied = bans.map(|ban| ban.implies(&when)).peekable();
            if implied.peek().is_some() && implied.all(|implied| implied) {
                let message =
                    format!("the exception `{id}` leaves nothing: it holds wherever the ban does");
                let expected = "expected a `when` that asks for more than the ban itself";
                self.fault(span, message, expected);
            }
        }
    }

    /// Faults exceptions that leave nothing of a ban together, as one for what is on a network and one for what is on none.
    fn exceptions_that_share_a_ban(
        &mut self,
        designations: &[Designation],
        provisions: &[Provision],
    ) {
        let (terms, tree) = (self.terms, self.tree);
        let mut swallowed = Vec::new();
        for (at, provision) in provisions.iter().enumerate() {
            let is_of = |named: usize, of: ExceptedFrom| {
                [ExceptedFrom::Provision(at), ExceptedFrom::Designation(named)].contains(&of)
            };
            let of_ban = |named: usize| {
                let written = self.written.iter().filter(|written| written.always);
                written.filter(move |written| is_of(named, written.of))
            };
            let nothing_left = |named: &usize| {
                let conditions: Vec<_> = of_ban(*named).map(|written| &written.when).collect();
                let designation = designations.get(*named);
                designation.is_some_and(|designation| {
                    Ban { designation, provision, terms, tree }.implies_one_of(&conditions)
                })
            };
            let named = &provision.designations;
            if let Some(last) = named.last().and_then(|named| of_ban(*named).next_back())
                && named.iter().all(nothing_left)
            {
                swallowed.push((last.span.clone(), provision.law.provision.clone()));
            }
        }
        for (span, provision) in swallowed {
            let message = format!(
                "the exceptions of `{provision}` leave nothing: one of them holds wherever the ban does"
            );
            let expected = "expected exceptions that leave something of the ban";
            self.fault(span, message, expected);
        }
    }

    fn approved(&mut self, entries: &[Placed<ApprovedEntry>]) -> Vec<Approved> {
        let mut all = Vec::new();
        for placed in entries {
            let ApprovedEntry { maker, model, from, until, covers } = placed.as_ref();
            if maker.is_empty() {
                let message = "this approval names no maker".to_owned();
                self.fault(placed.span(), message, "expected maker = [\"…\"]");
            }
            if let Some(until) = until
                && from.first() > until.as_ref().last()
            {
                let message =
                    format!("the approval ends ({}) before it begins ({from})", until.as_ref());
                self.fault(until.span(), message, "expected from before until");
            }
            let makers = maker.iter().map(|one| one.as_ref().as_str());
            let models = model.iter().map(|one| one.as_ref().as_str());
            let time = (*from, until.as_ref().map(|until| *until.as_ref()));
            match Approved::new(covers, makers, models, time) {
                Ok(approved) => all.push(approved),
                Err(text) => {
                    let message = format!("`{text}` names no model");
                    self.fault(
                        placed.span(),
                        message,
                        "expected a model, or the letters of a series and `*`",
                    );
                }
            }
        }
        all
    }
}
