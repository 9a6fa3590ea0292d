//! The records of a binary Excel workbook, before its reader sees them: their bounds, the merged cells, and the cells in short
//! forms, which its reader passes over in silence.

use std::{
    borrow::Cow,
    collections::{BTreeMap, btree_map::Entry},
    io::{self, BufReader, Read},
};

use encoding_rs::UTF_16LE;

use super::{
    Fault,
    archive::{Archive, plain},
    binary_sheet::{BinarySheet, Length, behind_text, number, records, rich_text},
    fault::damaged,
    limits::{self, CELLS, KEPT, REGIONS, UNPACKED},
    merged::{Region, Regions},
    outside::OutsideTexts,
    parts::{OUTLINE, Parts},
    repacked::Repacked,
    weighed::ends,
};

/// The longest record.
const RECORD: usize = 16 << 20;
const WORKBOOK: &str = "xl/workbook.bin";

/// The records of the workbook and its texts that matter here, as the format numbers them.
mod kinds {
    pub(super) const SHARED_STRING: u16 = 19;
    pub(super) const NAME: u16 = 39;
    pub(super) const SHEETS: u16 = 143;
    pub(super) const SHEETS_END: u16 = 144;
    pub(super) const SHEET: u16 = 156;
    pub(super) const MERGED: u16 = 176;
    pub(super) const COMMENT: u16 = 637;
}

/// Where the sheets are that have cells; others are never read.
const WITH_CELLS: &str = "xl/worksheets/";

/// Looks at every record that is read later. Sheets with cells in short forms are written anew.
pub(super) fn look(archive: &mut Archive, repacked: &mut Repacked) -> Result<Regions, Fault> {
    let parts = Parts::of(archive);
    let relations = parts.relations(archive, WORKBOOK)?;
    let sheets = sheets(archive, &parts)?;
    strings(archive, &parts)?;
    let (mut merged, mut seen) = (Regions::default(), BTreeMap::new());
    for (name, relation) in sheets {
        let part = relations.iter().find(|own| own.id == relation);
        let Some(part) = part else { continue };
        let Some(index) = parts.index(&part.target) else { continue };
        let regions = match seen.entry(index) {
            Entry::Occupied(seen) => seen.into_mut(),
            Entry::Vacant(new) => {
                let checked = part.target.starts_with(WITH_CELLS).then(|| BinarySheet::new(&name));
                let (regions, is_short) = sheet(archive, index, checked)?;
                if is_short {
                    repacked.put(index, in_full(archive, index)?);
                }
                new.insert(regions)
            }
        };
        merged.by_sheet.insert(name, regions.clone());
    }
    merged.some = merged.by_sheet.values().any(|regions| !regions.is_empty());
    Ok(merged)
}

/// Adds what the comments on cells say; where they stand is not told.
pub(super) fn add_comments(archive: &mut Archive, texts: &mut OutsideTexts) -> Result<(), Fault> {
    let names: Vec<_> =
        archive.file_names().filter_map(Result::ok).map(|one| plain(&one)).collect();
    let is_one = |name: &str| name.contains("comments") && ends(name, &[".bin"]);
    let mut line = 0;
    for (index, _) in names.iter().enumerate().filter(|(_, name)| is_one(name)) {
        let mut records = Records::new(archive.by_index(index)?.take(UNPACKED));
        while let Some((kind, data)) = records.next()? {
            if kind == kinds::COMMENT {
                line += 1;
                // Whether it has fonts in it comes first.
                let mut data = data.get(1..).unwrap_or_default();
                texts.add("(comments)".into(), line, &text(&mut data))?;
            }
        }
    }
    Ok(())
}

