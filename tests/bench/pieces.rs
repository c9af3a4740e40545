//! Measures the inner parts: `cargo bench`. `tests/bench/run` measures the whole, and its peers.

use std::hint::black_box;
use std::net::SocketAddr;

use divan::Bencher;
use flask_session_demo::accounts::{self, Accounts};
use flask_session_demo::anatomy::{Examination, Examiner, write_json};
use flask_session_demo::clock::Clock;
use flask_session_demo::config::{Config, Environment, Options};
use flask_session_demo::http::{Limits, Request};
use flask_session_demo::itsdangerous::{
    Digest, KeyDerivation, SecretKey, SecretKeys, Signer, UrlSafeTimedSerializer,
};
use flask_session_demo::session::{SALT, dumps, loads};
use flask_session_demo::web::{App, Contents};

const NOW: u64 = 1_795_507_200;

/// What the site stores about a visitor who has signed in.
const SESSION: &str = r#"{"user":{"username":"alice"}}"#;

/// A session of a few kilobytes, which Flask compresses.
fn large_session() -> String {
    let item = |number: usize| {
        format!(r#"{{"name":"item {number}","price":{number}.5,"tags":[" a","b"]}}"#)
    };
    let items: Vec<String> = (0..60).map(item).collect();
    format!(
        r#"{{"cart":[{}],"user":{{"username":"alice"}}}}"#,
        items.join(",")
    )
}

fn keys() -> SecretKeys {
    SecretKeys::new(SecretKey::new("a key that only measures the time"))
}

fn signer() -> Signer {
    Signer::new(&keys(), SALT.as_bytes(), KeyDerivation::Hmac, Digest::Sha1)
}

fn cookie(json: &str) -> String {
    UrlSafeTimedSerializer::new(signer()).dumps(json.as_bytes(), NOW)
}

fn main() {
    divan::main();
}

#[divan::bench_group]
mod hmac {
    use super::{Bencher, SESSION, black_box, cookie, signer};

    #[divan::bench]
    fn derive_the_key() {
        black_box(signer());
    }

    #[divan::bench]
    fn sign(bencher: Bencher<'_, '_>) {
        let signer = signer();
        bencher.bench(|| {
            signer.get_signature(black_box(b"eyJ1c2VyIjp7InVzZXJuYW1lIjoiYWxpY2UifX0.awVEAA"))
        });
    }

    #[divan::bench]
    fn verify(bencher: Bencher<'_, '_>) {
        let (signer, cookie) = (signer(), cookie(SESSION));
        let (value, signature) = cookie.rsplit_once('.').expect("three parts");
        bencher
            .bench(|| signer.verify_signature(black_box(value.as_bytes()), signature.as_bytes()));
    }
}

#[divan::bench_group]
mod json {
    use super::{Bencher, SESSION, black_box, dumps, large_session, loads};

    #[divan::bench]
    fn read_small(bencher: Bencher<'_, '_>) {
        bencher.bench(|| loads(black_box(SESSION)));
    }

    #[divan::bench]
    fn read_large(bencher: Bencher<'_, '_>) {
        let json = large_session();
        bencher.bench(|| loads(black_box(&json)));
    }

    #[divan::bench]
    fn write_small(bencher: Bencher<'_, '_>) {
        let session = loads(SESSION).expect("JSON");
        bencher.bench(|| dumps(black_box(&session)));
    }

    #[divan::bench]
    fn write_large(bencher: Bencher<'_, '_>) {
        let session = loads(&large_session()).expect("JSON");
        bencher.bench(|| dumps(black_box(&session)));
    }
}

#[divan::bench_group]
mod decode {
    use super::{
        Bencher, Examination, Examiner, NOW, SESSION, black_box, cookie, keys, large_session,
        write_json,
    };

    fn examiner() -> Examiner {
        Examiner::new(Examination::as_flask(keys(), 2_678_400))
    }

    fn examine(bencher: Bencher<'_, '_>, json: &str) {
        let (examiner, cookie) = (examiner(), cookie(json));
        bencher.bench(|| examiner.examine(black_box(&cookie), NOW));
    }

    #[divan::bench]
    fn examine_small(bencher: Bencher<'_, '_>) {
        examine(bencher, SESSION);
    }

    #[divan::bench]
    fn examine_compressed(bencher: Bencher<'_, '_>) {
        examine(bencher, &large_session());
    }

    #[divan::bench]
    fn write_one_line_of_json(bencher: Bencher<'_, '_>) {
        let anatomy = examiner().examine(&cookie(SESSION), NOW);
        let mut out = Vec::new();
        bencher.bench_local(move || {
            out.clear();
            write_json(&mut out, black_box(&anatomy), 0, |_| String::new());
        });
    }
}

/// A complete answer by the site, without the network and hyper.
#[divan::bench_group]
mod page {
    use super::{
        Accounts, App, Bencher, Clock, Config, Contents, Environment, Limits, Options, Request,
        SESSION, SocketAddr, accounts, cookie,
    };

    /// A site whose database is deleted when this is dropped.
    struct Site {
        app: App,
        runtime: tokio::runtime::Runtime,
        _folder: tempfile::TempDir,
    }

    fn site() -> Site {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let options = Options {
            set: vec![(
                "SECRET_KEY".into(),
                "a key that only measures the time".into(),
            )],
            data_dir: Some(folder.path().to_owned()),
            ..Options::default()
        };
        let config = Config::read(&options, &Environment::default()).expect("settings that can be");
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build();
        let runtime = runtime.expect("a runtime can be made");
        let clock = Clock::Fixed(super::NOW);
        let accounts = Accounts::open(&config.database, accounts::Settings::new(clock));
        let accounts = runtime.block_on(accounts).expect("a database can be made");
        Site {
            app: Contents::read(&config)
                .and_then(|contents| App::new(&config, contents, accounts, clock))
                .expect("the templates are right"),
            runtime,
            _folder: folder,
        }
    }

    fn get(bencher: Bencher<'_, '_>, path: &str, cookie: &str) {
        let site = site();
        let peer = SocketAddr::from(([127, 0, 0, 1], 50000));
        let request = || {
            let mut request = hyper::Request::get(path).header("Host", "127.0.0.1:5000");
            if !cookie.is_empty() {
                request = request.header("Cookie", format!("session={cookie}"));
            }
            Request::new(
                request.body("").expect("a request"),
                peer,
                Limits::default(),
            )
        };
        bencher
            .with_inputs(request)
            .bench_local_values(|request| site.runtime.block_on(site.app.respond(request)));
    }

    #[divan::bench]
    fn home(bencher: Bencher<'_, '_>) {
        get(bencher, "/", "");
    }

    #[divan::bench]
    fn home_signed_in(bencher: Bencher<'_, '_>) {
        get(bencher, "/", &cookie(SESSION));
    }

    #[divan::bench]
    fn teachers(bencher: Bencher<'_, '_>) {
        get(bencher, "/teachers", "");
    }

    #[divan::bench]
    fn inspector(bencher: Bencher<'_, '_>) {
        get(bencher, "/inspecteur", &cookie(SESSION));
    }

    #[divan::bench]
    fn style_sheet(bencher: Bencher<'_, '_>) {
        get(bencher, "/static/style.css", "");
    }
}
