//! Which columns of a sheet belong together, where each line tells of several assets: by the names above them, by the devices or
//! other words in their headers, or since the same headers stand again. Each costs as much as there are columns.

use std::collections::{HashMap, HashSet};

use super::group::Group;
use crate::{
    Field,
    asset::{FieldTrait, Role},
    fold::fold,
    intake::{
        columns::ColumnUnderstanding,
        formats::{Formats, key},
    },
};

/// More groups are no assets side by side: each asset is a row as wide as its line.
const MOST: usize = 256;

/// A column of a group, by the name of the group; `true` says that another column states the same fact elsewhere.
type Member = (String, usize, bool);

/// The groups that the columns of a sheet fall into, if each line tells of several assets. `over` are the names that a header of
/// two rows has above its columns.
pub(super) fn by_header(
    columns: &[ColumnUnderstanding],
    over: &[String],
    formats: &Formats,
) -> Vec<Group> {
    // Words tell any assets apart, and devices those too of which one fact alone is given.
    let (by_words, by_device) = (by_words(columns, formats), by_device(columns, formats));
    let by_header = if by_device.len() > by_words.len() { by_device } else { by_words };
    let found = [by_name_above(columns, over), by_header, by_turn(columns)];
    let found = found.into_iter().find(|groups| groups.len() > 1);
    found.filter(|groups| groups.len() <= MOST).unwrap_or_default()
}

/// Groups under the names that stand above them.
fn by_name_above(columns: &[ColumnUnderstanding], over: &[String]) -> Vec<Group> {
    let name = |at: usize| over.get(at).map_or("", String::as_str);
    let named = || (0..columns.len()).filter(|&at| !name(at).is_empty());
    let mut of_role: HashMap<Role, HashSet<&str>> = HashMap::new();
    let mut lengths: HashMap<&str, usize> = HashMap::new();
    for at in named() {
        of_role.entry(columns[at].role).or_default().insert(name(at));
        *lengths.entry(name(at)).or_default() += 1;
    }
    let twice = |at: usize| of_role[&columns[at].role].len() > 1;
    let mut members: Vec<Member> = named().map(|at| (name(at).to_owned(), at, twice(at))).collect();
    // Nothing says where the last group ends: what makes it longer than the others may hold for all.
    if let Some(last) = named().next_back().map(name) {
        let own = lengths.remove(last).unwrap_or(0);
        let longest = lengths.values().copied().max().unwrap_or(own);
        members.truncate(members.len() - own.saturating_sub(longest));
    }
    groups(&members, columns, false)
}

/// Groups of devices that have makers or models of their own: `Camera Make`, `Recorder Make`. What names no device, or one that has
/// none, is of the asset that the sheet lists.
fn by_device(columns: &[ColumnUnderstanding], formats: &Formats) -> Vec<Group> {
    let names = |column: &ColumnUnderstanding| column.role.is(FieldTrait::Names);
    let devices: Vec<_> = columns
        .iter()
        .map(|column| formats.headers.device_in(&column.header).map(|header| header.device))
        .collect();
    let own: HashSet<&str> = devices
        .iter()
        .zip(columns)
        .filter(|(_, column)| names(column))
        .filter_map(|(device, _)| device.as_deref())
        .collect();
    if own.is_empty() || own.len() > MOST {
        return Vec::new();
    }
    let (mut of_device, mut unnamed): (Vec<Group>, Vec<usize>) = (Vec::new(), Vec::new());
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    let mut times: HashMap<String, usize> = HashMap::new();
    for column in columns.iter().filter(|column| column.role.is(FieldTrait::Identifies)) {
        *times.entry(key(&column.header)).or_default() += 1;
    }
    // A name that stands once for each device is of the one that is named before it: `Camera make, Model, Recorder make, Model`.
    let stands_again = |column: &ColumnUnderstanding| {
        times.get(&key(&column.header)).is_some_and(|times| *times > 1)
    };
    let mut latest: Option<usize> = None;
    for (at, (device, column)) in devices.iter().zip(columns).enumerate() {
        match device.as_deref().filter(|device| own.contains(device)) {
            Some(device) => {
                let number = *numbers.entry(device).or_insert_with(|| {
                    of_device.push(Group { name: device.to_owned(), columns: Vec::new() });
                    of_device.len() - 1
                });
                of_device[number].columns.push(at);
                latest = Some(number);
            }
            None if device.is_some() || column.role.is(FieldTrait::Identifies) => {
                latest = latest.filter(|_| !column.role.is(FieldTrait::Maker));
                let of_latest = latest.filter(|_| stands_again(column));
                let columns = of_latest.and_then(|number| of_device.get_mut(number));
                columns.map_or(&mut unnamed, |group| &mut group.columns).push(at);
            }
            None => {}
        }
    }
    // A brand beside the maker of the one device is of that device.
    let roles = |at: &[usize]| at.iter().map(|&at| columns[at].role).collect::<HashSet<_>>();
    let (unnamed_roles, others) =
        (roles(&unnamed), of_device.iter().map(|group| roles(&group.columns)));
    let makers = unnamed_roles.iter().filter(|role| role.is(FieldTrait::Maker));
    let again =
        others.flatten().any(|role| role.is(FieldTrait::Names) && unnamed_roles.contains(&role));
    let identified = unnamed_roles.iter().filter(|role| role.is(FieldTrait::Identifies)).count();
    if makers.count() > 0 && (again || identified > 1) {
        of_device.insert(0, Group { name: String::new(), columns: unnamed });
    }
    of_device
}

