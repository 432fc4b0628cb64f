"""The document of an operation: what the table holds, handed out by a link, gone in a day."""

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import boto3
import pytest

from shared.adapters.dynamodb import keys
from shared.adapters.dynamodb.table import key
from shared.domain.account import AccountStatus
from shared.domain.identifiers import AccountId
from shared.domain.student_search import StudentSort, sorted_students
from tests.component.operations.desk import EVERYONE, Desk, pages_behind
from tests.component.operations.interference import just_before
from tests.promises.campaign import Found, at_size
from tests.template import template
from tests.unit.operations.builders import (
    OTHER_UAI,
    UAI,
    a_student,
    account_id,
    store_students,
    students,
)

SWEPT = {
    "status": 410,
    "code": "file_swept",
    "detail": "Le document est supprimé dans les 24 heures de sa création. Relancez la "
    "notification, sans réinitialiser : les mots de passe provisoires encore valables sont "
    "conservés.",
}


def objects() -> list[str]:
    found = boto3.client("s3").list_objects_v2(Bucket="letters").get("Contents", [])
    return [each["Key"] for each in found]


def printed(desk: Desk, operation_id: str) -> list[str]:
    status, body = desk.download(operation_id)
    assert status == 200, body
    return pages_behind(body["url"])


def in_letter_order(desk: Desk) -> list[AccountId]:
    ordered = sorted_students(desk.all_students(), StudentSort.SCHOOL_CLASS)
    return [student.account.account_id for student in ordered]


def test_each_student_done_has_a_page_with_her_username_and_password(desk: Desk) -> None:
    store_students(desk.table, students(120))
    operation_id = desk.asked(EVERYONE)
    desk.work(operation_id)

    pages = printed(desk, operation_id)

    assert len(pages) == 120
    for number, page in zip(in_letter_order(desk), pages, strict=True):
        student = desk.student(number)
        assert f" {student.account.username} " in f" {page} "
        assert desk.password(number) in page


def test_letters_are_in_the_order_of_classes_then_of_french_names(desk: Desk) -> None:
    people = [
        ("2 NDE 10", "Martin", "Zoé"),
        ("2 NDE 9", "Zidane", "Inès"),
        ("2 NDE 9", "Œuvrard", "Maël"),
        ("2 NDE 9", "Éluard", "Chloé"),
        ("2 NDE 9", "d’Ormesson", "Jean-Loup"),
        ("2 NDE 9", "Éluard", "Agnès"),
    ]
    store_students(
        desk.table,
        [
            a_student(n, school_class=code, family_name=family, first_name=first)
            for n, (code, family, first) in enumerate(people, 1)
        ],
    )
    operation_id = desk.asked(EVERYONE)

    pages = printed(desk, operation_id)

    order = [next(n for n in range(1, 7) if f" e.leve{n} " in page) for page in pages]
    assert order == [5, 6, 4, 3, 2, 1]


def test_the_answer_is_a_link_that_dies_in_five_minutes(desk: Desk) -> None:
    store_students(desk.table, students(2))
    operation_id = desk.asked(EVERYONE)

    status, body = desk.download(operation_id)

    url = urlsplit(body.pop("url"))
    file_name = f"courriers-eleves-{UAI}-2026-11-23-{operation_id[-6:]}.pdf"
    assert (status, body) == (
        200,
        {"expires_at": "2026-11-23T09:05:00Z", "file_name": file_name, "rendered_again": False},
    )
    asked = parse_qs(url.query)
    assert url.path == f"/letters/documents/{UAI}/{operation_id}"
    assert asked["X-Amz-Expires"] == ["300"]
    assert asked["response-content-disposition"] == [f'attachment; filename="{file_name}"']
    assert asked["response-cache-control"] == ["private, no-store"]


def test_a_small_operation_is_printed_when_its_document_is_asked_for(desk: Desk) -> None:
    store_students(desk.table, students(3))
    operation_id = desk.asked(EVERYONE)
    assert objects() == []

    assert desk.download(operation_id)[1]["rendered_again"] is False

    assert objects() == [f"documents/{UAI}/{operation_id}"]


def test_downloaded_twice_the_document_is_the_same_object(desk: Desk) -> None:
    store_students(desk.table, students(3))
    operation_id = desk.asked(EVERYONE)

    def stored() -> Any:
        head = boto3.client("s3").get_object(Bucket="letters", Key=objects()[0])
        return head["ETag"], head["LastModified"], head["Metadata"]

    first = desk.download(operation_id)[1], stored()
    desk.clock.pass_by(minutes=10)
    second = desk.download(operation_id)[1], stored()

    assert (first[0]["rendered_again"], second[0]["rendered_again"]) == (False, False)
    assert first[1] == second[1]


