//! Context: what tells the kind of an item whose row names none, such as the name of its sheet.

use super::id::KindId;

/// What a kind was inferred from, the strongest first.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Context {
    /// What the row calls the item: `cam-07`.
    Name {
        /// The header of the column.
        header: String,
        /// The name.
        text: String,
    },
    /// The label, whose owner sells nothing else.
    Range(String),
    /// The header of a column that the row fills: `Cam #`.
    Header(String),
    /// The name of the sheet.
    Sheet(String),
    /// A line above the table.
    Title(String),
    /// The name of the file.
    File(String),
}

/// A kind that the context of a row suggests. It fills an unknown kind and never speaks against one: a sheet of cameras may list
/// the switch that they hang on.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SuggestedKind {
    /// The kind.
    pub kind: KindId,
    /// What suggests it.
    pub context: Context,
}

/// What a layout suggests of all its rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct LayoutKinds {
    /// By the columns, as far as a row fills them.
    pub(super) columns: Vec<(usize, SuggestedKind)>,
    /// By sheet, title or file, whichever is the strongest that suggests any.
    pub(super) around: Vec<SuggestedKind>,
}

impl LayoutKinds {
    /// Whether it suggests none.
    pub(crate) fn is_empty(&self) -> bool {
        self.columns.is_empty() && self.around.is_empty()
    }
}
