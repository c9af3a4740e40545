//! How a room, and whoever starts the server, gets to the site without typing: the address as a
//! QR code, read by `rqrr`, and `serve --open`.

use crate::support::site::Site;
use crate::support::{Fsd, Server};

const NOW: u64 = 1_795_507_920;

/// Pixels a square.
const SCALE: usize = 4;

/// What a reader makes of squares, `is_dark(x, y)`.
#[track_caller]
fn read_code(side: usize, is_dark: impl Fn(usize, usize) -> bool) -> String {
    let pixels = side * SCALE;
    let mut picture = rqrr::PreparedImage::prepare_from_greyscale(pixels, pixels, |x, y| {
        if is_dark(x / SCALE, y / SCALE) {
            0
        } else {
            255
        }
    });
    let grids = picture.detect_grids();
    assert_eq!(grids.len(), 1, "one code");
    grids[0].decode().expect("the code can be read").1
}

/// What a reader makes of the SVG picture: a stroke of height 1 for each stretch of a row.
#[track_caller]
fn read_svg(html: &str) -> String {
    let (_, svg) = html
        .split_once("<svg class=\"qr\" viewBox=\"0 0 ")
        .expect("a code");
    let (side, _) = svg.split_once(' ').expect("a width");
    let side: usize = side.parse().expect("a number");
    let (_, path) = svg.split_once("stroke=\"#000\" d=\"M").expect("a path");
    let (path, _) = path.split_once('"').expect("it ends");
    let mut squares = vec![false; side * side];
    for stroke in path.split('M') {
        let (x, rest) = stroke.split_once(' ').expect("x, then y");
        let (y, length) = rest.split_once(".5h").expect("y, then the length");
        let [x, y, length]: [usize; 3] = [x, y, length].map(|it| it.parse().expect("a number"));
        squares[y * side + x..][..length].fill(true);
    }
    read_code(side, |x, y| squares[y * side + x])
}

#[test]
fn the_board_shows_the_rooms_address_as_a_code_that_a_reader_reads() {
    let rooms = ["http://192.0.2.7:5000", "http://[2001:db8::7]:5000"];
    let site = Site::lab(NOW).reached_at(&rooms);
    let page = site.get("/prof?lang=fr", "").text;
    assert_eq!(read_svg(&page), "http://192.0.2.7:5000/tp");
    // Nobody has come yet: it is what the room needs first.
    assert!(page.contains("<details class=\"screen\" open>\n<summary>Adresse pour la salle"));
    assert!(
        page.contains(">http://[2001:db8::7]:5000/tp</code>"),
        "{page}"
    );
    let begun = [("action", "predict"), ("choice", "0"), ("reason", "so")];
    let begun = site.post("/tp/1", &begun);
    let (cookie, _) = begun.set_cookies[0].split_once(';').expect("attributes");
    site.get("/tp/1", cookie);
    let page = site.get("/prof?lang=en", "").text;
    assert!(
        page.contains("<details class=\"screen\">\n<summary>Address for the room:"),
        "{page}"
    );
}

#[test]
fn a_board_that_the_room_cannot_reach_shows_no_code() {
    for server in [
        Server::bare().args(["--lab"]),
        // The proxy has the address, and not this server.
        Server::bare().args(["--lab", "--host", "0.0.0.0", "--proxy-hops", "1"]),
    ] {
        server.start().client().get("/prof").has_not("class=\"qr\"");
    }
}

/// What `serve` shows on a terminal until Ctrl-C; `None` without Python.
fn shown(args: &[&str]) -> Option<String> {
    let serve = Fsd::new(["serve", "--lang", "en", "--lab", "--port", "0"]).args(args);
    let shown = serve
        .env("TYPE_AFTER", "listening on")
        .on_terminal(80, "\x03");
    Some(shown?.stdout)
}

/// The address of the first row of the banner with this name.
fn row<'a>(shown: &'a str, name: &str) -> &'a str {
    let line = shown
        .lines()
        .find_map(|line| line.trim().strip_prefix(name));
    line.expect("the banner has this row").trim()
}

#[test]
fn a_terminal_shows_the_code_where_the_room_reaches_the_server() {
    let Some(alone) = shown(&[]) else { return };
    assert!(!alone.contains('▀'), "{alone}");
    let all = shown(&["--host", "0.0.0.0", "--color", "never"]).expect("as before");
    let room = row(&all, "In the room");
    let code: Vec<Vec<char>> = all
        .lines()
        .filter_map(|line| line.trim_end_matches('\r').strip_prefix("  "))
        .filter(|line| !line.is_empty() && line.chars().all(|it| " ▀▄█".contains(it)))
        .map(|line| line.chars().collect())
        .collect();
    if room.starts_with("this machine only") {
        assert!(code.is_empty(), "{all}");
        return;
    }
    let side = code.first().expect("a code").len();
    let said = read_code(side, |x, y| {
        let drawn = code.get(y / 2).map_or(' ', |line| line[x]);
        drawn == '█' || drawn == ['▀', '▄'][y % 2]
    });
    assert_eq!(said, format!("{room}/tp"));
    // Elsewhere a code is no more than noise.
    let piped = Server::bare().args(["--lab", "--host", "0.0.0.0"]).start();
    assert!(!piped.log().contains('▀'), "{}", piped.log());
}

#[cfg(target_os = "linux")]
#[test]
fn the_browser_of_this_machine_is_opened_where_one_begins() {
    for (args, page) in [(&["--lab", "--open"][..], "/tp"), (&["--open"], "/")] {
        let server = Server::bare()
            .file("xdg-open", "#!/bin/sh\necho \"$1\" > opened\n")
            // Reading from a pipe waits for who writes.
            .through_shell("/usr/bin/mkfifo opened; /bin/chmod +x xdg-open; export PATH=\"$PWD:/usr/bin:/bin\"")
            .args(args)
            .start();
        let opened = std::fs::read_to_string(server.folder().join("opened"));
        let opened = opened.expect("the pipe can be read");
        assert_eq!(opened.trim_end(), format!("{}{page}", server.url()));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_browser_that_does_not_open_is_said_and_the_site_runs() {
    for (before, cause) in [
        (
            "export PATH=/nowhere",
            "xdg-open: No such file or directory (os error 2)",
        ),
        (
            "/bin/chmod +x xdg-open; export PATH=\"$PWD:/usr/bin:/bin\"",
            "xdg-open: exit status: 3",
        ),
    ] {
        let server = Server::bare()
            .file("xdg-open", "#!/bin/sh\nexit 3\n")
            .through_shell(before)
            .args(["--lang", "en", "--lab", "--open"])
            .start();
        let said = format!(
            "no browser was opened ({cause}); the site runs: open {}/tp",
            server.url()
        );
        server.wait_for_log("no browser was opened");
        let log = server
            .log()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        assert!(log.contains(&said), "{log}");
        server.client().get("/tp").status(200);
    }
}
