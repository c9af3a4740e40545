//! The minimum that hyper can do: `bare_hyper BYTES` answers every request with a constant page of
//! that size; `bare_hyper BYTES one-thread` does so by tokio's runtime of one thread, which wakes no
//! other. `tests/bench/run` compares `serve` with both.

use std::convert::Infallible;
use std::future::{Ready, ready};
use std::io::{self, Write};

use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::header::{CONTENT_TYPE, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;
use tokio::runtime::Builder;

fn main() -> io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let size = arguments.next().and_then(|size| size.parse().ok());
    let mut runtime = match arguments.next().as_deref() {
        Some("one-thread") => Builder::new_current_thread(),
        _ => Builder::new_multi_thread(),
    };
    runtime
        .enable_all()
        .build()?
        .block_on(serve(size.unwrap_or(1000)))
}

async fn serve(size: usize) -> io::Result<()> {
    let page = Bytes::from("x".repeat(size));
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    writeln!(
        io::stdout(),
        "listening on http://{}",
        listener.local_addr()?
    )?;
    loop {
        let (stream, _) = listener.accept().await?;
        stream.set_nodelay(true)?;
        let page = page.clone();
        tokio::spawn(async move {
            let answer = service_fn(move |_: Request<Incoming>| answer(page.clone()));
            let connection = http1::Builder::new().serve_connection(TokioIo::new(stream), answer);
            // A client that leaves is not an error.
            connection.await.ok();
        });
    }
}

fn answer(page: Bytes) -> Ready<Result<Response<Full<Bytes>>, Infallible>> {
    let mut response = Response::new(Full::new(page));
    let html = HeaderValue::from_static("text/html; charset=utf-8");
    response.headers_mut().insert(CONTENT_TYPE, html);
    ready(Ok(response))
}
