//! Workers: threads that take work which needs no order, and give it back to be put in order.

use std::{
    any::Any,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{Receiver, Sender, channel},
    },
    thread,
};

/// A piece of work for a thread, which keeps something between its pieces.
type Job<K> = Box<dyn FnOnce(&mut K) + Send>;

/// Some threads, each of which keeps a `K` between its pieces of work; none where one thread is enough, which then does all.
pub(super) struct Workers<K> {
    jobs: Option<Sender<Job<K>>>,
    threads: Vec<thread::JoinHandle<()>>,
    own: K,
}

/// What a piece of work comes to, at once or later.
pub(super) enum Reply<T> {
    Here(T),
    Coming(Receiver<thread::Result<T>>),
}

/// Work that was not done, since the program itself is at fault.
#[derive(Debug)]
pub(super) struct Failed(pub(super) String);

impl<K: Default + Send + 'static> Workers<K> {
    /// This many threads, of which the caller's is one: it has the order to keep, and is asked for no work where there are others.
    pub(super) fn new(threads: usize) -> Self {
        let (jobs, queue) = channel::<Job<K>>();
        let queue = Arc::new(Mutex::new(queue));
        let count = if threads > 1 { threads } else { 0 };
        let started = (0..count).filter_map(|_| {
            let queue = Arc::clone(&queue);
            thread::Builder::new().name("audit".to_owned()).spawn(move || work(&queue)).ok()
        });
        let threads: Vec<_> = started.collect();
        Self { jobs: (!threads.is_empty()).then_some(jobs), threads, own: K::default() }
    }

    /// How many pieces of work should be under way, so that nobody waits.
    pub(super) fn depth(&self) -> usize {
        if self.threads.is_empty() { 1 } else { 2 * self.threads.len() }
    }

    /// Has a piece of work done.
    pub(super) fn ask<T: Send + 'static>(
        &mut self,
        work: impl FnOnce(&mut K) -> T + Send + 'static,
    ) -> Reply<T> {
        let Some(jobs) = &self.jobs else { return Reply::Here(work(&mut self.own)) };
        let (reply, coming) = channel();
        let job = move |kept: &mut K| {
            let done = catch_unwind(AssertUnwindSafe(|| work(kept)));
            if done.is_err() {
                *kept = K::default();
            }
            // Whoever asked may have stopped listening.
            let _ = reply.send(done);
        };
        // Threads end after their sender alone, so somebody takes it.
        let _ = jobs.send(Box::new(job));
        Reply::Coming(coming)
    }
}

impl<K> Drop for Workers<K> {
    fn drop(&mut self) {
        self.jobs = None;
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
    }
}

impl<T> Reply<T> {
    pub(super) fn wait(self) -> Result<T, Failed> {
        match self {
            Self::Here(done) => Ok(done),
            Self::Coming(coming) => match coming.recv() {
                Ok(Ok(done)) => Ok(done),
                Ok(Err(panic)) => Err(Failed(said(&*panic))),
                Err(_) => Err(Failed("its thread has ended".to_owned())),
            },
        }
    }
}

fn work<K: Default>(queue: &Mutex<Receiver<Job<K>>>) {
    let mut kept = K::default();
    loop {
        let job = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
        match job {
            Ok(job) => job(&mut kept),
            Err(_) => return,
        }
    }
}

/// What a panic says.
fn said(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_comes_back_in_the_order_of_asking() {
        for threads in 1..5 {
            let mut workers: Workers<usize> = Workers::new(threads);
            let replies: Vec<_> = (0..100).map(|n| workers.ask(move |_| n * n)).collect();
            let done: Vec<_> = replies.into_iter().map(|reply| reply.wait().unwrap()).collect();
            assert_eq!(done, (0..100).map(|n| n * n).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_thread_that_fails_says_so() {
        let mut workers: Workers<usize> = Workers::new(2);
        let reply = workers.ask(|_| if true { panic!("broken") } else { 1 });
        assert_eq!(reply.wait().unwrap_err().0, "broken");
        assert_eq!(workers.ask(|_| 7).wait().unwrap(), 7);
    }
}
