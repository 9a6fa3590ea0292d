//! One file's audit: rows in, audited assets out, one at a time and in order.

mod reading;

use std::{collections::BTreeMap, io, sync::Arc};

use super::{
    Audited, Fingerprints, SetAsideLine, Tally,
    judge::Judge,
    lines::{LineFate, LinesAside},
    prefilter::Prefilter,
    queue::{LineText, NextWork, Queue},
    screening::{BlockStream, Screened, ThreadMemory},
    sections::Sections,
    unread::{UnreadCell, UnreadCells},
    workers::Failed,
};
use crate::{
    Asset,
    intake::{self, Account, Inventory, Understanding},
    tables::{Fault, ReadErrorKind, digest::Digest},
};

/// The audit of one file: an iterator over its rows. Rows that cannot be read come out as unchecked; an error ends it.
pub struct Audit {
    judge: Arc<Judge>,
    inventory: Inventory,
    asset: Asset,
    prefilter: Arc<Prefilter>,
    cell_memory: ThreadMemory,
    source: RowSource,
    /// Rows that are surely clear are not handed out.
    only_counts_clear: bool,
    /// How many were not.
    passed: u64,
    /// The row of a sheet that passed last, unless another was read behind it.
    passed_above: Option<csv::StringRecord>,
    /// How often the columns have changed.
    layouts: usize,
    queue: Queue,
    lines: LinesAside,
    sections: Sections,
    tally: Tally,
    set_aside: Vec<SetAsideLine>,
    /// Lines that are set aside are handed out too.
    tells_set_aside: bool,
    unread: UnreadCells,
    fingerprints: Fingerprints,
    /// The line that is looked for, and what it says where it is no row of the table.
    sought: Option<(u64, String)>,
    /// Who follows how far the audit has come.
    on_progress: Option<Box<dyn FnMut(Progress)>>,
    finished: bool,
}

/// How far an audit has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// The rows that were read.
    pub rows: u64,
    /// The bytes that were read of the file, packed as they came: of a workbook all of them before the first row.
    pub bytes: u64,
}

/// What an audit comes to next.
#[derive(Debug)]
#[non_exhaustive]
pub enum Step {
    /// A row.
    Row(Box<Audited>),
    /// A line that is no asset.
    SetAside(SetAsideLine),
}

/// Where rows come from.
enum RowSource {
    /// Nothing has been read, the header included.
    Start,
    /// The inventory, one by one.
    Rows,
    /// The inventory, one by one, of which those that are surely clear are counted.
    Sheet,
    /// Blocks of text, of which the inventory is handed what needs a closer look.
    Blocks(Box<BlockStream>),
    /// The same within a block: its rows are read as they are wanted.
    Block(Box<BlockStream>, OpenBlock),
    /// Nowhere: all are read.
    End,
}

/// A block with the number of the next record in it that needs a closer look.
struct OpenBlock {
    screened: Screened,
    next: usize,
}

/// At most this many lines set aside are kept with their reason; the rest is counted.
const SET_ASIDE_KEPT: usize = 1000;
/// Blocks are screened anew so many times because the columns change.
const LAYOUTS: usize = 16;

impl Audit {
    pub(super) fn new(judge: &Arc<Judge>, inventory: Inventory) -> Self {
        let asset = inventory.asset();
        Self {
            judge: Arc::clone(judge),
            asset,
            prefilter: Arc::new(Prefilter::new(judge, inventory.layout(), None)),
            cell_memory: ThreadMemory::default(),
            source: RowSource::Start,
            only_counts_clear: false,
            passed: 0,
            passed_above: None,
            layouts: 0,
            queue: Queue::new(judge),
            lines: LinesAside::new(inventory.understanding(), &judge.knowledge.formats),
            sections: Sections::of(judge, inventory.understanding()),
            inventory,
            tally: Tally::default(),
            set_aside: Vec::new(),
            tells_set_aside: false,
            unread: UnreadCells::default(),
            fingerprints: Fingerprints::default(),
            sought: None,
            on_progress: None,
            finished: false,
        }
    }

