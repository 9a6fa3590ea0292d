//! The rows of one sheet. The first ones are there at once; a thread of its own reads the others, so that a large sheet is
//! never held as a whole where its form allows that.

use std::{
    collections::VecDeque,
    sync::{
        Arc, Mutex,
        mpsc::{self, Receiver, SyncSender},
    },
    thread,
};

use super::{
    Fault,
    opened::{Closed, Opened},
};

/// How many rows go from thread to thread at a time, and how many such batches may wait.
const BATCH: usize = 128;
const WAITING: usize = 8;

/// A row of a sheet and its number.
type Row = (u64, csv::StringRecord);

/// A workbook that its sheets take turns to read; who finds it taken opens it anew.
pub(super) struct Shelf {
    closed: Closed,
    book: Mutex<Option<Opened>>,
}

impl Shelf {
    pub(super) fn new(closed: Closed, book: Opened) -> Self {
        Self { closed, book: Mutex::new(Some(book)) }
    }

    fn take(&self) -> Result<Opened, Fault> {
        let book = self.book.lock().ok().and_then(|mut book| book.take());
        book.map_or_else(|| self.closed.open(), Ok)
    }

    fn put(&self, opened: Opened) {
        if let Ok(mut book) = self.book.lock() {
            *book = Some(opened);
        }
    }
}

/// What the reading thread says.
enum Message {
    Rows(Vec<Row>),
    Failed(Fault),
    End,
}

/// The rows of one sheet, read one after the other.
pub(crate) struct SheetRows {
    shelf: Arc<Shelf>,
    sheet: String,
    /// Rows that are there.
    ready: VecDeque<Row>,
    /// How many rows the sample had.
    sampled: usize,
    /// The sample is all there is, or the thread has said that it is done.
    ended: bool,
    thread: Option<Receiver<Message>>,
    /// Narrower rows are filled up to this.
    width: usize,
}

impl SheetRows {
    /// The rows of a sheet of which a sample has been read; `whole` says that there are no more.
    pub(super) fn new(shelf: Arc<Shelf>, sheet: String, sample: Vec<Row>, whole: bool) -> Self {
        let sampled = sample.len();
        let ready = sample.into();
        Self { shelf, sheet, ready, sampled, ended: whole, thread: None, width: 0 }
    }

    /// Fills narrower rows up from now on.
    pub(crate) fn pad_to(&mut self, width: usize) {
        self.width = width;
    }

    /// Reads the next row and gives its number; `None` at the end.
    pub(crate) fn read(&mut self, record: &mut csv::ByteRecord) -> Result<Option<u64>, Fault> {
        while self.ready.is_empty() && !self.ended {
            self.receive()?;
        }
        let Some((line, mut row)) = self.ready.pop_front() else { return Ok(None) };
        while row.len() < self.width {
            row.push_field("");
        }
        *record = row.into_byte_record();
        Ok(Some(line))
    }

    fn receive(&mut self) -> Result<(), Fault> {
        let Self { shelf, sheet, sampled, .. } = self;
        let thread = self.thread.get_or_insert_with(|| start(shelf, sheet, *sampled));
        match thread.recv() {
            Ok(Message::Rows(rows)) => self.ready = rows.into(),
            Ok(Message::End) => self.ended = true,
            Ok(Message::Failed(fault)) => {
                self.ended = true;
                return Err(fault);
            }
            Err(_) => {
                self.ended = true;
                return Err(Fault::Damaged("its cells make no sense".into()));
            }
        }
        Ok(())
    }
}

fn start(shelf: &Arc<Shelf>, sheet: &str, skip: usize) -> Receiver<Message> {
    let (sender, receiver) = mpsc::sync_channel(WAITING);
    let (shelf, sheet) = (Arc::clone(shelf), sheet.to_owned());
    thread::spawn(move || {
        let last = match stream(&shelf, &sheet, skip, &sender) {
            Ok(()) => Message::End,
            Err(fault) => Message::Failed(fault),
        };
        // Nobody listens any more if the inventory was left before its end.
        let _ = sender.send(last);
    });
    receiver
}

fn stream(
    shelf: &Shelf,
    sheet: &str,
    mut skip: usize,
    sender: &SyncSender<Message>,
) -> Result<(), Fault> {
    let mut book = shelf.take()?;
    let mut batch = Vec::with_capacity(BATCH);
    let outcome = book.rows(sheet, &mut |line, record| {
        if skip > 0 {
            skip -= 1;
            return true;
        }
        batch.push((line, record.clone()));
        if batch.len() < BATCH {
            return true;
        }
        let full = std::mem::replace(&mut batch, Vec::with_capacity(BATCH));
        sender.send(Message::Rows(full)).is_ok()
    });
    shelf.put(book);
    let _ = sender.send(Message::Rows(batch));
    outcome
}
