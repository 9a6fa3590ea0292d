//! The last sheet: lines that are no assets, rows that could not be read, and cells that were altered.

use rust_xlsxwriter::{Workbook, XlsxError};

use super::{
    failed::WriterFailed,
    looks::Looks,
    own_sheet::{OwnCell, OwnSheet},
    sheets::Alterations,
};
use crate::{
    Verdict,
    report::{
        sheet::{
            added_columns::{FirstCell, Remark},
            store::{SheetRemarks, Store},
        },
        words,
    },
};

const WIDTHS: [f64; 5] = [34.0, 24.0, 10.0, 64.0, 90.0];
/// At most this many entries are listed; a sheet with more was not understood at all.
const LISTED: u64 = 100_000;

pub(super) fn write(
    book: &mut Workbook,
    name: &str,
    looks: &Looks,
    store: &Store,
    written: &Alterations,
) -> Result<(), WriterFailed> {
    let mut sheet = OwnSheet::new(book, name, looks, &WIDTHS)?;
    let header = sheet
        .columns(&["file", "sheet", "line", "what is said of it", "what stands there"], 2..3)?;
    let (mut listed, mut more) = (0, 0);
    for segment in store.segments() {
        let mut marks = store.marks(segment)?;
        while let Some(mark) = marks.next()? {
            if !is_left_over(&mark, segment) {
                continue;
            }
            listed += 1;
            if listed > LISTED {
                more += 1;
            } else {
                sheet.row(&row(&mark, segment))?;
            }
        }
    }
    rest(&mut sheet, more, written)?;
    sheet.filter(header, 5)?;
    sheet.finish(book);
    Ok(())
}

/// Whether a line was set aside, and is no header, or could not be read.
fn is_left_over(mark: &Remark, segment: &SheetRemarks) -> bool {
    let header = segment.understanding.as_ref().and_then(|seen| seen.header_lines);
    let in_header = header.is_some_and(|(first, last)| (first..=last).contains(&mark.line));
    match mark.says {
        FirstCell::SetAside => !in_header,
        FirstCell::Verdict(verdict) => verdict == Verdict::Unchecked,
    }
}

fn row(mark: &Remark, segment: &SheetRemarks) -> [OwnCell; 5] {
    let why = mark.texts.iter().flatten().cloned().collect::<Vec<_>>().join("; ");
    let said = match mark.says {
        FirstCell::SetAside => why,
        FirstCell::Verdict(_) => format!("not read: {why}"),
    };
    [
        OwnCell::Text(words::file(&segment.file, None)),
        OwnCell::Text(segment.sheet.clone().unwrap_or_default()),
        OwnCell::Number(mark.line),
        OwnCell::Text(said),
        OwnCell::Quiet(mark.called.clone()),
    ]
}

/// What else is to be said of cells and lines.
fn rest(sheet: &mut OwnSheet<'_>, more: u64, written: &Alterations) -> Result<(), XlsxError> {
    for cell in &written.altered {
        sheet.row(&[
            OwnCell::Text(words::file(&cell.file, None)),
            OwnCell::Text(cell.sheet.clone().unwrap_or_default()),
            OwnCell::Number(cell.line),
            OwnCell::Text(cell.says()),
        ])?;
    }
    for (count, what) in [(more, "more lines"), (written.more_altered, "more cells that differ")] {
        if count > 0 {
            sheet.row(&[OwnCell::Strong(format!("and {count} {what}"))])?;
        }
    }
    Ok(())
}
