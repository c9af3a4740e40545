//! Accepts connections, limits their number, and ends gracefully.

use std::{
    io::{self, ErrorKind},
    net::SocketAddr,
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use hyper::server::conn::http1;
use hyper_util::rt::TokioTimer;
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{Notify, OwnedSemaphorePermit, Semaphore, watch},
    task::spawn_blocking,
    time::{sleep, timeout},
};

use super::{Limits, Request, Response, Tls, connection, memory};

/// How long requests may take to finish when the server shuts down.
const GRACEFUL_END: Duration = Duration::from_secs(10);

/// The pause after a failed `accept`. "Too many open files" lasts until a connection ends, and
/// trying again at once would keep a core busy.
const ACCEPT_PAUSE: Duration = Duration::from_millis(500);

/// How often to ask again for a place as long as no connection gives way.
const ASK_FOR_PLACE: Duration = Duration::from_millis(500);

/// The least time between two calls that give memory back to the system.
const GIVE_BACK: Duration = Duration::from_secs(10);

/// hyper's buffer as a multiple of our own limit; a header of a length in between still gets our
/// error page.
const BUFFER_PER_HEADER_LIMIT: usize = 2;

/// For the same reason, more header lines than hyper's default of 100.
const MAX_HEADER_LINES: usize = 1024;

/// The state shared by all connections of a server.
pub(super) struct Server<H> {
    pub(super) handler: H,
    pub(super) limits: Limits,
    /// `None` for plain HTTP.
    pub(super) tls: Option<Tls>,
    pub(super) http: http1::Builder,
    /// Wakes the connection that has waited the longest for its client.
    pub(super) give_way: Notify,
    /// Becomes true when the server is to shut down.
    stop: watch::Sender<bool>,
    places: Arc<Semaphore>,
    max_connections: u32,
    /// Whether a connection has ended since memory was last given back.
    has_freed: AtomicBool,
}

/// Answers the clients of `listener` with `handler`, over TLS if there is a certificate, until
/// `shutdown` completes. Then accepts no more and gives requests in flight up to 10 seconds to
/// finish. Dropping the future ends everything at once.
///
/// `shutdown` is a future, as in mini-redis, so that tests can pass their own.
pub async fn serve<H, F>(
    listener: TcpListener,
    tls: Option<Tls>,
    limits: Limits,
    handler: H,
    shutdown: impl Future<Output = ()>,
) where
    H: Fn(Request) -> F + Send + Sync + 'static,
    F: Future<Output = Response> + Send + 'static,
{
    let server = Arc::new(Server::new(limits.fit_to_open_files(), tls, handler));
    tokio::select! {
        () = server.accept_all(&listener) => {}
        () = server.give_memory_back() => {}
        () = shutdown => {}
    }
    drop(listener);
    server.end().await;
}

impl<H> Server<H> {
    /// Completes when the server is to shut down.
    pub(super) async fn ending(&self) {
        let mut stop = self.stop.subscribe();
        // It fails only without a sender, and `self` holds the sender.
        drop(stop.wait_for(|stop| *stop).await);
    }
}

impl<H, F> Server<H>
where
    H: Fn(Request) -> F + Send + Sync + 'static,
    F: Future<Output = Response> + Send + 'static,
{
    fn new(limits: Limits, tls: Option<Tls>, handler: H) -> Self {
        let mut http = http1::Builder::new();
        // A client may close its side after sending a request, as `printf | nc -N` does.
        http.half_close(true)
            // One buffer and one `write` are cheaper than two slices as long as pages are small.
            .writev(false)
            .timer(TokioTimer::new())
            .header_read_timeout(limits.header_timeout)
            .max_buf_size(limits.max_header_bytes * BUFFER_PER_HEADER_LIMIT)
            .max_headers(MAX_HEADER_LINES);
        let max_connections = u32::try_from(limits.max_connections).unwrap_or(u32::MAX);
        Self {
            handler,
            limits,
            tls,
            http,
            give_way: Notify::new(),
            stop: watch::Sender::new(false),
            places: Arc::new(Semaphore::new(max_connections as usize)),
            max_connections,
            // The start has read and thrown away a lot.
            has_freed: AtomicBool::new(true),
        }
    }

    /// Runs for ever; acts after the start, and if connections have ended, since
    /// these free memory.
    async fn give_memory_back(&self) {
        loop {
            sleep(GIVE_BACK).await;
            if self.has_freed.swap(false, Ordering::Relaxed) {
                spawn_blocking(memory::give_back)
                    .await
                    .expect("the allocator does not panic");
            }
        }
    }

    async fn accept_all(self: &Arc<Self>, listener: &TcpListener) {
        loop {
            match listener.accept().await {
                Ok((stream, peer)) => {
                    let place = self.place().await;
                    self.spawn(stream, peer, place);
                }
                Err(error) => self.recover(&error).await,
            }
        }
    }

    /// Waits for a place. Connections that wait for their clients give way; meanwhile further
    /// clients queue in the system's backlog. None is turned away.
    async fn place(&self) -> OwnedSemaphorePermit {
        if let Ok(place) = Arc::clone(&self.places).try_acquire_owned() {
            return place;
        }
        loop {
            self.give_way.notify_one();
            let place = Arc::clone(&self.places).acquire_owned();
            if let Ok(place) = timeout(ASK_FOR_PLACE, place).await {
                self.take_back();
                return place.expect("the semaphore is never closed");
            }
        }
    }

    /// Withdraws a call to give way that no connection has heard. Otherwise it would later end a
    /// connection whose place nobody wants.
    fn take_back(&self) {
        pin!(self.give_way.notified()).enable();
    }

    /// Each connection has its own task, so that a slow client, even during the handshake, delays
    /// nobody else.
    fn spawn(self: &Arc<Self>, stream: TcpStream, peer: SocketAddr, place: OwnedSemaphorePermit) {
        let server = Arc::clone(self);
        tokio::spawn(async move {
            connection::run(&server, stream, peer).await;
            server.has_freed.store(true, Ordering::Relaxed);
            drop(place);
        });
    }

    async fn recover(&self, error: &io::Error) {
        if is_the_clients_own(error) {
            return;
        }
        tracing::warn!("cannot accept a connection: {error}");
        self.give_way.notify_one();
        sleep(ACCEPT_PAUSE).await;
        self.take_back();
    }

    async fn end(&self) {
        let open = || self.max_connections as usize - self.places.available_permits();
        tracing::info!(connections = open(), "stopping");
        self.stop.send_replace(true);
        let all_ended = self.places.acquire_many(self.max_connections);
        if timeout(GRACEFUL_END, all_ended).await.is_err() {
            tracing::warn!(connections = open(), "not ended within 10 s, cut now");
        }
    }
}

/// Whether the client left before it was accepted, which says nothing about the next one.
fn is_the_clients_own(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::ConnectionAborted | ErrorKind::ConnectionReset | ErrorKind::ConnectionRefused
    )
}
