//! A document that answers one question: its form, the program that wrote it, and at its end the sources that it refers to.

use std::io;

use serde::Serialize;

use super::{References, SourceRecord, put_line};

#[derive(Serialize)]
struct AnswerDocument<T> {
    schema: &'static str,
    banlint: &'static str,
    #[serde(flatten)]
    content: T,
    #[serde(skip_serializing_if = "Option::is_none")]
    sources: Option<Vec<SourceRecord>>,
}

/// Writes a document in one line; `references` are those of its content, if it has any.
pub(in crate::report) fn put_document<T: Serialize>(
    out: &mut dyn io::Write,
    schema: &'static str,
    content: T,
    references: Option<References>,
) -> io::Result<()> {
    let sources = references.map(|mut references| references.new_sources());
    let banlint = env!("CARGO_PKG_VERSION");
    put_line(out, &AnswerDocument { schema, banlint, content, sources })
}
