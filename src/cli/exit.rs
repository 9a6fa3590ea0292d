//! How a run ends: the three exit statuses, and the one sentence that goes with a failure.

use std::{error::Error, io, process::ExitCode};

/// The status that a run ends with. Scripts rely on these numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Nothing at or above the fail level, every row checked.
    Clean,
    /// Findings at or above the fail level, or rows that could not be read.
    Findings,
    /// The run could not be made.
    Failed,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Clean => 0,
            Exit::Findings => 1,
            Exit::Failed => 2,
        })
    }
}

/// A command's result; any error ends the run with status 2.
pub(crate) type Outcome = Result<Exit, Failure>;

/// Why a run could not be made, ready to be shown.
#[derive(Debug)]
pub(crate) struct Failure {
    /// The message, which names the place, what was expected and what to do.
    pub(crate) message: String,
    /// The reader of our output went away; nobody is there to read it.
    pub(crate) broken_pipe: bool,
}

impl Failure {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), broken_pipe: false }
    }
}

impl<E: Error + 'static> From<E> for Failure {
    fn from(error: E) -> Self {
        let mut cause: Option<&(dyn Error + 'static)> = Some(&error);
        let mut broken_pipe = false;
        while let Some(at) = cause {
            let io = at.downcast_ref::<io::Error>();
            broken_pipe |= io.is_some_and(|io| io.kind() == io::ErrorKind::BrokenPipe);
            cause = at.source();
        }
        Self { message: error.to_string(), broken_pipe }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_that_went_away_is_told_from_other_failures() {
        let gone = Failure::from(io::Error::from(io::ErrorKind::BrokenPipe));
        assert!(gone.broken_pipe);
        assert!(!Failure::from(io::Error::other("disk")).broken_pipe);
    }
}
