//! Letters: what an audit has to say to somebody outside, ready to be read, completed and signed.
//!
//! `gathered` keeps what rows say to suppliers and to whom the law wants something reported, in bounded memory while they pass. `supplier`,
//! `duty` and `inquiry` each make a document of it, a tree of `document`, which `markdown` and `docx` write.

mod document;
mod docx;
mod duty;
mod gathered;
mod inquiry;
mod markdown;
mod parts;
mod questions;
mod supplier;
mod unreached_rows;

use std::io;

use document::LetterDocument;
pub(crate) use gathered::Gathered;
pub(crate) use parts::time_of;

use super::Summary;
use crate::{Date, audit::Basis};

/// A letter with the name of its file, without an ending.
pub(crate) struct Letter {
    pub(crate) name: String,
    document: LetterDocument,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum LetterForm {
    /// Markdown.
    #[value(name = "md")]
    Markdown,
    /// A word processor's document.
    Docx,
}

impl Letter {
    pub(crate) fn write(&self, form: LetterForm, out: &mut dyn io::Write) -> io::Result<()> {
        match form {
            LetterForm::Markdown => markdown::write(&self.document, out),
            LetterForm::Docx => docx::write(&self.document, out),
        }
    }
}

/// The letters to suppliers of whose goods something is open.
pub(crate) fn to_suppliers(basis: &Basis, gathered: &Gathered) -> Vec<Letter> {
    named(supplier::documents(basis, gathered))
}

/// The reports that the law wants of what was found, if they are wanted by the id of their duty; `found` is the day from which they count.
pub(crate) fn to_authorities(
    basis: &Basis,
    gathered: &Gathered,
    found: Date,
    wants: impl Fn(&str) -> bool,
) -> Vec<Letter> {
    let wanted = gathered.duties.iter().filter(|to_report| wants(&to_report.duty.id));
    named(wanted.filter_map(|to_report| duty::document(basis, to_report, found)))
}

/// What must be said of reports that are wanted and not written: rows are still open under the law that asks for them.
pub(crate) fn not_due_yet(gathered: &Gathered, wants: impl Fn(&str) -> bool) -> Vec<String> {
    let wanted = gathered.duties.iter().filter(|to_report| wants(&to_report.duty.id));
    wanted.filter_map(duty::not_due_yet).collect()
}

pub(crate) fn record(basis: &Basis, gathered: &Gathered, summary: &Summary) -> Letter {
    let document = inquiry::document(basis, gathered, summary);
    Letter { name: "record-of-inquiry".to_owned(), document }
}

fn named(documents: impl IntoIterator<Item = (String, LetterDocument)>) -> Vec<Letter> {
    documents.into_iter().map(|(name, document)| Letter { name, document }).collect()
}

#[cfg(test)]
#[cfg(feature = "xlsx")]
mod tests;
