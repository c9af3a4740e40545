//! Documents the log of `serve`, field by field.

use super::both;
use super::sections::Section;

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