def test_a_slow_download_never_puts_back_an_older_password(desk: Desk) -> None:
    store_students(desk.table, students(3))
    operation_id = desk.asked(EVERYONE)
    older = desk.password(account_id(2))
    faster: list[Any] = []

    def a_reset_and_a_faster_download() -> None:
        desk.asked({"account_ids": [account_id(2)]}, reset_passwords=True)
        faster.append(desk.download(operation_id))

    with just_before("PutObject", a_reset_and_a_faster_download, service="s3"):
        slower = desk.download(operation_id)

    assert [status for status, _ in (slower, *faster)] == [200, 200]
    for _status, body in (slower, *faster):
        text = " ".join(pages_behind(body["url"]))
        assert older not in text
        assert desk.password(account_id(2)) in text


def test_an_account_reset_since_is_printed_again_with_its_newer_password(desk: Desk) -> None:
    store_students(desk.table, students(3))
    operation_id = desk.asked(EVERYONE)
    printed(desk, operation_id)
    older = desk.password(account_id(2))

    desk.asked({"account_ids": [account_id(2)]}, reset_passwords=True)
    status, body = desk.download(operation_id)

    text = " ".join(pages_behind(body["url"]))
    assert (status, body["rendered_again"]) == (200, True)
    assert older not in text
    assert all(desk.password(account_id(number)) in text for number in (1, 2, 3))


def test_an_account_activated_since_is_printed_again_without_a_password(desk: Desk) -> None:
    store_students(desk.table, students(2))
    operation_id = desk.asked(EVERYONE)
    printed(desk, operation_id)
    older = desk.password(account_id(2))

    desk.change(desk.student(account_id(2)), status=AccountStatus.ACTIVATED, password=None)
    body = desk.download(operation_id)[1]

    assert body["rendered_again"] is True
    assert older not in " ".join(pages_behind(body["url"]))


def test_an_expired_password_is_not_printed(desk: Desk) -> None:
    store_students(desk.table, students(2))
    desk.asked({"account_ids": [account_id(1)]})
    kept = desk.password(account_id(1))
    desk.clock.pass_by(days=91, hours=23)
    operation_id = desk.asked(EVERYONE)
    assert kept in " ".join(printed(desk, operation_id))

    desk.clock.pass_by(hours=2)
    body = desk.download(operation_id)[1]

    assert body["rendered_again"] is True
    assert kept not in " ".join(pages_behind(body["url"]))


def test_the_letter_of_an_account_renewed_meanwhile_shows_the_newer_password(desk: Desk) -> None:
    store_students(desk.table, students(60))
    operation_id = desk.asked(EVERYONE, reset_passwords=True)
    desk.asked({"account_ids": [account_id(5)]}, reset_passwords=True)
    newer = desk.password(account_id(5))
    desk.work(operation_id)

    pages = printed(desk, operation_id)

    assert len(pages) == 60
    [page] = [page for page in pages if " e.leve5 " in page]
    assert newer in page


def test_the_letterhead_and_the_postal_addresses_are_printed(desk: Desk) -> None:
    school = key(keys.school(UAI), keys.SCHOOL_ITEM)
    desk.table.put(
        school
        | {
            "name": {"S": "Collège Jean Moulin"},
            "postal_lines": {"S": "12 rue des Écoles\n45000 ORLÉANS"},
        }
    )
    address = key(keys.addresses(UAI), keys.account(account_id(1)))
    desk.table.put(address | {"lines": {"S": "3 allée des Œillets\n45100 ORLÉANS"}})
    store_students(desk.table, [a_student(1)])

    [page] = printed(desk, desk.asked(EVERYONE))

    for words in ("Collège Jean Moulin", "12 rue des Écoles", "3 allée des Œillets"):
        assert words in page


def test_an_unfinished_operation_has_no_document_yet(desk: Desk) -> None:
    store_students(desk.table, students(51))
    operation_id = desk.asked(EVERYONE)

    assert desk.download(operation_id) == (
        409,
        {
            "status": 409,
            "code": "operation_not_finished",
            "detail": "Cette opération est encore en cours : son document n’est pas prêt.",
        },
    )
    assert objects() == []


