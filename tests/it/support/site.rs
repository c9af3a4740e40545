//! A site in the test's own process, at a fixed second, for what depends on the clock.

use std::net::{Ipv4Addr, SocketAddr};

use flask_session_demo::accounts::{Accounts, Settings};
use flask_session_demo::clock::Clock;
use flask_session_demo::config::{Config, Environment, Options};
use flask_session_demo::http::{self, Limits};
use flask_session_demo::itsdangerous::SecretKeys;
use flask_session_demo::web::{App, Contents};
use form_urlencoded::Serializer;
use http_body_util::BodyExt;
use hyper::header::HeaderValue;
use tempfile::TempDir;
use tokio::runtime::Runtime;

/// A `serve --lab` whose key and lifetime a test may choose.
pub(crate) struct Site {
    app: App,
    runtime: Runtime,
    _folder: TempDir,
}

/// The site's answer to a request.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) text: String,
    /// The values of its `Set-Cookie` headers.
    pub(crate) set_cookies: Vec<String>,
}

impl Site {
    /// With the defaults of `serve --lab`.
    pub(crate) fn lab(now: u64) -> Self {
        Self::new(now, |_| {})
    }

    /// With other settings.
    pub(crate) fn new(now: u64, set: impl FnOnce(&mut Config)) -> Self {
        let folder = TempDir::new().expect("a temporary folder can be made");
        let options = Options {
            lab: true,
            data_dir: Some(folder.path().to_owned()),
            ..Options::default()
        };
        let mut config =
            Config::read(&options, &Environment::default()).expect("the defaults can be");
        set(&mut config);
        let clock = Clock::Fixed(now);
        let runtime = Runtime::new().expect("a runtime can be started");
        let accounts = Accounts::open(&config.database, Settings::new(clock));
        let accounts = runtime.block_on(accounts).expect("an empty database opens");
        let app = Contents::read(&config)
            .and_then(|contents| App::new(&config, contents, accounts, clock))
            .expect("the site starts");
        Self {
            app,
            runtime,
            _folder: folder,
        }
    }

    /// With the keys and the lifetime of a vector.
    pub(crate) fn with_keys(now: u64, keys: SecretKeys, lifetime: u64) -> Self {
        Self::new(now, |config| {
            config.keys = keys;
            config.session.permanent_session_lifetime = lifetime;
        })
    }

    /// Where the room reaches it.
    pub(crate) fn reached_at(self, in_the_room: &[&str]) -> Self {
        let addresses: Vec<String> = in_the_room.iter().map(|it| (*it).to_owned()).collect();
        Self {
            app: self.app.reached_at(&addresses),
            ..self
        }
    }

    /// Gets a page with these cookies, which may be any bytes.
    #[track_caller]
    pub(crate) fn get(&self, target: &str, cookies: &str) -> Answer {
        let mut request = hyper::Request::get(target).header("host", "localhost");
        if !cookies.is_empty() {
            let value = HeaderValue::from_bytes(cookies.as_bytes());
            request = request.header("cookie", value.expect("a header can carry it"));
        }
        self.answer(request.body("").expect("the request is well made"))
    }

    /// Posts a form.
    #[track_caller]
    pub(crate) fn post(&self, target: &str, form: &[(&str, &str)]) -> Answer {
        let body = Serializer::new(String::new()).extend_pairs(form).finish();
        let request = hyper::Request::post(target)
            .header("host", "localhost")
            .header("content-type", "application/x-www-form-urlencoded");
        let body = hyper::body::Bytes::from(body);
        self.answer(request.body(body).expect("the request is well made"))
    }

    #[track_caller]
    fn answer<B: Into<http::Body>>(&self, request: hyper::Request<B>) -> Answer {
        let peer = SocketAddr::from((Ipv4Addr::LOCALHOST, 1));
        self.send(http::Request::new(request, peer, Limits::default()))
    }

    /// Answers any request.
    #[track_caller]
    pub(crate) fn send(&self, request: http::Request) -> Answer {
        let response = self.runtime.block_on(self.app.respond(request));
        let (head, body) = response.into_parts();
        let body = self.runtime.block_on(body.collect());
        let body = body.expect("a body in memory is whole").to_bytes();
        Answer {
            status: head.status.as_u16(),
            set_cookies: head
                .headers
                .get_all("set-cookie")
                .iter()
                .map(|line| String::from_utf8_lossy(line.as_bytes()).into_owned())
                .collect(),
            text: String::from_utf8(body.to_vec()).expect("a page is UTF-8"),
        }
    }
}
