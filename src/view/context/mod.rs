//! What the templates are given: only what changes from request to request.

use std::borrow::Cow;

use serde::Serialize;

/// A choice of a `<select>`.
#[derive(Serialize)]
pub(crate) struct Choice {
    pub(crate) value: String,
    pub(crate) text: String,
    pub(crate) is_chosen: bool,
}

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
