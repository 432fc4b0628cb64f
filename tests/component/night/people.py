"""Pupils and a mother to whom a night does something, or nothing."""

from datetime import UTC, date, datetime

from functions.account_history.handler import lambda_handler as history_handler
from functions.usernames.handler import lambda_handler as usernames_handler
from shared.adapters.dynamodb import keys
from shared.adapters.dynamodb.table import key
from shared.domain.person import Person
from tests.component.conftest import LambdaContext, get, http_event
from tests.component.night.world import World
from tests.factories import (
    BOVARY,
    RODIN,
    a_guardian,
    a_link,
    a_notified_account,
    a_student,
    account_id,
    store_links,
)

WRONG = a_student(account_id=account_id(1), username="c.lefebvre")
NAMESAKE = a_student(account_id=account_id(2), username="c.lefevre")
NOTIFIED = a_student(account=a_notified_account(account_id=account_id(3), username="n.notified"))
EXPIRED = a_student(
    account=a_notified_account(
        account_id=account_id(4),
        username="e.expired",
        password_expires_at=datetime(2026, 11, 24, 2, 0, tzinfo=UTC),
    )
)
LEFT_LONG_AGO = a_student(
    account_id=account_id(5),
    username="l.long",
    ine="071234567AB",
    departed_on=date(2026, 8, 24),
    host_schools=(BOVARY,),
)
LEFT_LATELY = a_student(
    account_id=account_id(6), username="l.lately", departed_on=date(2026, 8, 25)
)
MOTHER = a_guardian(account_id=account_id(7), username="a.doeuvre")


def asks_for_a_new_username(person: Person) -> None:
    path = f"/schools/{RODIN}/accounts/{person.account.account_id}/username-change"
    assert usernames_handler(http_event("PUT", path), LambdaContext())["statusCode"] == 200


def history(person: Person) -> list[tuple[str, str | None]]:
    path = f"/schools/{RODIN}/accounts/{person.account.account_id}/history"
    return [(item["label"], item["by"]) for item in get(history_handler, path)["items"]]


def everyone(world: World) -> None:
    world.has(WRONG, NAMESAKE, NOTIFIED, EXPIRED, LEFT_LONG_AGO, LEFT_LATELY, MOTHER)
    store_links(world.table, RODIN, [a_link(MOTHER, WRONG), a_link(MOTHER, NOTIFIED)])
    world.table.put(key(*keys.username_stem("c.lefevre")) | {"last": {"N": "1"}})
    asks_for_a_new_username(WRONG)
