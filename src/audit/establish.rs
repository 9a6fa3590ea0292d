//! Establishing facts: what the row, the site table and the assumptions say of an asset, and what follows from them.

use std::{
    collections::{BTreeMap, BTreeSet},
    str::FromStr,
};

use crate::{
    Asset, Attribution, Cell, Countries, Country, Date, EquipmentTree, Field, Grade, KindId,
    asset::{DateOrder, FieldTrait, Role},
    config::Sites,
    equipment::{Context, StatedKind},
    facts::{Fact, Facts, LifeCycle, Origin, Value},
    fold::fold,
    intake::{Formats, in_doubt},
    knowledge::{did_you_mean, known_as},
    measure::{Dimension, Measure},
    rules::Terms,
};

/// Longer cells, in bytes, are no codes.
const LONGEST_CODE: usize = 4;

/// What is needed to read facts out of words.
#[derive(Clone, Copy)]
pub(super) struct FactReader<'a> {
    pub(super) formats: &'a Formats,
    pub(super) terms: &'a Terms,
    pub(super) tree: &'a EquipmentTree,
    pub(super) countries: &'a Countries,
    /// The day that the audit is of.
    pub(super) as_of: Date,
    /// When the fiscal year of the owner begins, in months after January.
    pub(super) fiscal_year_begins: Option<i8>,
}

/// What the settings say of facts.
#[derive(Clone, Debug, Default)]
pub(super) struct FactSettings {
    /// What is taken for granted where nothing else states it.
    pub(super) assumed: BTreeMap<Field, Value>,
    /// What cells mean, by their folded text.
    pub(super) words: BTreeMap<Field, BTreeMap<String, Value>>,
}

impl FactSettings {
    fn word(&self, field: Field, text: &str) -> Option<&Value> {
        self.words.get(&field)?.get(&fold(text))
    }
}

/// Why an assumption cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct AssumptionFault {
    /// A suggestion: a sentence, or nothing.
    pub(super) hint: String,
    pub(super) expected: String,
}

