//! What one part of a packed workbook comes to. Everything in it is read, as its reader will read it; but rows and shared texts that are
//! written as nearly all programs write them are passed over, since nothing about them can be odd.

use std::io::Read;

use quick_xml::events::{BytesStart, Event};

use super::{
    Fault, Kind,
    cell_names::{check_name, is_range},
    cells::Cell,
    limits::{self, CELLS, REGIONS},
    markup::{self, Pieces},
    own_text::OwnText,
    plain_rows::plain_text,
};

/// The longest text of a cell.
const TEXT: u64 = 16 << 20;

/// The first element of a sheet with cells.
const SHEET: &str = "worksheet";

/// What stands at the head and the foot of the pages of a sheet.
const MARGINS: [&str; 6] =
    ["oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"];

/// Reads a part of at most `left` bytes.
pub(super) fn look(part: impl Read, left: u64, form: Kind) -> Result<PartSize, Fault> {
    let mut pieces = Pieces::new(part, left);
    let mut part = PartSize::default();
    while let Some(piece) = pieces.next()? {
        let mut repeated = Repeated::Nothing;
        match piece {
            Event::Start(tag) => {
                part.cell.not_text()?;
                part.start(&tag, form)?;
            }
            Event::End(tag) => repeated = part.end(tag.local_name().as_ref())?,
            Event::Text(text) => {
                part.margin(&text);
                part.text(&text)?;
            }
            Event::CData(text) => {
                part.cell.not_text()?;
                part.text(&text)?;
            }
            Event::GeneralRef(text) => {
                part.cell.entity()?;
                part.margin(&markup::sign(&text));
                part.text(&text)?;
            }
            _ => part.cell.not_text()?,
        }
        let plain = part.pass_plain(repeated, pieces.ahead());
        pieces.pass(plain);
    }
    part.kept += part.styles * (part.longest + 512);
    part.read = pieces.read();
    Ok(part)
}

/// What has ended, if many of its kind may follow.
#[derive(Clone, Copy)]
enum Repeated {
    Nothing,
    Row,
    SharedText,
}

/// What the first element of a part makes of it.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Root {
    #[default]
    Unread,
    /// Links to another workbook, with the cells of several sheets.
    Links,
    /// A sheet with cells.
    Sheet,
    Other,
}

/// What a part comes to.
#[derive(Default)]
pub(super) struct PartSize {
    pub(super) read: u64,
    /// The bytes that its reader keeps.
    pub(super) kept: u64,
    /// Each style is kept with its font and its format written out.
    styles: u64,
    longest: u64,
    pub(super) merged: u64,
    pub(super) strings: u64,
    /// The text of the cell, name or shared string that is being read.
    text: Option<u64>,
    own_text: OwnText,
    pub(super) cell: Cell,
    pub(super) root: Root,
    /// Where its cells stand is said in a way that its reader does not take.
    pub(super) has_odd_dimension: bool,
    /// What stands at the head and the foot of its pages, and the one of them that is being read.
    pub(super) margins: Vec<String>,
    in_margin: bool,
}

impl PartSize {
    /// The first element begins. In letters of two bytes, each with nothing in one of them, no name is one.
    fn begin(&mut self, name: &str) {
        self.root = match name {
            "externalLink" => Root::Links,
            SHEET => Root::Sheet,
            _ if name.contains('\0') => Root::Unread,
            _ => Root::Other,
        };
    }

