"""Every minute: what stands still is resumed, in the end given up; old documents go."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import boto3
import pytest

from shared.adapters import aws
from shared.adapters.dynamodb import keys
from shared.adapters.dynamodb.provider_events import put_event
from shared.adapters.dynamodb.table import key
from shared.api.background import BackgroundFailureError
from shared.domain.operation import FILE_HANDED_OUT, FILE_SWEPT, GIVE_UP_AFTER, STALLED_AFTER
from shared.domain.provider_events import ProviderEvent, ProviderEventKind
from tests.component.conftest import LambdaContext
from tests.component.operations.desk import EVERYONE, Desk
from tests.component.operations.interference import just_before
from tests.unit.operations.builders import OTHER_UAI, UAI, account_id, store_students, students

NOTHING = {"resumed": 0, "swept": 0, "told": 0}


def a_stalled_operation(desk: Desk, count: int = 60) -> str:
    """Queued, its message lost."""
    store_students(desk.table, students(count))
    operation_id = desk.asked(EVERYONE)
    desk.messages()
    return operation_id


def resume_until_given_up(desk: Desk) -> Sequence[int]:
    """What each sweep resumed, when every message is lost."""
    resumed = []
    for _ in range(GIVE_UP_AFTER + 1):
        desk.clock.at += STALLED_AFTER
        desk.clock.pass_by(minutes=1)
        resumed.append(desk.sweep()["resumed"])
    desk.messages()
    return resumed


def test_an_operation_that_stands_still_is_resumed_once(desk: Desk) -> None:
    operation_id = a_stalled_operation(desk)
    desk.clock.at += STALLED_AFTER
    assert desk.sweep() == NOTHING

    desk.clock.pass_by(seconds=1)
    assert desk.sweep() == {"resumed": 1, "swept": 0, "told": 0}
    assert desk.sweep() == NOTHING

    assert desk.messages() == [{"uai": UAI, "operation_id": operation_id}]
    desk.work(operation_id)
    assert desk.get(f"/{operation_id}")[1]["status"] == "SUCCEEDED"


def test_two_sweepers_at_once_send_one_message(desk: Desk) -> None:
    a_stalled_operation(desk)
    desk.clock.pass_by(minutes=8)
    counts = []

    with just_before("UpdateItem", lambda: counts.append(desk.sweep()["resumed"])):
        counts.append(desk.sweep()["resumed"])

    assert counts == [1, 0]
    assert len(desk.messages()) == 1


def test_an_operation_that_still_moves_is_left_to_its_worker(desk: Desk) -> None:
    operation_id = a_stalled_operation(desk)
    desk.clock.pass_by(minutes=6)
    desk.work(operation_id, LambdaContext(lambda: 1_000))
    desk.messages()

    desk.clock.pass_by(minutes=6)

    assert desk.sweep() == NOTHING
    assert desk.messages() == []


def test_a_finished_operation_is_left_alone(desk: Desk) -> None:
    operation_id = a_stalled_operation(desk)
    desk.work(operation_id)
    before = desk.dump()
    desk.clock.pass_by(hours=23)

    assert desk.sweep() == NOTHING

    assert desk.dump() == before


def test_after_too_many_resumptions_what_is_left_is_reported_as_failed(desk: Desk) -> None:
    operation_id = a_stalled_operation(desk)
    assert resume_until_given_up(desk) == [1] * (GIVE_UP_AFTER + 1)
    people = desk.all_students()

    desk.work(operation_id)

    body = desk.get(f"/{operation_id}")[1]
    assert (body["status"], body["done"], body["skipped"], body["failed"]) == ("FAILED", 0, 0, 60)
    assert {(o.status, o.reason) for o in desk.outcomes()} == {("FAILED", "NOT_PROCESSED")}
    assert (desk.all_students(), desk.audit()) == (people, [])
    status, answer = desk.download(operation_id)
    assert (status, answer["code"]) == (404, "no_file")


def test_what_was_done_before_giving_up_is_kept_and_printed(desk: Desk) -> None:
    operation_id = a_stalled_operation(desk)
    times = iter([60_000, 1_000, 1_000])
    desk.work(operation_id, LambdaContext(lambda: next(times)))
    resume_until_given_up(desk)

    desk.work(operation_id)

    body = desk.get(f"/{operation_id}")[1]
    assert (body["status"], body["done"], body["failed"]) == ("PARTIAL", 49, 11)
    assert len(desk.audit()) == 49
    assert desk.download(operation_id)[0] == 200


def test_the_last_try_but_one_still_does_the_work(desk: Desk) -> None:
    operation_id = a_stalled_operation(desk)
    for _ in range(GIVE_UP_AFTER):
        desk.clock.pass_by(minutes=8)
        desk.sweep()

    desk.work(operation_id)

    assert desk.get(f"/{operation_id}")[1]["status"] == "SUCCEEDED"


def test_what_was_asked_for_a_day_ago_is_not_begun_any_more(desk: Desk) -> None:
    """Its letters could no longer be handed out: nobody would know the new passwords."""
    operation_id = a_stalled_operation(desk)
    people = desk.all_students()
    desk.clock.at += FILE_HANDED_OUT

    assert desk.sweep() == {"resumed": 1, "swept": 0, "told": 0}
    desk.work(operation_id)

    body = desk.get(f"/{operation_id}")[1]
    assert (body["status"], body["done"], body["skipped"], body["failed"]) == ("FAILED", 0, 0, 60)
    assert {(o.status, o.reason) for o in desk.outcomes()} == {("FAILED", "NOT_PROCESSED")}
    assert (desk.all_students(), desk.audit()) == (people, [])


def test_a_minute_earlier_it_still_is(desk: Desk) -> None:
    operation_id = a_stalled_operation(desk)
    desk.clock.at += FILE_HANDED_OUT
    desk.clock.pass_by(minutes=-1)

    desk.work(operation_id)

    assert desk.get(f"/{operation_id}")[1]["status"] == "SUCCEEDED"


def some_documents(desk: Desk, count: int) -> Sequence[str]:
    """Of small operations, a minute apart; a minute before the first is due."""
    store_students(desk.table, students(1))
    made = []
    for _ in range(count):
        made.append(desk.asked(EVERYONE))
        assert desk.download(made[-1])[0] == 200
        desk.clock.pass_by(minutes=1)
    desk.clock.at += FILE_SWEPT
    return made


def documents() -> list[str]:
    found = boto3.client("s3").list_objects_v2(Bucket="letters").get("Contents", [])
    return sorted(each["Key"].rpartition("/")[2] for each in found)


def break_item(desk: Desk, pk: str, sk: str, **values: Any) -> None:
    desk.table.update(
        pk,
        sk,
        UpdateExpression="SET " + ", ".join(f"#{name} = :{name}" for name in values),
        ExpressionAttributeNames={f"#{name}": name for name in values},
        ExpressionAttributeValues={f":{name}": value for name, value in values.items()},
    )


@contextmanager
def refusing(service: str, operation: str, what: str) -> Iterator[None]:
    """Every call of `operation` that names `what` fails, as AWS fails for good."""

    def refuse(params: dict[str, Any], **_: Any) -> None:
        if what in str(params):
            raise PermissionError(f"Zoé D’Œuvre {what}")

    client = {"s3": aws.s3_client, "sqs": aws.sqs_client}[service]()
    event = f"before-call.{service}.{operation}"
    client.meta.events.register(event, refuse)
    try:
        yield
    finally:
        client.meta.events.unregister(event, refuse)


def swept_as_far_as_it_can(desk: Desk) -> None:
    with pytest.raises(BackgroundFailureError, match="LeftForTheNextMinuteError"):
        desk.sweep()


@pytest.mark.promise("P11")
def test_documents_go_whatever_is_wrong_with_the_rest(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    """An operation that a newer version wrote, a queue that refuses, an event nobody can read."""
    some_documents(desk, 3)
    stalled = [a_stalled_operation(desk), a_stalled_operation(desk)]
    break_item(desk, keys.operations(UAI), stalled[0], packed={"S": "of tomorrow"})
    event_of(desk, UAI, "e1")
    event_of(desk, OTHER_UAI, "e2")
    break_item(desk, keys.provider_events(UAI), "e1", kind={"S": "OF_TOMORROW"})
    desk.clock.pass_by(minutes=16)

    with refusing("sqs", "SendMessage", stalled[0]):
        swept_as_far_as_it_can(desk)

    assert documents() == []
    assert desk.messages() == [{"uai": UAI, "operation_id": stalled[1]}]
    assert not list(desk.table.query(keys.provider_events(OTHER_UAI)))
    logged = [vars(record) for record in caplog.records]
    assert [
        each["place"] for each in logged if each["levelname"] == "ERROR" and "place" in each
    ] == [
        f"{UAI}/{stalled[0]}",
        UAI,
    ]
    assert "Zoé" not in str(logged)


@pytest.mark.promise("P11")
def test_a_document_that_cannot_be_deleted_goes_behind_the_others_and_is_tried_again(
    desk: Desk,
) -> None:
    made = some_documents(desk, 3)
    desk.clock.pass_by(minutes=3)

    with refusing("s3", "DeleteObject", made[0]):
        swept_as_far_as_it_can(desk)
        assert documents() == made[:1]
        desk.clock.pass_by(minutes=1)
        swept_as_far_as_it_can(desk)
    due = desk.table.get(keys.operations(UAI), made[0])
    assert due is not None
    assert due["due_at"]["S"] == desk.clock.at.isoformat(timespec="seconds")

    desk.clock.pass_by(minutes=1)
    assert desk.sweep() == {**NOTHING, "swept": 1}
    assert documents() == []


def test_an_operation_that_nobody_can_read_comes_again_after_the_others(desk: Desk) -> None:
    operation_id = a_stalled_operation(desk)
    break_item(desk, keys.operations(UAI), operation_id, packed={"S": "of tomorrow"})
    desk.clock.pass_by(minutes=8)

    assert desk.sweep() == {**NOTHING, "resumed": 1}, "its worker fails on it, and is told"
    assert desk.sweep() == NOTHING
    desk.clock.pass_by(minutes=8)
    assert desk.sweep() == {**NOTHING, "resumed": 1}


@pytest.mark.promise("P11")
def test_the_sweep_goes_on_while_time_is_left(desk: Desk) -> None:
    for number in range(250):
        desk.table.put(
            key(keys.operations(UAI), f"{number:024}")
            | {"due_kind": {"S": keys.DUE_FILE_SWEEP}, "due_at": {"S": "2026-01-01T00:00:00"}}
        )
    assert desk.sweep() == {**NOTHING, "swept": 250}

    some_documents(desk, 3)
    desk.clock.pass_by(minutes=3)
    left = iter([60_000, 20_000, 19_999])
    desk.context = LambdaContext(lambda: next(left, 19_999))
    assert desk.sweep() == {**NOTHING, "swept": 2}


def event_of(desk: Desk, uai: Any, event_id: str) -> None:
    """Left untold by a night of yesterday."""
    at = desk.clock.at - timedelta(days=1)
    kind = ProviderEventKind.ACCOUNT_ERASED
    event = ProviderEvent(event_id, kind, at, account_id(1), "e.leve1")
    desk.table.put(put_event(uai, event)["Put"]["Item"])
