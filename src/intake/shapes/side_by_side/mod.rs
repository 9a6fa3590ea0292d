//! Several assets in one line: tables that stand side by side, or columns that name a camera beside columns that name its
//! recorder. Each group of columns becomes a row of its own; what stands in no group holds for all of them.

mod group;
mod groups;
mod kinds;

use std::collections::{BTreeMap, VecDeque};

use group::TELLS_ASSET;

pub(in crate::intake) use group::Group;
pub(in crate::intake) use kinds::by_kind;

use crate::{
    Field,
    asset::{Column, FieldTrait, Layout, Role},
    intake::{columns::ColumnUnderstanding, formats::Formats},
};

/// The groups that the columns of a sheet fall into, if each line tells of several assets. `over` are the names that a header of two rows has
/// above its columns, `given` the roles that the user gave by number of column.
pub(in crate::intake) fn find(
    columns: &mut [ColumnUnderstanding],
    rows: &[csv::StringRecord],
    over: &[String],
    given: &BTreeMap<usize, Role>,
    formats: &Formats,
) -> Vec<Group> {
    let groups = groups::by_header(columns, over, formats);
    let groups = if groups.is_empty() { kinds::by_stem(columns) } else { groups };
    if groups.is_empty() { kinds::by_kind(columns, rows, given, formats) } else { groups }
}

/// The header of the column that says what the header of the file calls an asset of the line.
const NAME: &str = "(group)";

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
    identifying: Vec<bool>,
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

    /// Lines whose columns fall into groups, or hold for all of them. Adds a column for the names of the groups.
    pub(in crate::intake) fn new(groups: Vec<Group>, layout: Layout) -> (Self, Layout) {
        let width = layout.columns.len();
        let mut group_of = vec![None; width];
        for (number, group) in groups.iter().enumerate().rev() {
            group.columns.iter().for_each(|&at| group_of[at] = Some(number));
        }
        let holds_for = |(at, column): (usize, &Column)| match (group_of[at], column.role) {
            (Some(group), _) => HoldsFor::Group(group),
            (None, role) if role.is(FieldTrait::Identifies) => HoldsFor::First,
            (None, Role::Field(Field::AssetId)) => HoldsFor::First,
            _ => HoldsFor::All,
        };
        let holds_for = layout.columns.iter().enumerate().map(holds_for).collect();
        let identifying = layout.columns.iter().map(|column| match column.role {
            Role::Field(field) => TELLS_ASSET.iter().any(|&property| field.is(property)),
            Role::Text => true,
            Role::Detail | Role::Other | Role::Absent | Role::Ignored | Role::Secret => false,
        });
        let identifying = identifying.collect();
        let named = groups.iter().any(|group| !group.name.is_empty());
        let layout = if named { with_name(&layout) } else { layout };
        let name_at = named.then_some(width);
        (Self { groups, holds_for, identifying, name_at, rest: VecDeque::new() }, layout)
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
            let tells = |at: &usize| self.identifying.get(*at).copied().unwrap_or(false);
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

#[cfg(test)]
mod tests {
    use super::*;

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
}
