//! The duties to report that a regime states.

use std::sync::Arc;

use super::{Check, Provision, RegimeHead};
use crate::{
    Field,
    knowledge::Placed,
    reporting_duty::{CountsFrom, ItemOf, ReportItem, ReportStage, ReportingDuty},
    rules::file::ReportEntry,
};

impl Check<'_> {
    pub(super) fn duties(
        &mut self,
        entries: Vec<Placed<ReportEntry>>,
        head: &RegimeHead<'_>,
        provisions: &[Provision],
    ) -> Vec<Arc<ReportingDuty>> {
        let mut duties: Vec<Arc<ReportingDuty>> = Vec::new();
        for entry in entries {
            let entry = entry.into_inner();
            if duties.iter().any(|other| other.id == *entry.id.as_ref()) {
                let message = format!("the report `{}` stands twice", entry.id.as_ref());
                self.fault(entry.id.span(), message, "expected each id once");
            }
            duties.push(Arc::new(self.duty(entry, head, provisions)));
        }
        duties
    }

    fn duty(
        &mut self,
        entry: ReportEntry,
        head: &RegimeHead<'_>,
        provisions: &[Provision],
    ) -> ReportingDuty {
        // It names a file, so it is a plain word.
        let id = entry.id.as_ref();
        if id.is_empty() || !id.chars().all(|c| matches!(c, 'a'..='z' | '0'..='9' | '-')) {
            let message = format!("`{id}` is no id of a report");
            self.fault(entry.id.span(), message, "expected lower-case letters, digits and hyphens");
        }
        let empty = [
            (entry.provisions.is_empty(), "is due on no provision", "provisions = [\"…\"]"),
            (entry.stage.is_empty(), "is due on no day", "at least one [[report.stage]]"),
        ];
        for (_, lack, expected) in empty.into_iter().filter(|(empty, ..)| *empty) {
            let message = format!("the report `{id}` {lack}");
            self.fault(entry.id.span(), message, format!("expected {expected}"));
        }
        let on = entry.provisions.iter().filter_map(|id| self.provision_ref(id, provisions));
        let laws = on.map(|provision| provision.law.id.clone()).collect();
        for (at, stage) in entry.stage.iter().enumerate() {
            self.check_stage(stage, at == 0);
        }
        ReportingDuty {
            regime: head.id.to_owned(),
            regime_title: head.title.to_owned(),
            title: entry.title,
            to: entry.to,
            citation: entry.citation.unwrap_or_else(|| head.citation.to_owned()),
            laws,
            summary: entry.summary,
            notes: entry.notes,
            stages: entry.stage.into_iter().map(Placed::into_inner).collect(),
            sources: self.sources(&entry.source, head.pages, &entry.id),
            id: entry.id.into_inner(),
        }
    }

    fn check_stage(&mut self, entry: &Placed<ReportStage>, is_first: bool) {
        let ReportStage { title, within, counts_from, items } = entry.as_ref();
        if is_first && *counts_from == CountsFrom::PreviousStage {
            let message = "the first stage counts from one before it".to_owned();
            self.fault(entry.span(), message, "expected counts-from = \"identification\"");
        }
        if within.is_empty() {
            let message = format!("no day is left to report by the stage `{title}`");
            self.fault(entry.span(), message, "expected at least one day");
        }
        if items.is_empty() {
            let message = format!("the stage `{title}` holds nothing");
            self.fault(entry.span(), message, "expected at least one [[report.stage.item]]");
        }
        for ReportItem { asks, of, facts } in items {
            let of_rows = |fact: &&Field| match of {
                ItemOf::Report => true,
                ItemOf::Supplier => **fact != Field::Supplier,
                ItemOf::Goods => false,
            };
            if let Some(fact) = facts.iter().find(of_rows) {
                let message =
                    format!("`{fact}` is a fact of goods, and `{asks}` is not said of them");
                self.fault(entry.span(), message, "expected of = \"goods\"");
            }
        }
    }
}
