//! What kind of file a table stands in.

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

/// How the encoding of a file was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EncodingBasis {
    /// A byte order mark says so.
    Mark,
    /// The first bytes are valid in it, or have the pattern of it.
    Bytes,
    /// No encoding announces itself; this one fits the letters best.
    Guess,
    /// No encoding announces itself; in this one the names of the columns are known words.
    Headers,
    /// The user said so.
    Override,
}

impl EncodingBasis {
    /// How it was found, in words.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Mark => "the file says so",
            Self::Bytes => "its bytes show it",
            Self::Guess => "it fits the letters best",
            Self::Headers => "in it the columns have known names",
            Self::Override => "as you said",
        }
    }
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
