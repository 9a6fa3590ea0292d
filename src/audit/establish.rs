//! Establishing facts: what the row, the site table and the assumptions say of an asset, and what follows from them.

use std::{collections::BTreeMap, str::FromStr};

use crate::{
    Asset, Attribution, Cell, Date, EquipmentTree, Field, Grade, KindId,
    asset::DateOrder,
    config::Sites,
    equipment::Context,
    facts::{Facts, LifeCycle, Origin, Value},
    intake::Formats,
    rules::Terms,
};

/// What is needed to read facts out of words.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    pub(super) formats: &'a Formats,
    pub(super) terms: &'a Terms,
    pub(super) tree: &'a EquipmentTree,
    /// The day that the audit is of.
    pub(super) as_of: Date,
}

/// Why an assumption cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unreadable {
    pub(super) expected: String,
}

impl Reader<'_> {
    /// All that is known of an asset once its maker is.
    pub(super) fn establish(
        self,
        asset: &Asset,
        attributions: &[Attribution],
        sites: &Sites,
        assume: &BTreeMap<Field, Value>,
    ) -> Facts {
        let mut facts = Facts::default();
        for &field in Field::ALL {
            if field == Field::Equipment {
                self.equipment(asset, attributions, &mut facts);
            } else {
                for cell in asset.cells(field) {
                    let stage = (field == Field::Status).then(|| self.stage(cell)).flatten();
                    let value = stage.map_or_else(
                        || self.value(field, cell.text, cell.column.date_order),
                        Value::Status,
                    );
                    facts.add(field, value, Origin::Cell(cell.column.header.clone()));
                }
            }
        }
        let site = asset.cells(Field::Site).find_map(|cell| sites.entry(cell.text));
        if let Some((name, site)) = site {
            for (field, text) in site.facts() {
                if facts.of(field).is_empty() {
                    let value = self.value(field, text, None);
                    facts.add(field, value, Origin::SiteTable(name.to_owned()));
                }
            }
        }
        for (&field, value) in assume {
            if facts.of(field).is_empty() {
                facts.add(field, value.clone(), Origin::Assumed);
            }
        }
        self.suggest_kinds(asset, attributions, &mut facts);
        facts
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

    /// The stage of life that a cell names, or answers its header with.
    fn stage(self, cell: Cell<'_>) -> Option<LifeCycle> {
        self.formats.life_cycle_under(&cell.column.header, cell.text, self.as_of)
    }

    /// When an asset was bought, as far as its row says.
    pub(super) fn acquired(self, asset: &Asset) -> Option<Date> {
        asset.cells(Field::Acquired).find_map(|cell| self.date(cell.text, cell.column.date_order))
    }

    /// What the words of one cell say of a field; words that cannot be read stay words.
    fn value(self, field: Field, text: &str, order: Option<DateOrder>) -> Value {
        let words = || Value::Text(text.to_owned());
        match field {
            Field::Acquired | Field::Installed | Field::Authorised => {
                self.date(text, order).map_or_else(words, Value::Date)
            }
            Field::Quantity => {
                let count = self.formats.read_count(text);
                count.map_or_else(words, |count| Value::Number(count.get()))
            }
            Field::Country | Field::CountryOfProduction => Value::Text(self.country(text)),
            field if Terms::FACTS.contains(&field) => {
                self.terms.read(field, text).map_or_else(words, |term| Value::Term(term.id.clone()))
            }
            _ => words(),
        }
    }

    fn date(self, text: &str, order: Option<DateOrder>) -> Option<Date> {
        self.formats.read_date(text, order)
    }

    /// A country by its code, where the word is a code or the name of a country that some law is of.
    fn country(self, text: &str) -> String {
        if text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            return text.to_ascii_uppercase();
        }
        let named =
            self.terms.jurisdictions().iter().find(|(_, name)| name.eq_ignore_ascii_case(text));
        named.map_or_else(|| text.to_owned(), |(code, _)| code.clone())
    }

    fn equipment(self, asset: &Asset, attributions: &[Attribution], facts: &mut Facts) {
        for stated in self.tree.stated_by(asset) {
            let origin = Origin::Cell(stated.cell.column.header.clone());
            facts.add(Field::Equipment, Value::Kind(stated.kind), origin);
        }
        for attribution in
            attributions.iter().filter(|attribution| attribution.grade >= Grade::Likely)
        {
            for kind in &attribution.equipment {
                let known = facts.kinds().any(|known| self.tree.is_within(known, kind));
                if !known {
                    let why = format!("what the marks of {} stand for", attribution.maker.short);
                    facts.add(Field::Equipment, Value::Kind(kind.clone()), Origin::Inferred(why));
                }
            }
        }
    }

    /// A fact as an assumption or a site table gives it; unlike a cell, it must be readable.
    pub(super) fn given(self, field: Field, text: &str) -> Result<Value, Unreadable> {
        let fail = |expected: String| Err(Unreadable { expected });
        match field {
            Field::Acquired | Field::Installed | Field::Authorised => match text.parse() {
                Ok(date) => Ok(Value::Date(date)),
                Err(_) => fail("a date: YYYY-MM-DD, YYYY-MM or YYYY".to_owned()),
            },
            Field::Status => match LifeCycle::from_str(text) {
                Ok(status) => Ok(Value::Status(status)),
                Err(_) => {
                    fail(format!("one of: {}", LifeCycle::ALL.map(LifeCycle::word).join(", ")))
                }
            },
            Field::Equipment => {
                let kind = KindId::new(text);
                if self.tree.get(&kind).is_some() {
                    return Ok(Value::Kind(kind));
                }
                fail("a kind of equipment: `banlint rules list --terms` shows them".to_owned())
            }
            field if Terms::FACTS.contains(&field) => {
                if let Some(term) = self.terms.read(field, text) {
                    return Ok(Value::Term(term.id.clone()));
                }
                let ids: Vec<_> = self.terms.of(field).map(|term| term.id.as_str()).collect();
                fail(format!("one of: {}", ids.join(", ")))
            }
            Field::Country | Field::CountryOfProduction => {
                let code = self.country(text);
                if code.len() == 2 {
                    return Ok(Value::Text(code));
                }
                fail("a country code of two letters".to_owned())
            }
            _ => Ok(Value::Text(text.to_owned())),
        }
    }
}
