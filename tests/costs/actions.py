"""What is counted: each action by its name, in the order in which a school meets them.

Each does it once and answers how many accounts it was done to.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from functions.account_detail.handler import lambda_handler as account_detail
from functions.account_events.handler import lambda_handler as account_events
from functions.account_history.handler import lambda_handler as account_history
from functions.operation_download.handler import lambda_handler as operation_download
from functions.operations.handler import lambda_handler as operations
from functions.reset.handler import lambda_handler as reset
from functions.school_night.handler import lambda_handler as school_night
from functions.schools.handler import lambda_handler as schools
from functions.search.handler import lambda_handler as search
from functions.usernames.handler import lambda_handler as usernames
from shared.api.adapters import now
from tests.costs.school import HOME, CountedSchool

Action = Callable[[CountedSchool], int]
_SCHOOL = f"/schools/{HOME}"


def _import(name: str) -> Action:
    return lambda school: school.import_roster(name)


def _of_everyone(what: str, population: str, **body: Any) -> Action:
    return lambda school: school.act(what, population, **body)


def _one(act: Callable[[CountedSchool], object]) -> Action:
    def once(school: CountedSchool) -> int:
        act(school)
        return 1

    return once


def _search(school: CountedSchool, **query: str) -> None:
    school.call(search, "GET", f"{_SCHOOL}/students", query=query)


def _page(school: CountedSchool) -> None:
    who = school.student().account.account_id
    school.call(account_detail, "GET", f"{_SCHOOL}/students/{who}")


def _one_reset(school: CountedSchool) -> None:
    chosen = {"account_ids": [school.student().account.account_id]}
    wanted = {"population": "students", "selection": chosen}
    school.call(reset, "POST", f"{_SCHOOL}/password-resets", body=wanted)


def _progress(school: CountedSchool) -> None:
    uai, operation_id = school.last
    school.call(operations, "GET", f"/schools/{uai}/operations/{operation_id}")


def _download(school: CountedSchool) -> None:
    uai, operation_id = school.last
    school.call(operation_download, "POST", f"/schools/{uai}/operations/{operation_id}/download")


def _signed_in(school: CountedSchool) -> None:
    at = now().isoformat()
    username = school.student().account.username
    school.tell(
        account_events,
        {
            "id": "17793124-05d4-b198-2fde-000000000001",
            "detail-type": "account.signed-in.v1",
            "source": "educonnect.identity-provider",
            "time": at,
            "detail": {"event_id": "signed-in-1", "occurred_at": at, "username": username},
        },
    )


def _night(school: CountedSchool) -> None:
    school.tell(school_night, {"uai": HOME, "asked_at": now().isoformat()})


def _ask_for_a_username(school: CountedSchool) -> None:
    who = school.misname().account.account_id
    school.call(usernames, "PUT", f"{_SCHOOL}/accounts/{who}/username-change")


IMPORTS: Mapping[str, Action] = {
    "first import": _import("first.zip"),
    "same import again": _import("first.zip"),
    "import, one class moved": _import("moved.zip"),
}

OF_EVERYONE: Mapping[str, Action] = {
    "students notified": _of_everyone("notifications", "students"),
    "students reset": _of_everyone("password-resets", "students"),
    "students listed, PDF": _of_everyone("account-lists", "students", format="pdf"),
    "students listed, CSV": _of_everyone("account-lists", "students", format="csv"),
    "guardians notified": _of_everyone("notifications", "guardians"),
    "guardians notified by e-mail": _of_everyone(
        "notifications", "guardians", channel="email", reset_passwords=True
    ),
    "guardians reset": _of_everyone("password-resets", "guardians"),
    "guardians listed, PDF": _of_everyone("account-lists", "guardians", format="pdf"),
    "guardians listed, CSV": _of_everyone("account-lists", "guardians", format="csv"),
    "external students notified": _of_everyone(
        "notifications", "external_students", reset_passwords=True
    ),
    "external students reset": _of_everyone("password-resets", "external_students"),
    "external students listed, PDF": _of_everyone(
        "account-lists", "external_students", format="pdf"
    ),
    "external students listed, CSV": _of_everyone(
        "account-lists", "external_students", format="csv"
    ),
}

OF_ONE: Mapping[str, Action] = {
    "progress of an operation": _one(_progress),
    "download link": _one(_download),
    "home page": _one(
        lambda school: school.call(schools, "GET", _SCHOOL),
    ),
    "search": _one(_search),
    "search by name": _one(partial(_search, q="martin")),
    "account page": _one(_page),
    "page of the journal": _one(
        lambda school: school.call(account_history, "GET", f"{_SCHOOL}/journal"),
    ),
    "one reset": _one(_one_reset),
    "sign-in event": _one(_signed_in),
    "night": _one(_night),
    "username asked for": _one(_ask_for_a_username),
    "night with a new username": _one(_night),
}

ACTIONS: Mapping[str, Action] = {**IMPORTS, **OF_EVERYONE, **OF_ONE}
"""External students are the school's own pupils, seen by another that teaches them too."""
