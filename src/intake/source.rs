//! A file before its columns are understood: decoded, with a sample of its first records.

use std::{
    fs::File,
    io::{self, Cursor, Read},
    path::Path,
};

use encoding_rs::{Encoding, UTF_8};
use encoding_rs_io::DecodeReaderBytesBuilder;

use super::{
    Error, Form, Options,
    books::{self, Kind, SheetRows},
    delimiter,
    formats::Formats,
    packed, sniff,
    tap::{TAIL_CELL, Tap},
};

/// How many bytes are looked at before the file is read.
const HEAD: usize = 64 << 10;
/// How many, as long as they are all ASCII and so say nothing of the encoding.
const ASCII_HEAD: usize = 1 << 20;
/// The longest record, in MiB.
const LIMIT: u64 = 16;
/// How many bytes the parser takes at a time.
const BUFFER: usize = 64 << 10;

/// Any stream of bytes.
pub(super) type Bytes = Box<dyn Read + Send>;
/// The parser over the decoded stream.
pub(super) type Parser = csv::Reader<Tap<Bytes>>;

/// A file or a sheet whose form is known.
pub(super) struct Source {
    pub(super) file: String,
    pub(super) sheet: Option<String>,
    pub(super) form: Form,
    pub(super) encoding: &'static str,
    pub(super) encoding_basis: sniff::EncodingBasis,
    pub(super) delimiter: u8,
    /// The first records, decoded; the last one may be cut short and is left out.
    pub(super) sample: Vec<csv::StringRecord>,
    /// The file from its start.
    pub(super) records: Records,
}

/// The records of a file, one after the other.
pub(super) enum Records {
    /// Those of a text.
    Text(Box<Parser>),
    /// Those of a sheet in a workbook.
    Sheet(SheetRows),
}

impl Records {
    /// Reads the next record; `label` is what messages call the file or the sheet.
    #[inline]
    pub(super) fn read(
        &mut self,
        label: &str,
        record: &mut csv::ByteRecord,
    ) -> Result<Step, Error> {
        match self {
            Self::Text(parser) => read_record(label, parser, record),
            Self::Sheet(rows) => match rows.read(record) {
                Ok(Some(line)) => Ok(Step::Record { line, breaks: 0 }),
                Ok(None) => Ok(Step::End),
                Err(fault) => Err(fault.of(label)),
            },
        }
    }
}

/// What messages call a file, or a sheet of it.
pub(super) fn label(file: &str, sheet: Option<&str>) -> String {
    sheet.map_or_else(|| file.to_owned(), |sheet| format!("{file} [{sheet}]"))
}

/// Opens a file, or standard input for `-`.
pub(super) fn open(path: &Path) -> Result<(String, Bytes), Error> {
    if path.as_os_str() == "-" {
        return Ok(("(standard input)".to_owned(), Box::new(io::stdin())));
    }
    let name = path.display().to_string();
    if path.is_dir() {
        return Err(Error::Folder { file: name });
    }
    match File::open(path) {
        Ok(file) => Ok((name, Box::new(file))),
        Err(cause) => Err(Error::io(&name, 0, cause)),
    }
}

impl Source {
    /// Finds out encoding and separator, and cuts the first bytes into records. At most `records` are kept.
    pub(super) fn of(
        file: String,
        mut bytes: Bytes,
        options: &Options,
        records: usize,
        form: Form,
    ) -> Result<Self, Error> {
        if form == Form::Gzip {
            bytes = packed::unpack(bytes);
        }
        let (head, whole) = head(&mut bytes).map_err(|cause| Error::io(&file, 0, cause))?;
        let found = encoding(&file, &head, whole, options)?;
        let marked = head.get(found.mark..).unwrap_or_default();
        let (text, _) = found.encoding.decode_without_bom_handling(marked);
        if text.trim().is_empty() && whole {
            return Err(Error::Empty { file });
        }
        let delimiter = options.delimiter.unwrap_or_else(|| delimited(&text, &options.formats));
        let mut sample: Vec<_> = delimiter::records(&text, delimiter).take(records + 1).collect();
        if !whole || sample.len() > records {
            sample.pop();
        }
        // A file written with bare carriage returns has no other line breaks.
        let line_break = if text.contains('\n') { b'\n' } else { b'\r' };
        let rest = Cursor::new(marked.to_vec()).chain(bytes);
        let decoded: Bytes = if found.encoding == UTF_8 {
            Box::new(rest)
        } else {
            let mut decoder = DecodeReaderBytesBuilder::new();
            Box::new(decoder.encoding(Some(found.encoding)).bom_sniffing(false).build(rest))
        };
        let tap = Tap::new(decoded, line_break, LIMIT << 20);
        let parser = delimiter::parser(delimiter).buffer_capacity(BUFFER).from_reader(tap);
        let (encoding, encoding_basis) = (found.encoding.name(), found.basis);
        let records = Records::Text(Box::new(parser));
        let sheet = None;
        Ok(Self { file, sheet, form, encoding, encoding_basis, delimiter, sample, records })
    }

