//! What the process finds around it: variables and folders.

use std::collections::BTreeMap;
use std::path::PathBuf;

use directories::ProjectDirs;

/// The surroundings of one run, read once.
#[derive(Clone, Debug, Default)]
pub struct Environment {
    variables: BTreeMap<String, String>,
    /// Names of variables whose value is no UTF-8 text.
    not_utf8: Vec<String>,
    /// `None` without a home folder.
    folders: Option<Folders>,
}

/// Where the system wants a program's files.
#[derive(Clone, Debug)]
struct Folders {
    config: PathBuf,
    data: PathBuf,
}

impl Environment {
    /// The environment of this process.
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the one place that reads the environment"
    )]
    pub fn of_process() -> Self {
        let folders = ProjectDirs::from("", "", "flask-session-demo").map(|folders| Folders {
            config: folders.config_dir().to_owned(),
            // A key must not roam to other machines (Windows).
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
            // Windows does not tell upper from lower case in these names.
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

    /// A variable that is set and not empty.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.raw(name).filter(|value| !value.is_empty())
    }

    /// A variable that is set, perhaps to nothing.
    pub(crate) fn raw(&self, name: &str) -> Option<&str> {
        self.variables.get(name).map(String::as_str)
    }

    /// Whether this variable is set to something that is no text.
    pub(crate) fn is_not_utf8(&self, name: &str) -> bool {
        self.not_utf8.iter().any(|found| found == name)
    }

    /// `config.toml` in the configuration folder.
    pub(crate) fn config_file(&self) -> Option<PathBuf> {
        let folders = self.folders.as_ref()?;
        Some(folders.config.join("config.toml"))
    }

    /// The data folder.
    pub(crate) fn data_folder(&self) -> Option<PathBuf> {
        let folders = self.folders.as_ref()?;
        Some(folders.data.clone())
    }
}

#[cfg(test)]
impl Environment {
    /// These variables and no folder.
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
