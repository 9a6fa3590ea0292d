//! What is done to the cells of a row before it is an asset: secrets and words for nothing are emptied, names and passwords are
//! taken out of addresses, broken text is mended, cells are filled down, and numbers that have lost their digits are no
//! identifiers.

use std::sync::Arc;

use super::{
    Formats, Note,
    formats::{ADDRESS, Cleared, holds_key},
};
use crate::{
    Field,
    asset::{Column, FieldTrait, Layout, Role},
    strings::{HIDDEN, clipped},
    tables::{
        garbled::{Garbled, garbled, is_plain, restored},
        limits::{LONG, REPEATED},
        mojibake::Mend,
    },
};

/// How many letters of a cell a note quotes.
const QUOTED: usize = 200;

/// Cleans the rows of one sheet.
#[derive(Default)]
pub(super) struct Cleaner {
    formats: Arc<Formats>,
    mend: Option<Mend>,
    /// The columns whose empty cells mean the one above, with that one.
    filled_down: Vec<(usize, String)>,
    /// The last row, where it referred to the one above itself, or where what is handed out is only a part of each.
    above: Option<csv::StringRecord>,
    keeps_above: bool,
    /// The columns of which a word for nothing may state that there is none.
    of_terms: Vec<(usize, Field)>,
    /// The column of makers where an empty cell may mean the one above, with that one: in tables that are drawn for people.
    group: Option<(usize, String)>,
    /// The columns that name makers or what they have made.
    names: Vec<usize>,
    /// The columns whose cells never are as above.
    unique: Vec<usize>,
    /// The columns whose cells are never kept.
    secrets: Vec<usize>,
    /// The columns whose cells identify an asset.
    identifiers: Vec<usize>,
    /// The owner's own numbers, which are kept as they are.
    own_numbers: Vec<usize>,
    /// The columns whose cells may be codes of two capitals.
    codes: Vec<usize>,
    /// How many bytes of long text were repeated, as cells that mean the one above ask for.
    repeated: u64,
    /// The cells of the current row that change, with what they become.
    changes: Vec<(usize, String)>,
    spare: csv::StringRecord,
}

impl Cleaner {
    pub(super) fn new(
        formats: Arc<Formats>,
        mend: Option<Mend>,
        filled_down: &[usize],
        layout: &Layout,
    ) -> Self {
        let mut cleaner = Self {
            formats,
            mend,
            filled_down: filled_down.iter().map(|&column| (column, String::new())).collect(),
            ..Self::default()
        };
        cleaner.set_layout(layout);
        cleaner
    }

    /// The rows have other columns from now on.
    pub(super) fn begin_other(&mut self, layout: &Layout) {
        self.filled_down.clear();
        self.set_layout(layout);
    }

    /// The rows have these columns from now on.
    pub(super) fn set_layout(&mut self, layout: &Layout) {
        let columns = |wanted: &dyn Fn(Role) -> bool| {
            let columns = layout.columns.iter().enumerate();
            columns.filter(|(_, column)| wanted(column.role)).map(|(index, _)| index).collect()
        };
        self.secrets = columns(&|role| role == Role::Secret);
        self.names = columns(&|role| role.is(FieldTrait::Names));
        self.identifiers = columns(&|role| role.is(FieldTrait::Code));
        self.unique = columns(&|role| role.is(FieldTrait::Unique));
        let of_codes =
            |column: &Column| column.role == Role::Text && self.formats.holds_codes(&column.header);
        let columns = layout.columns.iter().enumerate();
        self.codes = columns.filter(|(_, column)| of_codes(column)).map(|(at, _)| at).collect();
        let fields =
            layout.columns.iter().enumerate().filter_map(|(at, column)| match column.role {
                Role::Field(field) if field.is(FieldTrait::Term) => Some((at, field)),
                _ => None,
            });
        self.of_terms = fields.collect();
        self.own_numbers = layout.columns_of(Field::AssetId).to_vec();
    }

    /// Whether rows are taken as they are, so that each can be understood without those above it, but for cells that refer to one.
    pub(super) fn takes_rows_as_they_are(&self) -> bool {
        self.mend.is_none() && self.filled_down.is_empty() && !self.keeps_above
    }

    /// The columns whose cells are never kept.
    pub(super) fn secrets(&self) -> &[usize] {
        &self.secrets
    }

    /// The columns whose cells identify an asset.
    pub(super) fn identifiers(&self) -> &[usize] {
        &self.identifiers
    }

