//! A full room at one server: two hundred students at once, and far more visitors than it
//! remembers.

use std::fs;
use std::net::SocketAddr;
use std::sync::Barrier;
use std::thread::{self, ScopedJoinHandle};

use data_encoding::BASE64URL_NOPAD;
use flask_session_demo::classroom::MAX_VISITORS;

use super::student::{Student, between};
use crate::support::client::{Connection, Request};
use crate::support::cookies::{now, serializer};
use crate::support::{COURSE_KEY, Client, Server};

const STUDENTS: usize = 200;

/// What no page is larger than.
const MOST_BYTES: usize = 256 * 1024;

const MIB: u64 = 1024 * 1024;

/// The memory that a full room may take if each visitor fills all that is remembered of one: twice
/// 32 KiB each.
const MOST_MEMORY: u64 = 64 * MIB;

/// A student at a seat, with what only this student may know.
struct Seat {
    number: usize,
    student: Student,
    word: String,
}

impl Seat {
    fn choice(&self) -> u8 {
        choice(self.number)
    }

    fn pseudonym(&self) -> String {
        pseudonym(self.number)
    }
}

/// Each seat has its own prediction.
fn choice(number: usize) -> u8 {
    u8::try_from(number % 3).expect("less than three")
}

fn pseudonym(number: usize) -> String {
    format!("place-{number:03}")
}

#[test]
fn two_hundred_students_at_once_do_not_disturb_each_other() {
    let server = Server::bare().args(["--lab"]).start();
    let address = server.address();
    let idle = idle(&server);
    let before = Memory::of(&server);
    let mut seats = at_once((0..STUDENTS).collect(), |number| begin(address, number));
    let neighbors: Vec<(String, String)> = seats
        .iter()
        .map(|seat| (seat.student.code.clone(), seat.word.clone()))
        .cycle()
        .skip(1)
        .take(STUDENTS)
        .collect();
    seats = at_once(
        seats.into_iter().zip(neighbors).collect(),
        |(mut seat, (code, word))| {
            go_on(address, &mut seat, &code, &word);
            seat
        },
    );
    let after = Memory::of(&server);
    assert_all_are_on_the_board(&server, &seats);
    assert_saw_nothing(idle);
    if let (Some(before), Some(after)) = (before, after) {
        println!("{STUDENTS} students: {before} before, {after} afterwards");
        assert!(after.peak - before.now < MOST_MEMORY, "{before}, {after}");
    }
}

/// Does something for each item, all at the same moment.
fn at_once<T: Send, R: Send>(items: Vec<T>, act: impl Fn(T) -> R + Sync) -> Vec<R> {
    let start = Barrier::new(items.len());
    thread::scope(|scope| {
        let (start, act) = (&start, &act);
        let threads: Vec<_> = items
            .into_iter()
            .map(|item| {
                scope.spawn(move || {
                    start.wait();
                    act(item)
                })
            })
            .collect();
        let ended = threads.into_iter().map(ScopedJoinHandle::join);
        ended.map(|ended| ended.expect("nobody failed")).collect()
    })
}

/// A student who predicts and does nothing else.
fn idle(server: &Server) -> Student {
    let mut idle = Student::new(server);
    for exercise in 1..=5 {
        idle.predict(exercise, 0);
    }
    idle
}

#[track_caller]
fn assert_saw_nothing(mut idle: Student) {
    for exercise in 1..=5 {
        let page = idle.page(exercise);
        let seen = page.text().matches("<span class=\"hidden\">vu").count();
        assert_eq!(seen, 0, "{}", page.text());
    }
    idle.browser.get("/echanges").has_not("place-");
}

/// Does exercises 1 and 2, and finds the word of exercise 3.
fn begin(address: SocketAddr, number: usize) -> Seat {
    let mut student = Student::arrive(Client::new(address));
    let form = [("action", "pseudonym"), ("pseudonym", &pseudonym(number))];
    student.browser.post("/tp", &form).status(302);
    for exercise in 1..=5 {
        student.predict(exercise, choice(number));
    }
    memory(address, &mut student);
    headers(address, &mut student);
    let word = hidden_word(&mut student);
    Seat {
        number,
        student,
        word,
    }
}

fn memory(address: SocketAddr, student: &mut Student) {
    let hello = format!("Bonjour {}</h1>", student.code);
    let home = student.curl("GET", "/");
    Client::new(address)
        .send(&student.curl_sign_in())
        .status(302);
    Client::new(address).send(&home).status(200).has_not(&hello);
    let mut jar = Client::new(address);
    jar.send(&student.curl_sign_in()).status(302);
    jar.send(&home).status(200).has(&hello);
    explain(student, 1);
}

