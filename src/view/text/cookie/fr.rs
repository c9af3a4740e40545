//! What is said of a cookie, in French.

use super::hints::{Hints, LeftOutWords};
use super::{
    CookieText,
    sentences::{Causes, Cures, IssuedWords, JsonWords, PartWords, TagWords, Verdicts},
};
use crate::view::text::Lang;

/// How a check answered, agreeing with its name: passed, refused, not examined.
const FEMININE: [&str; 3] = ["passée", "refusée ici", "non examinée"];
const MASCULINE: [&str; 3] = ["passé", "refusé ici", "non examiné"];

pub(super) const TEXT: CookieText = CookieText {
    lang: Lang::Fr,
    no_cookie_found: "Aucun cookie dans ce texte\u{a0}: il faut une ligne avec la valeur, «\u{202f}session=…\u{202f}», ou un en-tête `Cookie:` ou `Set-Cookie:`.",
    not_an_object: "Une session est un objet JSON\u{a0}: `{\"clé\": valeur}`.",
    key_is_missing: "Il faut une clé pour signer\u{a0}: `--secret-key-file`, `--secret-key` ou `--server-key`.",
    oversize: |size| {
        format!(
            "L’en-tête fait {size} octets\u{a0}: au-delà de 4\u{202f}093, un navigateur peut le jeter sans rien dire."
        )
    },
    truth: "Signé, pas chiffré\u{a0}: lisible par tous, modifiable par personne sans la clé\u{202f}; et qui a la clé peut en fabriquer.",
    verdicts: Verdicts {
        valid: "Valide",
        valid_by_fallback: |index| format!("Valide — signé par la clé précédente n° {index}"),
        unverified: "Non vérifié — aucune clé fournie",
        bad_signature: "Signature invalide — contenu non fiable",
        expired: "Périmé",
        future: "Daté du futur",
        malformed: "Ce n’est pas un cookie Flask",
        unreadable: "Contenu illisible",
        unreadable_but_signed: "Contenu illisible — la signature, elle, est bonne",
    },
    causes: Causes {
        empty: "Il n’y a rien\u{a0}: le texte est vide.",
        several_cookies: |names| {
            format!(
                "Il y a plusieurs cookies dans ce texte, et aucun ne se distingue\u{a0}: {names}."
            )
        },
        line_too_long: |limit| {
            format!("Cette ligne dépasse {limit} octets\u{a0}: ce n’est pas un cookie.")
        },
        parts: |dots| {
            format!(
                "Ce texte n’est pas un cookie de session Flask\u{a0}: il y a {dots} point{}, il en faut 2 (charge.horodatage.signature).",
                if dots > 1 { "s" } else { "" }
            )
        },
        timestamp_not_base64: |what| format!("Horodatage illisible\u{a0}: {what}."),
        timestamp_too_long: |bytes| {
            format!("Horodatage illisible\u{a0}: {bytes} octets, il y en a 8 au plus.")
        },
        not_flask: "Ce texte a les parties d’un cookie, mais ce n’en est pas un de Flask.",
        cut_signature: |bytes, of| {
            if bytes < of {
                format!("La signature a {bytes} octets sur {of}\u{a0}: la copie est coupée.")
            } else {
                format!(
                    "La signature a {bytes} octets\u{202f}; une signature en a 20, 32 ou 64. Quelque chose a été ajouté à la copie, ou elle est coupée."
                )
            }
        },
        wrong_signature: "La signature ne correspond ni à ce contenu ni à cette clé\u{a0}: le cookie a été modifié, ou une autre clé l’a signé.",
        signature_not_canonical: "La signature donne les bons octets, mais elle est écrite autrement que Flask ne l’écrit (dernier caractère, «\u{202f}=\u{202f}» ou caractère étranger). Ce programme, strict, la refuse.",
        expired: |late, age, max| {
            format!(
                "Périmé depuis {late}\u{a0}: âge {age} s, maximum {max} s. La signature, elle, est bonne."
            )
        },
        future: |ahead| {
            format!(
                "Daté du futur de {ahead}\u{a0}: l’horloge du signataire avance. Flask le refuse. La signature, elle, est bonne."
            )
        },
        payload_not_base64: |what| format!("Charge utile illisible\u{a0}: {what}."),
        payload_not_canonical: |what| {
            format!(
                "Charge utile mal écrite\u{a0}: {what}. Flask ne l’écrit jamais ainsi\u{202f}; ce programme, strict, la refuse."
            )
        },
        not_zlib: "La charge utile commence par un point, donc compressée par zlib, mais ce n’est pas un flux zlib entier.",
        too_large: |limit| {
            format!("Le contenu décompressé dépasse {limit} octets\u{a0}: la lecture s’arrête là.")
        },
        not_utf8: |byte| {
            format!("Le contenu n’est pas du texte UTF-8\u{a0}: l’octet {byte} est impossible.")
        },
        not_json: |line, column, problem| {
            format!("JSON incorrect, ligne {line} colonne {column}\u{a0}: {problem}.")
        },
        bad_tag: |tag, expected| {
            format!(
                "L’étiquette «\u{202f}{tag}\u{202f}» devrait contenir {expected}\u{a0}: Flask ne peut pas la lire."
            )
        },
        wrong_character: |character, position| {
            format!(
                "caractère «\u{202f}{}\u{202f}» en position {position}, interdit en base64url",
                character.escape_debug()
            )
        },
        wrong_length: "il manque un caractère, ou il y en a un de trop",
        stray_bits: "le dernier caractère porte des bits qu’aucun octet n’utilise",
    },
    cures: Cures {
        empty: "Copiez la valeur du cookie depuis les outils du navigateur (Stockage, ou Application, puis Cookies).",
        several_cookies: "Nommez celui que vous voulez avec `--cookie-name`.",
        not_flask: "Il ne manque rien à la copie\u{202f}; ce n’est simplement pas une session Flask. Le cookie de Flask s’appelle `session`, sauf si l’application en décide autrement.",
        parts: "Copiez la valeur entière, d’un bout à l’autre\u{a0}: charge.horodatage.signature.",
        timestamp: "Copiez la valeur entière\u{202f}; un cookie de session a son horodatage entre les deux derniers points.",
        wrong_signature: "Donnez la clé du serveur qui l’a émis. Pour faire un cookie avec votre clé\u{a0}: `flask-session-demo sign-cookie`.",
        not_canonical: "Recopiez le cookie tel que le serveur l’a envoyé.",
        expired: "Connectez-vous de nouveau\u{202f}; ou regardez-le sans limite d’âge avec `--max-age none`.",
        future: |seconds| {
            format!(
                "Mettez les deux horloges à l’heure\u{202f}; pour signer ici un cookie que l’autre accepte\u{a0}: `sign-cookie --timestamp -{seconds}s`."
            )
        },
        payload: "Le cookie est-il encodé pour une URL, ou coupé\u{202f}? Copiez-le depuis les outils du navigateur.",
        too_large: "Un navigateur ne garde pas plus de 4\u{202f}096 octets\u{a0}: ce cookie ne vient pas d’un site normal.",
        content: "Celui qui a la clé a signé ce contenu\u{a0}: cherchez la faute dans le programme qui l’a écrit.",
    },
    hints: Hints {
        no_key: "Rien ne dit qui a fait ce cookie. Pour vérifier sa signature\u{a0}: `--secret-key-file`, ou `--server-key` pour la clé de `serve`.",
        published_key: "Authentique sous une clé que tout le monde connaît\u{a0}: n’importe qui peut le fabriquer.",
        wordlist_key: |key, line| {
            format!(
                "La clé est «\u{202f}{key}\u{202f}», ligne {line} de la liste de mots\u{a0}: qui a une telle liste peut fabriquer ce cookie."
            )
        },
        no_word_fits: |count| format!("Aucun des {count} mots n’est la clé."),
        key_in_quotes: "La signature correspond sans les guillemets autour de la clé\u{a0}: ils font partie de l’écriture de Python, pas de la clé.",
        quotes_kept: "La signature correspond avec des guillemets autour de la clé\u{a0}: le signataire les a lus aussi, dans un fichier comme `.env`.",
        key_with_blanks: "La signature correspond sans les espaces autour de la clé.",
        blanks_kept: "La signature correspond avec un espace avant ou après la clé\u{a0}: celle du signataire en a un.",
        key_hex_case: "La signature correspond si les chiffres hexadécimaux de la clé sont dans l’autre casse\u{a0}: pour Flask, une clé est un texte, et `A` n’est pas `a`.",
        key_with_escapes: "La signature correspond si les échappements de la clé, comme `\\x02` ou `\\n`, sont lus comme Python les lit\u{a0}: chacun vaut un caractère.",
        remember_token_fits: "La signature correspond à celle du `remember_token` de Flask-Login\u{a0}: HMAC-SHA512 avec la clé elle-même, sans sel.",
        other_salt: |options| {
            format!(
                "La signature correspond avec un autre sel, donc pour un autre usage\u{a0}: `{options}`."
            )
        },
        stray_character: |character, position, part| {
            format!(
                "Caractère étranger «\u{202f}{}\u{202f}» en position {position} ({part}).",
                character.escape_debug()
            )
        },
        fits_without: " Sans lui, la signature correspond.",
        key_read_as_hex: "La signature correspond si la clé est décodée de l’hexadécimal. Flask prend le texte de la clé tel quel\u{a0}: le signataire a décodé la sienne.",
        key_read_as_base64: "La signature correspond si la clé est décodée de la base64. Flask prend le texte de la clé tel quel\u{a0}: le signataire a décodé la sienne.",
        key_with_line_end: "La signature correspond si la clé finit par une fin de ligne\u{a0}: le signataire l’a lue dans un fichier sans l’enlever.",
        key_without_line_end: "La signature correspond sans la fin de ligne qui termine la clé donnée ici.",
        flask_wtf_salt: "La signature correspond avec le sel et la dérivation de Flask-WTF\u{a0}: c’est un `csrf_token`, pas une session.",
        other_derivation: |name| {
            format!("La signature correspond avec une autre dérivation de la clé\u{a0}: {name}.")
        },
        other_digest: |name| {
            format!(
                "La signature correspond avec une autre fonction de hachage\u{a0}: `--digest {name}`."
            )
        },
        fallback_key: |index| {
            format!(
                "Signé par la clé précédente n° {index}\u{202f}; Flask signera de nouveau avec la clé actuelle dès que la session changera."
            )
        },
        jwt: "Cela ressemble à un jeton JWT. Cet outil ne lit que les cookies Flask.",
        jwe: "Cela ressemble à un JWT chiffré (JWE, cinq parties)\u{a0}: rien ne s’y lit sans sa clé.",
        starlette: "Cela ressemble à une session de Starlette ou FastAPI\u{a0}: base64 ordinaire avec «\u{202f}=\u{202f}», JSON avec des espaces. Son sel est `itsdangerous.Signer`, sa dérivation `django-concat`.",
        express: "Cela ressemble à un cookie signé d’Express (`s:` devant un identifiant)\u{a0}: la session est gardée sur le serveur.",
        pgadmin: "Cela ressemble au `pga4_session` de pgAdmin\u{a0}: l’identifiant d’une session gardée sur le serveur, un point d’exclamation, et sa signature.",
        rails: "Cela ressemble à un cookie de Ruby on Rails (`--` entre ses parties).",
        tornado: "Cela ressemble à un cookie sécurisé de Tornado (`|` entre ses parties).",
        pickled: "Cela ressemble à une session de Flask avant 0.10 (SecureCookie de Werkzeug)\u{a0}: ses valeurs sont des «\u{202f}pickles\u{202f}». N’en chargez jamais qu’un inconnu a pu écrire.",
        laravel: "Cela ressemble à un cookie de Laravel\u{a0}: il est chiffré, seul son serveur le lit.",
        asp_net: "Cela ressemble à un cookie chiffré par ASP.NET Core\u{a0}: seul son serveur le lit.",
        fernet: "Cela ressemble à un jeton Fernet\u{a0}: il est chiffré, seul qui a sa clé le lit.",
        signed_id: "Cela ressemble à l’identifiant signé d’une session gardée sur le serveur (Flask-Session)\u{a0}: il n’y a rien d’autre à y lire.",
        django: "Cela ressemble à un cookie signé de Django (des deux-points au lieu des points).",
        flask_wtf: "Cela ressemble à un `csrf_token` de Flask-WTF\u{a0}: le contenu est une chaîne, pas une session.",
        remember_token: "Cela ressemble au `remember_token` de Flask-Login (identifiant|signature).",
        server_side: "Cela ressemble à l’identifiant d’une session gardée sur le serveur (Flask-Session)\u{a0}: il n’y a rien à lire dedans.",
        untimed: "Cela ressemble à un texte signé par itsdangerous sans horodatage\u{a0}: pas une session Flask.",
        cookie_session: "Cela ressemble à un cookie de `cookie-session` (Express, pour Node)\u{a0}: sa signature est un cookie à part, dont le nom finit par `.sig`.",
        two_cookies: "Deux cookies de ce nom se trouvent dans le même en-tête. Flask prend le premier, et ce programme aussi.",
        flask_would_accept: "Flask l’accepterait\u{a0}: Python ignore, en base64, les caractères étrangers et les derniers bits. 27 × 6 = 162 bits pour 160\u{a0}: mêmes octets, même signature.",
        not_a_session: "C’est du JSON, mais pas un objet\u{a0}: Flask ne peut pas en faire une session.",
        old_epoch: |moment| {
            format!(
                "Cette date est d’avant 2011. Ou bien itsdangerous avant 1.0 l’a signé, qui comptait à partir de 2011\u{a0}: la vraie date est alors {moment}. Ou bien l’horloge du signataire était fausse."
            )
        },
        near_limit: |size| {
            format!(
                "Nom et valeur font {size} octets. Chromium en garde 4\u{202f}096 au plus\u{202f}; Werkzeug avertit quand l’en-tête entier, attributs compris, dépasse 4\u{202f}093."
            )
        },
        too_large: |size| {
            format!(
                "{size} octets avec son nom\u{a0}: au-delà de 4\u{202f}096, un navigateur ne le garde pas, sans rien dire."
            )
        },
        percent_encoded: "Le texte contenait des codes comme `%2E`, remplacés ici\u{202f}; un serveur, lui, refuserait ce cookie.",
        other_name: |name| format!("Ce cookie s’appelle «\u{202f}{name}\u{202f}»."),
        deletion: "Le serveur demande ici au navigateur d’oublier le cookie\u{a0}: il ne contient donc rien.",
    },
    left_out: LeftOutWords {
        left_out: |what| format!("Laissé de côté\u{a0}: {what}."),
        text: "le texte autour du cookie",
        attributes: "les attributs qui suivent la valeur",
        marks: |marks| format!("`{marks}`"),
        blanks: "des espaces",
        line_ends: "des fins de ligne dans la valeur",
        invisible: "des marques invisibles",
        escapes: "des caractères d’échappement",
        server_reads_it: " Un serveur lirait le texte tel quel de la même façon.",
        server_refuses_it: " Un serveur refuserait le texte tel quel.",
    },
    json: JsonWords {
        expected_value: "une valeur est attendue",
        expected_key: "une clé entre guillemets doubles est attendue",
        expected_colon: "`:` est attendu",
        expected_comma: "une virgule ou la fin est attendue",
        unterminated_string: "la chaîne qui commence ici n’est pas fermée",
        control_character: "un caractère de contrôle doit être écrit avec une barre oblique inverse",
        bad_escape: "séquence inconnue après la barre oblique inverse",
        extra_data: "le document est fini, et il reste du texte",
        too_deep: "plus de 491 niveaux d’imbrication",
        integer_too_long: "un entier de plus de 4\u{202f}300 chiffres",
    },
    tags: TagWords {
        array: "une liste",
        base64: "du texte en base64",
        string: "une chaîne",
        hex: "32 chiffres hexadécimaux",
        date: "une date",
        object: "un objet",
    },
    parts: PartWords {
        payload: "charge utile",
        timestamp: "horodatage",
        signature: "signature",
        untrusted: "non fiable",
        unverified: "non vérifié",
        content_bytes: |bytes| format!("{bytes} octets, lisibles par tous"),
        compressed_bytes: |bytes, packed| {
            format!("compressé (zlib)\u{a0}: {bytes} → {packed} octets, lisibles par tous")
        },
        hexadecimal: "pas du texte\u{202f}; en hexadécimal",
        issued: IssuedWords {
            ago: |ago| format!("émis il y a {ago}"),
            ahead: |ahead| format!("émis dans {ahead}"),
            beyond: "émis après l’an 9999",
        },
        claimed: IssuedWords {
            ago: |ago| format!("se dit émis il y a {ago}"),
            ahead: |ahead| format!("se dit émis dans {ahead}"),
            beyond: "se dit émis après l’an 9999",
        },
        old_epoch: |raw, moment| format!("{raw}\u{202f}; compté depuis 2011\u{a0}: {moment}"),
        no_algorithm: "d’une longueur qu’aucune signature n’a",
        time_left: |left| format!("encore {left}"),
        salt: |salt| format!("sel {salt}"),
        tagged: |path, tag| format!("type Python en {path}\u{a0}: {tag}"),
        tags_cut: |listed, count| {
            format!("{count} valeurs portent une marque de type\u{202f}; {listed} sont citées ici.")
        },
        text_cut: |shown, all| format!("coupé ici\u{a0}: {shown} caractères sur {all}"),
        size: |size, limit| format!("{size} octets sur {limit}"),
        gates: "contrôles\u{a0}:",
        cure: "Essayez\u{a0}:",
        hint: "Bon à savoir\u{a0}:",
        steps: "Refaire le calcul pas à pas\u{a0}:",
        signature_above: "la même que celle du cookie, ci-dessus",
        secret: "connue du serveur seul",
        hidden: "non montrée\u{a0}: elle permet de fabriquer comme la clé\u{202f}; la commande la calcule",
        no_steps: "Ce cookie n’a pas trois parties lisibles\u{a0}: il n’y a pas de calcul à refaire.",
    },
    gates: [
        ("structure", FEMININE),
        ("signature", FEMININE),
        ("âge", MASCULINE),
        ("contenu", MASCULINE),
    ],
    steps: [
        (
            "le dictionnaire devient du JSON",
            "compact, clés triées, tout ce qui n’est pas ASCII échappé",
        ),
        (
            "zlib, si c’est plus court",
            "au moins 2 octets de moins, et un point devant le signale",
        ),
        (
            "base64url",
            "3 octets deviennent 4 caractères, sans «\u{202f}=\u{202f}»",
        ),
        (
            "l’horodatage",
            "les secondes depuis 1970, en octets, puis en base64url",
        ),
        ("la clé dérivée", "un HMAC du sel\u{a0}: une clé par usage"),
        (
            "la signature",
            "un HMAC de «\u{202f}charge.horodatage\u{202f}»",
        ),
        (
            "la comparaison, puis l’âge",
            "à temps constant\u{202f}; puis 0 ≤ âge ≤ maximum",
        ),
    ],
    other_json: "ici pas tout à fait comme Flask l’écrit, compact, en ordre, tout ce qui n’est pas ASCII échappé",
    plain_hash: "un simple hachage du sel et de la clé\u{a0}: une clé par usage",
    no_derivation: "la clé secrète elle-même, pour tous les usages",
    units: ["j", "h", "min", "s"],
};