    /// Mends the text of a row, as far as it is broken, and says what was. Must come before anything is looked for in it.
    pub(super) fn mend(&mut self, cells: &mut csv::StringRecord, layout: &Layout) -> Vec<Note> {
        let mut notes = Vec::new();
        if is_plain(cells.as_slice()) {
            return notes;
        }
        self.changes.clear();
        for (at, cell) in cells.iter().enumerate() {
            if self.mend.is_some_and(|mend| mend.text(cell).is_some()) {
                self.changes.extend(restored(cell, self.mend).map(|text| (at, text)));
                continue;
            }
            match garbled(cell) {
                Some(Garbled::Mended { text, taken_for }) => {
                    if !self.secrets.contains(&at) {
                        let shown = without_secrets(&text, &self.formats);
                        let mended = quoted(shown.as_ref().map_or(&text, |cleared| &cleared.shown));
                        notes.push(Note::BrokenText { column: at + 1, taken_for, mended });
                    }
                    self.changes.push((at, text));
                }
                Some(Garbled::Escaped(text)) => self.changes.push((at, text)),
                Some(Garbled::Lost) => notes.extend(lost_letters(at, layout)),
                None => {}
            }
        }
        self.change(cells);
        notes
    }

    /// Fills the cells that mean the one above.
    pub(super) fn fill_down(&mut self, cells: &mut csv::StringRecord) {
        if self.filled_down.is_empty() {
            return;
        }
        self.changes.clear();
        for (column, above) in &mut self.filled_down {
            match cells.get(*column).map(str::trim) {
                Some("") if !above.is_empty() => {
                    self.repeated += long(above);
                    self.changes.push((*column, above.clone()));
                }
                Some(cell) => cell.clone_into(above),
                None => {}
            }
        }
        self.change(cells);
    }

    /// Has the maker stand for its group in a drawn table, in which people write it once, beside the name of the group.
    pub(super) fn take_groups(&mut self, layout: &Layout) {
        let makers = [Field::Manufacturer, Field::Brand];
        let column = makers.iter().find_map(|field| layout.columns_of(*field).first());
        let named =
            |at: &&usize| layout.columns.iter().take(**at).any(|one| !one.header.is_empty());
        self.group = column.filter(named).map(|column| (*column, String::new()));
    }

    /// What comes belongs to no group that was begun.
    pub(super) fn end_group(&mut self) {
        if let Some((_, maker)) = &mut self.group {
            maker.clear();
        }
    }

    /// Puts the maker of a group into a row of it, which leaves out the name of the group and the maker.
    pub(super) fn fill_group(&mut self, cells: &mut csv::StringRecord, notes: &mut Vec<Note>) {
        let Some((column, maker)) = &mut self.group else { return };
        let is_filled = |cell: &str| !cell.trim().is_empty();
        let own = cells.get(*column).unwrap_or_default().trim();
        let begins = cells.iter().take(*column).any(is_filled);
        if begins || (!maker.is_empty() && !own.is_empty()) {
            own.clone_into(maker);
        } else if own.is_empty() && !maker.is_empty() && cells.iter().skip(*column).any(is_filled) {
            self.repeated += long(maker);
            notes.push(Note::OfGroup { column: *column + 1, above: quoted(maker) });
            self.changes.clear();
            self.changes.push((*column, maker.clone()));
            self.change(cells);
        }
    }

    /// Whether cells that mean the one above have repeated more long text than any register does.
    pub(super) fn has_repeated_too_much(&self) -> bool {
        self.repeated > REPEATED << 20
    }

    /// Keeps each row, since what is handed out is only a part of it.
    pub(super) fn keep_above(&mut self) {
        self.keeps_above = true;
    }

    /// Forgets the last row: others came after it, of which none refers to the one above.
    pub(super) fn forget_above(&mut self) {
        self.above = None;
    }

    /// Puts what the row above says into cells that say so. `before` is that row, unless one has been kept.
    pub(super) fn fill_ditto(
        &mut self,
        cells: &mut csv::StringRecord,
        before: Option<&csv::StringRecord>,
        notes: &mut Vec<Note>,
    ) {
        let found = cells.iter().any(|cell| self.formats.is_ditto(cell));
        if found && let Some(above) = self.above.as_ref().or(before) {
            self.changes.clear();
            for (at, _) in cells.iter().enumerate().filter(|(_, cell)| self.formats.is_ditto(cell))
            {
                let text = above.get(at).map(str::trim).filter(|text| !text.is_empty());
                if let Some(text) = text.filter(|_| !self.unique.contains(&at)) {
                    self.repeated += long(text);
                    self.changes.push((at, text.to_owned()));
                    let hidden = self.secrets.contains(&at).then(|| HIDDEN.to_owned());
                    let shown = || Some(without_secrets(text, &self.formats)?.shown);
                    let hidden = hidden.or_else(shown);
                    let above = quoted(hidden.as_deref().unwrap_or(text));
                    notes.push(Note::Ditto { column: at + 1, above });
                }
            }
            self.change(cells);
        }
        self.above = (found || self.keeps_above).then(|| cells.clone());
    }

