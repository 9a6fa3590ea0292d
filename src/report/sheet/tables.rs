//! The tables that are written back: every sheet of every input, each row as it is, with what is said of it.

use std::{io, rc::Rc};

use super::{
    added_columns::{FirstCell, Remark, TITLES},
    input::RereadInput,
    store::{Remarks, SheetRemarks, Store},
};
use crate::{
    Verdict,
    intake::{Digest, Form, Understanding},
    report::Summary,
    tables::{
        ReadError, ReadErrorKind,
        books::{Listed, TypedBook},
        digest::Meter,
        original::{FormRead, Original, OriginalCells, OriginalRow, OriginalRows},
    },
};

pub(super) struct ResultTable<'t> {
    pub(super) file: &'t str,
    pub(super) sheet: Option<&'t str>,
    /// Its workbook does not show it.
    pub(super) is_hidden: bool,
    /// What is said of its rows, if anything is.
    segment: Option<&'t SheetRemarks>,
    clear: u64,
    from: From<'t>,
}

/// Where the rows of a table come from.
enum From<'t> {
    Text(&'t RereadInput, FormRead, Option<&'t Digest>),
    Sheet(&'t TypedBook, &'t Listed),
    /// From what is said of them alone: the input is no sheet.
    List,
}

/// What is written to the right of a row.
#[derive(Clone, Debug)]
pub(super) enum RightOf {
    Nothing,
    /// The names of the added columns.
    Titles,
    Mark(Rc<Remark>),
}

/// A row with what is written beside it.
#[derive(Debug)]
pub(super) struct TableRow {
    pub(super) row: OriginalRow,
    /// How many empty rows precede it.
    pub(super) empty: u64,
    pub(super) right_of: RightOf,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Size {
    pub(super) columns: usize,
    pub(super) rows: u64,
}

/// The columns of a list, before the added ones.
const LIST: [&str; 4] = ["line", "asset", "item", "site"];

/// Goes through all tables of all inputs, in their order.
pub(super) fn each(
    inputs: &[RereadInput],
    store: &Store,
    summary: &Summary,
    take: &mut dyn FnMut(&ResultTable<'_>) -> io::Result<()>,
) -> io::Result<()> {
    for (file, digest) in &summary.inputs {
        let of_file = |segment: &&SheetRemarks| segment.file == *file;
        let segments: Vec<_> = store.segments().iter().filter(of_file).collect();
        let known = segments.iter().find_map(|segment| segment.understanding.as_ref());
        let input = inputs.iter().find(|input| input.name == *file);
        let (Some(known), Some(input)) = (known, input) else { continue };
        let tables = Tables { file, segments: &segments, summary };
        match known {
            Understanding { form: Form::Text, text: Some(text), .. } => {
                let known = FormRead::Text(*text, input.quote);
                take(&tables.table(None, false, From::Text(input, known, digest.as_ref())))?;
            }
            known if known.form.is_workbook() => {
                let book = open_book(input, digest.as_ref())?;
                for sheet in book.sheets() {
                    let from = From::Sheet(&book, sheet);
                    take(&tables.table(Some(&sheet.name), sheet.is_hidden, from))?;
                }
                // What stands beside the cells of its sheets.
                let is_beside = |segment: &&&SheetRemarks| {
                    let is_named = |sheet: &Listed| Some(&sheet.name) == segment.sheet.as_ref();
                    segment.has_rows && !book.sheets().iter().any(is_named)
                };
                for segment in segments.iter().filter(is_beside) {
                    take(&tables.table(segment.sheet.as_deref(), false, From::List))?;
                }
            }
            _ => {
                for segment in &segments {
                    take(&tables.table(segment.sheet.as_deref(), false, From::List))?;
                }
            }
        }
    }
    Ok(())
}

struct Tables<'t> {
    file: &'t str,
    segments: &'t [&'t SheetRemarks],
    summary: &'t Summary,
}

impl<'t> Tables<'t> {
    fn table(&self, sheet: Option<&'t str>, is_hidden: bool, from: From<'t>) -> ResultTable<'t> {
        let segment = self.segments.iter().find(|segment| segment.sheet.as_deref() == sheet);
        let files = &self.summary.files;
        let of_it =
            files.iter().find(|known| known.file == self.file && known.sheet.as_deref() == sheet);
        let clear = of_it.map_or(0, |known| known.tally.of(Verdict::Clear));
        ResultTable { file: self.file, sheet, is_hidden, segment: segment.copied(), clear, from }
    }
}

fn open_book(input: &RereadInput, digest: Option<&Digest>) -> io::Result<TypedBook> {
    let (bytes, meter) = Meter::of(input.bytes().map_err(|error| failed(&error))?);
    let opened =
        Original::open(&input.name, bytes, FormRead::Book).map_err(|error| failed(&error))?;
    unchanged(&input.name, &meter, digest)?;
    match opened {
        Original::Book(book) => Ok(book),
        Original::Text(_) => Err(changed(&input.name)),
    }
}

