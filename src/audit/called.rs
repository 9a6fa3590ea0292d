//! What a row calls its asset, for people to find it by.

use crate::{Asset, EquipmentTree, Field, fold::fold, measure::is_amount, strings::clipped};

/// More of a text that stands in for a name is not shown.
const SHOWN: usize = 80;

/// Fewest letters and digits of a model number in a name.
const SHORTEST_MODEL: usize = 5;

/// From so many digits on a number without a label is one of a list of goods, rather than a model.
const LONG_NUMBER: usize = 6;

/// Label and model, the label once; else the label and its description, kind or name. A bare number, and a category that names
/// no kind, name nothing: they stand for the asset only where nothing better does.
pub(super) fn called(asset: &Asset, tree: &EquipmentTree) -> String {
    let label = asset.first(Field::Brand).or_else(|| asset.first(Field::Manufacturer));
    let model = asset.first(Field::Model).or_else(|| asset.first(Field::PartNumber));
    let is_number =
        |text: &str| text.len() >= LONG_NUMBER && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_bare = |text: &&str| is_amount(text) || label.is_none() && is_number(text);
    let (amount, model) = (model.filter(is_bare), model.filter(|text| !is_bare(text)));
    let words = model.map(str::to_owned).or_else(|| described(asset, tree));
    let words = words.or_else(|| amount.map(str::to_owned));
    // The number of an owner is no model behind a label.
    let owned = || asset.first(Field::AssetId).map(str::to_owned);
    let words = words.or_else(|| if label.is_none() { owned() } else { None });
    match (label, words) {
        (Some(label), Some(words)) if holds(&words, label) => words,
        (Some(label), Some(words)) => format!("{label} {words}"),
        (None, Some(words)) => words,
        (Some(label), None) => label.to_owned(),
        (None, None) => {
            let first = asset.all_cells().map(str::trim).find(|cell| !cell.is_empty());
            clipped(first.unwrap_or_default(), SHOWN).to_owned()
        }
    }
}

/// The words that say most of what the asset is.
fn described(asset: &Asset, tree: &EquipmentTree) -> Option<String> {
    let all = |field| asset.cells(field).map(|cell| cell.text);
    let category = all(Field::Equipment).filter(|text| !tree.named_in(text).is_empty());
    let texts = asset.texts().map(|cell| cell.text);
    let goods = all(Field::Hostname).filter(|text| names_model(text));
    let (remarks, descriptions): (Vec<_>, Vec<_>) =
        asset.cells(Field::Description).partition(|cell| tree.is_remark(&cell.column.header));
    let mut best = descriptions
        .iter()
        .map(|cell| cell.text)
        .chain(goods)
        .chain(category)
        .chain(remarks.iter().map(|cell| cell.text))
        .chain(all(Field::Hostname))
        .chain(all(Field::Serial).chain(all(Field::Mac)));
    let found = best.find(|text| says_something(text)).or_else(|| {
        let rest = texts.filter(|text| says_something(text));
        let last = [Field::Equipment, Field::Description, Field::Ip];
        rest.chain(last.into_iter().flat_map(all)).next()
    })?;
    Some(clipped(found, SHOWN).to_owned())
}

/// Whether a text is more than a number in a list, and no amount.
fn says_something(text: &str) -> bool {
    (text.chars().nth(3).is_some() || text.contains(char::is_alphabetic)) && !is_amount(text)
}

/// Whether a name is one of goods rather than of a host: words, one of which may be a model number.
fn names_model(text: &str) -> bool {
    let is_model = |word: &str| {
        word.chars().nth(SHORTEST_MODEL - 1).is_some()
            && word.contains(char::is_alphabetic)
            && word.contains(|letter: char| letter.is_ascii_digit())
    };
    let is_word = |word: &str| word.chars().all(char::is_alphabetic);
    let words = || text.split_whitespace();
    words().any(is_model) && words().any(is_word)
}

/// Whether words begin with a label, or hold it as words of their own.
fn holds(words: &str, label: &str) -> bool {
    let (words, label) = (fold(words), fold(label));
    words.starts_with(&label)
        || words.contains(&label) && format!(" {words} ").contains(&format!(" {label} "))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::knowledge::File;

    fn called_of(facts: &[(Field, &str)]) -> String {
        let text = "[[kind]]\nid = 'camera'\ntitle = 'camera'";
        let file = File::new("t.toml", text);
        let tree = EquipmentTree::load(&Arc::new(file)).unwrap();
        called(&Asset::from_facts(facts.iter().copied()), &tree)
    }

    #[test]
    fn the_label_stands_once() {
        use Field::{AssetId, Description, Manufacturer, Model};
        for (facts, name) in [
            (vec![(Manufacturer, "Acme"), (Model, "C800")], "Acme C800"),
            (vec![(Manufacturer, "Acme"), (Model, "ACME C800")], "ACME C800"),
            (
                vec![(Manufacturer, "Acme"), (Description, "Acme turret (Qty 32)")],
                "Acme turret (Qty 32)",
            ),
            (vec![(Manufacturer, "Acme"), (Description, "Turret, Acme")], "Turret, Acme"),
            (vec![(Manufacturer, "Acme")], "Acme"),
            (vec![(AssetId, "2"), (Manufacturer, "Acme")], "Acme"),
            (vec![(AssetId, "2")], "2"),
        ] {
            assert_eq!(called_of(&facts), name);
        }
    }

    #[test]
    fn numbers_of_lists_and_words_for_no_kind_name_nothing_while_more_is_said() {
        use Field::{Description, Equipment, Mac};
        assert_eq!(
            called_of(&[(Equipment, "DYNAMIC"), (Mac, "44:19:B6:11:22:33")]),
            "44:19:B6:11:22:33"
        );
        assert_eq!(called_of(&[(Description, "3"), (Equipment, "camera")]), "camera");
        assert_eq!(called_of(&[(Description, "3")]), "3");
        assert_eq!(called_of(&[(Equipment, "camera")]), "camera");
        assert_eq!(called_of(&[(Field::AssetId, "C-7")]), "C-7", "rather than nothing");
        assert_eq!(called_of(&[(Field::Banner, "Acme Switch")]), "Acme Switch", "nor this");
    }

    #[test]
    fn a_name_of_goods_says_more_than_their_category() {
        use Field::{Equipment, Hostname};
        for (name, wanted) in
            [("Acme DS-7608NI", "Acme DS-7608NI"), ("Front door 12", "camera"), ("CAM01", "camera")]
        {
            assert_eq!(called_of(&[(Hostname, name), (Equipment, "camera")]), wanted);
        }
    }

    #[test]
    fn an_amount_names_nothing_while_anything_else_does() {
        use Field::{Description, Firmware, Hostname, Model};
        assert_eq!(called_of(&[(Model, "0.817"), (Description, "Quad kit")]), "Quad kit");
        assert_eq!(called_of(&[(Model, "~$14,000"), (Hostname, "gate")]), "gate");
        assert_eq!(called_of(&[(Model, "6100"), (Description, "Quad kit")]), "6100");
        assert_eq!(called_of(&[(Model, "46171610"), (Description, "Quad kit")]), "Quad kit");
        assert_eq!(
            called_of(&[(Model, "0.817"), (Firmware, "1.2")]),
            "0.817",
            "rather than nothing"
        );
    }
}
