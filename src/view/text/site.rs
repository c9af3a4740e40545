//! The sentences of the course's site.
//!
//! They are pieces of HTML, put into the templates when those are parsed; what
//! only the request knows (`{frame.user}`) may stand inside them.

use serde::Serialize;

use super::Lang;

/// The sentences of the templates: `[[name]]` there is the field `name` here.
#[derive(Serialize)]
pub(crate) struct Text {
    // layout.html
    pub(crate) site_name: &'static str,
    pub(crate) description: &'static str,
    pub(crate) skip: &'static str,
    pub(crate) error_prefix: &'static str,
    pub(crate) lab_banner: &'static str,
    pub(crate) oversize: &'static str,
    pub(crate) stranger: &'static str,
    pub(crate) stranger_mine: &'static str,
    pub(crate) stranger_anew: &'static str,
    pub(crate) quit_projection: &'static str,
    pub(crate) footer: &'static str,
    pub(crate) footer_label: &'static str,
    pub(crate) nav_exchanges: &'static str,
    pub(crate) nav_help: &'static str,
    pub(crate) nav_site_map: &'static str,
    pub(crate) nav_accessibility: &'static str,
    pub(crate) project: &'static str,
    pub(crate) other_language: &'static str,
    // nav.html
    pub(crate) nav_label: &'static str,
    pub(crate) signed_in_as: &'static str,
    pub(crate) nav_inspector: &'static str,
    pub(crate) nav_bench: &'static str,
    // index.html
    pub(crate) index_title: &'static str,
    pub(crate) hello: &'static str,
    pub(crate) hello_user: &'static str,
    pub(crate) remembered: &'static str,
    pub(crate) guest: &'static str,
    pub(crate) account_holder: &'static str,
    pub(crate) to_account: &'static str,
    pub(crate) unknown: &'static str,
    pub(crate) invitation: &'static str,
    pub(crate) invitation_account: &'static str,
    pub(crate) to_sign_in: &'static str,
    pub(crate) what_happened: &'static str,
    pub(crate) browser_sent: &'static str,
    pub(crate) server_answered: &'static str,
    pub(crate) bytes: &'static str,
    pub(crate) no_cookie: &'static str,
    pub(crate) other_cookies: &'static str,
    pub(crate) no_set_cookie: &'static str,
    pub(crate) why: &'static str,
    pub(crate) why_untouched: &'static str,
    pub(crate) why_refreshed: &'static str,
    pub(crate) why_changed: &'static str,
    pub(crate) why_emptied: &'static str,
    pub(crate) see_exchanges: &'static str,
    pub(crate) see_cookie: &'static str,
    pub(crate) truth_title: &'static str,
    pub(crate) truth: &'static str,
    pub(crate) how_to_read: &'static str,
    // teachers.html
    pub(crate) teachers_title: &'static str,
    pub(crate) teachers_caption: &'static str,
    pub(crate) teacher: &'static str,
    pub(crate) course: &'static str,
    // sign_in.html
    pub(crate) sign_in_title: &'static str,
    pub(crate) login: &'static str,
    pub(crate) login_hint: &'static str,
    pub(crate) login_hint_account: &'static str,
    pub(crate) password: &'static str,
    pub(crate) password_hint: &'static str,
    pub(crate) password_hint_account: &'static str,
    pub(crate) to_sign_up: &'static str,
    pub(crate) empty_field: &'static str,
    pub(crate) submit: &'static str,
    pub(crate) behind: &'static str,
    pub(crate) behind_post: &'static str,
    pub(crate) behind_set: &'static str,
    pub(crate) behind_return: &'static str,
    // sign_up.html and account.html
    pub(crate) sign_up_title: &'static str,
    pub(crate) login_hint_new: &'static str,
    pub(crate) new_password_hint: &'static str,
    pub(crate) confirm: &'static str,
    pub(crate) create: &'static str,
    pub(crate) behind_hash: &'static str,
    pub(crate) behind_csrf: &'static str,
    pub(crate) behind_then_sign_in: &'static str,
    pub(crate) account_title: &'static str,
    pub(crate) account_of: &'static str,
    pub(crate) change_password: &'static str,
    pub(crate) current_password: &'static str,
    pub(crate) new_password: &'static str,
    pub(crate) change: &'static str,
    pub(crate) delete_account: &'static str,
    pub(crate) delete_warning: &'static str,
    pub(crate) delete: &'static str,
    pub(crate) behind_uid: &'static str,
    pub(crate) behind_end: &'static str,
    // error.html and error_*.html
    pub(crate) error_label: &'static str,
    pub(crate) go_home: &'static str,
    pub(crate) go_teachers: &'static str,
    pub(crate) go_back: &'static str,
    pub(crate) go_retry: &'static str,
    pub(crate) request_id: &'static str,
    pub(crate) error_400_title: &'static str,
    pub(crate) error_401_title: &'static str,
    pub(crate) error_403_title: &'static str,
    pub(crate) error_404_title: &'static str,
    pub(crate) error_405_title: &'static str,
    pub(crate) error_408_title: &'static str,
    pub(crate) error_409_title: &'static str,
    pub(crate) error_413_title: &'static str,
    pub(crate) error_415_title: &'static str,
    pub(crate) error_429_title: &'static str,
    pub(crate) error_431_title: &'static str,
    pub(crate) error_500_title: &'static str,
    pub(crate) error_503_title: &'static str,
}

