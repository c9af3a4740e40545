#!/usr/bin/env python3
"""Le cookie de session de Flask, lu, vérifié et signé par cent lignes de Python.

    python3 flask_cookie.py decode COOKIE              lire, sans aucune clé
    python3 flask_cookie.py verify COOKIE --key CLÉ    la signature, puis l'âge
    python3 flask_cookie.py sign 'JSON' --key CLÉ      fabriquer un cookie
    python3 flask_cookie.py guess COOKIE MOTS.txt      essayer une liste de clés
    python3 flask_cookie.py relay PORT HÔTE:PORT       montrer ce qui passe sur le câble

« - » à la place de COOKIE ou de JSON : le texte est lu au clavier ou dans un tube.

Le cookie a trois parties, séparées par des points :

    eyJ1c2VyIjoiYWRhIn0 . aSYV_Q . pV1f0Tn5wCfmEyHMUvvX2b4N0xg
    charge utile          date     signature

Rien n'y est chiffré. Il ne faut que la bibliothèque standard de Python (3.8 ou plus).
"""

import argparse
import base64
import hashlib
import hmac
import json
import socket
import sys
import threading
import time
import zlib

SALT = b"cookie-session"  # le sel de flask.sessions, le même pour tout le monde
LIFETIME = 31 * 24 * 3600  # PERMANENT_SESSION_LIFETIME : 31 jours, en secondes


def b64encode(data):
    """base64 pour les adresses : « - » et « _ », et pas de « = » à la fin."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def b64decode(text):
    """L'inverse. Ce n'est pas un secret : seulement une écriture des octets en lettres."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def encode(session):
    """Étapes 1 à 3 : la session devient du JSON, comprimé s'il y gagne, puis du base64."""
    text = json.dumps(session, sort_keys=True, separators=(",", ":")).encode()
    packed = zlib.compress(text)
    if len(packed) < len(text) - 1:
        return "." + b64encode(packed)  # le point en tête dit : « comprimé »
    return b64encode(text)


def decode(payload):
    """Les mêmes étapes à l'envers. Aucune clé : tout le monde peut lire."""
    if payload.startswith("."):
        unpack = zlib.decompressobj()  # une borne, pour qu'un cookie ne remplisse pas la mémoire
        return json.loads(unpack.decompress(b64decode(payload[1:]), 10_000_000))
    return json.loads(b64decode(payload))


