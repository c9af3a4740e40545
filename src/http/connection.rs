//! One connection, from its first byte to its last.
//!
//! `server.rs` starts it and it answers by what the `Server` holds, so the two
//! import each other: they are one task in two files, letting in and serving.

use std::{
    convert::Infallible,
    error::Error,
    io,
    net::SocketAddr,
    pin::{Pin, pin},
    sync::Arc,
    time::Duration,
};

use http_body_util::Full;
use hyper::{
    Method,
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

use super::{
    HttpError, Reason, Request, Response, Tls,
    activity::{Activity, Wait},
    framed::Framed,
    log::RequestLine,
    paced::Paced,
    server::Server,
};

const X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// When the server shuts down, how long a new connection may take to send a
/// first header that may be on its way.
const FIRST_HEADER: Duration = Duration::from_millis(500);

/// The longest that a TLS handshake may take.
const HANDSHAKE_TIME: Duration = Duration::from_secs(10);

/// For how long, and how many bytes, to read and discard after the last
/// response.
const DRAIN_TIME: Duration = Duration::from_secs(2);
const DRAIN_BYTES: u64 = 64 * 1024 * 1024;

/// Serves one connection until either side ends it.
pub(super) async fn run<H, F>(server: &Server<H>, stream: TcpStream, peer: SocketAddr)
where
    H: Fn(Request) -> F,
    F: Future<Output = Response>,
{
    // With Nagle's algorithm, the second segment of a response would wait for
    // the client's delayed acknowledgment. A socket that refuses the option is
    // closed already.
    if stream.set_nodelay(true).is_err() {
        return;
    }
    let body_timeout = server.limits.body_timeout;
    let activity = Activity::begins();
    let stream = Paced::socket(stream, body_timeout, &activity);
    match &server.tls {
        None => talk(server, stream, &activity, peer).await,
        Some(tls) => {
            // In a box, so that a connection without TLS is small.
            let shaken = Box::pin(shake_hands(server, tls, stream, &activity, peer));
            if let Some(stream) = shaken.await {
                talk(server, stream, &activity, peer).await;
            }
        }
    }
}

/// Performs the handshake, within the time for a header and at most 10 seconds.
/// Meanwhile, the connection gives way to those that wait for its place.
async fn shake_hands<'a, H>(
    server: &Server<H>,
    tls: &Tls,
    stream: Paced<'a, TcpStream>,
    activity: &Activity,
    peer: SocketAddr,
) -> Option<Box<TlsStream<Paced<'a, TcpStream>>>> {
    let limit = server.limits.header_timeout.min(HANDSHAKE_TIME);
    let shaken = tokio::select! {
        biased;
        shaken = timeout(limit, tls.accept(stream)) => shaken,
        () = server.ending() => return None,
        _ = activity.gives_way(&server.give_way) => return None,
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

/// Serves requests until the connection ends.
async fn talk<H, F, S>(server: &Server<H>, mut stream: S, activity: &Activity, peer: SocketAddr)
where
    H: Fn(Request) -> F,
    F: Future<Output = Response>,
    S: AsyncRead + AsyncWrite + Unpin,
{
    let peer_text = peer.to_string();
    {
        let io = TokioIo::new(Framed::new(&mut stream, activity));
        let answer = service_fn(|request| {
            activity.expect_body_of(&request);
            let mut request = Request::new(request, peer, server.limits);
            request.is_queued = Arc::clone(activity.is_queued());
            request.is_tls = server.tls.is_some();
            // In a box, so that a connection that waits for its next request is small.
            Box::pin(answer(server, request, &peer_text, activity))
        });
        let connection = pin!(server.http.serve_connection(io, answer));
        drive(server, connection, activity, peer).await;
    }
    if activity.may_send_more() {
        drain(&mut stream).await;
    }
}

/// Answers one request. The error is `Infallible`, because on an `Err` hyper
/// would close the connection without a response.
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
    // What follows a CONNECT was meant for another server.
    let is_connect = request.method() == Method::CONNECT;
    let line = RequestLine::of(&request, peer);
    let mut response = id.while_answering((server.handler)(request)).await;
    line.write(&response);
    activity.set_may_send_more(has_body);
    let ends = is_connect || ends_the_connection(&response);
    let headers = response.headers_mut();
    headers.insert(X_REQUEST_ID, id.to_header());
    if ends {
        headers.insert(CONNECTION, HeaderValue::from_static("close"));
    }
    Ok(response)
}

/// Whether this refusal leaves the rest of the request unread, so that it
/// cannot be told from a next request.
fn ends_the_connection(response: &Response) -> bool {
    matches!(
        HttpError::of(response).map(HttpError::reason),
        Some(
            Reason::NotUnderstood
                | Reason::BadHost
                | Reason::BadForm
                | Reason::BodyTooSlow { .. }
                | Reason::BodyTooLarge { .. }
                | Reason::UnsupportedMediaType
                | Reason::HeaderTooLarge { .. }
        )
    )
}

/// Runs the connection until it ends, or the server wants it to.
async fn drive<H, I, S>(
    server: &Server<H>,
    mut connection: Pin<&mut http1::Connection<I, S>>,
    activity: &Activity,
    peer: SocketAddr,
) where
    I: Read + Write + Unpin,
    S: HttpService<Incoming, ResBody = Full<Bytes>, Error = Infallible>,
{
    // `biased`: hyper is polled first, since it changes the activity.
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
        // Cut off at once: there is either nothing to finish or no telling when
        // it will be.
        wait = activity.gives_way(&server.give_way) => match wait {
            Wait::FirstHeader | Wait::Slow => return,
            Wait::Next(_) => {}
        }
    }
    connection.as_mut().graceful_shutdown();
    note(connection.await, activity, peer);
}

/// Logs how a connection ended. A request that hyper itself refuses has no line
/// of its own, and one whose answer was not taken has a line that looks as if
/// it had been.
fn note(ended: Result<(), hyper::Error>, activity: &Activity, peer: SocketAddr) {
    let Err(error) = ended else {
        return;
    };
    if error.is_parse() {
        activity.set_may_send_more(true);
        tracing::info!(%peer, %error, "not a request");
    } else if is_timeout(&error) {
        tracing::info!(%peer, "answer not taken in time");
    }
}

/// Whether `Paced` ended the connection.
fn is_timeout(error: &hyper::Error) -> bool {
    let cause = error
        .source()
        .and_then(|cause| cause.downcast_ref::<io::Error>());
    cause.is_some_and(|cause| cause.kind() == io::ErrorKind::TimedOut)
}

/// Reads what the client is still sending. Otherwise the system would answer it
/// with a reset, which can destroy the last response before the client has read
/// it.
async fn drain<S: AsyncRead + AsyncWrite + Unpin>(stream: &mut S) {
    if stream.shutdown().await.is_ok() {
        let mut rest = stream.take(DRAIN_BYTES);
        // However this ends, the connection is closed now.
        drop(timeout(DRAIN_TIME, copy(&mut rest, &mut sink())).await);
    }
}
