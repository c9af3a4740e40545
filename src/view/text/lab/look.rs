//! What is said of a cookie beside its verdict, on the inspector and the bench.

use crate::view::text::Lang;

/// `{name}` in a sentence stands for what only the cookie tells.
#[cfg_attr(test, derive(serde::Serialize))]
pub(crate) struct LookWords {
    /// The names of the parts.
    pub(crate) payload: &'static str,
    pub(crate) timestamp: &'static str,
    pub(crate) signature: &'static str,
    /// Who can read which part.
    pub(crate) readable_payload: &'static str,
    pub(crate) readable_timestamp: &'static str,
    pub(crate) readable_signature: &'static str,
    /// The bytes of a signature.
    pub(crate) bits: &'static str,
    /// The bytes of a payload that was compressed.
    pub(crate) inflated: &'static str,
    /// Where a part cannot be decoded.
    pub(crate) not_readable: &'static str,
    /// A cookie of before the logout.
    pub(crate) replay_title: &'static str,
    pub(crate) replay_why: &'static str,
    pub(crate) replay_cure: &'static str,
    /// How likely a cause is.
    pub(crate) sure: &'static str,
    pub(crate) likely: &'static str,
    pub(crate) possible: &'static str,
    pub(crate) ruled_out: &'static str,
    /// The size of a cookie, and its share of the limit.
    pub(crate) share: &'static str,
    /// The three causes of a bad signature.
    pub(crate) modified: &'static str,
    pub(crate) modified_sure: &'static str,
    pub(crate) modified_no: &'static str,
    pub(crate) modified_unknown: &'static str,
    pub(crate) other_key: &'static str,
    pub(crate) other_key_why: &'static str,
    pub(crate) other_app: &'static str,
    pub(crate) other_app_why: &'static str,
    /// What points to another application.
    pub(crate) foreign_keys: &'static str,
    pub(crate) foreign_shape: &'static str,
    pub(crate) several_of_the_name: &'static str,
    pub(crate) cookies_of_others: &'static str,
    /// How much was changed.
    pub(crate) changed_one: &'static str,
    pub(crate) changed: &'static str,
    pub(crate) unchanged: &'static str,
    /// The same where the right signature is nobody's to see.
    pub(crate) signature_changed: &'static str,
    /// In which parts, for who sees no underline.
    pub(crate) changed_where: &'static str,
}

impl LookWords {
    /// The sentences in this language.
    pub(crate) fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::Fr => &FR,
            Lang::En => &EN,
        }
    }
}

