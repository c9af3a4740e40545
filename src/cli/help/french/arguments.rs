//! The French help of each argument.

/// The command, or `*` for all that have the argument; its long name, or the
/// placeholder of a positional argument; its help.
pub(super) const ARGUMENTS: &[(&str, &str, &str)] = &[
    (
        "*",
        "lang",
        "Langue des explications [par défaut\u{a0}: celle du système]",
    ),
    (
        "*",
        "color",
        "Quand mettre des couleurs [par défaut\u{a0}: sur un terminal]",
    ),
    // serve
    (
        "serve",
        "host",
        "Adresse à écouter\u{202f}; 0.0.0.0 pour toutes celles de cette machine [par \
         défaut\u{a0}: 127.0.0.1]",
    ),
    (
        "serve",
        "port",
        "Port à écouter\u{202f}; 0 en prend un libre [par défaut\u{a0}: 5000]",
    ),
    (
        "serve",
        "lab",
        "Signer exprès avec la clé imprimée dans le cours\u{a0}: les cookies peuvent être forgés",
    ),
    (
        "serve",
        "open",
        "Ouvrir le site dans le navigateur de cette machine",
    ),
    (
        "*",
        "secret-key-file",
        "Fichier qui contient la clé secrète, moins une dernière fin de ligne\u{202f}; `-` lit \
         l’entrée standard",
    ),
    (
        "serve",
        "secret-key-fallback-file",
        "Fichier d’une ancienne clé, dont les cookies sont encore acceptés\u{202f}; peut être donné \
         plusieurs fois",
    ),
    (
        "serve",
        "config",
        "Fichier de configuration [par défaut\u{a0}: config.toml du dossier de configuration]",
    ),
    (
        "serve",
        "set",
        "Donner un réglage, comme `SESSION_COOKIE_NAME=s`\u{202f}; peut être donné plusieurs fois",
    ),
    (
        "serve",
        "data-dir",
        "Dossier de la clé secrète générée et des comptes [par défaut\u{a0}: le dossier de données \
         de l’utilisateur]",
    ),
    (
        "serve",
        "cert",
        "Parler TLS\u{a0}: `adhoc` fait un certificat maintenant, FICHIER en contient un au format \
         PEM",
    ),
    (
        "serve",
        "key",
        "Fichier PEM de la clé privée du certificat (la clé secrète se donne avec \
         --secret-key-file)",
    ),
    (
        "serve",
        "proxy-hops",
        "Mandataires devant, dont X-Forwarded-For, -Proto et -Host sont crus [par défaut\u{a0}: 0]",
    ),
    (
        "serve",
        "database",
        "Base des comptes\u{a0}: sqlite:CHEMIN ou postgres://… [par défaut\u{a0}: un fichier du \
         dossier de données]",
    ),
    (
        "serve",
        "require-account",
        "Ne laisser entrer aucun invité\u{a0}: qui se connecte doit avoir un compte",
    ),
    (
        "serve",
        "revoke-on-logout",
        "Une déconnexion met fin aussi à la session des copies du cookie",
    ),
    (
        "serve",
        "teacher-key-file",
        "Fichier de la clé de l’enseignant\u{a0}: la progression survit à un redémarrage, et le \
         tableau s’ouvre d’ailleurs, par TLS",
    ),
    (
        "serve",
        "log-format",
        "Écriture du journal sur la sortie d’erreur [par défaut\u{a0}: text]",
    ),
    (
        "serve",
        "quiet",
        "N’écrire sur la sortie d’erreur que les avertissements et les erreurs\u{a0}: ni texte de \
         démarrage, ni ligne par requête",
    ),
    (
        "serve",
        "show-config",
        "Afficher chaque réglage avec sa source, sans les secrets, et où les fichiers sont cherchés, \
         et s’arrêter",
    ),
    // decode-cookie
    (
        "decode-cookie",
        "COOKIE",
        "Une valeur, `session=…`, ou toute une ligne `Cookie:` ou `Set-Cookie:`\u{202f}; `-` en lit \
         une par ligne sur l’entrée standard",
    ),
    (
        "decode-cookie",
        "wordlist",
        "Essaie chaque ligne de ce fichier comme clé\u{202f}; `-` lit l’entrée standard",
    ),
    (
        "decode-cookie",
        "cookie-name",
        "Nom du cookie à prendre s’il y en a plusieurs [par défaut\u{a0}: session]",
    ),
    (
        "decode-cookie",
        "strict",
        "Juge chaque texte exactement tel qu’il est, comme le fait un serveur, sans y chercher de \
         cookie",
    ),
    (
        "decode-cookie",
        "max-age",
        "Âge encore accepté, ou `none` pour n’en examiner aucun [par défaut\u{a0}: 31d]",
    ),
    (
        "decode-cookie",
        "now",
        "Le moment où se placer pour juger [par défaut\u{a0}: now]",
    ),
    (
        "decode-cookie",
        "explain",
        "Montrer les sept étapes du calcul, chacune avec des commandes à coller",
    ),
    ("decode-cookie", "json", "Écrire un objet JSON par cookie"),
    (
        "decode-cookie",
        "pretty",
        "Montrer le contenu sur plusieurs lignes, les types de Python et les lettres en clair",
    ),
    (
        "decode-cookie",
        "payload",
        "N’écrire que le texte JSON du contenu, pour un autre programme",
    ),
    (
        "decode-cookie",
        "progress",
        "Compter les cookies sur le terminal pendant la lecture de l’entrée standard",
    ),
    // the keys of decode-cookie and sign-cookie
    (
        "*",
        "secret-key",
        "La clé elle-même\u{202f}; d’autres utilisateurs de cette machine peuvent la voir",
    ),
    (
        "*",
        "server-key",
        "Les clés et la durée que `serve` utiliserait ici",
    ),
    ("*", "config", "Fichier de configuration de ce serveur"),
    ("*", "data-dir", "Dossier de données de ce serveur"),
    (
        "*",
        "lab",
        "Ce serveur tourne avec `--lab`\u{a0}: la clé imprimée dans le cours",
    ),
    (
        "*",
        "secret-key-fallback-file",
        "Fichier d’une ancienne clé\u{202f}; peut être donné plusieurs fois",
    ),
    (
        "*",
        "salt",
        "Texte qui sépare les usages d’une même clé [par défaut\u{a0}: cookie-session]",
    ),
    (
        "*",
        "key-derivation",
        "Comment la clé devient celle du HMAC [par défaut\u{a0}: hmac]",
    ),
    (
        "*",
        "digest",
        "Fonction de hachage du HMAC [par défaut\u{a0}: sha1]",
    ),
    // sign-cookie
    (
        "sign-cookie",
        "JSON",
        "La session\u{a0}: un objet JSON, ou un dict écrit comme en Python\u{202f}; `-`, ou rien avec \
         un tube, la lit sur l’entrée standard",
    ),
    (
        "sign-cookie",
        "timestamp",
        "La seconde de la signature [par défaut\u{a0}: now]",
    ),
    (
        "sign-cookie",
        "output",
        "Ce qu’il faut écrire\u{a0}: la valeur (value), ou toute la ligne `Set-Cookie` avec les \
         attributs par défaut de Flask (header) [par défaut\u{a0}: value]",
    ),
    // keygen
    (
        "keygen",
        "bytes",
        "Octets aléatoires de la clé, de 16 à 1024 [par défaut\u{a0}: 32]",
    ),
    (
        "keygen",
        "format",
        "Écriture de la clé\u{a0}: chiffres hexadécimaux (hex), base64 pour URL (base64url), ligne \
         de config.py (python) ou de .env (env) [par défaut\u{a0}: hex]",
    ),
    (
        "keygen",
        "output",
        "Écrire dans un fichier que vous seul pouvez lire, et jamais par-dessus un autre",
    ),
    ("keygen", "force", "Écraser le fichier"),
    (
        "keygen",
        "check",
        "N’en faire aucune, mais juger celle d’un fichier comme le ferait `serve`\u{202f}; `-` lit \
         l’entrée standard",
    ),
    // accounts
    (
        "*",
        "database",
        "Base des comptes\u{a0}: sqlite:CHEMIN ou postgres://… [par défaut\u{a0}: celle de `serve`]",
    ),
    ("reset-password", "LOGIN", "De qui est le mot de passe"),
    ("delete", "LOGIN", "De qui est le compte"),
    ("delete", "yes", "Ne pas demander"),
    // completions
    ("completions", "SHELL", "Le shell qui doit le lire"),
];
