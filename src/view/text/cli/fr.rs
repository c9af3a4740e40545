//! The sentences of the commands, in French.

use super::{CliText, Trouble, next_port};

pub(super) const FR: CliText = CliText {
    cannot_read: |path| Trouble::new(format!("Impossible de lire {path}.")),
    cannot_write: |path| Trouble::new(format!("Impossible d’écrire {path}.")),
    cannot_print: || Trouble::new("Impossible d’écrire sur la sortie standard."),
    cannot_start: || Trouble::new("Le serveur ne peut pas démarrer."),
    standard_input: "l’entrée standard",
    format_not_for_files: || {
        Trouble::new("Un fichier de clé contient la clé seule, sans nom ni guillemets.")
            .cure("--format hex ou --format base64url avec -o")
    },
    key_exists: |path| {
        Trouble::new(format!("{path} existe déjà\u{202f}; je ne l’écrase pas."))
            .why("Toutes les sessions signées avec cette clé seraient perdues.")
            .cure("--force pour le faire quand même, ou un autre nom après -o")
    },
    not_a_file: |path| {
        Trouble::new(format!(
            "{path} n’est pas un fichier ordinaire\u{202f}; je ne le remplace pas."
        ))
    },
    key_written: |path| format!("Clé écrite dans {path}, lisible par vous seul."),
    port_taken: |host, port| {
        Trouble::new(format!("Le port {port} est déjà pris sur {host}."))
            .why(
                "Un autre programme écoute déjà (souvent «\u{202f}flask run\u{202f}»\u{202f}; AirPlay \
                 sur macOS).",
            )
            .cure(format!(
                "flask-session-demo serve --port {}        (--port 0 choisit un port libre)",
                next_port(port)
            ))
    },
    port_forbidden: |port| {
        Trouble::new(format!(
            "Vous n’avez pas le droit d’écouter sur le port {port}."
        ))
        .why("Les ports sous 1024 sont réservés à l’administrateur.")
        .cure("flask-session-demo serve --port 8000")
    },
    address_elsewhere: |host| {
        Trouble::new(format!("{host} n’est pas une adresse de cette machine."))
            .why("On ne peut écouter que sur ses propres adresses.")
            .cure("--host 0.0.0.0 écoute sur toutes, --host 127.0.0.1 pour cette machine seule")
    },
    host_unknown: |host| {
        Trouble::new(format!("Aucune machine ne s’appelle {host}."))
            .cure("--host 0.0.0.0 écoute sur toutes les adresses de cette machine")
    },
    cannot_listen: |host, port| {
        Trouble::new(format!("Impossible d’écouter sur {host}, port {port}."))
    },
    no_home: || {
        Trouble::new("Ce compte n’a pas de dossier personnel où ranger la clé secrète.")
            .cure("Indiquez-en un avec --data-dir, ou une clé avec --secret-key-file ou --config.")
    },
    not_toml: |path, line, message| {
        Trouble::new(format!("{path}, ligne {line}\u{a0}: ce n’est pas du TOML."))
            .why(message)
            .cure("Une ligne s’écrit ainsi\u{a0}: SESSION_COOKIE_NAME = \"session\"")
    },
    unknown_key: |key, origin, nearest| {
        let trouble = Trouble::new(format!(
            "Réglage inconnu\u{a0}: {key} (donné par {origin})."
        ));
        match nearest {
            Some(nearest) => trouble.cure(format!("Vouliez-vous dire {nearest}\u{202f}?")),
            None => trouble.cure("flask-session-demo serve --help en donne la liste."),
        }
    },
    not_utf8: |variable| {
        Trouble::new(format!("La valeur de {variable} n’est pas du texte UTF-8."))
            .cure("Une clé faite d’octets quelconques se donne par --secret-key-file.")
    },
    not_teachers: |path| {
        Trouble::new(format!("{path} n’est pas une liste d’enseignants."))
            .cure("Le README en donne la forme.")
    },
    key_in_file: |key, path| format!("{key} dans {path}"),
    refused: |value, origin, wanted| {
        Trouble::new(format!("{value} (donné par {origin}) n’est pas {wanted}"))
    },
    refused_secret: |origin, wanted| {
        Trouble::new(format!("La valeur donnée par {origin} n’est pas {wanted}"))
    },
    a_boolean: "un booléen\u{a0}: true ou false, en minuscules",
    a_number: |unit, least, most| match unit {
        "s" => format!("un nombre de secondes\u{a0}: {least}–{most}"),
        "bytes" => format!("un nombre d’octets\u{a0}: {least}–{most}"),
        _ => format!("un nombre entier\u{a0}: {least}–{most}"),
    },
    a_port: "un port\u{a0}: 0–65535",
    a_host: "un nom de machine ni une adresse",
    a_cookie_name: "un nom de cookie\u{a0}: lettres, chiffres et !#$%&'*+-.^_`|~, sans espace",
    a_cookie_domain: "un nom de domaine\u{a0}: lettres ASCII, chiffres, tirets et points (vide\
                      \u{a0}: cette machine seule)",
    a_cookie_path: "un chemin\u{a0}: il commence par /, sans point-virgule",
    a_same_site: "une valeur de SameSite\u{a0}: Lax, Strict ou None (vide\u{a0}: aucun attribut)",
    a_text: "du texte",
    a_list: "une liste de textes, comme [\"ancienne clé\"]",
    a_file: "un nom de fichier",
    fallbacks_are_text: |origin| {
        Trouble::new(format!(
            "La valeur donnée par {origin} est un texte, pas une liste de clés."
        ))
        .why(
            "Flask prendrait chaque lettre de ce texte pour une clé\u{a0}: n’importe qui pourrait \
             forger une session.",
        )
        .cure("Écrivez [\"ancienne clé\"], ou donnez un fichier avec --secret-key-fallback-file.")
    },
    cookie_prefix: |name, origin| {
        Trouble::new(format!(
            "Nom de cookie refusé\u{a0}: {name} (donné par {origin})."
        ))
        .why(
            "Un navigateur jette sans rien dire un cookie __Secure- sans Secure, et un cookie \
                 __Host- sans Secure, avec Domain, ou avec un autre Path que /.",
        )
        .cure("--set SESSION_COOKIE_SECURE=true, ou un nom sans ce préfixe")
    },
    same_site_none: |origin| {
        Trouble::new(format!("SameSite=None (donné par {origin}) sans Secure."))
            .why("Un navigateur jette un tel cookie sans rien dire.")
            .cure(
                "--set SESSION_COOKIE_SECURE=true\u{202f}; pour ne pas envoyer SameSite du tout, \
                 --set SESSION_COOKIE_SAMESITE=",
            )
    },
    lab_with_own_key: |origin| {
        Trouble::new(format!(
            "--lab et une clé à vous (donnée par {origin}) ne vont pas ensemble."
        ))
        .why(
            "Avec --lab, chaque étape du calcul peut être montrée\u{a0}: la clé est celle du \
                 cours, que tout le monde connaît.",
        )
        .cure("Retirez l’une des deux.")
    },
    key_published: |origin| {
        Trouble::new(format!(
            "Clé refusée\u{a0}: {origin} contient une clé publiée, que tout le monde connaît."
        ))
        .why(
            "Elle est imprimée dans le cours, dans une documentation ou dans un exemple\u{a0}: \
             n’importe qui pourrait forger une session.",
        )
        .cure(
            "flask-session-demo keygen -o cle.txt        (ou «\u{202f}serve --lab\u{202f}» pour le TP)",
        )
    },
    key_empty: |origin| {
        Trouble::new(format!("Clé vide\u{a0}: {origin}."))
            .why("Flask la considère comme absente et n’ouvre aucune session.")
            .cure("Fournissez au moins 16 octets\u{a0}: flask-session-demo keygen -o cle.txt")
    },
    key_utf16: |origin| {
        Trouble::new(format!("Clé refusée\u{a0}: {origin} est un fichier UTF-16."))
            .why(
                "Le «\u{202f}>\u{202f}» de PowerShell écrit ainsi\u{202f}; Flask lirait d’autres octets \
                 que vous.",
            )
            .cure("flask-session-demo keygen -o cle.txt")
    },
    key_byte_order_mark: |origin| {
        Trouble::new(format!(
            "Clé refusée\u{a0}: {origin} commence par une marque d’ordre des octets (BOM)."
        ))
        .why("Ces trois octets invisibles feraient partie de la clé.")
        .cure(
            "Enregistrez le fichier en «\u{202f}UTF-8 sans BOM\u{202f}», ou\u{a0}: flask-session-demo \
             keygen -o cle.txt",
        )
    },
    key_assignment: |origin, name| {
        Trouble::new(format!(
            "Clé refusée\u{a0}: {origin} contient «\u{202f}{name}=…\u{202f}», et pas une clé seule."
        ))
        .why("Le nom et le signe égal feraient partie de la clé.")
        .cure("Ne gardez dans le fichier que la clé, ou donnez la ligne à --set.")
    },
    key_too_large: |origin| {
        Trouble::new(format!("Clé refusée\u{a0}: {origin} dépasse 64 Kio."))
            .why("Aucune clé n’est si longue\u{202f}; ce doit être un autre fichier.")
    },
    no_server_key: |path| {
        Trouble::new(format!(
            "Le serveur n’a pas encore de clé\u{a0}: {path} n’existe pas."
        ))
        .why("«\u{202f}serve\u{202f}» l’écrit à son premier démarrage.")
        .cure("Démarrez «\u{202f}serve\u{202f}» une fois, ou donnez la clé avec --secret-key-file.")
    },
    short_key: |origin, length| {
        format!(
            "la clé donnée par {origin} ne compte que {length} octets\u{202f}; sous 16, elle peut se \
             deviner (flask-session-demo keygen en fait une bonne)"
        )
    },
    readable_by_others: |path| {
        format!("d’autres comptes de cette machine peuvent lire {path}\u{a0}: chmod 600 {path}")
    },
    secure_without_tls: |origin| {
        format!(
            "{origin} demande Secure, et ce serveur parle HTTP en clair\u{a0}: hors de cette \
             machine, un navigateur jettera le cookie (sauf derrière un mandataire HTTPS)"
        )
    },
    no_tls: |variable| {
        format!("{variable} est ignoré\u{a0}: cette version ne parle que HTTP en clair")
    },
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
    lab: "MODE TP\u{a0}: la clé est publique, chacun peut forger un cookie. Jamais pour de vrai.",
    how_to_stop: "Ctrl-C pour arrêter.",
};
