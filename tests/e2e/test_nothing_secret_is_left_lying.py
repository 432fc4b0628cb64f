"""P9: after all other tests, what the stack stored and logged is searched for every secret."""

import json
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import httpx
import pytest

from infra.local.stack import Stack
from shared.domain.password import grouped, temporary_passwords
from tests.e2e.canaries import SESSION, Session, leaks, passwords_in
from tests.e2e.identity_provider import IdentityProvider, eventually
from tests.e2e.secretary import Secretary
from tests.e2e.stored import (
    document_texts,
    every_item,
    guardians_stored_passwords,
    stored_passwords,
)
from tests.promises.campaign import Found

PEOPLE = ("#STUDENTS", "#GUARDIANS", "#ADDRESSES")
"""Partitions that hold people by purpose; import reports name records by purpose too."""

TYPED = ("Canari-Recherché", "canari-tape", "c.canaritape")
"""What somebody typed, that nobody may repeat."""

FIELDS = ("canari_corps", "canari_forme")
"""What somebody named a field: only the answer may repeat it."""

CONFIRMED = "canari.confirme@example.org"


@dataclass(frozen=True)
class Canaries:
    """What the session had in hand, and where it may not be found again."""

    passwords: set[str]
    """Every temporary password that was shown, printed or stored: nowhere in clear."""
    typed: set[str]
    """What was searched for or sent: nowhere."""
    people: set[str]
    """Names, usernames, addresses of e-mail: with the people themselves only."""

    @property
    def count(self) -> int:
        return len(self.passwords) + len(self.typed) + len(self.people)

    def leaks(self, text: str, *, people: bool, typed: bool = True) -> list[str]:
        """What of it is in a text, and any token."""
        words = (self.typed if typed else set()) | (self.people if people else set())
        return leaks(text, passwords=self.passwords, words=words)


@pytest.mark.promise("P9")
def test_no_password_name_mail_or_token_is_in_logs_messages_names_or_bookkeeping(
    stack: Stack,
    college_secretary: Secretary,
    teacher: Secretary,
    provider: IdentityProvider,
    figure: Found,
) -> None:
    _staff_tells_and_lists(college_secretary)
    _somebody_types_nonsense(college_secretary, teacher, provider)
    _a_guardian_confirms_her_address(college_secretary, provider)
    _the_night_is_looked_for(stack)
    everything = list(every_item(stack))
    documents = list(document_texts(stack))
    canaries = _canaries(everything, documents, stack, college_secretary)

    places = _places(stack)
    for trace in ("operation", "account_event", "account_event_refused", "credential_checked"):
        assert any(trace in line for line in places["lines of logs"]), "what was done left a trace"
    for kind in ("#OPERATION", "#AUDIT", "SIGN_IN#"):
        assert any(kind in row for row in places["bookkeeping rows"])
    for place, texts in places.items():
        assert texts, f"there are {place}"
        assert (place, canaries.leaks("\n".join(texts), people=True)) == (place, [])
        figure(len(texts), f"{place} searched")
    assert SESSION.errors, "some requests were refused, and what they were told is searched"
    told = "\n".join(SESSION.errors)
    assert canaries.leaks(told, people=True, typed=False) == []
    assert leaks(told, passwords=set(), words=TYPED) == []
    # Confirmed by its holder, an address of e-mail is with her account; names are by purpose.
    assert canaries.leaks(_text(everything), people=False) == []
    assert leaks("\n".join(documents), passwords=set(), words=TYPED) == []
    figure(len(everything), "items searched")
    figure(len(SESSION.errors), "errors searched")
    figure(len(documents), "documents searched")
    figure(canaries.count, "secrets looked for")


