//! The baselines of a run: the one that is named holds for all files, else each file has that of its settings.

use std::path::{Path, PathBuf};

use crate::{
    baseline::Baseline,
    report::{BaselineSummary, Summary},
};

use super::{exit::Failure, output::Console};

/// The baselines, each once, and which holds where.
#[derive(Debug, Default)]
pub(crate) struct Baselines {
    all: Vec<Baseline>,
    /// Of each settings file by its number.
    of: Vec<Option<usize>>,
}

impl Baselines {
    /// Reads the baselines that settings name, in the order of the settings.
    pub(crate) fn read(named: impl Iterator<Item = Option<PathBuf>>) -> Result<Self, Failure> {
        let (mut all, mut of, mut paths) = (Vec::new(), Vec::new(), Vec::<PathBuf>::new());
        for path in named {
            let Some(path) = path else {
                of.push(None);
                continue;
            };
            let known = paths.iter().position(|known| *known == path);
            of.push(Some(known.unwrap_or(paths.len())));
            if known.is_none() {
                all.push(Baseline::read(Path::new(&path))?);
                paths.push(path);
            }
        }
        Ok(Self { all, of })
    }

    /// Whether the run has none.
    pub(crate) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The one that holds under settings, by their number.
    pub(crate) fn of(&mut self, settings: usize) -> Option<&mut Baseline> {
        let number = self.of.get(settings).copied().flatten()?;
        self.all.get_mut(number)
    }

    /// Says what became of them.
    pub(crate) fn end(&self, summary: &mut Summary, console: &Console) {
        summary.baselines = self.all.iter().map(BaselineSummary::of).collect();
        for sentence in summary.baselines.iter().filter_map(BaselineSummary::hint) {
            console.warn(&sentence);
        }
    }
}
