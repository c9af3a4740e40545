//! TLS with a certificate made at the start, and with one from files.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::support::flask::output_of;
use crate::support::{Fsd, KEY, Server, peers};

fn adhoc() -> Server {
    Server::new().args(["--cert", "adhoc"]).start()
}

/// What `curl -k -i` prints, headers and page; `None` without curl.
#[track_caller]
fn curl(args: &[&str]) -> Option<String> {
    let curl = peers::program("curl", "--version")?;
    Some(output_of(
        Command::new(curl)
            .args(["-sik", "--max-time", "20"])
            .args(args),
        "",
    ))
}

/// Makes a certificate and key for this name; `None` without openssl.
#[track_caller]
pub(crate) fn make_certificate(folder: &Path, name: &str) -> Option<()> {
    let openssl = peers::program("openssl", "version")?;
    let output = Command::new(openssl)
        .args([
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-nodes",
        ])
        .args(["-days", "2", "-subj", &format!("/CN={name}")])
        .args(["-addext", &format!("subjectAltName=DNS:{name}")])
        .arg("-keyout")
        .arg(folder.join("key.pem"))
        .arg("-out")
        .arg(folder.join("cert.pem"))
        .output()
        .expect("openssl runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    Some(())
}

#[test]
fn a_certificate_made_at_start_serves_tls_1_2_and_1_3_only() {
    let server = adhoc();
    assert!(
        server.url().starts_with("https://127.0.0.1:"),
        "{}",
        server.url()
    );
    let banner = server.wait_for_log("Ctrl-C");
    assert!(
        banner.contains("SHA-256 ") && banner.contains("browsers warn"),
        "{banner}"
    );
    for version in [&["--tlsv1.2", "--tls-max", "1.2"][..], &["--tlsv1.3"]] {
        let Some(page) = curl(&[version, &[server.url()]].concat()) else {
            return;
        };
        assert!(page.starts_with("HTTP/1.1 200"), "{page}");
        assert!(
            !page.to_lowercase().contains("strict-transport-security"),
            "{page}"
        );
    }
    let Some(openssl) = peers::program("openssl", "version") else {
        return;
    };
    let address = server.address().to_string();
    let certificate = Command::new("sh")
        .args(["-c", "openssl s_client -connect $0 </dev/null 2>&1 | openssl x509 -noout -text -checkend 31000000", &address])
        .output()
        .expect("sh runs");
    let text = String::from_utf8_lossy(&certificate.stdout);
    for part in [
        "CN = flask-session-demo",
        "TLS Web Server Authentication",
        "DNS:localhost",
        "IP Address:127.0.0.1",
        "Certificate will not expire",
    ] {
        assert!(text.contains(part), "no {part:?} in {text}");
    }
    for (version, is_spoken) in [("-tls1_3", true), ("-tls1_2", true), ("-tls1_1", false)] {
        let output = Command::new(openssl)
            .args([
                "s_client",
                "-connect",
                &address,
                version,
                "-cipher",
                "ALL:@SECLEVEL=0",
            ])
            .stdin(std::process::Stdio::null())
            .output()
            .expect("openssl runs");
        assert_eq!(output.status.success(), is_spoken, "{version}");
    }
}

#[test]
fn under_tls_the_cookie_is_secure_unless_told_otherwise() {
    let sign_in = |server: &Server| {
        curl(&[
            "-d",
            "login=alice&password=x",
            &format!("{}/sign-in", server.url()),
        ])
    };
    let Some(page) = sign_in(&adhoc()) else {
        return;
    };
    assert!(
        page.contains("; Secure; HttpOnly; Path=/; SameSite=Lax"),
        "{page}"
    );
    let plain = Server::new()
        .args(["--cert", "adhoc", "--set", "SESSION_COOKIE_SECURE=false"])
        .start();
    let page = sign_in(&plain).expect("curl was there");
    assert!(page.contains("; HttpOnly; Path=/; SameSite=Lax"), "{page}");
    assert!(!page.contains("Secure;"), "{page}");
    Fsd::new(["serve", "--show-config"])
        .env("FLASK_SECRET_KEY", KEY)
        .env("FLASK_RUN_CERT", "adhoc")
        .run()
        .success()
        .stdout_has("# RUN_CERT = \"adhoc\"  # FLASK_RUN_CERT\n")
        .stdout_has("SESSION_COOKIE_SECURE = true  # default\n");
}

/// BREACH: who sees only how long an answer is learns nothing from it.
#[test]
fn under_tls_files_are_compressed_and_pages_never() {
    let server = Server::new()
        .args(["--cert", "adhoc"])
        .env("TOKIO_WORKER_THREADS", "1")
        .start();
    for (path, is_compressed) in [
        ("/aide", false),
        ("/aide", false),
        ("/aide", false),
        ("/static/style.css", true),
    ] {
        let url = format!("{}{path}", server.url());
        let accept = "Accept-Encoding: gzip";
        let Some(header) = curl(&["-o", "/dev/null", "-D", "-", "-H", accept, &url]) else {
            return;
        };
        let found = header.to_lowercase().contains("content-encoding: gzip");
        assert_eq!(found, is_compressed, "{path}: {header}");
    }
}

#[test]
fn only_a_certificate_from_a_file_and_a_name_bind_browsers_to_https() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    if make_certificate(folder.path(), "salle.example").is_none() {
        return;
    }
    let file = |name: &str| folder.path().join(name).display().to_string();
    let server = Server::new()
        .args(["--cert", &file("cert.pem"), "--key", &file("key.pem")])
        .start();
    let port = server.address().port();
    for (host, is_bound) in [
        ("salle.example", true),
        ("localhost", false),
        ("127.0.0.1", false),
    ] {
        let resolve = format!("{host}:{port}:127.0.0.1");
        let url = format!("https://{host}:{port}/nowhere");
        let Some(page) = curl(&["--resolve", &resolve, &url]) else {
            return;
        };
        assert!(page.starts_with("HTTP/1.1 404"), "{page}");
        let found = page.contains("strict-transport-security: max-age=31536000\r\n");
        assert_eq!(found, is_bound, "{host}: {page}");
    }
    // The certificate is the given one.
    let ca = file("cert.pem");
    let resolve = format!("salle.example:{port}:127.0.0.1");
    let url = format!("https://salle.example:{port}/");
    let page = output_of(
        Command::new("curl").args(["-s", "--cacert", &ca, "--resolve", &resolve, &url]),
        "",
    );
    assert!(page.contains("<!DOCTYPE html>"), "{page}");
}

