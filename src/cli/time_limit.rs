//! The time that a run may take: a file that keeps a reader busy for ever must not hang a pipeline.

use std::{process, thread, time::Duration};

use jiff::SignedDuration;

use super::{exit::Failure, interrupted::temporary_files, output::Console};

/// A time as it is typed: `90`, `90s`, `5m`, `1h30m`.
pub(super) fn parse(text: &str) -> Result<Duration, String> {
    let seconds = text.trim().parse().ok().map(SignedDuration::from_secs);
    let time = seconds.or_else(|| text.parse::<SignedDuration>().ok());
    let time = time.and_then(|time| Duration::try_from(time).ok()).filter(|time| !time.is_zero());
    time.ok_or_else(|| "expected a time, such as 90s, 5m or 1h30m".to_owned())
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_people_write_them() {
        for (text, seconds) in
            [("90", 90), ("90s", 90), ("5m", 300), ("1h30m", 5400), ("2 minutes", 120)]
        {
            assert_eq!(parse(text), Ok(Duration::from_secs(seconds)), "{text}");
        }
        for text in ["", "0", "-5m", "soon", "5 parsecs"] {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
