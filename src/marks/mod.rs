//! Registered numbers by which makers are known (MAC blocks, FCC IDs, CPE names, SNMP enterprise numbers): each is parsed once, at the edge, and is well formed ever after.

mod cpe;
mod fcc;
mod mac;
mod oid;
mod oui;
mod partial_mac;

pub use cpe::CpeVendor;
pub use fcc::FccId;
pub use mac::Mac;
pub(crate) use oid::enterprise_number;
pub(crate) use oui::OuiTable;
pub use oui::{Oui, OuiError};

/// Finds a word in a text whatever the case of its ASCII letters.
fn find_ignoring_case(text: &str, word: &str) -> Option<usize> {
    let (text, word) = (text.as_bytes(), word.as_bytes());
    text.windows(word.len()).position(|window| window.eq_ignore_ascii_case(word))
}
