//! Thousands of inputs that nobody thought of: none may cause an error on our side, a disagreement
//! between two parts, or a request that exceeds its bounds.
//!
//! The seeds are the same in every run; `FSD_GENERATED=1800 cargo test --test it generated` goes on
//! with others for that many seconds. A failure names its seed, and `FSD_GENERATED_SEED=…` repeats
//! it.

mod inputs;
mod json;
mod random;

use std::time::{Duration, Instant};

use flask_session_demo::http::{Limits, Request};
use flask_session_demo::itsdangerous::{SecretKey, SecretKeys};
use flask_session_demo::session::{SecureCookieSessionInterface, Session, SessionConfig, Value};
use hyper::body::Bytes;

use self::inputs::NOW;
use self::random::Random;
use crate::support::COURSE_KEY;
use crate::support::allocator::{Allocated, counted};
use crate::support::site::{Answer, Site};

/// How many inputs of each kind a normal run tries.
const USUAL: u64 = 500;

/// The most bytes that a request may hold at one time, and may allocate in total.
const MAX_PEAK: usize = 4 * 1024 * 1024;
const MAX_TOTAL: usize = 24 * 1024 * 1024;

/// The largest answer, in bytes.
const MAX_ANSWER: usize = 256 * 1024;

/// Generous, for a debug build on a busy machine; the product's own limit is 20 ms.
const PATIENCE: Duration = Duration::from_secs(10);

/// The maxima so far for one kind of input, each with its seed.
#[derive(Debug, Default)]
struct Worst {
    inputs: u64,
    time: (Duration, u64),
    peak: (usize, u64),
    total: (usize, u64),
    answer: (usize, u64),
}

impl Worst {
    fn learn(&mut self, seed: u64, time: Duration, allocated: Allocated, answer: usize) {
        self.inputs += 1;
        self.time = self.time.max((time, seed));
        self.peak = self.peak.max((allocated.peak, seed));
        self.total = self.total.max((allocated.total, seed));
        self.answer = self.answer.max((answer, seed));
    }
}

/// A site, with the interface by which it opens sessions.
struct Bench {
    site: Site,
    sessions: SecureCookieSessionInterface,
    worst: Worst,
}

impl Bench {
    fn new() -> Self {
        let keys = SecretKeys::new(SecretKey::new(COURSE_KEY));
        let bench = Self {
            site: Site::lab(NOW),
            sessions: SecureCookieSessionInterface::new(SessionConfig::default(), &keys),
            worst: Worst::default(),
        };
        // Each thread parses the templates once.
        bench.site.get("/", "");
        bench
    }

    /// Sends a request, and checks that the site stays within its bounds.
    #[track_caller]
    fn send(&mut self, seed: u64, request: hyper::Request<Bytes>, proxy_hops: usize) -> Answer {
        let limits = Limits {
            proxy_hops,
            ..Limits::default()
        };
        let target = format!("seed {seed}: {} {}", request.method(), request.uri());
        let request = Request::new(request, ([127, 0, 0, 1], 1).into(), limits);
        let started = Instant::now();
        let (answer, allocated) = counted(|| self.site.send(request));
        let time = started.elapsed();
        self.worst.learn(seed, time, allocated, answer.text.len());
        assert!(answer.status < 500, "{target}: {}", answer.status);
        assert!(allocated.peak <= MAX_PEAK, "{target}: {allocated:?}");
        assert!(allocated.total <= MAX_TOTAL, "{target}: {allocated:?}");
        let size = answer.text.len();
        assert!(size <= MAX_ANSWER, "{target}: {size} bytes of answer");
        assert!(time < PATIENCE, "{target}: {time:?}");
        answer
    }

    /// The session that the site opens for these `Cookie` lines; `None` if it refuses the cookie.
    fn opened<'line>(&self, lines: impl IntoIterator<Item = &'line [u8]>) -> Option<Session> {
        let (session, refusal) = self.sessions.open_session(lines, NOW);
        refusal.is_none().then_some(session)
    }
}

/// Calls `attempt` for each seed of one kind of input.
fn generate(kind: u64, attempt: impl Fn(&mut Bench, u64, &mut Random)) {
    let mut bench = Bench::new();
    let started = Instant::now();
    if let Some(seed) = variable("FSD_GENERATED_SEED") {
        if seed >> 48 == kind {
            attempt(&mut bench, seed, &mut Random::new(seed));
            println!("{:#?}", bench.worst);
        }
        return;
    }
    let wished = variable("FSD_GENERATED").map(Duration::from_secs);
    let mut number = 0;
    while wished.map_or(number < USUAL, |wished| started.elapsed() < wished) {
        let seed = kind << 48 | number;
        attempt(&mut bench, seed, &mut Random::new(seed));
        number += 1;
    }
    println!("{:#?} in {:?}", bench.worst, started.elapsed());
}

