"""Draws the adults around the pupils of one household, and how each is linked to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

from infra.local.roster_generator import people as kin
from infra.local.roster_generator.addresses import draw_address
from infra.local.roster_generator.chance import happens
from infra.local.roster_generator.identity import (
    EMAIL_NUMBERS,
    adult_first_name,
    email,
    family_name,
    landline,
    mobile,
)
from infra.local.roster_generator.people import FEMALE, MALE, Address, Link, Person, Sex

_WITHOUT_EMAIL: Final = 0.3


@dataclass(frozen=True, slots=True)
class Role:
    sex: Sex
    responsibility: kin.Responsibility
    kinship: str
    houses: bool
    elsewhere: bool = False
    """Lives at the household's second address."""


@dataclass(frozen=True, slots=True)
class Relatives:
    """Adults and, in the same order, the link each has with every pupil of the household."""

    people: tuple[Person, ...]
    links: tuple[Link, ...]


_MOTHER: Final = Role(FEMALE, kin.LEGAL, kin.MOTHER, houses=True)
_FATHER: Final = Role(MALE, kin.LEGAL, kin.FATHER, houses=True)
_MOTHER_AWAY: Final = Role(FEMALE, kin.LEGAL, kin.MOTHER, houses=False, elsewhere=True)
_FATHER_AWAY: Final = Role(MALE, kin.LEGAL, kin.FATHER, houses=False, elsewhere=True)
_FATHER_ALTERNATE: Final = Role(MALE, kin.LEGAL, kin.FATHER, houses=True, elsewhere=True)

_TUTOR: Final = Role(FEMALE, kin.LEGAL, kin.TUTOR, houses=True)

_SHARED_OUT: Final[tuple[tuple[float, tuple[Role, ...]], ...]] = (
    (0.31, (_MOTHER, _FATHER)),
    (0.30, (_FATHER, _MOTHER)),
    (0.09, (_MOTHER, _FATHER_ALTERNATE)),
    (0.11, (_MOTHER, _FATHER_AWAY)),
    (0.03, (_FATHER, _MOTHER_AWAY)),
    (0.10, (_MOTHER,)),
    (0.02, (_FATHER,)),
    (0.006, (_MOTHER, _MOTHER)),
    (0.004, (_FATHER, _FATHER)),
    (0.008, (_TUTOR,)),
    (
        0.008,
        (
            Role(FEMALE, kin.LEGAL, kin.CHILD_WELFARE, houses=False, elsewhere=True),
            Role(FEMALE, kin.IN_CHARGE, kin.FOSTER_CARER, houses=True),
        ),
    ),
    (
        0.006,
        (
            Role(MALE, kin.LEGAL, kin.CHILD_WELFARE, houses=False, elsewhere=True),
            Role(MALE, kin.IN_CHARGE, kin.EDUCATOR, houses=True),
        ),
    ),
    (0.004, (Role(FEMALE, kin.IN_CHARGE, kin.EDUCATOR, houses=True),)),
    (0.008, ()),
)
"""Shares of the households; the last but one have no legal guardian, the last nobody at all."""

_GUARDIAN_SHARES: Final = tuple(share for share, _ in _SHARED_OUT)
_GUARDIANS: Final = tuple(roles for _, roles in _SHARED_OUT)

_IN_CHARGE: Final = (
    Role(FEMALE, kin.IN_CHARGE, kin.GRANDPARENT, houses=False, elsewhere=True),
    Role(MALE, kin.IN_CHARGE, kin.OTHER, houses=True),
)
_CONTACTS: Final = (
    Role(FEMALE, kin.CONTACT, kin.GRANDPARENT, houses=False, elsewhere=True),
    Role(MALE, kin.CONTACT, kin.GRANDPARENT, houses=False, elsewhere=True),
    Role(FEMALE, kin.CONTACT, kin.OTHER_RELATIVE, houses=False, elsewhere=True),
    Role(MALE, kin.CONTACT, kin.SIBLING, houses=True),
    Role(FEMALE, kin.CONTACT, kin.OTHER, houses=False, elsewhere=True),
)
_KEEP_THE_NAME: Final = frozenset({kin.MOTHER, kin.FATHER, kin.SIBLING, kin.GRANDPARENT})


def draw_relatives(
    rng: Random, name: str, addresses: tuple[Address, Address], first_number: int
) -> Relatives:
    """`name` is the family's; the first address is where the pupils live, at least by turns."""
    people, links = [], []
    for place, role in enumerate(_draw_roles(rng)):
        person = _draw_person(rng, role, name, addresses[role.elsewhere], first_number + place)
        people.append(person)
        links.append(
            Link(person.number, role.responsibility, role.kinship, role.houses, place == 0)
        )
    return Relatives(tuple(people), tuple(links))


def draw_another_guardian(rng: Random, number: int, legal: Sequence[str], name: str) -> Relatives:
    """One more legal guardian, of another household: the other parent, otherwise a tutor.

    `legal` are the kinships of the legal guardians there are.
    """
    other_parent = {kin.MOTHER: _FATHER_AWAY, kin.FATHER: _MOTHER_AWAY}
    role = other_parent.get(legal[0], _TUTOR) if len(legal) == 1 else _TUTOR
    person = _draw_person(rng, role, name, draw_address(rng, number), number)
    link = Link(number, role.responsibility, role.kinship, role.houses, first_called=False)
    return Relatives((person,), (link,))


def draw_stranger(rng: Random, number: int) -> Person:
    """A parent of somebody else's children."""
    role = rng.choice((_MOTHER, _FATHER))
    return _draw_person(rng, role, family_name(rng), draw_address(rng, number), number)


def _draw_roles(rng: Random) -> list[Role]:
    (guardians,) = rng.choices(_GUARDIANS, _GUARDIAN_SHARES)
    roles = list(guardians)
    if roles and happens(rng, 0.05):
        roles.append(rng.choice(_IN_CHARGE))
    if roles and happens(rng, 0.12):
        roles.append(rng.choice(_CONTACTS))
    return roles


def _draw_person(rng: Random, role: Role, name: str, address: Address, number: int) -> Person:
    first = adult_first_name(rng, role.sex)
    born, usual = _draw_names(rng, role, name)
    has_email = not happens(rng, _WITHOUT_EMAIL)
    return Person(
        number=number,
        sex=role.sex,
        family_name=born,
        usual_name=usual,
        first_name=first,
        address=address,
        home_phone=landline(rng) if happens(rng, 0.45) else None,
        mobile=mobile(rng) if happens(rng, 0.88) else None,
        work_phone=landline(rng) if happens(rng, 0.2) else None,
        accepts_sms=happens(rng, 0.7),
        email=email(first, usual or born, number % EMAIL_NUMBERS)
        if has_email
        else rng.choice(("", None)),
    )


def _draw_names(rng: Random, role: Role, name: str) -> tuple[str, str | None]:
    """Birth name and usual name: most mothers who live with the family go by its name."""
    if role.kinship not in _KEEP_THE_NAME:
        return family_name(rng), None
    if role.sex == MALE:
        return name, None
    born, married = family_name(rng), happens(rng, 0.2 if role.elsewhere else 0.6)
    if role.kinship == kin.MOTHER and happens(rng, 0.1):
        return name, None
    return born, name if married else None
