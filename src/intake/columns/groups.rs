//! Several assets in one line: tables that stand side by side, or columns that name a camera beside columns that name its
//! recorder. Each group of columns is an asset of its own; what stands in no group holds for all of them.

use super::ColumnUnderstanding;
use crate::{
    asset::Role,
    fold::fold,
    intake::{
        formats::{Formats, key},
        telling::{NAMING, TELLING},
    },
};

/// The columns of one of the assets of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::intake) struct Group {
    /// What the header calls it; empty where it gives it no name.
    pub(in crate::intake) name: String,
    /// Its columns, from 0.
    pub(in crate::intake) columns: Vec<usize>,
}

/// The groups that the columns of a sheet fall into, if each line tells of several assets. `over` are the names that a header of
/// two rows has above its columns.
pub(in crate::intake) fn find(
    columns: &[ColumnUnderstanding],
    over: &[String],
    formats: &Formats,
) -> Vec<Group> {
    let found = [by_name_above(columns, over), by_words(columns, formats), by_turn(columns)];
    found.into_iter().find(|groups| groups.len() > 1).unwrap_or_default()
}

/// Groups under the names that stand above them.
fn by_name_above(columns: &[ColumnUnderstanding], over: &[String]) -> Vec<Group> {
    let name = |at: usize| over.get(at).map_or("", String::as_str);
    let twice = |at: usize| {
        let role = columns[at].role;
        columns.iter().enumerate().any(|(other, column)| {
            column.role == role && name(other) != name(at) && !name(other).is_empty()
        })
    };
    let mut named: Vec<_> = (0..columns.len())
        .filter(|&at| !name(at).is_empty())
        .map(|at| (name(at).to_owned(), at, twice(at)))
        .collect();
    // Nothing says where the last group ends: what makes it longer than the others may hold for all.
    let length = |of: &str| named.iter().filter(|(name, ..)| name == of).count();
    if let Some((last, ..)) = named.last() {
        let (last, own) = (last.clone(), length(last));
        let others = named.iter().filter(|(name, ..)| *name != last);
        let longest = others.map(|(name, ..)| length(name)).max().unwrap_or(own);
        named.truncate(named.len() - own.saturating_sub(longest));
    }
    groups(&named, columns)
}

/// Groups whose names stand in the headers: `Camera Make`, `Camera Model`, `Recorder Make`, `Recorder Model`.
fn by_words(columns: &[ColumnUnderstanding], formats: &Formats) -> Vec<Group> {
    let mut members = Vec::new();
    for field in TELLING {
        let of_field = |column: &&ColumnUnderstanding| column.role == Role::Field(field);
        let same: Vec<_> = columns.iter().filter(of_field).collect();
        if same.len() > 1 {
            let headers: Vec<_> = same.iter().map(|column| fold(&column.header)).collect();
            let names = apart(&headers);
            if names.iter().all(|name| name.is_empty() || !formats.is_no_group(name)) {
                let at = same.iter().map(|column| column.number - 1);
                members.extend(names.into_iter().zip(at).map(|(name, at)| (name, at, true)));
            }
        }
    }
    if !members.iter().any(|(name, ..)| !name.is_empty()) {
        return Vec::new();
    }
    let names: Vec<_> = groups(&members, columns).into_iter().map(|group| group.name).collect();
    let known: Vec<_> = members.iter().map(|(_, at, _)| *at).collect();
    for column in columns.iter().filter(|column| !known.contains(&(column.number - 1))) {
        let header = fold(&column.header);
        let telling = matches!(column.role, Role::Field(field) if TELLING.contains(&field));
        let own = names.iter().find(|name| !name.is_empty() && holds(&header, name));
        let unnamed = names.iter().find(|name| name.is_empty() && telling);
        if let Some(name) = own.or(unnamed) {
            members.push((name.clone(), column.number - 1, false));
        }
    }
    groups(&members, columns)
}

/// Groups without names: the same headers stand again, in the same order.
fn by_turn(columns: &[ColumnUnderstanding]) -> Vec<Group> {
    let keys: Vec<_> = columns.iter().map(|column| key(&column.header)).collect();
    let places =
        |wanted: &str| (0..keys.len()).filter(|&at| keys[at] == wanted).collect::<Vec<_>>();
    let telling = |at: usize| matches!(columns[at].role, Role::Field(f) if TELLING.contains(&f));
    let turns = (0..keys.len())
        .filter(|&at| telling(at) && !keys[at].is_empty())
        .map(|at| places(&keys[at]).len())
        .max()
        .unwrap_or(0);
    let mut named = Vec::new();
    for (at, key) in keys.iter().enumerate().filter(|(_, key)| !key.is_empty()) {
        let same = places(key);
        if let Some(turn) = same.iter().position(|&other| other == at)
            && same.len() == turns
        {
            named.push((turn, at));
        }
    }
    // A turn ends before the next begins; else the same names stand beside each other for other reasons.
    let bounds = |turn: usize| {
        let own = || named.iter().filter(|(own, _)| *own == turn).map(|(_, at)| *at);
        own().min().zip(own().max())
    };
    let in_order = (1..turns).all(|turn| match (bounds(turn - 1), bounds(turn)) {
        (Some((_, last)), Some((first, _))) => last < first,
        _ => false,
    });
    if turns < 2 || !in_order {
        return Vec::new();
    }
    let firsts: Vec<_> =
        (0..turns).filter_map(|turn| bounds(turn).map(|(first, _)| first)).collect();
    for at in 0..keys.len() {
        let turn = firsts.windows(2).position(|pair| pair[0] < at && at < pair[1]);
        if let Some(turn) = turn.filter(|_| !named.iter().any(|(_, other)| *other == at)) {
            named.push((turn, at));
        }
    }
    let named: Vec<_> = named.into_iter().map(|(turn, at)| (turn.to_string(), at, true)).collect();
    let mut groups = groups(&named, columns);
    for group in &mut groups {
        group.name.clear();
    }
    groups
}

