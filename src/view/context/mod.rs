//! What the templates are given: only what changes from request to request.

pub(crate) mod board;
pub(crate) mod look;
pub(crate) mod practical;

use std::borrow::Cow;

use serde::Serialize;

use super::text::lab::{Entry, Trouble};
use practical::Command;

/// The context of a page: `{frame.…}` is the layout's, `{page.…}` its own.
#[derive(Serialize)]
pub(crate) struct Context<P> {
    pub(crate) frame: Frame,
    pub(crate) page: P,
}

/// What the layout and the navigation show on every page.
#[derive(Serialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "a template can ask for truth only"
)]
pub(crate) struct Frame {
    /// The address of this page, without its query.
    pub(crate) here: Cow<'static, str>,
    /// The address that search engines should keep; `None` on an error page.
    pub(crate) canonical: Option<Cow<'static, str>>,
    /// Large type, and no navigation.
    pub(crate) is_projected: bool,
    /// Whether the page can be shown in that way, and is not yet.
    pub(crate) can_be_projected: bool,
    /// How many exercises of the practical are done, `3/10`.
    pub(crate) practical: Option<String>,
    /// `?lang=…` when the visitor chose the language that way, for every link.
    pub(crate) query: &'static str,
    /// The name of who is signed in.
    pub(crate) user: Option<String>,
    /// Whether an account stands behind that name.
    pub(crate) has_account: bool,
    /// Whether names without an account may sign in.
    pub(crate) guests: bool,
    pub(crate) flashes: Vec<Flash>,
    /// The visitor's progress, where it came from another browser.
    pub(crate) stranger: Option<Stranger>,
    /// A form came back with something to correct.
    pub(crate) failed: bool,
    /// The server runs with the course's public key.
    pub(crate) lab: bool,
    /// The cookie of this response is more than a browser keeps.
    pub(crate) oversize: Option<Oversize>,
}

#[derive(Serialize)]
pub(crate) struct Flash {
    /// Its category, if the style sheet knows it.
    pub(crate) kind: &'static str,
    pub(crate) message: String,
}

/// Whose progress came; the pseudonym may be empty.
#[derive(Serialize)]
pub(crate) struct Stranger {
    pub(crate) code: String,
    pub(crate) pseudonym: String,
}

#[derive(Serialize)]
pub(crate) struct Oversize {
    pub(crate) size: String,
    pub(crate) limit: String,
}

/// `index.html`: the request and its response, as far as they show cookies.
#[derive(Serialize)]
pub(crate) struct Index<'a> {
    pub(crate) method: &'a str,
    pub(crate) target: String,
    pub(crate) cookie: Option<Cookie>,
    /// Cookies came, and none of them is the session's.
    pub(crate) other_cookies: bool,
    pub(crate) set_cookie: Option<SetCookie>,
}

/// The session cookie that came.
#[derive(Serialize)]
pub(crate) struct Cookie {
    /// Never the whole value (ASVS 3.3.4: `HttpOnly` hides it from scripts).
    pub(crate) start: String,
    pub(crate) size: usize,
}

/// The session cookie that goes back, and why.
#[derive(Serialize)]
pub(crate) struct SetCookie {
    /// The header, its value cut short.
    pub(crate) header: String,
    pub(crate) is_deletion: bool,
    pub(crate) is_modified: bool,
}

/// `teachers.html`
#[derive(Serialize)]
pub(crate) struct Teachers<'a> {
    pub(crate) note: Option<Words<'a>>,
    pub(crate) teachers: Vec<Teacher<'a>>,
}

#[derive(Serialize)]
pub(crate) struct Teacher<'a> {
    pub(crate) name: &'a str,
    pub(crate) years: Option<String>,
    pub(crate) course: Words<'a>,
    pub(crate) about: Option<Words<'a>>,
}

/// Text in one language or the other.
#[derive(Serialize)]
pub(crate) struct Words<'a> {
    pub(crate) text: &'a str,
    pub(crate) lang: &'static str,
}

