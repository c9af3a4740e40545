//! What the templates of the inspector, the probe and the bench are given.

use serde::Serialize;

use super::Piece;

/// `verdict.html`, at `page.cookie.said`: a cookie in words.
#[derive(Serialize)]
pub(crate) struct Said {
    /// The class of the verdict's box.
    pub(crate) kind: &'static str,
    pub(crate) symbol: &'static str,
    pub(crate) title: String,
    /// How old, and how long still; may be empty.
    pub(crate) age: String,
    /// Which gate it came to; for the bench.
    pub(crate) passage: Option<String>,
    pub(crate) why: Option<Vec<Piece>>,
    pub(crate) diagnosis: Option<Vec<Piece>>,
    pub(crate) cure: Option<Vec<Piece>>,
    /// The site does not take it although it is rightly signed.
    pub(crate) is_ended: bool,
}

/// One of the four gates.
#[derive(Serialize)]
pub(crate) struct GateLine {
    pub(crate) symbol: &'static str,
    pub(crate) name: &'static str,
    pub(crate) result: &'static str,
}

/// `diff.html`, at `page.cookie.diff`: a cookie before and after.
#[derive(Serialize)]
pub(crate) struct Compared {
    /// How many characters were changed, and in which parts.
    pub(crate) count: String,
    pub(crate) before: Vec<ComparedPart>,
    pub(crate) after: Vec<ComparedPart>,
    /// The right signature is left out of `before`.
    pub(crate) hides_signature: bool,
}

#[derive(Serialize)]
pub(crate) struct ComparedPart {
    pub(crate) class: &'static str,
    pub(crate) is_first: bool,
    pub(crate) runs: Vec<ComparedRun>,
}

#[derive(Serialize)]
pub(crate) struct ComparedRun {
    pub(crate) text: String,
    pub(crate) is_changed: bool,
}

/// `inspector.html`
#[derive(Serialize)]
pub(crate) struct Inspector {
    /// `None` where no session cookie came.
    pub(crate) cookie: Option<Inspected>,
    /// Other cookies came.
    pub(crate) other_cookies: bool,
    /// One was sent, and none came back.
    pub(crate) is_bounced: bool,
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) headers: RawHeaders,
}

/// A cookie taken apart, in words.
#[derive(Serialize)]
pub(crate) struct Inspected {
    pub(crate) said: Said,
    /// Empty unless the signature is wrong, or another application is at work.
    pub(crate) suspects: Vec<Suspect>,
    /// They are the three that explain a wrong signature.
    pub(crate) has_all_suspects: bool,
    pub(crate) diff: Option<Compared>,
    /// To copy; `None` where it is not shown whole.
    pub(crate) value: Option<String>,
    /// Of a value that is not shown whole, how much is.
    pub(crate) cut: Option<String>,
    pub(crate) payload: Option<String>,
    pub(crate) timestamp: Option<String>,
    pub(crate) signature: Option<String>,
    pub(crate) rows: Vec<PartRow>,
    pub(crate) gates: Vec<GateLine>,
    /// For the meter, which ends at the limit.
    pub(crate) bytes: usize,
    pub(crate) limit: usize,
    pub(crate) size: String,
    pub(crate) hints: Vec<Vec<Piece>>,
    /// Empty where there are no three parts.
    pub(crate) steps: Vec<Step>,
}

/// A possible cause, and what is known of it.
#[derive(Serialize)]
pub(crate) struct Suspect {
    /// The class of its mark.
    pub(crate) kind: &'static str,
    pub(crate) symbol: &'static str,
    pub(crate) likelihood: &'static str,
    pub(crate) what: &'static str,
    pub(crate) facts: Vec<Vec<Piece>>,
}

/// A line of the table of parts.
#[derive(Serialize)]
pub(crate) struct PartRow {
    pub(crate) number: &'static str,
    pub(crate) class: &'static str,
    pub(crate) name: &'static str,
    pub(crate) raw: String,
    pub(crate) bytes: String,
    pub(crate) meaning: String,
    /// What stands below the meaning.
    pub(crate) notes: Vec<String>,
    pub(crate) is_untrusted: bool,
    pub(crate) readable: &'static str,
}

/// One of the seven steps.
#[derive(Serialize)]
pub(crate) struct Step {
    pub(crate) title: Vec<Piece>,
    pub(crate) what: Vec<Piece>,
    /// Only the holder of the key can take it.
    pub(crate) is_closed: bool,
    pub(crate) result: Option<String>,
    pub(crate) shell: String,
    pub(crate) python: String,
    /// Three bytes and the four characters they become.
    pub(crate) group: Option<Group>,
    /// Flask's six tags, where one of them occurs.
    pub(crate) tags: Vec<TagRow>,
}

