//! What is said of a cookie: verdicts, causes, cures and hints.

mod en;
mod fr;
mod hints;

use super::Lang;
use crate::anatomy::{
    Anatomy, Cause, Gate, GateResult, Hint, LookAlike, PayloadPart, Step, StepName, Verdict, Way,
    utc,
};
use crate::itsdangerous::{Base64Error, Base64Problem, TimestampError};
use crate::session::{JsonError, JsonProblem, TagError};
use hints::{Hints, LeftOutWords};

type Words = &'static str;

/// The sentences about one cookie in one language. Text between backticks is to be typed as it is.
pub(crate) struct CookieText {
    lang: Lang,
    /// Nothing to decode came.
    pub(crate) no_cookie_found: Words,
    /// A session must be an object.
    pub(crate) not_an_object: Words,
    /// Signing needs a key.
    pub(crate) key_is_missing: Words,
    /// A header larger than browsers keep: its size.
    pub(crate) oversize: fn(&str) -> String,
    /// What every explanation says: signed, not encrypted.
    pub(crate) truth: Words,
    verdicts: Verdicts,
    causes: Causes,
    cures: Cures,
    hints: Hints,
    left_out: LeftOutWords,
    json: JsonWords,
    tags: TagWords,
    /// The names of the parts.
    pub(crate) parts: PartWords,
    gates: [Words; 4],
    /// Passed, refused, not examined.
    results: [Words; 3],
    steps: [(Words, Words); 7],
    /// JSON that Flask writes otherwise.
    other_json: Words,
    /// A derived key that is a plain hash.
    plain_hash: Words,
    /// No derivation at all.
    no_derivation: Words,
    units: [Words; 4],
}

struct Verdicts {
    valid: Words,
    valid_by_fallback: fn(usize) -> String,
    unverified: Words,
    bad_signature: Words,
    expired: Words,
    future: Words,
    malformed: Words,
    unreadable: Words,
    unreadable_but_signed: Words,
}

/// Words around the parts of a cookie.
pub(crate) struct PartWords {
    /// The first part.
    pub(crate) payload: Words,
    /// The second part.
    pub(crate) timestamp: Words,
    /// The third part.
    pub(crate) signature: Words,
    /// What stands beside a payload that nobody vouches for.
    pub(crate) untrusted: Words,
    /// What stands beside a payload that was not verified.
    pub(crate) unverified: Words,
    /// Bytes of content.
    pub(crate) content_bytes: fn(&str) -> String,
    /// Bytes of content and how many they were when compressed.
    pub(crate) compressed_bytes: fn(&str, &str) -> String,
    /// Content that is no text, in hexadecimal.
    pub(crate) hexadecimal: Words,
    /// When it was issued.
    issued: IssuedWords,
    /// When it says so, which nobody verified.
    claimed: IssuedWords,
    /// A second that counts from 2011: as it reads, and the true one.
    pub(crate) old_epoch: fn(&str, &str) -> String,
    /// A signature of a length that none has.
    pub(crate) no_algorithm: Words,
    /// How long it will still be accepted.
    pub(crate) time_left: fn(&str) -> String,
    /// The salt that the signature was examined with.
    pub(crate) salt: fn(&str) -> String,
    /// A type that JSON does not have and where it stands.
    pub(crate) tagged: fn(&str, &str) -> String,
    /// How many of the marked values are listed, and how many there are.
    pub(crate) tags_cut: fn(&str, &str) -> String,
    /// How many characters of a text are shown, and how many there are.
    pub(crate) text_cut: fn(&str, &str) -> String,
    /// The size of the whole value.
    pub(crate) size: fn(&str, &str) -> String,
    /// Before the gates.
    pub(crate) gates: Words,
    /// Before a cure.
    pub(crate) cure: Words,
    /// Before a hint.
    pub(crate) hint: Words,
    /// Before the seven steps.
    pub(crate) steps: Words,
    /// In place of a result that only the holder of the key can compute.
    pub(crate) secret: Words,
    /// In place of one that the key given here gives.
    pub(crate) hidden: Words,
    /// Why there are no steps to show.
    pub(crate) no_steps: Words,
}

/// How long ago, how far ahead, and past the year 9999.
struct IssuedWords {
    ago: fn(&str) -> String,
    ahead: fn(&str) -> String,
    beyond: Words,
}

