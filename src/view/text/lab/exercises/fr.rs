//! The ten exercises in French. Text between backticks is to be typed as it is.

use super::{ExerciseText, Exercises};

pub(super) const TEXT: Exercises = Exercises {
    memory: ExerciseText {
        name: "HTTP n’a pas de mémoire",
        question: "Vous vous connectez par un premier `curl`, puis vous demandez l’accueil par un second `curl`. Le site vous reconnaît-il\u{202f}?",
        choices: &[
            "Oui\u{a0}: le serveur se souvient de mon adresse IP.",
            "Non\u{a0}: le second `curl` ne rapporte rien au serveur.",
            "Oui, pendant quelques minutes.",
        ],
        steps: &[
            "Connectez-vous, sans rien garder de la réponse. `302` dit que c’est accepté.",
            "Demandez l’accueil, et cherchez votre nom dans le titre.",
            "Recommencez avec un bocal à cookies\u{a0}: `-c` l’écrit, `-b` le relit.",
        ],
        ask: "Où est rangée la mémoire, et qui la rapporte\u{202f}?",
        hints: [
            "Comparez la commande de l’étape 2 et la dernière\u{a0}: que fait `-b`\u{202f}?",
            "Ajoutez `-v` aux commandes, et cherchez les lignes `Set-Cookie:` et `Cookie:`.",
            "Ouvrez le fichier du bocal\u{a0}: c’est tout ce qui a changé entre les deux essais.",
        ],
        correction: &[
            "HTTP ne relie pas deux demandes\u{a0}: le serveur répond à chacune comme si elle était la première. Ce qui vous fait reconnaître, c’est le cookie, rangé chez le client, que le client rapporte à chaque demande.",
            "Flask ne garde rien non plus\u{a0}: la session entière voyage dans ce cookie. Un autre serveur, avec la même clé, vous reconnaîtrait aussi.",
        ],
    },
    headers: ExerciseText {
        name: "Set-Cookie et Cookie",
        question: "Déconnecté, vous vous connectez, puis vous voyez cinq pages du site\u{a0}: 6 demandes en tout. Combien de réponses portent `Set-Cookie: session`, combien de demandes portent `Cookie: session`\u{202f}?",
        choices: &[
            "6 `Set-Cookie` et 6 `Cookie`",
            "1 `Set-Cookie` et 5 `Cookie`",
            "1 `Set-Cookie` et 1 `Cookie`",
            "6 `Set-Cookie` et 5 `Cookie`",
        ],
        steps: &[
            "Déconnectez-vous, ouvrez les outils du navigateur (`F12`, onglet Réseau), puis remettez le compteur à zéro.",
            "Connectez-vous, puis cliquez quatre fois sur Home ou Teachers\u{a0}: avec l’accueil qui suit la connexion, cela fait 6 demandes. La page du formulaire et les fichiers statiques ne comptent pas. Ou bien, dans un terminal\u{a0}:",
            "Comptez les deux en-têtes, pour le cookie `session` seul, et écrivez vos nombres.",
        ],
        ask: "Qui envoie quoi, et quand\u{202f}? Pourquoi n’y a-t-il rien au GET qui suit\u{202f}?",
        hints: [
            "`Set-Cookie` va du serveur au navigateur, `Cookie` dans l’autre sens.",
            "La page des échanges montre vos demandes telles que le serveur les a reçues, et pourquoi un cookie est parti ou non.",
            "Flask n’écrit le cookie que si la session a changé.",
        ],
        correction: &[
            "Un seul `Set-Cookie`, à la connexion\u{a0}: c’est le moment où la session change. Puis le navigateur envoie `Cookie` à chaque demande, cinq fois, et le serveur n’a rien à récrire.",
            "Une session permanente ferait autrement\u{a0}: Flask renouvelle alors le cookie à chaque réponse.",
        ],
    },
    reading: ExerciseText {
        name: "Lire sans la clé",
        question: "Le support de cours affirme que le cookie est crypté et qu’il faut la clé secrète pour le lire. Est-ce vrai\u{202f}?",
        choices: &["Vrai", "Faux\u{a0}: tout est lisible", "Faux, sauf le nom"],
        steps: &[
            "Le serveur va cacher un mot dans votre session\u{202f}; les commandes de l’étape 2 apparaissent alors.",
            "Lisez la charge utile du cookie, sans clé.",
            "Écrivez le mot que vous avez trouvé.",
        ],
        ask: "À quoi sert donc la clé\u{202f}? Que ne faut-il jamais mettre dans une session\u{202f}?",
        hints: [
            "Le mot est dans la première partie du cookie, avant le premier point.",
            "base64url n’est pas un chiffrement\u{a0}: c’est une écriture des octets en lettres, sans secret.",
            "Le mot suit `mot` dans le JSON que la commande affiche.",
        ],
        correction: &[
            "Faux. Le cookie est signé, pas chiffré\u{a0}: lisible par tous, modifiable par personne sans la clé\u{202f}; et qui a la clé peut en fabriquer.",
            "La clé ne sert donc pas à lire, mais à signer et à vérifier. Rien de secret n’a sa place dans une session Flask\u{a0}: ni mot de passe, ni note, ni adresse.",
        ],
    },
    one_byte: ExerciseText {
        name: "Un octet de travers",
        question: "Vous changez une seule chose dans votre cookie\u{a0}: ① un octet de la charge utile, ② l’horodatage, ③ la signature, ou ④ le tout dernier caractère. Qu’est-ce qui est accepté\u{202f}?",
        choices: &[
            "Rien, nulle part\u{a0}: chaque caractère compte.",
            "Rien ici\u{202f}; mais Flask accepterait certains derniers caractères ④.",
            "③\u{a0}: la signature n’est pas du contenu.",
            "②\u{a0}: la date n’est pas signée.",
        ],
        steps: &[
            "Au banc d’essai, changez une seule chose à la fois, puis «\u{202f}Vérifier tel quel\u{202f}»\u{a0}: la charge utile, l’horodatage, la signature, enfin son dernier caractère, pour la lettre ou le chiffre qui suit.",
            "Puis le vrai site\u{a0}: changez un caractère du cookie `session` dans les outils du navigateur (Stockage ou Application), et rechargez l’accueil. Ou bien\u{a0}:",
        ],
        ask: "Pourquoi ne suffit-il pas de changer la signature seule\u{202f}? Où sont passés les 2 bits\u{202f}?",
        hints: [
            "Le banc part de votre cookie et compare avec lui\u{202f}; «\u{202f}Revenir au cookie d’origine\u{202f}» entre deux essais.",
            "27 caractères de 6 bits font 162 bits\u{202f}; HMAC-SHA1 en donne 160.",
            "Le site ne dit rien d’un mauvais cookie\u{a0}: la page est anonyme, c’est tout. L’inspecteur, lui, dit pourquoi.",
        ],
        correction: &[
            "La signature porte sur la charge utile et sur l’horodatage\u{a0}: en changer un bit change toute la signature attendue, et sans la clé personne ne calcule la nouvelle.",
            "Le dernier caractère porte 6 bits, dont 4 seulement servent. Python ignore les 2 autres\u{a0}: quatre derniers caractères donnent les mêmes octets, et Flask les accepte. Ce serveur, plus strict, n’accepte que celui qu’il a écrit. Ce n’est pas une faille\u{a0}: les octets de la signature sont les mêmes.",
        ],
    },
    the_key: ExerciseText {
        name: "La clé fait tout",
        question: "La clé de ce serveur est imprimée dans le support de cours. Pouvez-vous devenir «\u{202f}direction\u{202f}» sans mot de passe\u{202f}?",
        choices: &[
            "Non\u{a0}: il faut un mot de passe.",
            "Non\u{a0}: le serveur n’a jamais émis ce cookie, il le verra.",
            "Oui\u{a0}: avec la clé, je signe ce que je veux.",
        ],
        steps: &[
            "Rangez la clé du cours dans un fichier\u{a0}:",
            "Signez la session de votre choix\u{202f}; elle doit nommer «\u{202f}direction\u{202f}» et porter votre code\u{a0}:",
            "Envoyez-la à la page de la direction\u{202f}; ou collez-la dans le cookie `session` de votre navigateur (créez-le s’il n’existe pas), et ouvrez cette page.",
        ],
        ask: "Que permet une clé laissée dans un dépôt Git\u{202f}? Que faut-il faire si c’est arrivé\u{202f}?",
        hints: [
            "`sign-cookie` fait ce que ferait Flask\u{a0}: mêmes octets.",
            "Si la page dit «\u{202f}Daté du futur\u{202f}», l’horloge de votre poste avance\u{a0}: ajoutez `--timestamp -5s`.",
            "Le code dans la session doit être le vôtre, en majuscules.",
        ],
        correction: &[
            "Oui. La signature prouve seulement que l’auteur a la clé. Le serveur ne garde aucune liste des cookies qu’il a émis\u{a0}: un cookie bien signé est un vrai cookie.",
            "Une clé publiée (support de cours, `__init__.py`, dépôt Git) donne accès à tous les comptes. Il faut la remplacer, et garder la nouvelle hors du code\u{a0}: variable d’environnement ou fichier.",
        ],
    },
    weak_key: ExerciseText {
        name: "Deviner la clé",
        question: "Un cookie est signé avec une clé choisie par un humain, un mot ou presque. Combien de temps pour la trouver, sans rien demander au serveur\u{202f}?",
        choices: &[
            "Des années\u{a0}: il y a 2¹⁶⁰ signatures possibles.",
            "Quelques secondes\u{a0}: on essaie une liste de mots.",
            "C’est impossible\u{a0}: le serveur bloquerait les essais.",
        ],
        steps: &[
            "Prenez la liste de mots de ce serveur\u{a0}:",
            "Essayez chaque mot sur ce cookie, signé d’une clé faible qui est la vôtre seule\u{a0}:",
            "Écrivez la clé trouvée.",
        ],
        ask: "Combien d’essais pour une clé de 256 bits\u{202f}? Pourquoi la commande du cours, ou `keygen`\u{202f}?",
        hints: [
            "Le cookie suffit\u{a0}: chaque essai calcule une signature et la compare. Le serveur n’en sait rien.",
            "`decode-cookie` finit par le code 0 quand la clé est la bonne, par 4 sinon.",
            "Une seule commande fait toute la boucle\u{a0}: `decode-cookie --wordlist` suivi de la liste. Ceux qui ont `flask-unsign` peuvent lui donner la même, avec `--no-literal-eval`.",
        ],
        correction: &[
            "Quelques secondes. La signature est une réponse à «\u{202f}est-ce la bonne clé\u{202f}?\u{202f}», que l’on peut poser chez soi autant de fois que l’on veut.",
            "64 chiffres hexadécimaux tirés au hasard font 256 bits\u{a0}: à un milliard d’essais par seconde, l’âge de l’univers n’y suffirait pas. C’est ce que donnent `secrets.token_hex()` et `flask-session-demo keygen`.",
        ],
    },
    two_clocks: ExerciseText {
        name: "Deux horloges",
        question: "Votre cookie est valable un temps que vous choisissez. Dans le navigateur, vous repoussez sa date `Expires` à 2099. Est-il prolongé\u{202f}?",
        choices: &[
            "Oui, jusqu’en 2099.",
            "Non\u{a0}: le navigateur refuse ce changement.",
            "Non\u{a0}: le serveur juge l’horodatage, qui est signé.",
        ],
        steps: &[
            "Choisissez la durée et recevez le cookie `horloge`\u{a0}:",
            "Dans les outils du navigateur (Stockage ou Application), mettez la date d’expiration du cookie `horloge` à 2099 (Chrome la ramène à 400 jours\u{a0}: cela suffit). Attendez la fin de la durée, puis montrez-le au serveur.",
            "Ou bien, sans les outils du navigateur\u{a0}: `curl` envoie le cookie quel que soit son âge.",
        ],
        ask: "Quelle horloge protège qui\u{202f}? Pourquoi le serveur ne se fie-t-il pas à `Expires`\u{202f}?",
        hints: [
            "La date `Expires` est un souhait du serveur, que le navigateur applique\u{202f}; rien ne l’oblige.",
            "Comparez l’horodatage du cookie (deuxième partie) avec l’heure du serveur.",
            "Trop tôt\u{202f}? Le serveur dit combien de secondes il reste.",
        ],
        correction: &[
            "Non. La date du navigateur décide seulement s’il envoie encore le cookie. Le serveur compte l’âge depuis l’horodatage, qui est dans le cookie, sous la signature\u{a0}: le changer casse la signature.",
            "C’est pourquoi des serveurs qui partagent une clé doivent être à l’heure\u{a0}: un cookie daté d’une seconde dans le futur est refusé.",
        ],
    },
    signed_out: ExerciseText {
        name: "Déconnecté, vraiment\u{202f}?",
        question: "Vous copiez la valeur de votre cookie, vous vous déconnectez, puis vous renvoyez la copie. Que répond le site\u{202f}?",
        choices: &[
            "Il ne me connaît plus\u{a0}: la session a été supprimée.",
            "Il me reconnaît\u{a0}: rien ne distingue la copie.",
            "Une erreur\u{a0}: ce cookie a déjà servi.",
        ],
        steps: &[
            "Connecté, copiez la valeur du cookie `session` (outils du navigateur), puis déconnectez-vous.",
            "Recréez le cookie `session`, qui a disparu du navigateur, avec la valeur copiée, et rechargez l’accueil.",
            "Ou bien, dans un terminal\u{a0}:",
        ],
        ask: "Trois remèdes existent\u{a0}: durée courte, liste tenue par le serveur, changer la clé. Que coûte chacun\u{202f}?",
        hints: [
            "À la déconnexion, regardez la réponse\u{a0}: que demande-t-elle au navigateur\u{202f}?",
            "L’inspecteur dit d’un tel cookie\u{a0}: «\u{202f}Valide, mais émis avant votre déconnexion\u{202f}».",
            "`serve --revoke-on-logout` montre l’un des remèdes.",
        ],
        correction: &[
            "La copie marche. `session.clear()` demande au navigateur d’oublier le cookie\u{202f}; le serveur n’a rien à supprimer, puisqu’il n’a rien. Un cookie volé vaut jusqu’à 31 jours.",
            "Durée courte\u{a0}: on se reconnecte plus souvent. Liste côté serveur (`--revoke-on-logout`)\u{a0}: il faut la garder et la lire à chaque demande. Changer la clé\u{a0}: tout le monde est déconnecté.",
            "Le cours ne vide pas non plus la session à la connexion\u{a0}: ce qu’on y avait mis avant y reste. Ce site, lui, la vide.",
        ],
    },
    cross_site: ExerciseText {
        name: "Attributs et CSRF",
        question: "Votre cookie a `SameSite=Lax`. La page d’un autre site contient un lien, une image et un formulaire vers `/logout` de ce site. Lesquels arrivent avec votre cookie\u{202f}?",
        choices: &["Le lien seul", "Les trois", "Aucun des trois"],
        steps: &[
            "Cet exercice se fait sur votre machine, qui a deux noms. Connectez-vous, et gardez pour commencer les réglages d’origine\u{202f}; vous pourrez les changer ensuite.",
            "Ouvrez la page hostile, sous l’autre nom, et essayez le lien, l’image, le formulaire. Reconnectez-vous entre deux essais s’il le faut.",
            "Changez `SameSite` dans les réglages et recommencez. Puis `HttpOnly`\u{a0}: tapez `document.cookie` dans la console du navigateur (`F12`), avec et sans.",
        ],
        ask: "Quelle défense contre quel risque\u{a0}: `SameSite`, `HttpOnly`, le jeton CSRF, POST plutôt que GET\u{202f}?",
        hints: [
            "Pour le navigateur, `localhost` et `127.0.0.1` sont deux sites\u{202f}; deux ports du même nom n’en sont qu’un.",
            "Le tableau de droite dit, pour chaque demande, si le cookie de session est venu.",
            "Le formulaire est refusé (403) même avec le cookie\u{a0}: le serveur regarde `Sec-Fetch-Site`.",
        ],
        correction: &[
            "Avec `Lax`, le navigateur joint le cookie quand vous suivez un lien, pas à une image ni à un formulaire POST d’un autre site. Avec `Strict`, jamais\u{202f}; avec `None` (et `Secure`), toujours, sauf si le navigateur bloque les cookies tiers\u{a0}: l’image n’en porte alors pas. Sans l’attribut, Chrome fait comme pour `Lax`, mais joint encore à un formulaire un cookie de moins de deux minutes. Le tableau dit ce que votre navigateur a vraiment fait.",
            "Même sans cookie, la réponse de `/logout` demande de l’oublier\u{a0}: après un lien, le navigateur obéit, et vous voilà déconnecté malgré `Strict`. L’attribut protège ce que fait la demande, pas ce que dit la réponse.",
            "`SameSite` et le jeton CSRF protègent d’une demande forgée par un autre site\u{202f}; `HttpOnly` protège le cookie d’un script injecté dans la page. Une action ne se fait pas par GET\u{a0}: un lien suffit à la déclencher, comme ici.",
        ],
    },
    on_the_wire: ExerciseText {
        name: "Sur le câble",
        question: "Quelqu’un capture ce qui passe entre votre navigateur et le serveur. Que voit-il\u{202f}?",
        choices: &[
            "Rien\u{a0}: le cookie est signé.",
            "En HTTP, tout, cookie et mot de passe compris\u{202f}; en HTTPS, des adresses et des tailles.",
            "Tout, en HTTP comme en HTTPS.",
        ],
        steps: &[
            "Capturez votre propre trafic seulement\u{a0}: l’interface de bouclage (`lo`, ou `lo0` sous macOS) si le serveur est sur votre machine, sinon votre carte réseau. Il y faut souvent les droits d’administrateur. Capturer le trafic d’autrui est un délit (Code pénal, art. 226-15 et 323-1). Dans Wireshark, décodez ce port comme HTTP et filtrez\u{a0}: `http.cookie or http.set_cookie`.",
            "Demandez la preuve\u{a0}: elle passe dans un en-tête de la réponse.",
            "Écrivez la preuve lue sur le câble. Puis recommencez avec un serveur en HTTPS, sur votre machine\u{a0}: que reste-t-il de lisible\u{202f}?",
        ],
        ask: "Que protège la signature, que protège TLS\u{202f}? Pourquoi faut-il les deux\u{202f}?",
        hints: [
            "L’en-tête s’appelle `X-TP-Preuve`.",
            "`curl -i` montre les en-têtes aussi\u{202f}; mais c’est la capture qui compte ici.",
            "En HTTPS, la variable `SSLKEYLOGFILE` du navigateur donne à Wireshark les clés de vos propres connexions.",
        ],
        correction: &[
            "En HTTP, tout se lit, le cookie compris\u{a0}: qui l’a copié est vous. La signature protège l’intégrité, pas la confidentialité.",
            "TLS protège ce qui passe sur le câble, des deux bouts\u{202f}; il ne dit rien de ce que le client fait du cookie. Il faut les deux, et `Secure` pour que le cookie ne parte jamais en clair.",
        ],
    },
};
