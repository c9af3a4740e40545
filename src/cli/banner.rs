//! What `serve` prints on standard error when it starts.

use std::io::{self, IsTerminal, Write};
use std::net::{IpAddr, SocketAddr, UdpSocket};

use anstream::AutoStream;
use anstyle::{AnsiColor, Color, Style};

use super::Context;
use super::refusal::{origin, warning};
use crate::accounts::Database;
use crate::config::{Certificate, Config, Source};
use crate::http::Tls;
use crate::session::SetCookie;
use crate::view::text::cli::CliText;
use crate::view::text::cookie::CookieText;
use crate::web::{Qr, Route};

const LAB: Style = AnsiColor::Yellow.on_default().bold();
const BOLD: Style = Style::new().bold();

/// A QR code is dark on light whatever colors the terminal has.
const PAPER: Style = AnsiColor::Black
    .on_default()
    .bg_color(Some(Color::Ansi(AnsiColor::BrightWhite)));

/// Prints the warnings.
pub(super) fn warn(context: &Context, config: &Config) {
    let text = CliText::of(context.lang);
    for doubtful in &config.warnings {
        context.warn(&warning(text, doubtful));
    }
}

/// Prints the banner. It does not matter if standard error is closed.
pub(super) fn write(context: &Context, config: &Config, tls: Option<&Tls>, address: SocketAddr) {
    let mut stderr = AutoStream::new(io::stderr().lock(), context.color);
    write_rows(&mut stderr, context, config, tls, address).ok();
    let is_looked_at = io::stdout().is_terminal() && io::stderr().is_terminal();
    let room = room(config, tls.is_some(), address);
    if let Some(site) = room.first().filter(|_| is_looked_at) {
        write_code(&mut stderr, &first_page(config, site)).ok();
    }
}

/// The address as a QR code, for who stands before the screen.
fn write_code(out: &mut impl Write, url: &str) -> io::Result<()> {
    let Ok(code) = Qr::of(url) else { return Ok(()) };
    writeln!(out)?;
    for line in code.lines() {
        writeln!(out, "  {PAPER}{line}{PAPER:#}")?;
    }
    writeln!(out, "  {url}\n")
}

/// The addresses that a room types. Behind a proxy they are not its own.
pub(super) fn room(config: &Config, is_tls: bool, address: SocketAddr) -> Vec<String> {
    let addresses = match config.limits.proxy_hops {
        0 => addresses_in_the_room(address),
        _ => Vec::new(),
    };
    addresses.into_iter().map(|it| url(it, is_tls)).collect()
}

/// Where somebody begins on the site at this address.
fn first_page(config: &Config, site: &str) -> String {
    let route = if config.lab {
        Route::Practical
    } else {
        Route::Index
    };
    format!("{site}{}", route.url())
}

/// Where who sits at this machine begins.
pub(super) fn own_first_page(config: &Config, is_tls: bool, address: SocketAddr) -> String {
    first_page(config, &url(own_address(address), is_tls))
}

fn write_rows(
    out: &mut impl Write,
    context: &Context,
    config: &Config,
    tls: Option<&Tls>,
    address: SocketAddr,
) -> io::Result<()> {
    let text = CliText::of(context.lang);
    let rows = rows(context, config, tls, address);
    let width = rows
        .iter()
        .map(|(name, _)| name.chars().count())
        .max()
        .unwrap_or(0);
    writeln!(
        out,
        "{BOLD}flask-session-demo {}{BOLD:#}",
        env!("CARGO_PKG_VERSION")
    )?;
    if config.lab {
        writeln!(out, "{LAB}{}{LAB:#}", text.banner.lab)?;
    }
    for (name, content) in rows {
        let padding = width - name.chars().count();
        writeln!(out, "  {name}{:padding$}  {content}", "")?;
    }
    writeln!(out, "{}", text.banner.how_to_stop)
}

