//! The two streams of the program: results to standard output, messages to standard error.

use std::{
    io::{self, BufWriter, IsTerminal as _, Write},
    sync::Arc,
    thread,
    time::Duration,
};

use crate::{
    knowledge::{Fault, why},
    report::{self, PageLook},
    strings::clipped,
};
use anstream::AutoStream;
use anstyle::{AnsiColor, Style};
use indicatif::{HumanCount, ProgressBar, ProgressStyle};

use super::{
    args::Colour,
    ci::{self, Service},
};

/// Standard output, buffered; its errors name it.
pub(crate) struct Stdout(BufWriter<io::StdoutLock<'static>>);

/// Standard output. Take it once, keep it while writing, and flush it: only then it is known to have arrived.
pub(crate) fn stdout() -> Stdout {
    Stdout(BufWriter::with_capacity(1 << 16, io::stdout().lock()))
}

impl Write for Stdout {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes).map_err(|error| not_sent(&error))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush().map_err(|error| not_sent(&error))
    }
}

fn not_sent(error: &io::Error) -> io::Error {
    let message = format!("standard output: cannot be written: {}", why(error));
    io::Error::new(error.kind(), message)
}

/// Whether a long result on a terminal goes through a pager.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Paging {
    /// As the environment has it.
    IfWanted,
    Never,
}

/// The two streams of the program, and what may be written to them.
#[derive(Clone, Debug)]
pub(crate) struct Console {
    quiet: bool,
    paging: Paging,
    styled_out: bool,
    styled_err: bool,
}

const ERROR: Style = AnsiColor::Red.on_default().bold();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();
const NOTE: Style = Style::new().bold();
/// Maximum characters of a line of a message: what it quotes may be of any length.
const LONGEST_LINE: usize = 4000;

impl Console {
    pub(crate) fn new(quiet: bool, colour: Colour) -> Self {
        let styled = |stream: anstream::ColorChoice| match colour {
            Colour::Auto => stream != anstream::ColorChoice::Never,
            Colour::Always => true,
            Colour::Never => false,
        };
        Self {
            quiet,
            paging: Paging::IfWanted,
            styled_out: styled(AutoStream::choice(&io::stdout())),
            styled_err: styled(AutoStream::choice(&io::stderr())),
        }
    }

    /// The same with a pager for long results, or without.
    pub(crate) fn with_paging(self, paging: Paging) -> Self {
        Self { paging, ..self }
    }

    /// Whether a long result may go through a pager.
    pub(crate) fn may_page(&self) -> bool {
        self.paging == Paging::IfWanted
    }

    /// Whether the user wants to hear nothing that was not asked for by name.
    pub(crate) fn quieter(&self) -> Self {
        Self { quiet: true, ..*self }
    }

    /// Whether only results and errors are wanted.
    pub(crate) fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// How text on standard output looks. `width` is what the user asked for.
    pub(crate) fn look(&self, width: Option<u16>, all: bool) -> PageLook {
        let terminal = io::stdout().is_terminal().then(textwrap::termwidth);
        let width = width.map(usize::from).or(terminal).unwrap_or(PageLook::default().width);
        PageLook { styled: self.styled_out, width, all, ..PageLook::default() }
    }

    /// An error on standard error, in GitHub Actions as an annotation. It may hold parts of a hostile file.
    pub(crate) fn error(&self, message: &str) {
        if ci::service() == Some(Service::GitHub) {
            let lines: Vec<_> = message.lines().map(report::line).collect();
            let command = report::findings::error_command(&lines.join("\n"));
            let _ = io::stderr().lock().write_all((command + "\n").as_bytes());
            return;
        }
        // Faults from a file bring their own heading.
        let plain = message.starts_with("error: ");
        self.message(ERROR, if plain { "" } else { "error" }, message);
    }

    /// A fault of a file with its line underlined. The file may be hostile.
    pub(crate) fn fault(&self, fault: &Fault) {
        let text = harmless(fault).render(self.styled_err) + "\n\n";
        let _ = io::stderr().lock().write_all(text.as_bytes());
    }

    /// What may be a mistake in a file, with its line underlined, unless the user wants quiet.
    pub(crate) fn doubt(&self, doubt: &Fault) {
        if !self.quiet {
            let text = harmless(doubt).warning(self.styled_err) + "\n\n";
            let _ = io::stderr().lock().write_all(text.as_bytes());
        }
    }

