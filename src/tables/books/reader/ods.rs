//! The content of an `OpenDocument` workbook before its reader keeps all of it: how many cells there are once repeated ones are
//! written out, how much text they hold, and which of them are merged.

use std::{io::Read, sync::Arc};

use quick_xml::{
    Writer,
    events::{BytesStart, Event},
};

use super::{
    Fault,
    annotations::BySheet,
    comments,
    fault::damaged,
    limits::{self, CELLS, COLUMNS, REGIONS, REPEATED_ROWS, REPEATED_TEXT, ROWS},
    markup::{self, Open, Pieces},
    merged::{Region, Regions},
    ods_position::OdsPosition,
    ods_sheet::{CountedCell, CountedRow, CountedSheet, lack},
    outside::{self, Drawing},
};

/// The most text in all cells together, repeated ones included.
const TEXT: u64 = 256 << 20;

/// How words are spoken, which stands over them.
const RUBY: &str = "text:ruby-text";
/// How the names of elements begin that are drawn.
const DRAWN: &str = "draw:";

/// What the content of a workbook comes to.
pub(super) struct Content {
    pub(super) read: u64,
    pub(super) merged: Regions,
    /// There is something in it that its reader does not take: space between the cells, or how words are spoken.
    pub(super) is_odd: bool,
    /// Formulas without a result, and comments.
    pub(super) by_sheet: BySheet,
}

/// Reads the content once, and refuses what is more than any inventory.
pub(super) fn look(part: impl Read, most: u64) -> Result<Content, Fault> {
    let mut pieces = Pieces::new(part, most);
    let (mut book, mut open) = (Book::default(), Open::default());
    while let Some(piece) = pieces.next()? {
        match piece {
            Event::Start(tag) => {
                open.start(tag.name().as_ref())?;
                book.start(&tag)?;
            }
            Event::End(tag) => {
                open.end(tag.name().as_ref())?;
                book.end(tag.name().as_ref())?;
            }
            Event::Text(text) => book.text(&text)?,
            Event::GeneralRef(name) => book.entity(&name)?,
            Event::CData(text) => book.unread(&text)?,
            _ => book.text("")?,
        }
    }
    open.finish()?;
    book.end_sheet()?;
    let mut merged = Regions { some: !book.merged.is_empty(), ..Regions::default() };
    for (sheet, region) in book.merged {
        merged.by_sheet.entry(sheet).or_default().push(region);
    }
    let is_odd = book.is_odd;
    Ok(Content { read: pieces.read(), merged, is_odd, by_sheet: book.by_sheet })
}

/// The content without what stands between cells, and without how words are spoken, which its reader would take for a part of them.
pub(super) fn without_odd(part: impl Read) -> Result<Vec<u8>, Fault> {
    let mut pieces = Pieces::new(part, limits::UNPACKED);
    let mut writer = Writer::new(Vec::new());
    let (mut place, mut is_spoken) = (OdsPosition::default(), false);
    while let Some(piece) = pieces.next()? {
        match &piece {
            Event::Start(tag) => {
                place.start(tag.name().as_ref());
                is_spoken |= tag.name().as_ref() == RUBY;
            }
            Event::End(tag) => {
                place.end(tag.name().as_ref());
                is_spoken &= tag.name().as_ref() != RUBY;
            }
            _ if place.between_cells() || is_spoken => continue,
            _ => {}
        }
        writer.write_event(piece).map_err(|error| damaged(&error))?;
    }
    Ok(writer.into_inner())
}

/// A workbook while it is counted.
#[derive(Default)]
struct Book {
    place: OdsPosition,
    /// Something stands between cells, or over words how they are spoken.
    is_odd: bool,
    /// What sheets before this one come to, as a reader that keeps whole sheets holds them.
    cells: u64,
    text: u64,
    /// How often filled rows stand in the sheets without being written out there.
    repeated_rows: u64,
    /// And how much text they come to so.
    repeated_text: u64,
    in_sheet: bool,
    in_link: bool,
    sheet: CountedSheet,
    /// Tall and wide cells, with the names of their sheets.
    merged: Vec<(String, Region)>,
    by_sheet: BySheet,
    annotation: Annotation,
    drawing: Drawing,
}

