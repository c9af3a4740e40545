//! One connection, from its first byte to its last.

use std::{
    convert::Infallible,
    future::poll_fn,
    net::SocketAddr,
    pin::{Pin, pin},
    sync::atomic::{AtomicBool, Ordering},
    task::Poll,
    time::Duration,
};

use http_body_util::Full;
use hyper::{
    StatusCode,
    body::{Bytes, Incoming},
    header::{CONNECTION, HeaderName, HeaderValue},
    rt::{Read, Write},
    server::conn::http1,
    service::{HttpService, service_fn},
};
use hyper_util::rt::TokioIo;
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, copy, sink},
    net::TcpStream,
    time::timeout,
};

use tokio_rustls::server::TlsStream;

use super::{Request, Response, Tls, log::RequestLine, server::Server, slow_reader::SlowReader};

const X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The time that a connection has, when the server ends, to send a first
/// header that may be on its way.
const FIRST_HEADER: Duration = Duration::from_millis(500);

/// The longest time for a TLS handshake.
const HANDSHAKE_TIME: Duration = Duration::from_secs(10);

/// How long, and how much, is read and thrown away after the last response.
const DRAIN_TIME: Duration = Duration::from_secs(2);
const DRAIN_BYTES: u64 = 64 * 1024 * 1024;

/// Serves one connection until either side ends it.
pub(super) async fn run<H, F>(server: &Server<H>, stream: TcpStream, peer: SocketAddr)
where
    H: Fn(Request) -> F,
    F: Future<Output = Response>,
{
    // Without it the second segment of a response waits for the client's
    // delayed acknowledgment. A socket that refuses it is closed already.
    if stream.set_nodelay(true).is_err() {
        return;
    }
    match &server.tls {
        None => talk(server, stream, peer).await,
        Some(tls) => {
            if let Some(stream) = shake_hands(server, tls, stream, peer).await {
                talk(server, stream, peer).await;
            }
        }
    }
}

/// The handshake, within the time that a header has and 10 seconds at most;
/// while it lasts, the connection gives way to those that wait for its place.
async fn shake_hands<H>(
    server: &Server<H>,
    tls: &Tls,
    stream: TcpStream,
    peer: SocketAddr,
) -> Option<Box<TlsStream<TcpStream>>> {
    let limit = server.limits.header_timeout.min(HANDSHAKE_TIME);
    let shaken = tokio::select! {
        biased;
        shaken = timeout(limit, tls.accept(stream)) => shaken,
        () = server.ending() => return None,
        () = server.give_way.notified() => return None,
    };
    match shaken {
        Ok(Ok(stream)) => Some(Box::new(stream)),
        Ok(Err(error)) => {
            tracing::info!(%peer, %error, "no TLS handshake");
            None
        }
        Err(_) => {
            tracing::info!(%peer, "TLS handshake not complete within {} s", limit.as_secs());
            None
        }
    }
}

/// Requests and their answers.
async fn talk<H, F, S>(server: &Server<H>, mut stream: S, peer: SocketAddr)
where
    H: Fn(Request) -> F,
    F: Future<Output = Response>,
    S: AsyncRead + AsyncWrite + Unpin,
{
    let activity = Activity::default();
    let peer_text = peer.to_string();
    {
        let io = TokioIo::new(SlowReader::new(&mut stream, server.limits.body_timeout));
        let answer = service_fn(|request| {
            let request = Request::new(request, peer, server.limits);
            answer(server, request, &peer_text, &activity)
        });
        let connection = pin!(server.http.serve_connection(io, answer));
        drive(server, connection, &activity, peer).await;
    }
    if activity.may_send_more() {
        drain(&mut stream).await;
    }
}

/// What the connection is doing, as the service sees it.
#[derive(Default)]
struct Activity {
    has_asked: AtomicBool,
    is_busy: AtomicBool,
    may_send_more: AtomicBool,
}

