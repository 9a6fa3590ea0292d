//! Columns that are called after kinds of goods, and hold goods: `Room, PC, Switch` above `A1, Acme Desk 20, Bolt S57`, or makers
//! beside models: `Router, Router model, Camera, Camera model`.

use std::collections::BTreeMap;

use super::group::{Group, TELLS_ASSET};
use crate::{
    Field,
    asset::{About, FieldTrait, Role},
    fold::fold,
    intake::{
        columns::{ColumnUnderstanding, Content, Sureness, Why},
        companies::Trade,
        formats::Formats,
        records::filled_in,
    },
};

/// Wider sheets have no columns that are called after each other.
const MOST_COLUMNS: usize = 512;

/// The groups of columns that continue the headers of others, which state nothing else, in the same words: `Router` and
/// `Router model`, `Camera` and `Camera model`. One of these must be known to name the asset.
pub(super) fn by_stem(columns: &mut [ColumnUnderstanding]) -> Vec<Group> {
    // Each header is compared with each.
    if columns.len() > MOST_COLUMNS {
        return Vec::new();
    }
    let headers: Vec<_> = columns.iter().map(|column| fold(&column.header)).collect();
    let states_nothing = |column: &&ColumnUnderstanding| {
        column.role == Role::Text || matches!(column.why, Why::Content(_))
    };
    let stems = columns.iter().filter(states_nothing).map(|column| column.number - 1);
    let stems = stems.filter(|at| !headers[*at].is_empty());
    let continued: Vec<(usize, Vec<(usize, &str)>)> = stems
        .map(|stem| {
            let rest = headers.iter().enumerate().filter_map(|(at, header)| {
                Some((at, header.strip_prefix(headers[stem].as_str())?.strip_prefix(' ')?))
            });
            (stem, rest.collect())
        })
        .collect();
    let mut named: BTreeMap<&str, (usize, Option<Role>)> = BTreeMap::new();
    for (at, word) in continued.iter().flat_map(|(_, rest)| rest) {
        let (count, role) = named.entry(word).or_default();
        *count += 1;
        *role = role.or(Some(columns[*at].role).filter(|role| role.is(FieldTrait::Names)));
    }
    named.retain(|_, (count, role)| *count > 1 && role.is_some());
    let mut groups = Vec::new();
    for (stem, rest) in &continued {
        if rest.iter().any(|(_, word)| named.contains_key(word)) {
            let all = std::iter::once(*stem).chain(rest.iter().map(|(at, _)| *at)).collect();
            groups.push(Group { name: headers[*stem].clone(), columns: all });
        }
    }
    if groups.len() < 2 {
        return Vec::new();
    }
    for (at, word) in continued.iter().flat_map(|(_, rest)| rest) {
        if let Some((_, Some(role))) = named.get(word) {
            (columns[*at].role, columns[*at].about) = (*role, role.about());
        }
    }
    // What one of them is seen to hold, the others hold too.
    let roles = groups.iter().map(|group| columns[group.columns[0]].role);
    let role = roles.into_iter().find(|role| role.is(FieldTrait::Maker));
    for group in &groups {
        hold(&mut columns[group.columns[0]], role.unwrap_or(Role::Field(Field::Description)));
    }
    groups
}

/// The groups that such columns are, each of its own; their cells are understood as descriptions. A column whose header is not known
/// is one as well where its cells begin with makers. There are none where another column says what the asset of the line is: then
/// these say what it is connected to. `given` are the roles that the user gave by number of column.
pub(in crate::intake) fn by_kind(
    columns: &mut [ColumnUnderstanding],
    rows: &[csv::StringRecord],
    given: &BTreeMap<usize, Role>,
    formats: &Formats,
) -> Vec<Group> {
    let is_kind = |column: &ColumnUnderstanding| {
        formats.headers.names_kind(&column.header) && !given.contains_key(&(column.number - 1))
    };
    let is_unknown = |column: &ColumnUnderstanding| {
        column.why == Why::Unknown && !column.header.trim().is_empty()
    };
    let tells_of_one = |column: &ColumnUnderstanding| {
        let is_number = column.role == Role::Field(Field::AssetId);
        TELLS_ASSET.iter().any(|fact| column.role.is(*fact)) && !is_number
    };
    if columns.iter().any(|column| !is_kind(column) && tells_of_one(column)) {
        return Vec::new();
    }
    let holds = |column: &ColumnUnderstanding, is_goods: &dyn Fn(&str) -> bool| {
        let cells = filled_in(rows, column.number - 1);
        let (goods, all) =
            cells.fold((0, 0), |(goods, all), cell| (goods + usize::from(is_goods(cell)), all + 1));
        goods * 2 > all
    };
    let goods = columns.iter().filter(|column| {
        is_kind(column) && holds(column, &|cell| may_be_goods(cell, formats))
            || is_unknown(column) && holds(column, &|cell| begins_with_maker(cell, formats))
    });
    let goods: Vec<_> = goods.map(|column| column.number - 1).collect();
    if goods.is_empty() {
        return Vec::new();
    }
    let groups = goods.into_iter().map(|at| {
        hold(&mut columns[at], Role::Field(Field::Description));
        Group { name: fold(&columns[at].header), columns: vec![at] }
    });
    groups.collect()
}

/// Gives a column its role by the goods that stand in it.
fn hold(column: &mut ColumnUnderstanding, role: Role) {
    (column.role, column.about) = (role, Some(About::Asset));
    (column.why, column.confidence) = (Why::Content(Content::Goods), Sureness::Medium);
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

/// Whether a cell begins with the name of a maker, of one word or two, and says more.
fn begins_with_maker(cell: &str, formats: &Formats) -> bool {
    let ends = cell.match_indices(char::is_whitespace).map(|(at, _)| at).take(2);
    ends.into_iter().any(|end| formats.trade_of(&[&cell[..end]]) == Some(Trade::Makes))
}