    /// A sheet of a workbook, whose cells are text already; `None` if it has no cells.
    pub(super) fn of_sheet(file: &str, kind: Kind, sheet: books::Sheet) -> Option<Self> {
        Some(Self {
            file: file.to_owned(),
            sheet: Some(sheet.name),
            form: kind.form(),
            encoding: UTF_8.name(),
            encoding_basis: sniff::EncodingBasis::Bytes,
            delimiter: b',',
            sample: sheet.sample,
            records: Records::Sheet(sheet.rows?),
        })
    }

    /// What messages call the file or the sheet.
    pub(super) fn label(&self) -> String {
        label(&self.file, self.sheet.as_deref())
    }
}

/// Reads one record; says on which line it starts, and whether it is one of the file rather than past its end.
#[inline]
fn read_record(
    file: &str,
    parser: &mut Parser,
    record: &mut csv::ByteRecord,
) -> Result<Step, Error> {
    let start = parser.position().byte();
    parser.get_mut().start_record(start);
    if let Err(error) = parser.read_byte_record(record) {
        return Err(failure(file, parser, error));
    }
    let end = parser.position().byte();
    let tap = parser.get_mut();
    let line = tap.line();
    let breaks = count(tap.line_break(), record.as_slice());
    if !tap.is_past_end(end) {
        tap.end_record(end, breaks);
        return Ok(Step::Record { line, breaks });
    }
    if record.len() == 1 && record.get(0) == Some(TAIL_CELL) {
        return Ok(Step::End);
    }
    // The record ran over the end of the file inside a quoted cell.
    let last = record.len().saturating_sub(1);
    let before = record.iter().take(last).flatten().filter(|byte| **byte == tap.line_break());
    let line = line + before.count() as u64;
    Err(Error::UnclosedQuote { file: file.to_owned(), line, column: last + 1 })
}

/// How often a byte stands in a text; hardly ever at all.
#[inline]
fn count(byte: u8, text: &[u8]) -> usize {
    memchr::memchr(byte, text).map_or(0, |first| memchr::memchr_iter(byte, &text[first..]).count())
}

/// What reading one record gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// A record.
    Record {
        /// The line on which it starts.
        line: u64,
        /// How many line breaks its cells hold.
        breaks: usize,
    },
    /// The end of the file.
    End,
}

/// The error for what the parser reports while reading the record that starts at the tap's line.
fn failure(file: &str, parser: &Parser, error: csv::Error) -> Error {
    let tap = parser.get_ref();
    let line = tap.line();
    if tap.too_long() {
        return Error::TooLong { file: file.to_owned(), line, limit: LIMIT };
    }
    let cause = match error.into_kind() {
        csv::ErrorKind::Io(cause) => cause,
        other => io::Error::other(format!("{other:?}")),
    };
    Error::io(file, line, cause)
}

/// The first bytes, and whether they are all there are.
fn head(bytes: &mut Bytes) -> io::Result<(Vec<u8>, bool)> {
    let mut head = Vec::new();
    loop {
        let before = head.len();
        bytes.by_ref().take(HEAD as u64).read_to_end(&mut head)?;
        let added = &head[before..];
        if added.len() < HEAD {
            return Ok((head, true));
        }
        if !added.is_ascii() || head.len() >= ASCII_HEAD {
            return Ok((head, false));
        }
    }
}

fn encoding(
    file: &str,
    head: &[u8],
    whole: bool,
    options: &Options,
) -> Result<sniff::Found, Error> {
    let not_text = |stranger: sniff::Stranger| {
        let sniff::Stranger { looks, advice } = stranger;
        Error::NotText { file: file.to_owned(), looks, advice }
    };
    if head.is_empty() {
        return Err(Error::Empty { file: file.to_owned() });
    }
    if let Some(stranger) = sniff::stranger(head) {
        return Err(not_text(stranger));
    }
    let Some(name) = &options.encoding else {
        return sniff::encoding(head, whole).map_err(not_text);
    };
    let encoding = Encoding::for_label(name.as_bytes())
        .ok_or_else(|| Error::UnknownEncoding { file: file.to_owned(), name: name.clone() })?;
    let mark = Encoding::for_bom(head).filter(|(marked, _)| *marked == encoding);
    let mark = mark.map_or(0, |(_, length)| length);
    Ok(sniff::Found { encoding, basis: sniff::EncodingBasis::Override, mark })
}

fn delimited(text: &str, formats: &Formats) -> u8 {
    delimiter::detect(text, &formats.headers)
}
