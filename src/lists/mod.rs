//! Lists of the user's own: an export of sanctions or export controls, whose companies are looked for beside the makers that are known.
//!
//! It stands behind `vendors`, whose keys of names it uses, and before `rules`; it knows nothing of law. `format` is how lists are
//! published (`data/lists/`), `table` and `document` read them entry by entry into the `names`, through the `import` that knows which
//! entries are companies; `recognise` finds the names in a row.

mod document;
mod error;
mod format;
mod import;
mod names;
mod recognise;
mod table;

use std::{
    collections::BTreeMap,
    io::{self, Cursor, Read as _},
    path::{Path, PathBuf},
    sync::Arc,
};

pub use error::{ListError, ListErrorKind};
use format::ListFormat;
pub(crate) use format::ListFormats;
use import::Import;
use names::ListedNames;

use crate::{
    Date,
    law::{Act, Force, Instrument, Law},
    strings::listed,
    tables::{ReadError, UnpackedFile, bytes},
    vendors::CompanyNames,
};

/// The mark of UTF-8.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";
/// The jurisdiction of what no country has made.
pub(crate) const JURISDICTION: &str = "list";

/// The lists of a run, ready to be looked up.
#[derive(Debug)]
pub(crate) struct Lists {
    applied: Vec<AppliedList>,
    names: ListedNames,
    companies: CompanyNames,
}

/// A list that is looked up.
#[derive(Clone, Debug)]
pub(crate) struct AppliedList {
    /// The id of the form in which it is published.
    format: String,
    /// How reports show it.
    pub(crate) law: Arc<Law>,
    pub(crate) publisher: String,
    pub(crate) file: String,
    /// How many companies it names.
    pub(crate) companies: u64,
    /// The entries that are no companies, by type.
    pub(crate) left_out: BTreeMap<String, u64>,
    /// How many of them are off it by now.
    ended: u64,
}

impl Lists {
    /// Reads lists. Each is used whole: the first fault ends it. A list that gives no day counts as of `as_of`.
    pub(crate) fn load(
        paths: &[PathBuf],
        formats: &ListFormats,
        companies: CompanyNames,
        as_of: Date,
    ) -> Result<Self, ListError> {
        let mut lists = Self { applied: Vec::new(), names: ListedNames::default(), companies };
        for path in paths {
            lists.add(path, formats, as_of)?;
        }
        lists.names.seal();
        Ok(lists)
    }

    /// The lists, in the order in which they were named.
    pub(crate) fn each(&self) -> &[AppliedList] {
        &self.applied
    }

    fn add(&mut self, path: &Path, formats: &ListFormats, as_of: Date) -> Result<(), ListError> {
        let unreadable = |ReadError { file, line, kind }| ListErrorKind::from(kind).of(&file, line);
        let (file, bytes) = bytes::open(path).map_err(unreadable)?;
        let (head, bytes) =
            unpacked(bytes).map_err(|cause| unreadable(ReadError::system(&file, cause)))?;
        let number = u32::try_from(self.applied.len()).unwrap_or(u32::MAX);
        let mut import = Import::new(formats, &mut self.names, &self.companies, number, as_of);
        match head {
            None => return Err(ListErrorKind::Empty.of(&file, None)),
            Some(b'{' | b'[') => document::read(&file, bytes, &mut import)?,
            Some(_) => table::read(&file, bytes, &mut import)?,
        }
        let done = import.finish().map_err(|kind| kind.of(&file, None))?;
        let same = |list: &&AppliedList| list.format == done.format.id;
        let before = self.applied.iter().filter(same).count();
        self.applied.push(AppliedList {
            format: done.format.id.clone(),
            law: Arc::new(law(done.format, before, done.companies, done.date, as_of)),
            publisher: done.format.publisher.clone(),
            file,
            companies: done.companies,
            left_out: done.left_out,
            ended: done.ended,
        });
        Ok(())
    }
}

impl AppliedList {
    /// What was read of it, in one sentence.
    pub(crate) fn says(&self) -> String {
        let Self { law, file, companies, left_out, ended, .. } = self;
        let types = left_out.iter().map(|(kind, count)| format!("{count} {kind}"));
        let left_out = match left_out.len() {
            0 => String::new(),
            _ => format!("; left out as no companies: {}", listed(types)),
        };
        let ended = match ended {
            0 => String::new(),
            _ => format!("; left out as no longer listed: {ended}"),
        };
        format!(
            "{file} is looked up as a list, which is no law: {}, {companies} companies{left_out}{ended}",
            law.regime_title
        )
    }
}

fn regime(format: &ListFormat) -> String {
    format!("{JURISDICTION}-{}", format.id)
}

/// A list in the form of a law. `before` lists of the same format have been read.
fn law(format: &ListFormat, before: usize, companies: u64, date: Option<Date>, as_of: Date) -> Law {
    let number = if before == 0 { String::new() } else { format!("-{}", before + 1) };
    let regime = format!("{}{number}", regime(format));
    let dated = date.map_or("without a date".to_owned(), |date| format!("as of {date}"));
    Law {
        id: format!("{regime}/entry"),
        regime,
        regime_title: format!("{} {dated}", format.title),
        jurisdiction: JURISDICTION.to_owned(),
        provision: "entry".to_owned(),
        title: "named on the list".to_owned(),
        citation: format!("{companies} companies; data under {}", format.licence),
        instrument: Some(Instrument::List),
        force: Force::Listed,
        act: Act::Acquire,
        from: date.unwrap_or(as_of),
        until: None,
        days_after_listing: None,
        summary: format.summary.clone(),
        remedy: format.remedy.clone(),
        exceptions: Vec::new(),
        sources: vec![Arc::new(format.source.clone())],
    }
}

/// A stream without its packing and its mark, and the first byte that is no blank; `None` where there is none.
fn unpacked(bytes: bytes::Bytes) -> io::Result<(Option<u8>, bytes::Bytes)> {
    let (mut bytes, mut head) = (UnpackedFile::of(bytes)?.bytes, Vec::new());
    loop {
        let before = head.len();
        bytes.by_ref().take(4).read_to_end(&mut head)?;
        let begun = head.strip_prefix(BYTE_ORDER_MARK).unwrap_or(&head);
        let first = begun.iter().find(|byte| !byte.is_ascii_whitespace()).copied();
        if first.is_some() || head.len() == before {
            let head = begun.to_vec();
            return Ok((first, Box::new(Cursor::new(head).chain(bytes))));
        }
    }
}