impl Text {
    /// The sentences in this language.
    pub(crate) fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::Fr => &FR,
            Lang::En => &EN,
        }
    }
}

const FR: Text = Text {
    site_name: "Sessions et cookies",
    description: "Ce que fait vraiment une session web\u{a0}: les cookies signés de Flask, vus de \
                  près.",
    skip: "Aller au contenu",
    error_prefix: "Erreur\u{a0}: ",
    lab_banner: "MODE TP\u{a0}: clé publique, cookies falsifiables exprès",
    oversize: "Le cookie de session de cette réponse compte {frame.oversize.size} octets, plus \
               que la limite de {frame.oversize.limit}\u{a0}: un navigateur peut le jeter sans \
               rien dire.",
    stranger: "Le cookie <code translate=\"no\">tp</code> qui est venu a été posé dans un autre navigateur, ou à une autre adresse. Si vous n’avez changé ni de l’un ni de l’autre, quelqu’un l’a mis là pour lire vos demandes\u{a0}: rien n’est enregistré avant votre réponse. Son code\u{a0}:",
    stranger_mine: "C’est le mien, continuer",
    stranger_anew: "Ce n’est pas le mien, repartir de zéro",
    quit_projection: "Quitter la projection",
    footer_label: "Autres pages",
    nav_exchanges: "Vos échanges",
    nav_help: "Aide",
    nav_site_map: "Plan du site",
    nav_accessibility: "Accessibilité\u{a0}: non conforme",
    project: "Projeter cette page",
    footer: "Aucun script, rien qui vienne d’un autre serveur\u{a0}: tout ce qui se passe ici se \
             lit dans les en-têtes HTTP.",
    other_language: "English",
    nav_label: "Navigation principale",
    signed_in_as: "Connecté en tant que",
    nav_inspector: "Inspecteur",
    nav_bench: "Banc",
    index_title: "Accueil",
    hello: "Bonjour",
    hello_user: "Bonjour {frame.user}",
    remembered: "Ce site se souvient de vous. Pourtant HTTP, lui, n’a aucune mémoire\u{a0}: à \
                 chaque page, votre navigateur lui rapporte votre nom, dans un cookie.",
    guest: "Invité — aucun compte ne porte ce nom, donc le mot de passe n’a pas été vérifié.",
    account_holder: "Ce nom a un compte\u{a0}: son mot de passe a été vérifié. Le cookie porte en \
                     plus le numéro du compte, et celui de cette session.",
    to_account: "Mon compte",
    unknown: "Ce site ne sait pas qui vous êtes\u{a0}: HTTP n’a aucune mémoire, et chaque demande \
              repart de zéro.",
    invitation: "Connectez-vous sous le nom de votre choix, revenez sur cette page, et regardez \
                 ce qui a changé.",
    invitation_account: "Connectez-vous avec votre compte, revenez sur cette page, et regardez ce \
                         qui a changé.",
    to_sign_in: "Se connecter",
    what_happened: "Que vient-il de se passer\u{202f}?",
    browser_sent: "Votre navigateur a demandé",
    server_answered: "Le serveur a répondu",
    bytes: "octets",
    no_cookie: "pas de cookie",
    other_cookies: "pas de cookie de session, mais d’autres, que ce site ne lit pas",
    no_set_cookie: "pas de <code lang=\"en\">Set-Cookie</code>",
    why: "Pourquoi\u{202f}?",
    why_untouched: "La session n’a pas été modifiée\u{a0}: il n’y a rien à récrire dans le cookie.",
    why_refreshed: "La session est permanente\u{a0}: Flask renouvelle son cookie à chaque réponse.",
    why_changed: "La session a été modifiée\u{a0}: il faut récrire le cookie.",
    why_emptied: "La session s’est vidée\u{a0}: le navigateur doit oublier le cookie.",
    see_exchanges: "Voir tous vos derniers échanges",
    see_cookie: "Voir le cookie qui le permet",
    truth_title: "Signé, pas chiffré",
    truth: "Dans un cookie de session, n’importe qui peut lire la <span class=\"payload\">charge \
            utile</span> et l’<span class=\"timestamp\">horodatage</span>\u{202f}; sans la clé \
            secrète, personne ne peut en refaire la <span class=\"signature\">signature</span>.",
    how_to_read: "Pour le lire\u{a0}: copiez sa valeur dans les outils de développement du \
                  navigateur (touche <kbd>F12</kbd>), puis donnez-la à \
                  <code translate=\"no\">flask-session-demo decode-cookie</code>.",
    teachers_title: "Enseignants",
    teachers_caption: "Les enseignants et leurs cours",
    teacher: "Nom",
    course: "Cours",
    sign_in_title: "Se connecter",
    login: "Identifiant",
    login_hint: "Le nom de votre choix, 64 caractères au plus.",
    password: "Mot de passe",
    login_hint_account: "Celui de votre compte.",
    password_hint: "Si ce nom a un compte, son mot de passe. Sinon, inventez-en un, surtout pas \
                    celui de l’ENT\u{a0}: il ne sera ni vérifié ni gardé.",
    password_hint_account: "Celui de votre compte.",
    to_sign_up: "Créer un nouveau compte",
    empty_field: "Ce champ est vide.",
    submit: "Envoyer",
    behind: "En coulisses",
    behind_post: "Le bouton enverra les deux champs au serveur, par \
                  <code lang=\"en\">POST</code>.",
    behind_set: "Le serveur répondra <code translate=\"no\">302</code> vers l’accueil, avec un \
                 en-tête <code lang=\"en\">Set-Cookie</code>\u{a0}: votre nom, daté et signé.",
    behind_return: "Le navigateur rapportera ce cookie à chaque page. Le serveur, lui, n’aura \
                    rien gardé.",
    sign_up_title: "Créer un compte",
    login_hint_new: "64 caractères au plus. Il sera lisible dans votre cookie.",
    new_password_hint: "8 caractères au moins, difficiles à deviner\u{a0}: une phrase convient. Ne \
                        reprenez pas un mot de passe qui sert ailleurs.",
    confirm: "Le même, encore une fois",
    create: "Créer le compte",
    behind_hash: "Le serveur ne gardera pas ce mot de passe, mais une empreinte, \
                  <code translate=\"no\">pbkdf2:sha256:600000$…</code>, comme Werkzeug\u{a0}: elle \
                  permet de le vérifier, pas de le retrouver.",
    behind_csrf: "Le champ caché <code translate=\"no\">csrf_token</code> prouve que le formulaire \
                  vient d’ici\u{a0}: un texte tiré au hasard, le même que dans votre session, daté \
                  et signé. Un autre site ne peut pas le connaître.",
    behind_then_sign_in: "Aucune session n’est ouverte pour autant\u{a0}: il faudra se connecter.",
    account_title: "Mon compte",
    account_of: "Compte de <strong dir=\"auto\">{frame.user}</strong>.",
    change_password: "Changer de mot de passe",
    current_password: "Mot de passe actuel",
    new_password: "Nouveau mot de passe",
    change: "Changer",
    delete_account: "Supprimer le compte",
    delete_warning: "Le compte et son mot de passe sont effacés, toutes ses sessions se terminent. \
                     Il n’y a pas de retour.",
    delete: "Supprimer",
    behind_uid: "Le cookie porte un numéro de session tiré au hasard, \
                 <code translate=\"no\">uid</code>. Le serveur a noté à quel compte il appartient.",
    behind_end: "Changer de mot de passe met tous les autres numéros de ce compte sur une liste de \
                 refus\u{a0}: leurs cookies restent bien signés, mais le serveur n’en veut plus.",
    error_label: "Erreur",
    go_home: "Revenir à l’accueil",
    go_teachers: "Voir les enseignants",
    go_back: "Reprendre le formulaire de connexion",
    go_retry: "Réessayez dans un instant.",
    request_id: "Numéro de la demande, à donner à qui tient ce serveur\u{a0}:",
    error_400_title: "Demande incomprise",
    error_401_title: "Identifiants refusés",
    error_403_title: "Demande refusée",
    error_404_title: "Page introuvable",
    error_405_title: "Méthode non autorisée",
    error_408_title: "Demande trop lente",
    error_409_title: "Nom déjà pris",
    error_413_title: "Demande trop volumineuse",
    error_415_title: "Format non pris en charge",
    error_429_title: "Trop d’essais",
    error_431_title: "En-têtes trop volumineux",
    error_500_title: "Erreur du serveur",
    error_503_title: "Service indisponible",
};

