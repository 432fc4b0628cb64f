"""A school's own address, printed in letters: what it may look like, why it may not answer."""

import re
from enum import StrEnum
from urllib.parse import urlsplit

from shared.domain.errors import BadAddressError

LONGEST = 200
"""What still fits on a letter, and in its QR code."""

_PRINTABLE = re.compile(r"[!-\[\]-~]+")
"""ASCII without blanks nor backslash: `urlsplit` would drop tabs and ends of line silently."""
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_NAME = re.compile(rf"(?:{_LABEL}\.)+(?=[a-z0-9-]*[a-z]){_LABEL}")


class AddressFault(StrEnum):
    """What is wrong with the text itself."""

    NOT_HTTPS = "NOT_HTTPS"
    TOO_LONG = "TOO_LONG"
    BAD_CHARACTER = "BAD_CHARACTER"
    NO_NAME = "NO_NAME"
    PORT = "PORT"
    USER = "USER"
    FRAGMENT = "FRAGMENT"

    @property
    def message(self) -> str:
        return _FAULTS[self]


_FAULTS = {
    AddressFault.NOT_HTTPS: "L’adresse doit commencer par « https:// ».",
    AddressFault.TOO_LONG: f"L’adresse est trop longue : {LONGEST} caractères au plus.",
    AddressFault.BAD_CHARACTER: (
        "L’adresse contient une espace, un accent ou un autre caractère qui n’y a pas sa place."
    ),
    AddressFault.NO_NAME: (
        "L’adresse doit comporter le nom complet d’un site, comme « https://ent.exemple.fr »."
    ),
    AddressFault.PORT: "L’adresse ne doit pas comporter de numéro de port (« :8443 »).",
    AddressFault.USER: "L’adresse ne doit comporter ni identifiant ni mot de passe (« @ »).",
    AddressFault.FRAGMENT: "L’adresse ne doit pas comporter de dièse (« # »).",
}


class CheckFailure(StrEnum):
    """Why an address was not found good."""

    NAME_UNKNOWN = "NAME_UNKNOWN"
    NOT_PUBLIC = "NOT_PUBLIC"
    NO_CONNECTION = "NO_CONNECTION"
    CERTIFICATE_EXPIRED = "CERTIFICATE_EXPIRED"
    CERTIFICATE_OF_ANOTHER = "CERTIFICATE_OF_ANOTHER"
    CERTIFICATE_UNTRUSTED = "CERTIFICATE_UNTRUSTED"
    NO_TLS = "NO_TLS"
    TOO_SLOW = "TOO_SLOW"
    NOT_HTTP = "NOT_HTTP"
    ERROR_ANSWER = "ERROR_ANSWER"
    REDIRECT_INSECURE = "REDIRECT_INSECURE"
    REDIRECT_NOT_ALLOWED = "REDIRECT_NOT_ALLOWED"
    TOO_MANY_REDIRECTS = "TOO_MANY_REDIRECTS"
    CHECK_UNAVAILABLE = "CHECK_UNAVAILABLE"

    @property
    def message(self) -> str:
        """What a secretary reads, and can do something about."""
        return _FAILURES[self]


_FAILURES = {
    CheckFailure.NAME_UNKNOWN: (
        "Le nom du site est introuvable sur internet. Vérifiez qu’il est bien écrit."
    ),
    CheckFailure.NOT_PUBLIC: (
        "Le site n’est pas public : son adresse n’est joignable que depuis un réseau interne."
    ),
    CheckFailure.NO_CONNECTION: "Le site refuse la connexion ou ne répond pas.",
    CheckFailure.CERTIFICATE_EXPIRED: (
        "Le certificat du site (ce qui prouve son identité) a expiré : le navigateur des familles "
        "afficherait un avertissement."
    ),
    CheckFailure.CERTIFICATE_OF_ANOTHER: (
        "Le certificat du site (ce qui prouve son identité) est établi pour un autre nom."
    ),
    CheckFailure.CERTIFICATE_UNTRUSTED: (
        "Le certificat du site (ce qui prouve son identité) ne vient pas d’une autorité reconnue."
    ),
    CheckFailure.NO_TLS: "Le site ne propose pas de connexion sécurisée (https) à cette adresse.",
    CheckFailure.TOO_SLOW: "Le site met trop de temps à répondre. Réessayez plus tard.",
    CheckFailure.NOT_HTTP: "Ce qui répond à cette adresse n’est pas un site internet.",
    CheckFailure.ERROR_ANSWER: (
        "Le site répond par une erreur : cette page n’existe pas ou ne fonctionne pas."
    ),
    CheckFailure.REDIRECT_INSECURE: (
        "Le site renvoie vers une adresse qui n’est pas sécurisée (http)."
    ),
    CheckFailure.REDIRECT_NOT_ALLOWED: (
        "Le site renvoie vers une adresse qui n’est pas admise : un autre port, un nom incomplet "
        "ou un réseau interne."
    ),
    CheckFailure.TOO_MANY_REDIRECTS: "Le site renvoie sans fin d’une adresse à une autre.",
    CheckFailure.CHECK_UNAVAILABLE: (
        "La vérification n’a pas pu avoir lieu, de notre fait. Réessayez dans un instant."
    ),
}


def portal_address(text: str, *, longest: int | None = LONGEST) -> str:
    """The address as letters will print it: its name in lower case, nothing else changed.

    One that a site sends to is not printed: it may be as long as it likes.

    Raises:
        BadAddressError: with an `AddressFault`.
    """
    address = text.strip()
    fault = _fault(address, longest)
    if fault:
        raise BadAddressError(fault, fault.message)
    parts = urlsplit(address)
    return parts._replace(scheme="https", netloc=_host(parts.netloc)).geturl()


def _fault(address: str, longest: int | None) -> AddressFault | None:
    """The first thing that is wrong, in the order in which a person would mend it."""
    authority = (
        address[len("https://") :].split("/", maxsplit=1)[0].split("?", maxsplit=1)[0].lower()
    )
    name, _colon, port = authority.partition(":")
    wrong = {
        AddressFault.TOO_LONG: longest is not None and len(address) > longest,
        AddressFault.NOT_HTTPS: not address.lower().startswith("https://"),
        AddressFault.BAD_CHARACTER: not _PRINTABLE.fullmatch(address),
        AddressFault.FRAGMENT: "#" in address,
        AddressFault.USER: "@" in authority,
        AddressFault.NO_NAME: not _NAME.fullmatch(name),
        AddressFault.PORT: authority != name and port != "443",
    }
    return next((fault for fault, found in wrong.items() if found), None)


def _host(authority: str) -> str:
    return authority.lower().partition(":")[0]