const FR: LookWords = LookWords {
    payload: "Charge utile",
    timestamp: "Horodatage",
    signature: "Signature",
    readable_payload: "oui, par tous",
    readable_timestamp: "oui",
    readable_signature: "oui, mais infalsifiable sans la clé",
    bits: "{bytes} ({bits} bits)",
    inflated: "{packed}, décompressés en {bytes}",
    not_readable: "illisible",
    replay_title: "Valide, mais émis avant votre déconnexion",
    replay_why: "Vous vous êtes déconnecté le {out}, et ce cookie a été émis le {at}\u{a0}: c’est un rejeu. La déconnexion demande au navigateur d’oublier le cookie\u{202f}; elle n’annule pas ses copies.",
    replay_cure: "Trois remèdes, chacun avec son prix\u{a0}: une durée courte (`PERMANENT_SESSION_LIFETIME`), une liste tenue par le serveur (`--revoke-on-logout`), ou une autre clé, qui déconnecte tout le monde.",
    sure: "c’est le cas",
    likely: "le plus probable",
    possible: "possible",
    ruled_out: "écarté",
    share: "{size} ({percent}\u{a0}%)",
    modified: "Il a été modifié après avoir été signé.",
    modified_sure: "Comparé au dernier bon cookie de ce navigateur\u{a0}: {count}.",
    modified_no: "Ni l’horodatage ni la signature ne sont ceux du dernier bon cookie de ce navigateur.",
    modified_unknown: "Ce serveur n’a encore vu aucun bon cookie de ce navigateur\u{a0}: il ne peut pas comparer.",
    other_key: "Une autre clé l’a signé\u{a0}: celle d’avant un redémarrage du serveur, ou celle d’un faussaire.",
    other_key_why: "Pour que les sessions survivent à un redémarrage, le serveur doit garder sa clé (`--secret-key-file`), et les précédentes pendant leur transition.",
    other_app: "Une autre application de cette machine l’a posé.",
    other_app_why: "Les cookies ignorent le port\u{a0}: deux applications sur le même hôte qui nomment leur cookie `{name}` s’écrasent l’une l’autre. Donnez un autre nom à celui de ce site\u{a0}: `--set SESSION_COOKIE_NAME=…`",
    foreign_keys: "La charge utile contient ce que ce site n’écrit jamais\u{a0}: `{keys}`.",
    foreign_shape: "Sa forme n’est pas celle d’une session Flask.",
    several_of_the_name: "Votre navigateur en a envoyé {count} de ce nom, et le premier compte.",
    cookies_of_others: "Il envoie aussi à cet hôte\u{a0}: `{names}`.",
    changed_one: "1 caractère changé, souligné ci-dessous",
    changed: "{count} caractères changés, soulignés ci-dessous",
    unchanged: "aucun caractère changé",
    signature_changed: "la signature a changé",
    changed_where: "{count} ({parts})",
};

const EN: LookWords = LookWords {
    payload: "Payload",
    timestamp: "Timestamp",
    signature: "Signature",
    readable_payload: "yes, by anyone",
    readable_timestamp: "yes",
    readable_signature: "yes, but not to be forged without the key",
    bits: "{bytes} ({bits} bits)",
    inflated: "{packed}, inflated to {bytes}",
    not_readable: "unreadable",
    replay_title: "Valid, but issued before you logged out",
    replay_why: "You logged out on {out}, and this cookie was issued on {at}: this is a replay. A logout asks the browser to forget the cookie; it does not cancel its copies.",
    replay_cure: "Three cures, each with its price: a short lifetime (`PERMANENT_SESSION_LIFETIME`), a list kept by the server (`--revoke-on-logout`), or another key, which logs everybody out.",
    sure: "this is the case",
    likely: "the most likely",
    possible: "possible",
    ruled_out: "ruled out",
    share: "{size} ({percent}%)",
    modified: "It was changed after it was signed.",
    modified_sure: "Compared with the last good cookie of this browser: {count}.",
    modified_no: "Neither the timestamp nor the signature is that of the last good cookie of this browser.",
    modified_unknown: "This server has seen no good cookie of this browser yet: it cannot compare.",
    other_key: "Another key signed it: the one of before the server was restarted, or that of a forger.",
    other_key_why: "For sessions to survive a restart, the server has to keep its key (`--secret-key-file`), and the previous ones during their transition.",
    other_app: "Another application on this machine has set it.",
    other_app_why: "Cookies ignore the port: two applications on the same host that call their cookie `{name}` overwrite each other’s. Give that of this site another name: `--set SESSION_COOKIE_NAME=…`",
    foreign_keys: "The payload holds what this site never writes: `{keys}`.",
    foreign_shape: "Its shape is not that of a Flask session.",
    several_of_the_name: "Your browser has sent {count} of this name, and the first one counts.",
    cookies_of_others: "It also sends to this host: `{names}`.",
    changed_one: "1 character changed, underlined below",
    changed: "{count} characters changed, underlined below",
    unchanged: "no character changed",
    signature_changed: "the signature was changed",
    changed_where: "{count} ({parts})",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::text::typography;

    #[test]
    fn the_french_is_typeset_as_french() {
        typography::check_all(&serde_json::to_value(&FR).unwrap());
    }
}
