//! What a packed workbook comes to, before its reader keeps anything of it: a few bytes can ask for thousands of millions of
//! cells, and a bomb is refused. What its reader cannot take as it is written is written anew.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::{self, BufReader, Read as _},
    sync::Arc,
};

use zip::read::ZipFile;

use super::{
    Fault, Kind,
    annotations::BySheet,
    archive::{self, Archive},
    book::Book,
    comments::{self, Comments},
    errors,
    fault::{damaged, shown},
    formulas::Lacking,
    limits::{self, KEPT, SPARE_TEXTS, UNPACKED},
    merged::Regions,
    ods,
    outside::{self, OutsideTexts},
    parts::Parts,
    recoded,
    repacked::Repacked,
    targets,
    weighed::{PartSize, Root, ends, is_markup, look},
    xlsb,
};

/// How the kinds of relations to comments end: legacy ones, and threads.
const COMMENTS: [&str; 2] = ["/comments", "/threadedComment"];

/// How the kind of relation to a sheet with cells ends.
const CELL_SHEET: &str = "/worksheet";

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
    if let Some(recoded) = recoded::book(&mut archive)? {
        return check(recoded, form);
    }
    let (mut unpacked, mut kept) = (0, 0);
    let (mut repacked, mut merged) = (Repacked::default(), Regions::default());
    let (mut by_sheet, mut seen) = (BySheet::default(), Seen::default());
    let mut pages = OutsideTexts::default();
    for index in 0..archive.len() {
        let part = archive.by_index(index)?;
        let name = part.name()?.to_lowercase();
        let left = UNPACKED.saturating_sub(unpacked);
        if form == Kind::Ods && name == "content.xml" {
            let content = ods::look(part, left)?;
            unpacked += content.read;
            merged = content.merged;
            by_sheet = content.by_sheet;
            if content.is_odd {
                let part = archive.by_index(index)?;
                repacked.put(index, ods::without_odd(part)?);
            }
        } else if is_markup(&name) {
            let part = look(part, left, form)?;
            if part.root == Root::Sheet
                && (part.cell.has_odd_error || part.has_odd_dimension)
                && let Some(known) = errors::known(archive.by_index(index)?)?
            {
                repacked.put(index, known);
            }
            unpacked += part.read;
            kept += part.kept;
            merged.some |= part.merged > 0;
            seen.add(index, part);
            if form == Kind::Ods && name == "styles.xml" {
                outside::page_styles(archive.by_index(index)?, &mut pages)?;
            }
        } else if ends(&name, &[".bin"]) {
            unpacked += size(part, left)?;
        }
        if kept > KEPT {
            return Err(limits::too_much_kept());
        }
    }
    if form == Kind::Xlsb {
        merged = xlsb::look(&mut archive, &mut repacked)?;
        outside::add_parts(&mut by_sheet.outside, &mut archive, &[])?;
        xlsb::add_comments(&mut archive, &mut by_sheet.outside)?;
    }
    if form == Kind::Xlsx {
        if seen.texts > seen.cells + SPARE_TEXTS {
            return Err(limits::too_many_texts());
        }
        by_sheet = of_sheets(&mut archive, &seen)?;
        targets::make_plain(&mut archive, &mut repacked)?;
    }
    by_sheet.outside.append(pages);
    let book = if repacked.is_empty() { book } else { repacked.book(&mut archive)? };
    Ok(Inspected { book, merged, by_sheet })
}

/// What was found in the parts of an Excel workbook, by their numbers.
#[derive(Default)]
struct Seen {
    lacking: BTreeMap<usize, Arc<Lacking>>,
    /// How many texts are shared, and how many cells there are.
    texts: u64,
    cells: u64,
    /// Sheets with cells.
    with_cells: BTreeSet<usize>,
    /// What stands at the head and the foot of their pages.
    margins: BTreeMap<usize, Vec<String>>,
    /// Parts whose markup cannot be told: their letters are others than their reader takes.
    unread: BTreeSet<usize>,
}

impl Seen {
    fn add(&mut self, index: usize, part: PartSize) {
        self.texts += part.strings;
        self.cells += part.cell.count;
        if part.root == Root::Sheet && part.cell.is_counted() {
            self.with_cells.insert(index);
        }
        if !part.margins.is_empty() {
            self.margins.insert(index, part.margins);
        }
        if part.root == Root::Unread {
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
    let (mut text, mut unlisted) = (0, seen.with_cells.clone());
    let sheets = parts.sheets(archive)?;
    let targets = sheets.iter().map(|(sheet, part)| (sheet.clone(), part.target.clone()));
    outside::add_parts(&mut by_sheet.outside, archive, &targets.collect::<Vec<_>>())?;
    for (sheet, part) in sheets {
        if let Some(index) = parts.index(&part.target) {
            seen.check_read(index, &part.target)?;
            unlisted.remove(&index);
            if let Some(margins) = seen.margins.get(&index) {
                outside::add_margins(&mut by_sheet.outside, &sheet, margins)?;
            }
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
    let names: Vec<_> = archive.file_names().filter_map(Result::ok).collect();
    let unlisted = unlisted.into_iter().filter_map(|index| names.get(index));
    by_sheet.unlisted = unlisted.map(|name| shown(name).to_string()).collect();
    Ok(by_sheet)
}

/// The size of a part once it is unpacked.
fn size(part: ZipFile<'_, BufReader<Book>>, left: u64) -> Result<u64, Fault> {
    let unpacked = io::copy(&mut part.take(left + 1), &mut io::sink());
    let unpacked = unpacked.map_err(|error| damaged(&error))?;
    if unpacked > left { Err(limits::unpacks_to_too_much()) } else { Ok(unpacked) }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write as _};

    use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

    use super::*;

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