/// Fails where the bytes are others than those that were audited.
fn unchanged(file: &str, meter: &Meter, audited: Option<&Digest>) -> io::Result<()> {
    match (meter.digest(), audited) {
        (Some(now), Some(audited)) if now != *audited => Err(changed(file)),
        _ => Ok(()),
    }
}

/// That a file is another than the one that was audited.
fn changed(file: &str) -> io::Error {
    failed(&ReadError::new(file, ReadErrorKind::Changed))
}

fn failed(error: &ReadError) -> io::Error {
    let line = error.line.map_or(String::new(), |line| format!(":{line}"));
    io::Error::other(format!("{}{line}: {}", error.file, error.kind))
}

impl ResultTable<'_> {
    /// How the table is understood, if its rows were audited.
    pub(super) fn understanding(&self) -> Option<&Understanding> {
        self.segment?.understanding.as_ref()
    }

    /// Reads it once, to see how large it is.
    pub(super) fn size(&self) -> io::Result<Size> {
        if matches!(self.from, From::List) {
            return Ok(Size { columns: LIST.len(), rows: 0 });
        }
        let mut rows = self.originals()?;
        let (mut size, mut spent) = (Size::default(), None);
        while let Some(row) = rows.next(spent.take())? {
            size.columns = size.columns.max(row.cells.width());
            size.rows += 1;
            spent = Some(row);
        }
        Ok(size)
    }

    pub(super) fn rows<'r>(&'r self, store: &'r Store) -> io::Result<TableRows<'r>> {
        let marks = self.segment.map(|segment| store.marks(segment)).transpose()?;
        let understanding = self.understanding();
        let is_read = |seen: &&Understanding| seen.unread.is_none() && seen.rows_are_lines();
        let rows = match self.from {
            From::List => None,
            _ => Some(self.originals()?),
        };
        let header = understanding.and_then(|seen| seen.header_lines);
        Ok(TableRows {
            file: self.file,
            marks,
            header,
            others_are_clear: understanding.as_ref().is_some_and(is_read),
            clear: self.clear,
            has_titles: header.is_some() && rows.is_some(),
            next_line: 1,
            last: None,
            aside: None,
            rows,
            ahead: None,
        })
    }

    fn originals(&self) -> io::Result<CheckedRows<'_>> {
        let (rows, check) = match &self.from {
            From::Text(input, known, digest) => {
                let bytes = input.bytes().map_err(|error| failed(&error))?;
                let (bytes, meter) = Meter::of(bytes);
                let opened = Original::open(self.file, bytes, *known);
                let Original::Text(records) = opened.map_err(|error| failed(&error))? else {
                    return Err(changed(self.file));
                };
                (OriginalRows::of_text(records), digest.map(|digest| (meter, digest)))
            }
            From::Sheet(book, sheet) => (OriginalRows::of_sheet(book, sheet), None),
            From::List => return Err(changed(self.file)),
        };
        Ok(CheckedRows { file: self.file, rows, check })
    }
}

/// The rows of a file that must be the one that was audited.
struct CheckedRows<'r> {
    file: &'r str,
    rows: OriginalRows,
    check: Option<(Meter, &'r Digest)>,
}

impl CheckedRows<'_> {
    fn next(&mut self, spent: Option<OriginalRow>) -> io::Result<Option<OriginalRow>> {
        let next = self.rows.next(spent).map_err(|fault| failed(&fault.of(self.file)))?;
        if let (None, Some((meter, digest))) = (&next, &self.check) {
            unchanged(self.file, meter, Some(digest))?;
        }
        Ok(next)
    }
}

/// The rows of a table, one after the other.
pub(super) struct TableRows<'r> {
    file: &'r str,
    /// `None` of a list.
    rows: Option<CheckedRows<'r>>,
    marks: Option<Remarks>,
    header: Option<(u64, u64)>,
    /// Rows of which nothing is kept are clear.
    others_are_clear: bool,
    /// How many there may be.
    clear: u64,
    has_titles: bool,
    next_line: u64,
    /// The line of the row before, and what is written beside it.
    last: Option<(u64, RightOf)>,
    /// A row of which nothing has been handed out, since something is said of an empty one before it.
    ahead: Option<OriginalRow>,
    /// How many records of its line were set aside and are still to come, where nothing else is said of the line.
    aside: Option<usize>,
}

