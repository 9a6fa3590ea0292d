//! Sheets in forms that are neither text with one asset a line nor a workbook of today, often under the name of one: a web page
//! called `.xls`, the XML that spreadsheets once wrote, and the files of very old programs.

use memchr::memmem;

use crate::tables::form::may_hold_inventory;

/// What a file is that is no delimited text, and what to do with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stranger {
    pub(super) looks: &'static str,
    pub(super) advice: &'static str,
    /// It is marked up text, whose lines say something to who reads them as they are.
    pub(super) is_page: bool,
    /// It may well be an inventory: it is a table of another form, or text that was damaged.
    pub(super) holds_rows: bool,
}

/// At most this much of a file is looked at, in bytes.
const HEAD: usize = 64 << 10;

/// Where a tar archive says that it is one, and the length of its blocks.
const TAR: usize = 257;
const BLOCK: usize = 512;
const UNPACK: &str = "unpack it first, and name the inventory inside it";

const WEB_PAGE: &str = "a web page";
const WITH_TABLE: &str = "a web page with a table";
const PARTED: &str = "a web page with its parts in one file (MHTML)";
pub(super) const EXPORT: &str = "export the inventory as CSV instead";
const SAVE_AS: &str = "open it in a spreadsheet program and save it as a workbook (XLSX)";

/// How the files of old programs begin.
const OLD: [(&[u8], &str); 4] = [
    (b"\x09\x00\x04\x00", "an Excel workbook of version 2"),
    (b"\x09\x02\x06\x00", "an Excel workbook of version 3"),
    (b"\x09\x04\x06\x00", "an Excel workbook of version 4"),
    (b"\x00\x00\x02\x00\x06\x04\x06\x00", "a Lotus 1-2-3 sheet"),
];

/// What an XML document holds somewhere in its head, in small letters, and what it then is.
const XML: [(&str, &str); 4] = [
    ("progid=\"excel.sheet\"", "an XML spreadsheet of Excel 2003"),
    ("urn:schemas-microsoft-com:office:spreadsheet", "an XML spreadsheet of Excel 2003"),
    ("application/vnd.oasis.opendocument.spreadsheet", "a flat OpenDocument workbook (FODS)"),
    ("<gnm:workbook", "a Gnumeric workbook"),
];

/// How web pages begin.
const PAGE: [&str; 9] =
    ["<!doctype html", "<html", "<head", "<meta", "<style", "<body", "<table", "<div", "<center"];

/// What a file is that holds a sheet in such a form.
pub(super) fn of(head: &[u8]) -> Option<Stranger> {
    let head = &head[..head.len().min(HEAD)];
    if head.get(TAR..).is_some_and(|rest| rest.starts_with(b"ustar")) {
        let holds_rows = members(head).any(|name| may_hold_inventory(&name));
        return Some(Stranger {
            looks: "a tar archive",
            advice: UNPACK,
            is_page: false,
            holds_rows,
        });
    }
    let looks = old(head).or_else(|| text(head))?;
    let is_page = [WEB_PAGE, WITH_TABLE].contains(&looks);
    let advice = if looks == WEB_PAGE { EXPORT } else { SAVE_AS };
    Some(Stranger { looks, advice, is_page, holds_rows: !is_page })
}

/// The names of the first files in a tar archive, in small letters: each stands before its file, which fills whole blocks.
fn members(head: &[u8]) -> impl Iterator<Item = String> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let block = head.get(at..at + BLOCK).filter(|block| block[0] != 0)?;
        let text = |span: std::ops::Range<usize>| {
            let field = block.get(span).unwrap_or_default();
            let field = field.split(|byte| *byte == 0).next().unwrap_or_default();
            String::from_utf8_lossy(field).to_lowercase()
        };
        let length = usize::from_str_radix(text(124..136).trim(), 8).unwrap_or(0);
        at = length.div_ceil(BLOCK).checked_add(1)?.checked_mul(BLOCK)?.checked_add(at)?;
        Some(text(0..100))
    })
}

