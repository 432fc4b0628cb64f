"""Guide §8: a new username, asked for one day and there the next."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import httpx
import pytest

from infra.local.night import run_night
from infra.local.roster_drop import import_files
from infra.local.roster_generator import SchoolPlan, write_school
from infra.local.roster_generator.plan import uai_of
from infra.local.stack import Stack
from shared.adapters.transliteration import transliterate
from shared.domain.renaming import stem_of
from shared.domain.username import username_stem
from tests.e2e.identity_provider import IdentityProvider, eventually
from tests.e2e.secretary import Json, Secretary, page_texts, signed_in

PLAN = SchoolPlan(
    uai=uai_of("0450863"),
    name="Collège Rosalind-Franklin",
    kind="college",
    students=160,
    seed=11,
    exported_on=date(2026, 10, 5),
)


@pytest.fixture(scope="module")
def secretary(stack: Stack, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Secretary]:
    """Of a school whose pupils' names were all typed wrong in its first roster."""
    for day in (0, 1):
        written = write_school(PLAN, tmp_path_factory.mktemp(f"day{day}"), day=day)
        if day == 0:
            _misspell_every_name(next(p for p in written.paths if "Eleves" in p.name))
        reports = import_files(stack, written.paths)
        assert [report.success for report in reports] == [True] * len(written.paths), reports
    with signed_in(stack, PLAN.uai) as client:
        yield Secretary(client, PLAN.uai)


def _misspell_every_name(archive: Path) -> None:
    with ZipFile(archive) as opened:
        [name] = opened.namelist()
        text = opened.read(name)
    with ZipFile(archive, "w") as opened:
        opened.writestr(name, text.replace(b"</NOM_DE_FAMILLE>", b"x</NOM_DE_FAMILLE>"))


def _stem(pupil: Json) -> str:
    return username_stem(pupil["first_name"], pupil["family_name"], transliterate)


def _changeable(secretary: Secretary) -> Iterator[Json]:
    """Pupils whose username is no longer that of their name, not asked for yet."""
    for row in secretary.all_students():
        page = secretary.get(f"/students/{row['account_id']}")
        named = {**page, "family_name": page["birth_name"]}
        if stem_of(row["username"]) != _stem(named) and page["username_change"] is None:
            yield named


def _send(secretary: Secretary, method: str, pupil: Json) -> httpx.Response:
    path = f"/schools/{secretary.uai}/accounts/{pupil['account_id']}/username-change"
    return secretary.client.request(method, path)


@pytest.fixture
def bus(stack: Stack) -> Iterator[Any]:
    """A queue that hears what the identity provider hears."""
    sqs, events = stack.client("sqs"), stack.client("events")
    url = sqs.create_queue(QueueName="heard-by-the-provider")["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])
    name = stack.outputs["AccountEventsBusName"]
    pattern = json.dumps({"source": ["educonnect.administration"]})
    events.put_rule(Name="heard", EventBusName=name, EventPattern=pattern)
    target = {"Id": "heard", "Arn": arn["Attributes"]["QueueArn"]}
    events.put_targets(Rule="heard", EventBusName=name, Targets=[target])

    def heard(account_id: str) -> list[Json]:
        found = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10, VisibilityTimeout=0)
        events = [json.loads(message["Body"]) for message in found.get("Messages", [])]
        return [event for event in events if event["detail"]["account_id"] == account_id]

    yield heard
    events.remove_targets(Rule="heard", EventBusName=name, Ids=["heard"])
    events.delete_rule(Name="heard", EventBusName=name)
    sqs.delete_queue(QueueUrl=url)


def test_8_a_new_username_comes_with_the_night_and_the_password_is_kept(
    stack: Stack, secretary: Secretary, provider: IdentityProvider, bus: Any
) -> None:
    pupil = next(_changeable(secretary))
    [account_id, old] = pupil["account_id"], pupil["username"]
    secretary.done(
        "notifications",
        [account_id],
        population="students",
        channel="letter",
    )
    password = secretary.password_of(account_id)

    asked = _send(secretary, "PUT", pupil)

    assert (asked.status_code, asked.json()["state"]) == (200, "REQUESTED")
    assert provider.checks(old, password)["result"] == "ACCEPTED", "until the night it works"

    assert run_night(stack, print)[PLAN.uai].usernames_changed == 1  # type: ignore[index]

    page = secretary.get(f"/students/{account_id}")
    new = page["username"]
    assert stem_of(new) == _stem(pupil)
    assert secretary.password_of(account_id) == password
    assert provider.checks(new, password)["result"] == "ACCEPTED"
    assert provider.checks(old, password)["result"] == "REFUSED"
    [changed] = secretary.get("/username-changes", state="APPLIED")["items"]
    assert (changed["former_username"], changed["username"]) == (old, new)
    eventually(lambda: bool(bus(account_id)))
    [event] = bus(account_id)
    assert (
        event["detail-type"],
        event["detail"]["username"],
        event["detail"]["former_username"],
    ) == ("account.username-changed.v1", new, old)


def test_8_the_changed_usernames_are_listed_and_printed(secretary: Secretary) -> None:
    changed = secretary.get("/username-changes", state="APPLIED")["items"]
    ids = [each["account_id"] for each in changed]

    listed = secretary.done("account-lists", ids, population="students", format="pdf")
    letters = secretary.done("notifications", ids, population="students", channel="letter")

    for operation in (listed, letters):
        _, document = secretary.downloaded(operation)
        text = "\n".join(page_texts(document))
        assert [each["username"] for each in changed if each["username"] not in text] == []
        assert [each for each in changed if each["former_username"] in text.split()] == []


def test_8_a_request_is_withdrawn_before_the_night(stack: Stack, secretary: Secretary) -> None:
    pupil = next(_changeable(secretary))
    assert _send(secretary, "PUT", pupil).status_code == 200

    assert _send(secretary, "DELETE", pupil).status_code == 204

    run_night(stack, print)
    assert secretary.get(f"/students/{pupil['account_id']}")["username"] == pupil["username"]


def test_8_a_username_that_fits_the_name_is_not_changed(secretary: Secretary) -> None:
    rows = secretary.all_students()
    fitting = next(row for row in rows if stem_of(row["username"]) == _stem(row))

    refused = _send(secretary, "PUT", fitting)

    assert (refused.status_code, refused.json()["code"]) == (409, "username_unchanged")
