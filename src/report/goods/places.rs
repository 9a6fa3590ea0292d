//! Places: where the rows of one finding are, compressed to runs (`lines 12, 15-19`, `Cameras!A12, A15:A19`) in bounded memory.

use std::{collections::BTreeMap, fmt::Write};

use crate::{
    audit::Audited,
    report::{cell, escape::clipped_name, words},
};

/// Runs kept for one finding.
const RUNS: usize = 50;
/// Asset numbers shown.
const IDS: usize = 3;
const SITES: usize = 6;

/// Rows that follow one another in one sheet.
#[derive(Clone, Debug)]
struct LineRun {
    sheet: usize,
    first: u64,
    last: u64,
    /// How many rows these lines hold.
    rows: u64,
}

/// A file, or a sheet of it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct SheetName {
    file: String,
    name: Option<String>,
    in_book: bool,
}

/// Where the rows of one finding are.
#[derive(Clone, Debug, Default)]
pub(in crate::report) struct Places {
    sheets: Vec<SheetName>,
    runs: Vec<LineRun>,
    /// All rows, and those of them in a run.
    rows: u64,
    kept: u64,
    /// How many items the rows count.
    items: u64,
    ids: Vec<String>,
    with_id: u64,
    sites: BTreeMap<String, u64>,
    other_sites: u64,
}

impl Places {
    /// Adds a row. Rows come in the order of the input.
    pub(in crate::report) fn add(&mut self, asset: &Audited) {
        self.rows += 1;
        self.items += asset.facts.items();
        self.add_run(asset);
        if let Some(id) = &asset.asset_id {
            self.with_id += 1;
            if self.ids.len() < IDS {
                self.ids.push(cell(id, 30));
            }
        }
        if let Some(site) = &asset.site {
            let site = clipped_name(site);
            if let Some(rows) = self.sites.get_mut(site) {
                *rows += 1;
            } else if self.sites.len() < SITES {
                self.sites.insert(site.to_owned(), 1);
            } else {
                self.other_sites += 1;
            }
        }
    }

    fn add_run(&mut self, asset: &Audited) {
        if self.kept + 1 != self.rows {
            return;
        }
        let (line, sheet) = (asset.place.line, self.sheet(asset));
        if let Some(run) = self.runs.last_mut()
            && run.sheet == sheet
            && (run.last == line || run.last.checked_add(1) == Some(line))
        {
            run.last = line;
            run.rows += 1;
            self.kept += 1;
        } else if self.runs.len() < RUNS {
            self.runs.push(LineRun { sheet, first: line, last: line, rows: 1 });
            self.kept += 1;
        }
    }

    fn sheet(&mut self, asset: &Audited) -> usize {
        let place = &asset.place;
        let known = self.sheets.iter().rposition(|sheet| {
            sheet.file == place.file && sheet.name.as_deref() == place.sheet.as_deref()
        });
        known.unwrap_or_else(|| {
            let (file, name, in_book) = (place.file.clone(), place.sheet.clone(), place.in_book);
            self.sheets.push(SheetName { file, name, in_book });
            self.sheets.len() - 1
        })
    }

    /// The site at which all of them are, if it is one.
    pub(in crate::report) fn only_site(&self) -> Option<&str> {
        let (site, rows) = self.sites.first_key_value()?;
        (*rows == self.rows).then_some(site)
    }

    pub(in crate::report) fn rows(&self) -> u64 {
        self.rows
    }

    /// How many items the rows count, where that is another number.
    pub(in crate::report) fn items(&self) -> Option<String> {
        (self.items != self.rows).then(|| words::count(self.items, "item"))
    }

    /// Where the rows are and how many, as `lines 12, 15-19 and 33 more (39)`; at most `runs` runs of them. The file precedes them where
    /// there are several.
    pub(in crate::report) fn shown(&self, runs: usize, files: bool) -> String {
        let count = if self.rows > 1 { format!(" ({})", self.rows) } else { String::new() };
        self.lines(runs, files) + &count
    }

    /// The same without their number.
    pub(in crate::report) fn lines(&self, runs: usize, files: bool) -> String {
        // Writing to a string cannot fail, so the results below are dropped.
        let mut out = String::new();
        let (mut at, mut shown) = (None, 0);
        for run in self.runs.iter().take(runs) {
            let Some(sheet) = self.sheets.get(run.sheet) else { continue };
            if at == Some(run.sheet) {
                out.push_str(", ");
            } else {
                out.push_str(if at.is_some() { "; " } else { "" });
                out.push_str(&self.before(run.sheet, sheet, files));
                at = Some(run.sheet);
            }
            let (column, to) = if sheet.in_book { ("A", ":A") } else { ("", "-") };
            let _ = write!(out, "{column}{}", run.first);
            if run.last > run.first {
                let _ = write!(out, "{to}{}", run.last);
            }
            shown += run.rows;
        }
        out + &words::and_more(self.rows.saturating_sub(shown))
    }

