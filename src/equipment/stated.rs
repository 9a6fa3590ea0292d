//! The kinds that a row states.

use super::{id::KindId, tree::EquipmentTree};
use crate::{Asset, Cell, Field, fold::fold};

/// The facts by which a row states its kind, the one that decides first.
pub(crate) const STATED_BY: [Field; 4] =
    [Field::Equipment, Field::Description, Field::Model, Field::Hostname];

/// A kind of equipment with the cell that states it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct StatedKind<'a> {
    /// The kind.
    pub kind: KindId,
    /// The cell.
    pub cell: Cell<'a>,
}

impl EquipmentTree {
    /// The kinds that a row states: by its category column if that names one, else by its description or model. Its name tells
    /// where no category is given: a category in words that are not known is no invitation to guess. Remarks do not tell. With an
    /// address in a network common words tell more: a turret is a camera, and a camera is one of the network.
    pub fn stated_by<'a>(&self, asset: &'a Asset) -> Vec<StatedKind<'a>> {
        let networked = [Field::Mac, Field::Ip].iter().any(|field| asset.first(*field).is_some());
        for field in STATED_BY {
            if field == Field::Hostname && asset.first(Field::Equipment).is_some() {
                break;
            }
            let mut stated = Vec::new();
            for cell in asset.cells(field) {
                if field == Field::Description && self.asides.is_remark(&cell.column.header) {
                    continue;
                }
                if matches!(field, Field::Equipment | Field::Description | Field::Hostname)
                    && let Some(kind) = self.named_by_all(cell.text)
                {
                    stated.push(StatedKind { kind: kind.clone(), cell });
                    continue;
                }
                let kinds = match field {
                    Field::Equipment => self.named_in(cell.text),
                    Field::Hostname if !self.is_one_kind(cell.text) => continue,
                    Field::Hostname => self.described(cell.text, false),
                    _ => self.described(cell.text, networked),
                };
                let counts =
                    |kind: &KindId| field == Field::Equipment || !self.is_category_only(kind);
                let kinds = kinds.into_iter().filter(counts);
                let kinds =
                    kinds.map(|kind| if networked { self.on_network(&kind).clone() } else { kind });
                stated.extend(kinds.map(|kind| StatedKind { kind, cell }));
            }
            if !stated.is_empty() {
                if field == Field::Equipment {
                    stated.extend(self.kinds_for_models(asset));
                }
                return stated;
            }
        }
        Vec::new()
    }

    /// The kinds that fill the place of a model: of two columns that name the goods, the wrong one may have been taken for the kind.
    fn kinds_for_models<'a>(&self, asset: &'a Asset) -> Vec<StatedKind<'a>> {
        let stated = |cell: Cell<'a>| {
            let folded = fold(cell.text);
            let whole = |(word, kind)| (word == (0..folded.len())).then_some(kind);
            let kind: &KindId = self.spans_in(&folded).into_iter().find_map(whole)?;
            (!self.is_category_only(kind)).then(|| StatedKind { kind: kind.clone(), cell })
        };
        let models = asset.cells(Field::Model).filter(|cell| may_be_kind(cell.text));
        models.filter_map(stated).collect()
    }
}

/// Whether what stands in the place of a model may be a kind: few kinds have a number in their name, and most models do.
pub(crate) fn may_be_kind(model: &str) -> bool {
    !model.bytes().any(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{cases::text_of, knowledge::File};

    fn tree() -> EquipmentTree {
        let file = File::new("t.toml", text_of("kinds-stated"));
        EquipmentTree::load(&Arc::new(file)).unwrap()
    }

    #[test]
    fn what_is_said_in_passing_is_not_the_item() {
        let kinds = |text: &str| {
            tree().described_by(text).iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
        };
        for (text, expected) in [
            ("Camera w/ switch", "camera"),
            ("w/ switch", ""),
            ("for camera 3", ""),
            ("in laptop cart room", ""),
            ("in-car camera", "camera"),
            ("Bob's laptop", ""),
            ("Men's room camera", "camera"),
            ("Bob's camera in laptop cart", ""),
            ("baby camera", ""),
            ("bullet", ""),
            ("Kamera und Switch", "camera switch"),
        ] {
            assert_eq!(kinds(text), expected, "{text}");
        }
        assert_eq!(tree().named_in("Bullet").len(), 1);
    }

    #[test]
    fn remarks_and_names_with_a_category_tell_no_kind() {
        use crate::asset::{Column, Layout, Role};
        let column = |header: &str, field| Column::new(header.to_owned(), Role::Field(field));
        let columns = vec![
            column("Type", Field::Equipment),
            column("Notes (old)", Field::Description),
            column("Host", Field::Hostname),
        ];
        let layout = std::sync::Arc::new(Layout::new("a.csv".to_owned(), None, columns));
        let mut asset = Asset::new(layout);
        asset.cells = csv::StringRecord::from(vec!["Portable", "laptop", "switch-1"]);
        assert!(tree().stated_by(&asset).is_empty());
        asset.cells = csv::StringRecord::from(vec!["", "laptop", "switch-1"]);
        assert_eq!(tree().stated_by(&asset)[0].kind, KindId::new("switch"));
    }

    #[test]
    fn longest_whole_words_win() {
        let names =
            |text: &str| tree().named_in(text).iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(names("IP Cameras, outdoor"), ["camera"]);
        assert_eq!(names("Action-Camera"), ["photo-camera"]);
        assert_eq!(names("海康威视摄像机"), ["camera"]);
        assert_eq!(names("cameraman's switchboard"), [] as [&str; 0]);
        assert_eq!(names("Kamera am Network Switch"), ["camera", "switch"]);
    }

    #[test]
    fn common_words_count_in_the_category_alone() {
        let tree = tree();
        let in_prose = Asset::from_facts([(Field::Description, "on the front desk")]);
        assert!(tree.stated_by(&in_prose).is_empty());
        let category = Asset::from_facts([(Field::Equipment, "Desk")]);
        assert_eq!(tree.stated_by(&category).len(), 1);
        for (field, text, stated) in [
            (Field::Description, "Desk", 0),
            (Field::Description, "Car", 1),
            (Field::Description, "near the car", 0),
            (Field::Description, "Buses", 0),
            (Field::Description, "Bus", 1),
            (Field::Equipment, "bus", 1),
            (Field::Equipment, "Bus coupler", 0),
            (Field::Hostname, "('BUS'", 1),
            (Field::Hostname, "bus-01", 0),
        ] {
            let asset = Asset::from_facts([(field, text)]);
            assert_eq!(tree.stated_by(&asset).len(), stated, "{text}");
        }
    }

    #[test]
    fn a_kind_in_the_place_of_a_model_counts_as_well() {
        let tree = tree();
        for (model, stated) in [("Network switch", 2), ("Switch 24", 1), ("Desk", 1)] {
            let asset = Asset::from_facts([(Field::Equipment, "Laptop"), (Field::Model, model)]);
            assert_eq!(tree.stated_by(&asset).len(), stated, "{model}");
        }
    }

    #[test]
    fn the_category_comes_before_the_description() {
        let asset =
            Asset::from_facts([(Field::Description, "for camera 3"), (Field::Equipment, "Switch")]);
        let tree = tree();
        let stated = tree.stated_by(&asset);
        assert_eq!(stated.len(), 1);
        assert_eq!(stated[0].kind, KindId::new("switch"));
        assert_eq!(stated[0].cell.text, "Switch");
    }
}