@pytest.mark.twin("P9")
def test_a_secret_in_any_of_the_places_is_found(stack: Stack, college_secretary: Secretary) -> None:
    [password] = islice(temporary_passwords(), 1)
    token = college_secretary.client.headers["Authorization"].removeprefix("Bearer ")
    # As much of each part as the name of an object has room for.
    short = ".".join(part[:60] for part in token.split("."))
    texts = {
        f"planted: the password {grouped(password)}": ["a password"],
        f"planted: sealed {password} for her": ["a password"],
        f"planted: x{password}y": ["a password"],
        f"planted: authorization: Bearer {short}": ["a token"],
        "planted: students, q=canari-tape": ["a word of 11 letters"],
        "planted: nothing at all": [],
    }

    def found(place: Iterable[str]) -> dict[str, list[str]]:
        """What is seen in the lines that hold each text."""
        lines = [line for each in place for line in each.splitlines()]
        return {
            text: leaks(
                "\n".join(line for line in lines if text in line),
                passwords={password},
                words=TYPED,
            )[:1]
            for text in texts
        }

    with _planted_everywhere(stack, list(texts)):
        places = _places(stack)
        places["documents"] = list(document_texts(stack))
    refused = Session()
    with httpx.Client(
        event_hooks=refused.watching(),
        transport=httpx.MockTransport(lambda _: httpx.Response(422, text="\n".join(texts))),
    ) as client:
        client.get("https://ent.exemple.fr")
    places["errors"] = refused.errors
    for place, told in places.items():
        assert (place, found(told)) == (place, texts)


@contextmanager
def _planted_everywhere(stack: Stack, texts: Iterable[str]) -> Iterator[None]:
    """Texts in logs, metrics, messages, the names and the bodies of objects, and rows."""
    logs, sqs, s3 = stack.client("logs"), stack.client("sqs"), stack.client("s3")
    dynamodb = stack.client("dynamodb")
    bucket, table = stack.outputs["DocumentsBucketName"], stack.outputs["TableName"]
    rows = {f"documents/{text}": _planted_row(number) for number, text in enumerate(texts)}
    logs.create_log_group(logGroupName="/planted")
    queue = sqs.create_queue(QueueName="planted")["QueueUrl"]
    try:
        logs.create_log_stream(logGroupName="/planted", logStreamName="lines")
        now = int(time.time() * 1000)
        lines = [line for text in texts for line in (text, json.dumps({"_aws": {}, "of": text}))]
        events = [{"timestamp": now, "message": line} for line in lines]
        logs.put_log_events(logGroupName="/planted", logStreamName="lines", logEvents=events)
        for name, row in rows.items():
            text = name.removeprefix("documents/")
            sqs.send_message(QueueUrl=queue, MessageBody=text)
            s3.put_object(Bucket=bucket, Key=name, Body=text.encode())
            dynamodb.put_item(TableName=table, Item=row | {"packed": {"S": text}})
        yield
    finally:
        logs.delete_log_group(logGroupName="/planted")
        sqs.delete_queue(QueueUrl=queue)
        for name, row in rows.items():
            s3.delete_object(Bucket=bucket, Key=name)
            dynamodb.delete_item(TableName=table, Key=row)


def _planted_row(number: int) -> dict[str, Any]:
    return {"PK": {"S": "0000000A#OPERATIONS"}, "SK": {"S": f"planted-{number}"}}


def _staff_tells_and_lists(secretary: Secretary) -> None:
    few = [s["account_id"] for s in secretary.all_students(q="a")[:3]]
    operation = secretary.notify({"account_ids": few}, reset_passwords=True).json()
    secretary.downloaded(operation)
    secretary.done("account-lists", few, population="students", format="csv")
    rows = secretary.guardians_not_notified(3, email="present")
    some = [row["guardian"]["account_id"] for row in rows]
    secretary.done("notifications", some, population="guardians", channel="email")
    secretary.done("password-resets", some, population="guardians")


def _somebody_types_nonsense(
    secretary: Secretary, teacher: Secretary, provider: IdentityProvider
) -> None:
    for who, path in (
        (secretary, "/students"),
        (secretary, "/guardians"),
        (teacher, "/troubleshooting/students"),
    ):
        who.client.get(f"/schools/{who.uai}{path}", params={"q": "Canari-Recherché"})
        who.client.get(f"/schools/{who.uai}{path}", params={"canari_corps": "x"})
    for path in ("notifications", "password-resets", "account-lists"):
        secretary.client.post(f"/schools/{secretary.uai}/{path}", content="{canari_corps")
    known = secretary.all_students(q="a")[0]["username"]
    for username in ("c.canaritape", known):
        assert provider.checks(username, "canari-tape")["result"] == "REFUSED"
    provider.tells("account.activated.v1", known, canari_forme="canari_forme")


def _a_guardian_confirms_her_address(secretary: Secretary, provider: IdentityProvider) -> None:
    [row] = secretary.guardians_not_notified(1)
    who = row["guardian"]
    provider.tells("account.email-confirmed.v1", who["username"], email=CONFIRMED)
    eventually(lambda: CONFIRMED in json.dumps(secretary.get(f"/guardians/{who['account_id']}")))