/// The names of the sheets in their order, with the ids of their relations.
fn sheets(archive: &mut Archive, parts: &Parts) -> Result<Vec<(String, String)>, Fault> {
    let mut sheets = Vec::new();
    let Some(index) = parts.index(WORKBOOK) else { return Ok(sheets) };
    let mut records = Records::new(archive.by_index(index)?.take(OUTLINE));
    let (mut named, mut longest) = (0, 0);
    let (mut is_inside, mut is_ended) = (false, false);
    while let Some((kind, data)) = records.next()? {
        match kind {
            kinds::SHEETS => is_inside = true,
            kinds::SHEETS_END => (is_inside, is_ended) = (false, is_inside),
            // Its reader takes them up to the first end, and one that is too long swallows others.
            kinds::SHEET if !is_inside || is_ended || !is_whole(data) => {
                return Err(unclear_sheets());
            }
            kinds::SHEET => {
                // Its state and its number come first.
                let mut data = data.get(8..).unwrap_or_default();
                let relation = text(&mut data).into_owned();
                sheets.push((text(&mut data).into_owned(), relation));
            }
            _ if is_inside => return Err(unclear_sheets()),
            kinds::NAME => named += data.len() as u64,
            _ => {}
        }
        longest = longest.max(data.len() as u64);
    }
    if !is_ended {
        return Err(unclear_sheets());
    }
    // A formula names others in five bytes, and its reader writes each of them out.
    if longest.saturating_mul(named) / 5 > KEPT {
        return Err(limits::too_much_kept());
    }
    Ok(sheets)
}

/// Whether the record of a sheet is as long as its texts are.
fn is_whole(data: &[u8]) -> bool {
    // A sheet without a part of its own has a length of all ones.
    let relation = if number(data, 8) == u32::MAX { 12 } else { behind_text(data, 8) };
    Length::exactly(behind_text(data, relation)).fits(data)
}

fn unclear_sheets() -> Fault {
    Fault::Damaged("its list of sheets has records of wrong lengths, or in wrong places".into())
}

/// Takes a text with its length before it from the front of some bytes.
fn text<'d>(data: &mut &'d [u8]) -> Cow<'d, str> {
    let length = data.get(..4).map_or(0, |length| number(length, 0) as usize).saturating_mul(2);
    let text = data.get(4..4 + length).unwrap_or_default();
    *data = data.get(4 + length..).unwrap_or_default();
    UTF_16LE.decode_without_bom_handling(text).0
}

/// Bounds the shared texts.
fn strings(archive: &mut Archive, parts: &Parts) -> Result<(), Fault> {
    let Some(index) = parts.index("xl/sharedstrings.bin") else { return Ok(()) };
    let mut records = Records::new(archive.by_index(index)?);
    let mut kept = 0;
    while let Some((kind, data)) = records.next()? {
        if kind == kinds::SHARED_STRING {
            if !rich_text(data, 0).fits(data) {
                let what = "one of its texts has a record of another length than it says";
                return Err(Fault::Damaged(what.into()));
            }
            kept += 64 + data.len() as u64;
        }
        if kept > KEPT {
            return Err(limits::too_much_kept());
        }
    }
    Ok(())
}

/// The merged cells of a sheet, and whether it has cells in short forms. Only one with cells is checked.
fn sheet(
    archive: &mut Archive,
    index: usize,
    mut checked: Option<BinarySheet<'_>>,
) -> Result<(Vec<Region>, bool), Fault> {
    let mut records = Records::new(archive.by_index(index)?);
    let (mut regions, mut is_short) = (Vec::new(), false);
    while let Some((kind, data)) = records.next()? {
        checked.as_mut().map_or(Ok(()), |sheet| sheet.take(kind, data))?;
        is_short |= records::SHORT_CELLS.contains(&kind) || kind == records::RICH_CELL;
        if kind == kinds::MERGED {
            let [top, bottom, left, right] = [0, 4, 8, 12].map(|at| number(data, at));
            regions.push(Region::new((top, left), (bottom, right)));
            if regions.len() as u64 > REGIONS {
                return Err(limits::too_many_regions());
            }
        }
    }
    checked.map_or(Ok(()), |sheet| sheet.end())?;
    Ok((regions, is_short))
}

