//! `--wordlist`: tries each line of a list as the key, on all cores.

use std::io::{self, IsTerminal, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use anyhow::Context as _;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use memchr::{memchr, memchr_iter};

use crate::anatomy::{
    Anatomy, Cause, Examination, Examiner, Gate, Hint, Parts, Verdict, python_literal,
};
use crate::itsdangerous::{Lock, SecretKey, SecretKeys, base64_decode};

/// What a thread takes at a time, in bytes: a few thousand words.
const PIECE_BYTES: usize = 64 * 1024;

/// A list of words, one per line.
pub(super) struct Wordlist {
    words: Vec<u8>,
    shows_progress: bool,
}

/// The first word that is the key.
struct Word<'list> {
    line: usize,
    key: &'list [u8],
}

impl Wordlist {
    /// Reads the list; `-` is standard input.
    pub(super) fn read(path: &PathBuf, shows_progress: bool) -> anyhow::Result<Self> {
        let words = if path == Path::new("-") {
            let mut words = Vec::new();
            io::stdin().read_to_end(&mut words).map(|_| words)
        } else {
            std::fs::read(path)
        };
        let words = words.with_context(|| format!("cannot read `{}`", path.display()))?;
        Ok(Self {
            words,
            shows_progress,
        })
    }

    /// Examines a value with the word that is its key, if there is one.
    pub(super) fn examine(&self, examiner: &Examiner, value: &str, now: u64) -> Anatomy {
        let mut anatomy = examiner.examine(value, now);
        let parts = Parts::of(value);
        let signature = parts.signature.unwrap_or_default();
        let signature = base64_decode(signature.as_bytes()).unwrap_or_default();
        let Examination {
            salt,
            key_derivation,
            digest,
            ..
        } = examiner.examination();
        // Without a complete signature there is nothing to verify.
        let gate = anatomy.cause.as_ref().map(Cause::gate);
        if matches!(gate, Some(Gate::Structure | Gate::Signature)) {
            return anatomy;
        }
        let lock = Lock {
            salt: salt.as_bytes(),
            key_derivation: *key_derivation,
            digest: *digest,
            value: parts.signed.as_bytes(),
            signature: &signature,
        };
        if let Some(word) = self.find(lock) {
            return judged(examiner, value, now, &word);
        }
        anatomy.has_key = true;
        anatomy.verdict = Verdict::BadSignature;
        anatomy.cause = Some(Cause::WrongSignature);
        anatomy.hints.retain(|hint| *hint != Hint::NoKey);
        let count = memchr_iter(b'\n', self.words.trim_ascii_end()).count() + 1;
        anatomy.hints.insert(0, Hint::NoWordFits(count));
        anatomy
    }

    /// The first word in the list that made the signature.
    fn find(&self, lock: Lock<'_>) -> Option<Word<'_>> {
        let progress = self.progress();
        let (next, first) = (AtomicUsize::new(0), AtomicUsize::new(usize::MAX));
        let cores = thread::available_parallelism().map_or(1, usize::from);
        thread::scope(|scope| {
            for _ in 0..cores {
                scope.spawn(|| {
                    loop {
                        let start = next.fetch_add(PIECE_BYTES, Ordering::Relaxed);
                        // If two words fit, the earlier one counts.
                        let is_over = start >= self.words.len().min(first.load(Ordering::Relaxed));
                        if is_over {
                            break;
                        }
                        if let Some(at) = self.find_in_piece(start, lock) {
                            first.fetch_min(at, Ordering::Relaxed);
                        }
                        progress.inc(PIECE_BYTES as u64);
                    }
                });
            }
        });
        progress.finish_and_clear();
        let at = first.into_inner();
        let before = self.words.get(..at)?;
        Some(Word {
            line: memchr_iter(b'\n', before).count() + 1,
            key: self.word_at(at)?.0,
        })
    }

    /// The offset of the first word that fits, among those that begin in this
    /// piece.
    fn find_in_piece(&self, start: usize, lock: Lock<'_>) -> Option<usize> {
        let mut at = match start.checked_sub(1) {
            // A line that began in the previous piece belongs to that one.
            Some(last) => last + memchr(b'\n', self.words.get(last..)?)? + 1,
            None => 0,
        };
        while at < start + PIECE_BYTES {
            let (word, after) = self.word_at(at)?;
            let fits_literal = || python_literal(word).is_some_and(|key| lock.fits(&key));
            if !word.is_empty() && (lock.fits(word) || fits_literal()) {
                return Some(at);
            }
            at = after;
        }
        None
    }

    /// The word at this offset, without its line end, and the offset of the
    /// next.
    fn word_at(&self, at: usize) -> Option<(&[u8], usize)> {
        let rest = self.words.get(at..).filter(|rest| !rest.is_empty())?;
        let end = memchr(b'\n', rest).unwrap_or(rest.len());
        let line = rest.get(..end)?;
        Some((line.strip_suffix(b"\r").unwrap_or(line), at + end + 1))
    }

    fn progress(&self) -> ProgressBar {
        if !self.shows_progress || !io::stderr().is_terminal() {
            return ProgressBar::hidden();
        }
        let template = "{wide_bar} {bytes}/{total_bytes} {eta}";
        let style = ProgressStyle::with_template(template).expect("the template is a constant");
        let target = ProgressDrawTarget::stderr();
        ProgressBar::with_draw_target(Some(self.words.len() as u64), target).with_style(style)
    }
}

/// Examines a value with the key that was found.
fn judged(examiner: &Examiner, value: &str, now: u64, word: &Word<'_>) -> Anatomy {
    let keys = SecretKeys::new(SecretKey::new(word.key));
    let literal = || python_literal(word.key).map(|key| SecretKeys::new(SecretKey::new(key)));
    let examine = |keys| {
        let examination = Examination {
            keys: Some(keys),
            ..examiner.examination().clone()
        };
        Examiner::new(examination).examine(value, now)
    };
    let mut anatomy = examine(keys);
    if anatomy.verdict == Verdict::BadSignature
        && let Some(keys) = literal()
    {
        anatomy = examine(keys);
    }
    anatomy.hints.insert(
        0,
        Hint::WordlistKey {
            line: word.line,
            key: String::from_utf8_lossy(word.key).into_owned(),
        },
    );
    anatomy
}
