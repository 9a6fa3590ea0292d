//! Letters as a word processor's document. Texts are plain runs: nothing of a cell is markup, a field or a link.

use std::io::{self, Cursor, Write};

use docx_rs::{
    AbstractNumbering, AlignmentType, Docx, Footer, IndentLevel, Level, LevelJc, LevelText,
    LineSpacing, NumPages, NumberFormat, Numbering, NumberingId, PageMargin, PageNum, Paragraph,
    Run, RunFonts, Shading, SpecialIndentType, Start, Style, StyleType, TableCell,
    TableCellMargins, TableLayoutType, TableRow, WidthType,
};

use super::document::{Block, LetterDocument, LetterTable, TextSpan};
use crate::report::escape::line;

/// Sizes are in half points.
const BODY: usize = 21;
const CELLS: usize = 18;
const SMALL: usize = 16;
/// Lengths are in twentieths of a point. The page is A4, which prints on US Letter as well.
const PAGE: (u32, u32) = (11_906, 16_838);
const MARGIN: i32 = 1_134;
const TEXT_WIDTH: usize = 9_638;
const FONT: &str = "Arial";
const DARK: &str = "1F3864";
const SHADE: &str = "E9EEF5";
const GREY: &str = "5F6B7A";
const LINES: &str = "A6B1C2";
const BULLETS: usize = 2;

pub(super) fn write(document: &LetterDocument, out: &mut dyn Write) -> io::Result<()> {
    let docx =
        empty().footer(footer(&document.footer)).add_paragraph(titled(&document.title, "Title"));
    let docx = document.blocks.iter().fold(docx, |docx, block| match block {
        Block::Heading(text) => docx.add_paragraph(titled(text, "Heading1")),
        Block::Paragraph(spans) => docx.add_paragraph(spaced(paragraph(spans, None), 120)),
        Block::Bullets(items) => items.iter().fold(docx, |docx, item| {
            let (list, level) = (NumberingId::new(BULLETS), IndentLevel::new(0));
            docx.add_paragraph(spaced(paragraph(item, None), 60).numbering(list, level))
        }),
        Block::Table(rows) => docx.add_table(table(rows)).add_paragraph(gap()),
        Block::NewPage(title) => docx.add_paragraph(titled(title, "Title").page_break_before(true)),
    });
    // The archive is written with a way back to its beginning, which a stream has not.
    let mut packed = Cursor::new(Vec::new());
    docx.build().pack(&mut packed).map_err(io::Error::other)?;
    out.write_all(packed.get_ref())
}

fn empty() -> Docx {
    let heading = |id: &str, name: &str, size: usize, before: u32, after: u32| {
        let space = LineSpacing::new().before(before).after(after);
        let style = Style::new(id, StyleType::Paragraph).name(name).bold().size(size).color(DARK);
        style.line_spacing(space)
    };
    let small = Style::new("Footer", StyleType::Paragraph).name("footer").size(SMALL).color(GREY);
    let level = Level::new(
        0,
        Start::new(1),
        NumberFormat::new("bullet"),
        LevelText::new("•"),
        LevelJc::new("left"),
    );
    let level = level.indent(Some(360), Some(SpecialIndentType::Hanging(280)), None, None);
    let margin = PageMargin::new().top(MARGIN).bottom(MARGIN).left(MARGIN).right(MARGIN);
    Docx::new()
        .page_size(PAGE.0, PAGE.1)
        .page_margin(margin.footer(500))
        .default_fonts(RunFonts::new().ascii(FONT).hi_ansi(FONT).cs(FONT))
        .default_size(BODY)
        .add_style(heading("Title", "Title", 34, 0, 200))
        .add_style(heading("Heading1", "heading 1", 25, 240, 100))
        .add_style(small)
        .add_abstract_numbering(AbstractNumbering::new(BULLETS).add_level(level))
        .add_numbering(Numbering::new(BULLETS, BULLETS))
}

fn footer(text: &str) -> Footer {
    let run = |text: &str| Run::new().add_text(text);
    let pages = Paragraph::new()
        .style("Footer")
        .add_run(run(&line(text)))
        .add_run(run("  ·  page "))
        .add_page_num(PageNum::new())
        .add_run(run(" of "))
        .add_num_pages(NumPages::new());
    Footer::new().add_paragraph(pages.align(AlignmentType::Center))
}

fn titled(text: &str, style: &str) -> Paragraph {
    paragraph(&[TextSpan::Text(text.to_owned())], None).style(style)
}

fn spaced(paragraph: Paragraph, after: u32) -> Paragraph {
    paragraph.line_spacing(LineSpacing::new().after(after).line(276))
}

/// What keeps a table from what follows it.
fn gap() -> Paragraph {
    Paragraph::new().line_spacing(LineSpacing::new().after(0).line(160))
}

fn paragraph(spans: &[TextSpan], size: Option<usize>) -> Paragraph {
    let sized = |run: Run| size.into_iter().fold(run, Run::size);
    let runs = spans.iter().map(|span| match span {
        TextSpan::Text(text) => sized(Run::new().add_text(line(text))),
        TextSpan::Strong(text) => sized(Run::new().add_text(line(text))).bold(),
        TextSpan::Blank(name) => {
            sized(Run::new().add_text(format!("[{}]", line(name)))).bold().highlight("yellow")
        }
    });
    runs.fold(Paragraph::new(), Paragraph::add_run)
}

fn table(table: &LetterTable) -> docx_rs::Table {
    let header = (!table.header.is_empty()).then(|| {
        let cells = table.header.iter().zip(&table.widths);
        let cells = cells
            .map(|(name, &width)| cell(&[TextSpan::Strong(name.clone())], width).shading(shade()));
        TableRow::new(cells.collect())
    });
    let named = table.header.is_empty();
    let rows = table.rows.iter().map(|cells| {
        let cells = cells.iter().zip(&table.widths).enumerate();
        let cells = cells.map(|(at, (spans, &width))| match cell(spans, width) {
            // Without a header the first column says what the second is.
            name if named && at == 0 => name.shading(shade()),
            cell => cell,
        });
        TableRow::new(cells.collect()).cant_split()
    });
    let grid = table.widths.iter().map(|&width| twips(width)).collect();
    docx_rs::Table::new(header.into_iter().chain(rows).collect())
        .set_grid(grid)
        .width(TEXT_WIDTH, WidthType::Dxa)
        .layout(TableLayoutType::Fixed)
        .margins(TableCellMargins::new().margin(50, 90, 50, 90))
        .set_borders(borders())
}

fn borders() -> docx_rs::TableBorders {
    use docx_rs::{BorderType, TableBorder, TableBorderPosition as At, TableBorders};
    let places = [At::Top, At::Bottom, At::Left, At::Right, At::InsideH, At::InsideV];
    places.into_iter().fold(TableBorders::new(), |borders, at| {
        borders.set(TableBorder::new(at).border_type(BorderType::Single).size(4).color(LINES))
    })
}

fn shade() -> Shading {
    Shading::new().fill(SHADE)
}

fn cell(spans: &[TextSpan], width: usize) -> TableCell {
    let space = LineSpacing::new().after(0);
    let text = paragraph(spans, Some(CELLS)).line_spacing(space);
    TableCell::new().add_paragraph(text).width(twips(width), WidthType::Dxa)
}

fn twips(part: usize) -> usize {
    TEXT_WIDTH * part / 100
}
