//! What a connection is doing, and how long it may keep others waiting.

use std::{
    future::poll_fn,
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering::Relaxed},
    },
    task::Poll,
    time::Duration,
};

use hyper::{Request, body::Body};
use tokio::{
    sync::Notify,
    time::{Instant, sleep, sleep_until},
};

/// The time that a new client has in any case to send its first header, however
/// many others want its place. A browser sends it together with the connection;
/// whoever waits for a place behind a crowd of silent clients waits as long.
const FIRST_MOMENT: Duration = Duration::from_millis(50);

/// How long whoever sends a form or takes an answer may pause in any case: a
/// lost packet is sent again within that.
const PAUSE: Duration = Duration::from_secs(1);

/// A connection as its parts see it: its socket, its requests, and the server
/// that may want its place.
pub(super) struct Activity {
    since: Instant,
    /// Requests so far; wraps around.
    asked: AtomicU32,
    is_busy: AtomicBool,
    is_reading: AtomicBool,
    is_writing: AtomicBool,
    may_send_more: AtomicBool,
    is_queued: Arc<AtomicBool>,
    body: AtomicU64,
}

/// What a connection waits for; what it waits for is always its client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wait {
    /// For the first header.
    FirstHeader,
    /// For a form, or for room for an answer.
    Slow,
    /// For another request after that many.
    Next(u32),
}

/// How much follows a header, as hyper understood it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BodyLength {
    /// So many bytes.
    Known(u64),
    /// As many as the chunks say.
    Chunked,
}

/// [`BodyLength::Chunked`] in one number: no body is announced that long.
const CHUNKED: u64 = u64::MAX;

impl Activity {
    /// Of a connection that begins now.
    pub(super) fn begins() -> Self {
        Self {
            since: Instant::now(),
            asked: AtomicU32::new(0),
            is_busy: AtomicBool::new(false),
            is_reading: AtomicBool::new(false),
            is_writing: AtomicBool::new(false),
            may_send_more: AtomicBool::new(false),
            is_queued: Arc::default(),
            body: AtomicU64::new(0),
        }
    }

    /// A request is here, and is being answered until the value is dropped.
    pub(super) fn begin(&self) -> Answering<'_> {
        self.asked.fetch_add(1, Relaxed);
        self.is_busy.store(true, Relaxed);
        Answering(self)
    }

    pub(super) fn has_asked(&self) -> bool {
        self.asked.load(Relaxed) > 0
    }

    /// Whether the client may be sending what no page has read.
    pub(super) fn may_send_more(&self) -> bool {
        self.may_send_more.load(Relaxed)
    }

    pub(super) fn set_may_send_more(&self, may: bool) {
        self.may_send_more.store(may, Relaxed);
    }

    /// Whether the socket has nothing to read for whoever wants to.
    pub(super) fn set_reading(&self, is_reading: bool) {
        self.is_reading.store(is_reading, Relaxed);
    }

    /// Whether the socket has no room for what is to be written.
    pub(super) fn set_writing(&self, is_writing: bool) {
        self.is_writing.store(is_writing, Relaxed);
    }

    /// Whether its request waits for its turn in a queue of the site's: then a
    /// client that has closed its side is not waited for.
    pub(super) fn is_queued(&self) -> &Arc<AtomicBool> {
        &self.is_queued
    }

    /// Tells the reader of the socket what follows the header that it passed on.
    pub(super) fn expect_body_of<B: Body>(&self, request: &Request<B>) {
        let length = request.body().size_hint().exact();
        self.body.store(length.unwrap_or(CHUNKED), Relaxed);
    }

    /// What follows, told once.
    pub(super) fn take_body(&self) -> Option<BodyLength> {
        match self.body.swap(0, Relaxed) {
            0 => None,
            CHUNKED => Some(BodyLength::Chunked),
            length => Some(BodyLength::Known(length)),
        }
    }

    fn waits(&self) -> Option<Wait> {
        let is_busy = self.is_busy.load(Relaxed);
        match self.asked.load(Relaxed) {
            0 => Some(Wait::FirstHeader),
            _ if self.is_writing.load(Relaxed) => Some(Wait::Slow),
            _ if is_busy => self.is_reading.load(Relaxed).then_some(Wait::Slow),
            asked => Some(Wait::Next(asked)),
        }
    }

    /// Ready when the server wants the place and this connection's turn has
    /// come: of those that wait for their clients, the longest first.
    pub(super) async fn gives_way(&self, give_way: &Notify) -> Wait {
        let mut turn = pin!(None);
        let mut waits = None;
        poll_fn(|context| {
            let now = self.waits();
            if now != waits {
                waits = now;
                turn.set(now.map(|wait| self.turn(wait, give_way)));
            }
            match turn.as_mut().as_pin_mut() {
                Some(turn) => turn.poll(context),
                None => Poll::Pending,
            }
        })
        .await
    }

    /// Queues for giving way, once the client has had its time.
    async fn turn(&self, wait: Wait, give_way: &Notify) -> Wait {
        match wait {
            Wait::FirstHeader => sleep_until(self.since + FIRST_MOMENT).await,
            Wait::Slow => sleep(PAUSE).await,
            Wait::Next(_) => {}
        }
        give_way.notified().await;
        wait
    }
}

/// Lives as long as a request is being answered.
pub(super) struct Answering<'a>(&'a Activity);

impl Drop for Answering<'_> {
    fn drop(&mut self) {
        self.0.is_busy.store(false, Relaxed);
    }
}
