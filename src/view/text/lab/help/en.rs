//! The help in English.

use super::{Chapter, Entry, HelpLists, HelpText, Trouble};

pub(super) const TEXT: HelpText = HelpText {
    help_title: "Help",
    help_lead: "How to use these pages, what to do when nothing works, and what the words of the course mean.",
    on_this_page: "On this page",
    help_pages: "Using the pages",
    help_bench: "A copy of the cookie, to change byte by byte: verifying it as it is and signing it anew are two buttons. Nothing happens to your session unless you ask for it.",
    help_inspector: "It takes the session cookie apart that your browser has just sent: first the verdict and its reason, then the three parts, the checks in the order in which the server makes them, and the calculation to do oneself.",
    help_exchanges: "Your last 20 requests, as the server saw them: what the browser sent, what the server answered, and why it set a cookie or did not.",
    help_practical: "Ten exercises in three steps: predict, observe, explain. The server notes what your requests prove; how far you are is in the cookie <code translate=\"no\">tp</code>, not in the session.",
    help_commands: "In a terminal",
    help_decode: "says what a cookie holds and whether it is valid. Without a key it reads it all the same. With <code translate=\"no\">--explain</code> it shows the calculation step by step.",
    help_sign: "makes the cookie that Flask would set, byte for byte. It takes the key, and nothing else.",
    help_keygen: "draws a secret key at random.",
    help_troubles: "When nothing works",
    help_glossary: "The words of the course",
};

