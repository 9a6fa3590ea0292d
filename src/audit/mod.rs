//! Audit: the one place that joins the stations.
//!
//! `knowledge` loads what the stations read (`file_topics` sorts files, `own_files` tells what the user's are to those that are shipped), `builder` checks the settings of an audit (`setup`; `jurisdictions` finds out whose law is
//! asked for, `basis` keeps what reports must say of it), and `auditor` holds them. `files` goes through all sheets of a file;
//! `run` reads the rows of one of them: it leaves out what is surely clear (`screening`, `prefilter`, with its `memory` of cells and, of goods that are too old, `bought_before`), and has the others judged
//! in batches (`queue`, `workers`). `judge` takes one row through the house: `law_of_row` finds the law of its owner, `establish` makes facts out of words and `other_columns` hears what further columns say of them, `called` names
//! it. `lines` searches what is no row, `sections` remembers the maker that a line names for the rows below it, with `named_columns` for the names of columns, `fingerprints` make findings known again, `unread` notes the cells that could not be read, and `audited` is what comes out.
//! `examples` hold law files against the rows that they bring, and `cited_pages` counts what rests on each page.

mod audited;
mod auditor;
mod basis;
mod bought_before;
mod builder;
mod called;
#[cfg(feature = "cli")]
mod cited_pages;
mod companies;
mod establish;
mod examples;
pub(crate) mod file_topics;
mod files;
mod fingerprints;
mod judge;
mod jurisdictions;
mod knowledge;
mod law_of_row;
mod lines;
mod long_rows;
mod memory;
mod named_columns;
mod other_columns;
mod own_files;
mod owner_laws;
mod prefilter;
mod queue;
mod remarks;
mod run;
mod screening;
mod sections;
mod sellers;
mod setup;
mod setup_error;
mod unknown_maker;
mod unread;
mod waivers;
mod workers;

#[cfg(test)]
mod tests;

pub use audited::{Audited, Place, SetAsideLine, Settings, Tally};
pub use auditor::Auditor;
pub use basis::{AnswerWord, AppliedRegime, Basis, LeftOut, LeftOutRegime, WaiverTerms};
pub use builder::AuditorBuilder;
#[cfg(feature = "cli")]
pub(crate) use cited_pages::{CitedPage, cited_pages};
pub use examples::ExampleOutcome;
pub use files::FileAudit;
pub use fingerprints::Fingerprints;
pub(crate) use fingerprints::numbered;
#[cfg(feature = "cli")]
pub(crate) use knowledge::files;
pub use knowledge::{Folders, Knowledge, LoadError};
pub use own_files::{OwnFile, OwnFileEffect, OwnFileKind};
pub use run::{Audit, Progress, Step};
pub use setup_error::SetupError;
pub use unread::UnreadCell;
