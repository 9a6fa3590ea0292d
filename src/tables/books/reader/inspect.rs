//! What a packed workbook comes to, before its reader keeps anything of it: a few bytes can ask for thousands of millions of
//! cells, and a bomb is refused. What its reader cannot take as it is written is written anew.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::{self, BufReader, Read},
    sync::Arc,
};

use quick_xml::events::{BytesStart, Event};
use zip::read::ZipFile;

use super::{
    Fault, Kind,
    annotations::BySheet,
    archive::{self, Archive},
    book::Book,
    cells::{self, Cell},
    comments::{self, Comments},
    errors,
    fault::{damaged, shown},
    formulas::Lacking,
    limits::{self, CELLS, KEPT, REGIONS, UNPACKED},
    markup::{self, Pieces},
    merged::Regions,
    ods,
    parts::Parts,
    repacked::Repacked,
    xlsb,
};

/// The longest text of a cell.
const TEXT: u64 = 16 << 20;

/// How the kinds of relations to comments end: legacy ones, and threads.
const COMMENTS: [&str; 2] = ["/comments", "/threadedComment"];

/// How the kind of relation to a sheet with cells ends.
const CELL_SHEET: &str = "/worksheet";
/// The first element of a sheet with cells.
const SHEET: &str = "worksheet";

/// A workbook that can be opened.
pub(super) struct Inspected {
    pub(super) book: Book,
    pub(super) merged: Regions,
    pub(super) by_sheet: BySheet,
}

/// Reads every part that is read later, and refuses what is more than any inventory.
pub(super) fn check(book: Book, form: Kind) -> Result<Inspected, Fault> {
    let mut archive = archive::open(&book)?;
    archive::check_names(&archive)?;
    archive::check_ends(&mut archive, &book)?;
    let (mut unpacked, mut kept) = (0, 0);
    let mut repacked = Repacked::default();
    let mut merged = Regions::default();
    let (mut by_sheet, mut seen) = (BySheet::default(), Seen::default());
    for index in 0..archive.len() {
        let part = archive.by_index(index)?;
        let name = part.name()?.to_lowercase();
        let left = UNPACKED.saturating_sub(unpacked);
        if form == Kind::Ods && name == "content.xml" {
            let content = ods::look(part, left)?;
            unpacked += content.read;
            merged = content.merged;
            by_sheet = content.by_sheet;
            if content.spaced {
                let part = archive.by_index(index)?;
                repacked.put(index, ods::without_space(part)?);
            }
        } else if is_markup(&name) {
            let part = look(part, left, form)?;
            if part.is_sheet
                && part.cell.has_odd_error
                && let Some(known) = errors::known(archive.by_index(index)?)?
            {
                repacked.put(index, known);
            }
            unpacked += part.read;
            kept += part.kept;
            merged.some |= part.merged > 0;
            seen.add(index, part);
        } else if ends(&name, &[".bin"]) {
            unpacked += size(part, left)?;
        }
        if kept > KEPT {
            return Err(limits::too_much_kept());
        }
    }
    if form == Kind::Xlsb {
        merged = xlsb::look(&mut archive, &mut repacked)?;
    }
    if form == Kind::Xlsx {
        by_sheet = of_sheets(&mut archive, &seen)?;
    }
    let book = if repacked.is_empty() { book } else { repacked.book(&mut archive)? };
    Ok(Inspected { book, merged, by_sheet })
}

/// What was found in the parts of an Excel workbook, by their numbers.
#[derive(Default)]
struct Seen {
    lacking: BTreeMap<usize, Arc<Lacking>>,
    /// Sheets with cells.
    with_cells: BTreeSet<usize>,
    /// Parts whose markup cannot be told: their letters are others than their reader takes.
    unread: BTreeSet<usize>,
}

impl Seen {
    fn add(&mut self, index: usize, part: PartSize) {
        if part.is_sheet && part.cell.is_counted() {
            self.with_cells.insert(index);
        }
        if !part.is_begun {
            self.unread.insert(index);
        }
        if !part.cell.lacking.is_empty() {
            self.lacking.insert(index, Arc::new(part.cell.lacking));
        }
    }

    /// Refuses a part that would be passed over as if it were empty.
    fn check_read(&self, index: usize, name: &str) -> Result<(), Fault> {
        if self.unread.contains(&index) {
            let what = format!("its part `{}` is no XML in UTF-8", shown(name));
            return Err(Fault::Damaged(what));
        }
        Ok(())
    }
}

