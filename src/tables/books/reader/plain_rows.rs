//! Rows and shared texts that are written as nearly all programs write them. While a workbook is weighed, nothing about them can be
//! odd, so they are passed over as bytes; whatever is written otherwise is looked at piece by piece.

use memchr::{memchr, memchr_iter};

use super::limits::{COLUMNS, ROWS};

/// A row as nearly all are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct PlainRow {
    /// What it says that its number is, from 1.
    pub(super) number: u32,
    /// The column of its last cell, from 1; 0 where it has no cells.
    pub(super) last: u32,
    pub(super) cells: u32,
    /// How many bytes it takes.
    pub(super) length: usize,
}

/// The row with which these bytes begin: numbered, its cells named from left to right, each with one value, which is no error, and no formula.
/// `None` where it does not end in them, too.
pub(super) fn plain_row(bytes: &[u8]) -> Option<PlainRow> {
    let mut rest = RestOfMarkup(bytes);
    rest.take(b"<row r=\"")?;
    let number = rest.number().filter(|number| (1..=ROWS).contains(&u64::from(*number)))?;
    let (mut last, mut cells) = (0, 0);
    if rest.tag()? {
        while rest.take(b"</row>").is_none() {
            let column = rest.cell(number)?;
            if column <= last || u64::from(column) > COLUMNS {
                return None;
            }
            last = column;
            cells += 1;
        }
    }
    Some(PlainRow { number, last, cells, length: bytes.len() - rest.0.len() })
}

/// What the value of a cell is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ValueKind {
    /// The number of a shared text.
    Shared,
    /// A text in the cell itself.
    Inline,
    /// A number, or an answer.
    Other,
}

/// How long the shared text is with which these bytes begin, and how many bytes it takes; `None` where it has parts or signs under a name, or
/// does not end in them.
pub(super) fn plain_text(bytes: &[u8]) -> Option<(usize, usize)> {
    let mut rest = RestOfMarkup(bytes);
    rest.take(b"<si>")?;
    let text = rest.text()?;
    rest.take(b"</si>")?;
    Some((text, bytes.len() - rest.0.len()))
}

/// What is left of the bytes.
struct RestOfMarkup<'b>(&'b [u8]);

