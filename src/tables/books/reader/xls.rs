//! An old Excel workbook, before its reader keeps all of it: its stream is taken out of the compound file, weighed record by
//! record, and put into a compound file of its own.
//!
//! The reader follows whatever chains of sectors a file has, round and round if need be. So the `cfb` crate, which checks them,
//! takes the stream out.

use std::io::{Cursor, Read, Write};

use encoding_rs::{UTF_16LE, WINDOWS_1252};

use super::{
    Fault,
    book::Book,
    fault::damaged,
    limits::{self, CELLS, KEPT, REGIONS},
    outside::OutsideTexts,
    xls_lengths,
    xls_records::{self as records, u16_at},
};

/// The most text in all cells together.
const TEXT: u64 = 256 << 20;
/// The most pieces into which the shared texts are cut: their reader takes each from the front of all others.
const PIECES: usize = 32_768;

/// What a sheet with cells says that it is.
const CELL_SHEET: u16 = 0x10;

/// What is wrong with a record that would swallow others.
const WRONG_LENGTH: &str = "it has a record of another length than its kind";

/// The workbook with nothing in it but what was weighed.
pub(super) fn check(book: &Book) -> Result<(Book, OutsideTexts), Fault> {
    let stream = stream(book.whole().map_err(|error| damaged(&error))?)?;
    let outside = weigh(&stream)?;
    let whole = || -> std::io::Result<Vec<u8>> {
        let file = Cursor::new(Vec::new());
        let mut file = cfb::CompoundFile::create_with_version(cfb::Version::V3, file)?;
        file.create_stream("/Workbook")?.write_all(&stream)?;
        file.flush()?;
        Ok(file.into_inner().into_inner())
    };
    Ok((Book::new(whole().map_err(|error| damaged(&error))?), outside))
}

/// The stream of a compound file that holds the workbook.
fn stream(mut file: Vec<u8>) -> Result<Vec<u8>, Fault> {
    // Some programs write a table of sectors that is longer than the file. What is missing is added, for `cfb` to be content.
    let sector: usize = if file.get(30) == Some(&12) { 4096 } else { 512 };
    let table = sector * sector / 4;
    file.resize(file.len().saturating_sub(sector).next_multiple_of(table) + sector, 0);
    let read = || -> std::io::Result<Vec<u8>> {
        let mut file = cfb::CompoundFile::open(Cursor::new(file))?;
        let mut stream = Vec::new();
        let named = if file.is_stream("/Workbook") { "/Workbook" } else { "/Book" };
        file.open_stream(named)?.read_to_end(&mut stream)?;
        Ok(stream)
    };
    read().map_err(|error| damaged(&error))
}

/// What the workbook comes to.
#[derive(Default)]
struct Weight {
    /// The cells between the first and the last filled one of each sheet.
    area: u64,
    cells: u64,
    text: u64,
    formulas: u64,
    merged: u64,
    /// The length of each shared text.
    strings: Vec<u32>,
    longest_name: u64,
    outside: OutsideTexts,
    /// How many comments and drawings there are.
    lines: u64,
}

fn weigh(stream: &[u8]) -> Result<OutsideTexts, Fault> {
    let mut weight = Weight::default();
    let mut sheets = Vec::new();
    let (mut records, mut is_new) = (Records(stream), false);
    while let Some((kind, data)) = records.next() {
        if kind == records::BEGIN {
            is_new = is_of_1997(data);
        } else if !xls_lengths::fits(kind, data, is_new) {
            return Err(cut(WRONG_LENGTH));
        }
        match kind {
            records::PASSWORD if u16_at(data, 0) != 0 => return Err(Fault::Locked),
            records::SHEET => {
                sheets.push((u32_at(data, 0), data.get(5) == Some(&0)));
                weight.name(data.get(6));
            }
            records::NAME => weight.name(data.get(3)),
            records::SHARED_STRINGS => weight.strings = strings(data, &mut records)?,
            records::END => break,
            _ => {}
        }
    }
    let mut walked = 0;
    for (start, has_cells) in sheets {
        let start = usize::try_from(start).unwrap_or(usize::MAX);
        let sheet = stream.get(start..).ok_or_else(|| cut("a sheet lies beyond its end"))?;
        if !has_cells && begins_with_cells(sheet) {
            return Err(cut("it calls a sheet with cells a chart or a macro"));
        }
        walked += weight.sheet(sheet, is_new)?;
        if walked > stream.len() {
            return Err(cut("its sheets lie one over the other"));
        }
    }
    Ok(weight.outside)
}

/// Whether a sheet says of itself that it has cells.
fn begins_with_cells(sheet: &[u8]) -> bool {
    u16_at(sheet, 0) == records::BEGIN && u16_at(sheet, 6) == CELL_SHEET
}

