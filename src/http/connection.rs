//! One connection, from its first byte to its last.

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
    let body_timeout = server.limits.body_timeout;
    let activity = Activity::begins();
    let stream = Paced::socket(stream, body_timeout, &activity);
    match &server.tls {
        None => talk(server, stream, &activity, peer).await,
        Some(tls) => {
            if let Some(stream) = shake_hands(server, tls, stream, &activity, peer).await {
                talk(server, stream, &activity, peer).await;
            }
        }
    }
}

/// The handshake, within the time that a header has and 10 seconds at most;
/// while it lasts, the connection gives way to those that wait for its place.
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

/// Requests and their answers.
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
            answer(server, request, &peer_text, activity)
        });
        let connection = pin!(server.http.serve_connection(io, answer));
        drive(server, connection, activity, peer).await;
    }
    if activity.may_send_more() {
        drain(&mut stream).await;
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
    // What follows was meant for whom it wanted to be connected to.
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

/// Refusals after which what comes is no next request but the rest of this one,
/// or nobody knows what.
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
        // Cut where it is: there is nothing to finish, or no end to it.
        wait = activity.gives_way(&server.give_way) => match wait {
            Wait::FirstHeader | Wait::Slow => return,
            Wait::Next(_) => {}
        }
    }
    connection.as_mut().graceful_shutdown();
    note(connection.await, activity, peer);
}

/// A request that hyper refuses by itself has no page and no line of its own,
/// and an answer that was not taken has its line as if it had been.
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

/// Whether `Paced` ended it.
fn is_timeout(error: &hyper::Error) -> bool {
    let cause = error
        .source()
        .and_then(|cause| cause.downcast_ref::<io::Error>());
    cause.is_some_and(|cause| cause.kind() == io::ErrorKind::TimedOut)
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
