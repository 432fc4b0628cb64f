"""The demo's new usernames, asked for by the product's own use case, on a pretend AWS."""

from datetime import date
from typing import Any

import pytest

from infra.local.demo_new_usernames import ask_for_a_new_username
from infra.local.people import DEMO_UAIS
from infra.local.services import PlatformError
from shared.adapters.dynamodb.students import StudentRepository
from shared.adapters.dynamodb.table import Table
from shared.domain.account import AccountStatus
from shared.domain.identifiers import Uai
from shared.domain.person import Student
from shared.domain.username_change import UsernameChange
from tests.component.clock import NOW
from tests.factories import a_guardian, a_student, account_id, store_guardians, store_students

SCHOOL = Uai(DEMO_UAIS[-1])
ACTIVATED = AccountStatus.ACTIVATED


def a_pupil(number: int, username: str, **over: Any) -> Student:
    """Chloé Lefèvre, who knows her username; `over` replaces some of it."""
    about = {"account_id": account_id(number), "username": username, "uai": SCHOOL}
    return a_student(**about | {"status": ACTIVATED} | over)


WRONG = [a_pupil(1, "c.lefebvre"), a_pupil(2, "l.chloe")]
OTHERS = [
    a_pupil(3, "c.lefevre3"),
    a_pupil(4, "c.lefevr", status=AccountStatus.NOT_NOTIFIED),
    a_pupil(5, "c.levefre", departed_on=date(2026, 9, 2)),
    a_pupil(6, "c.fevre", family_name="…"),
]


@pytest.fixture
def school(cloud: Table) -> Table:
    store_students(cloud, [*OTHERS, *WRONG])
    store_guardians(cloud, [a_guardian(account_id=account_id(7), username="a.wrong", uai=SCHOOL)])
    return cloud


def test_pupils_who_know_a_username_that_no_longer_fits_ask_one_after_the_other(
    school: Table,
) -> None:
    asked = UsernameChange.asked(at=NOW, by="Yannick Le Guilloux", school=SCHOOL)

    pupils = [ask_for_a_new_username(school, SCHOOL, at=NOW) for _ in WRONG]

    assert {pupil.account.account_id for pupil in pupils} == {account_id(1), account_id(2)}
    stored = StudentRepository(school).all_of(SCHOOL)
    assert {each.account.username: each.account.username_change for each in stored} == {
        **{pupil.account.username: None for pupil in OTHERS},
        **{pupil.account.username: asked for pupil in WRONG},
    }
    with pytest.raises(PlatformError, match="every username fits its name"):
        ask_for_a_new_username(school, SCHOOL, at=NOW)