/// Whether a beginning is that of a workbook in the form of 1997.
fn is_of_1997(begin: &[u8]) -> bool {
    u16_at(begin, 0) >= 0x600
}

fn cut(what: &str) -> Fault {
    Fault::Damaged(what.into())
}

impl Weight {
    /// Counts a name of `length` characters.
    fn name(&mut self, length: Option<&u8>) {
        self.longest_name = self.longest_name.max(length.map_or(0, |&length| u64::from(length)));
    }

    /// Weighs a sheet, and gives the bytes of its records.
    fn sheet(&mut self, sheet: &[u8], is_new: bool) -> Result<usize, Fault> {
        let (mut values, mut formulas) = (Area::default(), Area::default());
        let mut records = Records(sheet);
        // Charts inside a sheet have records like those of cells.
        let (mut depth, mut place) = (0_usize, (0, 0));
        while let Some((kind, data)) = records.next() {
            match kind {
                records::BEGIN => depth += 1,
                records::END if depth <= 1 => break,
                records::END => depth -= 1,
                records::BESIDE if is_new => self.outside(u16_at(data, 10).into(), &mut records)?,
                _ if depth > 1 => {}
                _ if !xls_lengths::fits(kind, data, is_new) => return Err(cut(WRONG_LENGTH)),
                records::DIMENSIONS => dimensions(data)?,
                records::MERGED => self.merged += u64::from(u16_at(data, 0)),
                _ => {
                    let Some((columns, text)) = self.cell(kind, data)? else { continue };
                    if kind != records::RESULT {
                        place = (u16_at(data, 0), u16_at(data, 2));
                    }
                    values.add(place, columns);
                    self.cells += u64::from(columns);
                    self.text += text;
                    if kind == records::FORMULA {
                        formulas.add(place, 1);
                        self.formulas += data.len() as u64;
                    }
                    self.is_small_enough(0)?;
                }
            }
        }
        self.area += values.cells() + formulas.cells();
        self.is_small_enough(self.area)?;
        Ok(sheet.len() - records.0.len())
    }

    /// Keeps a text of so many letters that the next records hold, each in one byte a letter or in two.
    fn outside(&mut self, mut left: usize, records: &mut Records<'_>) -> Result<(), Fault> {
        let mut text = String::new();
        while left > 0 && u16_at(records.0, 0) == records::CONTINUE {
            let Some((_, data)) = records.next() else { break };
            let Some((form, letters)) = data.split_first() else { continue };
            let (encoding, width) = if form & 1 == 0 { (WINDOWS_1252, 1) } else { (UTF_16LE, 2) };
            let letters = &letters[..letters.len().min(left * width)];
            left -= letters.len().div_ceil(width);
            text.push_str(&encoding.decode_without_bom_handling(letters).0);
        }
        self.lines += 1;
        self.outside.add("(comments and drawings)".into(), self.lines, &text)
    }

    /// Over how many columns a record has cells, and the text in them; `None` for one without cells.
    fn cell(&self, kind: u16, data: &[u8]) -> Result<Option<(u16, u64)>, Fault> {
        Ok(match kind {
            records::NUMBERS => {
                let last = data.len().checked_sub(2).map_or(0, |at| u16_at(data, at));
                Some((last.saturating_sub(u16_at(data, 2)).saturating_add(1), 0))
            }
            records::SHARED_STRING => {
                let index = usize::try_from(u32_at(data, 6)).unwrap_or(usize::MAX);
                let length = self.strings.get(index);
                Some((
                    1,
                    u64::from(
                        *length.ok_or_else(|| cut("a cell of it has a text that is not there"))?,
                    ),
                ))
            }
            records::FORMULA | records::RESULT => Some((1, data.len() as u64)),
            _ if records::CELLS.contains(&kind) => Some((1, data.len() as u64)),
            _ => None,
        })
    }

    fn is_small_enough(&self, area: u64) -> Result<(), Fault> {
        // A formula names a sheet or another name in five bytes, and its reader writes each of them out.
        let written = self.formulas.saturating_mul(16.max(self.longest_name * 3 / 5 + 2));
        if self.cells > CELLS || area > CELLS {
            Err(limits::too_many_cells())
        } else if self.text > TEXT {
            Err(Fault::TooLarge(format!("its cells hold more than {} MiB of text", TEXT >> 20)))
        } else if self.merged > REGIONS {
            Err(limits::too_many_regions())
        } else if written > KEPT {
            Err(limits::too_much_kept())
        } else {
            Ok(())
        }
    }
}

/// The cells that a sheet says it has: its reader sets them aside at once.
fn dimensions(data: &[u8]) -> Result<(), Fault> {
    let (top, bottom, at) = if data.len() == 10 {
        (u16_at(data, 0).into(), u16_at(data, 2).into(), 4)
    } else {
        (u32_at(data, 0), u32_at(data, 4), 8)
    };
    if top > 0 && bottom > 0 && top >= bottom {
        return Err(cut("its first row is said to lie below its last"));
    }
    let rows = u64::from(bottom.saturating_sub(top).max(1));
    let columns = u64::from(u16_at(data, at + 2).max(1));
    if rows * columns > CELLS { Err(limits::too_many_cells()) } else { Ok(()) }
}

