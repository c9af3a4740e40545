//! The example commands in help and man pages. `tests/it/examples.rs` runs
//! every one of them.

use super::{Both, both};

/// What someone may want to do, and the commands for it; continued lines are
/// indented by two.
pub(super) struct Example {
    pub(super) want: Both,
    pub(super) commands: &'static [&'static str],
}

/// For `flask-session-demo --help`.
pub(super) const PROGRAM: &[Example] = &[
    Example {
        want: both(
            "The course's site on http://127.0.0.1:5000, then in the whole room:",
            "Le site du cours sur http://127.0.0.1:5000, puis dans toute la salle\u{a0}:",
        ),
        commands: &[
            "flask-session-demo serve",
            "flask-session-demo serve --host 0.0.0.0",
        ],
    },
    Example {
        want: both(
            "What a browser's cookie holds; nobody needs a key to read it:",
            "Ce que contient un cookie du navigateur\u{202f}; personne n’a besoin de clé pour le \
                 lire\u{a0}:",
        ),
        commands: &[
            "flask-session-demo decode-cookie \\",
            "  'eyJhIjoxfQ.ZVPxAA.0cEq61lfND4cShXcNFNaWZXrVhM'",
        ],
    },
    Example {
        want: both(
            "A secret key, and the cookie that Flask would set with it:",
            "Une clé secrète, et le cookie que Flask poserait avec elle\u{a0}:",
        ),
        commands: &[
            "flask-session-demo keygen -o key.txt",
            "flask-session-demo sign-cookie -k key.txt '{\"a\":1}'",
        ],
    },
];

/// For `serve --help`.
pub(super) const SERVE: &[Example] = &[
    Example {
        want: both(
            "On this machine, as `flask run` does; then for a room, on another port:",
            "Sur cette machine, comme `flask run`\u{202f}; puis pour une salle, sur un autre \
                 port\u{a0}:",
        ),
        commands: &[
            "flask-session-demo serve",
            "flask-session-demo serve --host 0.0.0.0 --port 8000",
        ],
    },
    Example {
        want: both(
            "With the key that the course prints, to forge cookies on purpose:",
            "Avec la clé imprimée dans le cours, pour forger des cookies exprès\u{a0}:",
        ),
        commands: &["flask-session-demo serve --lab"],
    },
    Example {
        want: both(
            "For a class, whose progress outlives a restart:",
            "Pour une classe, dont la progression survit à un redémarrage\u{a0}:",
        ),
        commands: &[
            "flask-session-demo keygen -o teacher.txt",
            "flask-session-demo serve --lab --host 0.0.0.0 \\",
            "  --teacher-key-file teacher.txt",
        ],
    },
    Example {
        want: both(
            "With the key of a Flask application, whose cookies are then accepted:",
            "Avec la clé d’une application Flask, dont les cookies sont alors acceptés\u{a0}:",
        ),
        commands: &["flask-session-demo serve -k key.txt"],
    },
    Example {
        want: both(
            "With a new key, while the old one's cookies still count:",
            "Avec une nouvelle clé, tandis que les cookies de l’ancienne comptent encore\u{a0}:",
        ),
        commands: &[
            "flask-session-demo serve --secret-key-file new.txt \\",
            "  --secret-key-fallback-file old.txt",
        ],
    },
    Example {
        want: both(
            "With accounts only, and a logout that ends copied cookies, too:",
            "Avec des comptes seulement, et une déconnexion qui met fin aussi aux copies du \
                 cookie\u{a0}:",
        ),
        commands: &["flask-session-demo serve --require-account --revoke-on-logout"],
    },
    Example {
        want: both(
            "One of several machines, behind a load balancer, with one key and one database:",
            "Une de plusieurs machines, derrière un répartiteur, avec une clé et une base pour \
                 toutes\u{a0}:",
        ),
        commands: &[
            "flask-session-demo serve --host 0.0.0.0 --secret-key-file key.txt \\",
            "  --database postgres://fsd@db.example/fsd --proxy-hops 1",
        ],
    },
    Example {
        want: both(
            "With other settings, and to see which ones hold:",
            "Avec d’autres réglages, et pour voir lesquels sont en vigueur\u{a0}:",
        ),
        commands: &[
            "flask-session-demo serve -s SESSION_COOKIE_NAME=s \\",
            "  -s MAX_COOKIE_SIZE=0",
            "flask-session-demo serve -s SESSION_COOKIE_NAME=s --show-config",
        ],
    },
];

