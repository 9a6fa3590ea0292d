//! Several assets in one line: tables that stand side by side, or columns that name a camera beside columns that name its
//! recorder. Each group of columns becomes a row of its own; what stands in no group holds for all of them.

use std::collections::VecDeque;

use crate::{
    Field,
    asset::{Column, FieldTrait, Layout, Role},
    fold::fold,
    intake::{
        columns::ColumnUnderstanding,
        formats::{Formats, key},
    },
};

/// The header of the column that says what the header of the file calls an asset of the line.
const NAME: &str = "(group)";

/// Of these facts one makes a group an asset; a date alone, say, does not.
const PRESENT: [FieldTrait; 3] =
    [FieldTrait::Identifies, FieldTrait::Reaches, FieldTrait::Describes];

/// For which of the assets of a line a column holds.
#[derive(Clone, Copy, Debug)]
enum HoldsFor {
    /// For those of one group.
    Group(usize),
    /// For one of them, of which nothing says which it is: a number that no two assets share. It goes to the first.
    First,
    All,
}

/// Cuts lines into the assets that they tell of.
#[derive(Debug, Default)]
pub(in crate::intake) struct SideBySide {
    groups: Vec<Group>,
    /// For which assets each column holds.
    holds_for: Vec<HoldsFor>,
    /// The columns of which one makes a group an asset.
    telling: Vec<bool>,
    /// Where the name of a group is put, if any has one.
    name_at: Option<usize>,
    /// What is left of the line at hand.
    rest: VecDeque<csv::StringRecord>,
}

impl SideBySide {
    /// Whether each line tells of one asset alone.
    pub(in crate::intake) fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// Lines under a header of so many columns, some of which fall into groups. Adds a column for the names of the groups.
    pub(in crate::intake) fn new(groups: Vec<Group>, layout: Layout) -> (Self, Layout) {
        let width = layout.columns.len();
        let holds_for = |(at, column): (usize, &Column)| {
            let group = groups.iter().position(|group| group.columns.contains(&at));
            match (group, column.role) {
                (Some(group), _) => HoldsFor::Group(group),
                (None, role) if role.is(FieldTrait::Identifies) => HoldsFor::First,
                (None, Role::Field(Field::AssetId)) => HoldsFor::First,
                _ => HoldsFor::All,
            }
        };
        let holds_for = layout.columns.iter().enumerate().map(holds_for).collect();
        let telling = layout.columns.iter().map(|column| match column.role {
            Role::Field(field) => PRESENT.iter().any(|&property| field.is(property)),
            Role::Text => true,
            Role::Detail | Role::Other | Role::Ignored | Role::Secret => false,
        });
        let telling = telling.collect();
        let named = groups.iter().any(|group| !group.name.is_empty());
        let layout = if named { with_name(&layout) } else { layout };
        let name_at = named.then_some(width);
        (Self { groups, holds_for, telling, name_at, rest: VecDeque::new() }, layout)
    }

    /// The next asset of the line at hand.
    #[inline]
    pub(in crate::intake) fn next(&mut self) -> Option<csv::StringRecord> {
        self.rest.pop_front()
    }

    /// Leaves the first asset of a line in place, and keeps the others.
    #[inline]
    pub(in crate::intake) fn cut(&mut self, cells: &mut csv::StringRecord) {
        if self.groups.is_empty() {
            return;
        }
        let is_filled = |group: &&Group| {
            let filled = |&at: &usize| cells.get(at).is_some_and(|cell| !cell.trim().is_empty());
            let tells = |at: &usize| self.telling.get(*at).copied().unwrap_or(false);
            group.columns.iter().filter(|at| tells(at)).any(filled)
        };
        let places = self.groups.iter().enumerate().filter(|(_, group)| is_filled(group));
        let parts = places.enumerate();
        let parts = parts.map(|(turn, (at, group))| self.part(cells, at, turn == 0, &group.name));
        let mut parts: VecDeque<_> = parts.collect();
        if let Some(first) = parts.pop_front() {
            *cells = first;
            self.rest = parts;
        }
    }

    /// One asset of a line: what stands in other groups is left out.
    fn part(
        &self,
        cells: &csv::StringRecord,
        group: usize,
        is_first: bool,
        name: &str,
    ) -> csv::StringRecord {
        let cells = cells.iter().enumerate().map(|(at, cell)| match self.holds_for.get(at) {
            Some(HoldsFor::Group(other)) if *other != group => "",
            Some(HoldsFor::First) if !is_first => "",
            _ => cell,
        });
        let mut part: csv::StringRecord = cells.collect();
        if let Some(at) = self.name_at.filter(|&at| part.len() <= at) {
            while part.len() < at {
                part.push_field("");
            }
            part.push_field(name);
        }
        part
    }
}

/// A layout with a column for what a group is called: the kind of its assets, where no column states that.
fn with_name(layout: &Layout) -> Layout {
    let stated = !layout.columns_of(Field::Equipment).is_empty();
    let role = if stated { Role::Text } else { Role::Field(Field::Equipment) };
    let mut columns = layout.columns.clone();
    columns.push(Column::new(NAME.to_owned(), role));
    layout.with_columns(columns)
}

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
    for field in Field::all_that(FieldTrait::Identifies) {
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
        let telling = column.role.is(FieldTrait::Identifies);
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
    let telling = |at: usize| columns[at].role.is(FieldTrait::Identifies);
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
                Role::Field(field) if field.is(FieldTrait::Identifies) => Some(field),
                _ => None,
            })
            .collect();
        fields.dedup();
        fields.len() > 1 && fields.iter().any(|field| field.is(FieldTrait::Names))
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

    #[test]
    fn a_line_is_cut_into_its_assets() {
        let column = |header: &str, field| Column::new(header.to_owned(), Role::Field(field));
        let layout = Layout::new(
            "a.csv".to_owned(),
            None,
            vec![
                column("Site", Field::Site),
                column("A", Field::Model),
                column("B", Field::Model),
                column("MAC", Field::Mac),
            ],
        );
        let group = |name: &str, at| Group { name: name.to_owned(), columns: vec![at] };
        let (mut side_by_side, layout) =
            SideBySide::new(vec![group("camera", 1), group("nvr", 2)], layout);
        assert_eq!(layout.columns[4].role, Role::Field(Field::Equipment));
        for (line, assets) in [
            (
                vec!["HQ", "x", "y", "m"],
                vec![vec!["HQ", "x", "", "m", "camera"], vec!["HQ", "", "y", "", "nvr"]],
            ),
            (vec!["HQ", "", "y", "m"], vec![vec!["HQ", "", "y", "m", "nvr"]]),
            (vec!["HQ", "", "", "m"], vec![vec!["HQ", "", "", "m"]]),
            (vec!["HQ", "x"], vec![vec!["HQ", "x", "", "", "camera"]]),
            (vec!["HQ", "x", "", "m", "z"], vec![vec!["HQ", "x", "", "m", "z"]]),
        ] {
            let mut cells = csv::StringRecord::from(line);
            side_by_side.cut(&mut cells);
            let mut found = vec![cells];
            while let Some(next) = side_by_side.next() {
                found.push(next);
            }
            assert_eq!(found, assets);
        }
    }

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
