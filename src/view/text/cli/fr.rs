//! The sentences of the commands, in French.

use super::{CliText, Trouble, banner, exercises, frame, next_port, settings};
use crate::accounts::PasswordProblem;

pub(super) const FR: CliText = CliText {
    frame: frame::FR,
    cannot_read: |path| Trouble::new(format!("Impossible de lire {path}.")),
    cannot_write: |path| Trouble::new(format!("Impossible d’écrire {path}.")),
    cannot_print: || Trouble::new("Impossible d’écrire sur la sortie standard."),
    cannot_write_data: |path| {
        Trouble::new(format!("Impossible d’écrire {path}.")).cure(
            "Indiquez un autre dossier avec --data-dir\u{202f}; avec --lab, il n’en faut pas.",
        )
    },
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
    key_is_good: |origin, length| {
        format!(
            "La clé donnée par {origin} est bonne\u{a0}: {length} octets, pas une clé connue, ni mots \
             ni motifs."
        )
    },
    is_a_folder: |path| {
        Trouble::new(format!("{path} est un dossier, pas un fichier."))
            .cure(format!("flask-session-demo keygen -o {path}/cle.txt"))
    },
    no_randomness: "Le système ne donne pas d’octets aléatoires\u{a0}: aucune clé n’a été faite.",
    no_accounts_yet: |path| {
        Trouble::new(format!(
            "Il n’y a pas encore de comptes\u{a0}: {path} n’existe pas."
        ))
        .why("C’est `serve` qui crée ce fichier, à son démarrage.")
        .cure("--data-dir ou --database de ce serveur")
    },
    unknown_account: |login| {
        Trouble::new(format!("Aucun compte ne s’appelle {login}."))
            .cure("flask-session-demo accounts list")
    },
    no_accounts: "Aucun compte pour l’instant\u{a0}: la page /sign-up du site en crée un.",
    ask_delete: |login| {
        format!("Supprimer le compte {login} et terminer ses sessions\u{202f}? [o/N] ")
    },
    yes: ["o", "oui"],
    not_deleted: |login| format!("Le compte {login} n’a pas été supprimé."),
    delete_needs_yes: |login| {
        Trouble::new(format!(
            "Le compte {login} n’a pas été supprimé\u{a0}: il n’y avait personne à qui le demander."
        ))
        .cure("--yes le supprime sans question.")
    },
    account_deleted: |login| {
        format!("Compte {login} supprimé\u{202f}; ses sessions sont terminées.")
    },
    password_reset: |login| {
        format!("Mot de passe de {login} changé\u{202f}; ses sessions sont terminées.")
    },
    bad_password: |problem| {
        Trouble::new(match problem {
            PasswordProblem::TooShort => "Le mot de passe doit avoir 8 caractères au moins.",
            PasswordProblem::TooLong => {
                "Le mot de passe peut avoir 1\u{202f}024 caractères au plus."
            }
            PasswordProblem::Guessable => {
                "Ce mot de passe est l’un des premiers que l’on essaierait\u{a0}: prenez-en un \
                 plus long, ou moins courant."
            }
        })
    },
    ask_password: "Nouveau mot de passe\u{a0}: ",
    ask_password_again: "Confirmez le mot de passe\u{a0}: ",
    passwords_differ: "Les deux mots de passe ne sont pas les mêmes.",
    accounts_unavailable: || Trouble::new("La base des comptes ne répond pas."),
    database_unreachable: |database| {
        Trouble::new(format!("La base {database} est injoignable."))
            .cure("Est-elle en marche, l’hôte et le port sont-ils bons\u{202f}? --database postgres://utilisateur@hôte:5432/nom")
    },
    database_denied: |database| {
        Trouble::new(format!("La base {database} refuse l’accès sous ce nom."))
            .cure("Vérifiez l’utilisateur, le mot de passe et le nom de la base\u{a0}: --database postgres://utilisateur@hôte:5432/nom")
    },
    database_locked: |database| {
        Trouble::new(format!("La base {database} est verrouillée par un autre programme."))
            .cure("Fermez ce programme et recommencez, ou indiquez un autre fichier avec --database ou --data-dir.")
    },
    database_newer: |database, found, known| {
        Trouble::new(format!(
            "La base {database} vient d’une version plus récente de ce programme."
        ))
        .why(format!(
            "Son schéma est le {found}, ce programme connaît le {known}."
        ))
        .cure("Lancez cette version plus récente, ou indiquez une autre base avec --database.")
    },
    database_of_others: |database| {
        Trouble::new(format!("La base {database} appartient à une autre application."))
            .why("Elle a des tables, et rien n’y dit qu’elles sont à ce programme\u{202f}; elle est restée telle quelle.")
            .cure("Indiquez une autre base avec --database, ou un autre dossier avec --data-dir.")
    },
    not_a_database: |database| {
        Trouble::new(format!("{database} n’est pas une base de données."))
            .cure("Indiquez un autre fichier avec --database ou --data-dir\u{202f}; celui-ci est resté tel quel.")
    },
    database_read_only: |database| {
        Trouble::new(format!("Impossible d’écrire dans la base {database}."))
            .cure("Donnez à cet utilisateur le droit d’écrire le fichier et son dossier, ou indiquez un autre dossier avec --data-dir.")
    },
    database_failed: |database| {
        Trouble::new(format!("Impossible d’ouvrir la base {database}."))
            .cure("Indiquez-en une autre avec --database, ou un autre dossier avec --data-dir.")
    },
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
        Trouble::new(
            "Cet utilisateur n’a pas de dossier personnel où ranger la clé secrète et les comptes.",
        )
        .cure(
            "Indiquez-en un avec --data-dir, ou les deux avec --secret-key-file et --database, ou \
                 dans le fichier de --config.",
        )
    },
    settings: settings::FR,
    not_utf8: |variable| {
        Trouble::new(format!("La valeur de {variable} n’est pas du texte UTF-8."))
            .cure("Une clé faite d’octets quelconques se donne par --secret-key-file.")
    },
    not_teachers: |path| {
        Trouble::new(format!("{path} n’est pas une liste d’enseignants."))
            .cure("La page de manuel flask-session-demo-class(7), que /aide montre aussi, en donne la forme.")
    },
    not_exercises: exercises::french,
    refused: |value, origin, wanted| {
        Trouble::new(format!("{value} (donné par {origin}) n’est pas {wanted}"))
    },
    not_only_host: |value, origin, host, port| {
        let port = port
            .map(|port| format!(" --port {port}"))
            .unwrap_or_default();
        Trouble::new(format!(
            "{value} (donné par {origin}) est plus qu’un nom de machine ou une adresse."
        ))
        .cure(format!("flask-session-demo serve --host {host}{port}"))
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
    a_text: "du texte\u{a0}: il s’écrit entre guillemets",
    a_list: "une liste de textes, comme [\"ancienne clé\"]",
    a_file: "un nom de fichier",
    a_database: "une base de données\u{a0}: sqlite:CHEMIN, ou postgres://utilisateur@hôte/nom (vide\u{a0}: celle \
                 du dossier de données)",
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
    key_without_certificate: |origin| {
        Trouble::new(format!(
            "Une clé pour TLS (donnée par {origin}) sans certificat."
        ))
        .cure("--cert FICHIER --key FICHIER, ou --cert adhoc seul")
    },
    certificate_without_key: |origin| {
        Trouble::new(format!("Un certificat (donné par {origin}) sans sa clé."))
            .cure("--cert FICHIER --key FICHIER, ou --cert adhoc pour en fabriquer un maintenant")
    },
    adhoc_with_key: |origin| {
        Trouble::new(format!(
            "--cert adhoc fabrique sa propre clé\u{202f}; celle donnée par {origin} ne sert à \
             rien."
        ))
        .cure("Retirez --key, ou indiquez le fichier du certificat avec --cert.")
    },
    no_certificate: |path| {
        Trouble::new(format!(
            "{path} ne contient pas de certificat au format PEM."
        ))
        .cure("On y lit une ligne BEGIN CERTIFICATE\u{202f}; --cert adhoc se passe de fichier.")
    },
    no_tls_key: |path| {
        Trouble::new(format!(
            "{path} ne contient pas de clé privée au format PEM."
        ))
        .cure("On y lit une ligne BEGIN PRIVATE KEY, et elle n’a pas de mot de passe.")
    },
    tls_mismatch: |certificate, key| {
        Trouble::new(format!(
            "La clé de {key} n’est pas celle du certificat de {certificate}."
        ))
        .cure("Donnez les deux fichiers d’une même paire avec --cert et --key.")
    },
    tls_unusable: |certificate| {
        Trouble::new(format!(
            "Le certificat {certificate} ne peut pas servir pour TLS."
        ))
        .cure("Un certificat ECDSA ou RSA de version 3, ou --cert adhoc")
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
    teacher_key_too_short: |origin, length| {
        Trouble::new(format!(
            "Clé de l’enseignant refusée\u{a0}: {origin} ne contient que {length} octets, il en faut \
             16 au moins."
        ))
        .why("Elle ouvre le tableau à qui la trouve, et une clé courte se trouve à force d’essais.")
        .cure("flask-session-demo keygen -o enseignant.txt")
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
    guessable_key: |origin| {
        format!(
            "la clé donnée par {origin} est faite de mots ou de motifs, que l’on essaie en \
             premier\u{a0}: elle peut se deviner (flask-session-demo keygen en fait une bonne)"
        )
    },
    readable_by_others: |path| {
        format!("d’autres comptes de cette machine peuvent lire {path}\u{a0}: chmod 600 {path}")
    },
    progress_not_kept: |path, reason| match reason {
        Some(reason) => format!(
            "la clé qui signe la progression des TP ne peut pas être gardée dans {path} ({reason})\u{a0}: \
             la progression s’arrête avec ce processus"
        ),
        None => format!(
            "{path} ne contient pas de clé\u{a0}: la progression des TP s’arrête avec ce processus \
             (supprimez ce fichier, une nouvelle clé sera tirée)"
        ),
    },
    folder_open_to_others: |path| {
        format!(
            "d’autres comptes de cette machine ont accès au dossier {path}\u{a0}: chmod 700 {path}"
        )
    },
    secret_on_command_line: |origin| {
        format!(
            "{origin} met un secret sur la ligne de commande, où tous les comptes de cette machine le \
             lisent (ps)\u{a0}: donnez-le par un fichier, ou par une variable FLASK_…"
        )
    },
    secure_without_tls: |origin| {
        format!(
            "{origin} demande Secure, et ce serveur parle HTTP en clair\u{a0}: hors de cette \
             machine, un navigateur jette le cookie, et Safari sur localhost aussi (sauf derrière \
             un mandataire HTTPS)"
        )
    },
    banner: banner::FR,
};
