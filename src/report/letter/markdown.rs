//! Letters in Markdown. Cells are hostile: nothing of them is markup, a link or a mention.

use std::io::{self, Write};

use super::document::{Block, LetterDocument, LetterTable, TextSpan};
use crate::report::markdown_text::markdown_text;

pub(super) fn write(document: &LetterDocument, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "# {}", markdown_text(&document.title))?;
    for block in &document.blocks {
        writeln!(out)?;
        match block {
            Block::Heading(text) => writeln!(out, "## {}", markdown_text(text))?,
            Block::Paragraph(spans) => writeln!(out, "{}", shown(spans))?,
            Block::Bullets(items) => {
                items.iter().try_for_each(|item| writeln!(out, "- {}", shown(item)))?;
            }
            Block::Table(table) => rows(table, out)?,
            Block::NewPage(title) => writeln!(out, "---\n\n# {}", markdown_text(title))?,
        }
    }
    writeln!(out, "\n---\n\n{}", markdown_text(&document.footer))
}

fn rows(table: &LetterTable, out: &mut dyn Write) -> io::Result<()> {
    // Every table has a header in Markdown, be it empty.
    let columns = table.widths.len();
    let header: Vec<_> =
        (0..columns).map(|at| table.header.get(at).map_or("", String::as_str)).collect();
    row(header.into_iter().map(markdown_text), out)?;
    writeln!(out, "|{}", " --- |".repeat(columns))?;
    table.rows.iter().try_for_each(|cells| row(cells.iter().map(|cell| shown(cell)), out))
}

fn row(cells: impl Iterator<Item = String>, out: &mut dyn Write) -> io::Result<()> {
    let cells: Vec<_> = cells.collect();
    writeln!(out, "| {} |", cells.join(" | "))
}

fn shown(spans: &[TextSpan]) -> String {
    let shown = |span: &TextSpan| match span {
        TextSpan::Text(text) => markdown_text(text),
        TextSpan::Strong(text) => format!("**{}**", markdown_text(text)),
        TextSpan::Blank(name) => format!("**\\[{}\\]**", markdown_text(name)),
    };
    spans.iter().map(shown).collect()
}
