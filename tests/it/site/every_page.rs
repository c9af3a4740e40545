//! Rules for every page: its size, its headings, its place on the map.

use std::collections::BTreeSet;
use std::io::Write;

use flask_session_demo::classroom::Exercise;
use flate2::{Compression, write::GzEncoder};

use super::crawl::addresses;
use crate::accounts::holder;
use crate::support::{Client, Response, Server};

/// The pages to check.
pub(crate) const PAGES: [&str; 11] = [
    "/",
    "/teachers",
    "/sign-in",
    "/sign-up",
    "/inspecteur",
    "/banc",
    "/echanges",
    "/cours",
    "/aide",
    "/plan",
    "/accessibilite",
];

/// Pages that exist only with `--lab`.
pub(crate) const LAB_PAGES: [&str; 14] = [
    "/tp",
    "/tp/1",
    "/tp/2",
    "/tp/3",
    "/tp/4",
    "/tp/5",
    "/tp/6",
    "/tp/7",
    "/tp/8",
    "/tp/9",
    "/tp/10",
    "/tp/bilan",
    "/reglages",
    "/prof",
];

/// What fits into the first ten packets of a TCP connection.
const FIRST_VIEW_BYTES: usize = 14 * 1024;

/// Someone at work under `--lab`, who sees the pages at their fullest: signed in, known to the
/// server, with every exercise begun.
pub(crate) fn student(server: &Server) -> Client {
    let mut visitor = server.client();
    visitor.get("/echanges").status(200);
    visitor.sign_in("alice");
    let prediction = [("action", "predict"), ("choice", "0"), ("reason", "so")];
    for exercise in Exercise::ALL.map(Exercise::number) {
        let path = format!("/tp/{exercise}");
        visitor.post(&path, &prediction).status(302);
    }
    visitor.get("/");
    visitor
}

/// Every page in both languages, for a new visitor and for someone at work.
pub(crate) fn everything() -> Vec<(String, Response)> {
    let lab = Server::bare().args(["--lab"]).start();
    let mut pages = Vec::new();
    for (mut visitor, who) in [(lab.client(), "nobody"), (student(&lab), "alice")] {
        for path in PAGES.into_iter().chain(LAB_PAGES).chain(["/nowhere"]) {
            for lang in ["fr", "en"] {
                let page = visitor.get(&format!("{path}?lang={lang}"));
                if page.status != 302 {
                    pages.push((format!("{path} in {lang} for {who}"), page));
                }
            }
        }
    }
    pages
}

fn compressed(bytes: &[u8]) -> usize {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(bytes).expect("memory can be written");
    gzip.finish().expect("memory can be written").len()
}

#[test]
fn the_first_view_of_a_page_fits_the_first_packets() {
    let server = Server::start();
    let style = compressed(&server.client().get("/static/style.css").body);
    for (page, response) in everything() {
        let bytes = compressed(&response.body) + style;
        assert!(
            bytes < FIRST_VIEW_BYTES,
            "{page}: {bytes} bytes, style {style}"
        );
    }
}

/// The levels of a page's headings, in order.
fn levels(page: &Response) -> Vec<u8> {
    let tags = page.text().split("<h").skip(1);
    let digits = tags.filter_map(|tag| tag.bytes().next());
    digits
        .filter(u8::is_ascii_digit)
        .map(|it| it - b'0')
        .collect()
}

#[test]
fn headings_start_with_the_pages_own_and_leave_out_no_level() {
    for (page, response) in everything() {
        let levels = levels(&response);
        assert_eq!(levels.first(), Some(&1), "{page}");
        assert!(!levels[1..].contains(&1), "{page}: {levels:?}");
        for pair in levels.windows(2) {
            assert!(pair[1] <= pair[0] + 1, "{page}: {levels:?}");
        }
    }
}

#[test]
fn every_page_of_the_map_is_checked_and_every_checked_page_is_on_the_map() {
    let server = Server::start();
    let lab = Server::bare().args(["--lab"]).start();
    for (mut visitor, pages) in [
        (server.client(), PAGES.to_vec()),
        (lab.client(), [&PAGES[..], &LAB_PAGES].concat()),
    ] {
        let map = visitor.get("/plan").status(200);
        let content = map.text().split("<main").nth(1).unwrap_or_default();
        let content = content.split("</main>").next().unwrap_or_default();
        let on_map: BTreeSet<String> = addresses(content)
            .filter(|address| !address.starts_with("/projection/"))
            .collect();
        // `/sante` is a word for scripts and not a page.
        let checked = pages.into_iter().chain(["/sante"]).map(str::to_owned);
        assert_eq!(on_map, checked.collect());
    }
    holder(&server, "alice")
        .get("/plan")
        .has("<a href=\"/account\">");
}