/// A sheet with all its cells in the forms that its reader knows.
fn in_full(archive: &mut Archive, index: usize) -> Result<Vec<u8>, Fault> {
    let mut records = Records::new(archive.by_index(index)?);
    let (mut full, mut column, mut cells) = (Vec::new(), 0_u32, 0);
    while let Some((kind, data)) = records.next()? {
        let own = column.to_le_bytes();
        match kind {
            records::ROW => {
                column = 0;
                put(&mut full, kind, &[data]);
            }
            _ if records::SHORT_CELLS.contains(&kind) => {
                column += 1;
                put(&mut full, kind - records::SHORT, &[&own, data]);
            }
            records::RICH_CELL => {
                column = number(data, 0).saturating_add(1);
                let (head, text) = data.split_at(data.len().min(8));
                // A byte of flags stands before the text.
                put(&mut full, records::TEXT_CELL, &[head, text.get(1..).unwrap_or_default()]);
            }
            _ => {
                if records::CELLS.contains(&kind) {
                    column = number(data, 0).saturating_add(1);
                }
                put(&mut full, kind, &[data]);
            }
        }
        cells += u64::from(records::SHORT_CELLS.contains(&kind));
        if cells > CELLS || full.len() as u64 > KEPT {
            return Err(limits::too_many_cells());
        }
    }
    Ok(full)
}

/// Writes a record at the end of `out`.
fn put(out: &mut Vec<u8>, kind: u16, data: &[&[u8]]) {
    let mut number = |mut number: usize, most: usize| {
        for _ in 1..most {
            if number < 0x80 {
                break;
            }
            out.push(number.to_le_bytes()[0] | 0x80);
            number >>= 7;
        }
        out.push(number.to_le_bytes()[0] & 0x7f);
    };
    number(kind.into(), 2);
    number(data.iter().map(|data| data.len()).sum(), 4);
    for part in data {
        out.extend_from_slice(part);
    }
}

/// The records of a part.
struct Records<R> {
    part: BufReader<R>,
    data: Vec<u8>,
}

impl<R: Read> Records<R> {
    fn new(part: R) -> Self {
        Self { part: BufReader::new(part), data: Vec::new() }
    }

    /// The next record: what it is and what it holds; `None` at the end, or where it is cut short.
    fn next(&mut self) -> Result<Option<(u16, &[u8])>, Fault> {
        match self.read() {
            Ok(Some(kind)) => Ok(Some((kind, &self.data))),
            Ok(None) => {
                Err(Fault::TooLarge(format!("a cell of it has more than {} MiB", RECORD >> 20)))
            }
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(None),
            Err(error) => Err(damaged(&error)),
        }
    }

    /// Reads a record that is not too long.
    fn read(&mut self) -> io::Result<Option<u16>> {
        let kind = self.number(2)?;
        let length = self.number(4)?;
        if length > RECORD {
            return Ok(None);
        }
        self.data.resize(length, 0);
        self.part.read_exact(&mut self.data)?;
        Ok(Some(u16::try_from(kind).unwrap_or(u16::MAX)))
    }

    /// A number in at most `most` bytes of seven bits each.
    fn number(&mut self, most: usize) -> io::Result<usize> {
        let (mut number, mut byte) = (0, [0]);
        for at in 0..most {
            self.part.read_exact(&mut byte)?;
            number |= usize::from(byte[0] & 0x7f) << (7 * at);
            if byte[0] < 0x80 {
                break;
            }
        }
        Ok(number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_written_as_they_are_read() {
        let mut out = Vec::new();
        let long = vec![7; 300];
        let written = [(0_u16, &b""[..]), (18, b"abcd"), (156, &long), (0x1e5, b"x")];
        for (kind, data) in written {
            put(&mut out, kind, &[data]);
        }
        let mut records = Records::new(out.as_slice());
        for (kind, data) in written {
            assert_eq!(records.next().unwrap(), Some((kind, data)));
        }
        assert_eq!(records.next().unwrap(), None);
    }
}