impl FactReader<'_> {
    /// All that is known of an asset once its maker is.
    pub(super) fn establish(
        self,
        asset: &Asset,
        attributions: &[Attribution],
        sites: &Sites,
        settings: &FactSettings,
    ) -> Facts {
        let mut facts = Facts::default();
        for &field in Field::ALL {
            if field == Field::Equipment {
                self.equipment(asset, attributions, &mut facts);
            } else {
                for cell in asset.cells(field) {
                    if let Some(value) = settings.word(field, cell.text) {
                        let (header, text) = (cell.column.header.clone(), cell.text.to_owned());
                        facts.add(field, value.clone(), Origin::OwnWords { header, text });
                        continue;
                    }
                    let origin = origin(cell);
                    for value in self.values(field, cell) {
                        if value == Value::Status(LifeCycle::Sold)
                            && let Some(day) =
                                self.formats.day_of_stage(cell.text, cell.column.date_order)
                        {
                            facts.add(Field::Sold, Value::Date(day), origin.clone());
                        }
                        let value = self.by_maker(field, value, asset, attributions);
                        facts.add(field, value, origin.clone());
                    }
                }
            }
        }
        self.seat_by_address(asset, &mut facts);
        doubt_blank_contract(asset, &mut facts);
        self.doubt_country(attributions, &mut facts);
        self.heed_buyers(asset, &mut facts);
        self.doubt_by_remarks(asset, &mut facts);
        self.doubt_by_terms(asset, &mut facts);
        if settings.assumed.contains_key(&Field::Purpose) {
            self.doubt_assumed_purpose(asset, &mut facts);
        }
        let site = asset.cells(Field::Site).find_map(|cell| sites.entry(cell.text));
        if let Some((name, site)) = site {
            for (field, text) in site.facts() {
                if self.is_open(field, &facts) {
                    let value =
                        self.given(field, text).unwrap_or_else(|_| Value::Text(text.to_owned()));
                    facts.replace(field, value, Origin::SiteTable(name.to_owned()));
                }
            }
        }
        for (&field, value) in &settings.assumed {
            if self.is_open(field, &facts) {
                let over = facts.of(field).first().map(|fact| fact.origin.clone());
                let origin = match over {
                    Some(Origin::Cell { header, text }) => Origin::AssumedOver { header, text },
                    _ => Origin::Assumed,
                };
                facts.replace(field, value.clone(), origin);
            }
        }
        take_day_of_contract(&mut facts);
        self.suggest_kinds(asset, attributions, &mut facts);
        facts
    }

    /// Behind a supplier's name may stand where it has its seat, unless a column tells that.
    fn seat_by_address(self, asset: &Asset, facts: &mut Facts) {
        let field = Field::SupplierCountry;
        if !facts.of(field).is_empty() {
            return;
        }
        for cell in also_told_by(field).into_iter().flat_map(|by| asset.cells(by)) {
            if let Some(country) = self.countries.of_address(cell.text) {
                facts.add(field, Value::Country(country), origin(cell));
            }
        }
    }

    /// Under a header that names countries alone may stand where the goods come from: where it names the home of their maker, and no other
    /// column says that, it settles nothing.
    fn doubt_country(self, attributions: &[Attribution], facts: &mut Facts) {
        let is_home =
            |country: Country| attributions.iter().any(|one| one.maker.country == country.code());
        let is_open = |fact: &Fact| match (&fact.value, &fact.origin) {
            (Value::Country(country), Origin::Cell { header, .. }) => {
                is_home(*country) && self.countries.may_be_of_goods(header)
            }
            _ => false,
        };
        let from = [Field::CountryOfProduction, Field::MakerCountry, Field::ControllerCountry];
        if from.into_iter().any(|field| !facts.of(field).is_empty()) {
            return;
        }
        let open = facts.of(Field::Country).iter().find(|fact| is_open(fact)).cloned();
        if let Some(Fact { origin: Origin::Cell { header, text }, .. }) = open {
            let value = Value::Doubtful(text.clone());
            facts.replace(Field::Country, value, Origin::Cell { header, text });
        }
    }

    /// Adds the kinds that the context of the row suggests where nothing says more.
    fn suggest_kinds(self, asset: &Asset, attributions: &[Attribution], facts: &mut Facts) {
        let stated: Vec<_> = facts.kinds().cloned().collect();
        if stated.is_empty() && asset.first(Field::Equipment).is_none() {
            let ranged =
                attributions.iter().find_map(|one| one.range.clone().zip(one.label.clone()));
            if let Some((kind, label)) = ranged {
                let origin = Origin::Context(Context::Range(label));
                return facts.add(Field::Equipment, Value::Kind(kind), origin);
            }
        }
        for suggested in self.tree.suggested_by(asset, &stated) {
            let origin = Origin::Context(suggested.context);
            facts.add(Field::Equipment, Value::Kind(suggested.kind), origin);
        }
    }

    /// Whether a row leaves a fact open: it has no cell for it, or only codes and words that say nothing.
    fn is_open(self, field: Field, facts: &Facts) -> bool {
        facts.of(field).iter().all(|fact| match &fact.value {
            Value::Text(text) => {
                is_code(text) || field == Field::Status && self.formats.names_no_stage(text)
            }
            _ => false,
        })
    }

    /// The stage of life that a cell names, or answers its header with.
    pub(super) fn stage(self, cell: Cell<'_>) -> Option<LifeCycle> {
        self.formats.life_cycle_under(&cell.column.header, cell.text, self.as_of)
    }

    /// When an asset was bought, as far as its row says.
    pub(super) fn acquired(self, asset: &Asset) -> Option<Date> {
        let stated =
            [Field::Acquired, Field::Contracted].into_iter().flat_map(|field| asset.cells(field));
        stated.into_iter().find_map(|cell| self.date(cell.text, cell.column.date_order))
    }

    /// What one cell says of a field; words that cannot be read stay words. Only countries and terms may be several.
    pub(super) fn values(self, field: Field, cell: Cell<'_>) -> Vec<Value> {
        let text = cell.text;
        let words = || Value::Text(text.to_owned());
        let value = match field {
            field
                if is_asked(field)
                    && (in_doubt(text) || is_of_another_year(&cell.column.header, self.as_of)) =>
            {
                Value::Doubtful(text.to_owned())
            }
            Field::Status => self.stage(cell).map_or_else(words, Value::Status),
            // That nothing was renewed is no day that could not be read.
            Field::Renewed if self.formats.denies(text) => return Vec::new(),
            field if field.is(FieldTrait::Dated) => {
                self.date(text, cell.column.date_order).map_or_else(words, Value::Date)
            }
            Field::Quantity => {
                let count = self.formats.read_count(text);
                count.map_or_else(words, |count| Value::Number(count.get()))
            }
            field if field.is(FieldTrait::Nation) => match self.countries.named_in(text) {
                Some(countries) => return countries.into_iter().map(Value::Country).collect(),
                None => words(),
            },
            field if field.dimension().is_some() => {
                let header = &cell.column.header;
                let read = field.dimension().and_then(|of| Measure::read(text, header, of));
                read.map_or_else(words, Value::Measure)
            }
            field if field.is(FieldTrait::Term) => {
                let mut terms = self.terms.read_all(field, text);
                // A yes says what its header does: `Trusted product`.
                if terms.is_empty() && self.formats.affirms(text) {
                    terms.extend(self.terms.read(field, &cell.column.header));
                }
                if terms.is_empty() {
                    return vec![words()];
                }
                return terms.into_iter().map(|term| Value::Term(term.id.clone())).collect();
            }
            _ => words(),
        };
        vec![value]
    }

    /// Words that are the name of the item's maker, as the term for which it stands.
    fn by_maker(
        self,
        field: Field,
        value: Value,
        asset: &Asset,
        attributions: &[Attribution],
    ) -> Value {
        // Most facts have no terms, which are many.
        let (Value::Text(text), true) = (&value, field.is(FieldTrait::Term)) else { return value };
        let Some(term) = self.terms.of_maker(field) else { return value };
        let sure = |one: &&Attribution| {
            one.grade >= Grade::Likely && (one.label.is_none() || one.is_under_own_brand())
        };
        let mut sure = attributions.iter().filter(sure);
        let (Some(maker), None) = (sure.next(), sure.next()) else { return value };
        let names = [&*maker.maker.short, &*maker.maker.name].into_iter();
        let stated = asset.cells(Field::Manufacturer).map(|cell| cell.text);
        let seller = fold(text);
        let is_own = |name: &str| {
            let name = fold(name);
            is_called_after(&seller, &name, &term.maker_words)
                || is_called_after(&name, &seller, &term.maker_words)
        };
        if names.chain(stated).any(is_own) { Value::Term(term.id.clone()) } else { value }
    }

    fn date(self, text: &str, order: Option<DateOrder>) -> Option<Date> {
        // What a register says has come about: "since 2020" is no day to come.
        let date = self.formats.read_date_of(text, order, self.fiscal_year_begins);
        date.map(|date| date.ended_by(self.as_of))
    }

    fn equipment(self, asset: &Asset, attributions: &[Attribution], facts: &mut Facts) {
        // A kind can take an item out of a ban, so a category in doubt tells none.
        let sure = |stated: &StatedKind<'_>| {
            stated.cell.column.role != Role::Field(Field::Equipment) || !in_doubt(stated.cell.text)
        };
        for stated in self.tree.stated_by(asset).into_iter().filter(sure) {
            facts.add(Field::Equipment, Value::Kind(stated.kind), origin(stated.cell));
        }
        let tells = |one: &&Attribution| one.grade >= Grade::Likely || one.is_hosted;
        for attribution in attributions.iter().filter(tells) {
            for kind in &attribution.equipment {
                let stated: Vec<_> = facts.kinds().collect();
                // A part is called by the model of the goods that it is for.
                let kind = self.tree.part_of(kind, &stated).unwrap_or(kind);
                let known = facts.kinds().any(|known| self.tree.is_within(known, kind));
                if !known {
                    let origin = Origin::Marks(attribution.maker.clone());
                    facts.add(Field::Equipment, Value::Kind(kind.clone()), origin);
                }
            }
        }
    }

    /// A fact as an assumption or a site table gives it; unlike a cell, it must be readable.
    pub(super) fn given(self, field: Field, text: &str) -> Result<Value, AssumptionFault> {
        let fail = |expected: String| Err(AssumptionFault { hint: String::new(), expected });
        let unreadable = |hint: String, expected: String| Err(AssumptionFault { hint, expected });
        match field {
            field if field.is(FieldTrait::Dated) => match text.parse() {
                Ok(date) => Ok(Value::Date(date)),
                Err(_) => fail("a date: YYYY-MM-DD, YYYY-MM or YYYY".to_owned()),
            },
            Field::Status => {
                if let Ok(status) = LifeCycle::from_str(text) {
                    return Ok(Value::Status(status));
                }
                let known = LifeCycle::ALL.map(LifeCycle::word);
                unreadable(did_you_mean(text, known), format!("one of: {}", known.join(", ")))
            }
            Field::Equipment => {
                let kind = KindId::new(text);
                if self.tree.get(&kind).is_some() {
                    return Ok(Value::Kind(kind));
                }
                unreadable(
                    did_you_mean(text, self.tree.called()),
                    "a kind of equipment: `banlint rules list --terms` shows them".to_owned(),
                )
            }
            field if field.dimension().is_some() => {
                let example = field.dimension().map_or("", Dimension::example);
                let read = field.dimension().and_then(|of| Measure::read(text, "", of));
                match read {
                    Some(measure) => Ok(Value::Measure(measure)),
                    None => fail(format!("an amount with its unit, such as {example}")),
                }
            }
            field if field.is(FieldTrait::Term) => {
                if let [term] = self.terms.read_all(field, text)[..] {
                    return Ok(Value::Term(term.id.clone()));
                }
                let known = || self.terms.of(field);
                let called = known().flat_map(|term| known_as(&term.id, [&term.title]));
                let ids: Vec<_> = known().map(|term| term.id.as_str()).collect();
                unreadable(did_you_mean(text, called), format!("one of: {}", ids.join(", ")))
            }
            field if field.is(FieldTrait::Nation) => match self.countries.read(text) {
                Some(country) => Ok(Value::Country(country)),
                None => fail("a country by its name or its code of two letters".to_owned()),
            },
            _ => Ok(Value::Text(text.to_owned())),
        }
    }
}

