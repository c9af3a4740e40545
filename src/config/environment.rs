//! The process's environment: variables and the user's folders.

use std::collections::BTreeMap;
use std::path::PathBuf;

use directories::ProjectDirs;

/// The environment of one run, read once.
#[derive(Clone, Debug, Default)]
pub struct Environment {
    variables: BTreeMap<String, String>,
    /// Names of variables whose value is not UTF-8.
    not_utf8: Vec<String>,
    /// `None` if the user has no home folder.
    folders: Option<Folders>,
}

/// Where the system wants a program to keep its files.
#[derive(Clone, Debug)]
struct Folders {
    config: PathBuf,
    data: PathBuf,
}

impl Environment {
    /// Reads the environment of this process.
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the one place that reads the environment"
    )]
    pub fn of_process() -> Self {
        let folders = ProjectDirs::from("", "", "flask-session-demo").map(|folders| Folders {
            config: folders.config_dir().to_owned(),
            // On Windows: a key must not roam to other machines.
            data: folders.data_local_dir().to_owned(),
        });
        let mut environment = Self {
            folders,
            ..Self::default()
        };
        for (name, value) in std::env::vars_os() {
            let Ok(name) = name.into_string() else {
                continue;
            };
            // Windows ignores the case of these names.
            let name = if cfg!(windows) {
                name.to_ascii_uppercase()
            } else {
                name
            };
            match value.into_string() {
                Ok(value) => drop(environment.variables.insert(name, value)),
                Err(_) => environment.not_utf8.push(name),
            }
        }
        environment
    }

    /// The value of a variable that is set and not empty.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.raw(name).filter(|value| !value.is_empty())
    }

    /// The value of a variable that is set, possibly empty.
    pub(crate) fn raw(&self, name: &str) -> Option<&str> {
        self.variables.get(name).map(String::as_str)
    }

    /// Whether a variable is set to something that is not UTF-8.
    pub(crate) fn is_not_utf8(&self, name: &str) -> bool {
        self.not_utf8.iter().any(|found| found == name)
    }

    /// `config.toml` in the configuration folder.
    pub(crate) fn config_file(&self) -> Option<PathBuf> {
        let folders = self.folders.as_ref()?;
        Some(folders.config.join("config.toml"))
    }

    /// The folder for this user's data.
    pub(crate) fn data_folder(&self) -> Option<PathBuf> {
        let folders = self.folders.as_ref()?;
        Some(folders.data.clone())
    }
}

#[cfg(test)]
impl Environment {
    /// An environment with these variables and without folders.
    pub(crate) fn of(variables: &[(&str, &str)]) -> Self {
        let variables = variables
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        Self {
            variables,
            ..Self::default()
        }
    }
}
