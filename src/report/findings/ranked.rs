//! Findings by severity, for services that limit their number: the worst are given, the rest is counted.

use std::io::{self, BufRead, Write as _};

use super::FindingLine;
use crate::{Verdict, report::spool::Spool};

/// At most this much of each rank is kept in memory.
const IN_MEMORY: usize = 1 << 18;

worded! {
    /// How services rank findings, from bad to good.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub(super) enum Severity {
        /// A violation, or a row that could not be read.
        Error = "error",
        /// A question to answer.
        Warning = "warning",
        /// Advice, or a weak lead.
        Note = "note",
    }
}

impl Severity {
    pub(super) fn of(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Violation | Verdict::Unchecked => Self::Error,
            Verdict::Review => Self::Warning,
            _ => Self::Note,
        }
    }
}

/// Where a finding comes in a list that may be cut: by severity, those that are accepted last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Rank(usize);

impl Rank {
    const COUNT: usize = 2 * Severity::ALL.len();

    pub(super) fn of(one: FindingLine<'_>) -> Self {
        let severity = Severity::of(one.of_law()) as usize;
        Self(if one.verdict() == Verdict::Waived {
            severity + Severity::ALL.len()
        } else {
            severity
        })
    }
}

/// Lines by rank, of each the first `most`.
pub(super) struct RankedLines {
    most: u64,
    ranks: [(u64, Spool); Rank::COUNT],
}

impl RankedLines {
    /// Nothing yet; of each rank at most `most`.
    pub(super) fn new(most: u64) -> Self {
        Self { most, ranks: std::array::from_fn(|_| (0, Spool::new(IN_MEMORY))) }
    }

    /// Takes a line, which holds no line break.
    pub(super) fn put(&mut self, rank: Rank, line: &[u8]) -> io::Result<()> {
        let (count, spool) = &mut self.ranks[rank.0];
        *count += 1;
        if *count <= self.most {
            spool.write_all(line)?;
            spool.write_all(b"\n")?;
        }
        Ok(())
    }

    /// How many lines there were.
    pub(super) fn count(&self) -> u64 {
        self.ranks.iter().map(|(count, _)| count).sum()
    }

    /// Hands out the kept lines, the worst first, until `take` has enough.
    pub(super) fn each(self, mut take: impl FnMut(&[u8]) -> io::Result<bool>) -> io::Result<()> {
        let mut line = Vec::new();
        for (_, spool) in self.ranks {
            let mut lines = spool.read()?;
            while lines.read_until(b'\n', &mut line)? > 0 {
                if !take(line.strip_suffix(b"\n").unwrap_or(&line))? {
                    return Ok(());
                }
                line.clear();
            }
        }
        Ok(())
    }
}
