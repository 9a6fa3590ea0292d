//! The outlook: the verdicts of the same goods on days to come, beside those of today.
//!
//! The goods are audited as of each day, so nothing is guessed: what an exception, a waiver or a second provision does to an item is in
//! it. `days` compares one day with the day before, `table` turns what came out to one line of days for each kind
//! of goods, `text` and `json` show it.

mod days;
mod json;
mod table;
mod text;

pub(crate) use days::{Horizon, Outlook};
pub(crate) use json::{turns as turns_json, write as outlook_json};
pub(crate) use text::{turns as turns_text, write as outlook_text};
