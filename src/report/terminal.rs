//! The page: the only way in which reports for people write to a terminal. It makes every text harmless, wraps it, and puts
//! colour around it when colour is wanted.

use std::io;

use anstyle::{AnsiColor, Style};
use textwrap::{Options, WordSplitter};
use unicode_width::UnicodeWidthStr;

use super::{line, words};
use crate::Verdict;

/// Columns of the labels on the left.
const LABEL: usize = 12;

/// How a report for people looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageLook {
    /// Whether to write colours.
    pub styled: bool,
    /// Columns of the terminal; taken as 60 at least and 120 at most.
    pub width: usize,
    /// Whether to name what is clear too.
    pub all: bool,
    /// Whether to show all evidence.
    pub details: bool,
}

impl Default for PageLook {
    fn default() -> Self {
        Self { styled: false, width: 100, all: false, details: false }
    }
}

/// The meaning of a piece of text, which has its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tone {
    /// As it is.
    Plain,
    Strong,
    /// Aside.
    Quiet,
    Of(Verdict),
}

impl Tone {
    fn style(self) -> Style {
        let colour = |colour: AnsiColor| Style::new().fg_color(Some(colour.into())).bold();
        match self {
            Self::Plain => Style::new(),
            Self::Strong => Style::new().bold(),
            Self::Quiet => Style::new().dimmed(),
            Self::Of(Verdict::Clear) => colour(AnsiColor::Green),
            Self::Of(Verdict::Exempt | Verdict::Waived) => colour(AnsiColor::Cyan),
            Self::Of(Verdict::Advisory) => colour(AnsiColor::Blue),
            Self::Of(Verdict::Review) => colour(AnsiColor::Yellow),
            Self::Of(Verdict::Violation) => colour(AnsiColor::Red),
            Self::Of(Verdict::Unchecked) => colour(AnsiColor::Magenta),
        }
    }
}

pub(super) struct Page<'o> {
    out: &'o mut dyn io::Write,
    styled: bool,
    width: usize,
    lines: usize,
}

impl<'o> Page<'o> {
    pub(super) fn new(out: &'o mut dyn io::Write, look: PageLook) -> Self {
        Self { out, styled: look.styled, width: look.width.clamp(60, 120), lines: 0 }
    }

    /// The lines written so far.
    pub(super) fn lines(&self) -> usize {
        self.lines
    }

