//! A code to go on with at another machine: states and predictions, signed.

use super::{
    Attempt, Classroom, Code, Exercise, Progress, Stage, TP_LIFETIME, key::signer,
    progress::MAX_CHOICE,
};
use crate::itsdangerous::{self, SecretKey, TimestampSigner};

const SALT: &str = "tp-resume";

/// Why a code to resume is not taken.
#[derive(Debug, thiserror::Error)]
pub enum ResumeError {
    /// Mistyped, forged, too old, or of another server.
    #[error(transparent)]
    Code(#[from] itsdangerous::Error),
    /// Rightly signed, and not ours to read.
    #[error("the content is no progress")]
    Content,
    /// The teacher has started anew since.
    #[error("the teacher has started anew")]
    Void,
}

/// Signs and reads such codes.
#[derive(Debug)]
pub(super) struct ResumeCodes(TimestampSigner);

impl ResumeCodes {
    pub(super) fn new(secret: &SecretKey) -> Self {
        Self(TimestampSigner::new(signer(secret, SALT)))
    }
}

/// `K7Q2XM-3b1a00…`: of each exercise its stage, 0 to 3, and the answer that
/// was predicted, `a` for the first.
fn write(progress: &Progress) -> String {
    let mut text = format!("{}-", progress.code);
    for exercise in Exercise::ALL {
        let attempt = progress.attempt(exercise);
        let stage = attempt.map_or(0, |it| u8::from(it.stage));
        text.push(char::from(b'0' + stage.min(9)));
        text.push(attempt.map_or('a', Attempt::letter));
    }
    text
}

fn read(text: &str, now: u64) -> Option<Progress> {
    let (code, states) = text.split_once('-')?;
    let mut progress = Progress::new(Code::parse(code)?);
    let (pairs, rest) = states.as_bytes().as_chunks::<2>();
    if pairs.len() != Exercise::ALL.len() || !rest.is_empty() {
        return None;
    }
    for (exercise, [stage, choice]) in Exercise::ALL.into_iter().zip(pairs) {
        let choice = choice.checked_sub(b'a')?;
        match stage.checked_sub(b'0')? {
            0 => {}
            stage if choice <= MAX_CHOICE => {
                progress.resume(exercise, Stage::try_from(stage).ok()?, choice, now);
            }
            _ => return None,
        }
    }
    Some(progress)
}

impl Classroom {
    /// The code to resume with: about 65 characters. It holds neither texts
    /// nor settings.
    pub fn resume_code(&self, progress: &Progress, now: u64) -> String {
        self.resume_codes.0.sign(&write(progress), now)
    }

    /// The progress of a code that somebody typed.
    pub fn resume(&self, typed: &str, now: u64) -> Result<Progress, ResumeError> {
        let typed: String = typed.split_whitespace().collect();
        let unsigned = self
            .resume_codes
            .0
            .unsign(typed.as_bytes(), Some(TP_LIFETIME), now)?;
        if self.is_void(unsigned.timestamp) {
            return Err(ResumeError::Void);
        }
        let text = str::from_utf8(unsigned.value).map_err(|_| ResumeError::Content)?;
        read(text, now).ok_or(ResumeError::Content)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classroom::class_of;

    const NOW: u64 = 1_795_507_200;

    #[test]
    fn a_code_brings_back_states_and_predictions_and_no_texts() {
        let class = class_of("random");
        let mut progress = Progress::new(Code::parse("K7Q2XM").unwrap());
        progress.predict(Exercise::Reading, 2, "un texte", NOW);
        progress.explain(Exercise::Reading, "un autre", true, NOW);
        progress.predict(Exercise::OnTheWire, 1, "un texte", NOW);
        let code = class.resume_code(&progress, NOW);
        assert!(code.len() < 80, "{code}");
        let resumed = class.resume(&format!(" {code}\n"), NOW + 60).ok().unwrap();
        assert_eq!(resumed.code, progress.code);
        assert_eq!(resumed.stage(Exercise::Reading), Some(Stage::Done));
        assert_eq!(resumed.stage(Exercise::OnTheWire), Some(Stage::Predicted));
        let attempt = resumed.attempt(Exercise::Reading).unwrap();
        assert_eq!((attempt.choice, &*attempt.reason), (2, ""));
        assert_eq!(attempt.explanation, "");
    }

    #[test]
    fn a_code_of_ones_own_making_is_refused() {
        let class = class_of("random");
        let progress = Progress::new(Code::parse("K7Q2XM").unwrap());
        let code = class.resume_code(&progress, NOW);
        for wrong in [
            "",
            "K7Q2XM",
            &code.replacen("0a", "3a", 1),
            &class.write(&progress, NOW),
            &class_of("other").resume_code(&progress, NOW),
        ] {
            assert!(class.resume(wrong, NOW).is_err(), "{wrong}");
        }
        class.start_anew(NOW);
        assert!(matches!(class.resume(&code, NOW), Err(ResumeError::Void)));
    }
}
