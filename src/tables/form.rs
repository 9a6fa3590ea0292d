//! What kind of file a table stands in.

/// How a delimited text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TextForm {
    /// The encoding of the text.
    pub encoding: &'static str,
    /// How the encoding was found.
    pub basis: EncodingBasis,
    /// The character between the cells.
    pub delimiter: char,
}

worded! {
    /// How the encoding of a file was found.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    #[non_exhaustive]
    pub enum EncodingBasis {
        /// A byte order mark says so.
        Mark = "the file says so",
        /// The first bytes are valid in it, or have the pattern of it.
        Bytes = "its bytes show it",
        /// No encoding announces itself; this one fits the letters best.
        Guess = "it fits the letters best",
        /// No encoding announces itself; in this one the names of the columns are known words.
        Headers = "in it the columns have known names",
        /// The user said so.
        Override = "as you said",
    }
}

worded! {
    /// What kind of file an inventory is.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
    #[serde(rename_all = "kebab-case")]
    #[non_exhaustive]
    pub enum Form {
        /// Delimited text.
        Text = "text",
        /// Lines with one JSON object each.
        JsonLines = "JSON Lines",
        /// JSON of any other shape.
        Json = "JSON",
        /// An XML document whose shape is known.
        Xml = "XML",
        /// YAML, one document or several.
        Yaml = "YAML",
        /// Lists of tables in TOML.
        Toml = "TOML",
        /// Rows that SQL puts into tables.
        Sql = "SQL",
        /// Hosts in groups, as Ansible lists them in INI.
        Hosts = "hosts of Ansible (INI)",
        /// Objects as programs write them down.
        Objects = "objects of a program",
        /// A web page, of which each table is a sheet.
        Html = "web page (HTML)",
        /// An Excel workbook of today, with macros or without.
        Xlsx = "Excel workbook (XLSX)",
        /// A binary Excel workbook.
        Xlsb = "binary Excel workbook (XLSB)",
        /// An old Excel workbook.
        Xls = "old Excel workbook (XLS)",
        /// An `OpenDocument` workbook.
        Ods = "OpenDocument workbook (ODS)",
    }
}

impl Form {
    /// Whether its inventories are sheets with numbered rows.
    pub fn is_workbook(self) -> bool {
        matches!(self, Self::Xlsx | Self::Xlsb | Self::Xls | Self::Ods)
    }

    /// Whether its inventories are lists of objects, whose keys are the header.
    pub fn is_document(self) -> bool {
        matches!(
            self,
            Self::Json
                | Self::JsonLines
                | Self::Xml
                | Self::Yaml
                | Self::Toml
                | Self::Sql
                | Self::Hosts
                | Self::Objects
        )
    }
}

worded! {
    /// How a file of text was packed.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum Packing {
        /// With gzip.
        Gzip = "gzip",
        /// With zstd.
        Zstd = "zstd",
    }
}

/// How the names of files end that may hold inventories.
const ENDINGS: [&str; 8] = [".csv", ".tsv", ".xlsx", ".xlsm", ".xls", ".ods", ".json", ".jsonl"];

/// Whether a file of this name, in small letters, may hold an inventory.
pub(super) fn may_hold_inventory(name: &str) -> bool {
    ENDINGS.iter().any(|ending| name.ends_with(ending))
}
