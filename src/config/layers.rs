//! Collects what was given: options, `--set`, environment, file.

use super::environment::Environment;
use super::error::ConfigError;
use super::file;
use super::given::Given;
use super::layer::{Layer, check_key};
use super::settings::{self, Setting};
use super::source::Source;
use super::value::Value;
use super::{Options, PREFIX};

/// Everything that was given, in layers of decreasing precedence.
#[derive(Debug)]
pub(crate) struct Layers {
    layers: [Layer; 4],
}

impl Layers {
    /// Collects the layers. An unknown key is an error in `--set` and in the
    /// file, but not in the environment, where a Flask user has `FLASK_APP`.
    pub(crate) fn collect(options: &Options, env: &Environment) -> Result<Self, ConfigError> {
        let set = set(&options.set);
        for (key, (_, source)) in &set {
            check_key(key, source, false)?;
        }
        let file = file::read(options.config.as_deref(), env)?;
        Ok(Self {
            layers: [flags(options), set, environment(env)?, file],
        })
    }

    /// The value in the first layer that has one. Layers are not merged.
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
                respelled: given.respelled::<T>(setting.kind).map(Box::new),
            }),
        }
    }

    /// The value as given, and its source.
    pub(crate) fn given(&self, key: &str) -> Option<&(Given, Source)> {
        self.layers.iter().find_map(|layer| layer.get(key))
    }
}

/// The keys that have an option of their own.
fn flags(options: &Options) -> Layer {
    let text = |text: &Option<String>| text.clone().map(Given::Text);
    let switch = |is_on: bool| {
        is_on.then(|| Given::Typed {
            value: true.into(),
            written: true.to_string(),
        })
    };
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

/// If a key is given twice, the last value counts.
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
        // An empty SECRET_KEY is a mistake more likely than a wish to have
        // none.
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
