//! Why a workbook could not be written.

use std::io;

use rust_xlsxwriter::XlsxError;

use crate::report::sheet::store::not_kept;

/// Why a workbook could not be written.
#[derive(Debug)]
pub(super) struct WriterFailed(io::Error);

impl From<io::Error> for WriterFailed {
    fn from(error: io::Error) -> Self {
        Self(error)
    }
}

impl From<XlsxError> for WriterFailed {
    fn from(error: XlsxError) -> Self {
        Self(match error {
            XlsxError::IoError(error) => not_kept(&error),
            other => io::Error::other(format!("the workbook cannot be written: {other}")),
        })
    }
}

impl From<WriterFailed> for io::Error {
    fn from(WriterFailed(error): WriterFailed) -> Self {
        error
    }
}
