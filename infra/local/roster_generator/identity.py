"""Names, identifiers, telephone numbers and e-mail addresses of the generated people."""

import re
import unicodedata
from collections.abc import Collection, Sequence
from random import Random

from infra.local.roster_generator.chance import happens
from infra.local.roster_generator.family_names import COMMON, RARER, USUAL
from infra.local.roster_generator.first_names import BOYS, GIRLS, MEN, SHARED, WOMEN
from infra.local.roster_generator.people import FEMALE, Sex
from infra.local.roster_generator.places import LANDLINES, MAIL_DOMAINS, MOBILE

_KEYS = "ABCDEFGHJKLMNPRSTUVWXYZ"
_LIGATURES = str.maketrans(
    {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i"}
)
_INE_STEP = 7_654_321
"""Ends with 1: multiplying by it modulo a power of ten keeps different numbers different."""


EMAIL_NUMBERS = 10_000_000
"""More than the people of one school."""


def family_name(rng: Random) -> str:
    """Common names often, the first of them most: a school has homonyms."""
    (names,) = rng.choices((COMMON, USUAL, RARER), (0.45, 0.33, 0.22))
    return names[int(len(names) * rng.random() ** 1.6)]


def pupil_first_name(rng: Random, sex: Sex, taken: Collection[str]) -> str:
    """A first name no sibling bears."""
    names: Sequence[str] = GIRLS if sex == FEMALE else BOYS
    if happens(rng, 0.05):
        names = SHARED
    place = int(len(names) * rng.random() ** 1.4)
    while names[place] in taken:
        place = (place + 1) % len(names)
    return names[place]


def adult_first_name(rng: Random, sex: Sex) -> str:
    return rng.choice(WOMEN if sex == FEMALE else MEN)


def ine(number: int, *, since_2018: bool) -> str:
    """11 characters: nine digits and two letters since 2018, ten digits and one letter before.

    `number` is below 10^9; different numbers give different identifiers.
    """
    scrambled = number * _INE_STEP % 10**9
    key = _KEYS[scrambled % 23]
    if since_2018:
        return f"{scrambled:09d}{_KEYS[scrambled // 23 % 23]}{key}"
    return f"{scrambled:010d}{key}"


def landline(rng: Random) -> str:
    return f"{rng.choice(LANDLINES)}{rng.randrange(10_000):04d}"


def mobile(rng: Random) -> str:
    return f"{MOBILE}{rng.randrange(10_000):04d}"


def email(first: str, family: str, number: int) -> str:
    """An address at a domain kept for examples; the number keeps homonyms apart."""
    domain = MAIL_DOMAINS[number % len(MAIL_DOMAINS)]
    return f"{_plain(first)}.{_plain(family)}{number}@{domain}"


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.lower().translate(_LIGATURES))
    return re.sub(r"[^a-z-]", "", letters)
