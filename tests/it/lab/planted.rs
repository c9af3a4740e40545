//! A link or a cookie that one visitor plants in another's browser reveals nothing about that
//! browser's requests.

use super::student::{Student, between, lab, proof};
use crate::support::client::Request;
use crate::support::cookies::{now, serializer};
use crate::support::{COURSE_KEY, Client, Server, peers};

/// A request by Firefox at this address, which a trusted proxy forwards.
fn request(method: &str, path: &str, from: &str) -> Request {
    Request::new(method, path)
        .header("User-Agent", "Firefox")
        .header("X-Forwarded-For", from)
}

fn class_with_addresses() -> Server {
    Server::bare().args(["--lab", "--proxy-hops", "1"]).start()
}

#[test]
fn a_link_with_a_code_records_nobody_for_who_made_it() {
    let server = lab();
    let mut planter = Student::new(&server);
    planter.page(1);
    let mut victim = server.client();
    victim.sign_in("alice");
    for path in [
        "/",
        "/teachers",
        "/sign-in",
        "/logout",
        "/nowhere",
        "/account",
    ] {
        let link = format!("{path}?private=1&tp={}", planter.code);
        victim.get(&link);
    }
    victim.get(&format!("/%2Ftp/?tp={}", planter.code));
    let seen = planter.browser.get("/echanges").status(200);
    seen.has("Rien n’est enregistré").has_not("private");
}

#[test]
fn of_a_request_that_only_a_code_ties_to_somebody_no_cookies_value_and_no_name_is_kept() {
    let server = lab();
    let mut planter = Student::new(&server);
    planter.predict(5, 0);
    let mut victim = server.client();
    victim.sign_in("alice");
    let session = victim.session().to_owned();
    let [payload, _, signature] = session.split('.').collect::<Vec<_>>()[..] else {
        panic!("{session}");
    };
    victim
        .jar
        .insert("other".to_owned(), "confidential".to_owned());
    let link = format!("/tp/5/direction?tp={}", planter.code);
    victim.get(&link).status(403);
    let link = format!("/tp/9/logout?tp={}", planter.code);
    victim.get(&link).status(302);
    let header = Request::new("GET", "/").header("X-TP", &planter.code);
    victim.jar.insert("session".to_owned(), session.clone());
    victim.send(&header).status(200);
    let seen = planter.browser.get("/echanges").status(200);
    for kept in [
        "GET /tp/5/direction",
        "GET /tp/9/logout",
        "GET /</code>",
        "session=…",
        "other=…",
        "quelqu’un y est connecté",
        "session=; Expires=",
    ] {
        assert!(seen.text().contains(kept), "no {kept} in {}", seen.text());
    }
    for secret in ["alice", payload, signature, "confiden"] {
        assert!(!seen.text().contains(secret), "{secret} in {}", seen.text());
    }
    // Nor do the pages that show a visitor's last good cookie.
    planter.predict(4, 0);
    planter.page(4).has_not(payload);
    planter.browser.get("/inspecteur").has_not(payload);
}

#[test]
fn a_cookie_that_was_set_in_another_browser_records_nothing_until_somebody_says_that_it_is_theirs()
{
    let server = class_with_addresses();
    let mut planter = server.client();
    planter.send(&request("GET", "/echanges", "192.0.2.1"));
    planter.send(&request("GET", "/echanges", "192.0.2.1"));
    // A page at another port of the host has put the cookie into the victim's browser.
    let mut victim = planter.clone_with_jar();
    let as_victim = |path: &str| request("GET", path, "192.0.2.2");
    victim.send(&as_victim("/teachers?private=1")).status(200);
    let page = victim.send(&as_victim("/tp")).status(200);
    page.has("a été posé dans un autre navigateur, ou à une autre adresse")
        .has("name=\"action\" value=\"mine\"");
    victim
        .send(&as_victim("/teachers"))
        .status(200)
        .has_not("autre navigateur");
    let seen = planter.send(&request("GET", "/echanges", "192.0.2.1"));
    seen.has("Rien n’est enregistré")
        .has_not("private")
        .has_not("autre navigateur");
    // The victim starts anew, and is recorded as someone else.
    answer(&mut victim, "anew", "192.0.2.2");
    assert_ne!(victim.jar["tp"], planter.jar["tp"]);
    victim.send(&as_victim("/teachers?private=2")).status(200);
    victim
        .send(&as_victim("/echanges"))
        .has("private=2")
        .has_not("autre navigateur");
    planter
        .send(&request("GET", "/echanges", "192.0.2.1"))
        .has_not("private");
}

