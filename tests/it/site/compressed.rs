//! gzip: what goes out in it, and what never does.

use std::io::Read;

use flate2::read::GzDecoder;

use crate::support::client::Request;
use crate::support::{Response, Server};

fn asking(path: &str) -> Request {
    Request::new("GET", path).header("Accept-Encoding", "gzip, deflate, br")
}

/// What was compressed, after checking that it says so.
#[track_caller]
fn unpacked(response: &Response) -> Vec<u8> {
    assert_eq!(response.one("Content-Encoding"), "gzip");
    let mut content = Vec::new();
    let mut decoder = GzDecoder::new(&response.body[..]);
    decoder.read_to_end(&mut content).expect("it is gzip");
    content
}

#[test]
fn a_file_goes_out_compressed_to_who_takes_that_with_a_tag_of_its_own() {
    let server = Server::start();
    let mut visitor = server.client();
    let plain = visitor.get("/static/style.css");
    assert_eq!(plain.get("Content-Encoding"), None);
    let packed = visitor.send(&asking("/static/style.css")).status(200);
    assert_eq!(unpacked(&packed), plain.body);
    assert!(
        packed.body.len() * 3 < plain.body.len(),
        "{}",
        packed.body.len()
    );
    assert_eq!(packed.one("ETag"), format!("W/{}", plain.one("ETag")));
    assert_eq!(packed.one("Content-Length"), packed.body.len().to_string());
    let again = asking("/static/style.css").header("If-None-Match", packed.one("ETag"));
    let again = visitor.send(&again).status(304);
    assert_eq!(again.get("Content-Encoding"), None);
    let refused = Request::new("GET", "/static/style.css").header("Accept-Encoding", "gzip;q=0");
    assert_eq!(visitor.send(&refused).get("Content-Encoding"), None);
    let short = visitor.send(&asking("/static/favicon.svg"));
    assert_eq!(short.get("Content-Encoding"), None);
}

/// With one worker thread, and so one cache.
#[test]
fn a_page_is_compressed_once_it_is_asked_for_again() {
    let server = Server::new().env("TOKIO_WORKER_THREADS", "1").start();
    let mut visitor = server.client();
    let first = visitor.send(&asking("/aide?lang=fr")).status(200);
    assert_eq!(first.get("Content-Encoding"), None);
    let second = visitor.send(&asking("/aide?lang=fr")).status(200);
    assert_eq!(unpacked(&second), first.body);
    assert!(
        second.body.len() * 2 < first.body.len(),
        "{}",
        second.body.len()
    );
    assert_eq!(visitor.get("/aide?lang=fr").body, first.body);
}

/// BREACH: the token of the form stands beside what the address brings.
#[test]
fn what_others_cause_or_may_be_encrypted_on_its_way_is_never_compressed() {
    let server = Server::new().env("TOKIO_WORKER_THREADS", "1").start();
    let page = "/teachers?lang=fr";
    let mut visitor = server.client();
    visitor.send(&asking(page));
    assert_eq!(visitor.send(&asking(page)).one("Content-Encoding"), "gzip");
    for (name, value) in [
        ("Sec-Fetch-Site", "cross-site"),
        ("Sec-Fetch-Site", "same-site"),
        ("X-Forwarded-Proto", "https"),
        ("X-Forwarded-For", "192.0.2.1"),
        ("Forwarded", "proto=https"),
        ("Via", "1.1 proxy"),
    ] {
        let response = visitor.send(&asking(page).header(name, value)).status(200);
        assert_eq!(response.get("Content-Encoding"), None, "{name}: {value}");
    }
    let own = asking(page).header("Sec-Fetch-Site", "same-origin");
    assert_eq!(visitor.send(&own).one("Content-Encoding"), "gzip");
}
