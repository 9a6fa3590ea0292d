//! Whether anything is known of the maker whom a row names, and whether it names one.

use crate::{
    Asset, Field,
    asset::FieldTrait,
    equipment::EquipmentTree,
    facts::{Facts, Origin, Value},
    vendors::Recogniser,
};

/// What describes goods in words, among which their model may stand.
const DESCRIBED_BY: [Field; 2] = [Field::Description, Field::Equipment];

/// Whether a row names a maker of whom nothing is known, not even where it has its seat.
pub(super) fn names_unknown_maker(asset: &Asset, recogniser: &Recogniser) -> bool {
    let named = || [Field::Manufacturer, Field::Brand].into_iter().flat_map(|f| asset.cells(f));
    named().any(|cell| recogniser.names_maker(cell.column, cell.text))
        && named().all(|cell| recogniser.seat_of_stranger(cell.text).is_none())
}

/// Adds the seat of a maker of whom no law speaks, where the row says where its goods were made and not where it has its seat: law that goes by
/// the seat takes the one for the other.
pub(super) fn add_seat(asset: &Asset, recogniser: &Recogniser, facts: &mut Facts) {
    let is_silent = |field| facts.of(field).is_empty();
    let is_told =
        [Field::MakerCountry, Field::ControllerCountry].into_iter().any(|field| !is_silent(field));
    if is_silent(Field::CountryOfProduction) || is_told {
        return;
    }
    let named = [Field::Manufacturer, Field::Brand].into_iter();
    for cell in named.flat_map(|field| asset.cells(field)) {
        if let Some(seat) = recogniser.seat_of_stranger(cell.text) {
            let origin = Origin::KnownSeat(cell.text.to_owned());
            return facts.add(Field::MakerCountry, Value::Country(seat), origin);
        }
    }
}

/// A longer unit of measure there is none: `2TB`, `16ch`, `2.8mm`, `1080p`.
const UNIT: usize = 4;

/// Whether a row says nothing from which a person could find out who made its item.
pub(super) fn states_no_maker(asset: &Asset, tree: &EquipmentTree) -> bool {
    let leads = |field: Field| {
        asset.cells(field).any(|cell| {
            // Where nobody knew the model, people write there what the item is.
            let is_kind = || !holds_model(cell.text) && !tree.named_in(cell.text).is_empty();
            field != Field::Model || !is_kind()
        })
    };
    let mut described = DESCRIBED_BY.into_iter().flat_map(|field| asset.cells(field));
    !Field::all_that(FieldTrait::LeadsToMaker).any(leads)
        && !described.any(|cell| holds_model(cell.text))
}

/// Whether a row names no maker, and of what could lead to one a model alone.
pub(super) fn names_model_alone(asset: &Asset, recogniser: &Recogniser) -> bool {
    Field::all_that(FieldTrait::LeadsToMaker).all(|field| {
        let mut cells = asset.cells(field);
        match field {
            Field::Model | Field::PartNumber | Field::Serial => true,
            Field::Manufacturer | Field::Brand => {
                !cells.any(|cell| recogniser.names_maker(cell.column, cell.text))
            }
            _ => cells.next().is_none(),
        }
    })
}

/// Whether some word may be a model: it holds letters and digits, and is no measure.
pub(super) fn holds_model(text: &str) -> bool {
    let is_measure = |word: &str| {
        let digit = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '/' | 'x');
        let unit = word.trim_start_matches(digit);
        unit.len() < word.len() && unit.len() <= UNIT && unit.chars().all(char::is_alphabetic)
    };
    text.split_whitespace().any(|word| {
        word.chars().any(char::is_alphabetic)
            && word.chars().any(|letter| letter.is_ascii_digit())
            && !is_measure(word)
    })
}