impl TableRows<'_> {
    /// The next row; `None` at the end. The buffers of `spent`, a row that is done with, are used again.
    pub(super) fn next(&mut self, spent: Option<TableRow>) -> io::Result<Option<TableRow>> {
        let Some(rows) = &mut self.rows else { return self.next_of_list() };
        let row = match self.ahead.take() {
            None => rows.next(spent.map(|spent| spent.row))?,
            row => row,
        };
        let is_sheet = matches!(rows.rows, OriginalRows::Typed(_));
        let said = self.marks.as_ref().and_then(Remarks::line).filter(|_| is_sheet);
        let is_between =
            |line: &u64| *line >= self.next_line && row.as_ref().is_none_or(|row| *line < row.line);
        let row = match said.filter(is_between) {
            Some(line) => {
                self.ahead = row;
                let cells = OriginalCells::Typed(Vec::new());
                Some(OriginalRow { line, lines: 1, cells, is_seen: false })
            }
            None => row,
        };
        let Some(row) = row else {
            // What is left belongs to lines that are not there any more.
            return match self.marks.as_ref().and_then(Remarks::line) {
                Some(_) => Err(changed(self.file)),
                None => Ok(None),
            };
        };
        let empty = row.line.saturating_sub(self.next_line);
        self.next_line = row.line + row.lines;
        let right_of = match self.last.take() {
            // Records that share a line share all that is said of it, but each that was set aside is one by itself.
            Some((line, right_of)) if line == row.line && self.aside != Some(1) => {
                self.aside = self.aside.map(|aside| aside - 1);
                right_of
            }
            _ => self.right_of(&row)?,
        };
        self.last = Some((row.line, right_of.clone()));
        Ok(Some(TableRow { row, empty, right_of }))
    }

    fn right_of(&mut self, row: &OriginalRow) -> io::Result<RightOf> {
        let mut marks = self.marks_on(row.line)?;
        let is_aside = |mark: &Remark| mark.says == FirstCell::SetAside;
        self.aside = marks.iter().all(is_aside).then_some(marks.len()).filter(|count| *count > 0);
        let (is_header, is_last) = self.header.map_or((false, false), |(first, last)| {
            ((first..=last).contains(&row.line), row.line == last)
        });
        if is_header {
            marks.retain(|mark| !is_aside(mark));
        }
        if let Some(mark) = Remark::joined(&marks) {
            // The header itself may tell of an asset.
            self.has_titles &= !is_last;
            return Ok(self.marked(mark));
        }
        if is_last {
            return Ok(RightOf::Titles);
        }
        if is_header || !row.is_seen || !self.others_are_clear {
            return Ok(RightOf::Nothing);
        }
        // Each of them was counted when it was audited; none is clear that was not.
        self.clear = self.clear.checked_sub(1).ok_or_else(|| changed(self.file))?;
        Ok(self.marked(Remark::clear(row.line)))
    }

    /// A mark; where no header has named the added columns, the first one does.
    fn marked(&mut self, mut mark: Remark) -> RightOf {
        mark.with_titles = !std::mem::replace(&mut self.has_titles, true);
        RightOf::Mark(Rc::new(mark))
    }

    fn marks_on(&mut self, line: u64) -> io::Result<Vec<Remark>> {
        let Some(marks) = &mut self.marks else { return Ok(Vec::new()) };
        let mut here = Vec::new();
        while marks.line().is_some_and(|next| next <= line) {
            if marks.line() < Some(line) {
                return Err(changed(self.file));
            }
            here.extend(marks.next()?);
        }
        let is_clear = |mark: &&Remark| mark.says == FirstCell::Verdict(Verdict::Clear);
        self.clear = self.clear.saturating_sub(here.iter().filter(is_clear).count() as u64);
        Ok(here)
    }

    fn next_of_list(&mut self) -> io::Result<Option<TableRow>> {
        let (cells, line, right_of) = if self.has_titles {
            let Some(marks) = &mut self.marks else { return Ok(None) };
            let Some(mark) = marks.next()? else { return Ok(None) };
            let line = mark.line.to_string();
            let of = |text: &Option<String>| text.clone().unwrap_or_default();
            let cells = [line, of(&mark.asset_id), mark.called.clone(), of(&mark.site)];
            (cells, mark.line, RightOf::Mark(Rc::new(mark)))
        } else {
            self.has_titles = true;
            (LIST.map(str::to_owned), 0, RightOf::Titles)
        };
        let cells = OriginalCells::Text(cells.iter().collect());
        let row = OriginalRow { line, lines: 1, cells, is_seen: true };
        Ok(Some(TableRow { row, empty: 0, right_of }))
    }
}

impl RightOf {
    /// The texts of the added columns, several of one column put together by `between`; none where nothing is said.
    pub(super) fn texts(&self, between: &str) -> Vec<String> {
        match self {
            Self::Nothing => Vec::new(),
            Self::Titles => TITLES.map(str::to_owned).to_vec(),
            Self::Mark(mark) => {
                let said = mark.texts.iter().map(|texts| texts.join(between));
                let all = std::iter::once(mark.says.word().to_owned()).chain(said);
                let titled = |(text, title): (String, &str)| {
                    if mark.with_titles { format!("{title}: {text}") } else { text }
                };
                all.zip(TITLES).map(titled).collect()
            }
        }
    }
}