struct Causes {
    empty: Words,
    several_cookies: fn(&str) -> String,
    line_too_long: fn(&str) -> String,
    parts: fn(usize) -> String,
    timestamp_not_base64: fn(&str) -> String,
    timestamp_too_long: fn(usize) -> String,
    not_flask: Words,
    cut_signature: fn(usize, usize) -> String,
    wrong_signature: Words,
    signature_not_canonical: Words,
    expired: fn(&str, &str, &str) -> String,
    future: fn(&str) -> String,
    payload_not_base64: fn(&str) -> String,
    payload_not_canonical: fn(&str) -> String,
    not_zlib: Words,
    too_large: fn(&str) -> String,
    not_utf8: fn(usize) -> String,
    not_json: fn(usize, usize, Words) -> String,
    bad_tag: fn(&str, Words) -> String,
    wrong_character: fn(char, usize) -> String,
    wrong_length: Words,
    stray_bits: Words,
}

struct Cures {
    empty: Words,
    several_cookies: Words,
    not_flask: Words,
    parts: Words,
    timestamp: Words,
    wrong_signature: Words,
    not_canonical: Words,
    expired: Words,
    future: fn(&str) -> String,
    payload: Words,
    too_large: Words,
    content: Words,
}

struct JsonWords {
    expected_value: Words,
    expected_key: Words,
    expected_colon: Words,
    expected_comma: Words,
    unterminated_string: Words,
    control_character: Words,
    bad_escape: Words,
    extra_data: Words,
    too_deep: Words,
    integer_too_long: Words,
}

struct TagWords {
    array: Words,
    base64: Words,
    string: Words,
    hex: Words,
    date: Words,
    object: Words,
}

/// What is said of a refused cookie.
pub(crate) struct Explanation {
    /// What is wrong and why.
    pub(crate) why: String,
    /// What it is instead, or which mistake was made, where that is known.
    pub(crate) diagnosis: Option<String>,
    /// What to do about it.
    pub(crate) cure: String,
}

