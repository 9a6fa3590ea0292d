//! The cells of a row that say what the thing is: its kind, its description, its model numbers.

use super::{
    grade::Told,
    reading::{LABEL_SHOWN, PLACES},
};
use crate::{Asset, Cell, EquipmentTree, Field, KindId, asset::About, strings::start_of};

/// At most this much of a description is searched for model numbers; the fewest characters of one, and the most of them.
pub(super) const DESCRIBED: usize = 400;
const SHORTEST_MODEL: usize = 5;
const MOST_MODELS: usize = 6;
/// What stands between the words of a description.
pub(super) const BETWEEN_WORDS: [char; 7] = [' ', ',', ';', '/', '(', ')', '\n'];

/// A cell of more bytes tells more than what the goods are there for.
const LONGEST_ROLE: usize = 60;

/// The kinds of goods that short cells of an asset name beside those that say what it is.
pub(super) fn kinds_in_short_cells(tree: &EquipmentTree, asset: &Asset) -> Vec<KindId> {
    let texts = asset.texts().filter(|cell| cell.about == Some(About::Asset));
    let cells = texts.chain(asset.cells(Field::Purpose));
    cells
        .filter(|cell| cell.text.len() <= LONGEST_ROLE)
        .flat_map(|cell| tree.described_by(cell.text))
        .collect()
}

/// The kinds that cells of its segment name by their first word, with a word behind a hyphen for what they are there for: a segment of a
/// market is called so, and no network.
pub(super) fn kinds_of_segment(tree: &EquipmentTree, asset: &Asset) -> Vec<KindId> {
    let first = asset.cells(Field::Network).filter_map(|cell| {
        let (first, rest) = cell.text.trim().split_once('-')?;
        rest.chars().all(char::is_alphabetic).then_some(first)
    });
    first.flat_map(|word| tree.described_by(word)).collect()
}

/// The cells that say what the thing is; remarks may speak of anything.
pub(super) fn described<'a>(
    tree: &EquipmentTree,
    asset: &'a Asset,
) -> impl Iterator<Item = (Field, Cell<'a>)> {
    let fields = [Field::Equipment, Field::Description, Field::Model, Field::PartNumber];
    fields.into_iter().flat_map(|field| asset.cells(field).map(move |cell| (field, cell))).filter(
        |(field, cell)| *field != Field::Description || !tree.is_remark(&cell.column.header),
    )
}

/// What the table of an asset can tell of its kind.
pub(super) fn told(tree: &EquipmentTree, asset: &Asset) -> Told {
    let mut categories = asset.cells(Field::Equipment).peekable();
    if categories.peek().is_some() {
        // `Device` is what every row could say.
        let is_vague = categories.all(|cell| tree.says_no_kind(cell.text));
        return if is_vague { Told::Blank } else { Told::Category };
    }
    let names = [Field::Manufacturer, Field::Brand, Field::Supplier];
    let goods =
        PLACES.iter().map(|(field, _)| *field).chain([Field::Mac, Field::FccId, Field::Cpe]);
    let mut goods = goods.filter(|field| !names.contains(field) && *field != Field::AssetId);
    let silent = asset.layout.text_columns().is_empty()
        && goods.all(|field| asset.layout.columns_of(field).is_empty())
        && asset.parts.is_empty();
    if silent { Told::Never } else { Told::Blank }
}

/// Whether a word is a model number, by its letters.
pub(super) fn like_model(word: &str) -> bool {
    let letters = |test: fn(&u8) -> bool| word.bytes().any(|byte| test(&byte));
    (SHORTEST_MODEL..=LABEL_SHOWN).contains(&word.len())
        && letters(u8::is_ascii_digit)
        && letters(u8::is_ascii_uppercase)
}

/// The model and part numbers of an asset; where it has no cell for them, the words of its description that look like some.
pub(super) fn models_of(asset: &Asset) -> Vec<&str> {
    let cells = asset.cells(Field::Model).chain(asset.cells(Field::PartNumber));
    let models: Vec<_> = cells.map(|cell| start_of(cell.text, LABEL_SHOWN)).collect();
    if !models.is_empty() {
        return models;
    }
    let described = asset.cells(Field::Description).map(|cell| start_of(cell.text, DESCRIBED));
    let words = described.flat_map(|text| text.split(BETWEEN_WORDS));
    words.filter(|word| like_model(word)).take(MOST_MODELS).collect()
}
