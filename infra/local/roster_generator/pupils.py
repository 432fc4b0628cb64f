"""Draws one pupil: names, birth, identifiers, formation, groups and links."""

from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Final

from infra.local.roster_generator import people as kin
from infra.local.roster_generator.chance import happens
from infra.local.roster_generator.classes import Group, SchoolClasses
from infra.local.roster_generator.enrolment import Enrolment
from infra.local.roster_generator.formations import Formation, Mef
from infra.local.roster_generator.identity import (
    EMAIL_NUMBERS,
    email,
    family_name,
    ine,
    mobile,
    pupil_first_name,
)
from infra.local.roster_generator.people import FEMALE, MALE, Address, Link, Person, Pupil, Sex
from infra.local.roster_generator.plan import SchoolPlan
from infra.local.roster_generator.timeline import Event

_ADULT: Final = 18
_MAY_BE_EMANCIPATED: Final = 16


@dataclass(slots=True)
class Family:
    """What siblings have in common, and what they must not."""

    name: str
    home: Address
    month: int
    days: dict[int, int] = field(default_factory=dict)
    """By year: siblings of one year are twins, others are at least ten months apart."""
    first_names: set[str] = field(default_factory=set)
    homonym_day: int | None = None
    """Set for the household whose first pupil is called Camille, as others are."""

    def born_on(self, year: int, rng: Random) -> date:
        drawn = rng.randrange(1, 29)
        return date(year, self.month, self.days.setdefault(year, self.homonym_day or drawn))

    def first_name(self, sex: Sex, rng: Random) -> str:
        drawn = pupil_first_name(rng, sex, self.first_names)
        name = "Camille" if self.homonym_day and not self.first_names else drawn
        self.first_names.add(name)
        return name


class PupilDraw:
    def __init__(self, plan: SchoolPlan, classes: SchoolClasses) -> None:
        self._plan = plan
        self._classes = classes
        self._base = int(plan.uai[4:7]) * 1_000_000

    def draw(self, rng: Random, enrolment: Enrolment, family: Family) -> Pupil:
        sex: Sex = rng.choice((FEMALE, MALE))
        year = self._plan.school_year - enrolment.age + _years_off(rng)
        number = self._base + enrolment.number
        first = family.first_name(sex, rng)
        others = [pupil_first_name(rng, sex, {first}) for _ in range(2)]
        corrected = enrolment.event is Event.NAME_CORRECTED
        since_2018 = happens(rng, 0.97 if self._plan.kind == "college" else 0.85)
        formation = enrolment.division.formation
        return Pupil(
            number=number,
            ine=ine(number, since_2018=since_2018),
            sex=sex,
            family_name=family.name,
            usual_name=_usual_name(rng, family.name),
            first_names=(
                # The school had cut short a compound first name.
                f"{first}-{others[0]}" if corrected else first,
                *others[: int(rng.random() * 3)],
            ),
            born_on=family.born_on(year, rng),
            entered_on=enrolment.entered_on,
            left_on=enrolment.left_on,
            apprentice=happens(rng, 0.2) and formation.apprentices,
            boards=int(rng.random() * 3),
            email=self._email(rng, first, family.name, number),
            address=family.home,
            division=enrolment.division,
            in_division=enrolment.in_division,
            mef=_mef(rng, formation),
            groups=self._groups(rng, enrolment),
            links=(),
        )

    def _email(self, rng: Random, first: str, family: str, number: int) -> str | None:
        has_one = happens(rng, 0.05 if self._plan.kind == "college" else 0.3)
        return email(first, family, number % EMAIL_NUMBERS) if has_one else None

    def _groups(self, rng: Random, enrolment: Enrolment) -> tuple[Group, ...]:
        language, option = happens(rng, 0.8), happens(rng, 0.15)
        groups = []
        if language:
            groups.append(self._classes.language_group(enrolment.division))
        if option:
            groups.append(self._classes.option_group(enrolment.division))
        return tuple(groups) if enrolment.in_division else ()

    def own_guardian(self, rng: Random, pupil: Pupil, number: int) -> Person | None:
        """The pupil as a guardian, for a few of a lycée: of age, or emancipated."""
        draw, phone = rng.random(), mobile(rng)
        age = self._age(pupil.born_on)
        chance = 0.1 if age >= _ADULT else 0.002 if age >= _MAY_BE_EMANCIPATED else 0
        if self._plan.kind == "college" or draw >= chance:
            return None
        return Person(
            number=number,
            sex=pupil.sex,
            family_name=pupil.family_name,
            usual_name=pupil.usual_name,
            first_name=pupil.first_names[0],
            address=pupil.address,
            home_phone=None,
            mobile=phone,
            work_phone=None,
            accepts_sms=True,
            email=pupil.email,
        )

    def _age(self, born_on: date) -> int:
        """On the day of the first export, so that later ones agree."""
        day = self._plan.exported_on
        return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def own_link(person: Person) -> Link:
    return Link(person.number, kin.LEGAL, kin.THEMSELVES, houses=True, first_called=True)


def as_contact(link: Link) -> Link:
    """What a relative becomes once the pupil is her own guardian."""
    return Link(link.person, kin.CONTACT, link.kinship, link.houses, first_called=False)


def _years_off(rng: Random) -> int:
    """A pupil born a year before the others of the class is late, one born a year after early."""
    (years,) = rng.choices((-1, 0, 1), (0.12, 0.85, 0.03))
    return years


def _usual_name(rng: Random, family: str) -> str | None:
    """Mostly none: the tag is then absent, or empty."""
    other = family_name(rng)
    forms = (other, f"{family}-{other}", "", None)
    (form,) = rng.choices(forms, (0.02, 0.02, 0.26, 0.7))
    return form


def _mef(rng: Random, formation: Formation) -> Mef:
    weights = [weight for _, weight in formation.mefs]
    ((mef, _),) = rng.choices(formation.mefs, weights)
    return mef
