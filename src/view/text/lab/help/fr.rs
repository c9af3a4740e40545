//! The help in French.

use super::{Chapter, Entry, HelpLists, HelpText, Trouble};

pub(super) const TEXT: HelpText = HelpText {
    help_title: "Aide",
    help_lead: "Comment se servir de ces pages, que faire quand rien ne marche, et ce que veulent dire les mots du cours.",
    on_this_page: "Sur cette page",
    help_pages: "Se servir des pages",
    help_bench: "Une copie du cookie, à changer octet par octet\u{a0}: vérifier tel quel et re-signer sont deux boutons. Rien n’arrive à votre session sans que vous le demandiez.",
    help_inspector: "Il démonte le cookie de session que votre navigateur vient d’envoyer\u{a0}: d’abord le verdict et sa raison, puis les trois parties, les contrôles dans l’ordre où le serveur les fait, et le calcul à refaire soi-même.",
    help_exchanges: "Vos 20 dernières demandes, vues du serveur\u{a0}: ce que le navigateur a envoyé, ce que le serveur a répondu, et pourquoi il a posé un cookie ou non.",
    help_practical: "Dix exercices en trois temps\u{a0}: prédire, observer, expliquer. Le serveur note ce que vos demandes prouvent\u{202f}; votre progression est dans le cookie <code translate=\"no\">tp</code>, pas dans la session.",
    help_commands: "Dans un terminal",
    help_decode: "dit ce que contient un cookie et s’il est valide. Sans clé, il le lit quand même. Avec <code translate=\"no\">--explain</code>, il montre le calcul étape par étape.",
    help_sign: "fabrique le cookie que Flask poserait, octet pour octet. Il faut la clé, et elle suffit.",
    help_keygen: "tire une clé secrète au hasard.",
    help_troubles: "Quand rien ne marche",
    help_glossary: "Les mots du cours",
};