#[test]
fn plain_http_on_the_port_of_tls_is_told_so() {
    let server = adhoc();
    let answer = |request: &str| {
        let bytes = server.client().raw(request);
        String::from_utf8(bytes).expect("it is text")
    };
    let page = answer("GET / HTTP/1.1\r\nHost: prof.local:5000\r\n\r\n");
    assert!(page.starts_with("HTTP/1.1 400 Bad Request\r\n"), "{page}");
    assert!(page.contains("Ce port parle HTTPS"), "{page}");
    assert!(page.contains("open https://prof.local:5000/\n"), "{page}");
    assert_eq!(answer("\u{1}\u{2}\u{3}"), "");
    server.wait_for_log("not TLS");
}

#[test]
fn clients_that_never_finish_the_handshake_delay_nobody() {
    for limit in ["MAX_CONNECTIONS=1024", "MAX_CONNECTIONS=50"] {
        let server = Server::new()
            .args(["--cert", "adhoc", "--set", limit])
            .start();
        let half_open: Vec<TcpStream> = (0..50)
            .map(|count| {
                let mut stream = TcpStream::connect(server.address()).expect("it listens");
                if count % 2 == 0 {
                    // The start of a record, and then nothing.
                    stream.write_all(&[22, 3, 1, 2, 0, 1]).expect("it is read");
                }
                stream
            })
            .collect();
        let started = Instant::now();
        let Some(page) = curl(&[server.url()]) else {
            return;
        };
        assert!(page.starts_with("HTTP/1.1 200"), "{page}");
        assert!(
            started.elapsed() < Duration::from_secs(5),
            "{:?}",
            started.elapsed()
        );
        drop(half_open);
    }
}

#[test]
fn a_handshake_that_takes_too_long_is_ended() {
    let server = Server::new()
        .args(["--cert", "adhoc", "--set", "HEADER_TIMEOUT=1"])
        .start();
    let mut stream = TcpStream::connect(server.address()).expect("it listens");
    stream
        .set_read_timeout(Some(Duration::from_secs(20)))
        .expect("it can be set");
    stream.write_all(&[22, 3]).expect("it is read");
    assert_eq!(stream.read(&mut [0; 64]).unwrap_or(0), 0, "it is closed");
    server.wait_for_log("TLS handshake not complete within 1 s");
}

#[test]
fn a_certificate_that_cannot_be_used_stops_the_start() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let other = tempfile::tempdir().expect("a temporary folder can be made");
    if make_certificate(folder.path(), "a.example").is_none() {
        return;
    }
    make_certificate(other.path(), "b.example").expect("openssl was there");
    let file = |folder: &Path, name: &str| folder.join(name).display().to_string();
    let certificate = &*file(folder.path(), "cert.pem");
    let key = &*file(folder.path(), "key.pem");
    let other_key = &*file(other.path(), "key.pem");
    fs::write(folder.path().join("empty"), "").expect("it is writable");
    let empty = &*file(folder.path(), "empty");
    for (args, code, sentence) in [
        (
            &["--key", key][..],
            2,
            "A key for TLS (from --key) without a certificate.",
        ),
        (
            &["--cert", certificate],
            2,
            "A certificate (from --cert) without its key.",
        ),
        (&["--cert", "adhoc", "--key", key], 2, "makes its own key"),
        (
            &["--cert", empty, "--key", key],
            2,
            "holds no certificate in PEM form",
        ),
        (
            &["--cert", certificate, "--key", empty],
            2,
            "holds no private key",
        ),
        (
            &["--cert", certificate, "--key", other_key],
            2,
            "is not that of the certificate",
        ),
        (
            &["--cert", "nowhere.pem", "--key", key],
            1,
            "Cannot read nowhere.pem",
        ),
    ] {
        Fsd::new(["--lang", "en", "serve", "--port", "0"])
            .args(args)
            .env("FLASK_SECRET_KEY", KEY)
            .run()
            .code(code)
            .stdout("")
            .stderr_has(sentence);
    }
}

#[test]
fn a_request_in_flight_is_answered_before_the_end_under_tls() {
    let server = adhoc();
    if curl(&[server.url()]).is_none() {
        return;
    }
    assert_eq!(server.stop().status.code(), Some(0));
}
