//! What an audit hands out next, in order: rows are judged in batches, by threads where there are some, and lines that are rows
//! stand between them.

use std::{collections::VecDeque, sync::Arc};

use super::{
    Audited, SetAsideLine,
    judge::Judge,
    prefilter::FirstLook,
    screening::ThreadMemory,
    workers::{Failed, Reply, Workers},
};
use crate::{
    Asset,
    intake::{self, Note},
};

/// At most this many rows are judged together.
pub(super) const BATCH: usize = 64;
/// And at most this many bytes of their cells, for a small file can have long texts in all of its rows.
const BATCH_WEIGHT: usize = 256 << 10;

/// At most this many bytes of judged rows may be under way. Where nothing is said of the owner a row has a finding for most of the law there is, which
/// is some hundred times what is known of a clear one.
const IN_FLIGHT: usize = 4 << 20;
/// What a judged row takes, until some are.
const ROW_WEIGHT: usize = 64 << 10;

/// What was read, and what became of it.
pub(super) struct Queue {
    judge: Arc<Judge>,
    workers: Workers<ThreadMemory>,
    /// Rows that are to be judged together.
    batch: Vec<UnjudgedRow>,
    /// How many bytes their cells have.
    weight: usize,
    pending: VecDeque<Pending>,
    /// Rows that are judged, before all that is pending.
    judged: VecDeque<Audited>,
    /// How many bytes a row takes, as those that were judged last show.
    row_weight: usize,
}

/// A row to be judged.
pub(super) struct UnjudgedRow {
    pub(super) asset: Asset,
    pub(super) notes: Vec<Note>,
    pub(super) look: FirstLook,
}

/// What comes next.
pub(super) enum NextWork {
    Row(Audited),
    /// A line that is a row all the same, or a row that cannot be read.
    Line(Audited),
    /// The same, known to be a row by its text alone: what is found in it takes far more room than that while it waits.
    LineText(LineText),
    /// A line that is none.
    SetAside(SetAsideLine),
    Error(intake::Error),
    /// The end, at which lines that spoke of the rows may turn out to be rows.
    End,
}

/// A line that is a row all the same, before it is judged once more.
pub(super) struct LineText {
    pub(super) line: u64,
    pub(super) row: u64,
    pub(super) text: String,
    pub(super) note: String,
}

/// What may still have to be waited for.
enum Pending {
    /// Rows that nobody has been asked to judge yet.
    Unjudged(Vec<UnjudgedRow>),
    Rows(Reply<Vec<Audited>>),
    Other(Box<NextWork>),
}

impl Queue {
    pub(super) fn new(judge: &Arc<Judge>) -> Self {
        Self {
            judge: Arc::clone(judge),
            workers: Workers::new(1),
            batch: Vec::new(),
            weight: 0,
            pending: VecDeque::new(),
            judged: VecDeque::new(),
            row_weight: ROW_WEIGHT,
        }
    }

    pub(super) fn set_threads(&mut self, threads: usize) {
        self.workers = Workers::new(threads);
    }

    pub(super) fn workers(&mut self) -> &mut Workers<ThreadMemory> {
        &mut self.workers
    }

    /// How much should be pending, so that no thread waits.
    pub(super) fn depth(&self) -> usize {
        self.workers.depth()
    }

    /// Whether there is a row to hand out that is judged already.
    pub(super) fn is_ready(&self) -> bool {
        !self.judged.is_empty()
    }

    /// How much comes next beside rows that are judged already.
    pub(super) fn pending(&self) -> usize {
        self.pending.len()
    }

    /// How many rows wait for others to be judged with.
    pub(super) fn waiting(&self) -> usize {
        self.batch.len()
    }

    /// Takes a row to be judged.
    pub(super) fn push_row(&mut self, row: UnjudgedRow) {
        self.weight += row.asset.cells.as_slice().len();
        self.batch.push(row);
        if self.batch.len() == BATCH || self.weight > BATCH_WEIGHT {
            self.close_batch();
        }
    }

    /// Takes what needs no judging.
    pub(super) fn push(&mut self, next: NextWork) {
        self.close_batch();
        self.pending.push_back(Pending::Other(Box::new(next)));
    }

    /// No more rows are put to those that wait.
    pub(super) fn close_batch(&mut self) {
        self.weight = 0;
        if !self.batch.is_empty() {
            self.pending.push_back(Pending::Unjudged(std::mem::take(&mut self.batch)));
        }
    }

    /// What comes next, once it is known.
    pub(super) fn pop(&mut self) -> Result<Option<NextWork>, Failed> {
        loop {
            if let Some(audited) = self.judged.pop_front() {
                return Ok(Some(NextWork::Row(audited)));
            }
            self.have_judged();
            match self.pending.pop_front() {
                Some(Pending::Rows(reply)) => self.take(reply.wait()?),
                Some(Pending::Other(next)) => return Ok(Some(*next)),
                Some(Pending::Unjudged(_)) => {}
                None => return Ok(None),
            }
        }
    }

    /// Hands out these rows next.
    fn take(&mut self, judged: Vec<Audited>) {
        // It falls slowly: among light rows the next heavy ones may come together.
        let heaviest = judged.iter().map(Audited::weight).max().unwrap_or(0);
        self.row_weight = heaviest.max(self.row_weight - self.row_weight / 8).max(1);
        self.judged = judged.into();
    }

    /// Has the next rows judged: no more of them at a time than are worked on, for what is known of a row takes room.
    fn have_judged(&mut self) {
        let depth = self.workers.depth();
        let most = (IN_FLIGHT / depth / self.row_weight).clamp(1, BATCH);
        for at in 0..depth.min(self.pending.len()) {
            let Some(Pending::Unjudged(batch)) = self.pending.get_mut(at) else { continue };
            let mut batch = std::mem::take(batch);
            if batch.len() > most {
                let rest = batch.split_off(most);
                self.pending.insert(at + 1, Pending::Unjudged(rest));
            }
            let judge = Arc::clone(&self.judge);
            let judged = move |known: &mut ThreadMemory| {
                batch.iter().map(|row| row.judged(&judge, known)).collect()
            };
            self.pending[at] = Pending::Rows(self.workers.ask(judged));
        }
    }
}

impl UnjudgedRow {
    fn judged(&self, judge: &Judge, known: &mut ThreadMemory) -> Audited {
        match self.look {
            FirstLook::Clear => judge.clear(&self.asset),
            FirstLook::OfKind => judge.judge_kind(&self.asset),
            _ => {
                let attributions = known.rows.identify(judge, &self.asset);
                judge.judge_made(&self.asset, &self.notes, attributions)
            }
        }
    }
}
