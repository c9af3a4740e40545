//! What the bench says of what was typed.

use crate::view::text::Lang;

/// `{name}` in a sentence stands for what only the cookie tells.
#[cfg_attr(test, derive(serde::Serialize))]
pub(crate) struct BenchWords {
    /// The ready-made trials.
    pub(crate) preset_name: &'static str,
    pub(crate) preset_older: &'static str,
    pub(crate) preset_future: &'static str,
    pub(crate) preset_cut: &'static str,
    pub(crate) preset_last: &'static str,
    pub(crate) preset_pad: &'static str,
    /// What is wrong with a field.
    pub(crate) key_empty: &'static str,
    pub(crate) key_not_hex: &'static str,
    pub(crate) date_unreadable: &'static str,
    pub(crate) contradiction: &'static str,
    pub(crate) position_unreadable: &'static str,
    pub(crate) no_bytes: &'static str,
    pub(crate) send_empty: &'static str,
    pub(crate) send_character: &'static str,
    pub(crate) send_too_large: &'static str,
    /// What is said above the page.
    pub(crate) new_original: &'static str,
    pub(crate) no_session: &'static str,
    pub(crate) not_json: &'static str,
    pub(crate) signed_anew: &'static str,
    pub(crate) restored: &'static str,
    pub(crate) too_long_to_repeat: &'static str,
    /// Where it was refused.
    pub(crate) refused_at: &'static str,
    /// All gates are open.
    pub(crate) accepted: &'static str,
    /// How many bits differ.
    pub(crate) no_bit: &'static str,
    pub(crate) one_bit: &'static str,
    pub(crate) bits: &'static str,
}

impl BenchWords {
    /// The sentences in this language.
    pub(crate) fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::Fr => &FR,
            Lang::En => &EN,
        }
    }
}

const FR: BenchWords = BenchWords {
    preset_name: "changer {name} en {other}",
    preset_older: "vieillir de 32 jours",
    preset_future: "dater du futur",
    preset_cut: "couper la fin",
    preset_last: "dernier caractère + 1",
    preset_pad: "ajouter ==",
    key_empty: "Cette clé est vide\u{a0}: Flask la considère comme absente, et n’ouvre aucune session.",
    key_not_hex: "Ce n’est pas de l’hexadécimal\u{a0}: il faut un nombre pair de chiffres, de `0` à `9` et de `a` à `f`. Les clés de Flask sont le plus souvent du texte.",
    date_unreadable: "Cette date ne se lit pas. Essayez `2026-11-24T08:00:00Z`, un nombre de secondes, `now` ou `-32d`.",
    contradiction: "Vous avez changé deux choses qui se contredisent\u{a0}: le cookie entier et une de ses parties, ou l’horodatage et sa date. Remettez l’une comme elle était\u{202f}; rien n’est perdu.",
    position_unreadable: "Le numéro de l’octet est un nombre, de 1 à {count}.",
    no_bytes: "Cette partie n’a pas d’octets qui se lisent\u{a0}: elle manque, ou ce n’est pas de la base64url.",
    send_empty: "Il n’y a rien à envoyer.",
    send_character: "Le caractère «\u{202f}{character}\u{202f}» ne peut pas voyager dans un cookie\u{a0}: rien n’a été envoyé.",
    send_too_large: "Avec son nom et ses attributs, ce cookie ferait {size} octets\u{a0}: au-delà de {limit}, un navigateur le jette sans rien dire. Rien n’a été envoyé.",
    new_original: "C’est un autre cookie\u{a0}: il devient le cookie d’origine.",
    no_session: "Votre navigateur n’a pas envoyé de cookie de session\u{a0}: il n’y a rien à copier.",
    not_json: "Cette charge utile n’est pas du JSON\u{a0}: elle a été emballée telle quelle, pour voir où elle est refusée.",
    signed_anew: "Re-signé\u{a0}: c’est un autre cookie, fait avec la clé choisie.",
    restored: "Voici de nouveau le cookie d’origine.",
    too_long_to_repeat: "Le texte envoyé est trop long pour être répété dans le formulaire.",
    refused_at: "Refusé à la porte {number} sur 4\u{a0}: {gate}",
    accepted: "Accepté\u{a0}: les quatre portes se sont ouvertes",
    no_bit: "Aucun bit ne diffère\u{a0}: c’est la bonne signature.",
    one_bit: "1 bit sur 160 diffère.",
    bits: "{count} bits sur 160 diffèrent.",
};

const EN: BenchWords = BenchWords {
    preset_name: "change {name} to {other}",
    preset_older: "32 days older",
    preset_future: "date it in the future",
    preset_cut: "cut the end",
    preset_last: "last character + 1",
    preset_pad: "add ==",
    key_empty: "This key is empty: Flask takes it for none at all, and opens no session.",
    key_not_hex: "This is no hexadecimal: it takes an even number of digits, `0` to `9` and `a` to `f`. Flask’s keys are text most of the time.",
    date_unreadable: "This date cannot be read. Try `2026-11-24T08:00:00Z`, a number of seconds, `now` or `-32d`.",
    contradiction: "You have changed two things that contradict each other: the whole cookie and one of its parts, or the timestamp and its date. Put one of them back; nothing is lost.",
    position_unreadable: "The number of the byte is a number, 1 to {count}.",
    no_bytes: "This part has no bytes that can be read: it is missing, or it is no base64url.",
    send_empty: "There is nothing to send.",
    send_character: "The character “{character}” cannot travel in a cookie: nothing was sent.",
    send_too_large: "With its name and its attributes this cookie would have {size} bytes: above {limit} a browser drops it without a word. Nothing was sent.",
    new_original: "This is another cookie: it becomes the original one.",
    no_session: "Your browser has sent no session cookie: there is nothing to copy.",
    not_json: "This payload is no JSON: it was packed as it is, to see where it is refused.",
    signed_anew: "Signed anew: this is another cookie, made with the chosen key.",
    restored: "This is the original cookie again.",
    too_long_to_repeat: "The text that was sent is too long to be repeated in the form.",
    refused_at: "Refused at gate {number} of 4: {gate}",
    accepted: "Accepted: all four gates have opened",
    no_bit: "No bit differs: this is the right signature.",
    one_bit: "1 bit of 160 differs.",
    bits: "{count} bits of 160 differ.",
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
