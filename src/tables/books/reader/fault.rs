//! What can be wrong with a workbook, before it has the name of its file.

use std::{io, str::EscapeDebug};

use calamine::{OdsError, XlsError, XlsbError, XlsxError};

use crate::{
    strings::clipped,
    tables::{self, ReadError, ReadErrorKind, reader_thread::NoThread},
};

/// More of a name is not shown.
const SHOWN: usize = 60;

/// Why a workbook or one of its sheets cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// It asks for a password.
    Locked,
    /// It is not whole; what its reader says.
    Damaged(String),
    /// It is larger than any inventory; how large, and what the bound is.
    TooLarge(String),
    /// The sheet is a chart, a dialog or a macro.
    NoCells,
    /// No thread can be started to read it, for this reason.
    NoThread(io::ErrorKind),
}

impl Fault {
    /// The error for a file.
    pub(super) fn of(self, file: &str) -> ReadError {
        tables::Fault::from(self).of(file)
    }
}

impl From<Fault> for tables::Fault {
    fn from(fault: Fault) -> Self {
        let kind = match fault {
            Fault::Locked => ReadErrorKind::Locked,
            Fault::Damaged(cause) => ReadErrorKind::Damaged(cause),
            Fault::TooLarge(what) => ReadErrorKind::TooLarge(what),
            Fault::NoCells => ReadErrorKind::Damaged("the sheet has no cells".into()),
            Fault::NoThread(kind) => ReadErrorKind::NoThread { cause: kind.into() },
        };
        kind.into()
    }
}

impl From<NoThread> for Fault {
    fn from(NoThread(error): NoThread) -> Self {
        Self::NoThread(error.kind())
    }
}

impl From<XlsxError> for Fault {
    fn from(error: XlsxError) -> Self {
        match error {
            XlsxError::Password => Self::Locked,
            XlsxError::NotAWorksheet(_) => Self::NoCells,
            other => Self::Damaged(other.to_string()),
        }
    }
}

macro_rules! of_reader {
    ($($error:ident)*) => {$(
        impl From<$error> for Fault {
            fn from(error: $error) -> Self {
                match error {
                    $error::Password => Self::Locked,
                    other => Self::Damaged(other.to_string()),
                }
            }
        }
    )*};
}

of_reader! { XlsbError XlsError OdsError }

impl From<zip::result::ZipError> for Fault {
    fn from(error: zip::result::ZipError) -> Self {
        let cause = error.to_string();
        Self::Damaged(match error {
            zip::result::ZipError::UnsupportedArchive(_) => format!(
                "it is packed as no workbook is: {cause}; unpack it, and pack its parts with Deflate"
            ),
            _ => cause,
        })
    }
}

/// A name that a workbook gives to something, as a message shows it.
pub(super) fn shown(name: &str) -> EscapeDebug<'_> {
    clipped(name, SHOWN).escape_debug()
}

/// The fault of a part that cannot be read.
pub(super) fn damaged(error: &io::Error) -> Fault {
    Fault::Damaged(error.to_string())
}
