"""A lycée made up in memory, always the same: the facts that searches and statistics are run on."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random

from infra.local.roster_generator.family_names import COMMON, RARER, USUAL
from infra.local.roster_generator.first_names import BOYS, GIRLS, MEN, WOMEN
from shared.domain.account import Account, AccountOrigin, AccountStatus, SealedPassword
from shared.domain.data_source import DataSource
from shared.domain.guardianship import Guardianship
from shared.domain.identifiers import AccountId, OperationId, Uai
from shared.domain.kinship import Kinship
from shared.domain.person import Guardian, SourceName, Student
from shared.domain.school import School

UAI = Uai("0450822X")
MOMENT = datetime(2026, 9, 7, 8, 30, tzinfo=UTC)
_SEALED_BYTES = 12 + 10 + 16
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_CLASSES = tuple(f"{level} {number}" for level in ("2NDE", "1ERE", "TERM") for number in range(30))
_FAMILY_NAMES = (*COMMON, *USUAL, *RARER)
_PUPILS, _PARENTS = (*GIRLS, *BOYS), (*WOMEN, *MEN)
_MEFS = ("20010015110", "20110019110", "20210019110")


@dataclass(frozen=True)
class MadeUpSchool:
    """Everyone has been notified once, half have activated: items are as large as they get."""

    school: School
    students: list[Student]
    guardians: list[Guardian]
    links: list[Guardianship]


def made_up_school(students: int, guardians: int, links: int, *, seed: int = 6) -> MadeUpSchool:
    """So many of each; a guardian has a child at least, and `links` is not less than them."""
    chance = Random(seed)
    pupils = [_student(chance, number) for number in range(students)]
    adults = [_guardian(chance, number) for number in range(guardians)]
    pairs = {(number, number % students) for number in range(guardians)}
    while len(pairs) < links:
        pairs.add((chance.randrange(guardians), chance.randrange(students)))
    school = School(
        uai=UAI,
        name="LP Lycée Auguste Rodin",
        class_labels={code: f"Classe {code}" for code in _CLASSES},
        mef_labels={code: f"Formation {code}" for code in _MEFS},
    )
    kinships = (Kinship.MOTHER, Kinship.FATHER)
    return MadeUpSchool(
        school,
        pupils,
        adults,
        [
            Guardianship(
                adults[adult].account.account_id,
                pupils[pupil].account.account_id,
                kinships[adult % 2],
                sources=(DataSource.SIECLE,),
            )
            for adult, pupil in sorted(pairs)
        ],
    )


def _student(chance: Random, number: int) -> Student:
    family_name = chance.choice(_FAMILY_NAMES)
    first_name = chance.choice(_PUPILS)
    school_class = _CLASSES[number % len(_CLASSES)]
    return Student(
        account=_account(chance, f"{first_name[:1]}.{family_name}{number}".lower()),
        family_name=family_name,
        first_name=first_name,
        birth_date=date(2009, 1, 1) + timedelta(days=chance.randrange(1000)),
        ine=f"{chance.randrange(10**9):09d}{chance.choice('ABCDEFGH')}K",
        school_class=school_class,
        mef_code=_MEFS[("2NDE", "1ERE", "TERM").index(school_class.split()[0])],
        source_id=str(100_000 + number),
        names_by_source=(SourceName(DataSource.SIECLE, family_name, first_name),),
    )


def _guardian(chance: Random, number: int) -> Guardian:
    family_name = chance.choice(_FAMILY_NAMES)
    first_name = chance.choice(_PARENTS)
    return Guardian(
        account=_account(chance, f"{first_name[:1]}.{family_name}{number}".lower()),
        family_name=family_name,
        first_name=first_name,
        civility=chance.choice(("M.", "Mme")),
        roster_email=f"parent{number}@example.org" if number % 4 else None,
        source_id=str(500_000 + number),
        names_by_source=(SourceName(DataSource.SIECLE, family_name, first_name),),
    )


def _account(chance: Random, username: str) -> Account:
    activated = chance.random() < 0.5
    return Account(
        account_id=AccountId("".join(chance.choices(_ALPHABET, k=16))),
        uai=UAI,
        username=username,
        status=AccountStatus.ACTIVATED if activated else AccountStatus.NOTIFIED,
        origin=AccountOrigin.SCHOOL,
        version=3 if activated else 2,
        generation=1,
        password=None
        if activated
        else SealedPassword(chance.randbytes(_SEALED_BYTES), f"{UAI}/0001", 1),
        password_expires_at=None if activated else MOMENT + timedelta(days=90),
        notified_at=MOMENT,
        activated_at=MOMENT + timedelta(days=1) if activated else None,
        last_sign_in_at=MOMENT + timedelta(days=2) if activated else None,
        last_operation_id=OperationId("0199245c8a40" + "0123456789ab"),
        status_since=MOMENT,
    )