    /// Empties and hides what must not go on, and gives what is to be searched all the same, with its column. The record is built
    /// anew only where something changes.
    pub(super) fn clean(
        &mut self,
        cells: &mut csv::StringRecord,
        notes: &mut Vec<Note>,
    ) -> Vec<(usize, String)> {
        self.changes.clear();
        for (index, cell) in cells.iter().enumerate() {
            if !cell.is_empty()
                && self.formats.is_empty_value(cell)
                && !self.states_none(index, cell)
                && !self.is_code(index, cell)
            {
                self.changes.push((index, String::new()));
            }
        }
        let mut taken = self.in_place_of_names(cells);
        for &index in &self.secrets {
            if cells.get(index).is_some_and(|cell| !cell.is_empty()) {
                self.changes.push((index, String::new()));
            }
        }
        for &index in &self.identifiers {
            if let Some(left) = cells.get(index).filter(|cell| has_lost_digits(cell)) {
                notes.push(Note::LostDigits { column: index + 1, left: quoted(left.trim()) });
                if !self.own_numbers.contains(&index) {
                    self.changes.push((index, String::new()));
                }
            }
        }
        let hinted = self.formats.secret_values.hinted_in(cells);
        let may_hide = |at: usize| hinted.as_ref().is_none_or(|hinted| hinted.contains(&at));
        let kept = cells.iter().enumerate().filter(|(at, _)| !self.secrets.contains(at));
        for (at, cell) in kept.filter(|(at, cell)| may_hide(*at) || holds_key(cell)) {
            if let Some(cleared) = without_secrets(cell, &self.formats) {
                self.changes.push((at, cleared.shown));
                taken.extend(cleared.taken.into_iter().map(|text| (at, text)));
            }
        }
        self.change(cells);
        taken
    }

    /// What stands in columns of secrets and names goods, and all of it in a row that names no maker and nothing of one: in one that has
    /// shifted a name may be among it.
    fn in_place_of_names(&self, cells: &csv::StringRecord) -> Vec<(usize, String)> {
        let filled = |at: &usize| {
            let cell = cells.get(*at).filter(|cell| !cell.trim().is_empty())?;
            (!self.formats.is_empty_value(cell)).then_some((*at, cell))
        };
        if self.secrets.is_empty() {
            return Vec::new();
        }
        let is_named = self.names.iter().any(|at| filled(at).is_some());
        // No name and no number of a model has such signs: the word is a password, and whatever it spells is nobody's goods.
        let is_password = |cell: &str| {
            !cell.trim().contains(char::is_whitespace)
                && cell.contains(['@', '!', '#', '$', '%', '*'])
        };
        let secrets = self.secrets.iter().filter_map(filled).filter(|(_, cell)| {
            if is_named { self.formats.names_goods(cell) } else { !is_password(cell) }
        });
        secrets.map(|(at, cell)| (at, cell.to_owned())).collect()
    }

    fn states_none(&self, index: usize, cell: &str) -> bool {
        let field = self.of_terms.iter().find(|(at, _)| *at == index);
        field.is_some_and(|(_, field)| self.formats.states_none(*field, cell))
    }

    /// Whether a cell that says nothing elsewhere is a code here: `NC`, `ND` and `NV` for parts of a country.
    fn is_code(&self, index: usize, cell: &str) -> bool {
        let cell = cell.trim();
        self.codes.contains(&index)
            && cell.len() == 2
            && cell.bytes().all(|byte| byte.is_ascii_uppercase())
    }

    /// Empties secrets in a record that is no asset, and takes passwords out of its addresses, so that it can be shown.
    pub(super) fn hide(&mut self, cells: &mut csv::StringRecord) {
        self.changes.clear();
        for (at, cell) in cells.iter().enumerate() {
            if self.secrets.contains(&at) {
                self.changes.push((at, String::new()));
            } else if let Some(cleared) = without_secrets(cell, &self.formats) {
                self.changes.push((at, cleared.shown));
            }
        }
        self.change(cells);
    }