/// The name and content of each line; the name is empty on a continued line.
fn rows(
    context: &Context,
    config: &Config,
    tls: Option<&Tls>,
    address: SocketAddr,
) -> Vec<(&'static str, String)> {
    let text = CliText::of(context.lang);
    let mut rows = Vec::new();
    let url = |address| url(address, tls.is_some());
    if is_local(address.ip()) {
        rows.push((text.banner.here, url(own_address(address))));
    }
    let in_the_room = addresses_in_the_room(address);
    if in_the_room.is_empty() {
        rows.push((text.banner.in_the_room, text.banner.not_in_the_room.into()));
    }
    for (index, address) in in_the_room.into_iter().enumerate() {
        let name = if index == 0 {
            text.banner.in_the_room
        } else {
            ""
        };
        rows.push((name, url(address)));
    }
    if let (Some(Certificate::Adhoc), Some(tls)) = (&config.certificate, tls) {
        rows.push((text.banner.tls, (text.banner.tls_adhoc)(tls.fingerprint())));
    }
    rows.push((text.banner.key, key(text, config)));
    let fallbacks = config.keys.fallbacks.len();
    if fallbacks > 0 {
        rows.push(("", (text.banner.fallbacks)(fallbacks)));
    }
    let cookie = SetCookie::new(&config.session.cookie, "…".into(), None);
    let words = CookieText::of(context.lang);
    let lifetime = words.duration(config.session.permanent_session_lifetime.into());
    rows.push((text.banner.accounts, accounts(text, &config.database)));
    if config.require_account {
        rows.push(("", text.banner.accounts_required.into()));
    }
    rows.push((text.banner.cookie, cookie.to_string()));
    rows.push(("", (text.banner.lifetime)(&lifetime)));
    if config.revoke_on_logout {
        rows.push(("", text.banner.logout_revokes.into()));
    }
    if config.lab {
        rows.extend(practical(text, config, &url(own_address(address))));
    }
    rows
}

/// Where students begin, and where their teacher finds the board.
fn practical(text: &CliText, config: &Config, site: &str) -> [(&'static str, String); 3] {
    let kept = match (&config.teacher_key, &config.class_key) {
        (Some(_), _) => text.banner.progress_is_the_teachers,
        (None, Some(_)) => text.banner.progress_is_kept,
        (None, None) => text.banner.progress_ends,
    };
    [
        (
            text.banner.practical,
            format!("{site}{}", Route::Practical.url()),
        ),
        ("", kept.into()),
        (text.banner.board, format!("{site}{}", Route::Board.url())),
    ]
}

pub(super) fn url(address: SocketAddr, is_tls: bool) -> String {
    let scheme = if is_tls { "https" } else { "http" };
    format!("{scheme}://{address}")
}

fn accounts(text: &CliText, database: &Database) -> String {
    match database {
        Database::Memory => text.banner.accounts_in_memory.into(),
        place => (text.banner.accounts_in)(&place.to_string()),
    }
}

fn key(text: &CliText, config: &Config) -> String {
    match &config.key_source {
        Source::Lab => text.banner.key_of_the_course.into(),
        Source::DataFolder(path) if config.key_is_new => {
            (text.banner.key_generated)(&path.display().to_string())
        }
        source => (text.banner.key_from)(&origin(text, "SECRET_KEY", source)),
    }
}

/// Whether only this machine can reach the address.
fn is_local(ip: IpAddr) -> bool {
    ip.is_loopback() || ip.is_unspecified()
}

/// How this machine reaches a server that listens on all addresses.
fn own_address(address: SocketAddr) -> SocketAddr {
    let ip = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::from([127, 0, 0, 1]),
        IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::from([0, 0, 0, 0, 0, 0, 0, 1]),
        ip => ip,
    };
    SocketAddr::new(ip, address.port())
}

/// What others have to type to get here: the address itself or, if the server
/// listens on all addresses, those of this machine on its networks, the one
/// first by which it reaches others itself: a virtual machine's does not lead here.
pub(super) fn addresses_in_the_room(address: SocketAddr) -> Vec<SocketAddr> {
    if !is_local(address.ip()) {
        return vec![address];
    }
    if address.ip().is_loopback() {
        return Vec::new();
    }
    // Failing to list them does not prevent the start: the teacher can find the
    // address elsewhere.
    let interfaces = if_addrs::get_if_addrs().unwrap_or_default().into_iter();
    let usual = usual_address();
    let mut addresses: Vec<_> = interfaces
        .filter(|interface| !interface.is_loopback() && !interface.is_link_local())
        .map(|interface| interface.ip())
        .filter(|ip| ip.is_ipv4() || address.is_ipv6())
        .map(|ip| SocketAddr::new(ip, address.port()))
        .collect();
    addresses.sort_by_key(|it| (Some(it.ip()) != usual, it.is_ipv6()));
    addresses
}

/// This machine's address on the way to others, if there is one. The address
/// asked for is one of RFC 5737, and nothing is sent to it.
fn usual_address() -> Option<IpAddr> {
    let socket = UdpSocket::bind("0.0.0.0:0").ok()?;
    socket.connect("192.0.2.1:9").ok()?;
    Some(socket.local_addr().ok()?.ip())
}
