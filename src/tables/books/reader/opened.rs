//! A workbook that is open, and its sheets row by row.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::BufReader,
    sync::Arc,
};

use calamine::{Ods, Reader, SheetType, SheetVisible, Xls, Xlsb, Xlsx};

use super::{
    Fault, Kind, Listed,
    annotations::BySheet,
    assembly::{Rows, Sink},
    book::Book,
    cell::Value,
    fault::shown,
    inspect::{self, Inspected},
    merged::{Region, Regions},
    xls,
};

/// Takes the cells of a sheet: where each stands, what it holds, and the number of its style. Says whether it wants more.
type PutCell<'p> = &'p mut dyn FnMut((u32, u32), Value<'_>, usize) -> Result<bool, Fault>;

/// A workbook that was weighed and can be opened any number of times.
#[derive(Clone)]
pub(super) struct Closed {
    book: Book,
    kind: Kind,
    /// The merged cells by sheet, from top to bottom.
    merged: Arc<BTreeMap<String, Arc<[Region]>>>,
}

/// A workbook that is open.
pub(super) struct Opened {
    form: Form,
    /// What was found beside the cells when it was weighed.
    pub(super) by_sheet: BySheet,
    merged: Arc<BTreeMap<String, Arc<[Region]>>>,
}

enum Form {
    Xlsx(Box<Xlsx<BufReader<Book>>>),
    Xlsb(Box<Xlsb<BufReader<Book>>>),
    Xls(Box<Xls<BufReader<Book>>>),
    Ods(Box<Ods<BufReader<Book>>>),
}

impl Closed {
    /// Weighs a workbook and opens it for the first time.
    pub(super) fn open_first(book: Book, kind: Kind) -> Result<(Self, Opened), Fault> {
        let Inspected { book, merged, by_sheet } = match kind {
            Kind::Xls => {
                let (book, outside) = xls::check(&book)?;
                let by_sheet = BySheet { outside, ..BySheet::default() };
                Inspected { book, merged: Regions::default(), by_sheet }
            }
            _ => inspect::check(book, kind)?,
        };
        let mut form = Form::new(book.clone(), kind)?;
        form.check_names()?;
        let merged = Arc::new(form.merged(merged)?);
        let closed = Self { book, kind, merged: Arc::clone(&merged) };
        Ok((closed, Opened { form, by_sheet, merged }))
    }

    /// Opens the workbook once more.
    pub(super) fn open(&self) -> Result<Opened, Fault> {
        let form = Form::new(self.book.clone(), self.kind)?;
        Ok(Opened { form, by_sheet: BySheet::default(), merged: Arc::clone(&self.merged) })
    }
}

impl Form {
    fn new(book: Book, kind: Kind) -> Result<Self, Fault> {
        let book = BufReader::new(book);
        Ok(match kind {
            Kind::Xlsx => Self::Xlsx(Box::new(Xlsx::new(book)?)),
            Kind::Xlsb => Self::Xlsb(Box::new(Xlsb::new(book)?)),
            Kind::Xls => Self::Xls(Box::new(Xls::new(book)?)),
            Kind::Ods => Self::Ods(Box::new(Ods::new(book)?)),
        })
    }

    fn sheets(&self) -> &[calamine::Sheet] {
        match self {
            Self::Xlsx(book) => book.sheets_metadata(),
            Self::Xlsb(book) => book.sheets_metadata(),
            Self::Xls(book) => book.sheets_metadata(),
            Self::Ods(book) => book.sheets_metadata(),
        }
    }

    /// Refuses two sheets of one name: their reader gives the cells of one of them for both.
    fn check_names(&self) -> Result<(), Fault> {
        let mut names = BTreeSet::new();
        match self.sheets().iter().find(|sheet| !names.insert(&*sheet.name)) {
            Some(sheet) => Err(Fault::Damaged(format!(
                "two of its sheets are called `{}`",
                shown(&sheet.name)
            ))),
            None => Ok(()),
        }
    }

    /// The merged cells of all sheets. Where the reader knows them, it is asked.
    fn merged(&mut self, known: Regions) -> Result<BTreeMap<String, Arc<[Region]>>, Fault> {
        let mut by_sheet = known.by_sheet;
        for calamine::Sheet { name, .. } in self.sheets().to_vec() {
            let cells = match self {
                Self::Xlsx(book) if known.some => book.merge_cells_by_sheet_name(&name)?,
                Self::Xls(book) => book.merge_cells_by_sheet_name(&name)?,
                _ => continue,
            };
            by_sheet.insert(name, cells.into_iter().map(Region::from).collect());
        }
        let in_order = |mut regions: Vec<Region>| {
            regions.sort_by_key(|region| (region.rows.0, region.columns, region.rows.1));
            regions.into()
        };
        Ok(by_sheet.into_iter().map(|(name, regions)| (name, in_order(regions))).collect())
    }
}

impl Opened {
    /// All sheets in their order.
    pub(super) fn sheets(&self) -> Vec<Listed> {
        let listed = |sheet: &calamine::Sheet| Listed {
            name: sheet.name.clone(),
            has_cells: sheet.typ == SheetType::WorkSheet,
            is_hidden: sheet.visible != SheetVisible::Visible,
        };
        self.form.sheets().iter().map(listed).collect()
    }

    /// The merged cells of a sheet, from top to bottom.
    pub(super) fn merged(&self, sheet: &str) -> Arc<[Region]> {
        self.merged.get(sheet).cloned().unwrap_or_default()
    }

    /// Hands the filled rows of a sheet to `sink` until it wants no more. Merged cells are filled down.
    pub(super) fn rows(&mut self, sheet: &str, sink: Sink<'_>) -> Result<(), Fault> {
        let merged = self.merged(sheet);
        let mut rows = Rows::new(sink, &merged);
        let mut goes_on = true;
        self.cells(sheet, &mut |place, value, _| {
            goes_on = rows.put(place, value)?;
            Ok(goes_on)
        })?;
        if goes_on { rows.end().map(drop) } else { Ok(()) }
    }

    /// Hands the cells of a sheet to `put` until it wants no more, in the order of the file.
    pub(super) fn cells(&mut self, sheet: &str, put: PutCell<'_>) -> Result<(), Fault> {
        match &mut self.form {
            Form::Xlsx(book) => {
                let mut cells = book.worksheet_cells_reader(sheet)?;
                while let Some((cell, style)) = cells.next_cell_with_style_id()? {
                    if !put(cell.get_position(), Value::from(cell.get_value()), style)? {
                        return Ok(());
                    }
                }
            }
            Form::Xlsb(book) => {
                let mut cells = book.worksheet_cells_reader(sheet)?;
                while let Some(cell) = cells.next_cell()? {
                    if !put(cell.get_position(), Value::from(cell.get_value()), 0)? {
                        return Ok(());
                    }
                }
            }
            Form::Xls(book) => return put_all(&book.worksheet_range(sheet)?, put),
            Form::Ods(book) => return put_all(&book.worksheet_range(sheet)?, put),
        }
        Ok(())
    }

    /// The formats in which the styles of a sheet show numbers, by the numbers of the styles, as far as the file tells.
    #[cfg(feature = "cli")]
    pub(super) fn number_formats(&mut self, sheet: &str) -> Result<Vec<Option<Arc<str>>>, Fault> {
        let Form::Xlsx(book) = &mut self.form else { return Ok(Vec::new()) };
        let cells = book.worksheet_cells_reader(sheet)?;
        let code = |style: &calamine::Style| {
            Some(style.number_format.as_ref()?.format_code.as_str().into())
        };
        Ok(cells.styles().iter().map(code).collect())
    }
}

fn put_all(range: &calamine::Range<calamine::Data>, put: PutCell<'_>) -> Result<(), Fault> {
    let (top, left) = range.start().unwrap_or_default();
    for (row, column, data) in range.used_cells() {
        let place = |at: usize, first: u32| u32::try_from(at).unwrap_or(u32::MAX) + first;
        if !put((place(row, top), place(column, left)), Value::from(data), 0)? {
            return Ok(());
        }
    }
    Ok(())
}
