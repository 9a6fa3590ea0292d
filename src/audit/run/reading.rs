//! Reading on: rows come one by one, or in blocks of text of which only what needs a closer look is handed on.

use std::sync::Arc;

use super::{Audit, LAYOUTS, OpenBlock, Progress, RowSource};
use crate::{
    Verdict,
    audit::{
        Audited, Place, Settings,
        prefilter::{FirstLook, Prefilter},
        queue::{BATCH, NextWork, UnjudgedRow},
        screening::{BlockStream, StreamFault},
    },
    facts::Facts,
    intake::{self, Entry, ErrorKind, Note, PlainRows, Understanding},
};

/// At most this many rows of a sheet are read before it is told how far the audit has come.
const SCREENED: usize = 1024;

/// What the inventory read, with what was seen of it before.
type ScreenedEntry = (Result<Entry, intake::Error>, Option<FirstLook>);

impl Audit {
    /// Reads some rows.
    pub(super) fn read_on(&mut self) {
        let read = match &self.source {
            RowSource::Start => self.begin(),
            RowSource::Rows => self.read_rows(),
            RowSource::Sheet => self.read_sheet(),
            RowSource::Blocks(_) => self.read_block(),
            RowSource::Block(..) => self.read_in_block(),
            RowSource::End => Ok(()),
        };
        self.queue.close_batch();
        self.report_progress();
        if let Err(error) = read {
            self.source = RowSource::End;
            self.queue.push(NextWork::Error(error));
        }
    }

    /// Searches what stands above the rows, and decides how these are read: by blocks, where clear ones may be left out.
    fn begin(&mut self) -> Result<(), intake::Error> {
        if let Some((line, text)) = header(self.inventory.understanding()) {
            self.line(line, intake::SetAside::Header, &text);
        }
        self.source = RowSource::Rows;
        while self.inventory.is_above_rows() {
            let entry = self.inventory.read(&mut self.asset);
            self.take(entry, None)?;
        }
        if self.only_counts_clear
            && !self.sections.is_open(self.inventory.layout())
            && let Some(plain_rows) = self.inventory.plain_rows()
        {
            if let Some((blocks, line)) = self.inventory.take_blocks() {
                self.filter(Some(plain_rows));
                self.source = RowSource::Blocks(Box::new(BlockStream::new(blocks, line)));
            } else if self.understanding().form.is_workbook() {
                self.filter(Some(plain_rows));
                self.source = RowSource::Sheet;
            }
        }
        Ok(())
    }

    /// Filters rows of the current layout.
    fn filter(&mut self, plain_rows: Option<PlainRows>) {
        let layout = self.inventory.layout();
        self.prefilter = Arc::new(Prefilter::new(&self.judge, layout, plain_rows));
    }

    fn read_rows(&mut self) -> Result<(), intake::Error> {
        // A stream of text may stop for a while: what was read of it is told at once.
        let most = if self.understanding().text.is_some() { 1 } else { BATCH };
        let before = self.queue.pending();
        while self.queue.waiting() < most
            && self.queue.pending() == before
            && matches!(self.source, RowSource::Rows)
        {
            let entry = self.inventory.read(&mut self.asset);
            self.take(entry, None)?;
        }
        Ok(())
    }

    /// Reads rows of a sheet. Those that are surely clear are counted, as those of blocks are.
    fn read_sheet(&mut self) -> Result<(), intake::Error> {
        self.source = RowSource::Rows;
        let before = self.queue.pending();
        for _ in 0..SCREENED {
            if self.queue.waiting() == BATCH || self.queue.pending() != before {
                break;
            }
            let Some((entry, look)) = self.read_screened()? else { continue };
            let is_header =
                matches!(entry, Ok(Entry::SetAside { why: intake::SetAside::OtherHeader, .. }));
            self.take(entry, look)?;
            if !matches!(self.source, RowSource::Rows) {
                return Ok(());
            }
            if is_header || self.sections.is_open(self.inventory.layout()) {
                let plain_rows = self.plain_rows_below(is_header);
                self.source = if plain_rows.is_some() { RowSource::Sheet } else { RowSource::Rows };
                self.filter(plain_rows);
                return Ok(());
            }
        }
        self.source = RowSource::Sheet;
        Ok(())
    }

