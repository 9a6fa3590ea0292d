//! What every format of the report is: it takes row by row, so that none ever holds all of them.

use std::io;

use super::{SetAsideRow, Summary};
use crate::{
    audit::{Audited, Basis},
    intake::Understanding,
};

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

    /// Takes the next line that is no asset; only formats that show whole sheets have a use for it.
    fn set_aside(&mut self, out: &mut dyn io::Write, line: &SetAsideRow) -> io::Result<()> {
        let _ = (out, line);
        Ok(())
    }

    /// Takes how a file or a sheet is understood, once its rows are read.
    fn understood(&mut self, understanding: &Understanding) {
        let _ = understanding;
    }

    /// Writes what is left. The summary has counted every row that was handed in.
    fn end(&mut self, out: &mut dyn io::Write, summary: &Summary) -> io::Result<()>;

    /// Once it is ended: what the form could not hold, in sentences for the user.
    fn remarks(&self) -> &[String] {
        &[]
    }
}

/// Whether a report that lists rows has this one: those with a maker, a finding, or no reading at all.
pub(super) fn is_listed(asset: &Audited, all: bool) -> bool {
    all || asset.verdict == crate::Verdict::Unchecked
        || !asset.attributions.is_empty()
        || !asset.findings.is_empty()
}