    /// What precedes the numbers of one sheet.
    fn before(&self, at: usize, sheet: &SheetName, files: bool) -> String {
        let file = if files { words::file(&sheet.file, None) + " " } else { String::new() };
        let lines = if self.is_one_line_of(at) { "line" } else { "lines" };
        match &sheet.name {
            Some(name) if sheet.in_book => format!("{file}{}!", words::sheet_name(name)),
            Some(list) => format!("{file}[{}] {lines} ", cell(list, 30)),
            None => format!("{file}{lines} "),
        }
    }

    fn is_one_line_of(&self, sheet: usize) -> bool {
        let mut runs = self.runs.iter().filter(|run| run.sheet == sheet);
        runs.next().is_some_and(|run| run.first == run.last) && runs.next().is_none()
    }

    /// The owner's numbers for them, if they have any.
    pub(in crate::report) fn ids(&self) -> Option<String> {
        let rest = words::and_more(self.with_id - self.ids.len() as u64);
        let noun = words::noun_of(self.with_id, "asset");
        (!self.ids.is_empty()).then(|| format!("{noun} {}{rest}", self.ids.join(", ")))
    }

    /// The sites with the number of rows at each, if any row names one.
    pub(in crate::report) fn sites(&self) -> Option<String> {
        let mut sites: Vec<_> = self.sites.iter().collect();
        sites.sort_by_key(|(name, rows)| (std::cmp::Reverse(**rows), *name));
        let mut parts: Vec<_> = match sites.as_slice() {
            [] => return None,
            [(name, rows)] if **rows == self.rows => return Some(cell(name, 40)),
            _ => sites.iter().map(|(name, rows)| format!("{} ({rows})", cell(name, 40))).collect(),
        };
        let named: u64 = self.sites.values().sum();
        if self.other_sites > 0 {
            parts.push(format!("other sites ({})", self.other_sites));
        }
        if named + self.other_sites < self.rows {
            parts.push(format!("not stated ({})", self.rows - named - self.other_sites));
        }
        Some(parts.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;

    fn places(rows: impl IntoIterator<Item = u64>) -> Places {
        let mut places = Places::default();
        for row in rows {
            let mut asset = fixture::clear("Keyboard");
            asset.place.line = row;
            asset.asset_id = Some(format!("E{row}"));
            asset.site = (row % 2 == 0).then(|| "HQ".to_owned());
            places.add(&asset);
        }
        places
    }

    #[test]
    fn rows_are_compressed() {
        let some = places([12, 15, 16, 17, 18, 19, 40]);
        assert_eq!(some.shown(9, true), "cams.csv lines 12, 15-19, 40 (7)");
        assert_eq!(some.shown(1, false), "lines 12 and 6 more (7)");
        assert_eq!(some.ids().unwrap(), "assets E12, E15, E16 and 4 more");
        assert_eq!(some.sites().unwrap(), "HQ (4), not stated (3)");
        assert_eq!(places([7]).shown(9, false), "line 7");
    }

    #[test]
    fn rows_of_a_workbook_are_named_as_its_program_does() {
        let mut places = Places::default();
        for (sheet, line) in [("Cameras", 4), ("Cameras", 6), ("Cameras", 7), ("Bob's (2)", 9)] {
            let mut asset = fixture::clear("Keyboard");
            asset.place.sheet = Some(sheet.into());
            (asset.place.line, asset.place.in_book) = (line, true);
            places.add(&asset);
        }
        assert_eq!(places.shown(9, false), "Cameras!A4, A6:A7; 'Bob''s (2)'!A9 (4)");
    }

    /// Several assets on one line are one place.
    #[test]
    fn lines_are_named_once() {
        assert_eq!(places([7, 7, 7]).shown(9, false), "line 7 (3)");
    }

    /// However many rows, the memory stays the same and the count is right.
    #[test]
    fn memory_is_bounded() {
        let many = places((1..10_000).step_by(2));
        assert_eq!((many.runs.len(), many.rows()), (RUNS, 5_000));
        assert!(many.shown(RUNS, false).ends_with("97, 99 and 4950 more (5000)"));
    }
}