pub(super) const LISTS: HelpLists = HelpLists {
    troubles: [
        Trouble {
            sign: "Je me connecte, et le site ne me reconnaît pas.",
            why: "Votre navigateur n’a pas gardé ou n’a pas rapporté le cookie\u{a0}: il les bloque, ou le cookie est <code translate=\"no\">Secure</code> et la page en HTTP, ou l’adresse a changé de nom (<code translate=\"no\">localhost</code> et <code translate=\"no\">127.0.0.1</code> sont deux hôtes).",
            cure: "Gardez la même adresse d’un bout à l’autre. L’inspecteur dit si un cookie est venu.",
        },
        Trouble {
            sign: "Je suis déconnecté sans avoir rien fait.",
            why: "Une autre application sur le même hôte a écrasé le cookie\u{a0}: un cookie ne connaît pas le port, et votre propre Flask sur un autre port s’appelle aussi <code translate=\"no\">session</code>.",
            cure: "Ouvrez l’une par <code translate=\"no\">localhost</code> et l’autre par <code translate=\"no\">127.0.0.1</code>, ou donnez à l’une un autre <code translate=\"no\">SESSION_COOKIE_NAME</code>.",
        },
        Trouble {
            sign: "«\u{202f}Signature invalide\u{202f}», et je n’ai rien modifié.",
            why: "Le cookie est signé par une autre clé\u{a0}: celle d’une autre application, ou le serveur a redémarré avec une clé neuve.",
            cure: "Connectez-vous de nouveau\u{a0}: un cookie neuf remplacera l’ancien.",
        },
        Trouble {
            sign: "«\u{202f}Signature invalide\u{202f}» pour le cookie que j’ai fabriqué.",
            why: "La clé n’a pas été lue comme le serveur la lit\u{a0}: Flask prend le texte tel quel, sans décoder l’hexadécimal, et sans la fin de ligne d’un fichier.",
            cure: "Donnez la clé par <code translate=\"no\">--secret-key-file</code>\u{a0}: <code translate=\"no\">decode-cookie</code> reconnaît ces erreurs et nomme celle qui a été faite.",
        },
        Trouble {
            sign: "«\u{202f}Daté du futur\u{202f}».",
            why: "L’horloge de la machine qui a signé avance sur celle du serveur, ne serait-ce que de deux secondes.",
            cure: "Réglez les deux horloges, ou signez dans le passé\u{a0}: <code translate=\"no\">sign-cookie --timestamp -5s</code>.",
        },
        Trouble {
            sign: "«\u{202f}Périmé\u{202f}», alors que le navigateur a encore le cookie.",
            why: "Il y a deux horloges\u{a0}: <code translate=\"no\">Expires</code> dit au navigateur quand l’oublier, l’horodatage signé dit au serveur quand le refuser.",
            cure: "Connectez-vous de nouveau.",
        },
        Trouble {
            sign: "J’ai changé le dernier caractère, et Flask accepte le cookie.",
            why: "27 caractères portent 162 bits, et la signature en a 160\u{a0}: quatre caractères finaux donnent les mêmes octets. Ce site, plus strict, les refuse.",
            cure: "Changez un autre caractère.",
        },
        Trouble {
            sign: "Le terminal n’accepte pas mon JSON.",
            why: "Les guillemets sont pour le shell autant que pour le JSON.",
            cure: "Entourez le tout d’apostrophes\u{a0}: <code translate=\"no\">'{\"a\":1}'</code>. Dans un vieux PowerShell, passez le texte par l’entrée standard.",
        },
        Trouble {
            sign: "«\u{202f}Demande refusée\u{202f}» (403) à l’envoi d’un formulaire.",
            why: "Il a été envoyé depuis la page d’un autre site, d’un autre nom ou d’un autre port.",
            cure: "Ouvrez le formulaire à l’adresse même où il s’envoie.",
        },
    ],
    cookie: Chapter {
        title: "Le cookie",
        entries: [
            Entry {
                id: "cookie",
                term: "Cookie",
                meaning: "Un petit texte que le serveur donne au navigateur, et que le navigateur rapporte à chaque demande au même hôte, quel que soit le port.",
            },
            Entry {
                id: "session",
                term: "Session",
                meaning: "Ce qu’un site retient de vous d’une page à l’autre. Avec Flask, elle est tout entière dans le cookie\u{a0}: le serveur ne garde rien.",
            },
            Entry {
                id: "payload",
                term: "<span class=\"payload\">Charge utile</span>",
                meaning: "La première partie du cookie\u{a0}: le contenu de la session, du JSON en base64url, compressé s’il commence par un point. Tout le monde peut la lire.",
            },
            Entry {
                id: "timestamp",
                term: "<span class=\"timestamp\">Horodatage</span>",
                meaning: "La deuxième\u{a0}: la seconde où le cookie a été signé. Le serveur en déduit son âge.",
            },
            Entry {
                id: "signature",
                term: "<span class=\"signature\">Signature</span>",
                meaning: "La troisième\u{a0}: un HMAC des deux premières. Elle prouve que qui a écrit le cookie avait la clé\u{202f}; elle ne cache rien.",
            },
            Entry {
                id: "base64url",
                term: "base64url",
                meaning: "Une façon d’écrire trois octets en quatre caractères qui passent partout. Ce n’est pas un secret\u{a0}: cela se relit sans clé.",
            },
        ],
    },
    key: Chapter {
        title: "La clé",
        entries: [
            Entry {
                id: "signed",
                term: "Signé, chiffré",
                meaning: "Signé\u{a0}: tout le monde lit, et personne ne modifie sans la clé. Chiffré\u{a0}: personne ne lit sans la clé. Le cookie de Flask est signé, pas chiffré.",
            },
            Entry {
                id: "secret-key",
                term: "Clé secrète",
                meaning: "Le texte que le serveur seul doit connaître, <code translate=\"no\">SECRET_KEY</code>. Qui l’a fabrique la session de n’importe qui.",
            },
            Entry {
                id: "salt",
                term: "Sel",
                meaning: "Un nom, connu de tous, mêlé à la clé pour qu’un même secret serve à plusieurs usages\u{a0}: <code translate=\"no\">cookie-session</code> pour la session.",
            },
            Entry {
                id: "derived-key",
                term: "Clé dérivée",
                meaning: "Ce qu’on calcule de la clé secrète et du sel, et qui signe vraiment. Elle permet de fabriquer des cookies tout autant\u{a0}: elle ne se montre pas.",
            },
            Entry {
                id: "hmac",
                term: "HMAC",
                meaning: "Une empreinte d’un message qui dépend d’une clé\u{a0}: sans elle, on ne peut ni la faire ni la vérifier. Flask prend HMAC-SHA1, soit 20 octets.",
            },
            Entry {
                id: "entropy",
                term: "Entropie",
                meaning: "Le nombre d’essais qu’il faudrait pour deviner une clé, en bits. Un mot du dictionnaire en a une quinzaine\u{202f}; <code translate=\"no\">keygen</code> en donne 256.",
            },
            Entry {
                id: "token",
                term: "Jeton",
                meaning: "Un texte imprévisible ou signé qui prouve quelque chose à qui l’a fait\u{a0}: le <code translate=\"no\">csrf_token</code> d’un formulaire, par exemple. Un jeton JWT n’est pas un cookie Flask.",
            },
        ],
    },
    headers: Chapter {
        title: "Les en-têtes et les attributs",
        entries: [
            Entry {
                id: "set-cookie",
                term: "<code translate=\"no\">Set-Cookie</code>",
                meaning: "L’en-tête par lequel le serveur pose un cookie. Flask l’envoie quand la session a changé, pas à chaque réponse.",
            },
            Entry {
                id: "cookie-header",
                term: "<code translate=\"no\">Cookie</code>",
                meaning: "L’en-tête par lequel le navigateur rapporte ses cookies, noms et valeurs seulement\u{a0}: le serveur ne revoit jamais les attributs.",
            },
            Entry {
                id: "httponly",
                term: "<code translate=\"no\">HttpOnly</code>",
                meaning: "Aucun script de la page ne peut lire le cookie. Il voyage tout de même, et se lit dans les outils du navigateur.",
            },
            Entry {
                id: "secure",
                term: "<code translate=\"no\">Secure</code>",
                meaning: "Le navigateur ne l’envoie que par HTTPS. Sans lui, en HTTP, le cookie passe en clair sur le réseau.",
            },
            Entry {
                id: "samesite",
                term: "<code translate=\"no\">SameSite</code>",
                meaning: "Ce que devient le cookie quand la demande part d’un autre site\u{a0}: avec <code translate=\"no\">Lax</code> il ne suit que les liens, avec <code translate=\"no\">Strict</code> rien, avec <code translate=\"no\">None</code> tout, et il faut alors <code translate=\"no\">Secure</code>.",
            },
            Entry {
                id: "path",
                term: "<code translate=\"no\">Path</code>, <code translate=\"no\">Domain</code>",
                meaning: "À quelles adresses le cookie est rapporté. Le port n’en fait pas partie.",
            },
            Entry {
                id: "expires",
                term: "<code translate=\"no\">Expires</code>, <code translate=\"no\">Max-Age</code>",
                meaning: "Jusqu’à quand le navigateur garde le cookie\u{202f}; sans eux, jusqu’à sa fermeture. L’âge que le serveur accepte n’en dépend pas.",
            },
        ],
    },
    risks: Chapter {
        title: "Ce qui peut arriver",
        entries: [
            Entry {
                id: "csrf",
                term: "CSRF",
                meaning: "Un autre site fait envoyer une demande par votre navigateur, qui y joint votre cookie. Contre cela\u{a0}: <code translate=\"no\">SameSite</code>, un jeton dans le formulaire, ou l’en-tête <code translate=\"no\">Sec-Fetch-Site</code>.",
            },
            Entry {
                id: "replay",
                term: "Rejeu",
                meaning: "Un cookie copié sert à un autre, ou sert encore après la déconnexion\u{a0}: la signature est bonne, et le serveur n’a rien noté.",
            },
            Entry {
                id: "forgery",
                term: "Falsification",
                meaning: "Qui a trouvé la clé, par exemple dans un dépôt Git, écrit le cookie qu’il veut. Le seul remède est d’en changer.",
            },
            Entry {
                id: "eavesdropping",
                term: "Écoute",
                meaning: "En HTTP, qui voit passer le réseau lit le cookie et s’en sert. La signature n’y peut rien\u{202f}; TLS, oui.",
            },
            Entry {
                id: "fixation",
                term: "Fixation",
                meaning: "Ce qui était dans la session avant la connexion y reste après. Contre cela\u{a0}: vider la session à la connexion.",
            },
        ],
    },
};