#[derive(Serialize)]
pub(crate) struct Group {
    /// Three, in hexadecimal.
    pub(crate) bytes: Vec<String>,
    /// Twenty-four.
    pub(crate) bits: Vec<char>,
    /// Four.
    pub(crate) characters: Vec<char>,
}

#[derive(Serialize)]
pub(crate) struct TagRow {
    pub(crate) tag: &'static str,
    pub(crate) python: &'static str,
    pub(crate) content: &'static str,
    pub(crate) is_here: bool,
}

/// An attribute of the session cookie.
#[derive(Serialize)]
pub(crate) struct Attribute {
    pub(crate) name: &'static str,
    pub(crate) value: String,
    pub(crate) is_absent: bool,
    pub(crate) what: &'static str,
    pub(crate) effect: Vec<Piece>,
    /// The browser will not keep the cookie.
    pub(crate) is_fatal: bool,
}

/// The headers that carried cookies.
#[derive(Serialize)]
pub(crate) struct RawHeaders {
    pub(crate) received: Vec<String>,
    pub(crate) sent: Option<String>,
}

/// `probe.html`
#[derive(Serialize)]
pub(crate) struct Probe {
    /// Whether the test was made just now.
    pub(crate) is_done: bool,
    pub(crate) is_back: bool,
    /// The header that sets the test cookie.
    pub(crate) header: String,
    pub(crate) causes: Vec<ProbeCause>,
}

#[derive(Serialize)]
pub(crate) struct ProbeCause {
    pub(crate) kind: &'static str,
    pub(crate) symbol: &'static str,
    pub(crate) likelihood: &'static str,
    pub(crate) what: Vec<Piece>,
}

/// `bench.html`
#[derive(Serialize)]
pub(crate) struct Bench {
    /// What was found; `None` where nothing was verified.
    pub(crate) cookie: Option<Judged>,
    pub(crate) fields: BenchFields,
    pub(crate) original: String,
    /// What the fields hold, in short.
    pub(crate) seen: String,
    pub(crate) server_time: String,
    pub(crate) cookie_time: Option<String>,
    pub(crate) has_own_key: bool,
    pub(crate) own_key: String,
    pub(crate) is_hex: bool,
    pub(crate) parts: Vec<Choice>,
    pub(crate) position: String,
    pub(crate) bits: Vec<Choice>,
    pub(crate) presets: Vec<PresetLink>,
    pub(crate) key_error: Option<Vec<Piece>>,
    pub(crate) date_error: Option<Vec<Piece>>,
    pub(crate) contradiction: Option<Vec<Piece>>,
    pub(crate) flip_error: Option<Vec<Piece>>,
    pub(crate) send_error: Option<Vec<Piece>>,
}

/// The fields that a cookie fills.
#[derive(Default, Serialize)]
pub(crate) struct BenchFields {
    pub(crate) cookie: String,
    pub(crate) has_parts: bool,
    pub(crate) has_payload: bool,
    pub(crate) payload: String,
    pub(crate) timestamp: String,
    pub(crate) date: String,
    pub(crate) signature: String,
}

/// An option of a list.
#[derive(Serialize)]
pub(crate) struct Choice {
    pub(crate) value: String,
    pub(crate) name: String,
    pub(crate) is_chosen: bool,
}

#[derive(Serialize)]
pub(crate) struct PresetLink {
    pub(crate) address: String,
    pub(crate) title: String,
}

/// A cookie that was verified.
#[derive(Serialize)]
pub(crate) struct Judged {
    pub(crate) said: Said,
    /// Flask refuses it too.
    pub(crate) is_refused: bool,
    pub(crate) gates: Vec<GateLine>,
    pub(crate) hints: Vec<Vec<Piece>>,
    pub(crate) diff: Option<Compared>,
    pub(crate) avalanche: Option<Avalanche>,
}

/// Two signatures side by side.
#[derive(Serialize)]
pub(crate) struct Avalanche {
    /// How many bits differ.
    pub(crate) count: String,
    pub(crate) received: Vec<AvalancheByte>,
    pub(crate) expected: Vec<AvalancheByte>,
}

#[derive(Serialize)]
pub(crate) struct AvalancheByte {
    pub(crate) hex: String,
    pub(crate) is_changed: bool,
}