impl CookieText {
    /// The sentences of a language.
    pub(crate) fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::Fr => &fr::TEXT,
            Lang::En => &en::TEXT,
        }
    }

    /// The title, which comes first.
    pub(crate) fn title(&self, anatomy: &Anatomy) -> String {
        let words = &self.verdicts;
        let is_content = anatomy
            .cause
            .as_ref()
            .is_some_and(|it| it.gate() == Gate::Content);
        let fallback = anatomy
            .signature
            .as_ref()
            .and_then(|it| it.key_index)
            .unwrap_or_default();
        match anatomy.verdict {
            Verdict::Valid if fallback > 0 => (words.valid_by_fallback)(fallback),
            Verdict::Valid => words.valid.into(),
            Verdict::Unverified => words.unverified.into(),
            Verdict::BadSignature => words.bad_signature.into(),
            Verdict::Expired => words.expired.into(),
            Verdict::Future => words.future.into(),
            Verdict::Malformed if is_content && anatomy.has_key => {
                words.unreadable_but_signed.into()
            }
            Verdict::Malformed if is_content => words.unreadable.into(),
            Verdict::Malformed => words.malformed.into(),
        }
    }

    /// Why a cookie was refused and what to do; `None` for one that was not.
    pub(crate) fn explanation(&self, anatomy: &Anatomy) -> Option<Explanation> {
        let cause = anatomy.cause.as_ref()?;
        // The cause says that it is cut.
        let is_cut = matches!(cause, Cause::CutSignature { .. });
        let is_diagnosis = |hint: &&Hint| {
            matches!(hint, Hint::Key(_) | Hint::LooksLike(_)) || is_cut && is_cut_hint(hint)
        };
        Some(Explanation {
            why: self.why(cause, anatomy),
            diagnosis: anatomy
                .hints
                .iter()
                .find(is_diagnosis)
                .map(|hint| self.hint(hint)),
            cure: self.cure(cause, anatomy),
        })
    }

    fn why(&self, cause: &Cause, anatomy: &Anatomy) -> String {
        let words = &self.causes;
        let jose = |it: &Hint| matches!(it, Hint::LooksLike(LookAlike::Jwt | LookAlike::Jwe));
        if anatomy.hints.iter().any(jose) {
            return words.not_flask.into();
        }
        match cause {
            Cause::Empty => words.empty.into(),
            Cause::NoCookie => self.no_cookie_found.into(),
            Cause::SeveralCookies(names) => (words.several_cookies)(&names.join(", ")),
            Cause::LineTooLong(limit) => (words.line_too_long)(&self.count(*limit as u128)),
            Cause::NotFlask(_) => words.not_flask.into(),
            Cause::NoSeparator => (words.parts)(0),
            Cause::MissingTimestamp | Cause::BadTimestamp(TimestampError::Missing) => {
                (words.parts)(1)
            }
            Cause::BadTimestamp(TimestampError::Base64(error)) => {
                let raw = anatomy.timestamp.as_ref().map_or("", |part| &part.raw);
                (words.timestamp_not_base64)(&self.base64(*error, raw))
            }
            Cause::BadTimestamp(TimestampError::TooLong(bytes)) => {
                (words.timestamp_too_long)(*bytes)
            }
            Cause::WrongSignature => words.wrong_signature.into(),
            Cause::CutSignature { bytes, of } => (words.cut_signature)(*bytes, *of),
            Cause::SignatureNotCanonical => words.signature_not_canonical.into(),
            Cause::Expired { age, max_age } => {
                let late = age.unsigned_abs() - u128::from(*max_age);
                (words.expired)(
                    &self.duration(late),
                    &self.count(age.unsigned_abs()),
                    &self.count(u128::from(*max_age)),
                )
            }
            Cause::Future { seconds } => (words.future)(&self.duration(*seconds)),
            Cause::PayloadNotBase64(error) => {
                (words.payload_not_base64)(&self.base64(*error, payload_base64(anatomy)))
            }
            Cause::PayloadNotCanonical(error) => {
                (words.payload_not_canonical)(&self.base64(*error, payload_base64(anatomy)))
            }
            Cause::NotZlib => words.not_zlib.into(),
            Cause::TooLarge(limit) => (words.too_large)(&self.count(*limit as u128)),
            Cause::NotUtf8(byte) => self.not_utf8(*byte),
            Cause::NotJson(error) => self.not_json(*error, anatomy),
            Cause::BadTag(error) => self.bad_tag(*error),
        }
    }

    fn base64(&self, error: Base64Error, text: &str) -> String {
        match error.problem {
            Base64Problem::Symbol => {
                let rest = text.get(error.position..).unwrap_or_default();
                let character = rest.chars().next().unwrap_or(char::REPLACEMENT_CHARACTER);
                (self.causes.wrong_character)(character, error.position + 1)
            }
            Base64Problem::Length => self.causes.wrong_length.into(),
            Base64Problem::Trailing => self.causes.stray_bits.into(),
        }
    }

    fn not_json(&self, error: JsonError, anatomy: &Anatomy) -> String {
        let text = anatomy
            .payload
            .as_ref()
            .and_then(|part| part.content.text());
        self.json_error(error, text.unwrap_or_default())
    }

    /// Why `text` is not the JSON that Python reads.
    pub(crate) fn json_error(&self, error: JsonError, text: &str) -> String {
        let before = text.get(..error.position).unwrap_or(text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or(before).chars().count() + 1;
        (self.causes.not_json)(line, column, self.json_problem(error.problem))
    }

    fn json_problem(&self, problem: JsonProblem) -> Words {
        match problem {
            JsonProblem::ExpectedValue => self.json.expected_value,
            JsonProblem::ExpectedKey => self.json.expected_key,
            JsonProblem::ExpectedColon => self.json.expected_colon,
            JsonProblem::ExpectedComma => self.json.expected_comma,
            JsonProblem::UnterminatedString => self.json.unterminated_string,
            JsonProblem::ControlCharacter => self.json.control_character,
            JsonProblem::BadEscape => self.json.bad_escape,
            JsonProblem::ExtraData => self.json.extra_data,
            JsonProblem::TooDeep => self.json.too_deep,
            JsonProblem::IntegerTooLong => self.json.integer_too_long,
        }
    }

    /// Why bytes are no text; `valid_up_to` of them are.
    pub(crate) fn not_utf8(&self, valid_up_to: usize) -> String {
        (self.causes.not_utf8)(valid_up_to + 1)
    }

    /// Why a tag cannot be.
    pub(crate) fn bad_tag(&self, error: TagError) -> String {
        (self.causes.bad_tag)(error.tag, self.tag_content(error.tag))
    }

    /// What a tag holds in JSON.
    pub(crate) fn tag_content(&self, tag: &str) -> &'static str {
        match tag {
            " t" => self.tags.array,
            " b" => self.tags.base64,
            " m" => self.tags.string,
            " u" => self.tags.hex,
            " d" => self.tags.date,
            _ => self.tags.object,
        }
    }

    fn cure(&self, cause: &Cause, anatomy: &Anatomy) -> String {
        let words = &self.cures;
        let is_other = |hint: &Hint| matches!(hint, Hint::LooksLike(_));
        if cause.gate() == Gate::Structure && anatomy.hints.iter().any(is_other) {
            return words.not_flask.into();
        }
        match cause {
            Cause::Empty | Cause::NoCookie => words.empty.into(),
            Cause::SeveralCookies(_) => words.several_cookies.into(),
            Cause::NotFlask(_) => words.not_flask.into(),
            Cause::LineTooLong(_)
            | Cause::NoSeparator
            | Cause::MissingTimestamp
            | Cause::CutSignature { .. } => words.parts.into(),
            Cause::BadTimestamp(_) => words.timestamp.into(),
            Cause::WrongSignature => words.wrong_signature.into(),
            Cause::SignatureNotCanonical | Cause::PayloadNotCanonical(_) => {
                words.not_canonical.into()
            }
            Cause::Expired { .. } => words.expired.into(),
            Cause::Future { seconds } => (words.future)(&seconds.to_string()),
            Cause::PayloadNotBase64(_) => words.payload.into(),
            Cause::TooLarge(_) => words.too_large.into(),
            Cause::NotZlib | Cause::NotUtf8(_) | Cause::NotJson(_) | Cause::BadTag(_) => {
                words.content.into()
            }
        }
    }

    /// The name of a gate.
    pub(crate) fn gate(&self, gate: Gate) -> &'static str {
        let [structure, signature, age, content] = self.gates;
        match gate {
            Gate::Structure => structure,
            Gate::Signature => signature,
            Gate::Age => age,
            Gate::Content => content,
        }
    }

    /// How a gate answered, in words.
    pub(crate) fn gate_result(&self, result: GateResult) -> &'static str {
        let [passed, refused, not_examined] = self.results;
        match result {
            GateResult::Passed => passed,
            GateResult::Refused => refused,
            GateResult::NotExamined => not_examined,
        }
    }

    /// How long ago a cookie was signed, and how long it may still be used;
    /// empty where its date cannot be read.
    pub(crate) fn age(&self, anatomy: &Anatomy) -> Vec<String> {
        let Some(age) = anatomy.timestamp.as_ref().and_then(|part| part.age) else {
            return Vec::new();
        };
        let part = anatomy.signature.as_ref();
        let is_verified = part.is_some_and(|part| part.key_index.is_some());
        let words = if is_verified {
            &self.parts.issued
        } else {
            &self.parts.claimed
        };
        let distance = self.duration(age.unsigned_abs());
        if age < 0 {
            let seconds = anatomy.timestamp.as_ref().and_then(|part| part.seconds);
            let has_date = seconds.and_then(utc).is_some();
            return vec![if has_date {
                (words.ahead)(&distance)
            } else {
                words.beyond.into()
            }];
        }
        let left = anatomy
            .max_age
            .map(|limit| i128::from(limit) - age)
            .filter(|left| *left >= 0);
        let left = left.map(|left| (self.parts.time_left)(&self.duration(left.unsigned_abs())));
        std::iter::once((words.ago)(&distance))
            .chain(left)
            .collect()
    }

    /// How many bytes a payload holds, and how many when packed.
    pub(crate) fn payload_size(&self, part: &PayloadPart) -> String {
        let bytes = self.count(part.content.bytes.len() as u128);
        if part.compressed {
            // Four characters carry three bytes.
            let packed = (part.raw.len() - 1) * 3 / 4;
            (self.parts.compressed_bytes)(&bytes, &self.count(packed as u128))
        } else {
            (self.parts.content_bytes)(&bytes)
        }
    }

    /// What is said where `listed` of `count` tagged values are listed; `None`
    /// where that is all of them.
    pub(crate) fn tags_cut(&self, listed: usize, count: usize) -> Option<String> {
        let numbers = [listed, count].map(|number| self.count(number as u128));
        let [shown, all] = &numbers;
        (listed < count).then(|| (self.parts.tags_cut)(shown, all))
    }

    /// The title of a step and what happens in it.
    pub(crate) fn step(&self, step: &Step) -> (&'static str, &'static str) {
        let [
            json,
            zlib,
            base64,
            timestamp,
            derived_key,
            signature,
            compare,
        ] = self.steps;
        match (step.name, step.way) {
            (StepName::Json, Way::Otherwise) => (json.0, self.other_json),
            (StepName::DerivedKey, Way::Otherwise) => (derived_key.0, self.plain_hash),
            (StepName::DerivedKey, Way::Omitted) => (derived_key.0, self.no_derivation),
            (StepName::Json, _) => json,
            (StepName::Zlib, _) => zlib,
            (StepName::Base64, _) => base64,
            (StepName::Timestamp, _) => timestamp,
            (StepName::DerivedKey, _) => derived_key,
            (StepName::Signature, _) => signature,
            (StepName::Compare, _) => compare,
        }
    }

    /// Seconds in the two largest units that say something: `30 d 23 h`.
    pub(crate) fn duration(&self, seconds: u128) -> String {
        let [days, hours, minutes, secs] = self.units;
        let parts = [
            (seconds / 86_400, days),
            (seconds / 3_600 % 24, hours),
            (seconds / 60 % 60, minutes),
            (seconds % 60, secs),
        ];
        let largest = parts
            .iter()
            .position(|(count, _)| *count > 0)
            .unwrap_or(parts.len() - 1);
        let shown = parts
            .iter()
            .skip(largest)
            .take(2)
            .filter(|(count, _)| *count > 0);
        let words: Vec<String> = shown
            .map(|(count, unit)| format!("{}\u{a0}{unit}", self.count(*count)))
            .collect();
        if words.is_empty() {
            format!("0\u{a0}{secs}")
        } else {
            words.join(" ")
        }
    }

    /// A number with its thousands apart.
    pub(crate) fn count(&self, number: u128) -> String {
        self.lang.number(u64::try_from(number).unwrap_or(u64::MAX))
    }

    /// A moment as people of the language write it, in UTC; the bare number
    /// past the year 9999.
    pub(crate) fn moment(&self, seconds: u64) -> String {
        let Some(text) = utc(seconds) else {
            return seconds.to_string();
        };
        let text = text.trim_end_matches('Z');
        let (day, time) = text.split_once('T').unwrap_or((text, ""));
        match (self.lang, day.splitn(3, '-').collect::<Vec<_>>().as_slice()) {
            (Lang::Fr, [year, month, day]) => format!("{day}/{month}/{year} {time} UTC"),
            _ => format!("{day} {time} UTC"),
        }
    }
}

