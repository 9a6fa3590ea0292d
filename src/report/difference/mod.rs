//! The difference between two audits: which findings are new, gone or changed, and what of the sheet, the law and the knowledge changed.
//!
//! `side` is the result of one audit, `compare` holds one against the other, `text` and `json` show what came out.

mod compare;
mod json;
mod side;
mod text;

pub(crate) use compare::Difference;
pub(crate) use json::write as difference_json;
pub(crate) use side::AuditSide;
pub(crate) use text::write as difference_text;

#[cfg(test)]
mod tests;
