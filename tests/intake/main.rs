//! Intake from the outside: text, workbooks and documents, the words of inventories, and what real files do to whoever reads them.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "clippy's allowance for tests stops at the helpers of an integration test"
)]

mod books;
mod books_broken;
mod documents;
mod exports;
mod forms;
mod groups;
mod headers;
mod text;
mod traps;
mod unknown_headers;
mod words;
mod yaml;

use std::sync::{Arc, LazyLock};

use banlint::{
    asset::Role,
    audit::Knowledge,
    intake::{Formats, Options},
};

/// The words as shipped.
static FORMATS: LazyLock<Arc<Formats>> = LazyLock::new(|| Knowledge::shipped().unwrap().formats);

/// How a file is read if nobody says anything.
fn options() -> Options {
    Options::new(Arc::clone(&FORMATS))
}

/// A cell without its gaps: a number that was wrapped at a hyphen is put together again.
fn unspaced(cell: &str) -> String {
    cell.split_whitespace().collect()
}

/// What a column is taken for, in a word.
fn shown_role(role: Role) -> String {
    match role {
        Role::Field(field) => field.key().to_owned(),
        other => format!("{other:?}"),
    }
}