fn headers(address: SocketAddr, student: &mut Student) {
    student.post(2, &[("action", "start")]).status(302);
    let mut jar = Client::new(address);
    let (mut set_cookie, mut cookie) = (0, 0);
    let home = student.curl("GET", "/");
    for request in [
        student.curl_sign_in(),
        home.clone(),
        home.clone(),
        home.clone(),
        home.clone(),
        home,
    ] {
        cookie += u32::from(!jar.jar.is_empty());
        let answer = jar.send(&request);
        set_cookie += u32::from(answer.set_cookie().is_some());
    }
    let answer = [
        ("action", "answer"),
        ("set_cookie", &set_cookie.to_string()),
        ("cookie", &cookie.to_string()),
    ];
    student.post(2, &answer).status(302);
    explain(student, 2);
}

/// Reads the word without the key, from the first part of the cookie.
fn hidden_word(student: &mut Student) -> String {
    student.post(3, &[("action", "start")]).status(302);
    student.page(3);
    let payload = student.browser.session().split('.').next();
    let payload = payload.expect("a cookie has a first part");
    let json = BASE64URL_NOPAD.decode(payload.as_bytes());
    let json = String::from_utf8(json.expect("it is base64url")).expect("JSON is UTF-8");
    between(&json, "\"mot\":\"", "\"").to_owned()
}

