//! Documents the JSON of `decode-cookie`, key by key.

use super::both;
use super::sections::Section;

pub(super) const JSON: Section = Section {
    title: both("JSON output", "Sortie JSON"),
    prose: &[both(
        "With --json, one object a line, complete whatever happened. The keys of an object inside \
         another stand behind its name and a dot:",
        "Avec --json, un objet par ligne, complet quoi qu’il arrive. Les clés d’un objet dans un \
         autre suivent le nom de celui-ci et un point\u{a0}:",
    )],
    entries: &[
        (
            "schema",
            both(
                "`decode-cookie/1`: keys are never removed within it",
                "`decode-cookie/1`\u{a0}: aucune clé n’y est jamais retirée",
            ),
        ),
        (
            "index",
            both(
                "which cookie of this call it is, from 0",
                "le rang du cookie dans cet appel, à partir de 0",
            ),
        ),
        (
            "verdict",
            both(
                "`valid`, `unverified`, `bad_signature`, `expired`, `future` or `malformed`",
                "`valid`, `unverified`, `bad_signature`, `expired`, `future` ou `malformed`",
            ),
        ),
        (
            "exit_code",
            both(
                "the exit status that this cookie alone would give",
                "le code de retour que ce cookie donnerait à lui seul",
            ),
        ),
        (
            "cause",
            both(
                "why it is refused, or null",
                "pourquoi il est refusé, ou null",
            ),
        ),
        (
            "cause.code",
            both(
                "a name that stays, such as `wrong_signature`",
                "un nom qui ne change pas, comme `wrong_signature`",
            ),
        ),
        (
            "cause.step",
            both(
                "where it was found out: `parts`, `timestamp`, `signature`, `age`, `base64`, `zlib`, `utf8`, `json` or `tags`",
                "où cela s’est vu\u{a0}: `parts`, `timestamp`, `signature`, `age`, `base64`, `zlib`, `utf8`, `json` ou `tags`",
            ),
        ),
        (
            "cause.byte",
            both(
                "the byte where reading stopped, from 0, or null",
                "l’octet où la lecture s’est arrêtée, à partir de 0, ou null",
            ),
        ),
        (
            "payload",
            both(
                "the first part, or null where there is none",
                "la première partie, ou null s’il n’y en a pas",
            ),
        ),
        (
            "payload.raw",
            both(
                "as it stands in the cookie",
                "telle qu’elle est dans le cookie",
            ),
        ),
        (
            "payload.compressed",
            both(
                "whether a leading dot says that it is compressed by zlib",
                "si un point au début annonce qu’elle est compressée par zlib",
            ),
        ),
        (
            "payload.text",
            both(
                "its text, decoded; null where it is not UTF-8",
                "son texte, décodé\u{202f}; null si ce n’est pas de l’UTF-8",
            ),
        ),
        (
            "payload.hex",
            both(
                "its bytes in hexadecimal; only where `text` is null",
                "ses octets en hexadécimal\u{202f}; seulement quand `text` est null",
            ),
        ),
        (
            "payload.json",
            both(
                "the same as JSON, Flask's tags included; null where it is none",
                "la même en JSON, balises de Flask comprises\u{202f}; null si ce n’en est pas",
            ),
        ),
        (
            "payload.tags",
            both(
                "the types that JSON does not have, a list",
                "les types que JSON n’a pas, une liste",
            ),
        ),
        (
            "payload.tags.path",
            both(
                "where the value stands, a JSON pointer",
                "où se trouve la valeur, un pointeur JSON",
            ),
        ),
        (
            "payload.tags.tag",
            both(
                "Flask's name of the type: `di`, `t`, `b`, `m`, `u`, `d`",
                "le nom que Flask donne au type\u{a0}: `di`, `t`, `b`, `m`, `u`, `d`",
            ),
        ),
        (
            "payload.truncated",
            both(
                "null, or how many `bytes` and `tags` there are where the answer holds less: a tag's \
                 path counts, and `/inspecteur.json` holds 64 KiB of text",
                "null, ou combien il y a de `bytes` et de `tags` quand la réponse en contient \
                 moins\u{a0}: le chemin d’une marque compte, et `/inspecteur.json` contient 64 Kio de \
                 texte",
            ),
        ),
        (
            "timestamp",
            both("the second part, or null", "la deuxième partie, ou null"),
        ),
        (
            "timestamp.raw",
            both(
                "as it stands in the cookie",
                "telle qu’elle est dans le cookie",
            ),
        ),
        (
            "timestamp.unix",
            both(
                "seconds since 1970, or null",
                "les secondes depuis 1970, ou null",
            ),
        ),
        (
            "timestamp.utc",
            both(
                "the same as RFC 3339; null past the year 9999",
                "la même chose selon la RFC 3339\u{202f}; null après l’an 9999",
            ),
        ),
        (
            "timestamp.age_seconds",
            both(
                "its age; negative in the future",
                "son âge\u{202f}; négatif dans le futur",
            ),
        ),
        (
            "timestamp.max_age_seconds",
            both(
                "the age that is accepted, or null for any",
                "l’âge accepté, ou null pour n’importe lequel",
            ),
        ),
        (
            "timestamp.expires_utc",
            both(
                "when it will be too old, or null",
                "quand il sera trop vieux, ou null",
            ),
        ),
        (
            "signature",
            both("the third part, or null", "la troisième partie, ou null"),
        ),
        (
            "signature.raw",
            both(
                "as it stands in the cookie",
                "telle qu’elle est dans le cookie",
            ),
        ),
        (
            "signature.algorithm",
            both(
                "how it is verified; null where no signature has its length",
                "comment elle se vérifie\u{202f}; null si aucune signature n’a cette longueur",
            ),
        ),
        (
            "signature.salt",
            both(
                "the salt that it is verified with",
                "le sel avec lequel elle se vérifie",
            ),
        ),
        (
            "signature.key_index",
            both(
                "0 for the key, from 1 for the older ones, null where none fits",
                "0 pour la clé, à partir de 1 pour les anciennes, null si aucune ne convient",
            ),
        ),
        (
            "signature.canonical",
            both(
                "whether it is written as Flask writes it",
                "si elle est écrite comme Flask l’écrit",
            ),
        ),
        (
            "size_bytes",
            both("length of the value", "longueur de la valeur"),
        ),
        (
            "trusted",
            both(
                "whether a key made this signature and the age is accepted",
                "si une clé a fait cette signature et que l’âge est accepté",
            ),
        ),
        (
            "hints",
            both(
                "remarks that are no verdict, a list",
                "des remarques qui ne sont pas un verdict, une liste",
            ),
        ),
        (
            "hints.code",
            both(
                "a name that stays, such as `no_key`",
                "un nom qui ne change pas, comme `no_key`",
            ),
        ),
        (
            "hints.text",
            both(
                "the sentence, in the language asked for",
                "la phrase, dans la langue demandée",
            ),
        ),
        (
            "hints.part",
            both(
                "of a stray character, the part that it stands in",
                "d’un caractère étranger, la partie où il se trouve",
            ),
        ),
        (
            "hints.byte",
            both(
                "of a stray character, its byte in that part, from 0",
                "d’un caractère étranger, son octet dans cette partie, à partir de 0",
            ),
        ),
    ],
    after: &[],
};
