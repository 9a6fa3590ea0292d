//! Letters in Markdown. Cells are hostile: nothing of them is markup, a link or a mention.

use std::io::{self, Write};

use super::document::{Block, LetterDocument, LetterTable, TextSpan};
use crate::report::escape::line;

pub(super) fn write(document: &LetterDocument, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "# {}", harmless(&document.title))?;
    for block in &document.blocks {
        writeln!(out)?;
        match block {
            Block::Heading(text) => writeln!(out, "## {}", harmless(text))?,
            Block::Paragraph(spans) => writeln!(out, "{}", shown(spans))?,
            Block::Bullets(items) => {
                items.iter().try_for_each(|item| writeln!(out, "- {}", shown(item)))?;
            }
            Block::Table(table) => rows(table, out)?,
            Block::NewPage(title) => writeln!(out, "---\n\n# {}", harmless(title))?,
        }
    }
    writeln!(out, "\n---\n\n{}", harmless(&document.footer))
}

fn rows(table: &LetterTable, out: &mut dyn Write) -> io::Result<()> {
    // Every table has a header in Markdown, be it empty.
    let columns = table.widths.len();
    let header: Vec<_> =
        (0..columns).map(|at| table.header.get(at).map_or("", String::as_str)).collect();
    row(header.into_iter().map(harmless), out)?;
    writeln!(out, "|{}", " --- |".repeat(columns))?;
    table.rows.iter().try_for_each(|cells| row(cells.iter().map(|cell| shown(cell)), out))
}

fn row(cells: impl Iterator<Item = String>, out: &mut dyn Write) -> io::Result<()> {
    let cells: Vec<_> = cells.collect();
    writeln!(out, "| {} |", cells.join(" | "))
}

fn shown(spans: &[TextSpan]) -> String {
    let shown = |span: &TextSpan| match span {
        TextSpan::Text(text) => harmless(text),
        TextSpan::Strong(text) => format!("**{}**", harmless(text)),
        TextSpan::Blank(name) => format!("**\\[{}\\]**", harmless(name)),
    };
    spans.iter().map(shown).collect()
}

/// A text with nothing in it that Markdown, or a page that shows it, acts on: markup, HTML, table borders, addresses, mentions, formulas.
fn harmless(text: &str) -> String {
    let text = line(text);
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let before = &text[..at];
        let acts = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '!' | '$'
            | '@' => true,
            // `https://…` and `www.…` become links by themselves.
            ':' => text[at..].starts_with("://"),
            '.' if ends_in_www(before) => true,
            // A list, a rule, or the line below a heading.
            '.' | ')' => !before.is_empty() && before.bytes().all(|b| b.is_ascii_digit()),
            '-' | '+' | '=' => before.trim().is_empty(),
            _ => false,
        };
        if acts {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

fn ends_in_www(text: &str) -> bool {
    text.len()
        .checked_sub(3)
        .and_then(|at| text.get(at..))
        .is_some_and(|end| end.eq_ignore_ascii_case("www"))
}