/// What was found in the parts of an Excel workbook, by its sheets.
fn of_sheets(archive: &mut Archive, seen: &Seen) -> Result<BySheet, Fault> {
    let mut by_sheet = BySheet::default();
    let has_comments = archive.file_names().filter_map(Result::ok).any(|name| {
        let name = name.to_lowercase();
        name.contains("comment") && ends(&name, &[".xml"])
    });
    let parts = Parts::of(archive);
    let mut text = 0;
    for (sheet, part) in parts.sheets(archive)? {
        if let Some(index) = parts.index(&part.target) {
            seen.check_read(index, &part.target)?;
            if !part.kind.ends_with(CELL_SHEET) && seen.with_cells.contains(&index) {
                let what = format!("it calls the sheet `{}` no sheet of cells", shown(&sheet));
                return Err(Fault::Damaged(what));
            }
            if let Some(lacking) = seen.lacking.get(&index) {
                by_sheet.lacking.insert(sheet.clone(), Arc::clone(lacking));
            }
        }
        if !has_comments {
            continue;
        }
        let mut comments = Comments::default();
        for part in parts.related(archive, &part.target, &COMMENTS)? {
            if let Some(index) = parts.index(&part) {
                seen.check_read(index, &part)?;
                text += comments::read(archive.by_index(index)?, &mut comments)?;
                comments::bound(text)?;
            }
        }
        if !comments.is_empty() {
            by_sheet.comments.insert(sheet, Arc::new(comments));
        }
    }
    Ok(by_sheet)
}

/// Whether a part is read as XML. All parts that a workbook names as its sheets are: see `relation`.
fn is_markup(name: &str) -> bool {
    ends(name, &[".xml", ".rels", ".vml"])
}

/// Whether a name in small letters has one of these endings.
fn ends(name: &str, endings: &[&str]) -> bool {
    endings.iter().any(|ending| name.ends_with(ending))
}

/// The size of a part once it is unpacked.
fn size(part: ZipFile<'_, BufReader<Book>>, left: u64) -> Result<u64, Fault> {
    let unpacked = io::copy(&mut part.take(left + 1), &mut io::sink());
    let unpacked = unpacked.map_err(|error| damaged(&error))?;
    if unpacked > left { Err(limits::unpacks_to_too_much()) } else { Ok(unpacked) }
}

fn look(part: impl Read, left: u64, form: Kind) -> Result<PartSize, Fault> {
    let mut pieces = Pieces::new(part, left);
    let mut part = PartSize::default();
    while let Some(piece) = pieces.next()? {
        match piece {
            Event::Start(tag) => {
                part.cell.not_text()?;
                part.start(&tag, form)?;
            }
            Event::End(tag) => part.end(tag.local_name().as_ref())?,
            Event::Text(text) => part.text(&text)?,
            Event::CData(text) => {
                part.cell.not_text()?;
                part.text(&text)?;
            }
            Event::GeneralRef(text) => {
                part.cell.entity()?;
                part.text(&text)?;
            }
            _ => part.cell.not_text()?,
        }
    }
    part.kept += part.styles * (part.longest + 512);
    part.read = pieces.read();
    Ok(part)
}

/// What a part comes to.
#[derive(Default)]
struct PartSize {
    read: u64,
    /// The bytes that its reader keeps.
    kept: u64,
    /// Each style is kept with its font and its format written out.
    styles: u64,
    longest: u64,
    merged: u64,
    strings: u64,
    /// The text of the cell, name or shared string that is being read.
    text: Option<u64>,
    cell: Cell,
    /// The first element is known, and it is that of links to another workbook, with the cells of several sheets.
    is_begun: bool,
    is_link: bool,
    /// That of a sheet with cells.
    is_sheet: bool,
}

impl PartSize {
    /// The first element begins. In letters of two bytes, each with nothing in one of them, no name is one.
    fn begin(&mut self, name: &str) {
        self.is_begun = !name.contains('\0');
        self.is_link = name == "externalLink";
        self.is_sheet = name == SHEET;
    }