impl RestOfMarkup<'_> {
    fn take(&mut self, token: &[u8]) -> Option<()> {
        self.0 = self.0.strip_prefix(token)?;
        Some(())
    }

    /// A number of few digits, as it is written without signs.
    fn number(&mut self) -> Option<u32> {
        let mut number = 0;
        let mut digits = 0;
        while let Some(digit @ b'0'..=b'9') = self.0.get(digits) {
            number = number * 10 + u32::from(digit - b'0');
            digits += 1;
            if digits > 8 {
                return None;
            }
        }
        self.0 = &self.0[digits..];
        (digits > 0).then_some(number)
    }

    /// The rest of a tag behind the value of its first attribute; says whether anything stands inside the element.
    fn tag(&mut self) -> Option<bool> {
        let end = memchr(b'>', self.0)?;
        let tag = &self.0[..end];
        self.0 = &self.0[end + 1..];
        let (tag, is_open) = tag.strip_suffix(b"/").map_or((tag, true), |tag| (tag, false));
        let is_usual = |byte: &u8| {
            byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'=' | b'"' | b':' | b'.' | b'-')
        };
        let quotes = memchr_iter(b'"', tag).count();
        (tag.starts_with(b"\"") && quotes % 2 == 1 && tag.iter().all(is_usual)).then_some(is_open)
    }

    /// A cell of the row with this number; gives its column, from 1.
    fn cell(&mut self, row: u32) -> Option<u32> {
        self.take(b"<c r=\"")?;
        let mut column = 0;
        while let Some(letter @ b'A'..=b'Z') = self.0.first() {
            column = column * 26 + u32::from(letter - b'A') + 1;
            self.0 = &self.0[1..];
            if u64::from(column) > COLUMNS {
                return None;
            }
        }
        if self.number()? != row {
            return None;
        }
        self.take(b"\"")?;
        let kind = self.kind()?;
        if self.take(b"/>").is_some() {
            return Some(column);
        }
        self.take(b">")?;
        if kind == ValueKind::Inline {
            self.take(b"<is>")?;
            self.text()?;
            self.take(b"</is></c>")?;
        } else {
            self.take(b"<v>")?;
            let is_of_value =
                |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'+');
            if kind == ValueKind::Shared {
                self.number()?;
            } else {
                let end = self.0.iter().position(|byte| !is_of_value(byte))?;
                self.0 = &self.0[end..];
            }
            self.take(b"</v></c>")?;
        }
        Some(column)
    }

    /// Takes the style of a cell; gives what its value is.
    fn kind(&mut self) -> Option<ValueKind> {
        if self.take(b" s=\"").is_some() {
            self.number()?;
            self.take(b"\"")?;
        }
        if self.take(b" t=\"").is_none() {
            return Some(ValueKind::Other);
        }
        let kinds = [
            (b"s\"".as_slice(), ValueKind::Shared),
            (b"n\"", ValueKind::Other),
            (b"b\"", ValueKind::Other),
            (b"inlineStr\"", ValueKind::Inline),
        ];
        kinds.into_iter().find_map(|(written, kind)| self.take(written).map(|()| kind))
    }

    /// A text with nothing in it but letters; gives its length.
    fn text(&mut self) -> Option<usize> {
        self.take(b"<t>").or_else(|| self.take(b"<t xml:space=\"preserve\">"))?;
        let end = memchr(b'<', self.0)?;
        let (text, rest) = self.0.split_at(end);
        self.0 = rest;
        self.take(b"</t>")?;
        (memchr(b'&', text).is_none() && std::str::from_utf8(text).is_ok()).then_some(end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_as_programs_write_them_are_plain() {
        for (row, last, cells) in [
            (
                r#"<row r="7" spans="1:2"><c r="A7" t="s"><v>0</v></c><c r="C7"><v>-1.5E-3</v></c></row>"#,
                3,
                2,
            ),
            (
                r#"<row r="7" ht="12.8" x14ac:dyDescent="0.25"><c r="XFD7" s="12"/></row>"#,
                16_384,
                1,
            ),
            (r#"<row r="7"><c r="B7" s="1" t="inlineStr"><is><t>Tür 7</t></is></c></row>"#, 2, 1),
            (r#"<row r="7"><c r="B7" t="b"><v>1</v></c></row>"#, 2, 1),
            (r#"<row r="7" hidden="1"/>"#, 0, 0),
            (r#"<row r="7"></row>"#, 0, 0),
        ] {
            let plain = PlainRow { number: 7, last, cells, length: row.len() };
            assert_eq!(plain_row(format!("{row}<row r=\"8\">").as_bytes()), Some(plain), "{row}");
            for end in 0..row.len() {
                assert_eq!(plain_row(&row.as_bytes()[..end]), None, "{row}, {end}");
            }
        }
    }

    #[test]
    fn what_may_be_odd_is_not_plain() {
        for row in [
            "<row><c><v>1</v></c></row>",
            r#"<row r="0"/>"#,
            r#"<row r="1048577"/>"#,
            r#"<row r="7" a='>'/>"#,
            r#"<row r="7" a="/>"#,
            r#"<row r="7"><c r="A8"><v>1</v></c></row>"#,
            r#"<row r="7"><c r="B7"><v>1</v></c><c r="A7"><v>1</v></c></row>"#,
            r#"<row r="7"><c r="B7"><v>1</v></c><c r="B7"><v>1</v></c></row>"#,
            r#"<row r="7"><c r="XFE7"><v>1</v></c></row>"#,
            r#"<row r="7"><c r="7"><v>1</v></c></row>"#,
            r#"<row r="7"><c r="A7"><f>1</f><v>1</v></c></row>"#,
            r#"<row r="7"><c r="A7"><v>1</v><v>2</v></c></row>"#,
            r#"<row r="7"><c r="A7" t="e"><v>#N/A</v></c></row>"#,
            r#"<row r="7"><c r="A7" t="e"><v>1</v></c></row>"#,
            r#"<row r="7"><c r="A7"><v>1&#48;</v></c></row>"#,
            r#"<row r="7"><c r="A7" t="s" r="B7"><v>1</v></c></row>"#,
            r#"<row r="7"><c r="A7" t="inlineStr"><is><t>a &amp; b</t></is></c></row>"#,
            r#"<row r="7"><c r="A7"><v>1</v></c><row r="8"></row></row>"#,
        ] {
            assert_eq!(plain_row(row.as_bytes()), None, "{row}");
        }
        assert_eq!(
            plain_row(b"<row r=\"7\"><c r=\"A7\" t=\"inlineStr\"><is><t>\xff</t></is></c></row>"),
            None
        );
    }

    #[test]
    fn shared_texts_are_plain_without_parts() {
        for (text, length) in [
            ("<si><t>four</t></si>", Some(4)),
            ("<si><t xml:space=\"preserve\"> four</t></si>", Some(5)),
            ("<si><t></t></si>", Some(0)),
            ("<si><t/></si>", None),
            ("<si><t>a &amp; b</t></si>", None),
            ("<si><r><t>four</t></r></si>", None),
            ("<si><t>four</t><rPh/></si>", None),
            ("<si><t>four</t>", None),
        ] {
            let plain = plain_text(text.as_bytes());
            assert_eq!(plain, length.map(|length| (length, text.len())), "{text}");
        }
    }
}