/// For `decode-cookie --help`.
pub(super) const DECODE_COOKIE: &[Example] = &[
    Example {
        want: both(
            "What a cookie holds, and how old it is:",
            "Ce que contient un cookie, et son âge\u{a0}:",
        ),
        commands: &[
            "flask-session-demo decode-cookie \\",
            "  'eyJhIjoxfQ.ZVPxAA.0cEq61lfND4cShXcNFNaWZXrVhM'",
        ],
    },
    Example {
        want: both(
            "Whether it is genuine, and every step of the calculation:",
            "S’il est authentique, et chaque étape du calcul\u{a0}:",
        ),
        commands: &[
            "flask-session-demo decode-cookie -k key.txt --explain \\",
            "  'eyJhIjoxfQ.ZVPxAA.0cEq61lfND4cShXcNFNaWZXrVhM'",
        ],
    },
    Example {
        want: both(
            "The cookie that the server sets when somebody signs in:",
            "Le cookie que pose le serveur à la connexion\u{a0}:",
        ),
        commands: &[
            "curl -si -d login=alice -d password=x http://127.0.0.1:5000/sign-in |",
            "  flask-session-demo decode-cookie",
        ],
    },
    Example {
        want: both(
            "The cookies of the `serve` that runs here with its own key:",
            "Les cookies du `serve` qui tourne ici avec sa propre clé\u{a0}:",
        ),
        commands: &[
            "flask-session-demo decode-cookie --server-key \\",
            "  'eyJhIjoxfQ.ZVPxAA.0cEq61lfND4cShXcNFNaWZXrVhM'",
        ],
    },
    Example {
        want: both(
            "The cookies in a file of the network panel, one answer for each value:",
            "Les cookies d’un fichier du panneau Réseau, une réponse par valeur\u{a0}:",
        ),
        commands: &["flask-session-demo decode-cookie < requests.har"],
    },
    Example {
        want: both(
            "The key, where it stands in a list of words:",
            "La clé, si elle figure dans une liste de mots\u{a0}:",
        ),
        commands: &[
            "flask-session-demo decode-cookie --wordlist words.txt \\",
            "  --max-age none 'eyJhIjoxfQ.ZVPxAA.0cEq61lfND4cShXcNFNaWZXrVhM'",
        ],
    },
    Example {
        want: both(
            "The content alone, for another program; then, of each line of a file, all that is known:",
            "Le contenu seul, pour un autre programme\u{202f}; puis, de chaque ligne d’un fichier, \
             tout ce que l’on sait\u{a0}:",
        ),
        commands: &[
            "flask-session-demo decode-cookie --payload \\",
            "  'eyJhIjoxfQ.ZVPxAA.0cEq61lfND4cShXcNFNaWZXrVhM'",
            "flask-session-demo decode-cookie -j - < cookies.txt",
        ],
    },
];

/// For `sign-cookie --help`.
pub(super) const SIGN_COOKIE: &[Example] = &[
    Example {
        want: both(
            "The cookie of a guest, in JSON or in Python's notation:",
            "Le cookie d’un invité, en JSON ou dans la notation de Python\u{a0}:",
        ),
        commands: &[
            "flask-session-demo sign-cookie -k key.txt \\",
            "  '{\"user\":{\"username\":\"alice\"}}'",
            "flask-session-demo sign-cookie -k key.txt \\",
            "  \"{'user': {'username': 'alice'}}\"",
        ],
    },
    Example {
        want: both(
            "One that `serve --lab` accepts, as a whole header line:",
            "Un cookie que `serve --lab` accepte, en une ligne d’en-tête entière\u{a0}:",
        ),
        commands: &[
            "flask-session-demo sign-cookie --server-key --lab --output header \\",
            "  '{\"user\":{\"username\":\"alice\"}}'",
        ],
    },
    Example {
        want: both("One that has expired:", "Un cookie périmé\u{a0}:"),
        commands: &["flask-session-demo sign-cookie -k key.txt --timestamp -32d '{\"a\":1}'"],
    },
];

