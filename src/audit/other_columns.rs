//! What columns tell of a fact that another column states, or none: an approval under any header, money for a share, a second use.

use super::establish::{FactReader, origin};
use crate::{
    Asset, Cell, Field,
    facts::{Facts, LifeCycle, Value},
};

/// The whole, in percent.
const WHOLE: f64 = 100.0;
/// The most decimals of a share that has no sign.
const MOST_DECIMALS: usize = 2;

impl FactReader<'_> {
    /// A fact that a cell tells under a header of its own is heard beside what the column for it says.
    pub(super) fn heed_other_columns(self, asset: &Asset, facts: &mut Facts) {
        self.doubt_by_papers(asset, facts);
        for cell in asset.details().chain(asset.texts()) {
            for field in [Field::Purpose, Field::Network] {
                self.doubt_by_second(field, cell, facts);
            }
            self.heed_money(cell, facts);
        }
    }

    /// Who bought what was sold is its customer, where no other column names that.
    pub(super) fn heed_buyers(self, asset: &Asset, facts: &mut Facts) {
        let field = Field::Customer;
        if facts.status() != Some(LifeCycle::Sold) || !facts.of(field).is_empty() {
            return;
        }
        let all = asset.details().chain(asset.texts()).chain(asset.cells(Field::Owner));
        for cell in all.filter(|cell| cell.column.touches.contains(&field)) {
            for value in self.values(field, cell) {
                facts.add(field, value, origin(cell));
            }
        }
    }

    /// An approval may stand under any header (`Certificate`), and where one speaks of approvals among others, whatever a cell says but no.
    fn doubt_by_papers(self, asset: &Asset, facts: &mut Facts) {
        let claims = |cell: &Cell<'_>| {
            self.formats.doubted_in(cell.text).contains(&Field::Approval)
                || cell.column.touches.contains(&Field::Approval) && !self.formats.denies(cell.text)
        };
        if facts.of(Field::Approval).is_empty()
            && let Some(paper) = asset.details().chain(asset.texts()).find(claims)
        {
            let value = Value::Doubtful(paper.text.to_owned());
            facts.add(Field::Approval, value, origin(paper));
        }
    }

    /// A second use, or a second network, has a column of its own (`Also used for`): what no other column says leaves open which law asks for.
    fn doubt_by_second(self, field: Field, cell: Cell<'_>, facts: &mut Facts) {
        if facts.of(field).is_empty()
            || !cell.column.touches.contains(&field)
            || self.formats.denies(cell.text)
            || self.is_stated(field, cell, facts)
        {
            return;
        }
        facts.add(field, Value::Doubtful(cell.text.to_owned()), origin(cell));
    }

    /// A column may say that money of some programme pays a part, pays the owner back, or keeps the thing up. How much of a share there is
    /// (`Federal share`, 75 %), or a yes, says what its header does, and none that there is no such money; a programme beside other money is
    /// a question.
    fn heed_money(self, cell: Cell<'_>, facts: &mut Facts) {
        let field = Field::Funding;
        if !cell.column.touches.contains(&field) {
            return;
        }
        let named = self.terms.read(field, &cell.column.header);
        let told = match self.is_borne(cell.text) {
            Some(true) => named.map(|term| &term.id),
            Some(false) => match named.and_then(|term| term.opposite.as_ref()) {
                Some(none) => Some(none),
                None => return,
            },
            None => None,
        };
        let value = match told {
            Some(id) => Value::Term(id.clone()),
            None if self.is_stated(field, cell, facts) || self.is_of_no_programme(cell) => return,
            None => Value::Doubtful(cell.text.to_owned()),
        };
        facts.add(field, value, origin(cell));
    }

    /// Whether a cell says that there is a share, or with yes or no whether there is.
    fn is_borne(self, text: &str) -> Option<bool> {
        if self.formats.affirms(text) || self.formats.denies(text) {
            return Some(self.formats.affirms(text));
        }
        let (number, is_signed) = match text.trim().strip_suffix('%') {
            Some(number) => (number.trim_end(), true),
            None => (text.trim(), false),
        };
        // A number such as that of a programme (97.067) is no share.
        let decimals = number.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        let share = number.parse().ok().filter(|share: &f64| (0.0..=WHOLE).contains(share));
        let share = share.filter(|_| is_signed || decimals <= MOST_DECIMALS);
        share.map(|share| share > 0.0)
    }

    /// Whether all that a cell says of a fact is said of it already.
    fn is_stated(self, field: Field, cell: Cell<'_>, facts: &Facts) -> bool {
        let terms = self.terms.read_all(field, cell.text);
        let is_known = |id: &String| {
            facts
                .of(field)
                .iter()
                .any(|fact| matches!(&fact.value, Value::Term(known) if known == id))
        };
        !terms.is_empty() && terms.iter().all(|term| is_known(&term.id))
    }

    /// Whether money of a programme of which law speaks is known to have paid.
    pub(super) fn is_of_programme(self, facts: &Facts) -> bool {
        facts.of(Field::Funding).iter().any(|fact| {
            let Value::Term(id) = &fact.value else { return false };
            let term = self.terms.term(Field::Funding, id);
            term.is_some_and(|term| term.jurisdiction.is_some())
        })
    }

    /// Whether a cell names money that is of no law's programme, and may be of none.
    pub(super) fn is_of_no_programme(self, cell: Cell<'_>) -> bool {
        let terms = self.terms.read_all(Field::Funding, cell.text);
        let is_plain =
            |one: &&crate::rules::Term| one.jurisdiction.is_none() && one.leaves_open.is_empty();
        !terms.is_empty() && terms.iter().all(is_plain)
    }
}
