//! What no law names: makers and their numbers, places, departments and the words of descriptions.

use std::collections::BTreeMap;

use fastrand::Rng;
use serde::Deserialize;

use super::{
    Goods, Result, SPELLINGS, Values, any, any_text, form::filled, listed::Listed, mixed, slip,
};

/// `benches/data/innocent.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Innocent {
    cities: Vec<String>,
    places: Vec<String>,
    departments: Vec<String>,
    words: Vec<String>,
    kinds: BTreeMap<String, Kind>,
    maker: Vec<Maker>,
    column: Vec<Column>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Kind {
    called: Vec<String>,
    code: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Maker {
    names: Vec<String>,
    /// Forms of model numbers by kind.
    goods: BTreeMap<String, Vec<String>>,
    /// Blocks of MAC addresses that are nobody's.
    #[serde(skip)]
    blocks: Vec<u64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Column {
    header: String,
    forms: Vec<String>,
}

impl Innocent {
    pub(crate) fn read(listed: &Listed, seed: u64) -> Result<Self> {
        let mut read: Self = toml::from_str(include_str!("../data/innocent.toml"))?;
        let mut rng = Rng::with_seed(seed);
        for maker in &mut read.maker {
            if let Some(kind) = maker.goods.keys().find(|kind| !read.kinds.contains_key(*kind)) {
                return Err(format!("innocent.toml: there is no kind `{kind}`").into());
            }
            // The two lowest bits of the first byte are set in no address that a maker gives.
            let free = std::iter::repeat_with(|| rng.u64(..1 << 24) & 0xFC_FFFF);
            maker.blocks = free.filter(|block| !listed.has_block(*block)).take(3).collect();
        }
        Ok(read)
    }

    /// An item that no law names.
    pub(crate) fn goods(&self, rng: &mut Rng, values: Values) -> Goods {
        let makers = if values == Values::Few { 20 } else { self.maker.len() };
        let maker = any(rng, &self.maker[..makers]);
        let at = rng.usize(..maker.goods.len());
        let (kind, forms) = maker.goods.iter().nth(at).unwrap_or_else(|| unreachable!());
        let kind = &self.kinds[kind];
        let form = any(rng, forms);
        let model = match values {
            Values::Few => filled(&mut Rng::with_seed(form.len() as u64), form),
            Values::Usual => filled(&mut Rng::with_seed(rng.u64(..20)), form),
            Values::Many => format!("{}-{}", filled(rng, form), filled(rng, "@###")),
        };
        let name = match values {
            Values::Few => maker.names[0].clone(),
            Values::Usual => any(rng, &maker.names).clone(),
            Values::Many => self.misspelt(rng.u64(..SPELLINGS)),
        };
        let block = *any(rng, &maker.blocks);
        Goods {
            maker: name,
            model,
            kind: any(rng, &kind.called).clone(),
            code: kind.code.clone(),
            block,
        }
    }

    /// One of the many spellings of makers.
    fn misspelt(&self, number: u64) -> String {
        let mut rng = Rng::with_seed(mixed(number));
        let maker = any(&mut rng, &self.maker);
        let longest = maker.names.iter().max_by_key(|name| name.len()).unwrap_or(&maker.names[0]);
        let name = slip(&mut rng, longest);
        let name = slip(&mut rng, &name);
        if rng.bool() { slip(&mut rng, &name) } else { name }
    }

    pub(crate) fn place(&self, rng: &mut Rng, values: Values) -> String {
        let city = match values {
            Values::Few => &self.cities[rng.usize(..5)],
            _ => any(rng, &self.cities),
        };
        let place = any(rng, &self.places);
        match values {
            Values::Many => format!("{city}, {place}, Room {}", rng.u32(1..100_000)),
            _ => format!("{city}, {place}"),
        }
    }

    pub(crate) fn department(&self, rng: &mut Rng) -> &str {
        any_text(rng, &self.departments)
    }

    /// What the item is, in so many words.
    pub(crate) fn description(
        &self,
        rng: &mut Rng,
        maker: Option<&str>,
        goods: &Goods,
        words: usize,
    ) -> String {
        let mut text = maker.map_or_else(String::new, |maker| format!("{maker} "));
        text.push_str(&goods.kind);
        for number in 1..words {
            text.push_str(if number % 12 == 11 { ", " } else { " " });
            text.push_str(any_text(rng, &self.words));
        }
        text
    }

    /// The name of a column beyond those that every register has.
    pub(crate) fn header(&self, column: usize) -> String {
        match self.column.get(column) {
            Some(column) => column.header.clone(),
            None => format!("Custom Field {}", column - self.column.len() + 1),
        }
    }

    /// A cell of such a column.
    pub(crate) fn cell(&self, rng: &mut Rng, column: usize) -> String {
        match self.column.get(column) {
            Some(column) => {
                let form = any(rng, &column.forms);
                filled(rng, form)
            }
            None => filled(rng, "x##"),
        }
    }
}