/// Whether the name of a seller is that of a maker with nothing but such small words beside it, as in those of the maker's own companies.
fn is_called_after(seller: &str, maker: &str, small: &BTreeSet<String>) -> bool {
    let (seller, maker) = (format!(" {seller} "), format!(" {maker} "));
    let rest = seller.split_once(&maker);
    rest.is_some_and(|(before, after)| {
        let mut words = before.split(' ').chain(after.split(' ')).filter(|word| !word.is_empty());
        words.all(|word| small.contains(word))
    })
}

/// A register that has a column for the days of contracts knows of contracts: where its cell says nothing, the day is open.
fn doubt_blank_contract(asset: &Asset, facts: &mut Facts) {
    let column = asset.layout.columns_of(Field::Contracted).first();
    let column = column.and_then(|at| asset.layout.columns.get(*at));
    if let Some(column) = column.filter(|_| facts.of(Field::Contracted).is_empty()) {
        let origin = Origin::Cell { header: column.header.clone(), text: String::new() };
        facts.add(Field::Contracted, Value::Doubtful(String::new()), origin);
    }
}

/// Whether a header names a year, and not that of the audit: `Status 2028` tells nothing of today.
pub(super) fn is_of_another_year(header: &str, as_of: Date) -> bool {
    let numbers = header.split(|letter: char| !letter.is_ascii_digit());
    let mut years = numbers
        .filter(|word| word.len() == 4 && (word.starts_with("19") || word.starts_with("20")));
    let is_other = |year: &str| year.parse().is_ok_and(|year: i16| year != as_of.last().year());
    years.next().is_some_and(is_other)
}