    /// The same without the rows that are clear at first sight: they are counted, and not handed out. Some clear rows that were
    /// looked at more closely still are.
    #[must_use]
    pub fn only_counting_clear(mut self) -> Self {
        self.only_counts_clear = true;
        self
    }

    /// The same with the lines that are set aside, which [`next_step`](Self::next_step) hands out: in order among the rows, but for
    /// those that are known to be none only when all rows are read.
    #[must_use]
    pub fn with_set_aside(mut self) -> Self {
        self.tells_set_aside = true;
        self
    }

    /// The same on so many threads; the rows and their order are the same on any number.
    #[must_use]
    pub fn on_threads(mut self, threads: usize) -> Self {
        self.queue.set_threads(threads);
        self
    }

    /// The same, with fingerprints that go on where other audits of the run ended.
    #[must_use]
    pub fn fingerprinted_by(mut self, fingerprints: &Fingerprints) -> Self {
        self.fingerprints = fingerprints.clone();
        self
    }

    /// The same, with somebody who hears now and then how far it has come.
    #[must_use]
    pub fn on_progress(mut self, follow: impl FnMut(Progress) + 'static) -> Self {
        self.on_progress = Some(Box::new(follow));
        self
    }

    /// What the audit comes to for a line that is no row of the table and yet judged, as text. Reads to its end.
    pub(crate) fn of_line(mut self, line: u64) -> Result<Option<(Asset, Audited)>, intake::Error> {
        self.sought = Some((line, String::new()));
        while let Some(step) = self.next_step()? {
            let Step::Row(audited) = step else { continue };
            if audited.place.line != line {
                continue;
            }
            let text = self.sought.take().map(|(_, text)| text).unwrap_or_default();
            let is_line = !text.is_empty();
            return Ok(is_line.then(|| (self.lines.asset(line, &text), *audited)));
        }
        Ok(None)
    }

    /// How many clear rows so far were counted and not handed out.
    pub fn only_counted(&self) -> u64 {
        self.passed
    }

    /// How the file is understood.
    pub fn understanding(&self) -> &Understanding {
        self.inventory.understanding()
    }

    /// The rows so far, by verdict.
    pub fn tally(&self) -> Tally {
        self.tally
    }

    /// The lines so far that are no assets, the first thousand of them.
    pub fn set_aside(&self) -> &[SetAsideLine] {
        &self.set_aside
    }

    /// The makers named in lines so far that are no rows, whom law reaches for other owners alone, with how many lines name each.
    pub fn unreached_in_lines(&self) -> &BTreeMap<String, u64> {
        self.lines.unreached()
    }

    /// The cells so far that should have told something and could not be read.
    pub fn unread_cells(&self) -> &[UnreadCell] {
        self.unread.cells()
    }

    /// The digest of the file, once it was read to its end.
    pub fn digest(&self) -> Option<Digest> {
        self.inventory.digest()
    }

    /// What became of all records that were read so far.
    pub fn account(&self) -> &Account {
        self.inventory.account()
    }

    /// The next row, or the next line that is set aside; `None` at the end, and after an error.
    pub fn next_step(&mut self) -> Result<Option<Step>, intake::Error> {
        if self.finished {
            return Ok(None);
        }
        let step = self.step();
        self.finished = !matches!(step, Ok(Some(_)));
        step
    }

    fn step(&mut self) -> Result<Option<Step>, intake::Error> {
        let mut step = self.next_queued()?;
        if let Some(Step::Row(audited)) = &mut step {
            audited.place.in_book = self.understanding().form.is_workbook();
            self.tally.add(audited.verdict);
            self.unread.note(audited);
            self.fingerprints.give(audited);
        }
        Ok(step)
    }