    fn start(&mut self, tag: &BytesStart<'_>, form: Kind) -> Result<(), Fault> {
        let attributes = tag.attributes_raw().len() as u64;
        if !self.is_begun {
            self.begin(tag.local_name().as_ref());
        }
        match tag.local_name().as_ref() {
            "c" if self.is_link => {
                return Err(Fault::Damaged(
                    "it keeps a sheet among links to other workbooks".into(),
                ));
            }
            "c" if self.is_sheet && !self.cell.is_among_cells() => {
                return Err(Fault::Damaged("a sheet of it has a cell outside of its rows".into()));
            }
            "c" => return self.cell.start(tag.attributes_raw()),
            "f" => return self.cell.start_formula(),
            "row" => return self.cell.start_row(tag),
            "r" => return Ok(()),
            "sheetData" if !self.is_link => return self.cell.start_data(),
            kind @ ("v" | "is") => {
                self.cell.start_value(kind == "is")?;
                self.text = Some(0);
            }
            "si" => {
                self.text = Some(0);
                self.kept += 64;
                self.strings += 1;
            }
            "sst" => {
                // So much is set aside at once.
                self.strings = markup::number(tag, "uniqueCount", u64::MAX).unwrap_or(0);
                if self.strings <= CELLS {
                    self.strings = 0;
                }
            }
            "definedName" => {
                self.text = Some(0);
                self.kept += 128 + attributes;
            }
            "sheet" | "Relationship" => {
                relation(tag, form)?;
                self.kept += 256 + 2 * attributes;
            }
            "font" | "border" | "numFmt" => self.kept += 160 + attributes,
            "fill" => self.kept += 64,
            "xf" => self.styles += 1,
            "mergeCell" | "dimension" => {
                self.merged += u64::from(tag.local_name().as_ref() == "mergeCell");
                markup::attribute(tag, "ref").map_or(Ok(()), |name| cells::check_name(&name))?;
            }
            _ => {}
        }
        self.longest = self.longest.max(attributes);
        if self.merged > REGIONS {
            return Err(limits::too_many_regions());
        }
        if self.strings > CELLS {
            let what = format!("it has more than {} million different texts", CELLS / 1_000_000);
            return Err(Fault::TooLarge(what));
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), Fault> {
        match name {
            "si" | "definedName" => self.kept += self.text.take().unwrap_or(0),
            "v" | "is" => {
                self.text = None;
                self.cell.end_value();
            }
            "c" => self.cell.end(),
            "row" => return self.cell.end_row(),
            "sheetData" => return self.cell.end_data(),
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, piece: &str) -> Result<(), Fault> {
        if let Some(text) = &mut self.text {
            self.cell.value(piece);
            *text += piece.len() as u64;
            if *text > TEXT {
                return Err(Fault::TooLarge(format!(
                    "a cell of it has more than {} MiB",
                    TEXT >> 20
                )));
            }
        }
        Ok(())
    }
}

/// A sheet must be kept as XML, or it would be read without having been weighed.
fn relation(tag: &BytesStart<'_>, form: Kind) -> Result<(), Fault> {
    let kind = markup::attribute(tag, "Type").unwrap_or_default();
    let read = ["/worksheet", "/officeDocument"].iter().any(|read| kind.ends_with(read));
    let target = markup::attribute(tag, "Target").unwrap_or_default().to_lowercase();
    if read && form == Kind::Xlsx && !is_markup(&target) {
        return Err(Fault::Damaged(format!("it keeps a sheet under the name `{target}`")));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::{
        io::{Cursor, Write as _},
        iter,
    };

    use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

    use super::{super::super::formulas::Lack, *};

    /// A part with many times the same in it, which is never written out.
    struct Many<'m> {
        pieces: Box<dyn Iterator<Item = &'m [u8]>>,
        piece: &'m [u8],
    }

    impl Read for Many<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            if self.piece.is_empty() {
                self.piece = self.pieces.next().unwrap_or_default();
            }
            self.piece.read(buffer)
        }
    }

    fn many(before: &'static str, times: usize, text: &'static str) -> impl Read {
        let text = text.repeat(1000).leak().as_bytes();
        let pieces = iter::once(before.as_bytes()).chain(iter::repeat_n(text, times / 1000));
        Many { pieces: Box::new(pieces), piece: &[] }
    }

    fn outcome(part: impl Read) -> Result<u64, Fault> {
        look(part, UNPACKED, Kind::Xlsx).map(|part| part.kept)
    }

    #[test]
    fn what_is_kept_is_counted() {
        let strings = outcome(many("<sst>", 1000, "<si><t>four</t></si>"));
        assert_eq!(strings, Ok(1000 * (64 + 4)));
        // Each style keeps its font with it.
        let styles = outcome(many("<styleSheet><font a='12345'/>", 1000, "<xf/>"));
        assert_eq!(styles, Ok(160 + 10 + 1000 * (512 + 10)));
        let sheets = outcome(many("<workbook>", 1000, "<sheet/>"));
        assert_eq!(sheets, Ok(1000 * 256));
        let cells = many("<worksheet>", 1000, "<c r='A1'><v>1</v></c>");
        assert!(matches!(outcome(cells), Err(Fault::Damaged(what)) if what.contains("outside")));
    }

    #[test]
    fn formulas_without_results_are_found() {
        let cells = "<sheetData><row r='2'><c r='A2'><f>1</f><v/></c><c t='str'><f>2</f><v></v></c><c><f>3</f></c>\
            <c r='D2' t='e'><v>#N/A</v></c><c r='E2' t='s'><v>0</v></c><c><f>4</f><v>0</v></c>\
            <c><f>5</f><v>10</v></c></row><row><c/><c><f>6</f></c></row>";
        let part = look(cells.as_bytes(), UNPACKED, Kind::Xlsx).unwrap();
        let row = |row| part.cell.lacking.in_row(row).collect::<Vec<_>>();
        let expected = [(0, Lack::NotKept), (2, Lack::NotKept), (3, Lack::Failed), (5, Lack::Zero)];
        assert_eq!(row(2), expected);
        assert_eq!(row(3), [(1, Lack::NotKept)]);
    }