/// A comment while it is read.
#[derive(Default)]
struct Annotation {
    /// Its text so far, inside one.
    said: Option<String>,
    in_paragraph: bool,
    /// How much text all comments hold.
    all: usize,
}

impl Annotation {
    fn text(&mut self, text: &str) -> Result<(), Fault> {
        let Some(said) = self.said.as_mut().filter(|_| self.in_paragraph) else { return Ok(()) };
        said.push_str(text);
        self.all += text.len();
        comments::bound(self.all)
    }
}

impl Book {
    fn start(&mut self, tag: &BytesStart<'_>) -> Result<(), Fault> {
        let name = tag.name();
        self.place.check(name.as_ref(), tag.local_name().as_ref())?;
        self.place.start(name.as_ref());
        match name.as_ref() {
            "table:table" => {
                // Its reader ends the sheet where the inner table ends.
                if std::mem::replace(&mut self.in_sheet, true) {
                    return Err(self.sheet.damaged("has another one inside"));
                }
                self.end_sheet()?;
                let name = markup::attribute(tag, "table:name");
                // What another workbook said last is kept in a table without a name.
                let is_nameless = name.is_none() && !self.in_link;
                let name = name.unwrap_or_default();
                self.sheet = CountedSheet::new(markup::unescaped(&name), is_nameless);
            }
            "table:dde-link" => self.in_link = true,
            "table:table-row" if self.place.cells == 0 => {
                let repeated = markup::number(tag, "table:number-rows-repeated", ROWS).unwrap_or(1);
                self.sheet.row = CountedRow::new(repeated);
            }
            "table:table-cell" | "table:covered-table-cell" if self.place.cells == 1 => {
                self.start_cell(tag)?;
            }
            "office:annotation" => self.annotation.said = Some(String::new()),
            "text:p" => self.annotation.in_paragraph = true,
            RUBY => self.is_odd = true,
            // Its reader takes what is drawn in a cell of text for a part of that.
            name if name.starts_with(DRAWN) => {
                let in_text = self.place.cells > 0 && self.sheet.row.cell.is_read_as_text();
                self.drawing.start(in_text);
            }
            "text:s" => {
                let blanks = markup::number(tag, "text:c", TEXT).unwrap_or(1);
                self.sheet.row.cell.text += blanks;
                self.repeated_text += blanks - 1.min(blanks);
                if self.repeated_text > REPEATED_TEXT {
                    return Err(limits::too_many_blanks(&self.sheet.name));
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn start_cell(&mut self, tag: &BytesStart<'_>) -> Result<(), Fault> {
        let number = |name: &str| markup::number(tag, name, ROWS).unwrap_or(1);
        if let Some(lack) = lack(tag) {
            let place = |passed: u64| u32::try_from(passed).unwrap_or(u32::MAX);
            let (row, column) = (place(self.sheet.passed), place(self.sheet.row.passed));
            self.sheet.lacking.add((row, column), lack);
        }
        let row = &mut self.sheet.row;
        row.cell = CountedCell::new(tag);
        let span = |name: &str, passed: u64, most: u64| {
            let last = (passed + number(name)).clamp(passed + 1, most.max(passed + 1));
            (passed + 1, last)
        };
        let rows = span("table:number-rows-spanned", self.sheet.passed, ROWS);
        let columns = span("table:number-columns-spanned", row.passed, COLUMNS);
        row.passed += row.cell.repeated;
        if rows.0 < rows.1 || columns.0 < columns.1 {
            self.merged.push((self.sheet.name.clone(), Region { rows, columns }));
            if self.merged.len() as u64 > REGIONS {
                return Err(limits::too_many_regions());
            }
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), Fault> {
        self.place.end(name);
        match name {
            "table:table" => self.in_sheet = false,
            "table:dde-link" => self.in_link = false,
            "table:table-cell" | "table:covered-table-cell" if self.place.cells == 0 => {
                self.sheet.end_cell()?;
            }
            "office:annotation" => {
                if let Some(said) = self.annotation.said.take() {
                    self.sheet.comments.add(self.sheet.passed + 1, &said);
                }
            }
            name if name.starts_with(DRAWN) => {
                let said = self.drawing.end().unwrap_or_default();
                let place = outside::drawings(Some(&self.sheet.name));
                self.by_sheet.outside.add(place, self.sheet.passed + 1, &said)?;
            }
            "text:p" => {
                self.beside_cell(" ")?;
                self.annotation.in_paragraph = false;
            }
            "table:table-row" if self.place.cells == 0 => {
                let (text, repeats) = self.sheet.end_row()?;
                self.text += text;
                if self.text > TEXT {
                    let what = format!("its cells hold more than {} MiB of text", TEXT >> 20);
                    return Err(Fault::TooLarge(what));
                }
                self.repeated_text += text - text / (repeats + 1);
                if self.repeated_text > REPEATED_TEXT {
                    return Err(limits::too_much_repeated(&self.sheet.name));
                }
                self.repeated_rows += repeats;
                if self.repeated_rows > REPEATED_ROWS {
                    return Err(limits::too_many_repeats(&self.sheet.name));
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), Fault> {
        self.sheet.row.cell.text += text.len() as u64;
        self.sheet.row.cell.says |= self.place.in_paragraph && !text.trim().is_empty();
        self.is_odd |= self.place.between_cells();
        self.beside_cell(text)
    }

    /// Text that is no value of a cell, where it stands in a comment or a drawing.
    fn beside_cell(&mut self, text: &str) -> Result<(), Fault> {
        self.drawing.text(text);
        self.annotation.text(text)
    }

    /// Text as it stands, without markup, which the reader of workbooks passes over.
    fn unread(&mut self, text: &str) -> Result<(), Fault> {
        if self.place.in_paragraph && !text.trim().is_empty() {
            let row = self.sheet.passed + 1;
            return Err(self.sheet.damaged(&format!("has a cell in row {row} with text as CDATA")));
        }
        self.text(text)
    }

    /// A sign that stands under a name, such as `amp`.
    fn entity(&mut self, name: &str) -> Result<(), Fault> {
        self.sheet.row.cell.text += name.len() as u64;
        self.sheet.row.cell.says |= self.place.in_paragraph;
        self.is_odd |= self.place.between_cells();
        self.beside_cell(&markup::sign(name))
    }

    fn end_sheet(&mut self) -> Result<(), Fault> {
        let mut sheet = std::mem::take(&mut self.sheet);
        if !sheet.lacking.is_empty() {
            let lacking = Arc::new(std::mem::take(&mut sheet.lacking));
            self.by_sheet.lacking.insert(sheet.name.clone(), lacking);
        }
        if !sheet.comments.is_empty() {
            let comments = Arc::new(std::mem::take(&mut sheet.comments));
            self.by_sheet.comments.insert(sheet.name.clone(), comments);
        }
        self.cells = self.cells.saturating_add(sheet.cells.max(sheet.rows * sheet.widest));
        if self.cells > CELLS { Err(limits::too_many_cells()) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT_CELL: &str = r#"<table:table-cell office:value-type="string""#;

    fn sheet(rows: &str) -> String {
        format!("<x><table:table table:name=\"a &amp; b\">{rows}</table:table></x>")
    }

    fn row(cells: &str, times: u64) -> String {
        let open = format!(r#"<table:table-row table:number-rows-repeated="{times}">"#);
        format!("{open}{cells}</table:table-row>")
    }

    const PARAGRAPH: &str = "<text:p>x</text:p>";

    /// The cells of all sheets, as a reader that keeps whole sheets would hold them.
    fn cells(content: &str) -> Result<u64, Fault> {
        let mut pieces = Pieces::new(content.as_bytes(), 1 << 20);
        let mut book = Book::default();
        while let Some(piece) = pieces.next()? {
            match piece {
                Event::Start(tag) => book.start(&tag)?,
                Event::End(tag) => book.end(tag.name().as_ref())?,
                _ => {}
            }
        }
        book.end_sheet()?;
        Ok(book.cells)
    }

    #[test]
    fn content_that_ends_inside_an_element_is_refused() {
        let whole = sheet(&row("<table:table-cell/>", 1));
        assert!(look(whole.as_bytes(), 1 << 20).is_ok());
        let deep = format!("{}{}", "<a>".repeat(1001), "</a>".repeat(1001));
        for (content, refused) in [
            (whole.replace("</table:table></x>", ""), "`<table:table>` is never closed"),
            (
                whole.replace("</table:table></x>", "</table:table"),
                "`<table:table>` is never closed",
            ),
            (whole.replace("</x>", ""), "`<x>` is never closed"),
            (whole.replace("</table:table>", "</table:tables>"), "is closed as `table:tables`"),
            (whole.replace("</table:table>", ""), "`<table:table>` is closed as `x`"),
            (deep, "1000 levels"),
        ] {
            let fault = look(content.as_bytes(), 1 << 20).err();
            let Some(Fault::Damaged(cause) | Fault::TooLarge(cause)) = fault else {
                panic!("{content}: not refused");
            };
            assert!(cause.contains(refused), "{cause}");
        }
    }

    #[test]
    fn repeated_cells_are_counted() {
        let value = r#"<table:table-cell office:value-type="float" office:value="1""#;
        let empty = r#"<table:table-cell table:number-columns-repeated="16000"/>"#;
        let one = format!("{value}/>");
        let long = format!(r#"{value} office:string-value="{}"/>"#, "x".repeat(2_500));
        let many = format!(r#"{value} table:number-columns-repeated="16000"/>"#);
        for (rows, expected) in [
            (vec![row(&one, 1), row(empty, 1_000_000)], Some(1)),
            (vec![row(&format!("{one}{one}{empty}"), 3)], Some(6)),
            (vec![row(&format!("{empty}{one}"), 2)], Some(32_002)),
            (vec![row(&one, 1), row(empty, 999), row(&one, 1)], Some(1001)),
            (vec![row(&many, 1_000_000)], None),
            (vec![row(&one, 90_000)], Some(90_000)),
            (vec![row(&long, 90_000)], None),
            (vec![row(&format!("{TEXT_CELL}/>"), 4_000_000_000)], Some(1_048_576)),
            (
                vec![row(
                    &format!(r#"{TEXT_CELL} table:number-columns-repeated="99"/>"#),
                    1_000_000,
                )],
                None,
            ),
        ] {
            let content = sheet(&rows.concat());
            assert_eq!(cells(&content).ok(), expected, "{content}");
        }
    }

    #[test]
    fn what_its_reader_would_leave_out_is_refused() {
        let said = |times: u64| {
            let repeated = format!(r#" table:number-columns-repeated="{times}""#);
            format!("{TEXT_CELL}{repeated}><text:p>x</text:p></table:table-cell>")
        };
        let blank =
            |times: u64| format!(r#"<table:table-cell table:number-columns-repeated="{times}"/>"#);
        let far = |empty: u64, times: u64| {
            row(&format!("{}{}{}", blank(empty), said(times), blank(9)), 1)
        };
        let inner = format!("<table:table>{}</table:table>", row(&said(1), 1));
        let bare = |inner: &str| row(&format!("<table:table-cell>{inner}</table:table-cell>"), 1);
        for (rows, refused) in [
            (far(16_383, 1), None),
            (far(16_384, 1), Some("`a &amp; b` has a cell beyond the last column in row 1")),
            (far(1_000_000_000, 1), Some("beyond the last column")),
            (far(16_000, 385), Some("beyond the last column")),
            ([row(&blank(1), 1_048_575), row(&said(1), 1), row(&blank(1), 9)].concat(), None),
            ([row(&blank(1), 1_048_576), row(&said(1), 1)].concat(), Some("beyond the last one")),
            ([row("", 9_000_000_000), row(&said(1), 1)].concat(), Some("beyond the last one")),
            ([row("", 1_048_570), row(&said(1), 7)].concat(), Some("beyond the last one")),
            ([row(&said(1), 1), row(&said(1), 0)].concat(), Some("filled row 2 no times")),
            ([row(&said(1), 1), row(&blank(1), 0)].concat(), None),
            (row(&said(0), 1), Some("filled cell in row 1 no times")),
            (row(&format!("{}{}", blank(0), said(1)), 1), None),
            (row(&format!("<table:table-cell>{inner}</table:table-cell>"), 1), Some("inside")),
            (inner, Some("inside")),
            (bare(PARAGRAPH), Some("`a &amp; b` has a cell in row 1 with text and no type")),
            (bare("<text:p><text:span>&amp;</text:span></text:p>"), Some("and no type")),
            (bare("<text:p> </text:p>"), None),
            (bare(&format!("<office:annotation>{PARAGRAPH}</office:annotation>")), None),
            (bare(&format!("<draw:frame>{PARAGRAPH}</draw:frame>")), None),
            (
                row(&format!("{TEXT_CELL}><text:p><![CDATA[x]]></text:p></table:table-cell>"), 1),
                Some("as CDATA"),
            ),
        ] {
            let content = sheet(&rows);
            let fault = look(content.as_bytes(), 1 << 20).err();
            let expected = refused.map(|refused| refused.replace("&amp;", "&"));
            match (&fault, &expected) {
                (Some(Fault::Damaged(cause)), Some(refused)) if cause.contains(refused) => {}
                (None, None) => {}
                _ => panic!("{content}: {fault:?}"),
            }
        }
    }

    #[test]
    fn tables_without_a_name_hold_nothing_but_what_is_linked() {
        let bare = format!(
            "<table:table>{}</table:table>",
            row(&format!("{TEXT_CELL}>x</table:table-cell>"), 1)
        );
        assert!(matches!(look(bare.as_bytes(), 1 << 20), Err(Fault::Damaged(_))));
        let linked = format!("<table:dde-link>{bare}</table:dde-link>");
        assert!(look(linked.as_bytes(), 1 << 20).is_ok());
    }

    #[test]
    fn filled_rows_are_not_repeated_without_bound() {
        let filled = |times| row(&format!("{TEXT_CELL}>x</table:table-cell>"), times);
        let blank = row("<table:table-cell/>", 900_000);
        let look = |rows: &[String]| look(sheet(&rows.concat()).as_bytes(), 1 << 20).map(drop);
        let refused = Err(limits::too_many_repeats("a & b"));
        assert_eq!(look(&[filled(100_001), blank.clone()]), Ok(()));
        assert_eq!(look(&[filled(100_002)]), refused);
        assert_eq!(look(&[filled(50_001), filled(50_001), filled(1), filled(1), blank]), Ok(()));
        assert_eq!(look(&[filled(60_000), filled(60_000)]), refused);
    }

    #[test]
    fn repeated_text_is_counted() {
        let text =
            |inner: &str, times| row(&format!("{TEXT_CELL}>{inner}</table:table-cell>"), times);
        let long = "x".repeat(1000);
        for (rows, fits) in [
            (text(&long, 10_000), true),
            (text(&long, 30_000), false),
            (text(r#"<text:p>a<text:s text:c="30"/></text:p>"#, 1), true),
            (text(r#"<text:p>a<text:s text:c="3000000000"/></text:p>"#, 1), false),
            (text(r#"<text:p>a<text:s text:c="20000000"/></text:p>"#, 1), false),
            (text(&r#"<text:p>a<text:s text:c="10000000"/></text:p>"#.repeat(2), 1), false),
        ] {
            let outcome = look(sheet(&rows).as_bytes(), 1 << 20);
            assert_eq!(outcome.is_ok(), fits);
        }
    }

    #[test]
    fn merged_cells_are_found_where_they_stand() {
        let tall = TEXT_CELL.to_owned() + r#" table:number-rows-spanned="3">x</table:table-cell>"#;
        let wide =
            TEXT_CELL.to_owned() + r#" table:number-columns-spanned="2">x</table:table-cell>"#;
        let covered = r#"<table:covered-table-cell table:number-columns-repeated="2"/>"#;
        let rows = [row(&wide, 1), row("", 5), row(&format!("{covered}{tall}"), 1)].concat();
        let content = look(sheet(&rows).as_bytes(), 1 << 20).unwrap();
        let names: Vec<_> = content.merged.by_sheet["a & b"].iter().map(Region::name).collect();
        assert_eq!(names, ["A1:B1", "C7:C9"]);
        assert!(!content.is_odd);
    }

    #[test]
    fn space_between_cells_is_left_out() {
        let cell = format!("{TEXT_CELL}> a <b/> </table:table-cell>");
        let spaced = sheet(&row(&format!("\n {cell}<!-- x -->\n {cell}\n"), 1));
        assert!(look(spaced.as_bytes(), 1 << 20).unwrap().is_odd);
        let clean = String::from_utf8(without_odd(spaced.as_bytes()).unwrap()).unwrap();
        assert_eq!(clean, sheet(&row(&format!("{cell}{cell}"), 1)).replace("<b/>", "<b></b>"));
        assert!(!look(clean.as_bytes(), 1 << 20).unwrap().is_odd);
    }
}
