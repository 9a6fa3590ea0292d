//! The exceptions of a provision or a designation.

use std::sync::Arc;

use super::Check;
use crate::{
    knowledge::{Pages, Placed},
    law::Exception,
    rules::{
        Approved, ExceptionCondition,
        file::{ApprovedEntry, ExceptionEntry, WhenEntry},
    },
};

impl Check<'_> {
    /// `asked` is what the provision or the designation itself asks: an exception that asks no more leaves nothing of it.
    pub(super) fn exceptions(
        &mut self,
        entries: Vec<Placed<ExceptionEntry>>,
        designation: Option<usize>,
        asked: &WhenEntry,
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
                self.fault(span, message, "expected when = { … }");
            } else if when.iter().all(|(fact, value)| is_asked(asked, fact, value)) {
                let message =
                    format!("the exception `{id}` leaves nothing: it holds wherever the ban does");
                self.fault(
                    span,
                    message,
                    "expected a `when` that asks for more than the ban itself",
                );
            }
            let when = self.condition(&entry.when);
            let sources = entry.source.resolve(pages, self.file, self.faults);
            let (until, burden) = (entry.until, entry.burden);
            let exception = Exception { id: entry.id, reason: entry.reason, sources };
            let approved = self.approved(&entry.approved);
            let holds = ExceptionCondition { when, approved, until, designation, burden };
            exceptions.push((Arc::new(exception), holds));
        }
        exceptions
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

/// Whether something that is asked already makes this so.
fn is_asked(asked: &WhenEntry, fact: &Placed<String>, value: &Placed<toml::Value>) -> bool {
    let of_fact = asked.iter().find(|(other, _)| other.as_ref() == fact.as_ref());
    of_fact.is_some_and(|(_, narrower)| match (words(narrower.as_ref()), words(value.as_ref())) {
        (Some(narrower), Some(words)) => narrower.iter().all(|word| words.contains(word)),
        _ => narrower.as_ref() == value.as_ref(),
    })
}

/// The words of a value that asks for one of some.
fn words(value: &toml::Value) -> Option<Vec<&str>> {
    match value {
        toml::Value::String(word) => Some(vec![word]),
        toml::Value::Array(words) => words.iter().map(toml::Value::as_str).collect(),
        _ => None,
    }
}
