"""After the main journeys, everything the stack stored is searched for what must not be there."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from infra.local.stack import Stack
from tests.e2e.identity_provider import IdentityProvider, eventually
from tests.e2e.secretary import Secretary
from tests.e2e.stored import every_item, stored_passwords

PEOPLE = ("#STUDENTS", "#GUARDIANS", "#ADDRESSES")
"""Partitions that hold people by purpose; import reports name records by purpose too."""

TYPED = ("Canari-Recherché", "canari_corps", "canari-tape", "c.canaritape", "canari_forme")
"""What somebody typed or sent, that nobody but the answer may repeat."""

CONFIRMED = "canari.confirme@example.org"


@dataclass(frozen=True)
class Canaries:
    """What the journeys had in hand, and where it may not be found again."""

    secrets: set[str]
    """Passwords, tokens, what was typed: nowhere in clear."""
    people: set[str]
    """Names, usernames, addresses of e-mail: with the people themselves only."""

    @property
    def all(self) -> set[str]:
        return self.secrets | self.people


def test_no_password_name_mail_or_token_is_in_logs_messages_names_or_bookkeeping(
    stack: Stack, college_secretary: Secretary, teacher: Secretary, provider: IdentityProvider
) -> None:
    _staff_tells_and_lists(college_secretary)
    _somebody_types_nonsense(college_secretary, teacher, provider)
    _a_guardian_confirms_her_address(college_secretary, provider)
    canaries = _canaries(stack, college_secretary)

    logs = "\n".join(_log_lines(stack))
    for trace in ("operation", "account_event", "account_event_refused", "credential_checked"):
        assert trace in logs, "the journeys left their trace: the search has something to search"
    _assert_absent(logs, canaries.all, "logs")
    _assert_absent("\n".join(_object_names(stack)), canaries.all, "names")
    _assert_absent("\n".join(_messages(stack)), canaries.all, "queues")

    everything = list(every_item(stack))
    # Confirmed by its holder, an address of e-mail is with her account.
    _assert_absent(_text(everything), canaries.secrets, "the table")
    rows = _text(item for item in everything if _is_bookkeeping(item["PK"]["S"]))
    for kind in ("#OPERATION", "#AUDIT", "SIGN_IN#"):
        assert kind in rows
    _assert_absent(rows, canaries.people, "bookkeeping rows")


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


def _canaries(stack: Stack, secretary: Secretary) -> Canaries:
    passwords = set(stored_passwords(stack, secretary.uai).values())
    assert len(passwords) >= 3
    token = secretary.client.headers["Authorization"].removeprefix("Bearer ")
    students = secretary.all_students()
    guardians = [row["guardian"] for row in secretary.every("/guardians")]
    people = [*students, *guardians]
    mails = {each["email"] for each in guardians if each["email"]} | {CONFIRMED}
    assert len(mails) > 1
    return Canaries(
        secrets=passwords | {each.replace("-", "") for each in passwords} | {token, *TYPED},
        people=mails
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


def _assert_absent(text: str, canaries: set[str], where: str) -> None:
    # Which one it is would be a leak of its own in the test's log: its length is enough.
    found = [len(canary) for canary in canaries if canary in text]
    assert not found, f"{len(found)} canaries in {where}"


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
    sqs = stack.client("sqs")
    for name in sorted(stack.outputs):
        if not name.endswith(("QueueUrl", "DeadLettersUrl")):
            continue
        answer = sqs.receive_message(
            QueueUrl=stack.outputs[name], MaxNumberOfMessages=10, VisibilityTimeout=1
        )
        yield from (message["Body"] for message in answer.get("Messages", []))
