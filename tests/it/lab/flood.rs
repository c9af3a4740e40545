//! A script that requests the practical a thousand times does not displace any student.

use std::collections::BTreeSet;
use std::net::SocketAddr;

use flask_session_demo::classroom::MAX_VISITORS;

use super::student::{Student, lab};
use crate::support::client::{Connection, Request};
use crate::support::{Client, Server};

const STUDENTS: usize = 30;

/// Thirty students at work, each of whom has made a prediction and looked at two pages of the
/// course.
fn students(server: &Server) -> Vec<Student> {
    let begin = |_| {
        let mut student = Student::new(server);
        student.predict(3, 1);
        student.browser.get("/").status(200);
        student.browser.get("/teachers").status(200);
        student
    };
    (0..STUDENTS).map(begin).collect()
}

/// Requests `GET /tp` without a cookie, `count` times on one connection, and sends each cookie that
/// it gets back `returns` times.
fn flood(address: SocketAddr, count: usize, returns: usize) {
    let mut connection = Connection::open(address);
    let mut ask = |cookie: &str| {
        connection.send(format!(
            "GET /tp/bilan HTTP/1.1\r\nHost: localhost\r\n{cookie}\r\n"
        ));
        connection.response().status(200)
    };
    for _ in 0..count {
        let page = ask("");
        let cookie = page.one("Set-Cookie").split(';').next();
        let cookie = format!("Cookie: {}\r\n", cookie.expect("it has a value"));
        for _ in 0..returns {
            ask(&cookie);
        }
    }
}

/// The codes on the board.
fn board(server: &Server) -> BTreeSet<String> {
    let host = format!("127.0.0.1:{}", server.address().port());
    let request = Request::new("GET", "/prof.csv").header("Host", host);
    let csv = Client::new(server.address()).send(&request).status(200);
    let lines = csv.text().lines().skip(1);
    lines
        .filter_map(|line| line.split(',').next())
        .map(str::to_owned)
        .collect()
}

#[test]
fn nobody_at_work_is_lost_in_a_flood_from_the_same_address() {
    let server = lab();
    let mut students = students(&server);
    flood(server.address(), MAX_VISITORS + 200, 0);
    assert_eq!(
        board(&server).len(),
        STUDENTS,
        "who never came back is no row"
    );
    let page = server.client().get("/prof").status(200);
    page.has("visites d’une seule page");
    flood(server.address(), MAX_VISITORS + 200, 1);
    let board = board(&server);
    for student in &mut students {
        assert!(board.contains(&student.code), "{}", student.code);
        let seen = student.browser.get("/echanges").status(200);
        seen.has("GET /</code>").has("GET /teachers</code>");
        student.page(3).has("Changer ma prédiction");
    }
    assert!(board.len() <= MAX_VISITORS, "{}", board.len());
}
