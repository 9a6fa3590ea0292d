//! The time that a run may take: a file that keeps a reader busy for ever must not hang a pipeline.

use std::{process, thread, time::Duration};

use jiff::SignedDuration;

use super::{exit::Failure, interrupted::temporary_files, output::Console};

/// Ends the run with status 2 once so much time has passed. Nothing of it is left: its reports have not appeared.
pub(super) fn begin(limit: Duration, console: Console) -> Result<(), Failure> {
    let end = move || {
        thread::sleep(limit);
        for file in temporary_files().iter() {
            let _ = std::fs::remove_file(file);
        }
        let shown = SignedDuration::try_from(limit).unwrap_or_default();
        console.error(&format!(
            "the run took longer than {shown:#}, as --timeout allows, and was ended; no report was written: look for a file that is no inventory, or allow more"
        ));
        #[expect(clippy::exit, reason = "the thread that is too slow cannot be ended otherwise")]
        process::exit(2)
    };
    let started = thread::Builder::new().spawn(end);
    started.map(drop).map_err(|error| {
        Failure::new(format!(
            "--timeout: no thread can be started to watch the time: {error}; raise the limit on processes (ulimit -u), or leave --timeout out"
        ))
    })
}