/// Groups whose names stand in the headers: `Camera Make`, `Camera Model`, `Recorder Make`, `Recorder Model`.
fn by_words(columns: &[ColumnUnderstanding], formats: &Formats) -> Vec<Group> {
    let mut members: Vec<Member> = Vec::new();
    let mut makers_alone = false;
    for field in Field::all_that(FieldTrait::Identifies) {
        let of_field = |column: &&ColumnUnderstanding| column.role == Role::Field(field);
        let same: Vec<_> = columns.iter().filter(of_field).collect();
        if same.len() > 1 {
            let headers: Vec<_> = same.iter().map(|column| fold(&column.header)).collect();
            let names = apart(&headers);
            let are_counted = field.is(FieldTrait::Maker) && are_counted(&names, formats);
            makers_alone |= are_counted;
            let is_group = |name: &String| name.is_empty() || !formats.is_no_group(name);
            if are_counted || names.iter().all(is_group) {
                let at = same.iter().map(|column| column.number - 1);
                members.extend(names.into_iter().zip(at).map(|(name, at)| (name, at, true)));
            }
        }
    }
    if !members.iter().any(|(name, ..)| !name.is_empty()) {
        return Vec::new();
    }
    let found = groups(&members, columns, makers_alone);
    let names: Vec<_> = found.into_iter().map(|group| group.name).collect();
    if names.len() > MOST {
        return Vec::new();
    }
    let known: HashSet<_> = members.iter().map(|(_, at, _)| *at).collect();
    for column in columns.iter().filter(|column| !known.contains(&(column.number - 1))) {
        let header = fold(&column.header);
        let identifying = column.role.is(FieldTrait::Identifies);
        let own = names.iter().find(|name| !name.is_empty() && holds(&header, name));
        let unnamed = names.iter().find(|name| name.is_empty() && identifying);
        if let Some(name) = own.or(unnamed) {
            members.push((name.clone(), column.number - 1, false));
        }
    }
    let mut groups = groups(&members, columns, makers_alone);
    for group in groups.iter_mut().filter(|group| is_count(&group.name, formats)) {
        group.name.clear();
    }
    groups
}

/// Groups without names: the same headers stand again, in the same order.
fn by_turn(columns: &[ColumnUnderstanding]) -> Vec<Group> {
    let keys: Vec<_> = columns.iter().map(|column| key(&column.header)).collect();
    let mut times: HashMap<&str, usize> = HashMap::new();
    for key in keys.iter().filter(|key| !key.is_empty()) {
        *times.entry(key).or_default() += 1;
    }
    let identifies = |at: &usize| columns[*at].role.is(FieldTrait::Identifies);
    let counts = (0..keys.len()).filter(identifies).filter_map(|at| times.get(keys[at].as_str()));
    let turns = counts.copied().max().unwrap_or(0);
    if !(2..=MOST).contains(&turns) {
        return Vec::new();
    }
    let (mut turn_of, mut seen) = (vec![None; keys.len()], HashMap::<&str, usize>::new());
    let mut bounds = vec![None; turns];
    for (at, key) in
        keys.iter().enumerate().filter(|(_, key)| times.get(key.as_str()) == Some(&turns))
    {
        let turn = seen.entry(key).or_default();
        let (first, last) = bounds[*turn].unwrap_or((at, at));
        bounds[*turn] = Some((at.min(first), at.max(last)));
        turn_of[at] = Some(*turn);
        *turn += 1;
    }
    // A turn ends before the next begins; else the same names stand beside each other for other reasons.
    let bounds: Vec<(usize, usize)> = bounds.into_iter().flatten().collect();
    if bounds.windows(2).any(|pair| pair[0].1 >= pair[1].0) {
        return Vec::new();
    }
    let between = |at: usize| {
        let turn = bounds.partition_point(|(first, _)| *first < at);
        turn.checked_sub(1).filter(|_| turn < bounds.len())
    };
    let members = (0..keys.len()).filter_map(|at| Some((turn_of[at].or_else(|| between(at))?, at)));
    let name = |turn: usize| format!("turn {turn}");
    let mut members: Vec<_> = members.map(|(turn, at)| (name(turn), at, true)).collect();
    members.sort_by_key(|(_, at, _)| turn_of[*at].is_none());
    let mut groups = groups(&members, columns, false);
    for group in &mut groups {
        group.name.clear();
    }
    groups
}