    /// Reads the next row of a sheet; `None` if it is surely clear, and was counted.
    fn read_screened(&mut self) -> Result<Option<ScreenedEntry>, intake::Error> {
        if let Some((line, cells)) = self.inventory.begin_row()? {
            let scratch = self.cell_memory.of(&self.prefilter);
            match self.prefilter.look(scratch, &cells.iter()) {
                FirstLook::Clear => {
                    self.pass(1);
                    self.passed_above = Some(cells);
                    return Ok(None);
                }
                FirstLook::Odd => self.inventory.put_back(cells),
                look => {
                    self.passed_above = None;
                    let entry = self.inventory.read_plain(line, cells, &mut self.asset);
                    return Ok(Some((Ok(entry), Some(look))));
                }
            }
        }
        if let Some(above) = self.passed_above.take() {
            self.inventory.put_above(above, &mut self.asset);
        }
        Ok(Some((self.inventory.read_begun(&mut self.asset), None)))
    }

    /// Opens the next block.
    fn read_block(&mut self) -> Result<(), intake::Error> {
        let RowSource::Blocks(mut stream) = std::mem::replace(&mut self.source, RowSource::Rows)
        else {
            return Ok(());
        };
        let next = stream.next(self.queue.workers(), &self.prefilter);
        let Some(screened) = next.map_err(|fault| self.stream_fault(fault))? else {
            self.go_on_by_rows(*stream);
            return Ok(());
        };
        self.source = RowSource::Block(stream, OpenBlock { screened, next: 0 });
        self.read_in_block()
    }

    /// Hands the inventory what needs a closer look of a block, as long as not enough of it waits: all rows of a block at once would take many
    /// times its room.
    fn read_in_block(&mut self) -> Result<(), intake::Error> {
        let source = std::mem::replace(&mut self.source, RowSource::Rows);
        let RowSource::Block(mut stream, OpenBlock { mut screened, next }) = source else {
            return Ok(());
        };
        for at in next..screened.kept.len() {
            if self.queue.pending() >= self.queue.depth() {
                self.source = RowSource::Block(stream, OpenBlock { screened, next: at });
                return Ok(());
            }
            let Some(kept) = screened.kept.get(at) else { break };
            self.pass(kept.passed);
            let line = stream.line(kept);
            let is_plain = kept.look != FirstLook::Odd;
            let plain = is_plain.then(|| stream.row(&screened, kept)).flatten();
            let entry = if let Some(cells) = plain {
                Ok(self.inventory.read_plain(line, cells, &mut self.asset))
            } else {
                let cells = stream.cells(&screened, kept);
                self.inventory.read_record(line, kept.breaks, cells, &mut self.asset)
            };
            let is_header =
                matches!(entry, Ok(Entry::SetAside { why: intake::SetAside::OtherHeader, .. }));
            self.take(entry, Some(kept.look))?;
            if is_header || self.sections.is_open(self.inventory.layout()) {
                let kept = screened.kept.swap_remove(at);
                stream.go_back_to(screened, &kept).map_err(|fault| self.stream_fault(fault))?;
                self.read_below(stream, is_header);
                return Ok(());
            }
        }
        self.pass(screened.passed);
        let goes_on = stream.pass_over(screened).map_err(|fault| self.stream_fault(fault))?;
        if !goes_on {
            self.go_on_by_rows(*stream);
            return Ok(());
        }
        self.source = RowSource::Blocks(stream);
        Ok(())
    }

    /// What was screened already is screened anew: below a header the columns are others. Below a heading rows are read one by one, for what
    /// they say by themselves is not all that is said of them.
    fn read_below(&mut self, stream: Box<BlockStream>, is_header: bool) {
        match self.plain_rows_below(is_header) {
            Some(plain_rows) => {
                self.filter(Some(plain_rows));
                self.source = RowSource::Blocks(stream);
            }
            None => self.go_on_by_rows(*stream),
        }
    }

    /// What tells the plain rows below a header or a heading, where they are told from others there.
    fn plain_rows_below(&mut self, is_header: bool) -> Option<PlainRows> {
        self.layouts += usize::from(is_header);
        let may_screen =
            is_header && !self.sections.is_open(self.inventory.layout()) && self.layouts < LAYOUTS;
        self.inventory.plain_rows().filter(|_| may_screen)
    }