pub(super) const LISTS: HelpLists = HelpLists {
    troubles: [
        Trouble {
            sign: "I sign in, and the site does not know me.",
            why: "Your browser did not keep the cookie or did not bring it back: it blocks cookies, or the cookie is <code translate=\"no\">Secure</code> and the page plain HTTP, or the address has changed its name (<code translate=\"no\">localhost</code> and <code translate=\"no\">127.0.0.1</code> are two hosts).",
            cure: "Keep to one address from start to end. The inspector says whether a cookie came.",
        },
        Trouble {
            sign: "I am signed out without having done anything.",
            why: "Another application on the same host has overwritten the cookie: a cookie knows no port, and your own Flask on another port calls its cookie <code translate=\"no\">session</code>, too.",
            cure: "Open one as <code translate=\"no\">localhost</code> and the other as <code translate=\"no\">127.0.0.1</code>, or give one another <code translate=\"no\">SESSION_COOKIE_NAME</code>.",
        },
        Trouble {
            sign: "“Bad signature”, and I have changed nothing.",
            why: "The cookie is signed with another key: another application’s, or the server was started again with a new key.",
            cure: "Sign in again: a new cookie will replace the old one.",
        },
        Trouble {
            sign: "“Bad signature” for the cookie that I made.",
            why: "The key was not read as the server reads it: Flask takes the text as it is, without decoding hexadecimal, and without a file’s line end.",
            cure: "Give the key by <code translate=\"no\">--secret-key-file</code>: <code translate=\"no\">decode-cookie</code> knows these mistakes and names the one that was made.",
        },
        Trouble {
            sign: "“Dated in the future”.",
            why: "The clock of the machine that signed is ahead of the server’s, if only by two seconds.",
            cure: "Set both clocks, or sign in the past: <code translate=\"no\">sign-cookie --timestamp -5s</code>.",
        },
        Trouble {
            sign: "“Expired”, although the browser still has the cookie.",
            why: "There are two clocks: <code translate=\"no\">Expires</code> tells the browser when to forget it, the signed timestamp tells the server when to refuse it.",
            cure: "Sign in again.",
        },
        Trouble {
            sign: "I changed the last character, and Flask takes the cookie.",
            why: "27 characters carry 162 bits, and the signature has 160: four last characters give the same bytes. This site is stricter and refuses them.",
            cure: "Change another character.",
        },
        Trouble {
            sign: "The terminal does not take my JSON.",
            why: "The quotes mean something to the shell as well as to JSON.",
            cure: "Put single quotes around all of it: <code translate=\"no\">'{\"a\":1}'</code>. In an old PowerShell, pass the text through standard input.",
        },
        Trouble {
            sign: "“Request refused” (403) when a form is sent.",
            why: "It was sent from a page of another site, another name or another port.",
            cure: "Open the form at the very address to which it is sent.",
        },
    ],
    cookie: Chapter {
        title: "The cookie",
        entries: [
            Entry {
                id: "cookie",
                term: "Cookie",
                meaning: "A small text that the server gives to the browser, and that the browser brings back with every request to the same host, whatever the port.",
            },
            Entry {
                id: "session",
                term: "Session",
                meaning: "What a site remembers of you from one page to the next. With Flask all of it is in the cookie: the server keeps nothing.",
            },
            Entry {
                id: "payload",
                term: "<span class=\"payload\">Payload</span>",
                meaning: "The first part of the cookie: what the session holds, JSON in base64url, compressed if it starts with a dot. Anyone can read it.",
            },
            Entry {
                id: "timestamp",
                term: "<span class=\"timestamp\">Timestamp</span>",
                meaning: "The second one: the second at which the cookie was signed. From it the server knows its age.",
            },
            Entry {
                id: "signature",
                term: "<span class=\"signature\">Signature</span>",
                meaning: "The third one: an HMAC of the first two. It proves that whoever wrote the cookie had the key; it hides nothing.",
            },
            Entry {
                id: "base64url",
                term: "base64url",
                meaning: "A way to write three bytes as four characters that get through everywhere. It is no secret: it is read back without a key.",
            },
        ],
    },
    key: Chapter {
        title: "The key",
        entries: [
            Entry {
                id: "signed",
                term: "Signed, encrypted",
                meaning: "Signed: anyone can read it, and nobody can change it without the key. Encrypted: nobody can read it without the key. Flask’s cookie is signed, not encrypted.",
            },
            Entry {
                id: "secret-key",
                term: "Secret key",
                meaning: "The text that the server alone must know, <code translate=\"no\">SECRET_KEY</code>. Whoever has it makes anybody’s session.",
            },
            Entry {
                id: "salt",
                term: "Salt",
                meaning: "A name that everybody knows, mixed with the key so that one secret serves several purposes: <code translate=\"no\">cookie-session</code> for the session.",
            },
            Entry {
                id: "derived-key",
                term: "Derived key",
                meaning: "What is computed from the secret key and the salt, and really signs. It forges cookies just as well: it is never shown.",
            },
            Entry {
                id: "hmac",
                term: "HMAC",
                meaning: "A fingerprint of a message that depends on a key: without the key it can be neither made nor verified. Flask takes HMAC-SHA1, 20 bytes.",
            },
            Entry {
                id: "entropy",
                term: "Entropy",
                meaning: "How many tries it would take to guess a key, in bits. A word of the dictionary has some fifteen; <code translate=\"no\">keygen</code> gives 256.",
            },
            Entry {
                id: "token",
                term: "Token",
                meaning: "An unpredictable or signed text that proves something to whoever made it: the <code translate=\"no\">csrf_token</code> of a form, for example. A JWT is not a Flask cookie.",
            },
        ],
    },
    headers: Chapter {
        title: "Headers and attributes",
        entries: [
            Entry {
                id: "set-cookie",
                term: "<code translate=\"no\">Set-Cookie</code>",
                meaning: "The header by which the server sets a cookie. Flask sends it when the session has changed, not with every response.",
            },
            Entry {
                id: "cookie-header",
                term: "<code translate=\"no\">Cookie</code>",
                meaning: "The header by which the browser brings its cookies back, names and values only: the server never sees the attributes again.",
            },
            Entry {
                id: "httponly",
                term: "<code translate=\"no\">HttpOnly</code>",
                meaning: "No script of the page can read the cookie. It travels all the same, and can be read in the browser’s tools.",
            },
            Entry {
                id: "secure",
                term: "<code translate=\"no\">Secure</code>",
                meaning: "The browser sends it over HTTPS only. Without it, over HTTP, the cookie crosses the network in clear.",
            },
            Entry {
                id: "samesite",
                term: "<code translate=\"no\">SameSite</code>",
                meaning: "What becomes of the cookie when the request starts from another site: with <code translate=\"no\">Lax</code> it goes along with links only, with <code translate=\"no\">Strict</code> with nothing, with <code translate=\"no\">None</code> with everything, and then <code translate=\"no\">Secure</code> is required.",
            },
            Entry {
                id: "path",
                term: "<code translate=\"no\">Path</code>, <code translate=\"no\">Domain</code>",
                meaning: "To which addresses the cookie is brought back. The port is no part of it.",
            },
            Entry {
                id: "expires",
                term: "<code translate=\"no\">Expires</code>, <code translate=\"no\">Max-Age</code>",
                meaning: "How long the browser keeps the cookie; without them, until it is closed. The age that the server accepts does not depend on them.",
            },
        ],
    },
    risks: Chapter {
        title: "What may happen",
        entries: [
            Entry {
                id: "csrf",
                term: "CSRF",
                meaning: "Another site makes your browser send a request, and the browser adds your cookie. Against it: <code translate=\"no\">SameSite</code>, a token in the form, or the header <code translate=\"no\">Sec-Fetch-Site</code>.",
            },
            Entry {
                id: "replay",
                term: "Replay",
                meaning: "A copied cookie serves somebody else, or still serves after the logout: the signature is good, and the server has noted nothing.",
            },
            Entry {
                id: "forgery",
                term: "Forgery",
                meaning: "Whoever has found the key, in a Git repository for example, writes the cookie of their choice. The only cure is to change the key.",
            },
            Entry {
                id: "eavesdropping",
                term: "Eavesdropping",
                meaning: "Over HTTP, whoever sees the network reads the cookie and uses it. The signature is no help; TLS is.",
            },
            Entry {
                id: "fixation",
                term: "Fixation",
                meaning: "What was in the session before the sign-in stays in it afterwards. Against it: empty the session at sign-in.",
            },
        ],
    },
};