    /// A warning on standard error, unless the user wants quiet.
    pub(crate) fn warn(&self, message: &str) {
        if !self.quiet {
            self.message(WARNING, "warning", message);
        }
    }

    /// What goes with an error on standard error.
    pub(crate) fn note(&self, message: &str) {
        self.message(NOTE, "note", message);
    }

    /// A plain message on standard error, unless the user wants quiet.
    pub(crate) fn say(&self, message: &str) {
        if !self.quiet {
            self.message(Style::new(), "", message);
        }
    }

    fn message(&self, style: Style, heading: &str, message: &str) {
        let style = if self.styled_err { style } else { Style::new() };
        let mut text = harmless_lines(message);
        if !heading.is_empty() {
            text.insert_str(0, &format!("{style}{heading}{style:#}: "));
        }
        // Where standard error is closed there is nobody to tell.
        let _ = io::stderr().lock().write_all(text.as_bytes());
    }

    /// Progress of long work: on a terminal, and only there. `length` is that of the file, where it is known.
    pub(crate) fn progress(&self, what: &str, length: Option<u64>) -> ShownProgress {
        if self.quiet || !io::stderr().is_terminal() {
            return ShownProgress(ProgressBar::hidden());
        }
        let (bar, template) = match length {
            Some(length) => (ProgressBar::new(length), OF_KNOWN_LENGTH),
            None => (ProgressBar::new_spinner(), OF_UNKNOWN_LENGTH),
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        bar.set_message(report::line(what).into_owned());
        bar.set_prefix("0");
        // It ticks on a thread of its own, which its maker takes for granted.
        if thread::Builder::new().spawn(|| ()).is_ok() {
            bar.enable_steady_tick(Duration::from_millis(200));
        }
        ShownProgress(bar)
    }
}

/// What is shown of work on a file: the rows, the part of the bytes that was read, how many a second, and the time left.
const OF_KNOWN_LENGTH: &str =
    "{spinner} {msg}: {prefix} rows, {percent}% of {total_bytes}, {bytes_per_sec}, {eta} left";
/// The same where nobody knows how much there is.
const OF_UNKNOWN_LENGTH: &str = "{spinner} {msg}: {prefix} rows, {elapsed}";

/// Long work that somebody may watch.
#[derive(Clone, Debug)]
pub(crate) struct ShownProgress(ProgressBar);

impl ShownProgress {
    /// Shows how many rows are done, and how many bytes are read.
    pub(crate) fn at(&self, rows: u64, bytes: u64) {
        if self.0.is_hidden() {
            return;
        }
        self.0.set_prefix(HumanCount(rows).to_string());
        self.0.set_position(bytes);
    }

    /// It is done, and nothing stays of it.
    pub(crate) fn end(&self) {
        self.0.finish_and_clear();
    }
}

/// Lines of a message with nothing in them that could act on a terminal or a CI runner, each cut where it is too long.
pub(crate) fn harmless_lines(message: &str) -> String {
    let mut text = String::new();
    for line in message.lines() {
        let shown = clipped(line, LONGEST_LINE);
        text.push_str(&report::line(shown));
        text.push_str(if shown.len() < line.len() { "…" } else { "" });
        text.push('\n');
    }
    text
}

/// The same fault with nothing in it that could act on a terminal. Places stay what they are.
fn harmless(fault: &Fault) -> Fault {
    let shown = |(c, rest): (char, &str)| match c.len_utf8() {
        _ if matches!(c, '\n' | '\t') || c == '\r' && rest.starts_with("\r\n") => c.to_string(),
        _ if !report::acts(c, rest) => c.to_string(),
        // As many bytes as before.
        1 => "?".to_owned(),
        2 => "\u{bf}".to_owned(),
        3 => "\u{fffd}".to_owned(),
        _ => "\u{fffd}?".to_owned(),
    };
    let text = |text: &str| text.char_indices().map(|(at, c)| shown((c, &text[at..]))).collect();
    let file = fault.file.shown(|path| report::line(path).into_owned(), text);
    Fault {
        file: Arc::new(file),
        span: fault.span.clone(),
        message: report::line(&fault.message).into_owned(),
        expected: report::line(&fault.expected).into_owned(),
        hint: fault.hint.as_deref().map(|hint| report::line(hint).into_owned()),
    }
}
