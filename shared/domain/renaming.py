"""Whether an account can have another username, and what it would be made of (guide §8)."""

import re

from shared.domain.data_source import DataSource
from shared.domain.errors import NamesDifferError, UnusableNamesError, UsernameUnchangedError
from shared.domain.feed_sources import names_of
from shared.domain.french_order import folded
from shared.domain.person import Person
from shared.domain.username import Transliterate, UnusableNameError, username_stem

_RANK = re.compile(r"[0-9]+$")


def differing_sources(person: Person) -> tuple[DataSource, ...]:
    """The sources whose family or first name is not the one shown, case and accents aside."""
    shown = (folded(person.family_name), folded(person.first_name))
    return tuple(
        name.source
        for name in names_of(person)
        if (folded(name.family_name), folded(name.first_name)) != shown
    )


def stem_of(username: str) -> str:
    """What a username is made of, without the number that tells namesakes apart."""
    return _RANK.sub("", username)


def new_stem(person: Person, transliterate: Transliterate) -> str:
    """What her username would be made of now.

    Raises:
        NamesDifferError: her sources do not call her the same.
        UnusableNamesError: a name has no letter.
        UsernameUnchangedError: she would have the username she has, or another number of it.
    """
    differing = differing_sources(person)
    if differing:
        raise NamesDifferError(differing)
    try:
        stem = username_stem(person.first_name, person.family_name, transliterate)
    except UnusableNameError as error:
        raise UnusableNamesError from error
    if stem == stem_of(person.account.username):
        raise UsernameUnchangedError
    return stem
