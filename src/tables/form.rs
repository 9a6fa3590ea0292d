//! What kind of file a table stands in.

use super::text::EncodingBasis;

/// How a delimited text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextForm {
    /// The encoding of the text.
    pub encoding: &'static str,
    /// How the encoding was found.
    pub basis: EncodingBasis,
    /// The character between the cells.
    pub delimiter: char,
}

/// What kind of file an inventory is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Form {
    /// Delimited text.
    Text,
    /// Lines with one JSON object each.
    JsonLines,
    /// JSON of any other shape.
    Json,
    /// An XML document whose shape is known.
    Xml,
    /// An Excel workbook of today, with macros or without.
    Xlsx,
    /// A binary Excel workbook.
    Xlsb,
    /// An old Excel workbook.
    Xls,
    /// An `OpenDocument` workbook.
    Ods,
}

impl Form {
    /// Whether its inventories are sheets with numbered rows.
    #[must_use]
    pub fn is_workbook(self) -> bool {
        matches!(self, Self::Xlsx | Self::Xlsb | Self::Xls | Self::Ods)
    }

    /// Whether its inventories are lists of objects, whose keys are the header.
    #[must_use]
    pub fn is_document(self) -> bool {
        matches!(self, Self::Json | Self::JsonLines | Self::Xml)
    }

    /// The form as people call it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::JsonLines => "JSON Lines",
            Self::Json => "JSON",
            Self::Xml => "XML",
            Self::Xlsx => "Excel workbook (XLSX)",
            Self::Xlsb => "binary Excel workbook (XLSB)",
            Self::Xls => "old Excel workbook (XLS)",
            Self::Ods => "OpenDocument workbook (ODS)",
        }
    }
}

/// How a file of text was packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Packing {
    /// With gzip.
    Gzip,
    /// With zstd.
    Zstd,
}

impl Packing {
    /// The packing as people call it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Gzip => "gzip",
            Self::Zstd => "zstd",
        }
    }
}
