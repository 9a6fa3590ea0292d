//! A fault in a TOML file, shown as a compiler would: the line, the piece of text underlined, what was expected, a hint.

use std::{fmt, ops::Range, sync::Arc};

use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};

use super::{Candidate, File, did_you_mean, hidden_values::without_values};
use crate::strings::clipped;

/// At most this much of a message is shown, in characters, and at most this many faults.
const LONGEST: usize = 2000;
const MOST: usize = 50;

/// One fault in one file.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Fault {
    /// The file.
    pub file: Arc<File>,
    /// The bytes of the text at fault, where it has a place.
    pub span: Option<Range<usize>>,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// What was expected there; stands under the marked text.
    pub expected: String,
    /// What to do.
    pub hint: Option<String>,
}

impl Fault {
    pub(crate) fn at(
        file: &Arc<File>,
        span: Range<usize>,
        message: impl Into<String>,
        expected: impl Into<String>,
    ) -> Self {
        Self {
            file: Arc::clone(file),
            span: Some(span),
            message: message.into(),
            expected: expected.into(),
            hint: None,
        }
    }

    /// The same fault with advice.
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same fault with a suggestion for a word, before what is advised already.
    pub(crate) fn near<'k, C: Into<Candidate<'k>>>(
        self,
        word: &str,
        known: impl IntoIterator<Item = C>,
    ) -> Self {
        let hint = did_you_mean(word, known) + self.hint.as_deref().unwrap_or_default();
        if hint.is_empty() { self } else { self.hint(hint.trim_end()) }
    }

    /// The line and column (from 1, in characters) at which it stands.
    pub fn place(&self) -> Option<(usize, usize)> {
        let start = self.span.as_ref()?.start;
        let (_, part) = self.file.part(start);
        let before = self.file.text.get(part.start..start)?;
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().map_or(0, |text| text.chars().count()) + 1;
        Some((line, column))
    }

    /// The fault with its line of source underlined; `styled` adds terminal colours.
    pub fn render(&self, styled: bool) -> String {
        self.shown_as(Level::ERROR, styled)
    }

    /// The same as a warning: what need not be wrong.
    pub fn warning(&self, styled: bool) -> String {
        self.shown_as(Level::WARNING, styled)
    }

    fn shown_as(&self, level: Level<'_>, styled: bool) -> String {
        let renderer = if styled { Renderer::styled() } else { Renderer::plain() };
        let title = clipped(&self.message, LONGEST);
        let span = self.span.clone().unwrap_or(0..0);
        if self.file.is_unquoted {
            let origin = Origin::path(self.file.part(span.start).0);
            let origin = match self.place() {
                Some((line, column)) => origin.line(line).char_column(column),
                None => origin,
            };
            return renderer.render(&[level.primary_title(title).element(origin)]);
        }
        let (path, part) = self.file.part(span.start);
        let text = self.file.text.get(part.clone()).unwrap_or_default();
        let within = |at: usize| at.saturating_sub(part.start).min(text.len());
        let span = within(span.start)..within(span.end);
        let hidden = self.file.hides_values.then(|| without_values(text, &self.said(&span, text)));
        let text = hidden.as_deref().unwrap_or(text);
        // What the file says may be of any length.
        let mark = AnnotationKind::Primary.span(span).label(clipped(&self.expected, LONGEST));
        let source = Snippet::source(text).path(path);
        let mut group = level.primary_title(title).element(source.annotation(mark));
        if let Some(hint) = &self.hint {
            group = group.element(Level::HELP.message(clipped(hint, LONGEST)));
        }
        renderer.render(&[group])
    }
}

impl Fault {
    /// The stretch of a text that the message says anyhow.
    fn said(&self, span: &Range<usize>, text: &str) -> Range<usize> {
        let marked = text.get(span.clone()).unwrap_or_default().trim_matches(['"', '\'']);
        let is_said = !marked.is_empty() && self.message.contains(&format!("`{marked}`"));
        if is_said { span.clone() } else { 0..0 }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(false))
    }
}

/// Every fault found in one loading; never empty when returned as an error.
#[derive(Clone, Debug, Default)]
pub struct Faults(pub Vec<Fault>);

impl Faults {
    /// The first faults, those that are shown: each is shown in its file, so that all of very many would take for ever.
    pub(crate) fn shown(&self) -> impl Iterator<Item = &Fault> {
        self.0.iter().take(MOST)
    }

    /// How many faults are not shown, in words, if there are any.
    pub(crate) fn more(&self) -> Option<String> {
        let more = self.0.len().saturating_sub(MOST);
        (more > 0).then(|| format!("{more} more faults are not shown; mend these first"))
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, fault) in self.shown().enumerate() {
            if index > 0 {
                f.write_str("\n\n")?;
            }
            write!(f, "{fault}")?;
        }
        self.more().map_or(Ok(()), |more| write!(f, "\n\n{more}"))
    }
}

impl std::error::Error for Faults {}
