//! The duties to report that a regime states.

use std::sync::Arc;

use super::{Check, Provision, RegimeHead};
use crate::{
    Field,
    knowledge::Placed,
    reporting_duty::{CountsFrom, ItemOf, ReportItem, ReportStage, ReportingDuty},
    rules::file::{ItemEntry, ReportEntry, StageEntry},
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
        let stages = entry.stage.into_iter().enumerate();
        ReportingDuty {
            regime: head.id.to_owned(),
            regime_title: head.title.to_owned(),
            title: entry.title,
            to: entry.to,
            citation: entry.citation.unwrap_or_else(|| head.citation.to_owned()),
            laws,
            summary: entry.summary,
            notes: entry.notes,
            stages: stages.map(|(at, stage)| self.stage(stage, at == 0)).collect(),
            sources: self.sources(&entry.source, head.pages, &entry.id),
            id: entry.id.into_inner(),
        }
    }

    fn stage(&mut self, entry: Placed<StageEntry>, is_first: bool) -> ReportStage {
        let span = entry.span();
        let entry = entry.into_inner();
        if is_first && entry.counts_from == CountsFrom::PreviousStage {
            let message = "the first stage counts from one before it".to_owned();
            self.fault(span.clone(), message, "expected counts-from = \"identification\"");
        }
        if entry.within.as_ref().is_empty() {
            let message = "no day is left to report".to_owned();
            self.fault(entry.within.span(), message, "expected at least one day");
        }
        if entry.item.is_empty() {
            let message = format!("the stage `{}` holds nothing", entry.title);
            self.fault(span, message, "expected at least one [[report.stage.item]]");
        }
        ReportStage {
            title: entry.title,
            within: entry.within.into_inner(),
            counts_from: entry.counts_from,
            items: entry.item.into_iter().map(|item| self.item(item)).collect(),
        }
    }

    fn item(&mut self, entry: Placed<ItemEntry>) -> ReportItem {
        let span = entry.span();
        let ItemEntry { asks, of, facts } = entry.into_inner();
        let of_rows = |fact: &&Field| match of {
            ItemOf::Report => true,
            ItemOf::Supplier => **fact != Field::Supplier,
            ItemOf::Goods => false,
        };
        if let Some(fact) = facts.iter().find(of_rows) {
            let message = format!("`{fact}` is a fact of goods, and `{asks}` is not said of them");
            self.fault(span, message, "expected of = \"goods\"");
        }
        ReportItem { asks, of, facts }
    }
}