def test_the_operation_of_another_school_is_not_found(desk: Desk) -> None:
    store_students(desk.table, students(2))
    operation_id = desk.asked(EVERYONE)

    assert desk.download(operation_id, OTHER_UAI) == desk.download("0" * 24)


def test_when_everyone_has_left_there_is_no_document(desk: Desk) -> None:
    store_students(desk.table, students(1))
    operation_id = desk.asked(EVERYONE)
    store_students(desk.table, [a_student(1, version=5, departed_on=desk.clock.at.date())])

    status, answer = desk.download(operation_id)

    assert (status, answer["code"]) == (404, "no_file")


@pytest.mark.promise("P11")
def test_within_a_day_the_document_is_refused_then_swept_and_none_is_older(
    desk: Desk,
) -> None:
    store_students(desk.table, students(2))
    operation_id = desk.asked(EVERYONE)
    desk.clock.pass_by(hours=23, minutes=44)
    assert len(printed(desk, operation_id)) == 2

    desk.clock.pass_by(minutes=1)
    assert desk.download(operation_id) == (410, SWEPT)
    assert desk.sweep() == {"resumed": 0, "swept": 0, "told": 0}, "a link given just now lives"
    assert objects() == [f"documents/{UAI}/{operation_id}"]

    desk.clock.pass_by(minutes=11)
    assert desk.sweep() == {"resumed": 0, "swept": 1, "told": 0}
    assert objects() == []
    assert desk.download(operation_id) == (410, SWEPT)
    assert desk.sweep() == {"resumed": 0, "swept": 0, "told": 0}


def test_once_a_list_is_gone_the_advice_is_of_what_it_came_from(desk: Desk) -> None:
    store_students(desk.table, students(2))
    listed = desk.export(EVERYONE, format="pdf")[1]
    reset = desk.reset(EVERYONE)[1]
    desk.clock.at = datetime.fromisoformat(reset["file_expires_at"])

    refused = {each["kind"]: desk.download(each["operation_id"])[1] for each in (listed, reset)}

    assert refused["ACCOUNT_LIST"]["detail"].endswith(
        "Demandez une nouvelle liste : elle ne change rien aux comptes."
    )
    assert refused["PASSWORD_RESET"]["detail"].endswith(
        "Ne réinitialisez pas de nouveau : demandez la liste des mêmes comptes, qui donne les mots "
        "de passe provisoires encore valables."
    )


@pytest.mark.promise("P11")
def test_of_many_letters_none_is_ever_a_day_old(desk: Desk, figure: Found) -> None:
    letters, apart, step = at_size(
        full=(12, timedelta(minutes=15), timedelta(minutes=1)),
        quick=(4, timedelta(minutes=15), timedelta(minutes=4)),
    )
    made_at = _letters(desk, letters, apart)
    oldest, looks = timedelta(0), 0
    desk.clock.at = min(made_at.values()) + timedelta(hours=23)
    while kept := objects():
        oldest = max(oldest, *(desk.clock.at - made_at[name] for name in kept))
        looks += 1
        desk.sweep()
        desk.clock.at += step
    assert timedelta(hours=23, minutes=50) < oldest < timedelta(hours=24)
    figure(len(made_at), "letters")
    figure(looks, "sweeps")


@pytest.mark.twin("P11")
def test_left_to_the_rule_of_its_bucket_a_letter_is_more_than_a_day_old(desk: Desk) -> None:
    made_at = _letters(desk, 1, timedelta(0))
    properties = template()["Resources"]["DocumentsBucket"]["Properties"]
    [rule] = properties["LifecycleConfiguration"]["Rules"]
    # S3 counts whole days, from the midnight that follows.
    [made] = made_at.values()
    midnight = datetime.combine(made.date() + timedelta(days=1), datetime.min.time(), made.tzinfo)
    goes_at = midnight + timedelta(days=rule["ExpirationInDays"])
    desk.clock.at = goes_at - timedelta(seconds=1)
    assert objects() == list(made_at)
    assert desk.clock.at - made > timedelta(hours=24)


def _letters(desk: Desk, count: int, apart: timedelta) -> dict[str, datetime]:
    """When each of some letters was made, by the name of its object."""
    store_students(desk.table, students(2))
    made_at = {}
    for _ in range(count):
        operation_id = desk.asked(EVERYONE)
        assert desk.download(operation_id)[0] == 200
        made_at[f"documents/{UAI}/{operation_id}"] = desk.clock.at
        desk.clock.at += apart
    return made_at