/// Gathers columns under the names of their groups, which must tell one asset from another by two facts at least, so that a second
/// number of one asset makes none; `true` says of a column that another
/// one states the same fact elsewhere.
fn groups(named: &[(String, usize, bool)], columns: &[ColumnUnderstanding]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (name, at, _) in named {
        match groups.iter_mut().find(|group| key(&group.name) == key(name)) {
            Some(group) => group.columns.push(*at),
            None => groups.push(Group { name: name.clone(), columns: vec![*at] }),
        }
    }
    groups.retain(|group| {
        let twice = named.iter().filter(|(_, at, twice)| *twice && group.columns.contains(at));
        let mut fields: Vec<_> = twice
            .filter_map(|(_, at, _)| match columns[*at].role {
                Role::Field(field) if TELLING.contains(&field) => Some(field),
                _ => None,
            })
            .collect();
        fields.dedup();
        fields.len() > 1 && fields.iter().any(|field| NAMING.contains(field))
    });
    for group in &mut groups {
        group.columns.sort_unstable();
        group.columns.dedup();
    }
    groups
}

/// What tells folded headers of one meaning apart: the words that not all of them have, or failing words, what stands around
/// the letters that all have.
fn apart(headers: &[String]) -> Vec<String> {
    let words = |header: &str| header.split(' ').map(str::to_owned).collect::<Vec<_>>();
    let all = |word: &String| headers.iter().all(|header| words(header).contains(word));
    let common = headers.first().map(|first| words(first)).unwrap_or_default();
    if common.iter().any(all) {
        let rest = |header: &String| {
            words(header).into_iter().filter(|word| !all(word)).collect::<Vec<_>>().join(" ")
        };
        return headers.iter().map(rest).collect();
    }
    let mut rest: Vec<Vec<char>> = headers.iter().map(|header| header.chars().collect()).collect();
    for _ in 0..2 {
        let same = |rest: &[Vec<char>]| {
            let last = rest.first().and_then(|header| header.last().copied());
            last.filter(|last| rest.iter().all(|header| header.last() == Some(last)))
        };
        while same(&rest).is_some() {
            for header in &mut rest {
                header.pop();
            }
        }
        for header in &mut rest {
            header.reverse();
        }
    }
    rest.into_iter()
        .map(|header| header.into_iter().collect::<String>().trim().to_owned())
        .collect()
}

/// Whether a folded header has a name in it.
fn holds(header: &str, name: &str) -> bool {
    let ascii = name.is_ascii();
    header.match_indices(name).any(|(at, _)| {
        let before = header[..at].chars().next_back().is_none_or(|c| c == ' ');
        let after = header[at + name.len()..].chars().next().is_none_or(|c| c == ' ');
        !ascii || before && after || at == 0
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::{columns::Sheet, testing};

    fn groups_of(headers: &[&str], over: &[&str]) -> Vec<(String, Vec<usize>)> {
        let formats = testing::formats();
        let headers: Vec<_> = headers.iter().map(|&header| header.to_owned()).collect();
        let sheet = Sheet {
            headers: &headers,
            rows: &[],
            export: None,
            formats: &formats,
            certain: Vec::new(),
        };
        let columns = sheet.columns(&std::collections::BTreeMap::new());
        let over: Vec<_> = over.iter().map(|&name| name.to_owned()).collect();
        let found = find(&columns, &over, &formats);
        found.into_iter().map(|group| (group.name, group.columns)).collect()
    }

    #[test]
    fn assets_side_by_side_are_told_apart() {
        let named = |name: &str, columns: &[usize]| (name.to_owned(), columns.to_vec());
        for (headers, over, groups) in [
            (vec!["Site", "Make", "Model", "Serial"], vec![], vec![]),
            (
                vec!["Make", "Model", "Serial", "", "Make", "Model", "Serial"],
                vec![],
                vec![named("", &[0, 1, 2, 3]), named("", &[4, 5, 6])],
            ),
            (
                vec![
                    "Site",
                    "Make (Camera)",
                    "Model (Camera)",
                    "IP",
                    "Make (UPS)",
                    "Model (UPS)",
                    "Installed",
                ],
                vec!["", "Camera", "Camera", "Camera", "UPS", "UPS", "UPS"],
                vec![named("Camera", &[1, 2, 3]), named("UPS", &[4, 5, 6])],
            ),
            (
                vec!["Site", "Camera Make", "Camera Model", "Camera IP", "Node Make", "Node Model"],
                vec![],
                vec![named("camera", &[1, 2, 3]), named("node", &[4, 5])],
            ),
            (
                vec!["摄像机品牌", "摄像机型号", "主机品牌", "主机型号"],
                vec![],
                vec![named("摄像", &[0, 1]), named("主", &[2, 3])],
            ),
            (
                vec!["Make", "Model", "Serial", "Camera Make", "Camera Model"],
                vec![],
                vec![named("", &[0, 1, 2]), named("camera", &[3, 4])],
            ),
            (vec!["Make", "Model", "Model Number", "Serial", "Serial Number"], vec![], vec![]),
            (vec!["Make", "Model", "Serial", "MAC Address", "WiFi MAC Address"], vec![], vec![]),
            (vec!["Model", "Model"], vec![], vec![]),
        ] {
            assert_eq!(groups_of(&headers, &over), groups, "{headers:?}");
        }
    }
}
