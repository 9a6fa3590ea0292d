//! Texts of a packed workbook that stand beside the cells of its sheets: in drawings and charts, at the head and the foot of their pages,
//! and in what it keeps of the rows behind a pivot table. They are searched line by line.

use std::{collections::BTreeMap, io::Read};

use quick_xml::events::Event;
use rustc_hash::FxHashSet;

use super::{
    Fault, OutsideCells,
    archive::{Archive, plain},
    comments,
    limits::UNPACKED,
    markup::{self, Pieces},
    parts::Parts,
    weighed::ends,
};

/// Folders of parts with drawings, each with what leads to others from there.
const DRAWN: [&str; 3] = ["/drawings/", "/charts/", "/diagrams/data"];
const CACHES: &str = "/pivotcache/";
const SHARED_TEXTS: &str = "xl/sharedstrings.xml";
/// Letters that a code in the head or the foot of a page is, behind `&`.
const CODES: &str = "LCRPNDTFAZGBIUSXYEOH";

/// Lines under the names of the places where they stand.
#[derive(Default)]
pub(super) struct OutsideTexts {
    places: Vec<OutsideCells>,
    length: usize,
}

impl OutsideTexts {
    /// Adds a text, if it says anything.
    pub(super) fn add(&mut self, place: String, line: u64, text: &str) -> Result<(), Fault> {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if !text.contains(char::is_alphabetic) {
            return Ok(());
        }
        self.length += text.len();
        comments::bound(self.length)?;
        match self.places.iter_mut().find(|known| known.name == place) {
            Some(known) => known.lines.push((line, text)),
            None => self.places.push(OutsideCells { name: place, lines: vec![(line, text)] }),
        }
        Ok(())
    }

    /// Adds all that is in others, from elsewhere in the same workbook.
    pub(super) fn append(&mut self, others: Self) {
        self.length += others.length;
        self.places.extend(others.places);
    }

    /// All places.
    pub(super) fn into_places(self) -> Vec<OutsideCells> {
        self.places
    }
}

/// What is drawn in an `OpenDocument` workbook, while it is read.
#[derive(Default)]
pub(super) struct Drawing {
    /// Elements inside one another.
    depth: usize,
    is_read_otherwise: bool,
    said: String,
}

impl Drawing {
    /// Something begins; its text may be that of a cell.
    pub(super) fn start(&mut self, is_read_otherwise: bool) {
        if self.depth == 0 {
            self.is_read_otherwise = is_read_otherwise;
        }
        self.depth += 1;
    }

    /// What it says, where all of it has ended.
    pub(super) fn end(&mut self) -> Option<String> {
        self.depth = self.depth.saturating_sub(1);
        (self.depth == 0).then(|| std::mem::take(&mut self.said))
    }

    /// Takes a text, if it is drawn.
    pub(super) fn text(&mut self, text: &str) {
        if self.depth > 0 && !self.is_read_otherwise {
            self.said.push_str(text);
        }
    }
}

/// What the drawings are called that are on a sheet.
pub(super) fn drawings(sheet: Option<&str>) -> String {
    format!("{} (drawings)", sheet.unwrap_or_default()).trim_start().to_owned()
}

/// Adds what stands at the head or the foot of the pages of a sheet.
pub(super) fn add_margins(
    texts: &mut OutsideTexts,
    sheet: &str,
    margins: &[String],
) -> Result<(), Fault> {
    let place = || format!("{sheet} (head and foot of the pages)");
    margins.iter().try_for_each(|margin| texts.add(place(), 1, &without_codes(margin)))
}

