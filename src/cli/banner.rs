//! What `serve` prints on standard error when it starts.

use std::io::{self, IsTerminal, Write};

use anstream::AutoStream;
use anstyle::{AnsiColor, Color, Style};

use super::Context;
use super::reach::Reach;
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
pub(super) fn write(context: &Context, config: &Config, tls: Option<&Tls>, reach: &Reach) {
    let mut stderr = AutoStream::new(io::stderr().lock(), context.color);
    write_rows(&mut stderr, context, config, tls, reach).ok();
    let is_looked_at = io::stdout().is_terminal() && io::stderr().is_terminal();
    let sites = reach.sites_in_the_room();
    if let Some(site) = sites.first().filter(|_| is_looked_at) {
        write_code(&mut stderr, &reach.first_page(site)).ok();
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

fn write_rows(
    out: &mut impl Write,
    context: &Context,
    config: &Config,
    tls: Option<&Tls>,
    reach: &Reach,
) -> io::Result<()> {
    let text = CliText::of(context.lang);
    let rows = rows(context, config, tls, reach);
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
    reach: &Reach,
) -> Vec<(&'static str, String)> {
    let text = CliText::of(context.lang);
    let mut rows = Vec::new();
    if reach.is_local() {
        rows.push((text.banner.here, reach.own_site()));
    }
    if reach.in_the_room.is_empty() {
        rows.push((text.banner.in_the_room, text.banner.not_in_the_room.into()));
    }
    for (index, address) in reach.in_the_room.iter().enumerate() {
        let name = if index == 0 {
            text.banner.in_the_room
        } else {
            ""
        };
        rows.push((name, reach.url(*address)));
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
        rows.extend(practical(text, config, &reach.own_site()));
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
