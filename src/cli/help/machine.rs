//! What other programs read, key by key: the JSON of `decode-cookie`, and the log.

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

pub(super) const LOG: Section = Section {
    title: both("Log", "Journal"),
    prose: &[both(
        "One line a request on standard error, and one for what else happens. As text: time, level, \
         number of the request, message, then name=value; with --log-format json, an object of \
         these keys, less those that do not apply. Never a cookie, a query or a password.",
        "Une ligne par requête sur la sortie d’erreur, et une pour ce qui arrive d’autre. En texte\u{a0}: \
         heure, niveau, numéro de la requête, message, puis nom=valeur\u{202f}; avec --log-format json, un \
         objet de ces clés, moins celles qui n’ont pas lieu d’être. Jamais un cookie, un paramètre \
         ni un mot de passe.",
    )],
    entries: &[
        (
            "time",
            both(
                "when it was written, RFC 3339 in UTC",
                "quand la ligne a été écrite, RFC 3339, en UTC",
            ),
        ),
        (
            "level",
            both(
                "`INFO`, `WARN` or `ERROR`; a response of 500 and above is an error",
                "`INFO`, `WARN` ou `ERROR`\u{202f}; une réponse à partir de 500 est une erreur",
            ),
        ),
        (
            "request_id",
            both(
                "the `X-Request-ID` of the response; not where no request is meant",
                "le `X-Request-ID` de la réponse\u{202f}; absent si la ligne ne parle pas d’une requête",
            ),
        ),
        (
            "message",
            both(
                "`request` for the line of a request; else what happened",
                "`request` pour la ligne d’une requête\u{202f}; sinon, ce qui s’est passé",
            ),
        ),
        (
            "method",
            both("the method of the request", "la méthode de la requête"),
        ),
        (
            "path",
            both(
                "its path, without the query",
                "son chemin, sans les paramètres",
            ),
        ),
        (
            "status",
            both(
                "the status of the response; 499 where the client left before it",
                "le code de la réponse\u{202f}; 499 si le client est parti avant",
            ),
        ),
        (
            "bytes",
            both(
                "length of the response's body",
                "longueur du corps de la réponse",
            ),
        ),
        (
            "duration_us",
            both(
                "microseconds until the response was ready",
                "microsecondes jusqu’à ce que la réponse soit prête",
            ),
        ),
        (
            "peer",
            both(
                "the client's address, or the one that a trusted proxy names",
                "l’adresse du client, ou celle que nomme un mandataire de confiance",
            ),
        ),
        (
            "user_agent",
            both(
                "the header of that name, if it was sent, cut at 256 bytes",
                "l’en-tête de ce nom, s’il a été envoyé, coupé à 256 octets",
            ),
        ),
        (
            "error",
            both(
                "why the request was refused; only where it was",
                "pourquoi la requête a été refusée\u{202f}; seulement si elle l’a été",
            ),
        ),
        (
            "login",
            both(
                "whose account or session it is about",
                "de quel compte, ou de quelle session, il s’agit",
            ),
        ),
        (
            "cause",
            both(
                "what the system or the database said",
                "ce qu’a dit le système ou la base",
            ),
        ),
        (
            "place",
            both(
                "where in the program a page went wrong: a bug",
                "où, dans le programme, une page a échoué\u{a0}: une erreur de celui-ci",
            ),
        ),
        (
            "connections",
            both(
                "how many were open when it was told to stop",
                "combien étaient ouvertes au moment de l’arrêt",
            ),
        ),
        (
            "students",
            both(
                "how many were in the room when it was started anew",
                "combien étaient dans la salle quand elle a été remise à zéro",
            ),
        ),
        (
            "lost",
            both(
                "how many lines were lost because nobody read them",
                "combien de lignes ont été perdues faute de lecteur",
            ),
        ),
    ],
    after: &[],
};
