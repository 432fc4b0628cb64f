"""The people and addresses of one household, as the export tells them."""

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from infra.local.roster_generator.classes import Division, Group
from infra.local.roster_generator.formations import Mef
from infra.local.roster_generator.timeline import Event

Sex = Literal[1, 2]
MALE: Final[Sex] = 1
FEMALE: Final[Sex] = 2

Responsibility = Literal[1, 2, 3]
LEGAL: Final = 1
IN_CHARGE: Final = 2
CONTACT: Final = 3

MOTHER: Final = "10"
FATHER: Final = "20"
SIBLING: Final = "37"
GRANDPARENT: Final = "38"
OTHER_RELATIVE: Final = "39"
EDUCATOR: Final = "41"
FOSTER_CARER: Final = "42"
TUTOR: Final = "50"
CHILD_WELFARE: Final = "51"
THEMSELVES: Final = "70"
OTHER: Final = "90"

NUMBERS_OF_A_HOUSEHOLD: Final = 8
"""For its people: at most four adults and three pupils of age; the last is `spare_number`."""


@dataclass(frozen=True, slots=True)
class Address:
    number: int
    lines: tuple[str, str, str, str]
    postal_code: str = ""
    town: str = ""
    foreign_town: str = ""
    country: str = "FRANCE"


@dataclass(frozen=True, slots=True)
class Person:
    """Anyone linked to a pupil. No e-mail is "" or None: the tag is then empty or absent."""

    number: int
    sex: Sex
    family_name: str
    usual_name: str | None
    first_name: str
    address: Address
    home_phone: str | None
    mobile: str | None
    work_phone: str | None
    accepts_sms: bool
    email: str | None


def spare_number(person: int) -> int:
    """A number that nobody of the person's household has."""
    return person - person % NUMBERS_OF_A_HOUSEHOLD + NUMBERS_OF_A_HOUSEHOLD - 1


@dataclass(frozen=True, slots=True)
class Link:
    person: int
    responsibility: Responsibility
    kinship: str
    houses: bool
    first_called: bool


@dataclass(frozen=True, slots=True)
class Pupil:
    number: int
    ine: str
    sex: Sex
    family_name: str
    usual_name: str | None
    first_names: tuple[str, ...]
    born_on: date
    entered_on: date
    left_on: date | None
    apprentice: bool
    boards: int
    email: str | None
    address: Address
    division: Division
    in_division: bool
    """Whether the export still places the pupil in a class: some who left are in none."""
    mef: Mef
    groups: tuple[Group, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Household:
    """`events` are what its pupils meet on the day of the export itself."""

    pupils: tuple[Pupil, ...]
    people: tuple[Person, ...]
    home: Address
    events: tuple[Event, ...]
