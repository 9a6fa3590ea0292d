//! Wrapped text for the commands that show knowledge.

use std::{
    io::{self, Write},
    sync::Arc,
};

use crate::{knowledge::Source, report::line};

/// Text on a page of `width` columns. Everything on it is made harmless for a terminal.
pub(crate) struct WrappedText<'a> {
    out: &'a mut dyn Write,
    width: usize,
}

impl<'a> WrappedText<'a> {
    /// A page of 60 to 120 columns.
    pub(crate) fn new(out: &'a mut dyn Write, width: usize) -> Self {
        Self { out, width: width.clamp(60, 120) }
    }

    /// A line without text.
    pub(crate) fn gap(&mut self) -> io::Result<()> {
        writeln!(self.out)
    }

    /// A paragraph, indented by `indent` columns; its further lines a little more.
    pub(crate) fn text(&mut self, indent: usize, text: &str) -> io::Result<()> {
        let (first, deeper) = (" ".repeat(indent), " ".repeat(indent + 2));
        let text = line(text);
        // Dates and the numbers of sections stay whole.
        let options = textwrap::Options::new(self.width)
            .initial_indent(&first)
            .subsequent_indent(&deeper)
            .word_splitter(textwrap::WordSplitter::NoHyphenation);
        for wrapped in textwrap::wrap(&text, options) {
            writeln!(self.out, "{wrapped}")?;
        }
        Ok(())
    }

    /// A remark, if there is one.
    pub(crate) fn note(&mut self, indent: usize, note: Option<&str>) -> io::Result<()> {
        note.map_or(Ok(()), |note| self.text(indent, &format!("Note: {note}")))
    }

    /// Where something was read.
    pub(crate) fn sources(&mut self, indent: usize, sources: &[Arc<Source>]) -> io::Result<()> {
        for source in sources {
            let text = format!("Source: {} <{}>, read {}", source.title, source.url, source.read);
            self.text(indent, &text)?;
        }
        Ok(())
    }
}
