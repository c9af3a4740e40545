//! What a connection is doing, and how long it may keep others waiting for its
//! place.

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
    time::{Instant, sleep_until},
};

/// The least time that a new client gets to send its first header, however many
/// others want its place. A browser sends it together with the connection. A
/// client behind a crowd of silent ones waits this long.
const FIRST_MOMENT: Duration = Duration::from_millis(50);

/// The time that a client has in any case to send its form and take the answer,
/// in all: whoever sends a byte now and then keeps others waiting, too.
const EXCHANGE: Duration = Duration::from_secs(1);

/// The state of a connection, shared by its socket, its requests, and the
/// server that may want its place.
pub(super) struct Activity {
    since: Instant,
    /// The number of requests so far; wraps around.
    asked: AtomicU32,
    /// When the last of them came, in milliseconds after `since`.
    asked_after: AtomicU64,
    is_busy: AtomicBool,
    is_reading: AtomicBool,
    is_writing: AtomicBool,
    may_send_more: AtomicBool,
    is_queued: Arc<AtomicBool>,
    body: AtomicU64,
}

/// What a connection is waiting for from its client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wait {
    /// Its first header.
    FirstHeader,
    /// The rest of a form, or room for an answer.
    Slow,
    /// Another request, after this many.
    Next(u32),
}

/// The length of the body after a header, as hyper understood it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BodyLength {
    /// In bytes, as announced.
    Known(u64),
    /// Told by the chunks themselves.
    Chunked,
}

/// Stands for [`BodyLength::Chunked`]; no announced body is this long.
const CHUNKED: u64 = u64::MAX;

impl Activity {
    /// For a connection that begins now.
    pub(super) fn begins() -> Self {
        Self {
            since: Instant::now(),
            asked: AtomicU32::new(0),
            asked_after: AtomicU64::new(0),
            is_busy: AtomicBool::new(false),
            is_reading: AtomicBool::new(false),
            is_writing: AtomicBool::new(false),
            may_send_more: AtomicBool::new(false),
            is_queued: Arc::default(),
            body: AtomicU64::new(0),
        }
    }

    /// Marks the connection as busy with a request until the result is dropped.
    pub(super) fn begin(&self) -> Answering<'_> {
        let after = self.since.elapsed().as_millis();
        self.asked_after
            .store(after.try_into().unwrap_or(u64::MAX), Relaxed);
        self.asked.fetch_add(1, Relaxed);
        self.is_busy.store(true, Relaxed);
        Answering(self)
    }

    pub(super) fn has_asked(&self) -> bool {
        self.asked.load(Relaxed) > 0
    }

    /// Whether the client may still be sending something that nobody has read.
    pub(super) fn may_send_more(&self) -> bool {
        self.may_send_more.load(Relaxed)
    }

    pub(super) fn set_may_send_more(&self, may: bool) {
        self.may_send_more.store(may, Relaxed);
    }

    /// Records whether someone is waiting for the socket to deliver bytes.
    pub(super) fn set_reading(&self, is_reading: bool) {
        self.is_reading.store(is_reading, Relaxed);
    }

    /// Records whether someone is waiting for the socket to take bytes.
    pub(super) fn set_writing(&self, is_writing: bool) {
        self.is_writing.store(is_writing, Relaxed);
    }

    /// Whether the request waits in one of the site's queues. A client that
    /// closes its side meanwhile has left, and is not waited for.
    pub(super) fn is_queued(&self) -> &Arc<AtomicBool> {
        &self.is_queued
    }

    /// Records what follows a header, for the reader of the socket.
    pub(super) fn expect_body_of<B: Body>(&self, request: &Request<B>) {
        let length = request.body().size_hint().exact();
        self.body.store(length.unwrap_or(CHUNKED), Relaxed);
    }

    /// What follows the last header; `None` once it has been asked.
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

    /// Completes when the server wants this connection's place. Of the
    /// connections that wait for their clients, the longest waiting gives way
    /// first.
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

    fn asked_at(&self) -> Instant {
        self.since + Duration::from_millis(self.asked_after.load(Relaxed))
    }

    /// Joins the queue for giving way, once the client has had its minimum
    /// time.
    async fn turn(&self, wait: Wait, give_way: &Notify) -> Wait {
        match wait {
            Wait::FirstHeader => sleep_until(self.since + FIRST_MOMENT).await,
            Wait::Slow => sleep_until(self.asked_at() + EXCHANGE).await,
            Wait::Next(_) => {}
        }
        give_way.notified().await;
        wait
    }
}

/// Marks the connection as busy until dropped.
pub(super) struct Answering<'a>(&'a Activity);

impl Drop for Answering<'_> {
    fn drop(&mut self) {
        self.0.is_busy.store(false, Relaxed);
    }
}