def timestamp(seconds):
    """Étape 4 : les secondes depuis 1970, en octets, du plus fort au plus faible."""
    return b64encode(seconds.to_bytes((seconds.bit_length() + 7) // 8, "big"))


def signature(key, signed):
    """Étapes 5 et 6 : une clé dérivée par le sel, puis HMAC-SHA1 de « charge.date »."""
    derived = hmac.new(key, SALT, hashlib.sha1).digest()
    return hmac.new(derived, signed.encode(), hashlib.sha1).digest()


def sign(session, key, seconds):
    """Le cookie que Flask poserait, octet pour octet. La clé suffit."""
    signed = encode(session) + "." + timestamp(seconds)
    return signed + "." + b64encode(signature(key, signed))


def is_signed_by(cookie, key, like_flask=False):
    """Étape 7 : refaire la signature, et la comparer à celle qui est venue.

    27 lettres portent 162 bits, et la signature en a 160 : quatre lettres finales donnent les mêmes
    octets. Flask les accepte toutes ; ce site, plus strict, n'accepte que celle qu'il aurait écrite.
    """
    signed, _, received = cookie.rpartition(".")
    expected = signature(key, signed)
    if like_flask:
        try:
            return hmac.compare_digest(expected, b64decode(received))
        except ValueError:
            return False
    return hmac.compare_digest(b64encode(expected).encode(), received.encode())


def read_text(text):
    return sys.stdin.readline().strip() if text == "-" else text.strip()


def split(text):
    """(charge utile, date, signature) d'un cookie, avec « session= » devant ou sans."""
    cookie = read_text(text)
    cookie = cookie.partition("=")[2] if cookie.startswith("session=") else cookie
    parts = cookie.rsplit(".", 2)
    if len(parts) != 3:
        raise ValueError("un cookie de session a trois parties, séparées par des points")
    return cookie, parts


def command_decode(given):
    _, (payload, date, _) = split(given.cookie)
    seconds = int.from_bytes(b64decode(date), "big")
    print(json.dumps(decode(payload), indent=2, ensure_ascii=False))
    print("écrit le", time.strftime("%d/%m/%Y à %H:%M:%S", time.localtime(seconds)))
    print("non vérifié : sans la clé, personne ne sait qui a signé")


def command_verify(given):
    cookie, (payload, date, _) = split(given.cookie)
    if not is_signed_by(cookie, given.key.encode(), given.like_flask):
        print("signature refusée : modifié, ou signé par une autre clé")
        return 4
    age = int(time.time()) - int.from_bytes(b64decode(date), "big")
    if not 0 <= age <= given.max_age:
        print("signature juste, mais âge refusé :", age, "s")
        return 5
    print("signature juste, âge accepté :", age, "s")
    print(json.dumps(decode(payload), ensure_ascii=False))


def command_sign(given):
    session = json.loads(read_text(given.json))
    print(sign(session, given.key.encode(), int(time.time()) if given.time is None else given.time))


def command_guess(given):
    cookie, _ = split(given.cookie)
    with open(given.words, encoding="utf-8") as words:
        for word in words.read().splitlines():
            if is_signed_by(cookie, word.encode(), like_flask=True):
                print("la clé est :", word)
                return 0
    print("la clé n'est pas dans la liste")
    return 4


def show(arrow, data):
    """Ce que lirait quelqu'un sur le câble : le début d'un message HTTP, ou rien de lisible."""
    head = data.partition(b"\r\n\r\n")[0].decode("latin-1")
    if all(letter.isprintable() or letter in "\r\n\t" for letter in head):
        for line in head.splitlines():
            print(arrow, line, flush=True)
    else:
        print(arrow, len(data), "octets illisibles", flush=True)


def copy(source, target, arrow):
    """Recopie les octets d'un côté vers l'autre, jusqu'au dernier."""
    try:
        while data := source.recv(65536):
            show(arrow, data)
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)
    except OSError:
        pass  # l'autre côté est parti : il n'y a plus rien à recopier


def command_relay(given):
    host, _, port = given.server.rpartition(":")
    with socket.create_server(("127.0.0.1", given.port)) as door:
        print(f"relais de 127.0.0.1:{given.port} vers {given.server} (Ctrl-C l'arrête)", flush=True)
        while True:
            client, _ = door.accept()
            server = socket.create_connection((host.strip("[]"), int(port)))
            for way in [(client, server, ">"), (server, client, "<")]:
                threading.Thread(target=copy, args=way, daemon=True).start()


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    commands = parser.add_subparsers(required=True, metavar="COMMANDE")
    for name, run in [("decode", command_decode), ("verify", command_verify),
                      ("sign", command_sign), ("guess", command_guess),
                      ("relay", command_relay)]:  # fmt: skip
        command = commands.add_parser(name)
        command.set_defaults(run=run)
        if name == "relay":
            command.add_argument("port", type=int, metavar="PORT")
            command.add_argument("server", metavar="HÔTE:PORT")
            continue
        command.add_argument("json" if name == "sign" else "cookie")
        if name in ("verify", "sign"):
            command.add_argument("--key", required=True, metavar="CLÉ")
        if name == "verify":
            command.add_argument("--max-age", type=int, default=LIFETIME, metavar="SECONDES")
            command.add_argument(
                "--like-flask", action="store_true", help="aussi tolérant que Flask"
            )
        if name == "sign":
            command.add_argument(
                "--time", type=int, metavar="SECONDES", help="au lieu de maintenant"
            )
        if name == "guess":
            command.add_argument("words", metavar="MOTS.txt")
    given = parser.parse_args()
    for stream in (sys.stdout, sys.stderr):  # un terminal de Windows n'a pas toutes les lettres
        stream.reconfigure(errors="backslashreplace")
    try:
        return given.run(given)
    except KeyboardInterrupt:
        return 0
    except (OSError, ValueError, zlib.error) as error:
        print("erreur :", error, file=sys.stderr)
        return 3


if __name__ == "__main__":
    sys.exit(main())
