//! One request and its response, as the server saw them.

use std::sync::atomic::{AtomicU64, Ordering};

use super::Mark;
use crate::{anatomy::Verdict, session::SameSite};

/// What an address is to the practical.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A page of the course, or an address that has none.
    Course,
    /// `/sign-in`.
    SignIn,
    /// `/logout`.
    SignOut,
    /// Exercise 5: the page for who forged the right cookie.
    Direction,
    /// Exercise 10: the response with the proof in its header.
    Proof,
    /// A teaching page that sends or receives a cookie worth seeing.
    Teaching,
}

/// What tells whose a request is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tie {
    /// The `tp` cookie.
    Cookie,
    /// A code that anybody can have read or guessed: the request may be
    /// another's. Security: no value of a cookie and no name is kept of it.
    Code,
}

/// Who a session says is signed in. There is no `Debug`, as for the session.
#[derive(Clone, PartialEq, Eq)]
pub enum Who {
    /// Nobody.
    Nobody,
    /// Somebody whose name is not kept.
    Somebody,
    /// `session['user']['username']`
    Named(String),
}

/// The session cookie of a request. There is no `Debug`: it would print the
/// cookie.
#[derive(Clone, PartialEq, Eq)]
pub enum SessionSeen {
    /// No session cookie came.
    None,
    /// The session was opened from it.
    Taken {
        /// By what it is recognized when it comes again.
        mark: Mark,
        /// The cookie's value; `None` where only a code says whose it is.
        value: Option<String>,
        /// Who is signed in.
        who: Who,
    },
    /// It is rightly signed, and the server has noted that it is over.
    Ended {
        /// By what it is recognized when it comes again.
        mark: Mark,
        /// The cookie's value; `None` where only a code says whose it is.
        value: Option<String>,
    },
    /// It was refused, and the session is empty.
    Refused {
        /// What `decode-cookie` says of such a cookie.
        verdict: Verdict,
    },
}

/// Why a response carried the session cookie, or did not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// There is no session, and nothing was put into one.
    NoSession,
    /// The session was not changed.
    Untouched,
    /// A session began: no cookie came, or none that counts.
    Created,
    /// The session was changed.
    Modified,
    /// The session is permanent: each response renews its cookie.
    Refreshed,
    /// The session is empty now: the browser shall forget the cookie.
    Emptied,
    /// The cookie that came was refused, and Flask leaves it where it is.
    Refused,
}

impl Why {
    /// Whether the response set the session cookie or deleted it.
    pub fn has_set_cookie(self) -> bool {
        matches!(
            self,
            Self::Created | Self::Modified | Self::Refreshed | Self::Emptied
        )
    }
}

/// A request and its response. There is no `Debug`: it would print cookies.
#[derive(Clone, PartialEq, Eq)]
pub struct Exchange {
    /// Which one it is of all that this process has recorded; 0 before that.
    pub number: u64,
    /// When, Unix seconds.
    pub at: u64,
    /// What tells whose it is.
    pub tie: Tie,
    /// `GET`, `POST`…
    pub method: String,
    /// Path and query, cut after [`MAX_TARGET_BYTES`].
    pub target: String,
    /// What the address is to the practical.
    pub place: Place,
    /// The request's headers that matter here, in the order received.
    pub request: Vec<(String, String)>,
    /// The status of the response.
    pub status: u16,
    /// The response's headers that matter here.
    pub response: Vec<(String, String)>,
    /// The session cookie that came.
    pub session: SessionSeen,
    /// Why one went back, or did not.
    pub why: Why,
    /// Another site is behind it.
    pub is_cross_site: bool,
    /// It is for an image.
    pub is_for_image: bool,
    /// `SameSite` of the session cookie for this visitor, at that moment.
    pub same_site: Option<SameSite>,
}

/// What a header line takes beside its text: a thousand short ones take more
/// than they say.
const HEADER_OVERHEAD: usize = size_of::<(String, String)>() + 2 * MALLOC_OVERHEAD;

/// What an allocator adds to a short text, about.
const MALLOC_OVERHEAD: usize = 24;

/// A redirection is followed at once, seconds.
const FOLLOWED_WITHIN: u64 = 5;

/// Longer targets are cut.
pub const MAX_TARGET_BYTES: usize = 512;

impl Exchange {
    /// Gives it the next number.
    pub(super) fn be_counted(&mut self) {
        static RECORDED: AtomicU64 = AtomicU64::new(0);
        self.number = RECORDED.fetch_add(1, Ordering::Relaxed) + 1;
    }

    /// About how much memory it takes, in bytes.
    pub(super) fn size(&self) -> usize {
        let headers = self.request.iter().chain(&self.response);
        let headers: usize = headers
            .map(|(name, value)| HEADER_OVERHEAD + name.len() + value.len())
            .sum();
        let session = self.signed_value().map_or(0, str::len);
        size_of::<Self>() + self.target.len() + headers + session
    }

    /// Whether the response set the session cookie or deleted it.
    pub fn has_set_cookie(&self) -> bool {
        self.why.has_set_cookie()
    }

    /// Whether it redirects to this address, and a request of it that comes now
    /// follows: what comes later was somebody's wish.
    pub fn leads_to(&self, target: &str, now: u64) -> bool {
        let location = self.response.iter().find(|(name, _)| name == "location");
        (300..400).contains(&self.status)
            && location.is_some_and(|(_, location)| location == target)
            && now.saturating_sub(self.at) <= FOLLOWED_WITHIN
    }

    /// Whether it is of a page of the course: what some exercises ask for.
    pub fn is_of_the_course(&self) -> bool {
        matches!(self.place, Place::Course | Place::SignIn | Place::SignOut)
    }

    /// The session cookie that came and was rightly signed, where it is kept.
    pub(super) fn signed_value(&self) -> Option<&str> {
        match &self.session {
            SessionSeen::Taken { value, .. } | SessionSeen::Ended { value, .. } => value.as_deref(),
            SessionSeen::None | SessionSeen::Refused { .. } => None,
        }
    }

    /// The same, as it is recognized.
    pub fn signed_mark(&self) -> Option<Mark> {
        match &self.session {
            SessionSeen::Taken { mark, .. } | SessionSeen::Ended { mark, .. } => Some(*mark),
            SessionSeen::None | SessionSeen::Refused { .. } => None,
        }
    }

    /// The new session cookie that went back, where it is kept.
    pub(super) fn issued_value(&self, cookie_name: &str) -> Option<&str> {
        if self.tie == Tie::Code || !self.why.has_set_cookie() || self.why == Why::Emptied {
            return None;
        }
        let mut set_cookies = self
            .response
            .iter()
            .filter(|(name, _)| name == "set-cookie");
        set_cookies.find_map(|(_, header)| {
            let (name, value) = header.split(';').next()?.split_once('=')?;
            (name == cookie_name).then_some(value)
        })
    }
}

#[cfg(test)]
impl Exchange {
    /// An exchange of the second 7, for tests: a POST leads elsewhere.
    pub(crate) fn sample(place: Place, method: &str, session: SessionSeen, why: Why) -> Self {
        Self {
            number: 0,
            at: 7,
            tie: Tie::Code,
            method: method.to_owned(),
            target: "/".to_owned(),
            place,
            request: Vec::new(),
            status: if method == "POST" { 302 } else { 200 },
            response: Vec::new(),
            session,
            why,
            is_cross_site: false,
            is_for_image: false,
            same_site: None,
        }
    }
}