/// Where nothing says when it was bought, the day of the contract does.
fn take_day_of_contract(facts: &mut Facts) {
    if facts.of(Field::Acquired).is_empty()
        && let Some(contract) = facts.of(Field::Contracted).first().cloned()
        && !matches!(contract.value, Value::Doubtful(_))
    {
        facts.add(Field::Acquired, contract.value, contract.origin);
    }
}

/// The field in whose cells a fact may stand as well: the seat of a supplier behind its name.
pub(super) fn also_told_by(field: Field) -> Option<Field> {
    (field == Field::SupplierCountry).then_some(Field::Supplier)
}

/// The origin of what a cell says.
pub(super) fn origin(cell: Cell<'_>) -> Origin {
    Origin::Cell { header: cell.column.header.clone(), text: cell.text.to_owned() }
}

/// Whether law asks after a field, so that doubt about it matters.
fn is_asked(field: Field) -> bool {
    field.is(FieldTrait::Assumable)
}

/// Whether a cell holds a code, which only its owner can read: `1`, `S3`, `B`.
fn is_code(text: &str) -> bool {
    let numbered = text.bytes().any(|byte| byte.is_ascii_digit());
    text.len() <= LONGEST_CODE
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._".contains(&byte))
        && (numbered || text.len() == 1)
}

#[cfg(test)]
mod tests {
    use super::is_code;

    #[test]
    fn codes_are_no_words() {
        for (cell, code) in
            [("1", true), ("S3", true), ("B", true), ("02-1", true), ("OK", false), ("old", false)]
        {
            assert_eq!(is_code(cell), code, "{cell}");
        }
        assert!(!is_code("1?") && !is_code("removed 2023") && !is_code("无"));
    }
}