impl Activity {
    fn begin(&self) -> Answering<'_> {
        self.has_asked.store(true, Ordering::Relaxed);
        self.is_busy.store(true, Ordering::Relaxed);
        Answering(self)
    }

    fn has_asked(&self) -> bool {
        self.has_asked.load(Ordering::Relaxed)
    }

    /// Whether the client may be sending what no page has read.
    fn may_send_more(&self) -> bool {
        self.may_send_more.load(Ordering::Relaxed)
    }

    fn set_may_send_more(&self, may: bool) {
        self.may_send_more.store(may, Ordering::Relaxed);
    }

    /// Kept open between two requests.
    fn is_idle(&self) -> bool {
        self.has_asked() && !self.is_busy.load(Ordering::Relaxed)
    }
}

/// Lives as long as a request is being answered.
struct Answering<'a>(&'a Activity);

impl Drop for Answering<'_> {
    fn drop(&mut self) {
        self.0.is_busy.store(false, Ordering::Relaxed);
    }
}

/// One request. The error is `Infallible` because hyper answers an `Err` by
/// closing the connection without a response.
async fn answer<H, F>(
    server: &Server<H>,
    request: Request,
    peer: &str,
    activity: &Activity,
) -> Result<Response, Infallible>
where
    H: Fn(Request) -> F,
    F: Future<Output = Response>,
{
    let _answering = activity.begin();
    let (id, has_body) = (request.id(), request.has_body());
    let line = RequestLine::of(&request, peer);
    let mut response = id.while_answering((server.handler)(request)).await;
    line.write(&response);
    activity.set_may_send_more(has_body);
    let ends = ends_the_connection(response.status());
    let headers = response.headers_mut();
    headers.insert(X_REQUEST_ID, id.to_header());
    if ends {
        headers.insert(CONNECTION, HeaderValue::from_static("close"));
    }
    Ok(response)
}

/// Refusals after which what comes is no next request but the rest of this one.
fn ends_the_connection(status: StatusCode) -> bool {
    matches!(
        status,
        StatusCode::REQUEST_TIMEOUT
            | StatusCode::PAYLOAD_TOO_LARGE
            | StatusCode::UNSUPPORTED_MEDIA_TYPE
            | StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE
    )
}

/// Runs the connection to its end, which may be the server's wish.
async fn drive<H, I, S>(
    server: &Server<H>,
    mut connection: Pin<&mut http1::Connection<I, S>>,
    activity: &Activity,
    peer: SocketAddr,
) where
    I: Read + Write + Unpin,
    S: HttpService<Incoming, ResBody = Full<Bytes>, Error = Infallible>,
{
    // `biased`: hyper first, since it is hyper that changes the activity.
    tokio::select! {
        biased;
        ended = connection.as_mut() => return note(ended, activity, peer),
        () = server.ending() => {
            if !activity.has_asked() {
                let ended = timeout(FIRST_HEADER, connection.as_mut()).await.is_ok();
                if ended || !activity.has_asked() {
                    return;
                }
            }
        }
        () = place_wanted(server, activity) => {}
    }
    connection.as_mut().graceful_shutdown();
    note(connection.await, activity, peer);
}

/// Ready when this connection is idle and its turn to give way has come.
async fn place_wanted<H>(server: &Server<H>, activity: &Activity) {
    let mut turn = pin!(None);
    poll_fn(|context| {
        if !activity.is_idle() {
            turn.set(None);
            return Poll::Pending;
        }
        if turn.is_none() {
            turn.set(Some(server.give_way.notified()));
        }
        match turn.as_mut().as_pin_mut() {
            Some(turn) => turn.poll(context),
            None => Poll::Pending,
        }
    })
    .await;
}

/// A request that hyper refuses by itself has no page and no line of its own.
fn note(ended: Result<(), hyper::Error>, activity: &Activity, peer: SocketAddr) {
    if let Err(error) = ended
        && error.is_parse()
    {
        activity.set_may_send_more(true);
        tracing::info!(%peer, %error, "not a request");
    }
}

/// Reads what the client still sends, so that the system does not answer it
/// with a reset, which would take the last response from the client's hands.
async fn drain<S: AsyncRead + AsyncWrite + Unpin>(stream: &mut S) {
    if stream.shutdown().await.is_ok() {
        let mut rest = stream.take(DRAIN_BYTES);
        // Whatever ends it, the connection is closed now.
        drop(timeout(DRAIN_TIME, copy(&mut rest, &mut sink())).await);
    }
}
