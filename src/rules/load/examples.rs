//! The examples of a regime.

use std::{ops::Range, str::FromStr as _, sync::Arc};

use super::{Check, Provision, RegimeHead};
use crate::{
    Date, Field, Verdict,
    knowledge::{Fault, Placed, listed},
    rules::{Example, Owner, file::ExampleEntry},
};

impl Check<'_> {
    /// `checked` is the day whose law is applied where an example names none.
    pub(super) fn examples(
        &mut self,
        entries: Vec<Placed<ExampleEntry>>,
        head: &RegimeHead<'_>,
        checked: Date,
        provisions: &[Provision],
    ) -> Vec<Arc<Example>> {
        let each = entries.into_iter().map(Placed::into_inner);
        each.map(|entry| Arc::new(self.example(entry, head, checked, provisions))).collect()
    }

    fn example(
        &mut self,
        entry: ExampleEntry,
        head: &RegimeHead<'_>,
        checked: Date,
        provisions: &[Provision],
    ) -> Example {
        let (verdict, span) = (*entry.verdict.as_ref(), entry.verdict.span());
        if matches!(verdict, Verdict::Waived | Verdict::Unchecked) {
            let message = format!("no law comes to the verdict `{verdict}`");
            let expected = "expected violation, review, advisory, exempt or clear";
            self.fault(span.clone(), message, expected);
        }
        if let Some(day) = entry.as_of.as_ref().filter(|day| !day.as_ref().is_exact()) {
            let message = "an example is of one day".to_owned();
            self.fault(day.span(), message, "expected a day, such as 2026-11-22");
        }
        if let Some(id) = &entry.provision {
            self.provision_ref(id, provisions);
        }
        self.check_owners(&entry.owner, head.jurisdiction);
        let owner = Owner::new(entry.owner.iter().map(|id| id.as_ref().as_str()), self.terms);
        if let (Err(error), Some(first)) = (&owner, entry.owner.first())
            && entry.owner.iter().all(|id| self.is_organisation(id.as_ref()))
        {
            self.fault(first.span(), error.to_string(), "expected what one owner is");
        }
        Example {
            row: self.row(&entry),
            owner: owner.unwrap_or_default(),
            as_of: entry.as_of.map_or(checked, Placed::into_inner),
            provision: entry.provision.map(Placed::into_inner),
            verdict,
            why: entry.why,
            file: Arc::clone(self.file),
            span,
        }
    }

    fn row(&mut self, entry: &ExampleEntry) -> Vec<(Field, String)> {
        let mut row = Vec::new();
        if entry.row.as_ref().is_empty() {
            let message = "the row of this example says nothing".to_owned();
            let expected = "expected facts, such as { manufacturer = \"…\", model = \"…\" }";
            self.fault(entry.row.span(), message, expected);
        }
        for (key, value) in entry.row.as_ref() {
            let field = self.field(key.as_ref(), key.span());
            let text = match value.as_ref() {
                toml::Value::String(text) => Some(text.clone()),
                toml::Value::Datetime(day) => Some(day.to_string()),
                toml::Value::Integer(number) => Some(number.to_string()),
                _ => None,
            };
            if text.is_none() {
                let message = format!("this is no cell of `{}`", key.as_ref());
                self.fault(value.span(), message, "expected a text, a date or a number");
            }
            row.extend(field.zip(text));
        }
        row
    }

    fn field(&mut self, key: &str, span: Range<usize>) -> Option<Field> {
        let field = Field::from_str(key).ok();
        if field.is_none() {
            let message = format!("`{key}` is no fact of a row");
            let known = Field::ALL.iter().map(|field| field.key());
            let facts = known.clone().collect::<Vec<_>>().join(", ");
            let fault = Fault::at(self.file, span, message, "expected a fact");
            self.faults.push(fault.hint(format!("facts: {facts}")).near(key, known));
        }
        field
    }

    /// A provision by its id; one that does not exist is a fault.
    pub(super) fn provision_ref<'p>(
        &mut self,
        id: &Placed<String>,
        provisions: &'p [Provision],
    ) -> Option<&'p Provision> {
        let ids = || provisions.iter().map(|provision| &provision.law.provision);
        let found = provisions.iter().find(|provision| provision.law.provision == *id.as_ref());
        if found.is_none() {
            let message = format!("the provision `{}` does not exist", id.as_ref());
            let expected = format!("expected one of: {}", listed(ids()));
            let fault = Fault::at(self.file, id.span(), message, expected);
            self.faults.push(fault.near(id.as_ref(), ids().map(String::as_str)));
        }
        found
    }
}
