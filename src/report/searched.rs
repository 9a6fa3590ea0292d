//! The cells that were searched and hold no mark, for commands that show all that was done.

use crate::{
    Asset, Attribution, Cell, Field,
    asset::{About, Role},
};

/// A cell in which no mark was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SearchedCell {
    pub(super) column: String,
    pub(super) text: String,
    /// What was looked for in it, in words.
    pub(super) looked_for: &'static str,
}

impl SearchedCell {
    /// The cells of an asset in which no mark was found: of those that state a fact, what could tell a maker; and all text.
    pub(crate) fn in_vain(asset: &Asset, attributions: &[Attribution]) -> Vec<Self> {
        let found = |text: &str, column: &str| {
            let mut evidence = attributions.iter().flat_map(|attribution| &attribution.evidence);
            evidence.any(|mark| mark.column == column && text.contains(&mark.text))
        };
        let facts = Field::ALL.iter().flat_map(|&field| asset.cells(field));
        let searched = facts.chain(asset.texts()).chain(asset.details());
        let in_vain = searched.filter(|cell| !found(cell.text, &cell.column.header));
        let in_vain = in_vain.filter_map(|Cell { column, about, text, .. }| {
            let looked_for = looked_for(column.role, about)?;
            Some(Self { column: column.header.clone(), text: text.to_owned(), looked_for })
        });
        in_vain.collect()
    }
}

/// What is looked for in a column; `None` where nothing is.
fn looked_for(role: Role, about: Option<About>) -> Option<&'static str> {
    let about = about?;
    Some(match role {
        Role::Field(Field::Manufacturer | Field::Brand) => {
            "names of makers, group companies and labels, and model families"
        }
        Role::Field(Field::Model | Field::PartNumber) => "model families and names",
        Role::Field(Field::Serial) => "model families at its beginning and shapes of serials",
        Role::Field(Field::Mac) => "blocks registered to makers",
        Role::Field(Field::FccId) => "grantee codes",
        Role::Field(Field::Cpe) => "vendor names in CPEs",
        Role::Field(Field::Firmware) => "versions, names and model families",
        Role::Field(Field::Banner) => "banners, names and model families",
        Role::Field(Field::Supplier) => "names of makers, which count where none is stated",
        _ => match about {
            About::Asset => "names, model families and registered marks",
            About::Circumstances => {
                "unmistakable names, model families and registered marks, as of goods alone or where no known maker is stated"
            }
            About::Other | About::Absent => {
                "unmistakable names, model families and registered marks, which are no more than leads where no known maker is stated"
            }
        },
    })
}