/// A sign beside the words of a verdict, for who sees no color.
pub(crate) fn verdict_symbol(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Valid => "✓",
        Verdict::Unverified => "!",
        Verdict::Expired | Verdict::Future => "⌛",
        Verdict::BadSignature | Verdict::Malformed => "✗",
    }
}

/// The same beside the words of a gate.
pub(crate) fn gate_symbol(result: GateResult) -> &'static str {
    match result {
        GateResult::Passed => "✓",
        GateResult::Refused => "✗",
        GateResult::NotExamined => "–",
    }
}

/// The Python type that a tag stands for.
pub(crate) fn python_type(tag: &str) -> &str {
    match tag {
        "t" => "tuple",
        "b" => "bytes",
        "m" => "Markup",
        "u" => "UUID",
        "d" => "datetime",
        _ => "dict",
    }
}

fn is_cut_hint(hint: &Hint) -> bool {
    matches!(hint, Hint::CutSignature { .. })
}

fn payload_base64(anatomy: &Anatomy) -> &str {
    anatomy
        .payload
        .as_ref()
        .map_or("", |part| part.raw.strip_prefix('.').unwrap_or(&part.raw))
}

#[cfg(test)]
mod tests {
    use crate::view::text::typography;

    #[test]
    fn the_french_is_typeset_as_french() {
        typography::check_source(include_str!("fr.rs"));
    }
}