fn old(head: &[u8]) -> Option<&'static str> {
    if let Some((_, looks)) = OLD.iter().find(|(magic, _)| head.starts_with(magic)) {
        return Some(looks);
    }
    // The kind of table, and the day of its last change without the century; then zeros where others have text.
    let is_dbase = matches!(head, [3 | 0x83 | 0x8b | 0xf5, _, 1..=12, 1..=31, rest @ ..] if rest.len() > 28 && rest[8..10] == [0, 0]);
    is_dbase.then_some("a dBase table")
}

fn text(head: &[u8]) -> Option<&'static str> {
    // UTF-16 has a zero beside each of the letters that matter here.
    let small: Vec<_> =
        head.iter().filter(|byte| **byte != 0).map(u8::to_ascii_lowercase).collect();
    let small =
        small.strip_prefix(b"\xef\xbb\xbf").or(small.strip_prefix(b"\xff\xfe")).unwrap_or(&small);
    let small = small.trim_ascii_start();
    let holds = |text: &str| memmem::find(small, text.as_bytes()).is_some();
    let line = |at: usize| small.split(|byte| *byte == b'\n').nth(at).map(<[u8]>::trim_ascii);
    if small.starts_with(b"<") {
        let is_page = PAGE.iter().any(|begin| small.starts_with(begin.as_bytes()));
        return match XML.iter().find(|(text, _)| holds(text)) {
            // A web page may say that it came from Excel.
            Some((_, looks)) if !is_page => Some(looks),
            _ if is_page => Some(if holds("<table") { WITH_TABLE } else { WEB_PAGE }),
            _ => None,
        };
    }
    let is_parted = small.starts_with(b"from:") && holds("\ncontent-type: multipart/related");
    if is_parted || small.starts_with(b"mime-version:") {
        Some(PARTED)
    } else if small.starts_with(b"id;p") && (holds("\nc;y1;") || holds("\nc;x1;")) {
        Some("a SYLK sheet")
    } else if line(0) == Some(b"table") && line(1) == Some(b"0,1") {
        Some("a DIF sheet")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn archives_with_tables_hold_rows() {
        let member = |name: &str, length: usize| {
            let mut block = vec![0; BLOCK * (1 + length.div_ceil(BLOCK))];
            block[..name.len()].copy_from_slice(name.as_bytes());
            block[124..135].copy_from_slice(format!("{length:011o}").as_bytes());
            block[TAR..TAR + 5].copy_from_slice(b"ustar");
            block
        };
        let (text, table) = (member("Read.me", 600), member("old/Assets.CSV", 3));
        for (archive, holds_rows) in
            [(text.clone(), false), (table.clone(), true), ([text, table].concat(), true)]
        {
            assert_eq!(of(&archive).unwrap().holds_rows, holds_rows);
        }
    }

    #[test]
    fn sheets_in_other_forms_are_known() {
        let dbase =
            [b"\x03\x7a\x0b\x16\x02\0\0\0\xc1\0\x20\0".as_slice(), &[0; 20], b"MODEL"].concat();
        let utf16: Vec<_> =
            "\u{feff}<html><table>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for (head, looks) in [
            (b"\x09\x02\x06\x00\x00".as_slice(), Some("an Excel workbook of version 3")),
            (&dbase, Some("a dBase table")),
            (&utf16, Some("a web page with a table")),
            (b"\xef\xbb\xbf \n<TABLE><tr>", Some("a web page with a table")),
            (b"<html>please sign in</html>", Some("a web page")),
            (b"<?xml version=\"1.0\"?><bom/>", None),
            (b"ID;PWXL;N;E\r\nC;Y1;X1;K\"Model\"\r\nE\r\n", Some("a SYLK sheet")),
            (b"ID;Producer;Model\n1;Axis;P3245\n", None),
            (b"TABLE\r\n0,1\r\n\"x\"", Some("a DIF sheet")),
            (b"Table,Model\n0,1\n", None),
            (
                b"MIME-Version: 1.0\nContent-Type: multipart/related",
                Some("a web page with its parts in one file (MHTML)"),
            ),
            (
                b"From: <Saved by Blink>\r\nSubject: x\r\nContent-Type: multipart/related;\r\n",
                Some("a web page with its parts in one file (MHTML)"),
            ),
            (b"From: Axis\nTo: us\n", None),
        ] {
            let found = of(head).map(|stranger| stranger.looks);
            assert_eq!(found, looks, "{}", head.escape_ascii());
        }
    }
}
