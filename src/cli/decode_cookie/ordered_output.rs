//! Writes the answers of several threads in the order of the questions.
//!
//! Each batch draws a ticket, and only the ticket being called may write. So
//! answers need not be collected, and each waits only for those before it. This
//! also decides how the program ends: at the end of the input, by Ctrl-C, or
//! because the output is closed.

use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard};

/// The order of writing, and how it ends.
pub(super) struct OrderedOutput {
    state: Mutex<State>,
    /// Signaled when another ticket is called, or when none ever will be.
    called: Condvar,
    /// Signaled when this may be the end.
    news: Condvar,
    /// Set when no further answer may be begun; those that are finished are
    /// still written.
    is_stopping: AtomicBool,
    /// Locked separately, so that a slow reader does not delay the end.
    out: Mutex<Box<dyn Write + Send>>,
}

#[derive(Default)]
struct State {
    /// How many tickets were drawn so far.
    drawn: u64,
    /// The ticket that may write.
    called: u64,
    /// The highest exit code so far.
    code: u8,
    /// Whether there was a cookie; set once everything is read.
    input: Option<anyhow::Result<bool>>,
    /// Why nothing more can be written, if so.
    failure: Option<anyhow::Error>,
    interrupts: u32,
    /// Ctrl-C came while a batch was being answered, so later answers would
    /// follow a gap.
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

/// How the output ended.
pub(super) enum End {
    /// Everything was answered.
    Answered {
        /// Whether there was a cookie.
        found: bool,
        /// The highest exit code.
        code: u8,
    },
    /// Ctrl-C was pressed.
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

    /// Whether no further answer may be begun.
    pub(super) fn is_stopping(&self) -> bool {
        self.is_stopping.load(Ordering::Relaxed)
    }

    /// Draws the next ticket; the flag tells whether it is already called.
    /// `None` when the end has come.
    pub(super) fn draw(&self) -> Option<(Ticket, bool)> {
        let mut state = self.state();
        if self.is_stopping() {
            return None;
        }
        let ticket = Ticket(state.drawn);
        state.drawn += 1;
        Some((ticket, state.called + 1 == state.drawn))
    }

    /// Waits until the ticket is called, then writes finished answers.
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

    /// Waits until the ticket is called, or no ticket ever will be.
    fn turn_of(&self, ticket: &Ticket) -> MutexGuard<'_, State> {
        let waiting = |state: &mut State| !state.nothing_follows() && state.called != ticket.0;
        let state = self.called.wait_while(self.state(), waiting);
        state.expect("no holder of the lock panics")
    }

    /// Calls the next ticket, once this one is called and unless the answers to
    /// its batch were cut short (`is_whole`).
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

    /// Records that reading is over: `Ok` says whether there was a cookie.
    pub(super) fn end_of_input(&self, result: anyhow::Result<bool>) {
        self.state().input = Some(result);
        self.news.notify_all();
    }

    /// Ends everything at once.
    pub(super) fn fail(&self, failure: anyhow::Error) {
        self.is_stopping.store(true, Ordering::Relaxed);
        self.state().failure.get_or_insert(failure);
        self.called.notify_all();
        self.news.notify_all();
    }

    /// Handles Ctrl-C: answers already begun are finished, unless it comes
    /// twice.
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
