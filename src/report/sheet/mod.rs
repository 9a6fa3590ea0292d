//! The sheet back: every row of every sheet as it is, and what is said of it in columns to the right.
//!
//! While the audit passes, a `store` keeps what is said of each row that is not plainly clear (`added_columns` makes the texts). At the end
//! each `input` is read once more, and `tables` puts rows and texts together; `csv_file` and `workbook` write them. A text that could
//! act gets an apostrophe in CSV (`report/formula.rs`). What is no sheet, as a document of objects, comes as a list with a row an
//! asset.

mod added_columns;
mod csv_file;
mod input;
mod store;
mod tables;
mod workbook;

use std::{io, sync::Arc};

pub(crate) use self::input::{ReadFrom, RereadInput};
use self::{added_columns::Remark, store::Store};
use super::{Report, SetAsideRow, Summary, goods::Actions};
use crate::{
    audit::{Audited, Basis},
    intake::Understanding,
    report::reaching::ReachingLaw,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SheetForm {
    Csv,
    Xlsx,
}

/// The `csv` and `xlsx` formats. They write nothing before the end, for what is said of a row may depend on later ones.
#[derive(Debug)]
pub(crate) struct SheetReport {
    form: SheetForm,
    inputs: Arc<[RereadInput]>,
    basis: Option<Basis>,
    store: Store,
    laws: ReachingLaw,
    actions: Actions,
    remarks: Vec<String>,
}

impl SheetReport {
    pub(crate) fn new(form: SheetForm, inputs: Arc<[RereadInput]>) -> Self {
        Self {
            form,
            inputs,
            basis: None,
            store: Store::default(),
            laws: ReachingLaw::default(),
            actions: Actions::default(),
            remarks: Vec::new(),
        }
    }
}

/// Whether a file, which begins so, is a sheet with our columns.
pub(super) fn is_ours(head: &str, file: impl io::Read + io::Seek) -> bool {
    csv_file::begins(head) || head.starts_with("PK") && workbook::is_ours(file)
}

impl Report for SheetReport {
    fn begin(&mut self, _out: &mut dyn io::Write, basis: &Basis) -> io::Result<()> {
        *self =
            Self { basis: Some(basis.clone()), ..Self::new(self.form, Arc::clone(&self.inputs)) };
        Ok(())
    }

    fn asset(&mut self, _out: &mut dyn io::Write, asset: &Audited) -> io::Result<()> {
        if self.form == SheetForm::Xlsx {
            self.laws.add(asset);
            self.actions.add(asset);
        }
        self.store.add(&asset.place, Remark::of(asset))
    }

    fn set_aside(&mut self, _out: &mut dyn io::Write, line: &SetAsideRow) -> io::Result<()> {
        self.store.add(&line.place, Remark::of_line(&line.row))
    }

    fn understood(&mut self, understanding: &Understanding) {
        self.store.understood(understanding);
    }

    fn end(&mut self, out: &mut dyn io::Write, summary: &Summary) -> io::Result<()> {
        self.store.finish()?;
        self.remarks = match self.form {
            SheetForm::Csv => csv_file::write(out, &self.inputs, &self.store, summary)?,
            SheetForm::Xlsx => {
                let Some(basis) = &self.basis else { return Ok(()) };
                let (laws, actions) = (&self.laws, &self.actions);
                let found = workbook::Overall { summary, basis, laws, actions };
                workbook::write(out, &self.inputs, &self.store, &found)?;
                Vec::new()
            }
        };
        Ok(())
    }

    fn remarks(&self) -> &[String] {
        &self.remarks
    }
}

#[cfg(test)]
mod tests;
