//! Brings log lines to stderr.
//!
//! A thread writes them, several at a time, so that no request pays for a
//! system call or waits for a slow reader of stderr.

use std::{
    io::{self, Write},
    sync::{
        PoisonError, RwLock,
        atomic::{AtomicU64, Ordering},
        mpsc::{Receiver, SyncSender, TrySendError, channel, sync_channel},
    },
    thread,
    time::Duration,
};

/// How long a line waits for others to be written with.
const COLLECTING: Duration = Duration::from_millis(5);

/// The most lines that may wait; further ones are lost until stderr is read
/// again.
const MAX_LINES: usize = 8192;

/// How long the end of the program waits for the last lines.
const LAST_LINES: Duration = Duration::from_secs(1);

/// Sends lines to the thread; if it is `None`, lines are written directly.
static THREAD: RwLock<Option<SyncSender<Vec<u8>>>> = RwLock::new(None);

static LOST: AtomicU64 = AtomicU64::new(0);

/// Connects the log to its thread, or disconnects it with `None`.
fn set_sender(sender: Option<SyncSender<Vec<u8>>>) {
    *THREAD.write().unwrap_or_else(PoisonError::into_inner) = sender;
}

/// Keeps the log running; dropping it at the end of the program writes what is
/// left.
#[must_use = "the last lines are written when it is dropped"]
#[derive(Debug)]
pub struct Log {
    /// Disconnected once the thread has written everything.
    end: Receiver<()>,
}

impl Log {
    pub(super) fn start() -> Self {
        let (sender, lines) = sync_channel(MAX_LINES);
        let (at_end, end) = channel();
        let write = move || {
            write_all(&lines);
            drop(at_end);
        };
        if thread::Builder::new()
            .name("log".to_owned())
            .spawn(write)
            .is_ok()
        {
            set_sender(Some(sender));
        }
        Self { end }
    }
}

impl Drop for Log {
    fn drop(&mut self) {
        set_sender(None);
        self.end.recv_timeout(LAST_LINES).ok();
    }
}

/// Writes lines until the program ends. If stderr is closed, they are lost.
fn write_all(lines: &Receiver<Vec<u8>>) {
    while let Ok(mut batch) = lines.recv() {
        thread::sleep(COLLECTING);
        for line in lines.try_iter() {
            batch.extend_from_slice(&line);
        }
        io::stderr().write_all(&batch).ok();
        let lost = LOST.swap(0, Ordering::Relaxed);
        if lost > 0 {
            tracing::warn!(lost, "log lines lost: stderr was not read");
        }
    }
}

/// Where `tracing` writes its lines.
pub(super) struct Stderr;

impl Write for Stderr {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        // A read lock, which requests can hold at the same time.
        match &*THREAD.read().unwrap_or_else(PoisonError::into_inner) {
            Some(sender) => match sender.try_send(line.to_vec()) {
                Ok(()) => {}
                Err(TrySendError::Full(_) | TrySendError::Disconnected(_)) => {
                    LOST.fetch_add(1, Ordering::Relaxed);
                }
            },
            None => io::stderr().write_all(line)?,
        }
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