def _the_night_is_looked_for(stack: Stack) -> None:
    """Which writes metrics, though no night be due."""
    functions = stack.client("lambda")
    pages = functions.get_paginator("list_functions").paginate()
    [name] = [
        each["FunctionName"]
        for page in pages
        for each in page["Functions"]
        if "NightlyFunction" in each["FunctionName"]
    ]
    assert "FunctionError" not in functions.invoke(FunctionName=name, Payload=b"{}")


def _canaries(
    items: Iterable[dict[str, Any]], documents: Iterable[str], stack: Stack, secretary: Secretary
) -> Canaries:
    schools = {
        item["PK"]["S"].partition("#")[0] for item in items if "#STUDENTS" in item["PK"]["S"]
    }
    stored = {
        password
        for of_population in (stored_passwords, guardians_stored_passwords)
        for uai in schools
        for password in of_population(stack, uai).values()
    }
    printed = {each for document in documents for each in passwords_in(document)}
    assert len(stored) >= 3
    assert printed
    students = secretary.all_students()
    guardians = [row["guardian"] for row in secretary.every("/guardians")]
    people = [*students, *guardians]
    mails = {each["email"] for each in guardians if each["email"]} | {CONFIRMED}
    assert len(mails) > 1
    return Canaries(
        passwords={each.replace("-", "") for each in stored} | printed | SESSION.passwords,
        typed={*TYPED, *FIELDS},
        people=mails
        | SESSION.searched
        | {each["username"] for each in people}
        | {each["family_name"] for each in people if len(each["family_name"]) > 7},
    )


def _is_bookkeeping(partition: str) -> bool:
    about_people = partition.endswith(PEOPLE) or partition.startswith("USERNAME")
    about_imports = "#IMPORT" in partition or partition == "IMPORT_JOBS"
    # A school's own item names its classes and its address, not its pupils.
    return not about_people and not about_imports and not partition.endswith("#SCHOOL")


def _text(items: Iterable[dict[str, Any]]) -> str:
    return "\n".join(json.dumps(item, ensure_ascii=False, default=repr) for item in items)


def _places(stack: Stack) -> dict[str, list[str]]:
    """What lies where nobody's name, password or token may be."""
    logs = list(_log_lines(stack))
    rows = [item for item in every_item(stack) if _is_bookkeeping(item["PK"]["S"])]
    return {
        "lines of logs": logs,
        "names of objects": list(_object_names(stack)),
        "messages": list(_messages(stack)),
        "metrics": _metrics(logs),
        "bookkeeping rows": [_text([row]) for row in rows],
    }


def _log_lines(stack: Stack) -> Iterator[str]:
    logs = stack.client("logs")
    for page in logs.get_paginator("describe_log_groups").paginate():
        for group in page["logGroups"]:
            events = logs.get_paginator("filter_log_events")
            for found in events.paginate(logGroupName=group["logGroupName"]):
                yield from (event["message"] for event in found["events"])
    for path in sorted(Path(stack.logs).rglob("*.log")):
        yield path.read_text(encoding="utf-8", errors="replace")


def _object_names(stack: Stack) -> Iterator[str]:
    s3 = stack.client("s3")
    for bucket in (stack.outputs["DocumentsBucketName"], stack.outputs["RosterBucketName"]):
        for page in s3.get_paginator("list_objects_v2").paginate(Bucket=bucket):
            for each in page.get("Contents", []):
                yield each["Key"]
                yield json.dumps(s3.head_object(Bucket=bucket, Key=each["Key"])["Metadata"])


def _messages(stack: Stack) -> Iterator[str]:
    """What waits in every queue, those of what failed for good included; it goes on waiting."""
    sqs = stack.client("sqs")
    for url in sqs.list_queues()["QueueUrls"]:
        while found := sqs.receive_message(
            QueueUrl=url, MaxNumberOfMessages=10, VisibilityTimeout=5
        ).get("Messages"):
            yield from (message["Body"] for message in found)


def _metrics(logs: Iterable[str]) -> list[str]:
    """CloudWatch makes them of such lines; the local one leaves them in the logs."""
    return [line for text in logs for line in text.splitlines() if '"_aws"' in line]
