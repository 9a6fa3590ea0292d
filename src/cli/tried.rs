//! The cells in which no mark was found, for commands that show all that was done.

use banlint::{Asset, Attribution, report::Tried, vendors};

/// The searched cells of an asset that brought forth no evidence.
pub(crate) fn tried(asset: &Asset, attributions: &[Attribution]) -> Vec<Tried> {
    let found = |text: &str, column: &str| {
        let mut evidence = attributions.iter().flat_map(|attribution| &attribution.evidence);
        evidence.any(|mark| mark.column == column && text.contains(&mark.text))
    };
    let mut tried = Vec::new();
    for &(field, looked_for) in vendors::SEARCHED {
        for cell in asset.cells(field) {
            if !found(cell.text, &cell.column.header) {
                let (text, looked_for) = (cell.text.to_owned(), looked_for.to_owned());
                tried.push(Tried { field, text, looked_for });
            }
        }
    }
    tried
}
