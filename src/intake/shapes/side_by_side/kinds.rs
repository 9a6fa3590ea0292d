//! Columns that are called after kinds of goods, and hold goods: `Room, PC, Switch` above `A1, Acme Desk 20, Bolt S57`.

use std::collections::BTreeMap;

use super::group::{Group, TELLS_ASSET};
use crate::{
    Field,
    asset::{About, Role},
    fold::fold,
    intake::{
        columns::{ColumnUnderstanding, Content, Sureness, Why},
        formats::Formats,
    },
};

/// The groups that such columns are, each of its own; their cells are understood as descriptions. There are none where another column
/// says what the asset of the line is: then these say what it is connected to. `given` are the roles that the user gave by number of
/// column.
pub(super) fn by_kind(
    columns: &mut [ColumnUnderstanding],
    rows: &[csv::StringRecord],
    given: &BTreeMap<usize, Role>,
    formats: &Formats,
) -> Vec<Group> {
    let is_kind = |column: &ColumnUnderstanding| {
        formats.headers.names_kind(&column.header) && !given.contains_key(&(column.number - 1))
    };
    let tells_of_one = |column: &ColumnUnderstanding| {
        let is_number = column.role == Role::Field(Field::AssetId);
        TELLS_ASSET.iter().any(|fact| column.role.is(*fact)) && !is_number
    };
    if columns.iter().any(|column| !is_kind(column) && tells_of_one(column)) {
        return Vec::new();
    }
    let holds_goods = |column: &&ColumnUnderstanding| {
        let cells = rows.iter().filter_map(|row| row.get(column.number - 1)).map(str::trim);
        let cells = cells.filter(|cell| !cell.is_empty());
        let (goods, all) = cells.fold((0, 0), |(goods, all), cell| {
            (goods + usize::from(may_be_goods(cell, formats)), all + 1)
        });
        goods * 2 > all
    };
    let kinds = columns.iter().filter(|column| is_kind(column)).filter(holds_goods);
    let kinds: Vec<_> = kinds.map(|column| column.number - 1).collect();
    if kinds.len() < 2 {
        return Vec::new();
    }
    let groups = kinds.into_iter().map(|at| {
        let column = &mut columns[at];
        column.role = Role::Field(Field::Description);
        column.about = Some(About::Asset);
        (column.why, column.confidence) = (Why::Content(Content::Goods), Sureness::Medium);
        Group { name: fold(&column.header), columns: vec![at] }
    });
    groups.collect()
}

/// Whether a cell may be the name of goods: more than a count, an answer, and the number or the name of a device in a network.
fn may_be_goods(cell: &str, formats: &Formats) -> bool {
    let words = cell.split_whitespace();
    let has_name = words.clone().any(|word| {
        word.chars().filter(|c| c.is_alphabetic()).count() > 1
            && !word.chars().any(|c| c.is_ascii_digit())
    });
    has_name && !formats.affirms(cell) && !formats.denies(cell)
}
