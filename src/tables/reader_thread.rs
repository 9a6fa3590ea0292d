//! What a thread of its own reads, handed over in batches: the reader is never far ahead, and it stops when nobody listens.

use std::{
    collections::VecDeque,
    io,
    sync::mpsc::{self, Receiver, SyncSender},
    thread,
};

/// A batch is handed over once it has this many items, or weighs this many bytes.
const BATCH: usize = 128;
const WEIGHT: usize = 256 << 10;
/// How many batches may wait.
const WAITING: usize = 8;

/// No thread can be started, as where the number of processes is limited.
#[derive(Debug)]
pub(crate) struct NoThread(pub(crate) io::Error);

/// Has work done on a thread of its own, which alone ends if the work panics; `lost` is the fault then.
#[cfg(feature = "xlsx")]
pub(crate) fn apart<T: Send + 'static, F: From<NoThread> + Send + 'static>(
    work: impl FnOnce() -> Result<T, F> + Send + 'static,
    lost: impl FnOnce() -> F,
) -> Result<T, F> {
    let started = thread::Builder::new().spawn(work).map_err(NoThread)?;
    started.join().unwrap_or_else(|_| Err(lost()))
}

/// What the reading thread says.
enum Message<T, F> {
    Batch(Vec<T>),
    Failed(F),
    End,
}

/// Where the reading thread puts its items.
pub(crate) struct Batches<T, F> {
    sender: SyncSender<Message<T, F>>,
    batch: Vec<T>,
    weight: usize,
}

impl<T, F> Batches<T, F> {
    /// Adds an item that takes `weight` bytes, and says whether more are wanted.
    pub(crate) fn push(&mut self, item: T, weight: usize) -> bool {
        self.batch.push(item);
        self.weight += weight;
        if self.batch.len() < BATCH && self.weight < WEIGHT {
            return true;
        }
        self.weight = 0;
        let full = std::mem::replace(&mut self.batch, Vec::with_capacity(BATCH));
        self.sender.send(Message::Batch(full)).is_ok()
    }

    fn end(self, outcome: Result<(), F>) {
        let last = outcome.map_or_else(Message::Failed, |()| Message::End);
        // Nobody listens any more if the reader was left before its end.
        let _ = self.sender.send(Message::Batch(self.batch));
        let _ = self.sender.send(last);
    }
}

/// What a thread reads: puts items until no more are wanted.
type Work<T, F> = dyn FnOnce(&mut Batches<T, F>) -> Result<(), F> + Send;

enum State<T, F> {
    /// The thread is not needed yet.
    Waiting(Box<Work<T, F>>),
    Running(Receiver<Message<T, F>>),
    Ended,
}

/// Items that a thread reads, one after the other. The thread starts with the first that is asked for.
pub(crate) struct Feed<T, F> {
    state: State<T, F>,
    ready: VecDeque<T>,
}

impl<T: Send + 'static, F: From<NoThread> + Send + 'static> Feed<T, F> {
    /// What `work` will read.
    pub(crate) fn new(
        work: impl FnOnce(&mut Batches<T, F>) -> Result<(), F> + Send + 'static,
    ) -> Self {
        Self { state: State::Waiting(Box::new(work)), ready: VecDeque::new() }
    }

    /// No items at all.
    pub(crate) fn ended() -> Self {
        Self { state: State::Ended, ready: VecDeque::new() }
    }

    /// The next item, `None` at the end; there is nothing after a fault. `lost` is the fault of a thread that has died.
    #[inline]
    pub(crate) fn next(&mut self, lost: impl FnOnce() -> F) -> Result<Option<T>, F> {
        if let Some(item) = self.ready.pop_front() {
            return Ok(Some(item));
        }
        self.receive(lost)
    }

    fn receive(&mut self, lost: impl FnOnce() -> F) -> Result<Option<T>, F> {
        loop {
            if let Some(item) = self.ready.pop_front() {
                return Ok(Some(item));
            }
            let message = match std::mem::replace(&mut self.state, State::Ended) {
                State::Ended => return Ok(None),
                State::Waiting(work) => {
                    self.state = State::Running(start(work)?);
                    continue;
                }
                State::Running(receiver) => {
                    let message = receiver.recv();
                    self.state = State::Running(receiver);
                    message
                }
            };
            let end = match message {
                Ok(Message::Batch(items)) => {
                    self.ready = items.into();
                    continue;
                }
                Ok(Message::End) => Ok(None),
                Ok(Message::Failed(fault)) => Err(fault),
                Err(_) => Err(lost()),
            };
            self.state = State::Ended;
            return end;
        }
    }
}

fn start<T: Send + 'static, F: Send + 'static>(
    work: Box<Work<T, F>>,
) -> Result<Receiver<Message<T, F>>, NoThread> {
    let (sender, receiver) = mpsc::sync_channel(WAITING);
    let work = move || {
        let mut batches = Batches { sender, batch: Vec::with_capacity(BATCH), weight: 0 };
        let outcome = work(&mut batches);
        batches.end(outcome);
    };
    thread::Builder::new().spawn(work).map_err(NoThread)?;
    Ok(receiver)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[derive(Clone, Copy, Debug, PartialEq)]
    struct Why(&'static str);

    impl From<NoThread> for Why {
        fn from(_: NoThread) -> Self {
            Self("no thread")
        }
    }

    fn numbers(count: usize, outcome: Result<(), Why>) -> Feed<usize, Why> {
        Feed::new(move |batches| {
            let _ = (0..count).all(|number| batches.push(number, 8));
            outcome
        })
    }

    #[test]
    fn everything_comes_in_order_before_the_end_or_the_fault() {
        for outcome in [Ok(()), Err(Why("broken"))] {
            for count in [0, 1, BATCH - 1, BATCH, 10 * BATCH * WAITING + 3] {
                let mut feed = numbers(count, outcome);
                for number in 0..count {
                    assert_eq!(feed.next(|| Why("lost")), Ok(Some(number)));
                }
                assert_eq!(feed.next(|| Why("lost")), outcome.map(|()| None));
                assert_eq!(feed.next(|| Why("lost")), Ok(None));
            }
        }
    }

    #[test]
    fn a_thread_that_dies_is_a_fault() {
        let mut feed: Feed<u8, Why> = Feed::new(|_| {
            std::panic::resume_unwind(Box::new(()));
        });
        assert_eq!(feed.next(|| Why("lost")), Err(Why("lost")));
        assert_eq!(feed.next(|| Why("lost")), Ok(None));
    }

    #[test]
    fn the_thread_ends_when_nobody_listens_and_is_never_far_ahead() {
        static READ: AtomicUsize = AtomicUsize::new(0);
        let (done, ended) = mpsc::channel();
        let mut feed: Feed<usize, Why> = Feed::new(move |batches| {
            while batches.push(READ.fetch_add(1, Ordering::SeqCst), 8) {}
            let _ = done.send(());
            Ok(())
        });
        assert_eq!(feed.next(|| Why("lost")), Ok(Some(0)));
        drop(feed);
        ended.recv().unwrap();
        assert!(READ.load(Ordering::SeqCst) <= BATCH * (WAITING + 3));
    }
}
