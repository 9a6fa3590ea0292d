//! `html`: one self-contained page for whoever must decide.
//!
//! The page loads nothing and allows nothing but its own style and script (`shell`). Its words are filled into templates that escape
//! whatever a cell holds (`view`, `charts`); what its list of findings is searched and filtered by is JSON (`data`), kept while the
//! audit goes in bounded memory: the worst findings (`findings`, `rows`, `said`, `pool`), and sums over all rows (`sums`). The script
//! puts cells on the page as text alone.

mod asks;
mod charts;
mod data;
mod days_to_come;
mod findings;
mod laws;
mod links;
mod made_with;
mod names;
mod pool;
mod rows;
mod shared_texts;
mod shell;
mod sums;
mod view;
mod words_of_law;

use std::io;

pub(super) use shell::begins;

use super::{Report, Summary, goods::Actions, is_listed};
use crate::{
    Verdict,
    audit::{Audited, Basis},
};
use findings::PageFindings;
use sums::Sums;
use view::PageParts;

/// Findings on the page at most; the worst are kept.
const FINDINGS: usize = 50_000;

/// The `html` format. It writes nothing before the end, and holds findings, never rows.
#[derive(Debug)]
pub struct Html {
    all: bool,
    basis: Option<Basis>,
    findings: PageFindings,
    actions: Actions,
    sums: Sums,
}

impl Html {
    /// The format; `all` lists clear rows too.
    pub fn new(all: bool) -> Self {
        Self {
            all,
            basis: None,
            findings: PageFindings::new(FINDINGS),
            actions: Actions::default(),
            sums: Sums::default(),
        }
    }
}

impl Report for Html {
    fn begin(&mut self, _out: &mut dyn io::Write, basis: &Basis) -> io::Result<()> {
        *self = Self { basis: Some(basis.clone()), ..Self::new(self.all) };
        Ok(())
    }

    fn asset(&mut self, _out: &mut dyn io::Write, asset: &Audited) -> io::Result<()> {
        self.sums.add(asset);
        self.actions.add(asset);
        if asset.verdict > Verdict::Clear || is_listed(asset, self.all) && self.all {
            self.findings.add(asset);
        }
        Ok(())
    }

    fn end(&mut self, out: &mut dyn io::Write, summary: &Summary) -> io::Result<()> {
        let Some(basis) = &self.basis else { return Ok(()) };
        let Self { findings, actions, sums, .. } = self;
        view::write(out, &PageParts { summary, basis, findings, actions, sums })
    }
}

#[cfg(test)]
mod tests;
