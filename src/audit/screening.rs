//! Screening a block of text: most of its records are rows that are surely clear, and only the others are worth reading.

use std::{collections::VecDeque, io, ops::Range, sync::Arc};

use super::{
    long_rows::LongRows,
    prefilter::{FirstLook, Prefilter, Scratch},
    workers::{Failed, Reply, Workers},
};
use crate::tables::{
    limits::{COLUMNS, RECORD},
    text::{Blocks, Cutter, Dialect, RecordParser, TextRecords},
};

/// A block of whole lines, and what of it needs a closer look.
#[derive(Default)]
pub(super) struct Screened {
    pub(super) block: Vec<u8>,
    pub(super) kept: Vec<KeptRecord>,
    /// How many rows passed after the last record that was kept.
    pub(super) passed: u64,
    /// How many line breaks it has.
    pub(super) lines: u64,
    /// Where its last record stands.
    pub(super) last: Option<Range<usize>>,
    /// What of it is not cut.
    pub(super) uncut: Option<Uncut>,
}

/// The rest of a block that is not cut.
pub(super) struct Uncut {
    /// Where it begins.
    at: usize,
    /// It is a record that does not end in the block; else it is nothing that could be cut.
    is_open: bool,
}

/// A record that is no row that passed.
pub(super) struct KeptRecord {
    /// How many rows passed between the one that was kept before it and this.
    pub(super) passed: u64,
    pub(super) span: Range<usize>,
    /// How many line breaks of the block stand before it.
    pub(super) line: u64,
    /// How many its cells hold.
    pub(super) breaks: usize,
    /// The record before it in the block.
    pub(super) before: Option<Range<usize>>,
    pub(super) look: FirstLook,
}

/// What a thread keeps between pieces of work: what it knows of cells, and of rows of long text.
#[derive(Default)]
pub(super) struct ThreadMemory {
    cells: Option<(Arc<Prefilter>, Scratch)>,
    pub(super) rows: LongRows,
}

impl ThreadMemory {
    /// What is known of cells of the rows that this filter is for.
    pub(super) fn of(&mut self, prefilter: &Arc<Prefilter>) -> &mut Scratch {
        if self.cells.as_ref().is_some_and(|(known, _)| !Arc::ptr_eq(known, prefilter)) {
            self.cells = None;
        }
        let (_, scratch) =
            self.cells.get_or_insert_with(|| (Arc::clone(prefilter), prefilter.scratch()));
        scratch
    }
}

/// Screens a block that begins with a record.
pub(super) fn screen(
    block: Vec<u8>,
    dialect: Dialect,
    prefilter: &Arc<Prefilter>,
    known: &mut ThreadMemory,
) -> Screened {
    let scratch = known.of(prefilter);
    let mut screened = Screened::default();
    if !Cutter::can_cut(&block) {
        let uncut = Some(Uncut { at: 0, is_open: false });
        return Screened { block, uncut, ..screened };
    }
    let valid = std::str::from_utf8(&block).ok();
    let mut cutter = Cutter::new(&block, dialect);
    let mut parser = None;
    let mut passed = 0;
    loop {
        let record = match cutter.cut() {
            Ok(Some(record)) => record,
            Ok(None) => break,
            Err(start) => {
                screened.uncut = Some(Uncut { at: start, is_open: true });
                break;
            }
        };
        let look = if record.breaks > 0 || cutter.cells().len() > COLUMNS {
            FirstLook::Odd
        } else {
            let text = |cell: &Range<usize>| match valid {
                Some(text) => text.get(cell.clone()),
                None => std::str::from_utf8(block.get(cell.clone())?).ok(),
            };
            let cells = cutter.cells().iter().map(|cell| text(cell).unwrap_or_default());
            if record.is_plain {
                let mut all = cutter.cells().iter();
                let readable = valid.is_some() || all.all(|cell| text(cell).is_some());
                if readable { prefilter.look(scratch, &cells) } else { FirstLook::Odd }
            } else {
                let parser = parser.get_or_insert_with(|| RecordParser::new(dialect));
                let record = parser.parse(block.get(record.span.clone()).unwrap_or_default());
                csv::StringRecord::from_byte_record(record)
                    .map_or(FirstLook::Odd, |cells| prefilter.look(scratch, &cells.iter()))
            }
        };
        let before = screened.last.replace(record.span.clone());
        if look == FirstLook::Clear {
            passed += 1;
            continue;
        }
        let (line, breaks) = (record.line, record.breaks);
        screened.kept.push(KeptRecord { passed, span: record.span, line, breaks, before, look });
        passed = 0;
    }
    screened.lines = cutter.lines();
    Screened { block, passed, ..screened }
}

/// The rest of a text in blocks, some of which are being screened.
pub(super) struct BlockStream {
    blocks: Blocks,
    under_way: VecDeque<Reply<Screened>>,
    /// The line on which the next block begins.
    line: u64,
    /// The last record of the block before it.
    last: Vec<u8>,
    parser: RecordParser,
    /// The text comes slowly.
    is_slow: bool,
    /// Most records need a closer look, which takes longer than to screen them, and what is noted of them more room than a block.
    is_dense: bool,
    /// Why the text cannot be read any further.
    fault: Option<io::Error>,
}

