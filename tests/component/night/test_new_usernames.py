"""What a night does with the new usernames that were asked for."""

from dataclasses import replace

from functions.usernames.handler import lambda_handler as usernames_handler
from shared.adapters.dynamodb import keys
from shared.adapters.dynamodb.account_register import AccountRegisterRepository
from shared.adapters.dynamodb.account_writes import AccountWrites
from shared.adapters.dynamodb.table import key
from shared.domain.data_source import DataSource
from shared.domain.person import Person, SourceName, Student
from tests.component.conftest import get
from tests.component.night.people import NAMESAKE, WRONG, asks_for_a_new_username, history
from tests.component.night.world import World
from tests.factories import RODIN, a_notified_account, account_id, store_students


def changes() -> list[tuple[str, str, str | None, str | None]]:
    found = get(usernames_handler, f"/schools/{RODIN}/username-changes")
    return [
        (item["state"], item["username"], item["former_username"], item["refusal"])
        for item in found["items"]
    ]


def test_a_new_username_is_given_the_password_is_kept_and_the_old_one_opens_nothing(
    world: World,
) -> None:
    wrong = replace(WRONG, account=a_notified_account(account_id=account_id(1), username="c.wrong"))
    world.has(wrong, NAMESAKE)
    world.table.put(key(*keys.username_stem("c.lefevre")) | {"last": {"N": "1"}})
    asks_for_a_new_username(wrong)
    before = world.account(wrong)
    assert before.username == "c.wrong", "until the night, the old one works"

    world.night()

    after = world.account(wrong)
    assert after == replace(
        before,
        username="c.lefevre2",
        version=before.version + 1,
        username_change=after.username_change,
        former_usernames=("c.wrong",),
    )
    register = AccountRegisterRepository(world.table)
    by_new, by_old = register.find("c.lefevre2"), register.find("c.wrong")
    assert by_new is not None
    assert by_new == by_old, "the old one stays in the register, so that it is nobody else's"
    assert world.told() == [
        {
            "kind": "account.username-changed.v1",
            "event_id": world_event_id(world, wrong),
            "occurred_at": "2026-11-24T03:00:00+00:00",
            "account_id": account_id(1),
            "username": "c.lefevre2",
            "former_username": "c.wrong",
        }
    ]
    assert changes() == [("APPLIED", "c.lefevre2", "c.wrong", None)]
    assert history(wrong) == [
        ("Nouvel identifiant attribué", "le traitement de nuit"),
        ("Nouvel identifiant demandé", "un agent de l’établissement"),
    ]


def world_event_id(world: World, person: Person) -> str:
    """The event's id is that of the trace it goes with."""
    account = person.account
    rows = world.table.query(keys.account_audit(account.uai, account.account_id))
    [row] = [row for row in rows if row["tag"]["S"] == "username-change:applied"]
    return str(row["SK"]["S"])


def test_a_request_that_the_sources_no_longer_allow_is_refused_by_the_night(world: World) -> None:
    world.has(WRONG)
    asks_for_a_new_username(WRONG)
    writes = AccountWrites(world.table)
    now = writes.read(WRONG)
    assert isinstance(now, Student)
    disagreed = (
        SourceName(DataSource.SIECLE, "Lefèvre", "Chloé"),
        SourceName(DataSource.AAF, "Lefebvre", "Chloé"),
    )
    changed = replace(
        now,
        names_by_source=disagreed,
        account=replace(now.account, version=now.account.version + 1),
    )
    store_students(world.table, [changed])
    world.night()
    assert changes() == [("REFUSED", "c.lefebvre", None, "NAMES_DIFFER")]
    [refused] = get(usernames_handler, f"/schools/{RODIN}/username-changes")["items"]
    assert refused["differing_sources"] == ["AAF"]
    assert refused["refusal_label"].endswith(
        " : l’annuaire académique fédérateur (AAF) en donnait d’autres."
    )
    assert world.told() == []