    #[test]
    fn a_sheet_has_its_cells_in_one_place_and_a_cell_one_value() {
        let rows = "<row><c t='str'><f>1</f><v>1</v></c></row>";
        let data = format!("<sheetData>{rows}</sheetData>");
        let links = format!("<externalLink>{data}{data}</externalLink>").replace("<c ", "<cell ");
        let values = |values: &str| data.replace("<v>1</v>", values);
        for (part, is_refused) in [
            (format!("<worksheet>{data}</worksheet>"), false),
            (format!("<worksheet>{data}{data}</worksheet>"), true),
            (format!("<worksheet><sheetData/>{data}</worksheet>"), true),
            (format!("<x:worksheet>{data}<x:sheetData/></x:worksheet>"), true),
            (links.replace("</c>", "</cell>"), false),
            (links.replace("<cell ", "<c "), true),
            (data.replace("</row>", ""), true),
            (data.replace("<row>", ""), true),
            (data.replace("<row>", "<row><row>"), true),
            (values("<v>1</v><v>2</v>"), true),
            (values("<v>1</v><is><t>2</t></is>"), true),
            (values("<v>1</v><f>1</f>"), true),
            (values("<v>1</v><is><t>2</t></is>").replace("'str'", "'inlineStr'"), false),
            (values("<is><t>2</t></is><v>1</v>").replace("'str'", "'inlineStr'"), true),
            // What is drawn on a sheet, and the order in which its cells are calculated.
            ("<wsDr><row>3</row><row>3</row></wsDr>".into(), false),
            ("<calcChain><c r='A1' i='1'/><c r='A1' i='2'/></calcChain>".into(), false),
        ] {
            assert_eq!(outcome(part.as_bytes()).is_err(), is_refused, "{part}");
        }
    }

    #[test]
    fn too_many_of_anything_are_refused() {
        let regions = many("<mergeCells>", 1_001_000, "<mergeCell/>");
        assert_eq!(outcome(regions), Err(limits::too_many_regions()));
        let texts = Err(Fault::TooLarge("it has more than 20 million different texts".into()));
        assert_eq!(outcome("<sst uniqueCount='20000001'/>".as_bytes()), texts);
        let Err(Fault::TooLarge(_)) = outcome(many("<is>", 20_000, &*"x".repeat(1000).leak()))
        else {
            panic!("a text of 20 MB is too long");
        };
    }

    #[test]
    fn what_unpacks_to_too_much_is_refused() {
        let part = || many("<c>", 1000, "<v>1</v>");
        assert!(look(part(), 8_003, Kind::Xlsx).is_ok());
        assert_eq!(look(part(), 8_000, Kind::Xlsx).err(), Some(limits::unpacks_to_too_much()));
    }

    #[test]
    fn values_of_which_its_reader_would_keep_a_part_are_refused() {
        for (cell, fits) in [
            (r#"<c t="s"><v>0</v></c>"#, true),
            (r#"<c t="s"><v><!-- x -->0</v></c>"#, false),
            ("<c><v>1<?x?>2</v></c>", false),
            ("<c><v><![CDATA[7]]></v></c>", false),
            ("<c><v>1&#48;</v></c>", false),
            ("<c><v><x/>7</v></c>", false),
            (r#"<c t="str"><v>a &amp; b</v></c>"#, true),
            (r#"<c t="str"><v><![CDATA[a]]></v></c>"#, false),
            (r#"<c t="inlineStr"><is><t><![CDATA[a]]></t></is></c>"#, true),
            ("<c><!-- x --><v>7</v><!-- y --></c>", true),
        ] {
            let sheet = format!("<sheetData><row>{cell}</row></sheetData>");
            let refused = look(sheet.as_bytes(), 1 << 20, Kind::Xlsx).err();
            match &refused {
                None if fits => {}
                Some(Fault::Damaged(cause)) if !fits && cause.contains("more than text") => {}
                _ => panic!("{cell}: {refused:?}"),
            }
        }
    }

    #[test]
    fn an_archive_has_a_bounded_number_of_parts() {
        let book = |parts: usize| {
            let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
            let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
            for part in 0..parts {
                writer.start_file(part.to_string(), stored).unwrap();
            }
            writer.flush().unwrap();
            Book::new(writer.finish().unwrap().into_inner())
        };
        assert!(archive::open(&book(300)).is_ok());
        let refused = archive::open(&book(archive::PARTS + 1)).err();
        assert_eq!(refused, Some(Fault::TooLarge("it has more than 20000 parts".into())));
    }
}
