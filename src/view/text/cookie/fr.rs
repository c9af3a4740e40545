//! What is said of a cookie, in French.

use super::{
    Causes, CookieText, Cures, Hints, JsonWords, LeftOutWords, PartWords, TagWords, Verdicts,
};
use crate::view::text::Lang;

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
                "Charge utile mal écrite\u{a0}: {what}. Flask la lirait\u{202f}; ce programme, strict, la refuse."
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
        django: "Cela ressemble à un cookie signé de Django (des deux-points au lieu des points).",
        flask_wtf: "Cela ressemble à un `csrf_token` de Flask-WTF\u{a0}: le contenu est une chaîne, pas une session.",
        remember_token: "Cela ressemble au `remember_token` de Flask-Login (identifiant|signature).",
        server_side: "Cela ressemble à l’identifiant d’une session gardée sur le serveur (Flask-Session)\u{a0}: il n’y a rien à lire dedans.",
        untimed: "Cela ressemble à un texte signé par itsdangerous sans horodatage\u{a0}: pas une session Flask.",
        cookie_session: "Cela ressemble à un cookie de `cookie-session` (Express, pour Node)\u{a0}: sa signature est un cookie à part, dont le nom finit par `.sig`.",
        two_cookies: "Deux cookies de ce nom se trouvent dans le même en-tête. Flask prend le premier, et ce programme aussi.",
        flask_would_accept: "Flask l’accepterait\u{a0}: Python ignore, en base64, les caractères étrangers et les derniers bits. 27 × 6 = 162 bits pour 160\u{a0}: mêmes octets, même signature.",
        not_a_session: "C’est du JSON, mais pas un objet\u{a0}: Flask ne peut pas en faire une session.",
        old_epoch: "Cette date est d’avant 2011\u{a0}: itsdangerous avant 1.0 comptait à partir de 2011.",
        too_large: |size| {
            format!(
                "{size} octets\u{a0}: au-delà de 4\u{202f}096 avec son nom, un navigateur ne le garde pas, sans rien dire."
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
        issued_ago: |ago| format!("émis il y a {ago}"),
        issued_ahead: |ahead| format!("émis dans {ahead}"),
        time_left: |left| format!("encore {left}"),
        salt: |salt| format!("sel {salt}"),
        tagged: |path, tag| format!("type Python en {path}\u{a0}: {tag}"),
        tags_cut: |listed, count| {
            format!("{count} valeurs portent une marque de type\u{202f}; {listed} sont citées ici.")
        },
        text_cut: |shown, all| format!("coupé ici\u{a0}: {shown} caractères sur {all}"),
        size: |size, limit| format!("{size} octets sur {limit}"),
        gates: "portes\u{a0}:",
        cure: "Essayez\u{a0}:",
        hint: "Bon à savoir\u{a0}:",
        steps: "Refaire le calcul pas à pas\u{a0}:",
        secret: "connue du serveur seul",
        no_steps: "Ce cookie n’a pas trois parties lisibles\u{a0}: il n’y a pas de calcul à refaire.",
    },
    gates: ["structure", "signature", "âge", "contenu"],
    results: ["passée", "refusé ici", "non examinée"],
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
    units: ["j", "h", "min", "s"],
};