/// Does the rest of exercise 3, and exercises 4 and 5; what belongs to the neighbor is not
/// accepted.
fn go_on(address: SocketAddr, seat: &mut Seat, neighbor: &str, neighbors_word: &str) {
    let own = seat.student.code.clone();
    let student = &mut seat.student;
    if seat.word != neighbors_word {
        let stolen = [("action", "answer"), ("word", neighbors_word)];
        student
            .post(3, &stolen)
            .status(400)
            .has("Ce n’est pas le mot");
    }
    let found = [("action", "answer"), ("word", &seat.word)];
    student.post(3, &found).status(302);
    explain(student, 3);
    one_byte(address, student);

    let enter = |code: &str| {
        let session = format!(r#"{{"code":"{code}","user":{{"username":"direction"}}}}"#);
        let forged = serializer(COURSE_KEY).dumps(session.as_bytes(), now());
        let page = student.curl("GET", "/tp/5/direction");
        let page = page.header("Cookie", format!("session={forged}"));
        Client::new(address).send(&page)
    };
    enter(neighbor).status(403);
    assert!(!student_has_observed(address, student, 5));
    enter(&own).status(200);
    explain(student, 5);

    let seen = student.browser.get("/echanges").status(200);
    seen.has(&own).has_not(neighbor);
    let report = student.browser.get("/tp/bilan").status(200);
    report.has(&seat.pseudonym()).has_not(neighbor);
}

/// Changes each part of the cookie on the bench, one after another, then sends a damaged one to the
/// site.
fn one_byte(address: SocketAddr, student: &mut Student) {
    let original = student.browser.session().to_owned();
    let (signed, signature) = original.rsplit_once('.').expect("a cookie has parts");
    let (payload, timestamp) = signed.rsplit_once('.').expect("a cookie has parts");
    // The next letter or digit, since two of the last character's six bits do not count.
    let (kept, last) = signature.split_at(signature.len() - 1);
    let next = char::from(last.as_bytes()[0] + 1);
    let turned = |part: &str| {
        let first = if part.starts_with('b') { 'c' } else { 'b' };
        format!("{first}{}", part.split_at(1).1)
    };
    let damaged = format!("{}.{timestamp}.{signature}", turned(payload));
    for changed in [
        damaged.clone(),
        format!("{payload}.{}.{signature}", turned(timestamp)),
        format!("{payload}.{timestamp}.{}", turned(signature)),
        format!("{payload}.{timestamp}.{kept}{next}"),
    ] {
        let form = [
            ("action", "verify"),
            ("original", &*original),
            ("seen", &*changed),
            ("cookie", &*changed),
        ];
        student
            .browser
            .post("/banc", &form)
            .status(200)
            .has("Refusé au contrôle 2 sur 4");
    }
    let home = student.curl("GET", "/");
    let home = home.header("Cookie", format!("session={damaged}"));
    Client::new(address)
        .send(&home)
        .status(200)
        .has("Bonjour</h1>");
    explain(student, 4);
}

/// Whether the browser shows it, asked with a copy of its cookies.
fn student_has_observed(address: SocketAddr, student: &Student, exercise: u8) -> bool {
    let mut copy = Client::new(address);
    copy.jar.clone_from(&student.browser.jar);
    let page = copy.get(&format!("/tp/{exercise}")).status(200);
    page.text().contains("id=\"expliquer\"")
}

#[track_caller]
fn explain(student: &mut Student, exercise: u8) {
    assert!(student.has_observed(exercise), "{exercise}");
    let text = format!("{} dit pourquoi", student.code);
    let form = [("action", "hand-in"), ("explanation", &text)];
    student.post(exercise, &form).status(302);
    student.page(exercise).has("id=\"correction\"").has(&text);
}

#[track_caller]
fn assert_all_are_on_the_board(server: &Server, seats: &[Seat]) {
    let host = format!("127.0.0.1:{}", server.address().port());
    let ask = |path: &str| {
        let request = Request::new("GET", path).header("Host", &host);
        server.client().send(&request).status(200)
    };
    let csv = ask("/prof.csv");
    let board = ask("/prof");
    for seat in seats {
        let choice = ["a", "b", "c"][usize::from(seat.choice())];
        let row = format!(
            "{},\"{}\",{}{}{choice},{choice},{choice},{choice},{choice},,,,,,",
            seat.student.code,
            seat.pseudonym(),
            "\"fait\",".repeat(5),
            "\"pas commencé\",".repeat(5),
        );
        assert!(csv.text().contains(&row), "no {row} in\n{}", csv.text());
        assert!(board.text().contains(&seat.pseudonym()));
    }
    assert_eq!(board.text().matches("place-").count(), STUDENTS);
    let bytes = board.text().len();
    println!("the board of {STUDENTS} students: {bytes} bytes");
    assert!(bytes < MOST_BYTES, "{bytes}");
}

#[test]
fn more_visitors_than_are_kept_take_no_more_memory_whatever_they_send() {
    let server = Server::bare().args(["--lab"]).start();
    let before = Memory::of(&server);
    crowd(server.address(), MAX_VISITORS);
    let full = Memory::of(&server);
    crowd(server.address(), MAX_VISITORS);
    let after = Memory::of(&server);
    if let (Some(before), Some(full), Some(after)) = (before, full, after) {
        println!(
            "{before} before, {full} with {MAX_VISITORS} visitors, {after} with twice as many"
        );
        assert!(
            after.peak - before.now < MOST_MEMORY,
            "{before}, {full}, {after}"
        );
        assert!(after.peak < full.peak + MOST_MEMORY / 8, "{full}, {after}");
    }
}

/// New visitors, each of whom fills all that is remembered of one: with large cookies, or with
/// hundreds of small ones.
fn crowd(address: SocketAddr, count: usize) {
    const THREADS: usize = 8;
    let large = format!("Cookie: x={}\r\n", "y".repeat(3500)).repeat(4);
    let many = "Cookie: a=b\r\n".repeat(250);
    at_once((0..THREADS).collect(), |_| {
        let mut connection = Connection::open(address);
        for number in 0..count / THREADS {
            let mut ask = |path: &str, cookies: &str| {
                connection.send(format!(
                    "GET {path} HTTP/1.1\r\nHost: localhost\r\n{cookies}\r\n"
                ));
                connection.response().status(200)
            };
            let page = ask("/tp", "");
            let tp = page
                .one("Set-Cookie")
                .split(';')
                .next()
                .unwrap_or_default()
                .to_owned();
            let filling = if number % 2 == 0 { &large } else { &many };
            for _ in 0..5 {
                ask("/", &format!("Cookie: {tp}\r\n{filling}"));
            }
        }
    });
}

/// The memory of a process, in bytes.
struct Memory {
    now: u64,
    peak: u64,
}

impl Memory {
    /// `None` except on Linux.
    fn of(server: &Server) -> Option<Self> {
        let status = fs::read_to_string(format!("/proc/{}/status", server.pid())).ok()?;
        let field = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name))?;
            let kib: u64 = line.trim().trim_end_matches(" kB").parse().ok()?;
            Some(kib * 1024)
        };
        Some(Self {
            now: field("VmRSS:")?,
            peak: field("VmHWM:")?,
        })
    }
}

impl std::fmt::Display for Memory {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [now, peak] = [self.now, self.peak].map(|bytes| bytes / MIB);
        write!(f, "{now} MiB (at most {peak})")
    }
}
