//! The forms of workbooks, and how their files begin.

use crate::tables::Form;

/// How ZIP archives begin: with a part, or without any.
pub(crate) const ZIP: [&[u8]; 2] = [b"PK\x03\x04", b"PK\x05\x06"];
/// How compound files of Office begin.
pub(crate) const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// The form of a workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Xlsx,
    Xlsb,
    Xls,
    Ods,
}

impl Kind {
    /// The form as people know it.
    pub(crate) fn form(self) -> Form {
        match self {
            Self::Xlsx => Form::Xlsx,
            Self::Xlsb => Form::Xlsb,
            Self::Xls => Form::Xls,
            Self::Ods => Form::Ods,
        }
    }
}