    fn next_queued(&mut self) -> Result<Option<Step>, intake::Error> {
        loop {
            if !self.queue.is_ready() && self.queue.pending() < self.reads_ahead() {
                self.read_on();
                continue;
            }
            match self.queue.pop().map_err(|failed| self.failed(failed))? {
                Some(NextWork::Row(audited)) => {
                    self.lines.saw(&audited.attributions);
                    return Ok(Some(Step::Row(Box::new(audited))));
                }
                Some(NextWork::Line(audited)) => return Ok(Some(Step::Row(Box::new(audited)))),
                Some(NextWork::LineText(LineText { line, row, text, note })) => {
                    let mut audited = self.lines.judged(&self.judge, line, &text, note);
                    audited.place.row = row;
                    return Ok(Some(Step::Row(Box::new(audited))));
                }
                Some(NextWork::SetAside(line)) => return Ok(Some(Step::SetAside(line))),
                Some(NextWork::Error(error)) => return Err(error),
                Some(NextWork::End) => self.end_context(),
                None => return Ok(None),
            }
        }
    }

    /// How much may be coming before more is read: nothing where the text comes slowly, so that what was read is told at once.
    fn reads_ahead(&self) -> usize {
        match &self.source {
            RowSource::End => 0,
            RowSource::Rows if self.understanding().text.is_some() => 1,
            RowSource::Blocks(stream) if stream.is_slow() => 1,
            RowSource::Start
            | RowSource::Rows
            | RowSource::Sheet
            | RowSource::Blocks(_)
            | RowSource::Block(..) => self.queue.depth(),
        }
    }

    /// Searches a line that is no row of the inventory; it is one if it tells of an asset all the same.
    fn line(&mut self, line: u64, why: intake::SetAside, text: &str) {
        if let Some((sought, said)) = &mut self.sought
            && *sought == line
        {
            text.clone_into(said);
        }
        let unread = self.inventory.understanding().unread.as_ref();
        let note = unread.map_or_else(|| why.note_as_row().to_owned(), ToString::to_string);
        match self.lines.line(&self.judge, line, why, text, note.clone()) {
            LineFate::Row => {
                let (row, text) = (self.row_number(why, line), text.to_owned());
                self.queue.push(NextWork::LineText(LineText { line, row, text, note }));
            }
            LineFate::Aside(aside) => self.keep(aside, why),
            LineFate::Context => {}
        }
    }

    /// All rows are read: what spoke of them is an asset, or was set aside.
    fn end_context(&mut self) {
        for (aside, why, audited) in self.lines.context() {
            match audited {
                Some(audited) => {
                    let audited = self.as_row(why, audited);
                    self.queue.push(NextWork::Line(audited));
                }
                None => self.keep(aside, why),
            }
        }
        self.set_aside.sort_by_key(|aside| aside.line);
    }

    /// Counts a line as a row, and numbers it.
    fn as_row(&mut self, why: intake::SetAside, mut audited: Audited) -> Audited {
        audited.place.row = self.row_number(why, audited.place.line);
        audited
    }

    fn row_number(&mut self, why: intake::SetAside, line: u64) -> u64 {
        let is_counted = !self.is_header(why, line);
        self.inventory.count_as_row(is_counted.then_some(why))
    }

    /// Whether it is the header that was searched, which no reader has counted.
    fn is_header(&self, why: intake::SetAside, line: u64) -> bool {
        why == intake::SetAside::Header && self.understanding().header_line() == Some(line)
    }

    fn keep(&mut self, mut aside: SetAsideLine, why: intake::SetAside) {
        if self.tells_set_aside {
            self.queue.push(NextWork::SetAside(aside.clone()));
        }
        if self.is_header(why, aside.line) {
            if aside.makers.is_empty() {
                return;
            }
            self.inventory.count_header();
            intake::SetAside::TAKEN_FOR_HEADER.clone_into(&mut aside.why);
        }
        if self.set_aside.len() < SET_ASIDE_KEPT {
            self.set_aside.push(aside);
        }
    }

    fn failed(&self, Failed(what): Failed) -> intake::Error {
        Fault::from(ReadErrorKind::Program(what)).of(&self.understanding().label()).into()
    }

    fn unreadable(&self, after: u64, cause: io::Error) -> intake::Error {
        Fault::system(after, cause).of(&self.understanding().label()).into()
    }
}

impl Iterator for Audit {
    type Item = Result<Audited, intake::Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.next_step().transpose()? {
                Ok(Step::Row(audited)) => return Some(Ok(*audited)),
                Ok(Step::SetAside(_)) => {}
                Err(error) => return Some(Err(error)),
            }
        }
    }
}