/// The lengths of the shared texts in bytes, at most. They go on in the records that follow, cut anywhere.
fn strings(first: &[u8], records: &mut Records<'_>) -> Result<Vec<u32>, Fault> {
    let mut pieces = Vec::from([first.get(8..).unwrap_or_default()]);
    while u16_at(records.0, 0) == records::CONTINUE {
        let Some((_, piece)) = records.next() else { break };
        pieces.push(piece);
    }
    if pieces.len() > PIECES {
        return Err(Fault::TooLarge(format!("its texts are cut into more than {PIECES} pieces")));
    }
    let mut pieces = Pieces { rest: pieces.into_iter(), piece: &[] };
    pieces.advance();
    let (mut lengths, mut kept) = (Vec::new(), 0);
    while !pieces.piece.is_empty() || pieces.advance() {
        // A text that is cut short ends the reading of the workbook.
        let Some(length) = pieces.text() else { break };
        lengths.push(length);
        kept += 64 + u64::from(length);
        if kept > KEPT {
            return Err(limits::too_much_kept());
        }
    }
    Ok(lengths)
}

/// The pieces of the shared texts.
struct Pieces<'s> {
    rest: std::vec::IntoIter<&'s [u8]>,
    piece: &'s [u8],
}

impl Pieces<'_> {
    /// Goes on to the next piece, if there is one.
    fn advance(&mut self) -> bool {
        self.rest.next().is_some_and(|next| {
            self.piece = next;
            true
        })
    }

    /// The most bytes that a text has.
    fn text(&mut self) -> Option<u32> {
        if self.piece.is_empty() {
            return Some(0);
        }
        let (mut left, mut flags) = (usize::from(u16_at(self.piece, 0)), *self.piece.get(2)?);
        let length = u32::try_from(left).ok()? * if flags & 1 == 0 { 2 } else { 3 };
        self.piece = &self.piece[3..];
        let mut behind = 0_u64;
        if flags & 8 != 0 {
            behind += 4 * u64::from(u16_at(self.piece, 0));
            self.piece = self.piece.get(2..)?;
        }
        if flags & 4 != 0 {
            behind += u64::from(u32_at(self.piece, 0));
            self.piece = self.piece.get(4..)?;
        }
        while left > 0 {
            let wide = 1 + usize::from(flags & 1);
            let taken = left.min(self.piece.len() / wide);
            self.piece = &self.piece[taken * wide..];
            left -= taken;
            if left > 0 {
                // Each piece says anew how wide its letters are.
                (self.advance() && !self.piece.is_empty()).then_some(())?;
                flags = self.piece[0];
                self.piece = &self.piece[1..];
            }
        }
        self.skip(behind)?;
        Some(length)
    }

    fn skip(&mut self, mut bytes: u64) -> Option<()> {
        while bytes > 0 {
            if self.piece.is_empty() && !self.advance() {
                return None;
            }
            let skipped = usize::try_from(bytes).unwrap_or(usize::MAX).min(self.piece.len());
            self.piece = &self.piece[skipped..];
            bytes -= skipped as u64;
        }
        Some(())
    }
}

/// The rectangle around some cells.
#[derive(Default)]
struct Area(Option<[u16; 4]>);

impl Area {
    /// Adds cells that begin at a row and a column.
    fn add(&mut self, (row, column): (u16, u16), columns: u16) {
        let last = column.saturating_add(columns.saturating_sub(1));
        let [top, bottom, left, right] = self.0.unwrap_or([row, row, column, last]);
        self.0 = Some([top.min(row), bottom.max(row), left.min(column), right.max(last)]);
    }

    fn cells(&self) -> u64 {
        let span = |first: u16, last: u16| u64::from(last - first) + 1;
        self.0.map_or(0, |[top, bottom, left, right]| span(top, bottom) * span(left, right))
    }
}

/// The records of a stream: what each is, and what it holds.
struct Records<'s>(&'s [u8]);

impl<'s> Records<'s> {
    fn next(&mut self) -> Option<(u16, &'s [u8])> {
        let kind = u16_at(self.0.get(..4)?, 0);
        let end = 4 + usize::from(u16_at(self.0, 2));
        let data = self.0.get(4..end)?;
        self.0 = &self.0[end..];
        Some((kind, data))
    }
}

/// The number in four bytes; 0 where they are missing.
fn u32_at(data: &[u8], at: usize) -> u32 {
    let bytes = data.get(at..at + 4).and_then(|bytes| bytes.try_into().ok());
    bytes.map_or(0, u32::from_le_bytes)
}
