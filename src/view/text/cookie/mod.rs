//! What is said of a cookie: verdicts, causes, cures and hints.

mod amounts;
mod content;
mod en;
mod fr;
mod hints;
mod sentences;

use super::Lang;
use crate::anatomy::{
    Anatomy, Cause, Gate, GateResult, Hint, LookAlike, PayloadPart, Step, StepName, Verdict, Way,
    utc,
};
use crate::itsdangerous::TimestampError;
use hints::{Hints, LeftOutWords};
pub(crate) use sentences::PartWords;
use sentences::{Causes, Cures, JsonWords, TagWords, Verdicts};

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
    /// Each gate's name, and its answers in the name's gender: passed, refused,
    /// not examined.
    gates: [(Words, [Words; 3]); 4],
    steps: [(Words, Words); 7],
    /// JSON that Flask writes otherwise.
    other_json: Words,
    /// A derived key that is a plain hash.
    plain_hash: Words,
    /// No derivation at all.
    no_derivation: Words,
    units: [Words; 4],
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
        self.name_and_results(gate).0
    }

    fn name_and_results(&self, gate: Gate) -> (Words, [Words; 3]) {
        let [structure, signature, age, content] = self.gates;
        match gate {
            Gate::Structure => structure,
            Gate::Signature => signature,
            Gate::Age => age,
            Gate::Content => content,
        }
    }

    /// How a gate answered, in words.
    pub(crate) fn gate_result(&self, gate: Gate, result: GateResult) -> &'static str {
        let (_, [passed, refused, not_examined]) = self.name_and_results(gate);
        match result {
            GateResult::Passed => passed,
            GateResult::Refused => refused,
            GateResult::NotExamined => not_examined,
        }
    }

    /// How long ago a cookie was signed, and how long it may still be used if
    /// its signature is known to be good;
    /// empty where its date cannot be read.
    pub(crate) fn age(&self, anatomy: &Anatomy) -> Vec<String> {
        let Some(age) = anatomy.timestamp.as_ref().and_then(|part| part.age) else {
            return Vec::new();
        };
        let is_verified = is_verified(anatomy);
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
        // Of a date that anyone may have written nothing follows.
        let left = anatomy
            .max_age
            .map(|limit| i128::from(limit) - age)
            .filter(|left| is_verified && *left >= 0);
        let left = left.map(|left| (self.parts.time_left)(&self.duration(left.unsigned_abs())));
        std::iter::once((words.ago)(&distance))
            .chain(left)
            .collect()
    }

    /// In place of a signature that is not shown: under a good one, it stands
    /// above.
    pub(crate) fn signature_above(&self, step: &Step, anatomy: &Anatomy) -> Option<Words> {
        let is_above = step.name == StepName::Signature && is_verified(anatomy);
        is_above.then_some(self.parts.signature_above)
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
}

fn is_verified(anatomy: &Anatomy) -> bool {
    let part = anatomy.signature.as_ref();
    part.is_some_and(|part| part.key_index.is_some())
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
