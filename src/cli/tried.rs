//! The cells in which no mark was found, for commands that show all that was done.

use crate::{Asset, Attribution, Cell, Field, report::Tried, vendors};

/// The searched cells of an asset that brought forth no evidence: of those that state a fact, what could tell a maker; and all text.
pub(crate) fn tried(asset: &Asset, attributions: &[Attribution]) -> Vec<Tried> {
    let found = |text: &str, column: &str| {
        let mut evidence = attributions.iter().flat_map(|attribution| &attribution.evidence);
        evidence.any(|mark| mark.column == column && text.contains(&mark.text))
    };
    let facts = Field::ALL.iter().flat_map(|&field| asset.cells(field));
    let searched = facts.chain(asset.texts()).chain(asset.details());
    let tried = searched.filter_map(|cell| {
        let Cell { column, about, text, .. } = cell;
        let looked_for = vendors::searched_for(column.role, about)?;
        (!found(text, &column.header)).then(|| Tried {
            column: column.header.clone(),
            text: text.to_owned(),
            looked_for: looked_for.to_owned(),
        })
    });
    tried.collect()
}
