//! What a signal leaves: no temporary file. A run that is asked to end removes what it was writing, then ends by that signal.

use std::{
    path::PathBuf,
    sync::{Mutex, MutexGuard, Once, PoisonError},
};

static FILES: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());
static WATCHED: Once = Once::new();

/// The temporary files to remove if a signal ends the run. While they are held, no signal ends it: take them before making such a
/// file, and while moving several to their places.
pub(crate) fn temporary_files() -> MutexGuard<'static, Vec<PathBuf>> {
    WATCHED.call_once(watch);
    held()
}

fn held() -> MutexGuard<'static, Vec<PathBuf>> {
    FILES.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(unix)]
fn watch() {
    use signal_hook::{
        consts::{SIGALRM, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2, SIGXCPU, SIGXFSZ},
        flag,
        iterator::Signals,
        low_level::emulate_default_handler,
    };
    // A file beyond the limit on sizes is then an error of writing, with a message, and no end of the process.
    let _ = flag::register(SIGXFSZ, std::sync::Arc::default());
    let ignored = ignored_signals();
    let ending = [SIGHUP, SIGINT, SIGTERM, SIGQUIT, SIGXCPU, SIGALRM, SIGUSR1, SIGUSR2];
    let ending = ending.into_iter().filter(|signal| !ignored.contains(signal));
    let ending: Vec<_> = ending.collect();
    let (registered, wait) = std::sync::mpsc::channel();
    // Where no thread can start, signals do what they always do.
    let watcher = std::thread::Builder::new().spawn(move || {
        let signals = Signals::new(ending);
        let _ = registered.send(());
        let Ok(mut signals) = signals else { return };
        for signal in signals.forever() {
            let files = held();
            for file in files.iter() {
                let _ = std::fs::remove_file(file);
            }
            let _ = emulate_default_handler(signal);
        }
    });
    if watcher.is_ok() {
        let _ = wait.recv();
    }
}

#[cfg(not(unix))]
fn watch() {}

/// The signals that the caller has us ignore, as `nohup` does. Where the system does not tell, only the hang-up is left alone.
#[cfg(unix)]
fn ignored_signals() -> Vec<i32> {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    match mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()) {
        Some(mask) => (1..64).filter(|signal| mask >> (signal - 1) & 1 == 1).collect(),
        None => vec![signal_hook::consts::SIGHUP],
    }
}
