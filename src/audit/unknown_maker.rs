//! Whether anything is known of the maker whom a row names.

use crate::{Asset, Field, vendors::Recogniser};

/// Whether a row names a maker of whom nothing is known, not even where it has its seat.
pub(super) fn names_unknown_maker(asset: &Asset, recogniser: &Recogniser) -> bool {
    let named = || [Field::Manufacturer, Field::Brand].into_iter().flat_map(|f| asset.cells(f));
    named().any(|cell| recogniser.names_maker(cell.column, cell.text))
        && named().all(|cell| recogniser.seat_of_stranger(cell.text).is_none())
}