const EN: Text = Text {
    site_name: "Sessions and cookies",
    description: "What a web session really does: Flask’s signed cookies, seen from close by.",
    skip: "Skip to content",
    error_prefix: "Error: ",
    lab_banner: "LAB MODE: public key, cookies can be forged on purpose",
    oversize: "The session cookie of this response has {frame.oversize.size} bytes, more than the \
               limit of {frame.oversize.limit}: a browser may drop it without a word.",
    stranger: "The cookie <code translate=\"no\">tp</code> that came was set in another browser, or at another address. If you have changed neither, somebody put it there to read your requests: nothing is recorded before you answer. Its code:",
    stranger_mine: "It is mine, go on",
    stranger_anew: "It is not mine, start anew",
    quit_projection: "Leave the projection",
    footer_label: "Other pages",
    nav_exchanges: "Your exchanges",
    nav_help: "Help",
    nav_site_map: "Site map",
    nav_accessibility: "Accessibility: non-conformant",
    project: "Project this page",
    footer: "No script, nothing from another server: all that happens here can be read in the \
             HTTP headers.",
    other_language: "Français",
    nav_label: "Main navigation",
    signed_in_as: "Signed in as",
    nav_inspector: "Inspector",
    nav_bench: "Bench",
    index_title: "Home",
    hello: "Hello",
    hello_user: "Hello {frame.user}",
    remembered: "This site remembers you. Yet HTTP itself has no memory: with every page, your \
                 browser brings your name back, in a cookie.",
    guest: "Guest — no account has this name, so the password was not checked.",
    account_holder: "This name has an account: its password was checked. The cookie also carries \
                     the number of the account, and that of this session.",
    to_account: "My account",
    unknown: "This site does not know who you are: HTTP has no memory, and every request starts \
              from nothing.",
    invitation: "Sign in under any name you like, come back to this page, and see what has \
                 changed.",
    invitation_account: "Sign in with your account, come back to this page, and see what has \
                         changed.",
    to_sign_in: "Sign in",
    what_happened: "What just happened?",
    browser_sent: "Your browser asked",
    server_answered: "The server answered",
    bytes: "bytes",
    no_cookie: "no cookie",
    other_cookies: "no session cookie, but others, which this site does not read",
    no_set_cookie: "no <code>Set-Cookie</code>",
    why: "Why?",
    why_untouched: "The session was not modified: there is nothing to write into the cookie.",
    why_refreshed: "The session is permanent: Flask renews its cookie with every response.",
    why_changed: "The session was modified: the cookie has to be written again.",
    why_emptied: "The session has become empty: the browser is to forget the cookie.",
    see_exchanges: "See all your last exchanges",
    see_cookie: "See the cookie that makes it possible",
    truth_title: "Signed, not encrypted",
    truth: "In a session cookie, anyone can read the <span class=\"payload\">payload</span> and \
            the <span class=\"timestamp\">timestamp</span>; without the secret key, nobody can \
            make its <span class=\"signature\">signature</span> again.",
    how_to_read: "To read it: copy its value from the browser’s developer tools (key \
                  <kbd>F12</kbd>), then give it to \
                  <code translate=\"no\">flask-session-demo decode-cookie</code>.",
    teachers_title: "Teachers",
    teachers_caption: "The teachers and their courses",
    teacher: "Name",
    course: "Course",
    sign_in_title: "Sign in",
    login: "Login",
    login_hint: "Any name you like, 64 characters at most.",
    password: "Password",
    login_hint_account: "That of your account.",
    password_hint: "If this name has an account, its password. If not, make one up, never a real one: \
                    it will be neither checked nor kept.",
    password_hint_account: "That of your account.",
    to_sign_up: "Create a new account",
    empty_field: "This field is empty.",
    submit: "Send",
    behind: "Behind the scenes",
    behind_post: "The button will send both fields to the server, by <code>POST</code>.",
    behind_set: "The server will answer <code translate=\"no\">302</code> to the home page, with \
                 a <code>Set-Cookie</code> header: your name, dated and signed.",
    behind_return: "The browser will bring this cookie back with every page. The server will have \
                    kept nothing.",
    sign_up_title: "Create an account",
    login_hint_new: "64 characters at most. It will be readable in your cookie.",
    new_password_hint: "8 characters at least, hard to guess: a phrase will do. Do not take a \
                        password that you use elsewhere.",
    confirm: "The same once more",
    create: "Create the account",
    behind_hash: "The server will not keep this password but a hash of it, \
                  <code translate=\"no\">pbkdf2:sha256:600000$…</code>, like Werkzeug: it serves to \
                  check the password, not to find it.",
    behind_csrf: "The hidden field <code translate=\"no\">csrf_token</code> proves that the form \
                  comes from here: a random text, the same as in your session, dated and signed. \
                  Another site cannot know it.",
    behind_then_sign_in: "This opens no session: you will have to sign in.",
    account_title: "My account",
    account_of: "Account of <strong dir=\"auto\">{frame.user}</strong>.",
    change_password: "Change the password",
    current_password: "Current password",
    new_password: "New password",
    change: "Change",
    delete_account: "Delete the account",
    delete_warning: "The account and its password are erased, all its sessions end. There is no \
                     way back.",
    delete: "Delete",
    behind_uid: "The cookie carries a random number of the session, \
                 <code translate=\"no\">uid</code>. The server has noted whose account it is of.",
    behind_end: "A change of password puts all other numbers of this account on a list of refused \
                 ones: their cookies are still rightly signed, but the server does not want them.",
    error_label: "Error",
    go_home: "Back to the home page",
    go_teachers: "See the teachers",
    go_back: "Back to the sign-in form",
    go_retry: "Try again in a moment.",
    request_id: "Number of the request, for whoever runs this server:",
    error_400_title: "Request not understood",
    error_401_title: "Sign-in refused",
    error_403_title: "Request refused",
    error_404_title: "Page not found",
    error_405_title: "Method not allowed",
    error_408_title: "Request too slow",
    error_409_title: "Name already taken",
    error_413_title: "Request too large",
    error_415_title: "Format not supported",
    error_429_title: "Too many attempts",
    error_431_title: "Headers too large",
    error_500_title: "Server error",
    error_503_title: "Service unavailable",
};