    /// Writes as many items as fit into `lines` lines; where some do not, a line is left to say so. Returns how many were written.
    pub(super) fn fitting<T>(
        &mut self,
        lines: usize,
        items: &[T],
        mut write: impl FnMut(&mut Page<'_>, &T) -> io::Result<()>,
    ) -> io::Result<usize> {
        let mut written: Vec<(Vec<u8>, usize)> = Vec::new();
        let mut used = 0;
        for item in items {
            let mut out = Vec::new();
            let mut page = Page { out: &mut out, styled: self.styled, width: self.width, lines: 0 };
            write(&mut page, item)?;
            let taken = page.lines;
            used += taken;
            written.push((out, taken));
            if used > lines {
                break;
            }
        }
        // The first one is shown even where it is long: a heading with nothing but a number below it says too little.
        let least = usize::from(lines > 0);
        while written.len() > least
            && (used > lines || used == lines && written.len() < items.len())
        {
            let Some((_, taken)) = written.pop() else { break };
            used -= taken;
        }
        for (text, taken) in &written {
            self.out.write_all(text)?;
            self.lines += taken;
        }
        Ok(written.len())
    }

    /// The lines that something would take.
    pub(super) fn measured<T>(
        &self,
        write: impl FnOnce(&mut Page<'_>) -> io::Result<T>,
    ) -> io::Result<usize> {
        let mut page =
            Page { out: &mut io::sink(), styled: self.styled, width: self.width, lines: 0 };
        write(&mut page)?;
        Ok(page.lines)
    }

    pub(super) fn width(&self) -> usize {
        self.width
    }

    /// An empty line.
    pub(super) fn blank(&mut self) -> io::Result<()> {
        self.lines += 1;
        self.out.write_all(b"\n")
    }

    /// A heading, with an empty line above.
    pub(super) fn heading(&mut self, text: &str) -> io::Result<()> {
        self.blank()?;
        self.hanging("", Tone::Plain, text, Tone::Strong)
    }

    /// Text that begins at the left edge.
    pub(super) fn text(&mut self, text: &str, tone: Tone) -> io::Result<()> {
        self.hanging("", Tone::Plain, text, tone)
    }

    /// How many more there are than the lines shown, if any.
    pub(super) fn more(&mut self, left: u64) -> io::Result<()> {
        if left == 0 { Ok(()) } else { self.text(&format!("  … and {left} more"), Tone::Quiet) }
    }

    /// The same with what they are, and what shows them.
    pub(super) fn more_of(&mut self, left: u64, noun: &str, shows: &str) -> io::Result<()> {
        if left == 0 {
            return Ok(());
        }
        let more = words::count(left, &format!("more {noun}"));
        self.text(&format!("  … and {more}: {shows}"), Tone::Quiet)
    }

    /// A label and beside it text, which keeps to its column.
    pub(super) fn field(&mut self, label: &str, text: &str, tone: Tone) -> io::Result<()> {
        self.hanging(&format!("  {label:<LABEL$}"), Tone::Quiet, text, tone)
    }

    /// A point of a list under a field.
    pub(super) fn point(&mut self, mark: &str, text: &str, tone: Tone) -> io::Result<()> {
        self.hanging(&format!("  {:LABEL$}{mark} ", ""), Tone::Quiet, text, tone)
    }

    /// An address under a point, in one piece so that it can be followed, however long it is.
    pub(super) fn address(&mut self, address: &str, tone: Tone) -> io::Result<()> {
        self.pieces(&[(&format!("  {:LABEL$}  ", ""), Tone::Plain), (address, tone)])
    }

    /// A lead, and text that is wrapped beside it.
    pub(super) fn hanging(
        &mut self,
        lead: &str,
        lead_tone: Tone,
        text: &str,
        tone: Tone,
    ) -> io::Result<()> {
        let (lead, text) = (line(lead), line(text));
        let indent = lead.width();
        let room = self.width.saturating_sub(indent).max(20);
        // Model numbers are full of hyphens, at which they must not be broken.
        let options = Options::new(room).word_splitter(WordSplitter::NoHyphenation);
        for (at, part) in textwrap::wrap(&text, options).iter().enumerate() {
            if at == 0 {
                self.put(&lead, lead_tone)?;
            } else {
                write!(self.out, "{:indent$}", "")?;
            }
            self.put(part, tone)?;
            self.blank()?;
        }
        Ok(())
    }

    /// A line of pieces that fit: a title or a line of a table. White space at its end is left out.
    pub(super) fn pieces(&mut self, pieces: &[(&str, Tone)]) -> io::Result<()> {
        let last = pieces.iter().rposition(|(text, _)| !text.trim_end().is_empty());
        let shown = last.map_or(0, |last| last + 1);
        for (at, (text, tone)) in pieces[..shown].iter().enumerate() {
            let text = line(text);
            self.put(if at + 1 == shown { text.trim_end() } else { &text }, *tone)?;
        }
        self.blank()
    }

    fn put(&mut self, text: &str, tone: Tone) -> io::Result<()> {
        let style = tone.style();
        if self.styled && !text.trim().is_empty() && tone != Tone::Plain {
            write!(self.out, "{style}{text}{style:#}")
        } else {
            self.out.write_all(text.as_bytes())
        }
    }
}

/// The text padded with spaces to `columns` columns, wide scripts counted as they show.
pub(super) fn padded(text: &str, columns: usize) -> String {
    let spaces = columns.saturating_sub(text.width());
    format!("{text}{:spaces$}", "")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(styled: bool, write: impl Fn(&mut Page<'_>) -> io::Result<()>) -> String {
        let mut out = Vec::new();
        write(&mut Page::new(&mut out, PageLook { styled, width: 60, ..PageLook::default() }))
            .unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn escapes_come_from_the_page_and_from_nowhere_else() {
        let nasty = "a\u{1b}[31m\nb";
        assert_eq!(written(false, |page| page.text(nasty, Tone::Strong)), "a\\u{1b}[31m b\n");
        let styled = written(true, |page| page.text(nasty, Tone::Of(Verdict::Violation)));
        assert_eq!(styled, "\u{1b}[1m\u{1b}[31ma\\u{1b}[31m b\u{1b}[0m\n");
    }

    #[test]
    fn text_is_wrapped_behind_its_label() {
        let text = "word ".repeat(20);
        let shown = written(false, |page| page.field("Label", &text, Tone::Plain));
        assert_eq!(shown.lines().count(), 3);
        assert!(shown.lines().all(|line| line.width() <= 60));
        assert!(shown.lines().skip(1).all(|line| line.starts_with("              word")));
    }
}
