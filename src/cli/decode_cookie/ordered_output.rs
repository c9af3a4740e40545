//! Answers that several threads write, in the order of the questions.
//!
//! Each batch draws a ticket, and only the one whose ticket is called writes:
//! nothing has to be collected, and no answer waits for more than those before
//! it. The end is settled here, too: of the input, by Ctrl-C, or because nobody
//! reads any more.

use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard};

/// The order of writing, and its end.
pub(super) struct OrderedOutput {
    state: Mutex<State>,
    /// Another ticket is called, or none ever will be.
    called: Condvar,
    /// This may be the end.
    news: Condvar,
    /// No answer shall be begun any more; those that are finished are written.
    is_stopping: AtomicBool,
    /// Apart from the state: who wants to end must not wait for a slow reader.
    out: Mutex<Box<dyn Write + Send>>,
}

#[derive(Default)]
struct State {
    /// Tickets so far.
    drawn: u64,
    /// The ticket that may write.
    called: u64,
    /// The gravest exit code so far.
    code: u8,
    /// Whether a cookie was there, once everything is read.
    input: Option<anyhow::Result<bool>>,
    /// Why nothing more can be written.
    failure: Option<anyhow::Error>,
    interrupts: u32,
    /// Ctrl-C came before a batch was answered to its end: what follows would
    /// leave a gap.
    is_cut: bool,
}

impl State {
    fn nothing_follows(&self) -> bool {
        self.is_cut || self.failure.is_some()
    }

    fn is_over(&self) -> bool {
        let is_idle = self.called == self.drawn;
        self.nothing_follows()
            || self.interrupts > 1
            || is_idle && (self.interrupts > 0 || self.input.is_some())
    }
}

/// A place in the order of writing.
pub(super) struct Ticket(u64);

/// How it ended.
pub(super) enum End {
    /// Everything is answered.
    Answered {
        /// Whether a cookie was there.
        found: bool,
        /// The gravest exit code.
        code: u8,
    },
    /// By Ctrl-C.
    Interrupted,
}

impl OrderedOutput {
    pub(super) fn new(out: Box<dyn Write + Send>) -> Self {
        Self {
            state: Mutex::default(),
            called: Condvar::new(),
            news: Condvar::new(),
            is_stopping: AtomicBool::new(false),
            out: Mutex::new(out),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("no holder of the lock panics")
    }

    /// Whether no answer shall be begun any more.
    pub(super) fn is_stopping(&self) -> bool {
        self.is_stopping.load(Ordering::Relaxed)
    }

    /// The next place, and whether it is called already; `None` when there are
    /// no more.
    pub(super) fn draw(&self) -> Option<(Ticket, bool)> {
        let mut state = self.state();
        if self.is_stopping() {
            return None;
        }
        let ticket = Ticket(state.drawn);
        state.drawn += 1;
        Some((ticket, state.called + 1 == state.drawn))
    }

    /// Writes finished answers once the ticket is called.
    pub(super) fn write(&self, ticket: &Ticket, answers: &[u8], code: u8) {
        let mut state = self.turn_of(ticket);
        if state.nothing_follows() {
            return;
        }
        state.code = state.code.max(code);
        drop(state);
        if let Err(error) = self.write_out(answers) {
            self.fail(error.into());
        }
    }

    fn write_out(&self, answers: &[u8]) -> io::Result<()> {
        let mut out = self.out.lock().expect("no holder of the lock panics");
        out.write_all(answers)?;
        out.flush()
    }

    /// Waits until the ticket is called, or none ever will be.
    fn turn_of(&self, ticket: &Ticket) -> MutexGuard<'_, State> {
        let waiting = |state: &mut State| !state.nothing_follows() && state.called != ticket.0;
        let state = self.called.wait_while(self.state(), waiting);
        state.expect("no holder of the lock panics")
    }

    /// Calls the next ticket in its turn, if all of this one's answers are
    /// written.
    pub(super) fn pass(&self, ticket: &Ticket, is_whole: bool) {
        let mut state = self.turn_of(ticket);
        if is_whole {
            state.called = ticket.0 + 1;
        } else {
            state.is_cut = true;
        }
        self.called.notify_all();
        if state.is_over() {
            self.news.notify_all();
        }
    }

    /// Everything is read, or reading failed; `Ok` says whether a cookie was
    /// there.
    pub(super) fn end_of_input(&self, result: anyhow::Result<bool>) {
        self.state().input = Some(result);
        self.news.notify_all();
    }

    /// Ends everything now.
    pub(super) fn fail(&self, failure: anyhow::Error) {
        self.is_stopping.store(true, Ordering::Relaxed);
        self.state().failure.get_or_insert(failure);
        self.called.notify_all();
        self.news.notify_all();
    }

    /// Ctrl-C: what is begun is finished; a second one ends now.
    pub(super) fn interrupt(&self) {
        self.is_stopping.store(true, Ordering::Relaxed);
        self.state().interrupts += 1;
        self.news.notify_all();
    }

    /// Waits for the end.
    pub(super) fn wait(&self) -> anyhow::Result<End> {
        let state = self.news.wait_while(self.state(), |it| !it.is_over());
        let mut state = state.expect("no holder of the lock panics");
        if let Some(failure) = state.failure.take() {
            return Err(failure);
        }
        if state.interrupts > 0 {
            return Ok(End::Interrupted);
        }
        let found = state.input.take().unwrap_or(Ok(true))?;
        let code = state.code;
        Ok(End::Answered { found, code })
    }
}
