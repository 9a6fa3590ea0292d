//! The README and the book (`docs/`) are true: what they show runs and prints what they say, what they link to is there, and the pages on
//! the law say what the law files say.
//!
//! `BANLINT_WRITE_DOCS=1 cargo test --test docs` writes the pages anew where they are stale; read the difference before you keep it.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "clippy's allowance for tests stops at the helpers of an integration test"
)]

mod commands;
mod coverage;
mod links;
mod page;
mod regimes;

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Mutex,
};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn root(path: &str) -> PathBuf {
    Path::new(ROOT).join(path)
}

fn read(path: &str) -> String {
    fs::read_to_string(root(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Held by whoever writes a page of which another test writes parts too.
static WRITING: Mutex<()> = Mutex::new(());

/// Whether stale pages are to be written anew.
fn writes() -> bool {
    std::env::var_os("BANLINT_WRITE_DOCS").is_some()
}

/// The pages of the book, in its order, as paths from the root.
fn book() -> Vec<String> {
    let summary = read("docs/SUMMARY.md");
    let links = page::links(&summary);
    links.into_iter().map(|link| format!("docs/{}", link.target)).collect()
}
