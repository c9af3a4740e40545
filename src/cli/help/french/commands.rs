//! The French help of each command.

/// The command's name, its short help, and the rest of its long help if there
/// is more.
pub(super) const COMMANDS: &[(&str, &str, Option<&str>)] = &[
    (
        "flask-session-demo",
        "Voir comment marche une session web\u{a0}: les cookies de session de Flask, servis, signés \
         et démontés",
        Some(
            "Flask garde une session dans un cookie signé, mais pas chiffré\u{a0}: tout le monde peut \
             le lire, personne ne peut le changer sans la clé secrète, et qui a la clé peut le forger. \
             `serve` fait tourner un site avec de telles sessions, `decode-cookie` démonte un cookie, \
             `sign-cookie` en fait un.",
        ),
    ),
    (
        "serve",
        "Faire tourner le site du cours, avec les cookies de session de Flask",
        Some(
            "Le site accepte les cookies d’une application Flask qui a la même clé secrète, et \
             réciproquement. Une ligne sur la sortie standard dit où il écoute\u{202f}; tout le reste, \
             dont une ligne de journal par requête, va sur la sortie d’erreur. Ctrl-C l’arrête quand \
             les requêtes en cours ont leur réponse.",
        ),
    ),
    (
        "decode-cookie",
        "Démonter des cookies de session Flask\u{a0}: ce qu’ils contiennent, s’ils sont \
         authentiques, et sinon pourquoi",
        None,
    ),
    (
        "sign-cookie",
        "Signer une session comme le ferait Flask\u{a0}: le cookie, octet pour octet",
        None,
    ),
    (
        "keygen",
        "Faire une clé secrète",
        Some(
            "Affiche ce qu’affiche `python -c 'import secrets; print(secrets.token_hex())'`\u{a0}: 32 \
             octets aléatoires, en 64 chiffres hexadécimaux. Ces chiffres sont la clé\u{a0}: ni Flask \
             ni ce programme ne les décodent.",
        ),
    ),
    (
        "accounts",
        "Lister les comptes, changer un mot de passe, supprimer un compte",
        Some(
            "Agit sur la base que `serve` utiliserait ici, même pendant qu’il tourne. Qui est connecté \
             avec un compte supprimé, ou dont le mot de passe est changé, est déconnecté en une ou \
             deux secondes.",
        ),
    ),
    (
        "list",
        "Afficher le numéro, la date et l’identifiant de chaque compte, un par ligne",
        None,
    ),
    (
        "reset-password",
        "Donner à un compte le mot de passe tapé, ou lu sur l’entrée standard",
        None,
    ),
    ("delete", "Supprimer un compte", None),
    (
        "completions",
        "Afficher un script qui complète cette ligne de commande dans un shell",
        None,
    ),
];
