//! Whole processes and what they cost.

use std::{
    process::{Command, Stdio},
    time::Instant,
};

use wait4::Wait4;

use super::Result;

/// What one process cost.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cost {
    /// Seconds from start to end.
    pub(crate) wall: f64,
    /// Seconds of all threads, in the program and in the system.
    pub(crate) cpu: f64,
    /// The most memory that it held, in MiB.
    pub(crate) peak: f64,
}

/// Processes that are run in turn, several times.
pub(crate) struct Race {
    runs: usize,
    entered: Vec<(String, Command)>,
}

impl Race {
    pub(crate) fn new(runs: usize) -> Self {
        Self { runs, entered: Vec::new() }
    }

    pub(crate) fn enter(&mut self, name: &str, mut command: Command) {
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        self.entered.push((name.to_owned(), command));
    }

    /// The least of each.
    pub(crate) fn run(mut self) -> Result<Vec<(String, Cost)>> {
        let mut best: Vec<Option<Cost>> = vec![None; self.entered.len()];
        for _ in 0..self.runs {
            for ((_, command), best) in self.entered.iter_mut().zip(&mut best) {
                let cost = once(command)?;
                *best = Some(best.map_or(cost, |so_far| so_far.least(cost)));
            }
        }
        let names = self.entered.into_iter().map(|(name, _)| name);
        Ok(names.zip(best.into_iter().flatten()).collect())
    }
}

impl Cost {
    fn least(self, other: Self) -> Self {
        Self {
            wall: self.wall.min(other.wall),
            cpu: self.cpu.min(other.cpu),
            peak: self.peak.max(other.peak),
        }
    }
}

fn once(command: &mut Command) -> Result<Cost> {
    let start = Instant::now();
    let ended = command.spawn()?.wait4()?;
    let wall = start.elapsed().as_secs_f64();
    // 1 says that something was found.
    if !matches!(ended.status.code(), Some(0 | 1)) {
        return Err(format!("{command:?} ended with {}", ended.status).into());
    }
    let used = ended.rusage;
    let cpu = (used.utime + used.stime).as_secs_f64();
    Ok(Cost { wall, cpu, peak: used.maxrss as f64 / f64::from(1 << 20) })
}