    fn start(&mut self, tag: &BytesStart<'_>, form: Kind) -> Result<(), Fault> {
        let attributes = tag.attributes_raw().len() as u64;
        if self.root == Root::Unread {
            self.begin(tag.local_name().as_ref());
        }
        self.own_text.start(tag.local_name().as_ref())?;
        match tag.local_name().as_ref() {
            "c" if self.root == Root::Links => {
                return Err(Fault::Damaged(
                    "it keeps a sheet among links to other workbooks".into(),
                ));
            }
            "c" if self.root == Root::Sheet && !self.cell.is_among_cells() => {
                return Err(Fault::Damaged("a sheet of it has a cell outside of its rows".into()));
            }
            "c" => return self.cell.start(tag.attributes_raw()),
            "f" => return self.cell.start_formula(),
            "row" => return self.cell.start_row(tag),
            "r" => return Ok(()),
            "sheetData" if self.root != Root::Links => return self.cell.start_data(),
            name if MARGINS.contains(&name) && self.margins.len() < MARGINS.len() => {
                self.margins.push(String::new());
                self.in_margin = true;
            }
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
                // This much is reserved at once.
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
            "dimension" if !markup::attribute(tag, "ref").is_some_and(|name| is_range(&name)) => {
                self.has_odd_dimension = true;
            }
            "mergeCell" | "dimension" => {
                self.merged += u64::from(tag.local_name().as_ref() == "mergeCell");
                markup::attribute(tag, "ref").map_or(Ok(()), |name| check_name(&name))?;
            }
            _ => {}
        }
        self.longest = self.longest.max(attributes);
        self.bound()
    }

