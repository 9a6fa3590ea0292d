//! The pager: a long result on a terminal is read page by page, in the program that the user has for that.

use std::{
    env,
    io::{self, IsTerminal as _, Write},
    path::PathBuf,
    process::{Child, Command, Stdio},
    sync::MutexGuard,
};

use super::{interrupted::temporary_files, output::stdout};

/// The pager where nobody names one.
const LESS: &str = "less";
/// How it behaves unless the user says so: it ends at once where all fits on the screen, shows colours, and leaves the text there.
const LESS_OPTIONS: &str = "FRX";

/// Standard output on a terminal, through a pager if one can be started.
pub(crate) enum Paged {
    /// The command of the pager, which starts with the first byte.
    Waiting(Vec<String>),
    /// What is read there. No signal ends the run meanwhile: what the terminal sends is for the pager.
    Reading { pager: Child, _no_signal: MutexGuard<'static, Vec<PathBuf>> },
    /// Without a pager.
    Plain(Box<dyn Write>),
}

impl Paged {
    /// Standard output through the pager of the environment: `BANLINT_PAGER`, `PAGER`, or `less`. `None` where standard output is no
    /// terminal, and where the user wants no pager.
    pub(crate) fn of_environment() -> Option<Self> {
        let named = ["BANLINT_PAGER", "PAGER"].into_iter().find_map(|name| env::var(name).ok());
        let dumb = env::var_os("TERM").is_some_and(|term| term == "dumb");
        let command = shlex::split(named.as_deref().unwrap_or(LESS))?;
        let wanted = command.first().is_some_and(|program| program != "cat");
        (wanted && !dumb && io::stdout().is_terminal()).then_some(Self::Waiting(command))
    }

    fn start(command: &[String]) -> io::Result<Child> {
        let (program, arguments) = command.split_first().ok_or(io::ErrorKind::NotFound)?;
        let mut pager = Command::new(program);
        pager.args(arguments).stdin(Stdio::piped());
        for (name, options) in [("LESS", LESS_OPTIONS), ("LV", "-c")] {
            if env::var_os(name).is_none() {
                pager.env(name, options);
            }
        }
        pager.spawn()
    }
}

impl Paged {
    /// Waits for the pager to be closed, and says whether it failed: then nobody may have seen what it was given.
    pub(crate) fn has_failed(&mut self) -> bool {
        let Self::Reading { pager, .. } = self else { return false };
        drop(pager.stdin.take());
        pager.wait().is_ok_and(|status| status.code().is_some_and(|code| code != 0))
    }
}

impl Write for Paged {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if let Self::Waiting(command) = self {
            *self = match Self::start(command) {
                Ok(pager) => Self::Reading { pager, _no_signal: temporary_files() },
                Err(_) => Self::Plain(Box::new(stdout())),
            };
        }
        match self {
            Self::Plain(out) => out.write(bytes),
            Self::Reading { pager, .. } => match pager.stdin.as_mut().map(|to| to.write(bytes)) {
                // Who closes the pager has read enough.
                None => Ok(bytes.len()),
                Some(Err(error)) if error.kind() == io::ErrorKind::BrokenPipe => {
                    pager.stdin = None;
                    Ok(bytes.len())
                }
                Some(written) => written,
            },
            Self::Waiting(_) => Ok(0),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Plain(out) => out.flush(),
            Self::Waiting(_) | Self::Reading { .. } => Ok(()),
        }
    }
}

impl Drop for Paged {
    fn drop(&mut self) {
        if let Self::Reading { pager, .. } = self {
            // It sees the end of the text, and the run goes on when it is closed.
            drop(pager.stdin.take());
            let _ = pager.wait();
        }
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;

    fn paged(command: &str, text: &str) -> Paged {
        let mut paged = Paged::Waiting(shlex::split(command).unwrap());
        paged.write_all(text.as_bytes()).unwrap();
        paged.flush().unwrap();
        paged
    }

    #[test]
    fn the_pager_gets_all_of_it_and_is_waited_for() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("seen");
        drop(paged(&format!("sh -c 'sleep 0.1; cat > \"{}\"'", file.display()), "a\nb\n"));
        assert_eq!(std::fs::read_to_string(file).unwrap(), "a\nb\n");
    }

    /// More than a pipe holds.
    #[test]
    fn a_pager_that_is_closed_early_is_no_fault() {
        drop(paged("true", &"line\n".repeat(100_000)));
    }

    #[test]
    fn a_pager_that_fails_is_told_from_one_that_is_closed() {
        for (command, failed) in
            [("true", false), ("false", true), ("sh -c 'cat >/dev/null'", false)]
        {
            assert_eq!(paged(command, "a\n").has_failed(), failed, "{command}");
        }
        assert!(!paged("/nowhere/less", "").has_failed());
    }

    #[test]
    fn where_there_is_no_pager_the_text_goes_to_standard_output() {
        assert!(matches!(paged("/nowhere/less -R", ""), Paged::Waiting(_)));
        assert!(matches!(paged("/nowhere/less -R", "\n"), Paged::Plain(_)));
    }
}
