//! The practical behind a proxy that speaks HTTPS, as the README's nginx does.

use super::student::{Student, TEACHER_KEY, between};
use crate::support::Server;
use crate::support::client::Request;

/// A server that believes one proxy.
fn proxied() -> Server {
    Server::bare()
        .file("teacher.txt", format!("{TEACHER_KEY}\n"))
        .args(["--lab", "--teacher-key-file", "teacher.txt"])
        .args(["--proxy-hops", "1"])
        .start()
}

/// What the README's nginx adds to a request that came to it by this scheme.
fn forwarded(request: Request, scheme: &str) -> Request {
    request
        .header("Host", "salle.example")
        .header("X-Forwarded-For", "192.0.2.7")
        .header("X-Forwarded-Host", "salle.example")
        .header("X-Forwarded-Proto", scheme)
}

#[test]
fn commands_have_the_scheme_by_which_the_student_came() {
    let server = proxied();
    for (scheme, port) in [("https", "443"), ("http", "80")] {
        let mut student = Student::new(&server);
        let site = format!("{scheme}://salle.example/");
        for exercise in [1, 4, 5, 6, 8] {
            student.predict(exercise, 0);
            let request = Request::new("GET", &format!("/tp/{exercise}"));
            let page = student.browser.send(&forwarded(request, scheme));
            let page = page.status(200);
            assert!(page.text().matches(&site).count() >= 2, "{exercise}");
            let schemes = page.text().matches("://salle.example/").count();
            assert_eq!(schemes, page.text().matches(&site).count(), "{exercise}");
        }
        student.predict(10, 0);
        let page = forwarded(Request::new("GET", "/tp/10"), scheme);
        let page = student.browser.send(&page).status(200);
        assert_eq!(between(page.text(), "tcp port ", "&"), port);
    }
}

#[test]
fn the_teachers_key_opens_the_board_where_the_proxy_was_asked_by_https() {
    let server = proxied();
    let form = [("action", "open"), ("key", TEACHER_KEY)];
    let mut teacher = server.client();
    let plain = forwarded(Request::form("/prof", &form), "http");
    let refused = teacher.send(&plain).status(403);
    assert!(refused.set_cookie().is_none());
    refused.has("par HTTPS seulement");
    let encrypted = forwarded(Request::form("/prof", &form), "https");
    let opened = teacher.send(&encrypted).status(302);
    let cookie = opened.set_cookie().expect("the board's cookie");
    assert!(cookie.contains("; Secure"), "{cookie}");
    let board = |scheme| forwarded(Request::new("GET", "/prof"), scheme);
    teacher.send(&board("https")).status(200);
    teacher.send(&board("http")).status(403);
    server.client().send(&board("https")).status(403);
}
