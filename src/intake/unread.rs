//! Why something is read as no inventory, and what would make one of it.

use std::fmt;

use super::{Error, ErrorKind, source::Source};
use crate::strings::in_shell;

/// How to have read what stands in a document beside its assets.
const ASSETS: &str =
    "put what is an asset there into a list of its own, with keys such as manufacturer and model";

/// How to have rows read whose cells have no names.
const KEYS: &str = "make each of them an object with keys such as manufacturer and model, or put a row with the names of the columns first";

/// How to have read what stands on a web page outside of a table.
const TABLE: &str =
    "put what is an asset there into a table, with a header such as Manufacturer and Model";

/// How to have read what stands in a workbook outside of its cells.
const CELLS: &str =
    "give what is an asset there a row of a sheet, with its maker and model under their headers";

/// How to have the assets of such a document read.
const EXPORT: &str = "export the inventory as a workbook (XLSX), as CSV or as JSON";

/// Why a sheet, a list or a text is no inventory, and what would make one of it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Unread {
    /// What it lacks.
    pub lack: &'static str,
    /// What the user can do to have it read, as an infinitive.
    pub remedy: String,
}

impl Unread {
    /// What stands in a document beside its assets.
    pub(super) fn not_an_asset() -> Self {
        let (lack, remedy) = ("it stands beside the assets", ASSETS.to_owned());
        Self { lack, remedy }
    }

    /// A web page without tables.
    pub(super) fn page() -> Self {
        Self { lack: "it is a web page", remedy: TABLE.to_owned() }
    }

    /// What stands on a web page beside its tables.
    #[cfg(feature = "documents")]
    pub(super) fn beside_tables() -> Self {
        Self { lack: "it stands beside the tables of the page", remedy: TABLE.to_owned() }
    }

    /// An XML document of which nobody has said where its assets stand.
    pub(super) fn xml() -> Self {
        Self { lack: "it is XML of a shape that is not known", remedy: EXPORT.to_owned() }
    }

    /// Rows of a document that are lists, without a row that names what stands in them.
    pub(super) fn without_keys() -> Self {
        Self { lack: "nothing names its columns", remedy: KEYS.to_owned() }
    }

    /// What stands beside the cells of a workbook.
    pub(super) fn beside_cells() -> Self {
        Self { lack: "it stands beside the cells of the workbook", remedy: CELLS.to_owned() }
    }

    /// What a file or a sheet lacks; `how` are the options with which it would be read.
    pub(super) fn new(lack: &'static str, file: &str, sheet: Option<&str>, how: &str) -> Self {
        let sheet = sheet.map(|sheet| format!(" --sheet {}", in_shell(sheet)));
        let command = format!("{}{}{how}", in_shell(file), sheet.unwrap_or_default());
        Self { lack, remedy: format!("run `banlint check {command}`") }
    }

    /// The same of what the error says; `None` for an inventory that cannot be read as it is.
    pub(super) fn of(error: &Error, source: &Source) -> Option<Self> {
        let how = match &error.kind {
            ErrorKind::NoKnownColumn { example, .. } => {
                format!(" --column {}", in_shell(&format!("{example}=model")))
            }
            ErrorKind::NoHeader { .. } => " --header-line 0".to_owned(),
            _ => String::new(),
        };
        let lack = error.no_inventory()?;
        Some(Self::new(lack, &source.file, source.sheet.as_deref(), &how))
    }
}

impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "no row of an inventory ({}), so this line was searched as text; to have it read, {}",
            self.lack, self.remedy
        )
    }
}