/// Presses one of the two buttons.
fn answer(browser: &mut Client, action: &str, from: &str) {
    let form = Request::form("/echanges", &[("action", action)])
        .header("User-Agent", "Firefox")
        .header("X-Forwarded-For", from);
    browser.send(&form).status(302);
}

#[test]
fn who_moved_with_the_browser_goes_on_after_saying_so() {
    let server = class_with_addresses();
    let mut student = server.client();
    student.send(&request("GET", "/tp/10", "192.0.2.1"));
    let form = [("action", "predict"), ("choice", "0"), ("reason", "so")];
    let predicted = Request::form("/tp/10", &form)
        .header("User-Agent", "Firefox")
        .header("X-Forwarded-For", "192.0.2.1");
    student.send(&predicted).status(302);
    let page = student.send(&request("GET", "/tp/10", "192.0.2.3"));
    page.has("autre adresse").has("Changer ma prédiction");
    answer(&mut student, "mine", "192.0.2.3");
    student.send(&request("GET", "/teachers?moved=1", "192.0.2.3"));
    let seen = student.send(&request("GET", "/echanges", "192.0.2.3"));
    seen.has("moved=1").has_not("autre adresse");
    student
        .send(&request("GET", "/tp/10", "192.0.2.3"))
        .has("Changer ma prédiction");
    // Another site cannot claim this in someone's name.
    let foreign = Request::form("/echanges", &[("action", "mine")])
        .header("Sec-Fetch-Site", "cross-site")
        .header("X-Forwarded-For", "192.0.2.4");
    student.send(&foreign).status(403);
}

#[test]
fn ones_own_attributes_do_not_come_with_a_cookie_of_another_browser() {
    let server = class_with_addresses();
    let mut planter = server.client();
    planter.send(&request("GET", "/tp", "192.0.2.1"));
    let form = [("action", "set"), ("same_site", ""), ("lifetime", "60")];
    let set = Request::form("/reglages", &form)
        .header("User-Agent", "Firefox")
        .header("X-Forwarded-For", "192.0.2.1");
    planter.send(&set).status(200);
    let sign_in = |from: &str| {
        Request::form("/sign-in", &[("login", "alice"), ("password", "x")])
            .header("User-Agent", "Firefox")
            .header("X-Forwarded-For", from)
    };
    let own = planter.clone_with_jar().send(&sign_in("192.0.2.1"));
    assert!(!own.one("Set-Cookie").contains("HttpOnly"));
    let mut victim = planter.clone_with_jar();
    let victims = victim.send(&sign_in("192.0.2.2"));
    assert!(
        victims
            .one("Set-Cookie")
            .contains("HttpOnly; Path=/; SameSite=Lax")
    );
}

#[test]
fn of_two_cookies_the_one_that_was_set_here_counts_and_the_page_says_so() {
    let server = class_with_addresses();
    let mut planter = server.client();
    planter.send(&request("GET", "/tp", "192.0.2.1"));
    planter.send(&request("GET", "/tp", "192.0.2.1"));
    let mut victim = server.client();
    victim.send(&request("GET", "/tp", "192.0.2.2"));
    let (theirs, own) = (&planter.jar["tp"], &victim.jar["tp"]);
    // Browsers send the cookie with the longer path first.
    for both in [
        format!("tp={theirs}; tp={own}"),
        format!("tp={own}; tp={theirs}"),
    ] {
        let ask = |path: &str| request("GET", path, "192.0.2.2").header("Cookie", &*both);
        server
            .client()
            .send(&ask("/teachers?private=1"))
            .status(200);
        let seen = server.client().send(&ask("/echanges")).status(200);
        seen.has("private=1")
            .has("Celui qui a été posé dans ce navigateur compte");
    }
    planter
        .send(&request("GET", "/echanges", "192.0.2.1"))
        .has_not("private");
}