    fn change(&mut self, cells: &mut csv::StringRecord) {
        if self.changes.is_empty() {
            return;
        }
        self.spare.clear();
        for (index, cell) in cells.iter().enumerate() {
            let change = self.changes.iter().find(|(at, _)| *at == index);
            self.spare.push_field(change.map_or(cell, |(_, text)| text));
        }
        std::mem::swap(&mut self.spare, cells);
    }
}

/// What is odd about a cell with lost letters, if it could name a maker.
fn lost_letters(at: usize, layout: &Layout) -> Option<Note> {
    let column = layout.columns.get(at)?;
    let names = column.role.is(FieldTrait::TellsMaker);
    names.then(|| Note::LostLetters { column: at + 1, header: column.header.clone() })
}

/// A text as a note quotes it: its beginning, if it is long.
fn quoted(text: &str) -> String {
    let start = clipped(text, QUOTED);
    if start.len() < text.len() { format!("{start}…") } else { text.to_owned() }
}

/// How many bytes a text has, if it is long.
fn long(text: &str) -> u64 {
    if text.len() > LONG { text.len() as u64 } else { 0 }
}

/// Whether a cell is a large number in scientific form, as spreadsheets write long numbers: `6.37702E+15`. Fewer digits are
/// left than it had.
pub(super) fn has_lost_digits(cell: &str) -> bool {
    let cell = cell.trim();
    if !cell.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let Some((number, exponent)) = cell.split_once("E+").or_else(|| cell.split_once("e+")) else {
        return false;
    };
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    let marks = number.bytes().filter(|byte| matches!(byte, b'.' | b',')).count();
    let exponent = exponent.parse::<usize>().unwrap_or(0);
    digits + marks == number.len() && marks <= 1 && exponent >= digits
}

/// A cell without what is secret whatever stands above it; `None` where it holds nothing of the kind.
pub(super) fn without_secrets(cell: &str, formats: &Formats) -> Option<Cleared> {
    let Some(Cleared { shown, mut taken }) = without_user(cell) else {
        return formats.secret_values.cleared(cell);
    };
    let further = formats.secret_values.cleared(&shown);
    let shown = further.map_or(shown, |further| {
        taken.extend(further.taken);
        further.shown
    });
    Some(Cleared { shown, taken })
}

/// An address without the name and the password in it: `rtsp://…@10.0.0.5/`, and the name. `None` where it has none.
pub(super) fn without_user(cell: &str) -> Option<Cleared> {
    let (mut out, mut rest, mut taken) = (String::new(), cell, Vec::new());
    while let Some((before, after)) = rest.split_once(ADDRESS) {
        out.push_str(before);
        out.push_str(ADDRESS);
        let end = after.find(|c: char| c == '/' || c.is_whitespace()).unwrap_or(after.len());
        rest = match after[..end].rfind('@') {
            Some(at) => {
                out.push_str(HIDDEN);
                // A password spells nobody's goods.
                let name = after[..at].split(':').next().unwrap_or_default();
                taken.push(name.to_owned());
                &after[at..]
            }
            None => after,
        };
    }
    out.push_str(rest);
    (!taken.is_empty()).then_some(Cleared { shown: out, taken })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_lost_their_digits_are_known() {
        for cell in ["6.37702E+15", "1,23457E+11", "4E+12", "1.23456e+14 "] {
            assert!(has_lost_digits(cell), "{cell}");
        }
        for cell in ["1.5E+1", "E+12", "12E5", "4419E6123456", "1.2.3E+15", "1.23456E-15", "x"] {
            assert!(!has_lost_digits(cell), "{cell}");
        }
    }

    #[test]
    fn addresses_keep_no_password() {
        for (cell, clean) in [
            ("rtsp://admin:hunter2@10.0.0.5/live", Some(("rtsp://…@10.0.0.5/live", "admin"))),
            (
                "http://a:p@b@10.0.0.5 and ftp://x:y@z/",
                Some(("http://…@10.0.0.5 and ftp://…@z/", "a x")),
            ),
            ("http://10.0.0.5/a@b", None),
            ("see http://10.0.0.5 or mail a@b.c", None),
            ("a@b.c", None),
        ] {
            let cleared = without_user(cell).map(|one| (one.shown, one.taken.join(" ")));
            let cleared = cleared.as_ref().map(|(shown, names)| (shown.as_str(), names.as_str()));
            assert_eq!(cleared, clean, "{cell}");
        }
    }
}
