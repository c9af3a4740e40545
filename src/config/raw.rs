//! What was given: options, `--set`, environment, file.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::environment::Environment;
use super::error::ConfigError;
use super::settings::{self, Setting};
use super::source::Source;
use super::value::{Given, Value};
use super::{Options, PREFIX};

/// `NAME` of `did you mean NAME?`: below this the two have little in common.
const RESEMBLANCE: f64 = 0.8;

/// The values of one place, by key.
type Layer = BTreeMap<String, (Given, Source)>;

/// Everything that was given, the strongest layer first.
#[derive(Debug)]
pub(crate) struct Raw {
    layers: [Layer; 4],
}

impl Raw {
    /// Collects the layers. A key that does not exist is an error in `--set`
    /// and in the file, not in the environment: a Flask user has `FLASK_APP`.
    pub(crate) fn collect(options: &Options, env: &Environment) -> Result<Self, ConfigError> {
        let set = set(&options.set);
        let file = file(options.config.as_deref(), env)?;
        for (key, (_, source)) in set.iter().chain(&file) {
            check_key(key, source)?;
        }
        Ok(Self {
            layers: [flags(options), set, environment(env)?, file],
        })
    }

    /// The value of the strongest layer that has one, whole.
    pub(crate) fn find<T: Value>(
        &self,
        setting: &Setting<T>,
    ) -> Result<Option<(T, Source)>, ConfigError> {
        let Some((given, source)) = self.given(setting.key) else {
            return Ok(None);
        };
        match given.read(setting.kind) {
            Some(value) => Ok(Some((value, source.clone()))),
            None => Err(ConfigError::Value {
                key: setting.key,
                value: (!setting.kind.is_secret()).then(|| given.shown()),
                source: source.clone(),
                kind: setting.kind,
            }),
        }
    }

    /// The value as it was given, and where.
    pub(crate) fn given(&self, key: &str) -> Option<&(Given, Source)> {
        self.layers.iter().find_map(|layer| layer.get(key))
    }
}

/// The options that give a value of a key by their own.
fn flags(options: &Options) -> Layer {
    let text = |text: &Option<String>| text.clone().map(Given::Text);
    let switch = |is_on: bool| is_on.then(|| Given::Typed(true.into()));
    let flags = [
        ("--host", settings::RUN_HOST.key, text(&options.host)),
        ("--port", settings::RUN_PORT.key, text(&options.port)),
        ("--cert", settings::RUN_CERT.key, text(&options.cert)),
        ("--key", settings::RUN_KEY.key, text(&options.key)),
        (
            "--proxy-hops",
            settings::PROXY_HOPS.key,
            text(&options.proxy_hops),
        ),
        (
            "--database",
            settings::DATABASE.key,
            text(&options.database),
        ),
        (
            "--require-account",
            settings::REQUIRE_ACCOUNT.key,
            switch(options.require_account),
        ),
        (
            "--revoke-on-logout",
            settings::REVOKE_ON_LOGOUT.key,
            switch(options.revoke_on_logout),
        ),
    ];
    flags
        .into_iter()
        .filter_map(|(name, key, given)| Some((key.to_owned(), (given?, Source::Option(name)))))
        .collect()
}

/// Of a key that is given twice, the last value counts.
fn set(pairs: &[(String, String)]) -> Layer {
    pairs
        .iter()
        .map(|(key, text)| (key.clone(), (Given::Text(text.clone()), Source::Set)))
        .collect()
}

fn environment(env: &Environment) -> Result<Layer, ConfigError> {
    let known = settings::rows().into_iter().map(|row| row.key);
    let mut layer = Layer::new();
    let run = [
        settings::RUN_HOST.key,
        settings::RUN_PORT.key,
        settings::RUN_CERT.key,
        settings::RUN_KEY.key,
    ];
    for key in known.chain(run) {
        let variable = format!("{PREFIX}{key}");
        if env.is_not_utf8(&variable) {
            return Err(ConfigError::NotUtf8 { variable });
        }
        // An empty SECRET_KEY is more likely a mistake than a wish for none.
        let value = match env.raw(&variable) {
            Some("") if key != settings::SECRET_KEY.key => None,
            value => value,
        };
        if let Some(text) = value {
            let given = Given::Text(text.to_owned());
            layer.insert(key.to_owned(), (given, Source::Environment(variable)));
        }
    }
    Ok(layer)
}

/// The file that `--config` names must exist; the usual one need not.
fn file(explicit: Option<&Path>, env: &Environment) -> Result<Layer, ConfigError> {
    let Some(path) = explicit.map(Path::to_owned).or_else(|| env.config_file()) else {
        return Ok(Layer::new());
    };
    match fs::read_to_string(&path) {
        Ok(text) => parse_file(&text, &path),
        Err(error) if error.kind() == ErrorKind::NotFound && explicit.is_none() => Ok(Layer::new()),
        Err(error) => Err(ConfigError::Read { path, error }),
    }
}

fn parse_file(text: &str, path: &Path) -> Result<Layer, ConfigError> {
    let table: BTreeMap<String, serde_json::Value> =
        toml::from_str(text).map_err(|error| ConfigError::Toml {
            path: path.to_owned(),
            line: line_of(text, error.span().map_or(0, |span| span.start)),
            message: error.message().to_owned(),
        })?;
    let typed = |(key, value)| {
        (
            key,
            (Given::Typed(value), Source::ConfigFile(path.to_owned())),
        )
    };
    Ok(table.into_iter().map(typed).collect())
}

fn line_of(text: &str, offset: usize) -> usize {
    1 + text
        .bytes()
        .take(offset)
        .filter(|byte| *byte == b'\n')
        .count()
}

fn check_key(key: &str, source: &Source) -> Result<(), ConfigError> {
    let rows = settings::rows();
    if rows.iter().any(|row| row.key == key) {
        return Ok(());
    }
    let wanted = key.to_ascii_uppercase();
    let resemblance = |row: &settings::Row| strsim::jaro_winkler(row.key, &wanted);
    let nearest = rows
        .iter()
        .map(|row| (row.key, resemblance(row)))
        .max_by(|(_, one), (_, other)| one.total_cmp(other))
        .filter(|(_, resemblance)| *resemblance >= RESEMBLANCE);
    Err(ConfigError::UnknownKey {
        key: key.to_owned(),
        source: source.clone(),
        nearest: nearest.map(|(key, _)| key),
    })
}
