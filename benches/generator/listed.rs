//! Goods of listed makers, as the shipped catalogue knows them: under their own names, misspelt, under labels, and by marks alone.

use banlint::{KindId, MarkKind, audit::Knowledge, vendors::Vendor};
use fastrand::Rng;
use regex_syntax::{ParserBuilder, hir::Hir};

use super::{Goods, Register, Result, Values, any, form::matched, slip};

/// How many models of each family there are where values are not many.
const MODELS: u64 = 8;

pub(crate) struct Listed {
    makers: Vec<Maker>,
    /// Every registered block of 24 bits, or that the block lies in.
    blocks: Vec<u64>,
}

struct Maker {
    /// Its own names, those of its group and its aliases.
    names: Vec<String>,
    labels: Vec<String>,
    models: Vec<Model>,
    /// What its goods are called.
    kinds: Vec<String>,
    blocks: Vec<u64>,
}

struct Model {
    pattern: Hir,
    label: Option<String>,
    kind: Option<String>,
}

impl Listed {
    pub(crate) fn of(knowledge: &Knowledge, seed: u64) -> Result<Self> {
        let catalogue = &knowledge.catalogue;
        let mut rng = Rng::with_seed(seed);
        let makers: Result<Vec<_>> = catalogue
            .vendors()
            .iter()
            .map(|vendor| Maker::of(vendor, knowledge, &mut rng))
            .collect();
        let of_labels = catalogue.labels().iter().flat_map(|label| &label.marks);
        let marks = catalogue.vendors().iter().flat_map(|vendor| &vendor.marks).chain(of_labels);
        let mut blocks: Vec<_> = marks
            .filter(|mark| mark.kind == MarkKind::Oui)
            .flat_map(|mark| mark.values.iter().filter_map(|value| block(value)))
            .collect();
        blocks.sort_unstable();
        Ok(Self { makers: makers?, blocks })
    }

    /// Whether a block of MAC addresses is registered.
    pub(crate) fn has_block(&self, block: u64) -> bool {
        self.blocks.binary_search(&block).is_ok()
    }

    /// An item of a listed maker.
    pub(crate) fn goods(&self, rng: &mut Rng, register: &Register) -> Goods {
        let maker = any(rng, &self.makers);
        let name = any(rng, &maker.names);
        let (written, label) = match rng.f64() * 100.0 {
            share if share < register.misspelt => (slip(rng, name), None),
            share if share < 70.0 || maker.labels.is_empty() => (name.clone(), None),
            share if share < 90.0 => {
                let label = any(rng, &maker.labels);
                (label.clone(), Some(label))
            }
            // The marks alone tell.
            _ if !maker.models.is_empty() => (String::new(), None),
            _ => (name.clone(), None),
        };
        let block = *any(rng, &maker.blocks);
        let family = maker.models.iter().filter(|model| model.label.as_ref() == label);
        let family: Vec<_> = family.collect();
        let kind = any(rng, &maker.kinds).clone();
        let Some(model) = (!family.is_empty()).then(|| *any(rng, &family)) else {
            return Goods { maker: written, model: String::new(), kind, code: "DEV".into(), block };
        };
        let number = match register.values {
            Values::Many => matched(rng, &model.pattern),
            _ => matched(&mut Rng::with_seed(rng.u64(..MODELS)), &model.pattern),
        };
        let kind = model.kind.clone().unwrap_or(kind);
        Goods { maker: written, model: number, kind, code: "DEV".into(), block }
    }
}

impl Maker {
    fn of(vendor: &Vendor, knowledge: &Knowledge, rng: &mut Rng) -> Result<Self> {
        let tree = &knowledge.tree;
        let of_group = vendor.companies.iter().flat_map(|company| &company.names);
        let further = vendor.aliases.iter().chain(of_group).map(|alias| &alias.name);
        let own = [&vendor.maker.short, &vendor.maker.name];
        // The short name is what people write.
        let names = std::iter::repeat_n(own[0], 5).chain(own).chain(further).cloned().collect();
        let models = vendor.models.iter().map(|family| {
            Ok(Model {
                pattern: parsed(family.pattern.as_str())?,
                label: family.label.clone(),
                kind: family.equipment.as_ref().map(|kind| tree.title(kind).to_owned()),
            })
        });
        let is_made = |kind: &KindId| vendor.makes.iter().any(|made| tree.is_within(kind, made));
        let kinds = tree.kinds().filter(|kind| is_made(&kind.id));
        let mut kinds: Vec<_> = kinds.map(|kind| kind.title.clone()).collect();
        if kinds.is_empty() {
            kinds.push("device".into());
        }
        let ouis = vendor.marks.iter().filter(|mark| mark.kind == MarkKind::Oui);
        let mut blocks: Vec<_> =
            ouis.flat_map(|mark| mark.values.iter().filter_map(|value| block(value))).collect();
        if blocks.is_empty() {
            blocks.push(rng.u64(..1 << 24) & 0xFC_FFFF);
        }
        Ok(Self {
            names,
            labels: vendor.brands.iter().map(|brand| brand.label.clone()).collect(),
            models: models.collect::<Result<_>>()?,
            kinds,
            blocks,
        })
    }
}

/// A pattern as the catalogue reads it.
fn parsed(pattern: &str) -> Result<Hir> {
    Ok(ParserBuilder::new().unicode(false).utf8(false).build().parse(pattern)?)
}

/// The first 24 bits of a block.
fn block(value: &str) -> Option<u64> {
    let digits: String = value.chars().filter(char::is_ascii_hexdigit).take(6).collect();
    u64::from_str_radix(&digits, 16).ok()
}
