//! Answers standard input with a thread for each core.
//!
//! One thread reads, and itself answers whatever arrives slowly; batches that
//! arrive faster than they are answered go to the other threads. The caller
//! only waits, so that it can return while one of them still blocks in a read
//! or a write.

use std::io;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread;

use anyhow::{Context as _, anyhow};

use super::answer::Answers;
use super::input::{Batch, Input};
use super::interrupt::on_interrupt;
use super::ordered_output::{End, OrderedOutput, Ticket};
use super::progress::Progress;

/// A batch of this size was not typed line by line, so it is worth waking
/// another thread for.
const SHARED_BYTES: usize = 16 * 1024;

/// Once the answers of a batch exceed this, they are written before more are
/// computed, so that a batch of compressed cookies does not fill the memory.
const WAITING_BYTES: usize = 1024 * 1024;

/// State shared by all threads.
pub(super) struct Bulk {
    pub(super) answers: Answers,
    pub(super) output: OrderedOutput,
    pub(super) progress: Progress,
}

/// Answers standard input until it ends, or until Ctrl-C. `first_index` is the
/// index of its first cookie within the call.
pub(super) fn run(bulk: Bulk, first_index: usize) -> anyhow::Result<End> {
    let bulk = Arc::new(bulk);
    let interrupted = Arc::clone(&bulk);
    on_interrupt(move || interrupted.output.interrupt()).context("cannot listen for signals")?;
    let reader = Arc::clone(&bulk);
    thread::spawn(move || {
        let _alarm = Alarm(&reader.output);
        let result = read(&reader, first_index);
        reader.output.end_of_input(result);
    });
    let end = bulk.output.wait();
    bulk.progress.clear();
    end
}

/// Reads standard input to its end; returns whether there was a cookie.
fn read(bulk: &Arc<Bulk>, first_index: usize) -> anyhow::Result<bool> {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let name = &bulk.answers.cookie_name;
    let mut input = Input::new(
        io::stdin().lock(),
        name,
        bulk.answers.is_strict,
        first_index,
    );
    let (mut team, mut out) = (None, Vec::new());
    while let Some(batch) = input.next().context("cannot read standard input")? {
        let Some((ticket, is_called)) = bulk.output.draw() else {
            break;
        };
        if cores == 1 || is_called && batch.bytes() < SHARED_BYTES {
            bulk.answer(&ticket, &batch, &mut out);
        } else {
            let team = team.get_or_insert_with(|| Team::start(bulk, cores));
            team.answer(ticket, batch);
        }
    }
    Ok(input.count() > first_index)
}

impl Bulk {
    /// Answers a batch. `out` is this thread's buffer, and empty.
    fn answer(&self, ticket: &Ticket, batch: &Batch, out: &mut Vec<u8>) {
        let (now, mut code) = (self.answers.now(), 0);
        let is_whole = batch.each(|index, line| {
            if self.output.is_stopping() {
                return false;
            }
            code = code.max(self.answers.answer(out, index, line, now));
            if out.len() > WAITING_BYTES {
                self.output.write(ticket, out, code);
                out.clear();
            }
            true
        });
        if !out.is_empty() {
            self.output.write(ticket, out, code);
            out.clear();
        }
        self.output.pass(ticket, is_whole);
        self.progress.advance(batch.bytes(), batch.len());
    }
}

/// One thread per core; they end when their sender of batches is dropped.
struct Team {
    batches: SyncSender<(Ticket, Batch)>,
}

impl Team {
    fn start(bulk: &Arc<Bulk>, members: usize) -> Self {
        // As many batches again may wait; more would only take memory.
        let (sender, receiver) = sync_channel(members);
        let batches = Arc::new(Mutex::new(receiver));
        for _ in 0..members {
            let (bulk, batches) = (Arc::clone(bulk), Arc::clone(&batches));
            thread::spawn(move || {
                let _alarm = Alarm(&bulk.output);
                let mut out = Vec::new();
                while let Some((ticket, batch)) = next(&batches) {
                    bulk.answer(&ticket, &batch, &mut out);
                }
            });
        }
        Self { batches: sender }
    }

    fn answer(&self, ticket: Ticket, batch: Batch) {
        // Without a receiver, a thread has panicked, and the alarm ends the
        // program.
        self.batches.send((ticket, batch)).ok();
    }
}

fn next(batches: &Mutex<Receiver<(Ticket, Batch)>>) -> Option<(Ticket, Batch)> {
    let batches = batches.lock().expect("receiving does not panic");
    batches.recv().ok()
}

/// Ends the program if a thread panics, since its ticket would never be passed
/// on.
struct Alarm<'bulk>(&'bulk OrderedOutput);

impl Drop for Alarm<'_> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.0.fail(anyhow!("a thread panicked"));
        }
    }
}
