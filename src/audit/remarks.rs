//! What remarks put in question: they never state a fact, and what they say against one leaves it open.

use std::ops::Range;

use super::establish::{FactReader, origin};
use crate::{
    Asset, Cell, Field,
    facts::{Fact, Facts, LifeCycle, Value},
};

/// The most words of a remark that are read as a customer.
const LONGEST_CUSTOMER: usize = 6;

impl FactReader<'_> {
    /// A remark never states a fact, but what another column says against it is in doubt. What it says that no column speaks of is a
    /// question where law asks for it at all: a renewal, an exemption.
    pub(super) fn doubt_by_remarks(self, asset: &Asset, facts: &mut Facts) {
        let described = asset.cells(Field::Description);
        let remarks = described.filter(|cell| self.tree.is_remark(&cell.column.header));
        let stages = asset.cells(Field::Status);
        let networks = asset.cells(Field::Network);
        let is_in_words = |fact: &Fact| matches!(fact.value, Value::Text(_));
        for remark in asset.texts().chain(remarks).chain(stages).chain(networks) {
            for field in self.formats.doubted_in(remark.text) {
                let is_asked = match field {
                    // What was never obtained has no day on which it was: that of the order takes its place otherwise.
                    Field::Acquired => {
                        let value = Value::Doubtful(remark.text.to_owned());
                        facts.replace(field, value, origin(remark));
                        continue;
                    }
                    Field::Status => facts.status().is_some_and(|is| is != LifeCycle::InService),
                    Field::Customer => may_be_delivered(facts) && !self.is_for_another(remark.text),
                    Field::Purpose | Field::RemoteAccess => !facts.of(field).is_empty(),
                    Field::Network => facts.of(field).iter().all(is_in_words),
                    Field::Funding => {
                        !self.is_of_programme(facts) && !self.is_of_no_programme(remark)
                    }
                    _ => facts.of(field).is_empty(),
                };
                if is_asked {
                    let value = Value::Doubtful(remark.text.to_owned());
                    facts.add(field, value, origin(remark));
                }
            }
            if may_be_delivered(facts) && self.is_customer_of_law(remark.text) {
                let value = Value::Doubtful(remark.text.to_owned());
                facts.add(Field::Customer, value, origin(remark));
            }
            // An assumption must not overrule it, nor a status that speaks against it.
            let is_against = facts.status() == Some(LifeCycle::InService)
                && self.tree.is_remark(&remark.column.header);
            let contradicts = |stage| match stage {
                LifeCycle::InService => false,
                LifeCycle::Retired | LifeCycle::Disposed | LifeCycle::Sold if is_against => true,
                _ => facts.of(Field::Status).is_empty(),
            };
            if self.stage(remark).is_some_and(contradicts) {
                let value = Value::Doubtful(remark.text.to_owned());
                facts.add(Field::Status, value, origin(remark));
            }
        }
        for cell in asset.texts() {
            if let Some(field) = self.formats.doubted_by_all(cell.text) {
                facts.replace(field, Value::Doubtful(cell.text.to_owned()), origin(cell));
            }
        }
        self.heed_other_columns(asset, facts);
    }

    /// Whether a cell names a customer of whom law speaks, and nothing else.
    fn is_customer_of_law(self, text: &str) -> bool {
        let customer = self.terms.read(Field::Customer, text);
        customer.is_some_and(|one| one.jurisdiction.is_some())
    }

    /// Whether all that a remark says of a customer begins with one of whom no law speaks, and names none of whom one does: `sold to employee`,
    /// but not `sold to employee of US Navy`.
    fn is_for_another(self, remark: &str) -> bool {
        let is_another = |named: &str| {
            let words: Vec<_> = named.split_whitespace().collect();
            let runs = |from: usize| {
                let most = words.len().min(from + LONGEST_CUSTOMER);
                (from + 1..=most).map(move |end| from..end)
            };
            let named =
                |run: Range<usize>| self.terms.read(Field::Customer, &words.get(run)?.join(" "));
            let is_of_law = |run| named(run).is_some_and(|one| one.jurisdiction.is_some());
            runs(0).filter_map(named).any(|one| one.jurisdiction.is_none())
                && !(0..words.len()).flat_map(runs).any(is_of_law)
        };
        self.formats.behind_doubts(Field::Customer, remark).iter().all(|named| is_another(named))
    }

    /// What an item cannot do, or is exempt from, may be told under what it is for: that no column speaks of it does not silence it.
    pub(super) fn doubt_by_terms(self, asset: &Asset, facts: &mut Facts) {
        const TOLD: [Field; 3] = [Field::Purpose, Field::Network, Field::Approval];
        for claimed in TOLD {
            // What it is used for is told by an exception, if anywhere else: a network is no purpose.
            let tells = |field: &Field| match claimed {
                Field::Purpose => *field == Field::Approval,
                _ => *field != claimed,
            };
            let told = TOLD.into_iter().filter(tells);
            let told = told.flat_map(|field| asset.cells(field).map(move |cell| (field, cell)));
            let claims = |(field, cell): &(Field, Cell<'_>)| {
                self.terms.read_all(*field, cell.text).is_empty()
                    && (self.terms.read(claimed, cell.text).is_some()
                        || self.formats.doubted_in(cell.text).contains(&claimed))
            };
            if facts.of(claimed).is_empty()
                && let Some((_, cell)) = told.into_iter().find(claims)
            {
                facts.add(claimed, Value::Doubtful(cell.text.to_owned()), origin(cell));
            }
        }
    }

    /// What a row says of a place or a task that law asks for is kept from an assumption, which answers for silent rows alone.
    pub(super) fn doubt_assumed_purpose(self, asset: &Asset, facts: &mut Facts) {
        let told =
            [Field::Description, Field::Site].into_iter().flat_map(|field| asset.cells(field));
        let tells = |cell: &Cell<'_>| self.formats.doubted_in(cell.text).contains(&Field::Purpose);
        if facts.of(Field::Purpose).is_empty()
            && let Some(cell) = told.chain(asset.texts()).find(tells)
        {
            facts.add(Field::Purpose, Value::Doubtful(cell.text.to_owned()), origin(cell));
        }
    }
}

/// Whether an item that is gone may have gone to a customer whom no column names.
fn may_be_delivered(facts: &Facts) -> bool {
    let is_gone = matches!(facts.status(), Some(LifeCycle::Sold | LifeCycle::Disposed));
    is_gone && facts.of(Field::Customer).is_empty()
}