/// For `accounts --help`.
pub(super) const ACCOUNTS: &[Example] = &[
    Example {
        want: both("Who has an account:", "Qui a un compte\u{a0}:"),
        commands: &["flask-session-demo accounts list"],
    },
    Example {
        want: both(
            "A pupil has forgotten the password; the new one is typed, or piped in:",
            "Un élève a oublié son mot de passe\u{202f}; le nouveau se tape, ou vient d’un \
                 tube\u{a0}:",
        ),
        commands: &[
            "flask-session-demo accounts reset-password alice",
            "echo 'correct horse battery staple' |",
            "  flask-session-demo accounts reset-password alice",
        ],
    },
    Example {
        want: both(
            "On the database that several servers share, without being asked:",
            "Dans la base que plusieurs serveurs partagent, et sans question\u{a0}:",
        ),
        commands: &[
            "flask-session-demo accounts delete alice --yes \\",
            "  --database postgres://fsd@db.example/fsd",
        ],
    },
];

/// For `keygen --help`.
pub(super) const KEYGEN: &[Example] = &[
    Example {
        want: both(
            "What `secrets.token_hex()` prints, and the same in a file for `serve`:",
            "Ce qu’affiche `secrets.token_hex()`, et la même chose dans un fichier pour \
                 `serve`\u{a0}:",
        ),
        commands: &[
            "flask-session-demo keygen",
            "flask-session-demo keygen -o key.txt",
        ],
    },
    Example {
        want: both(
            "A line for config.py, and one for .env:",
            "Une ligne pour config.py, et une pour .env\u{a0}:",
        ),
        commands: &[
            "flask-session-demo keygen --format python",
            "flask-session-demo keygen --format env",
        ],
    },
    Example {
        want: both(
            "Whether a key can be guessed; it is not shown:",
            "Si une clé peut se deviner\u{202f}; elle n’est pas montrée\u{a0}:",
        ),
        commands: &["flask-session-demo keygen --check key.txt"],
    },
];

/// For `completions --help`.
pub(super) const COMPLETIONS: &[Example] = &[
    Example {
        want: both(
            "bash: for this one; for every one to come, which needs the package bash-completion:",
            "bash\u{a0}: pour celui-ci\u{202f}; pour tous ceux à venir, ce qui demande le paquet \
             bash-completion\u{a0}:",
        ),
        commands: &[
            "source <(flask-session-demo completions bash)",
            "flask-session-demo completions bash > \\",
            "  ~/.local/share/bash-completion/completions/flask-session-demo",
        ],
    },
    Example {
        want: both(
            "zsh, with `fpath+=~/.zfunc` before `compinit` in ~/.zshrc:",
            "zsh, avec `fpath+=~/.zfunc` avant `compinit` dans ~/.zshrc\u{a0}:",
        ),
        commands: &["flask-session-demo completions zsh > ~/.zfunc/_flask-session-demo"],
    },
    Example {
        want: both("fish:", "fish\u{a0}:"),
        commands: &[
            "flask-session-demo completions fish > \\",
            "  ~/.config/fish/completions/flask-session-demo.fish",
        ],
    },
    Example {
        want: both(
            "Elvish and PowerShell, in the file that they read when they start:",
            "Elvish et PowerShell, dans le fichier qu’ils lisent au démarrage\u{a0}:",
        ),
        commands: &[
            "flask-session-demo completions elvish >> ~/.config/elvish/rc.elv",
            "flask-session-demo completions powershell >> $PROFILE",
        ],
    },
];
