//! What `serve` says when it starts.

use super::Origin;

/// The words in one language.
pub(crate) struct BannerText {
    pub(crate) tls: &'static str,
    pub(crate) tls_adhoc: fn(fingerprint: &str) -> String,
    pub(crate) accounts: &'static str,
    pub(crate) accounts_in: fn(database: &str) -> String,
    pub(crate) accounts_in_memory: &'static str,
    pub(crate) accounts_required: &'static str,
    pub(crate) logout_revokes: &'static str,
    pub(crate) here: &'static str,
    pub(crate) in_the_room: &'static str,
    pub(crate) not_in_the_room: &'static str,
    pub(crate) key: &'static str,
    pub(crate) key_from: fn(origin: Origin<'_>) -> String,
    pub(crate) key_generated: fn(path: &str) -> String,
    pub(crate) key_of_the_course: &'static str,
    pub(crate) fallbacks: fn(count: usize) -> String,
    pub(crate) cookie: &'static str,
    pub(crate) lifetime: fn(duration: &str) -> String,
    pub(crate) lab: &'static str,
    /// The practical and the teacher's board: their addresses.
    pub(crate) practical: &'static str,
    pub(crate) board: &'static str,
    pub(crate) progress_is_the_teachers: &'static str,
    pub(crate) progress_is_kept: &'static str,
    pub(crate) progress_ends: &'static str,
    pub(crate) how_to_stop: &'static str,
    /// A warning: `--open` did not open the browser.
    pub(crate) no_browser: fn(url: &str, cause: &str) -> String,
}

pub(super) const EN: BannerText = BannerText {
    here: "On this machine",
    in_the_room: "In the room",
    not_in_the_room: "this machine only; --host 0.0.0.0 opens the server to the room",
    key: "Secret key",
    key_from: |origin| format!("from {origin}"),
    key_generated: |path| format!("made just now, in {path}: sessions survive a restart"),
    key_of_the_course: "the course’s, which everybody knows",
    fallbacks: |count| match count {
        1 => "1 older key is still accepted".into(),
        _ => format!("{count} older keys are still accepted"),
    },
    cookie: "Cookie",
    lifetime: |duration| format!("valid for {duration}"),
    tls: "TLS",
    tls_adhoc: |fingerprint| {
        format!(
            "certificate made just now; browsers warn, for nobody vouches for it (SHA-256 \
             {fingerprint})"
        )
    },
    accounts: "Accounts",
    accounts_in: |database| format!("in {database}"),
    accounts_in_memory: "in memory only: the data folder cannot be written, and they end with this \
                         process (--data-dir names another folder)",
    accounts_required: "required: no guests",
    logout_revokes: "a logout ends the session for copies of its cookie, too",
    lab: "LAB MODE: the key is public, anyone can forge a cookie. Never for real.",
    practical: "Practical",
    board: "Teacher’s board",
    progress_is_the_teachers: "signed with the teacher’s key: progress outlives a restart",
    progress_is_kept: "signed with a key of the data folder: progress outlives a restart",
    progress_ends: "progress ends with this process; --teacher-key-file keeps it",
    how_to_stop: "Ctrl-C stops it.",
    no_browser: |url, cause| {
        format!("no browser was opened ({cause}); the site runs: open {url} yourself")
    },
};

pub(super) const FR: BannerText = BannerText {
    here: "Sur cette machine",
    in_the_room: "Dans la salle",
    not_in_the_room: "cette machine seule\u{202f}; --host 0.0.0.0 ouvre le serveur à la salle",
    key: "Clé secrète",
    key_from: |origin| format!("donnée par {origin}"),
    key_generated: |path| {
        format!("faite à l’instant, dans {path}\u{a0}: les sessions survivent à un redémarrage")
    },
    key_of_the_course: "celle du cours, que tout le monde connaît",
    fallbacks: |count| match count {
        1 => "1 ancienne clé encore acceptée".into(),
        _ => format!("{count} anciennes clés encore acceptées"),
    },
    cookie: "Cookie",
    lifetime: |duration| format!("valable {duration}"),
    tls: "TLS",
    tls_adhoc: |fingerprint| {
        format!(
            "certificat fabriqué à l’instant\u{202f}; les navigateurs avertissent, car personne ne \
             s’en porte garant (SHA-256 {fingerprint})"
        )
    },
    accounts: "Comptes",
    accounts_in: |database| format!("dans {database}"),
    accounts_in_memory: "en mémoire seulement\u{a0}: le dossier de données n’est pas accessible en \
                         écriture, et ils disparaissent avec ce processus (--data-dir en indique \
                         un autre)",
    accounts_required: "obligatoires\u{a0}: pas d’invités",
    logout_revokes: "une déconnexion met fin aussi aux copies du cookie",
    lab: "MODE TP\u{a0}: la clé est publique, chacun peut forger un cookie. Jamais pour de vrai.",
    practical: "Travaux pratiques",
    board: "Tableau de l’enseignant",
    progress_is_the_teachers: "signés par la clé de l’enseignant\u{a0}: la progression survit à un redémarrage",
    progress_is_kept: "signés par une clé du dossier de données\u{a0}: la progression survit à un redémarrage",
    progress_ends: "la progression s’arrête avec ce processus\u{202f}; --teacher-key-file la garde",
    how_to_stop: "Ctrl-C pour arrêter.",
    no_browser: |url, cause| {
        format!(
            "aucun navigateur n’a été ouvert ({cause})\u{202f}; le site fonctionne\u{a0}: ouvrez \
             {url} vous-même"
        )
    },
};