/// Adds the texts of all drawings, and what is kept for pivot tables; `sheets` are the parts of the sheets, by their names.
pub(super) fn add_parts(
    texts: &mut OutsideTexts,
    archive: &mut Archive,
    sheets: &[(String, String)],
) -> Result<(), Fault> {
    let names: Vec<_> =
        archive.file_names().filter_map(Result::ok).map(|one| plain(&one)).collect();
    let is_drawn =
        |name: &str| DRAWN.iter().any(|folder| name.contains(folder)) && !name.contains("/_rels/");
    let mut sheet_of = BTreeMap::new();
    if names.iter().any(|name| is_drawn(name)) {
        let parts = Parts::of(archive);
        for (sheet, part) in sheets {
            for drawing in parts.related(archive, part, &["/drawing", "/vmlDrawing"])? {
                for inner in parts.related(archive, &drawing, &["/chart", "/diagramData"])? {
                    sheet_of.insert(inner, sheet);
                }
                sheet_of.insert(drawing, sheet);
            }
        }
    }
    let mut kept = Vec::new();
    for (index, name) in names.iter().enumerate() {
        if is_drawn(name) && ends(name, &[".xml", ".vml"]) {
            let place = drawings(sheet_of.get(name).map(|sheet| sheet.as_str()));
            drawn(archive.by_index(index)?, &mut |line, text| {
                texts.add(place.clone(), line, text)
            })?;
        } else if name.contains(CACHES) && ends(name, &[".xml"]) {
            items(archive.by_index(index)?, &mut kept)?;
        }
    }
    if !kept.is_empty() {
        let mut all: FxHashSet<_> = kept.iter().cloned().collect();
        if let Some(index) = names.iter().position(|name| name == SHARED_TEXTS) {
            without_cells(archive.by_index(index)?, &mut all)?;
        }
        for (text, line) in kept.iter().zip(1..).filter(|(text, _)| all.remove(*text)) {
            texts.add("(pivot tables)".into(), line, text)?;
        }
    }
    Ok(())
}

/// What stands at the head and the foot of the pages of an `OpenDocument` workbook, without what is put in there.
pub(super) fn page_styles(part: impl Read, texts: &mut OutsideTexts) -> Result<(), Fault> {
    let mut pieces = Pieces::new(part, UNPACKED);
    let (mut is_inside, mut fields, mut said) = (false, 0_usize, String::new());
    let is_margin =
        |name: &str| name.starts_with("style:header") || name.starts_with("style:footer");
    let is_field = |name: &str| {
        name.starts_with("text:") && !matches!(name, "text:p" | "text:span" | "text:s" | "text:a")
    };
    while let Some(piece) = pieces.next()? {
        match piece {
            Event::Start(tag) => {
                is_inside |= is_margin(tag.name().as_ref());
                fields += usize::from(is_field(tag.name().as_ref()));
            }
            Event::End(tag) => {
                let tag = tag.name();
                fields -= usize::from(is_field(tag.as_ref())).min(fields);
                if is_margin(tag.as_ref()) {
                    is_inside = false;
                    texts.add("(head and foot of the pages)".into(), 1, &said)?;
                    said.clear();
                } else if tag.as_ref() == "text:p" {
                    said.push(' ');
                }
            }
            Event::Text(text) if is_inside && fields == 0 => said.push_str(&text),
            Event::GeneralRef(name) if is_inside && fields == 0 => {
                said.push_str(&markup::sign(&name));
            }
            _ => {}
        }
        comments::bound(said.len())?;
    }
    Ok(())
}

/// Hands on the texts of a part, each with the row in which it is anchored.
fn drawn(
    part: impl Read,
    take: &mut dyn FnMut(u64, &str) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let mut pieces = Pieces::new(part, UNPACKED);
    let (mut said, mut row, mut in_text) = (String::new(), String::new(), false);
    let (mut is_from, mut in_row) = (false, false);
    while let Some(piece) = pieces.next()? {
        match piece {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "t" | "textbox" => in_text = true,
                "from" => is_from = true,
                "row" if is_from => {
                    in_row = true;
                    row.clear();
                }
                _ => {}
            },
            Event::End(tag) => match tag.local_name().as_ref() {
                "t" => in_text = false,
                "p" | "br" | "div" => said.push(' '),
                "from" => is_from = false,
                "row" => in_row = false,
                "txBody" | "rich" | "pt" | "textbox" => {
                    in_text = false;
                    take(row.trim().parse().unwrap_or(0) + 1, &said)?;
                    said.clear();
                }
                _ => {}
            },
            Event::Text(text) if in_row => row.push_str(&text),
            Event::Text(text) if in_text => said.push_str(&text),
            Event::CData(text) if in_text => said.push_str(&text),
            Event::GeneralRef(name) if in_text => said.push_str(&markup::sign(&name)),
            _ => {}
        }
        comments::bound(said.len())?;
    }
    take(row.trim().parse().unwrap_or(0) + 1, &said)
}