/// Why there is no next block.
pub(super) enum StreamFault {
    /// The text cannot be read from this line on.
    Read(u64, io::Error),
    /// The program itself is at fault.
    Failed(Failed),
}

/// A shorter block shows that the text comes slowly: what there is of it is told before more is waited for.
const SLOW: usize = 512 << 10;

/// At most this many blocks are under way where most records need a closer look.
const AHEAD: usize = 2;

impl BlockStream {
    /// A stream of these blocks, the first of which begins on this line.
    pub(super) fn new(blocks: Blocks, line: u64) -> Self {
        let parser = RecordParser::new(blocks.dialect);
        Self {
            blocks,
            under_way: VecDeque::new(),
            line,
            last: Vec::new(),
            parser,
            is_slow: true,
            is_dense: true,
            fault: None,
        }
    }

    /// Whether reading on may mean to wait.
    pub(super) fn is_slow(&self) -> bool {
        self.is_slow
    }

    /// The next block, screened; `None` where there is none that could be.
    pub(super) fn next(
        &mut self,
        workers: &mut Workers<ThreadMemory>,
        prefilter: &Arc<Prefilter>,
    ) -> Result<Option<Screened>, StreamFault> {
        let most = if self.is_dense { AHEAD } else { workers.depth() };
        while self.under_way.len() < most.min(workers.depth()) && self.fault.is_none() {
            let block = match self.blocks.read() {
                Ok(Some(block)) => block,
                Ok(None) => break,
                // What was read before comes first.
                Err(cause) => {
                    self.fault = Some(cause);
                    break;
                }
            };
            self.is_slow = block.len() < SLOW;
            let (dialect, prefilter) = (self.blocks.dialect, Arc::clone(prefilter));
            let screened =
                move |known: &mut ThreadMemory| screen(block, dialect, &prefilter, known);
            self.under_way.push_back(workers.ask(screened));
            if self.is_slow {
                break;
            }
        }
        match (self.under_way.pop_front(), self.fault.take()) {
            (Some(next), fault) => {
                self.fault = fault;
                let screened = next.wait().map_err(StreamFault::Failed)?;
                let noted = screened.kept.len() * size_of::<KeptRecord>();
                self.is_dense = noted > screened.block.len() / 2;
                Ok(Some(screened))
            }
            (None, Some(cause)) => Err(StreamFault::Read(self.line, cause)),
            (None, None) => Ok(None),
        }
    }

    /// The line on which a record of a block starts.
    pub(super) fn line(&self, kept: &KeptRecord) -> u64 {
        self.line + kept.line
    }

    /// The cells of a row of a block, where they are text.
    pub(super) fn row(
        &mut self,
        screened: &Screened,
        kept: &KeptRecord,
    ) -> Option<csv::StringRecord> {
        let own = self.parser.parse(screened.block.get(kept.span.clone())?);
        csv::StringRecord::from_byte_record(own).ok()
    }

    /// The cells of a record of a block, and of the one before it; none at the start of the text.
    pub(super) fn cells(&mut self, screened: &Screened, kept: &KeptRecord) -> [csv::ByteRecord; 2] {
        let of_block = |span: &Range<usize>| screened.block.get(span.clone());
        let before = kept.before.as_ref().map_or(Some(self.last.as_slice()), of_block);
        let before = self.parser.parse(before.unwrap_or_default());
        [self.parser.parse(of_block(&kept.span).unwrap_or_default()), before]
    }

    /// Goes on behind a block, all of whose records have been seen. False where what is left cannot be cut into blocks.
    pub(super) fn pass_over(&mut self, mut screened: Screened) -> Result<bool, StreamFault> {
        self.line += screened.lines;
        if let Some(last) = screened.last.and_then(|span| screened.block.get(span)) {
            self.last.clear();
            self.last.extend_from_slice(last);
        }
        let Some(uncut) = screened.uncut else {
            self.blocks.recycle(screened.block);
            return Ok(true);
        };
        screened.block.drain(..uncut.at);
        let is_last = self.under_way.is_empty() && self.blocks.has_ended();
        let is_long = screened.block.len() as u64 > RECORD << 20;
        self.put_back(screened.block)?;
        Ok(uncut.is_open && !is_last && !is_long)
    }

    /// Goes on behind a record of a block, after which everything is to be screened anew.
    pub(super) fn go_back_to(
        &mut self,
        mut screened: Screened,
        kept: &KeptRecord,
    ) -> Result<(), StreamFault> {
        let own = screened.block.get(kept.span.clone()).unwrap_or_default();
        self.line += kept.line + memchr::memchr_iter(b'\n', own).count() as u64;
        self.last = own.to_vec();
        screened.block.drain(..kept.span.end);
        self.put_back(screened.block)
    }

    /// Puts back what was read too early: the rest of a block, and all those under way.
    fn put_back(&mut self, mut rest: Vec<u8>) -> Result<(), StreamFault> {
        for reply in self.under_way.drain(..) {
            rest.append(&mut reply.wait().map_err(StreamFault::Failed)?.block);
        }
        self.blocks.put_back(rest);
        Ok(())
    }

    /// What is left, record by record.
    pub(super) fn into_records(self) -> TextRecords {
        TextRecords::after(self.blocks, self.line)
    }
}