    /// What is left is read row by row.
    fn go_on_by_rows(&mut self, stream: BlockStream) {
        self.filter(None);
        self.inventory.resume(stream.into_records());
        self.source = RowSource::Rows;
    }

    /// Counts rows that passed.
    fn pass(&mut self, rows: u64) {
        self.inventory.pass_rows(rows);
        self.passed += rows;
        self.tally.add_rows(Verdict::Clear, rows);
    }

    fn report_progress(&mut self) {
        if let Some(follow) = &mut self.on_progress {
            let (rows, bytes) = (self.inventory.account().rows(), self.inventory.bytes_read());
            follow(Progress { rows, bytes });
        }
    }

    /// Takes what the inventory read, with what was seen of it before.
    fn take(
        &mut self,
        entry: Result<Entry, intake::Error>,
        look: Option<FirstLook>,
    ) -> Result<(), intake::Error> {
        if let Ok(entry) = &entry {
            self.sections.saw(entry, &mut self.asset);
        }
        match entry {
            // What names a maker alone, though no row does, is no table without assets.
            Err(intake::Error { kind: ErrorKind::NoAssets { .. }, .. }) if self.lines.wait() => {
                self.ends();
            }
            Err(error) => return Err(error),
            Ok(Entry::End) => self.ends(),
            Ok(Entry::SetAside { line, why, text }) => self.line(line, why, &text),
            Ok(Entry::Unread { row, line, why }) => {
                let layout = &self.asset.layout;
                let (file, sheet) = (layout.file.clone(), layout.sheet.clone());
                let place = Place {
                    file,
                    sheet,
                    row,
                    line,
                    in_book: self.understanding().form.is_workbook(),
                };
                self.queue.push(NextWork::Line(unchecked(place, why.to_string())));
            }
            Ok(Entry::Asset { notes }) => self.row(notes, look),
        }
        Ok(())
    }

    fn ends(&mut self) {
        self.queue.push(NextWork::End);
        self.source = RowSource::End;
    }

    /// Takes the current row, which was read by itself and may be clear at first sight.
    fn row(&mut self, notes: Vec<Note>, look: Option<FirstLook>) {
        let is_apart = matches!(self.source, RowSource::Rows)
            && notes.is_empty()
            && self.asset.parts.is_empty()
            && self.asset.hidden.is_empty()
            && self.asset.heading.is_none();
        let look = match look {
            _ if !is_apart => FirstLook::Odd,
            Some(look) if look != FirstLook::Odd => look,
            _ => self.look(),
        };
        if look == FirstLook::Clear && self.only_counts_clear {
            self.passed += 1;
            self.tally.add(Verdict::Clear);
            return;
        }
        self.queue.push_row(UnjudgedRow { asset: self.asset.clone(), notes, look });
    }

    /// The first look at the current row.
    fn look(&mut self) -> FirstLook {
        if !self.prefilter.is_for(&self.asset.layout) {
            // A row may be wider than the header, but the filter is still that of the rows below.
            if self.prefilter.tells_plain_rows() {
                return FirstLook::Odd;
            }
            self.filter(None);
        }
        let scratch = self.cell_memory.of(&self.prefilter);
        self.prefilter.look(scratch, &self.asset.cells.iter())
    }

    fn stream_fault(&self, fault: StreamFault) -> intake::Error {
        match fault {
            StreamFault::Read(line, cause) => self.unreadable(line, cause),
            StreamFault::Failed(failed) => self.failed(failed),
        }
    }
}

/// The header of a sheet as one text, with its line.
fn header(seen: &Understanding) -> Option<(u64, String)> {
    let headers = seen.columns.iter().map(|column| column.header.as_str());
    let text = headers.filter(|header| !header.is_empty()).collect::<Vec<_>>().join(" | ");
    Some((seen.header_line()?, text))
}
fn unchecked(place: Place, why: String) -> Audited {
    Audited {
        place,
        asset_id: None,
        called: String::new(),
        site: None,
        verdict: Verdict::Unchecked,
        attributions: Vec::new(),
        unreached: Vec::new(),
        maker_unstated: false,
        findings: Vec::new(),
        facts: Facts::default(),
        notes: vec![why],
        settings: Settings::default(),
    }
}
