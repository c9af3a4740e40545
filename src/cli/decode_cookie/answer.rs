//! Writes the answer to one cookie, as JSON or in words.

use std::io::{self, Write};

use anstream::StripStream;

use super::explain::{self, Look};
use super::input::Line;
use super::wordlist::Wordlist;
use crate::anatomy::paste::{NotFound, Pasted, find};
use crate::anatomy::{Anatomy, Cause, Examiner, Verdict, write_json};
use crate::clock::Clock;
use crate::itsdangerous::SecretKey;
use crate::view::text::cookie::CookieText;

/// How many cookies of one call are tried with published keys, which takes
/// hundreds of times as long as one key.
const TRIED_WITH_PUBLISHED: usize = 16;

/// How to answer the cookies of one call. May be shared by several threads.
pub(super) struct Answers {
    pub(super) cookie_name: String,
    /// Whether to judge a text exactly as given, without looking for a cookie
    /// in it.
    pub(super) is_strict: bool,
    pub(super) examiner: Examiner,
    /// Examines the first cookies; unlike `examiner`, it tries published keys.
    pub(super) first_examiner: Examiner,
    /// Words to try as the key.
    pub(super) wordlist: Option<Wordlist>,
    /// The moment at which cookies are judged; `None` stands for now.
    pub(super) now: Option<u64>,
    pub(super) clock: Clock,
    pub(super) text: &'static CookieText,
    pub(super) form: Form,
}

/// The form of an answer.
pub(super) enum Form {
    /// One JSON object per line.
    Json,
    /// An explanation in words.
    Words {
        /// Whether to add the seven steps of the calculation.
        steps: bool,
        /// The key, if it is one that everybody knows.
        published_key: Option<SecretKey>,
        /// Whether to keep colors.
        color: bool,
        look: Look,
    },
    /// Only the JSON text of the payload.
    Payload {
        /// What to print on standard error if the payload is not text.
        no_text: &'static str,
    },
}

impl Answers {
    /// The second at which cookies are judged.
    pub(super) fn now(&self) -> u64 {
        self.now.unwrap_or_else(|| self.clock.now())
    }

    /// Appends the answer to one line, the `index`th of the call, and returns
    /// its exit code.
    pub(super) fn answer(&self, out: &mut Vec<u8>, index: usize, line: Line<'_>, now: u64) -> u8 {
        let anatomy = match line {
            Line::TooLong(limit) => self.examiner.refuse(Cause::LineTooLong(limit)),
            Line::Value(value) => self.examine(value, index, now),
            Line::Text(text) => self.anatomy_of(find(text, &self.cookie_name), index, now),
            Line::Found(pasted) => self.anatomy_of(pasted.clone(), index, now),
        };
        match &self.form {
            Form::Json => {
                write_json(out, &anatomy, index, |hint| self.text.hint(hint));
                out.push(b'\n');
            }
            Form::Payload { no_text } => self.write_payload(out, &anatomy, no_text),
            Form::Words { color, look, .. } => {
                let written = if *color {
                    self.write_words(out, look, index, &anatomy)
                } else {
                    self.write_words(&mut StripStream::new(out), look, index, &anatomy)
                };
                written.expect("a Vec takes every byte");
            }
        }
        anatomy.verdict.exit_code()
    }

    fn examine(&self, value: &str, index: usize, now: u64) -> Anatomy {
        match &self.wordlist {
            Some(words) => words.examine(&self.examiner, value, now),
            None if index < TRIED_WITH_PUBLISHED => self.first_examiner.examine(value, now),
            None => self.examiner.examine(value, now),
        }
    }

    fn anatomy_of(&self, pasted: Result<Pasted, NotFound>, index: usize, now: u64) -> Anatomy {
        match pasted {
            Ok(Pasted { value, hints }) => {
                let mut anatomy = self.examine(&value, index, now);
                anatomy.hints.extend(hints);
                anatomy
            }
            Err(reason) => self.examiner.refuse(reason.into()),
        }
    }

    /// Writes the text for a program on standard output, and any problem for a
    /// person on standard error.
    fn write_payload(&self, out: &mut Vec<u8>, anatomy: &Anatomy, no_text: &str) {
        let content = anatomy.payload.as_ref().map(|part| &part.content);
        let text = content.and_then(|content| content.text());
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            out.extend(text.as_bytes());
            out.push(b'\n');
        }
        let remark = match anatomy.verdict {
            Verdict::Valid | Verdict::Unverified if text.is_some() => return,
            Verdict::Valid | Verdict::Unverified => no_text.into(),
            _ => self.text.title(anatomy),
        };
        // It does not matter if standard error is closed.
        writeln!(io::stderr(), "{remark}").ok();
    }

    fn write_words(
        &self,
        out: &mut impl Write,
        look: &Look,
        index: usize,
        anatomy: &Anatomy,
    ) -> io::Result<()> {
        if index > 0 {
            writeln!(out)?;
        }
        explain::write(out, look, self.text, anatomy)?;
        if let Form::Words {
            steps: true,
            published_key,
            ..
        } = &self.form
        {
            let examination = self.examiner.examination();
            let key = published_key.as_ref();
            explain::write_steps(out, look, self.text, anatomy, examination, key)?;
        }
        Ok(())
    }
}
