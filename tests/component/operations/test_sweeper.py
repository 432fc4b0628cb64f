"""Every minute: what stands still is resumed, in the end given up; old documents go."""

from collections.abc import Sequence

from shared.domain.operation import FILE_HANDED_OUT, GIVE_UP_AFTER, STALLED_AFTER
from tests.component.conftest import LambdaContext
from tests.component.operations.desk import EVERYONE, Desk
from tests.component.operations.interference import just_before
from tests.unit.operations.builders import UAI, store_students, students

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