#[test]
fn where_nothing_tells_two_cookies_apart_nothing_is_recorded_for_either() {
    let server = lab();
    let (mut one, mut other) = (Student::new(&server), Student::new(&server));
    one.page(1);
    other.page(1);
    let both = format!(
        "tp={}; tp={}",
        one.browser.jar["tp"], other.browser.jar["tp"]
    );
    let ask = |path: &str| Request::new("GET", path).header("Cookie", &*both);
    server
        .client()
        .send(&ask("/teachers?private=1"))
        .status(200);
    let page = server.client().send(&ask("/tp")).status(200);
    page.has("rien ne dit lequel est le vôtre");
    for student in [&mut one, &mut other] {
        student.browser.get("/echanges").has_not("private");
    }
}

#[test]
fn over_tls_the_cookie_is_one_that_no_neighbor_can_set() {
    let Some(curl) = peers::program("curl", "--version") else {
        return;
    };
    let args = ["--lab", "--cert", "adhoc"];
    let server = Server::bare().args(args).start();
    let ask = |cookie: &str| {
        let output = std::process::Command::new(curl)
            .args([
                "-sik",
                "--max-time",
                "20",
                "-H",
                &format!("Cookie: {cookie}"),
            ])
            .arg(format!("{}/tp", server.url()))
            .output();
        String::from_utf8(output.expect("curl runs").stdout).expect("the answer is UTF-8")
    };
    let first = ask("a=b");
    let line = first
        .lines()
        .find(|it| it.starts_with("set-cookie: __Host-tp="));
    let line = line.unwrap_or_else(|| panic!("no cookie in {first}"));
    for attribute in ["; Secure", "; HttpOnly", "; Path=/", "; SameSite=Lax"] {
        assert!(line.contains(attribute), "{line}");
    }
    assert!(!line.contains("Domain"), "{line}");
    let value = between(line, "__Host-tp=", ";");
    let code = between(&first, "class=\"code\" translate=\"no\">", "<");
    let again = ask(&format!("__Host-tp={value}"));
    assert!(
        again.contains(code) && !again.contains("set-cookie"),
        "{again}"
    );
    // A cookie without the prefix can be set by anyone.
    let planted = ask(&format!("tp={value}"));
    assert!(!planted.contains(code), "{planted}");
}

#[test]
fn many_cookies_of_the_name_are_nobodys() {
    let server = lab();
    let mut student = Student::new(&server);
    student.page(1);
    let junk = "tp=e30.awVEAA.x; ".repeat(500);
    let cookie = format!("{junk}tp={}", student.browser.jar["tp"]);
    let request = Request::new("GET", "/tp").header("Cookie", cookie);
    let page = server.client().send(&request).status(200);
    page.has("progression repart de zéro")
        .has_not(&student.code);
}

#[test]
fn a_good_cookie_of_the_session_says_nothing_of_whose_the_practical_is() {
    let server = lab();
    let mut student = Student::new(&server);
    student.predict(10, 0);
    let mut other = server.client();
    let session = format!(r#"{{"code":"{}"}}"#, student.code);
    let session = serializer(COURSE_KEY).dumps(session.as_bytes(), now());
    other.jar.insert("session".to_owned(), session);
    let page = other.get("/tp/10/preuve").status(200);
    assert!(page.get("X-TP-Preuve").is_none());
    assert!(!page.text().contains(&proof(student.class_code())));
}
