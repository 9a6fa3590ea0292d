//! Where output goes: results to standard output or to files that appear whole, messages to standard error.

use std::{
    fs,
    io::{self, BufWriter, IsTerminal as _, Seek as _, Write},
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use anstream::AutoStream;
use anstyle::{AnsiColor, Style};
use banlint::{
    knowledge::{Fault, File, why},
    report::{self, Look},
};
use indicatif::{ProgressBar, ProgressStyle};
use tempfile::{NamedTempFile, SpooledTempFile};

use super::{args::Colour, exit::Failure};

/// Standard output, buffered. Take it once and keep it while writing.
pub(crate) fn stdout() -> BufWriter<io::StdoutLock<'static>> {
    BufWriter::with_capacity(1 << 16, io::stdout().lock())
}

/// The two streams of the program, and what may be written to them.
#[derive(Debug)]
pub(crate) struct Console {
    quiet: bool,
    styled_out: bool,
    styled_err: bool,
}

const ERROR: Style = AnsiColor::Red.on_default().bold();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();

impl Console {
    pub(crate) fn new(quiet: bool, colour: Colour) -> Self {
        let styled = |stream: anstream::ColorChoice| match colour {
            Colour::Auto => stream != anstream::ColorChoice::Never,
            Colour::Always => true,
            Colour::Never => false,
        };
        Self {
            quiet,
            styled_out: styled(AutoStream::choice(&io::stdout())),
            styled_err: styled(AutoStream::choice(&io::stderr())),
        }
    }

    /// How text on standard output looks. `width` is what the user asked for.
    pub(crate) fn look(&self, width: Option<u16>, all: bool) -> Look {
        let terminal = io::stdout().is_terminal().then(textwrap::termwidth);
        let width = width.map(usize::from).or(terminal).unwrap_or(Look::default().width);
        Look { styled: self.styled_out, width, all }
    }

    /// An error on standard error. It may hold parts of a hostile file.
    pub(crate) fn error(&self, message: &str) {
        // Faults from a file bring their own heading.
        let plain = message.starts_with("error: ");
        self.message(ERROR, if plain { "" } else { "error" }, message);
    }

    /// A fault of a file with its line underlined. The file may be hostile.
    pub(crate) fn fault(&self, fault: &Fault) {
        let text = harmless(fault).render(self.styled_err) + "\n\n";
        let _ = io::stderr().lock().write_all(text.as_bytes());
    }

    /// A warning on standard error, unless the user wants quiet.
    pub(crate) fn warn(&self, message: &str) {
        if !self.quiet {
            self.message(WARNING, "warning", message);
        }
    }

    /// A plain message on standard error, unless the user wants quiet.
    pub(crate) fn say(&self, message: &str) {
        if !self.quiet {
            self.message(Style::new(), "", message);
        }
    }

    fn message(&self, style: Style, heading: &str, message: &str) {
        let style = if self.styled_err { style } else { Style::new() };
        let mut text = String::new();
        if !heading.is_empty() {
            text = format!("{style}{heading}{style:#}: ");
        }
        for line in message.lines() {
            text.push_str(&report::line(line));
            text.push('\n');
        }
        // Where standard error is closed there is nobody to tell.
        let _ = io::stderr().lock().write_all(text.as_bytes());
    }

    /// Progress of long work: on a terminal, and only there.
    pub(crate) fn progress(&self, what: &str) -> ProgressBar {
        if self.quiet || !io::stderr().is_terminal() {
            return ProgressBar::hidden();
        }
        let bar = ProgressBar::new_spinner();
        if let Ok(style) =
            ProgressStyle::with_template("{spinner} {msg}: {human_pos} rows, {per_sec}")
        {
            bar.set_style(style);
        }
        bar.set_message(report::line(what).into_owned());
        bar.enable_steady_tick(Duration::from_millis(200));
        bar
    }
}

/// The same fault with nothing in it that could act on a terminal. Places stay what they are.
fn harmless(fault: &Fault) -> Fault {
    let shown = |c: char| match c.len_utf8() {
        _ if matches!(c, '\n' | '\r' | '\t') => c.to_string(),
        _ if report::line(c.encode_utf8(&mut [0; 4])) == *c.encode_utf8(&mut [0; 4]) => {
            c.to_string()
        }
        // As many bytes as before.
        1 => "?".to_owned(),
        2 => "\u{bf}".to_owned(),
        3 => "\u{fffd}".to_owned(),
        _ => "\u{fffd}?".to_owned(),
    };
    let text = fault.file.text.chars().map(shown).collect();
    let path = report::line(&fault.file.path).into_owned();
    Fault {
        file: Arc::new(File { path, text }),
        span: fault.span.clone(),
        message: report::line(&fault.message).into_owned(),
        expected: report::line(&fault.expected).into_owned(),
        hint: fault.hint.as_deref().map(|hint| report::line(hint).into_owned()),
    }
}

/// A result that appears whole or not at all.
#[derive(Debug)]
pub(crate) enum Whole {
    /// Kept aside, in memory while it is small, until it may go to standard output.
    Stdout(BufWriter<SpooledTempFile>),
    /// To a file.
    File(WholeFile),
}

/// So much of a result for standard output is kept in memory; more of it in a temporary file.
const IN_MEMORY: usize = 1 << 20;

impl Whole {
    /// A result for standard output.
    pub(crate) fn stdout() -> Self {
        Self::Stdout(BufWriter::new(SpooledTempFile::new(IN_MEMORY)))
    }

    /// Lets the result appear.
    pub(crate) fn finish(self) -> Result<(), Failure> {
        match self {
            Self::Stdout(kept) => {
                let mut kept = kept.into_inner().map_err(io::IntoInnerError::into_error)?;
                kept.rewind()?;
                let mut out = stdout();
                io::copy(&mut kept, &mut out)?;
                Ok(out.flush()?)
            }
            Self::File(file) => file.finish(),
        }
    }
}

impl Write for Whole {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Stdout(out) => out.write(bytes),
            Self::File(out) => out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stdout(out) => out.flush(),
            Self::File(out) => out.flush(),
        }
    }
}

/// A file that appears whole or not at all: written beside its place, moved there at the end.
#[derive(Debug)]
pub(crate) struct WholeFile {
    path: PathBuf,
    out: BufWriter<NamedTempFile<fs::File>>,
}

impl WholeFile {
    pub(crate) fn create(path: &Path) -> Result<Self, Failure> {
        let folder = match path.parent() {
            Some(folder) if folder != Path::new("") => folder,
            _ => Path::new("."),
        };
        if !folder.is_dir() {
            return Err(Failure::new(format!(
                "{}: cannot be written: there is no folder `{}`; make it, or name another",
                path.display(),
                folder.display()
            )));
        }
        let file = NamedTempFile::new_in(folder).map_err(|error| {
            // The error as it stands names a file that the user never asked for.
            let why = why(&io::Error::from(error.kind()));
            Failure::new(format!("{}: cannot be written: {why}", path.display()))
        })?;
        Ok(Self { path: path.to_owned(), out: BufWriter::new(file) })
    }

    /// Moves the file to its place.
    pub(crate) fn finish(self) -> Result<(), Failure> {
        let shown = self.path.display().to_string();
        let fail = |error: &dyn std::fmt::Display| {
            Failure::new(format!("{shown}: cannot be written: {error}"))
        };
        let file = self.out.into_inner().map_err(|error| fail(&error))?;
        file.persist(&self.path).map_err(|error| fail(&why(&error.error)))?;
        Ok(())
    }
}

impl Write for WholeFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