/// A number from the environment, set only for special runs.
#[expect(
    clippy::disallowed_methods,
    reason = "a switch of the tests, not of the product"
)]
fn variable(name: &str) -> Option<u64> {
    let text = std::env::var(name).ok()?;
    Some(text.parse().expect("a number was given"))
}

fn get(target: &str) -> hyper::http::request::Builder {
    hyper::Request::get(target).header("host", "localhost")
}

#[test]
fn a_text_that_was_pasted_gets_a_verdict() {
    generate(1, |bench, seed, random| {
        let text = random.pasted();
        let form = form_urlencoded::Serializer::new(String::new())
            .append_pair("cookie", &text)
            .append_pair("action", "verify")
            .finish();
        let request = hyper::Request::post("/banc")
            .header("host", "localhost")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Bytes::from(form))
            .expect("the request is well made");
        let answer = bench.send(seed, request, 0);
        assert!(
            matches!(answer.status, 200 | 400 | 413),
            "seed {seed}: {}",
            answer.status
        );
    });
}

#[test]
fn a_cookie_gets_a_page_and_one_verdict_everywhere() {
    const PAGES: [&str; 6] = [
        "/inspecteur.json",
        "/inspecteur",
        "/",
        "/echanges",
        "/tp/3",
        "/tp/5/direction",
    ];
    generate(2, |bench, seed, random| {
        let cookie = random.cookie();
        let line = format!("session={cookie}").replace(|char: char| char.is_control(), "");
        let page = if random.once_in(2) {
            PAGES[0]
        } else {
            random.pick(&PAGES)
        };
        let request = get(page)
            .header("cookie", line.as_bytes())
            .body(Bytes::new());
        let answer = bench.send(seed, request.expect("it is well made"), 0);
        if page == PAGES[0] && answer.status == 200 {
            // Searched as text: sessions may be nested more deeply than `serde_json` reads.
            let rest = answer.text.split_once("\"verdict\":\"");
            let verdict = rest.and_then(|(_, rest)| rest.split('"').next());
            let is_taken = bench
                .opened([line.as_bytes()])
                .is_some_and(|it| !it.is_new());
            assert!(
                !is_taken || verdict == Some("valid"),
                "seed {seed}: the site takes what is {verdict:?} to the inspector"
            );
        }
    });
}

#[test]
fn a_form_makes_a_session_that_can_be_read_or_none() {
    const PAGES: [&str; 9] = [
        "/sign-in",
        "/sign-in",
        "/sign-up",
        "/account",
        "/logout",
        "/banc",
        "/tp",
        "/reglages",
        "/echanges",
    ];
    generate(3, |bench, seed, random| {
        let page = match random.below(12) {
            number @ 1..=10 if random.once_in(3) => format!("/tp/{number}"),
            _ => random.pick(&PAGES).to_owned(),
        };
        let line = format!("session={}", random.cookie());
        let line = line.replace(|char: char| char.is_control(), "");
        let request = hyper::Request::post(page)
            .header("host", "localhost")
            .header("cookie", line.as_bytes())
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Bytes::from(random.form()));
        let answer = bench.send(seed, request.expect("it is well made"), 0);
        let issued = answer.set_cookies.iter();
        for issued in issued.filter_map(|it| it.strip_prefix("session=")?.split(';').next()) {
            let line = format!("session={issued}");
            let is_read = issued.is_empty() || bench.opened([line.as_bytes()]).is_some();
            assert!(is_read, "seed {seed}: {issued}");
        }
    });
}

#[test]
fn a_list_of_headers_opens_the_session_of_its_first_good_cookie_or_none() {
    generate(4, |bench, seed, random| {
        let lines = random.headers();
        let hops = random.below(3);
        let mut request = hyper::Request::get("/?lang=en");
        if random.once_in(2) {
            request = request.header("host", "localhost");
        }
        for (name, value) in &lines {
            request = request.header(*name, value.as_slice());
        }
        let answer = bench.send(
            seed,
            request.body(Bytes::new()).expect("it is well made"),
            hops,
        );
        if answer.status != 200 {
            assert!(
                matches!(answer.status, 400 | 431),
                "seed {seed}: {}",
                answer.status
            );
            return;
        }
        let cookies = lines.iter().filter(|(name, _)| *name == "cookie");
        let session = bench.opened(cookies.map(|(_, value)| value.as_slice()));
        let user = session.as_ref().and_then(user);
        let is_greeted = !answer.text.contains("<h1>Hello</h1>");
        assert_eq!(is_greeted, user.is_some(), "seed {seed}: {user:?}");
    });
}

/// The name of the user who is signed in.
fn user(session: &Session) -> Option<String> {
    let name = session.peek("user")?.as_dict()?.get("username")?;
    match name {
        Value::String(name) | Value::Markup(name) => {
            Some(name.to_string()).filter(|name| !name.is_empty())
        }
        _ => None,
    }
}