/// The texts that are kept for pivot tables.
fn items(part: impl Read, kept: &mut Vec<String>) -> Result<(), Fault> {
    let (mut pieces, mut length) = (Pieces::new(part, UNPACKED), 0);
    while let Some(piece) = pieces.next()? {
        if let Event::Start(tag) = piece
            && tag.local_name().as_ref() == "s"
            && let Some(text) = markup::attribute(&tag, "v")
        {
            length += text.len();
            comments::bound(length)?;
            kept.push(markup::unescaped(&text));
        }
    }
    Ok(())
}

/// Leaves out what cells of the workbook say too.
fn without_cells(part: impl Read, texts: &mut FxHashSet<String>) -> Result<(), Fault> {
    let (mut pieces, mut said, mut in_text) = (Pieces::new(part, UNPACKED), String::new(), false);
    while let Some(piece) = pieces.next()? {
        match piece {
            Event::Start(tag) => in_text = tag.local_name().as_ref() == "t",
            Event::End(tag) => {
                in_text = false;
                if tag.local_name().as_ref() == "si" {
                    texts.remove(&said);
                    said.clear();
                }
            }
            Event::Text(text) if in_text => said.push_str(&text),
            Event::GeneralRef(name) if in_text => said.push_str(&markup::sign(&name)),
            _ => {}
        }
    }
    Ok(())
}

/// The head or the foot of a page without what says how it looks, and where a number, a date or a name is put in: `&LStock&RPage &P`.
fn without_codes(margin: &str) -> String {
    let (mut text, mut rest) = (String::new(), margin);
    while let Some((before, behind)) = rest.split_once('&') {
        text.push_str(before);
        let first = behind.chars().next().unwrap_or(' ');
        let length = match first {
            '"' => behind[1..].find('"').map_or(behind.len(), |end| end + 2),
            'K' => 1 + behind[1..].chars().take_while(char::is_ascii_hexdigit).take(6).count(),
            '0'..='9' => behind.chars().take_while(char::is_ascii_digit).count(),
            code if CODES.contains(code) => 1,
            _ => 0,
        };
        text.push_str(match first {
            '&' => "&",
            'L' | 'C' | 'R' => " ",
            _ => "",
        });
        rest = &behind[if first == '&' { 1 } else { length }..];
    }
    text + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_pages_are_left_out() {
        for (margin, text) in [
            ("&LStock&CJ&&J, list&RPage &P of &N", " Stock J&J, list Page  of "),
            ("&\"Arial,Bold\"&12&KFF0000Acme", "Acme"),
            ("&G&D &T&F&A", " "),
            ("no code & none", "no code  none"),
            ("ends with &", "ends with "),
        ] {
            assert_eq!(without_codes(margin), text, "{margin}");
        }
    }

    #[test]
    fn what_is_drawn_is_read_with_its_row() {
        let part = "<d><from><col>1</col><row>4</row></from><sp><txBody><p><r><t>Ac</t></r><r><t>me &amp; co</t></r></p>\
            <p><t>two</t></p></txBody></sp><from><row>x</row></from><c><v>no</v></c><title><rich><t>chart</t></rich></title></d>";
        let mut found = Vec::new();
        let read = drawn(part.as_bytes(), &mut |line, text| {
            found.push((line, text.trim().to_owned()));
            Ok(())
        });
        assert!(read.is_ok());
        let expected = [(5, "Acme & co two"), (1, "chart"), (1, "")];
        assert_eq!(found, expected.map(|(line, text)| (line, text.to_owned())));
    }
}
