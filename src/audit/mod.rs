//! Audit: the one place that joins the stations.
//!
//! `knowledge` loads what the stations read, `builder` checks the settings of an audit, `auditor` holds them, `establish` makes facts out of words,
//! `run` takes the rows of one sheet through the house (`memo` remembers what rows repeat, `lines` searches what is no row, `called` names each,
//! `unread` notes the cells that could not be read), `files` goes through all sheets of a file, and `audited` is what comes out.
//! `jurisdictions` finds out whose law is asked for.

mod audited;
mod auditor;
mod builder;
mod called;
mod establish;
mod files;
mod judge;
mod jurisdictions;
mod knowledge;
mod lines;
mod prefilter;
mod run;
mod screening;
mod unread;
mod workers;

#[cfg(test)]
mod tests;

pub use audited::{
    AppliedRegime, Audited, Basis, LeftOut, LeftOutRegime, Place, RULE_AGE_DAYS, SetAsideLine,
    Settings, Tally, WaiverTerms,
};
pub use auditor::Auditor;
pub use builder::{AuditorBuilder, SetupError};
pub use files::FileAudit;
pub use knowledge::{Folders, Knowledge, LoadError};
pub use run::Audit;
pub use unread::UnreadCell;
