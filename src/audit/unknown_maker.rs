//! Whether anything is known of the maker whom a row names, and whether it names one.

use crate::{Asset, Field, asset::FieldTrait, vendors::Recogniser};

/// What describes goods in words, among which their model may stand.
const DESCRIBED_BY: [Field; 2] = [Field::Description, Field::Equipment];

/// Whether a row names a maker of whom nothing is known, not even where it has its seat.
pub(super) fn names_unknown_maker(asset: &Asset, recogniser: &Recogniser) -> bool {
    let named = || [Field::Manufacturer, Field::Brand].into_iter().flat_map(|f| asset.cells(f));
    named().any(|cell| recogniser.names_maker(cell.column, cell.text))
        && named().all(|cell| recogniser.seat_of_stranger(cell.text).is_none())
}

/// Whether a row says nothing from which a person could find out who made its item.
pub(super) fn states_no_maker(asset: &Asset) -> bool {
    let mut led = Field::all_that(FieldTrait::LeadsToMaker).flat_map(|field| asset.cells(field));
    let mut described = DESCRIBED_BY.into_iter().flat_map(|field| asset.cells(field));
    led.next().is_none() && !described.any(|cell| holds_model(cell.text))
}

/// Whether some word may be a model: it holds letters and digits.
fn holds_model(text: &str) -> bool {
    text.split_whitespace().any(|word| {
        word.chars().any(char::is_alphabetic) && word.chars().any(|letter| letter.is_ascii_digit())
    })
}
