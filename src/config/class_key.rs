//! The key that signs progress in the practical when there is no teacher's key.

use std::path::PathBuf;

use super::environment::Environment;
use super::error::{ConfigError, Warning};
use super::key_file::{is_readable_by_others, read_stored_key, store_new_key};
use super::{Options, data_folder};
use crate::itsdangerous::SecretKey;

/// The file's name in the data folder.
const FILE: &str = "class_key";

/// The key from the data folder, drawn at random if there is none yet, and a
/// warning about it.
///
/// `None` does not prevent the start: with a read-only home, progress is lost
/// when the process ends.
pub(super) fn class_key(
    options: &Options,
    env: &Environment,
) -> (Option<SecretKey>, Option<Warning>) {
    let Ok(path) = data_folder(options, env).map(|folder| folder.join(FILE)) else {
        return (None, None);
    };
    let stored = read_stored_key(&path);
    let kept = stored.and_then(|key| key.map_or_else(|| store_new_key(&path), Ok));
    match kept {
        Ok(key) => {
            let is_readable = is_readable_by_others(&path);
            (
                Some(key),
                is_readable.then_some(Warning::ReadableByOthers { path }),
            )
        }
        Err(error) => (None, Some(not_kept(path, &error))),
    }
}

fn not_kept(path: PathBuf, error: &ConfigError) -> Warning {
    let reason = match error {
        ConfigError::Read { error, .. } | ConfigError::Write { error, .. } => {
            Some(error.to_string())
        }
        _ => None,
    };
    Warning::ProgressNotKept { path, reason }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;

    fn key_in(folder: &Path) -> (Option<SecretKey>, Option<Warning>) {
        let options = Options {
            data_dir: Some(folder.to_owned()),
            ..Options::default()
        };
        class_key(&options, &Environment::default())
    }

    #[test]
    fn the_key_is_drawn_once_and_then_the_same() {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let (first, doubt) = key_in(&folder.path().join("new"));
        assert_eq!(
            (first.as_ref().map(|key| key.expose_secret().len()), doubt),
            (Some(64), None)
        );
        assert_eq!(key_in(&folder.path().join("new")), (first.clone(), None));
        assert_ne!(key_in(&folder.path().join("other")).0, first);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let path = folder.path().join("new").join(FILE);
            let mode = fs::metadata(&path)
                .expect("it is there")
                .permissions()
                .mode();
            assert_eq!(mode & 0o777, 0o600);
            let open = fs::Permissions::from_mode(0o644);
            fs::set_permissions(&path, open).expect("it is ours");
            let doubt = key_in(&folder.path().join("new")).1;
            assert_eq!(doubt, Some(Warning::ReadableByOthers { path }));
        }
    }

    #[test]
    fn without_a_folder_or_a_key_in_the_file_nothing_is_kept_and_the_reason_is_told() {
        assert_eq!(
            class_key(&Options::default(), &Environment::default()),
            (None, None)
        );
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let path = folder.path().join(FILE);
        fs::write(&path, "").expect("the folder is writable");
        let (key, doubt) = key_in(folder.path());
        assert_eq!(key, None);
        assert_eq!(
            doubt,
            Some(Warning::ProgressNotKept {
                path: path.clone(),
                reason: None
            })
        );
        // A file in place of the folder.
        let (key, doubt) = key_in(&path);
        assert_eq!(key, None);
        assert!(matches!(
            doubt,
            Some(Warning::ProgressNotKept {
                reason: Some(_),
                ..
            })
        ));
    }
}
