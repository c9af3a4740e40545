//! The files that the exercises' sentences come from.

use std::path::{Path, PathBuf};

use super::Exercises;
use crate::{
    config::{Place, TextFileError, read_text_file},
    view::text::lab::{ExerciseTextError, ExerciseTexts, OwnTextProblem},
};

/// Why the exercises cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ExercisesError {
    /// A mistake in this program.
    #[error(transparent)]
    BuiltIn(#[from] ExerciseTextError),
    /// The file of `EXERCISES_FILE` cannot be read, or is no UTF-8 text.
    #[error("the file `{}` of `EXERCISES_FILE` cannot be read", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        cause: TextFileError,
    },
    /// It holds what cannot be.
    #[error("line {} of `{}` cannot be used: {problem:?}", place.line, place.path.display())]
    Own {
        /// Where.
        place: Place,
        /// What is wrong there.
        problem: OwnTextProblem,
    },
}

impl Exercises {
    /// The exercises in the program's words, or a teacher's where this file
    /// replaces them.
    pub(in crate::web) fn read(own: Option<&Path>) -> Result<Self, ExercisesError> {
        let mut texts = ExerciseTexts::built_in()?;
        if let Some(path) = own {
            let file = read_text_file(path).map_err(|cause| ExercisesError::Read {
                path: path.to_owned(),
                cause,
            })?;
            texts.replace(&file).map_err(|error| ExercisesError::Own {
                place: Place::in_text(path, &file, error.at),
                problem: error.problem,
            })?;
        }
        Ok(Self::new(texts)?)
    }
}
