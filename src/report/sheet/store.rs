//! What is said of rows, kept until the sheet is read once more: in a file without a name, in the order of the rows, so that memory
//! does not grow with them.

use std::{
    collections::VecDeque,
    fs::File,
    io::{self, BufReader, BufWriter, Read, Seek as _, SeekFrom, Write as _},
};

use super::added_columns::{FirstCell, Remark};
use crate::{audit::Place, intake::Understanding, knowledge::why};

/// How long the length of a remark is.
const LENGTH: usize = size_of::<u32>();

/// All remarks, sheet by sheet.
#[derive(Debug, Default)]
pub(super) struct Store {
    file: Option<BufWriter<File>>,
    /// How much was written.
    length: u64,
    segments: Vec<SheetRemarks>,
}

/// The remarks of one file, or of one sheet or list of it.
#[derive(Clone, Debug)]
pub(super) struct SheetRemarks {
    pub(super) file: String,
    pub(super) sheet: Option<String>,
    /// How it is understood, once its rows are read.
    pub(super) understanding: Option<Understanding>,
    begin: u64,
    end: u64,
    /// Something of it is a row.
    pub(super) has_rows: bool,
    /// The line of the last remark in the file.
    last: u64,
    /// Marks that came after those of later lines: what speaks of all rows is judged at the end.
    late: Vec<Remark>,
}

impl Store {
    pub(super) fn add(&mut self, place: &Place, remark: Remark) -> io::Result<()> {
        let bytes = postcard::to_stdvec(&remark).map_err(io::Error::other)?;
        let length = u32::try_from(bytes.len()).map_err(io::Error::other)?;
        let end = self.length + LENGTH as u64 + u64::from(length);
        let segment = self.segment(&place.file, place.sheet.as_deref());
        segment.has_rows |= remark.says != FirstCell::SetAside;
        if remark.line < segment.last {
            segment.late.push(remark);
            return Ok(());
        }
        (segment.last, segment.end) = (remark.line, end);
        self.length = end;
        let file = match &mut self.file {
            Some(file) => file,
            none => {
                none.insert(BufWriter::new(tempfile::tempfile().map_err(|error| not_kept(&error))?))
            }
        };
        let written = file.write_all(&length.to_le_bytes()).and_then(|()| file.write_all(&bytes));
        written.map_err(|error| not_kept(&error))
    }

    /// Keeps how a file or a sheet is understood.
    pub(super) fn understood(&mut self, understanding: &Understanding) {
        let Understanding { file, sheet, .. } = understanding;
        self.segment(file, sheet.as_deref()).understanding = Some(understanding.clone());
    }

    /// The segment of a sheet; sheets come one after the other.
    fn segment(&mut self, file: &str, sheet: Option<&str>) -> &mut SheetRemarks {
        let is_last = |last: &SheetRemarks| last.file == file && last.sheet.as_deref() == sheet;
        if !self.segments.last().is_some_and(is_last) {
            self.segments.push(SheetRemarks {
                file: file.to_owned(),
                sheet: sheet.map(str::to_owned),
                understanding: None,
                begin: self.length,
                end: self.length,
                has_rows: false,
                last: 0,
                late: Vec::new(),
            });
        }
        let last = self.segments.len() - 1;
        &mut self.segments[last]
    }

    /// All remarks are kept: they can be read.
    pub(super) fn finish(&mut self) -> io::Result<()> {
        let flushed = self.file.as_mut().map_or(Ok(()), io::Write::flush);
        flushed.map_err(|error| not_kept(&error))
    }

    /// All segments, in the order of the sheets.
    pub(super) fn segments(&self) -> &[SheetRemarks] {
        &self.segments
    }

    /// The remarks of a sheet, in the order of the lines. Those of one sheet are read at a time.
    pub(super) fn marks(&self, segment: &SheetRemarks) -> io::Result<Remarks> {
        let mut late = segment.late.clone();
        late.sort_by_key(|remark| remark.line);
        let length = segment.end - segment.begin;
        let kept: Box<dyn Read + Send> = match &self.file {
            Some(file) if length > 0 => {
                let mut file = file.get_ref().try_clone()?;
                file.seek(SeekFrom::Start(segment.begin))?;
                Box::new(BufReader::new(file.take(length)))
            }
            _ => Box::new(io::empty()),
        };
        let mut remarks = Remarks { kept, late: late.into(), next: None };
        remarks.next = remarks.read()?;
        Ok(remarks)
    }
}

/// That nothing can be kept until the sheet is whole.
pub(super) fn not_kept(error: &io::Error) -> io::Error {
    io::Error::other(format!(
        "the sheet cannot be made in the folder of temporary files, {}: {}; name another with the environment variable TMPDIR",
        std::env::temp_dir().display(),
        why(error)
    ))
}

/// The remarks of one sheet, one after the other.
pub(super) struct Remarks {
    kept: Box<dyn Read + Send>,
    late: VecDeque<Remark>,
    /// The next of those that are kept in the file.
    next: Option<Remark>,
}

impl Remarks {
    fn read(&mut self) -> io::Result<Option<Remark>> {
        let mut length = [0; LENGTH];
        match self.kept.read_exact(&mut length) {
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
            read => read?,
        }
        let mut bytes = vec![0; u32::from_le_bytes(length) as usize];
        self.kept.read_exact(&mut bytes)?;
        postcard::from_bytes(&bytes).map(Some).map_err(io::Error::other)
    }

    pub(super) fn line(&self) -> Option<u64> {
        let lines = [self.next.as_ref(), self.late.front()].into_iter().flatten();
        lines.map(|remark| remark.line).min()
    }

    pub(super) fn next(&mut self) -> io::Result<Option<Remark>> {
        let late = self.late.front().map(|remark| remark.line);
        let is_late = match (&self.next, late) {
            (Some(next), Some(late)) => late < next.line,
            (None, late) => late.is_some(),
            (Some(_), None) => false,
        };
        if is_late {
            return Ok(self.late.pop_front());
        }
        let following = self.read()?;
        Ok(std::mem::replace(&mut self.next, following))
    }
}
