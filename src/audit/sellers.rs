//! Who sold an asset, where law speaks of sellers.

use crate::{Asset, Attribution, Cell, Date, Field, Grade, vendors::Recogniser};

/// Makers who sold an asset that others made, each with the name that it has in the row.
pub(super) fn sellers(
    asset: &Asset,
    makers: &[Attribution],
    recogniser: &Recogniser,
    acquired: impl Fn() -> Option<Date>,
) -> Vec<(String, Attribution)> {
    let known = |one: &Attribution| makers.iter().any(|maker| maker.maker.id == one.maker.id);
    let of_cell = |cell: Cell<'_>| {
        let seller = Asset::from_facts([(Field::Manufacturer, cell.text)]);
        let named = recogniser.recognise(&seller, &acquired).into_iter();
        let sure = named.filter(|one| one.grade >= Grade::Likely && !known(one));
        sure.map(|one| (cell.text.to_owned(), one)).collect::<Vec<_>>()
    };
    asset.cells(Field::Supplier).flat_map(of_cell).collect()
}