    /// Refuses more merged cells and texts than are kept.
    fn bound(&self) -> Result<(), Fault> {
        if self.merged > REGIONS {
            return Err(limits::too_many_regions());
        }
        if self.strings > CELLS {
            let what = format!("it has more than {} million different texts", CELLS / 1_000_000);
            return Err(Fault::TooLarge(what));
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<Repeated, Fault> {
        self.own_text.end();
        match name {
            "si" | "definedName" => {
                self.kept += self.text.take().unwrap_or(0);
                return Ok(if name == "si" { Repeated::SharedText } else { Repeated::Nothing });
            }
            "v" | "is" => {
                self.text = None;
                self.cell.end_value();
            }
            "c" => self.cell.end(self.own_text.said())?,
            "row" => {
                self.cell.end_row()?;
                return Ok(Repeated::Row);
            }
            "sheetData" => self.cell.end_data()?,
            _ => self.in_margin = false,
        }
        Ok(Repeated::Nothing)
    }

    /// Takes what bytes hold that follow, as far as it is more of the same and plain, and gives how many they are.
    fn pass_plain(&mut self, repeated: Repeated, ahead: &[u8]) -> usize {
        match repeated {
            Repeated::Row if self.text.is_none() => self.cell.pass_plain(ahead),
            Repeated::SharedText if !self.cell.is_among_cells() => self.pass_texts(ahead),
            _ => 0,
        }
    }

    fn pass_texts(&mut self, ahead: &[u8]) -> usize {
        let mut passed = 0;
        while self.strings < CELLS
            && let Some((text, length)) = plain_text(&ahead[passed..])
        {
            self.strings += 1;
            self.kept += 64 + text as u64;
            passed += length;
        }
        passed
    }

    /// Takes a text, if it stands at the head or the foot of the pages.
    fn margin(&mut self, text: &str) {
        if let Some(margin) = self.margins.last_mut().filter(|_| self.in_margin) {
            margin.push_str(text);
            self.kept += text.len() as u64;
        }
    }

    fn text(&mut self, piece: &str) -> Result<(), Fault> {
        self.own_text.take(piece)?;
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

/// Whether a part is read as XML. All parts that a workbook names as its sheets are: see `relation`.
pub(super) fn is_markup(name: &str) -> bool {
    ends(name, &[".xml", ".rels", ".vml"])
}

/// Whether a name in small letters has one of these endings.
pub(super) fn ends(name: &str, endings: &[&str]) -> bool {
    endings.iter().any(|ending| name.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use std::{io, iter};

    use super::{
        super::{super::formulas::Lack, limits::UNPACKED},
        *,
    };

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

    /// What is passed over comes to the same as what is looked at.
    #[test]
    fn plain_rows_and_texts_come_to_what_they_are() {
        let cells = |row: u32| {
            let formula = if row.is_multiple_of(7) { "<f>1</f>" } else { "" };
            format!(
                r#"<c r="A{row}" t="s"><v>{row}</v></c><c r="C{row}" s="1">{formula}<v>0</v></c>"#
            )
        };
        let row = |row: u32| format!(r#"<row r="{row}" spans="1:3">{}</row>"#, cells(row));
        let rows: String = (1..500).map(row).collect();
        let sheet = |rows: &str| format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
        // With other quotes no row is plain.
        let looked = |part: &str| [part.to_owned(), part.replace('"', "'")];
        let weighed = |part: &str| look(part.as_bytes(), UNPACKED, Kind::Xlsx);
        for part in looked(&sheet(&rows)) {
            let weighed = weighed(&part).unwrap();
            assert!(weighed.root == Root::Sheet && weighed.cell.is_counted());
            assert_eq!(weighed.read, part.len() as u64);
            let zeros = (1..500).filter(|row| weighed.cell.lacking.in_row(*row).next().is_some());
            assert!(zeros.eq((1..500_u64).filter(|row| row.is_multiple_of(7))));
        }
        for again in [row(3), row(499), r#"<row><c r="A5"><v>1</v></c></row>"#.to_owned()] {
            let [one, other] =
                looked(&sheet(&format!("{rows}{again}"))).map(|part| weighed(&part).err());
            assert!(one.is_some() && one == other, "{again}: {one:?}, {other:?}");
        }
        let unnumbered = format!("{rows}<row><c/></row>");
        assert!(weighed(&sheet(&unnumbered)).is_ok(), "it counts on from the row before");
        let texts =
            "<si><t>four</t></si><si><t xml:space=\"preserve\">f &amp; r</t></si>".repeat(99);
        for part in looked(&format!("<sst>{texts}</sst>")) {
            assert_eq!(outcome(part.as_bytes()), Ok(99 * (64 + 4 + 64 + 7)));
        }
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

    /// Its reader takes the first text for each number that is none.
    #[test]
    fn shared_texts_are_shown_by_number_alone() {
        let cell = |value: &str| {
            let row = format!("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>{value}</v></c></row>");
            let sheet = format!("<worksheet><sheetData>{row}</sheetData></worksheet>");
            [sheet.replace('"', "'"), sheet].map(|sheet| outcome(sheet.as_bytes()).is_ok())
        };
        for number in ["0", "12", "007"] {
            assert_eq!(cell(number), [true; 2], "{number}");
        }
        for odd in ["-1", "+1", "1e0", "1 ", "\n1\n", "99999999999999999999"] {
            assert_eq!(cell(odd), [false; 2], "{odd}");
        }
    }

    #[test]
    fn a_sheet_has_its_cells_in_one_place_and_a_cell_one_value() {
        let rows = "<row><c t='str'><f>1</f><v>1</v></c></row>";
        let data = format!("<sheetData>{rows}</sheetData>");
        let links = format!("<externalLink>{data}{data}</externalLink>").replace("<c ", "<cell ");
        let values = |values: &str| data.replace("<v>1</v>", values);
        let own =
            |values: &str| data.replace("'str'", "'inlineStr'").replace("<f>1</f><v>1</v>", values);
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
            (own("<v>1</v><is><t>1</t></is>"), false),
            (own("<v></v><is><t>1</t></is>"), false),
            (own("<v/>"), false),
            (own("<v>1</v><is><t>2</t></is>"), true),
            (own("<v>1</v>"), true),
            (own("<v>Acme</v>"), true),
            (own("<is><t>2</t></is><v>1</v>"), true),
            (own("<is><t>2</t></is><is><t>2</t></is>"), true),
            (own("<is><t>1</t><t>2</t></is>"), true),
            (own("<is>1<t>2</t></is>"), true),
            (own("<is> <r><rPr><b/></rPr><t>1</t></r><r><t>2</t></r> </is>"), false),
            (own("<is><t>1</t><rPh sb='0' eb='1'><t>one</t></rPh></is>"), false),
            (own("<v>1</v><is><t>1</t><rPh sb='0' eb='1'><t>one</t></rPh></is>"), false),
            ("<sst><si><t>1</t></si><si><t>2</t></si></sst>".into(), false),
            ("<sst><si><t>1</t><t>2</t></si></sst>".into(), true),
            ("<sst><si><r><t>1</t><t>2</t></r></si></sst>".into(), true),
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
}