/// `sign_in.html`
#[derive(Default, Serialize)]
pub(crate) struct SignIn {
    pub(crate) login: String,
    pub(crate) login_empty: bool,
    /// Empty, or not what is allowed.
    pub(crate) login_wrong: bool,
    pub(crate) password_empty: bool,
    /// `session['uid']`, as in the course.
    pub(crate) sessionid: String,
}

/// `sign_up.html`: what was typed, and what is wrong with it.
#[derive(Default, Serialize)]
pub(crate) struct SignUp {
    pub(crate) csrf_token: String,
    pub(crate) login: String,
    pub(crate) login_error: Option<&'static str>,
    pub(crate) password_error: Option<&'static str>,
    pub(crate) confirm_error: Option<&'static str>,
}

/// `account.html`: two forms, each with what is wrong in it.
#[derive(Default, Serialize)]
pub(crate) struct Account {
    pub(crate) csrf_token: String,
    pub(crate) current_error: Option<&'static str>,
    pub(crate) password_error: Option<&'static str>,
    pub(crate) confirm_error: Option<&'static str>,
    pub(crate) delete_error: Option<&'static str>,
}

/// `exchanges.html`
#[derive(Serialize)]
pub(crate) struct Exchanges {
    /// The visitor was not known before this request.
    pub(crate) is_new: bool,
    /// Newest first.
    pub(crate) list: Vec<Exchange>,
    /// A request that counts as the visitor's, for each shell; none where a
    /// code in the address is not believed.
    pub(crate) commands: Vec<Command>,
}

/// A request and its response, in words.
#[derive(Serialize)]
pub(crate) struct Exchange {
    /// For `<time datetime>`.
    pub(crate) moment: Option<String>,
    pub(crate) ago: String,
    pub(crate) method: String,
    pub(crate) target: String,
    /// What the person did.
    pub(crate) prompt: Vec<Piece>,
    pub(crate) request: Vec<HeaderLine>,
    /// What became of the session cookie that came, if one did.
    pub(crate) session: Vec<Piece>,
    /// Whose session it is.
    pub(crate) user: Option<String>,
    /// Only a code says whose request it is.
    pub(crate) is_by_code: bool,
    pub(crate) is_refused: bool,
    /// `302 Found`.
    pub(crate) status: String,
    pub(crate) response: Vec<HeaderLine>,
    pub(crate) has_set_cookie: bool,
    pub(crate) why: &'static str,
}

/// A header, with the parts of a session cookie told apart.
#[derive(Serialize)]
pub(crate) struct HeaderLine {
    pub(crate) name: String,
    /// It carries cookies.
    pub(crate) is_cookie: bool,
    pub(crate) parts: Vec<Part>,
}

#[derive(Serialize)]
pub(crate) struct Part {
    /// `payload`, `timestamp`, `signature`, or nothing.
    pub(crate) class: &'static str,
    pub(crate) text: String,
}

/// `help.html`
#[derive(Serialize)]
pub(crate) struct Help {
    pub(crate) troubles: &'static [Trouble],
    pub(crate) chapters: Vec<Chapter>,
}

/// A chapter of the glossary.
#[derive(Serialize)]
pub(crate) struct Chapter {
    pub(crate) title: &'static str,
    pub(crate) entries: &'static [Entry],
}

/// `site_map.html`
#[derive(Serialize)]
pub(crate) struct SiteMap {
    pub(crate) chapters: Vec<MapChapter>,
    /// The pages that can be projected.
    pub(crate) projections: Vec<Place>,
}

#[derive(Serialize)]
pub(crate) struct MapChapter {
    pub(crate) title: &'static str,
    pub(crate) places: Vec<Place>,
}

/// A page on the map.
#[derive(Serialize)]
pub(crate) struct Place {
    pub(crate) url: String,
    pub(crate) name: String,
    pub(crate) about: &'static str,
}

/// A piece of a sentence: words, or something to type.
#[derive(Serialize)]
pub(crate) struct Piece {
    pub(crate) code: bool,
    pub(crate) text: String,
}

/// `error_*.html`
#[derive(Serialize)]
pub(crate) struct Error {
    pub(crate) status: u16,
    pub(crate) what: &'static str,
    pub(crate) why: String,
    /// Shown on a 5xx, which says nothing else.
    pub(crate) request_id: String,
}
