//! The examples of law files, held against the law that they stand in.

use std::sync::Arc;

use super::{
    establish::{FactReader, FactSettings},
    knowledge::Knowledge,
    sellers::sellers,
    unknown_maker::{add_seat, names_unknown_maker},
};
use crate::{
    Asset, Attribution, Finding, Verdict,
    config::Sites,
    rules::{Example, OnUnknown, OwnerLaw, Regime},
    vendors::Recogniser,
};

/// What a regime says of one of its examples.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ExampleOutcome {
    /// The example.
    pub example: Arc<Example>,
    /// Who made its item.
    pub attributions: Vec<Attribution>,
    /// What the regime says, or the provision that the example names.
    pub findings: Vec<Finding>,
    /// The verdict that came out.
    pub verdict: Verdict,
}

impl ExampleOutcome {
    /// Whether the verdict is the expected one.
    pub fn is_expected(&self) -> bool {
        self.verdict == self.example.verdict
    }
}

impl Knowledge {
    /// What each regime for which the answer is yes says of its examples, in their order, by itself: no other law has a say.
    pub fn examples(
        &self,
        wanted: impl Fn(&Regime) -> bool,
    ) -> Vec<(Arc<Regime>, Vec<ExampleOutcome>)> {
        let recogniser = self.recogniser();
        let regimes = self.book.regimes().iter().filter(|regime| wanted(regime));
        let outcomes = |regime: &Arc<Regime>| {
            let each = regime.examples.iter();
            let each = each.map(|example| self.outcome(regime, example, &recogniser));
            (Arc::clone(regime), each.collect())
        };
        regimes.map(outcomes).collect()
    }

    fn outcome(
        &self,
        regime: &Arc<Regime>,
        example: &Arc<Example>,
        recogniser: &Recogniser,
    ) -> ExampleOutcome {
        let reader = FactReader {
            formats: &self.formats,
            terms: self.book.terms(),
            tree: &self.tree,
            countries: &self.countries,
            as_of: example.as_of,
            fiscal_year_begins: None,
        };
        let row = example.row.iter().map(|(field, text)| (*field, text.as_str()));
        let asset = Asset::from_facts(row);
        let attributions = recogniser.recognise(&asset, || reader.acquired(&asset));
        let mut facts =
            reader.establish(&asset, &attributions, &Sites::default(), &FactSettings::default());
        if attributions.is_empty() {
            add_seat(&asset, recogniser, &mut facts);
        }
        let law = self.law_alone(regime, example);
        let mut findings = law.judge(&facts, &attributions, OnUnknown::Review);
        if attributions.is_empty() && names_unknown_maker(&asset, recogniser) {
            let more = law.judge_unknown_maker(&facts, &findings, OnUnknown::Review);
            findings.extend(more);
        }
        let sellers = sellers(&asset, &attributions, recogniser, || reader.acquired(&asset));
        findings.extend(law.judge_sellers(&facts, &sellers, OnUnknown::Review));
        if let Some(provision) = &example.provision {
            findings.retain(|finding| finding.law.provision == *provision);
        }
        let verdict = findings.iter().map(|finding| finding.verdict).max();
        ExampleOutcome {
            example: Arc::clone(example),
            attributions,
            findings,
            verdict: verdict.unwrap_or(Verdict::Clear),
        }
    }

    /// One regime as it is put to the owner of an example.
    fn law_alone(&self, regime: &Regime, example: &Example) -> OwnerLaw {
        let mut book = (*self.book).clone();
        book.retain(|other| other.id == regime.id);
        book.ask_for([regime.jurisdiction.clone()]);
        book.put_to(&example.owner, example.as_of)
    }
}
