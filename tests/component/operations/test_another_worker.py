"""What one function has sealed, another opens, with the key as the table keeps it."""

from tests.component.operations.desk import EVERYONE, Desk, pages_behind
from tests.unit.operations.builders import account_id, store_students, students


def only(number: int) -> dict[str, list[str]]:
    return {"account_ids": [account_id(number)]}


def test_each_function_opens_the_key_that_another_has_made(desk: Desk) -> None:
    store_students(desk.table, students(2))
    desk.ask(only(1))
    desk.cold_start()
    _, reset = desk.reset(only(1))
    desk.cold_start()
    _, notified = desk.ask(only(2))
    desk.cold_start()

    _, link = desk.download(notified["operation_id"])

    assert reset["credentials"]["password"] == desk.password(account_id(1))
    assert desk.password(account_id(2)) in " ".join(pages_behind(link["url"]))


def test_the_first_password_of_a_school_may_be_a_resets(desk: Desk) -> None:
    store_students(desk.table, students(1))

    _, reset = desk.reset(only(1))

    assert reset["credentials"]["password"] == desk.password(account_id(1))


def test_many_resets_go_through_the_queue(desk: Desk) -> None:
    store_students(desk.table, students(60))

    status, asked = desk.reset(EVERYONE)
    [message] = desk.messages()

    assert (status, message["operation_id"]) == (202, asked["operation_id"])


def test_a_list_asked_twice_is_made_once(desk: Desk) -> None:
    store_students(desk.table, students(2))

    _, first = desk.export(EVERYONE, key="k" * 20, format="csv")
    _, again = desk.export(EVERYONE, key="k" * 20, format="csv")

    assert again["operation_id"] == first["operation_id"]
