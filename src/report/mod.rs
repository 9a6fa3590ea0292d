//! Report: findings to people and machines.
//!
//! It knows nothing of how any of it was decided; it only shows. Each format is one [`Report`] in a file of its own: the
//! audit hands it asset by asset, so that no format ever holds all rows. [`Summary`] counts along for all of them.

mod escape;
#[cfg(feature = "cli")]
mod explain;
#[cfg(test)]
mod fixture;
#[cfg(feature = "cli")]
mod identify;
mod json;
mod jsonl;
#[cfg(feature = "cli")]
mod page;
mod summary;
#[cfg(feature = "cli")]
mod text;
mod wording;
mod words;

use std::io;

pub(crate) use escape::{cell, line};
#[cfg(feature = "cli")]
pub(crate) use explain::{Tried, explain};
#[cfg(feature = "cli")]
pub(crate) use identify::{Identified, identify, identify_json, identify_line, named_by};
pub use json::Json;
pub use jsonl::JsonLines;
pub use summary::{FileSummary, MakerSummary, Need, Noted, OldRule, SetAsideRow, Summary, Used};
#[cfg(feature = "cli")]
pub use text::Text;
pub use wording::condition;

use crate::audit::{Audited, Basis};

/// One format of the report, written as the audit goes.
///
/// A caller calls `begin` once, `asset` for every row in the order of the input, and `end` once; a report that was not ended
/// is not whole and must not be kept. Each call gets the same output.
///
/// ```
/// use banlint::report::{JsonLines, Report, Summary};
/// # use banlint::audit::{Audited, Basis};
/// fn write(
///     basis: &Basis,
///     assets: &[Audited],
///     out: &mut dyn std::io::Write,
/// ) -> std::io::Result<Summary> {
///     let mut report = JsonLines::new(false);
///     let mut summary = Summary::new(basis);
///     report.begin(out, basis)?;
///     for asset in assets {
///         summary.add(asset);
///         report.asset(out, asset)?;
///     }
///     report.end(out, &summary)?;
///     Ok(summary)
/// }
/// ```
pub trait Report {
    /// Says what the audit was made with.
    fn begin(&mut self, out: &mut dyn io::Write, basis: &Basis) -> io::Result<()>;

    /// Takes the next row.
    fn asset(&mut self, out: &mut dyn io::Write, asset: &Audited) -> io::Result<()>;

    /// Writes what is left. The summary has counted every row that was handed in.
    fn end(&mut self, out: &mut dyn io::Write, summary: &Summary) -> io::Result<()>;
}

/// Whether a file that begins so is a report of this program, in whatever form.
#[cfg(feature = "cli")]
pub(crate) fn is_report(head: &[u8]) -> bool {
    let head = String::from_utf8_lossy(head);
    head.starts_with(concat!("{\"schema\":\"", env!("CARGO_PKG_NAME"), "/")) || text::begins(&head)
}

/// How a report for people looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// Whether to write colours.
    pub styled: bool,
    /// Columns of the terminal; taken as 60 at least and 120 at most.
    pub width: usize,
    /// Whether to show in full what is otherwise condensed: exempt findings, and clear rows with a known maker.
    pub all: bool,
}

impl Default for Look {
    fn default() -> Self {
        Self { styled: false, width: 100, all: false }
    }
}

/// Whether a row stands in a report that lists rows: those with a maker, a finding, or no reading at all.
fn is_listed(asset: &Audited, all: bool) -> bool {
    all || asset.verdict == crate::Verdict::Unchecked
        || !asset.attributions.is_empty()
        || !asset.findings.is_empty()
}
