//! The answer to one cookie: its lines, as one line of JSON or in words.

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

/// How many cookies of a call are tried with published keys: each takes a
/// thousand times as long.
const TRIED_WITH_PUBLISHED: usize = 16;

/// How the cookies of one call are answered. Several threads may share it.
pub(super) struct Answers {
    pub(super) cookie_name: String,
    /// Whether a text is judged exactly as it was given.
    pub(super) is_strict: bool,
    pub(super) examiner: Examiner,
    /// What examines the first cookies, which tries published keys as well.
    pub(super) first_examiner: Examiner,
    /// Where the key is looked for.
    pub(super) wordlist: Option<Wordlist>,
    /// The moment to judge by; `None` takes the clock's.
    pub(super) now: Option<u64>,
    pub(super) clock: Clock,
    pub(super) text: &'static CookieText,
    pub(super) form: Form,
}

/// How an answer is written.
pub(super) enum Form {
    /// One JSON object a line.
    Json,
    /// In words.
    Words {
        /// Whether the seven steps follow.
        steps: bool,
        /// The key, where everybody knows it.
        published_key: Option<SecretKey>,
        /// Whether color is kept.
        color: bool,
        /// How it is laid out.
        look: Look,
    },
    /// The JSON text of the payload alone.
    Payload {
        /// What is said on standard error of a payload without a text.
        no_text: &'static str,
    },
}

impl Answers {
    /// The second to judge by.
    pub(super) fn now(&self) -> u64 {
        self.now.unwrap_or_else(|| self.clock.now())
    }

    /// Appends the answer to one line, the `index`th of the call, and says
    /// with which exit code it counts.
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

    /// The text goes where a program reads it, and what is wrong where a person
    /// does.
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
        // Nobody is left to tell that standard error is closed.
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
