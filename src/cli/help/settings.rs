//! The section with the table of settings.

use super::{Both, Page, both};
use crate::config::{Kind, rows};
use crate::view::text::Lang;

const TITLE: Both = both("Settings", "Réglages");

/// The length of the longest key.
const KEY_COLUMNS: usize = 28;

const RULES: Both = both(
    "The first place that has a key gives its whole value: an option or --set, the environment, the \
     configuration file, the default. In the environment FLASK_ stands before the key, and a value \
     may be written as JSON. In the file, which is TOML, an empty text stands for Python's None.",
    "Le premier endroit où se trouve une clé donne toute sa valeur\u{a0}: une option ou --set, \
     l’environnement, le fichier de configuration, la valeur par défaut. Dans l’environnement, FLASK_ \
     se met devant la clé, et une valeur peut s’écrire en JSON. Dans le fichier, qui est du TOML, un \
     texte vide tient lieu du None de Python.",
);

/// The French descriptions of the settings; the English ones are in
/// `config/settings.rs`.
const ABOUT: &[(&str, &str)] = &[
    ("SECRET_KEY", "signe les cookies"),
    (
        "SECRET_KEY_FALLBACKS",
        "anciennes clés, dont les cookies sont encore acceptés",
    ),
    ("SESSION_COOKIE_NAME", "nom du cookie"),
    (
        "SESSION_COOKIE_DOMAIN",
        "attribut Domain\u{202f}; vide pour cette machine seule",
    ),
    ("SESSION_COOKIE_PATH", "attribut Path"),
    (
        "SESSION_COOKIE_HTTPONLY",
        "attribut HttpOnly\u{a0}: aucun script ne lit le cookie",
    ),
    (
        "SESSION_COOKIE_SECURE",
        "attribut Secure\u{a0}: jamais envoyé en HTTP clair\u{202f}; sous TLS, true par défaut",
    ),
    (
        "SESSION_COOKIE_SAMESITE",
        "attribut SameSite (dans Flask, aucun par défaut)",
    ),
    (
        "SESSION_COOKIE_PARTITIONED",
        "attribut Partitioned\u{202f}; entraîne Secure",
    ),
    (
        "PERMANENT_SESSION_LIFETIME",
        "âge qu’un cookie peut atteindre",
    ),
    (
        "SESSION_REFRESH_EACH_REQUEST",
        "chaque réponse renouvelle une session permanente",
    ),
    (
        "MAX_COOKIE_SIZE",
        "avertir au-dessus de cette taille\u{202f}; 0 n’avertit jamais",
    ),
    (
        "MAX_CONTENT_LENGTH",
        "plus grand formulaire (dans Flask, sans limite par défaut)",
    ),
    (
        "MAX_CONNECTIONS",
        "connexions à la fois\u{202f}; les suivantes attendent",
    ),
    ("HEADER_TIMEOUT", "temps laissé à l’en-tête d’une requête"),
    ("BODY_TIMEOUT", "temps laissé à un formulaire"),
    (
        "TEACHERS_FILE",
        "fichier JSON qui remplace les enseignants d’origine",
    ),
    (
        "EXERCISES_FILE",
        "fichier TOML qui remplace des phrases des exercices",
    ),
    (
        "DATABASE",
        "où sont les comptes\u{202f}; vide pour accounts.sqlite3 du dossier de données",
    ),
    (
        "REQUIRE_ACCOUNT",
        "pas d’invités\u{a0}: qui se connecte doit avoir un compte",
    ),
    (
        "REVOKE_ON_LOGOUT",
        "une déconnexion met fin aussi aux copies du cookie",
    ),
    (
        "SESSION_ABSOLUTE_LIFETIME",
        "âge auquel il faut se reconnecter, même si le cookie a été renouvelé\u{202f}; 0\u{a0}: \
         jamais",
    ),
    (
        "PROXY_HOPS",
        "mandataires devant, dont X-Forwarded-For, -Proto et -Host sont crus",
    ),
];

impl Page {
    /// The table of settings.
    pub(super) fn settings(self) -> String {
        let mut text = self.heading(TITLE) + &self.sentence(RULES);
        for row in rows() {
            let (about, kind) = match self.lang {
                Lang::En => (
                    row.about,
                    format!("{}: {}; default ", row.kind.name(), row.kind.bounds()),
                ),
                Lang::Fr => (french_of(row.key, row.about), french_kind(row.kind)),
            };
            text += &self.entry(row.key, KEY_COLUMNS, about);
            let default = match (self.lang, row.kind) {
                (Lang::Fr, Kind::SecretKey) => "générée",
                _ => &row.default,
            };
            text += &self.entry("", KEY_COLUMNS, &format!("{kind}{default}"));
        }
        text
    }
}

fn french_of(key: &str, english: &'static str) -> &'static str {
    let found = ABOUT.iter().find(|(known, _)| *known == key);
    found.map_or(english, |(_, french)| french)
}

fn french_kind(kind: Kind) -> String {
    let kind = match kind {
        Kind::Boolean => "booléen\u{a0}: true ou false".into(),
        Kind::Number { unit, least, most } => {
            let unit = if unit == "bytes" { "octets" } else { unit };
            format!("nombre entier\u{a0}: {least}–{most} {unit}")
        }
        Kind::Port => "nombre entier\u{a0}: 0–65535".into(),
        Kind::Host => "texte\u{a0}: un nom ou une adresse".into(),
        Kind::CookieName => "texte\u{a0}: un jeton".into(),
        Kind::CookieDomain => "texte\u{a0}: un nom de machine en ASCII, ou vide".into(),
        Kind::CookiePath => "texte\u{a0}: commence par /".into(),
        Kind::SameSite => "texte\u{a0}: Lax, Strict, None, ou vide".into(),
        Kind::SecretKey => "texte\u{a0}: ni vide, ni une clé publiée".into(),
        Kind::SecretKeys => "liste de textes\u{a0}: chacun comme SECRET_KEY".into(),
        Kind::File => "chemin\u{a0}: un fichier lisible, ou vide".into(),
        Kind::Certificate => "chemin\u{a0}: adhoc, un fichier lisible, ou vide".into(),
        Kind::Database => "texte\u{a0}: sqlite:CHEMIN, postgres://…, ou vide".into(),
    };
    format!("{}\u{202f}; par défaut ", kind.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_setting_is_told_in_french_and_none_that_is_not_there() {
        let keys: Vec<&str> = rows().iter().map(|row| row.key).collect();
        let told: Vec<&str> = ABOUT.iter().map(|(key, _)| *key).collect();
        assert_eq!(told, keys);
    }
}