/// Gathers columns under the names of their groups, which must tell one asset from another by two facts at least, so that a second
/// number of one asset makes none; `makers_alone` says that a maker does.
fn groups(members: &[Member], columns: &[ColumnUnderstanding], makers_alone: bool) -> Vec<Group> {
    let mut groups: Vec<(Group, Vec<Field>)> = Vec::new();
    let mut numbers: HashMap<String, usize> = HashMap::new();
    for (name, at, twice) in members {
        let number = *numbers.entry(key(name)).or_insert_with(|| {
            groups.push((Group { name: name.clone(), columns: Vec::new() }, Vec::new()));
            groups.len() - 1
        });
        let (group, facts) = &mut groups[number];
        group.columns.push(*at);
        if let Role::Field(field) = columns[*at].role
            && *twice
            && field.is(FieldTrait::Identifies)
        {
            facts.push(field);
        }
    }
    let tells_apart = |facts: &mut Vec<Field>| {
        facts.sort_unstable();
        facts.dedup();
        let has = |fact| facts.iter().any(|field| field.is(fact));
        facts.len() > 1 && has(FieldTrait::Names) || makers_alone && has(FieldTrait::Maker)
    };
    let kept = groups.into_iter().filter_map(|(mut group, mut facts)| {
        group.columns.sort_unstable();
        group.columns.dedup();
        tells_apart(&mut facts).then_some(group)
    });
    kept.collect()
}

/// Whether the makers of a line are counted, the first of them perhaps in silence: `Make, Make 2`.
fn are_counted(names: &[String], formats: &Formats) -> bool {
    let mut counted = names.iter().filter(|name| !name.is_empty()).peekable();
    let silent = names.iter().filter(|name| name.is_empty()).count();
    silent < 2 && counted.peek().is_some() && counted.all(|name| is_count(name, formats))
}

/// Whether a group is called by its number, by a letter, or by a word that counts.
fn is_count(name: &str, formats: &Formats) -> bool {
    let is_number = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit());
    let is_letter = matches!(name.as_bytes(), [letter] if letter.is_ascii_alphabetic());
    is_number || is_letter || formats.ordinals.contains(name)
}

/// What tells folded headers of one meaning apart: the words that not all of them have, or failing words, what stands around
/// the letters that all have.
fn apart(headers: &[String]) -> Vec<String> {
    let words = |header: &String| header.split(' ').map(str::to_owned).collect::<HashSet<_>>();
    let mut common = headers.first().map(words).unwrap_or_default();
    for header in headers.iter().skip(1) {
        let own: HashSet<_> = header.split(' ').collect();
        common.retain(|word| own.contains(word.as_str()));
    }
    if !common.is_empty() {
        let is_own = |word: &&str| !common.contains(*word);
        let rest = |header: &String| header.split(' ').filter(is_own).collect::<Vec<_>>().join(" ");
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
    use crate::{
        cases::cases,
        intake::{columns::HeadedSheet, testing},
    };

    fn groups_of(headers: &[&str], over: &[&str]) -> Vec<(String, Vec<usize>)> {
        let formats = testing::formats();
        let headers: Vec<_> = headers.iter().map(|&header| header.to_owned()).collect();
        let sheet = HeadedSheet {
            headers: &headers,
            rows: &[],
            export: None,
            formats: &formats,
            certain: Vec::new(),
        };
        let columns = sheet.columns(&std::collections::BTreeMap::new());
        let over: Vec<_> = over.iter().map(|&name| name.to_owned()).collect();
        let found = by_header(&columns, &over, &formats);
        found.into_iter().map(|group| (group.name, group.columns)).collect()
    }

    #[test]
    fn assets_side_by_side_are_told_apart() {
        for [headers, over, groups] in cases("rows", "groups") {
            let split = |cells: &'static str| cells.split_terminator('|').collect::<Vec<_>>();
            let found = groups_of(&split(headers), &split(over));
            let found = found.iter().map(|(name, columns)| format!("{name} {columns:?}"));
            assert_eq!(found.collect::<Vec<_>>().join("; "), groups, "{headers}");
        }
    }

    #[test]
    fn more_groups_than_any_sheet_has_are_none() {
        let headers = |count: usize| -> Vec<String> {
            (0..count).flat_map(|at| [format!("Make (S{at})"), format!("Model (S{at})")]).collect()
        };
        let over = |count: usize| -> Vec<String> {
            (0..count).flat_map(|at| [format!("S{at}"), format!("S{at}")]).collect()
        };
        let found = |count| {
            let (headers, over) = (headers(count), over(count));
            let headers: Vec<_> = headers.iter().map(String::as_str).collect();
            let over: Vec<_> = over.iter().map(String::as_str).collect();
            groups_of(&headers, &over).len()
        };
        assert_eq!((found(MOST), found(MOST + 1)), (MOST, 0));
    }
}
