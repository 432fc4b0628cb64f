"""After the main journey, everything the stack stored is searched for what must not be there."""

import json
from collections.abc import Iterator
from pathlib import Path

from infra.local.stack import Stack
from tests.e2e.secretary import Secretary
from tests.e2e.stored import every_item, stored_passwords

PEOPLE = ("#STUDENTS", "#GUARDIANS", "#ADDRESSES")
"""Partitions that hold people by purpose; import reports name records by purpose too."""


def test_no_password_name_mail_or_token_is_in_logs_messages_names_or_bookkeeping(
    stack: Stack, college_secretary: Secretary
) -> None:
    secretary = college_secretary
    few = [s["account_id"] for s in secretary.all_students(q="a")[:3]]
    operation = secretary.notify({"account_ids": few}, reset_passwords=True).json()
    secretary.downloaded(operation)
    secretary.client.get(f"/schools/{secretary.uai}/students", params={"q": "Canari-Recherché"})
    secretary.client.get(f"/schools/{secretary.uai}/students", params={"canari_inconnu": "x"})
    secretary.client.post(f"/schools/{secretary.uai}/notifications", content="{canari_corps")

    students = secretary.all_students()
    passwords = stored_passwords(stack, secretary.uai)
    secrets = {
        *passwords.values(),
        *(password.replace("-", "") for password in passwords.values()),
        secretary.client.headers["Authorization"].removeprefix("Bearer "),
        "Canari-Recherché",
        "Canari-Recherch",
        "canari_corps",
    }
    names = {f"{s['family_name']}" for s in students if len(s["family_name"]) > 7}
    usernames = {s["username"] for s in students}
    mails = _guardians_mails(stack)
    assert mails
    assert len(passwords) >= 3

    logs = "\n".join(_log_lines(stack))
    assert "operation" in logs, "the journey left its trace: the search has something to search"
    _assert_absent(logs, secrets | names | usernames | mails, "logs")

    _assert_absent("\n".join(_object_names(stack)), secrets | names | usernames | mails, "names")
    _assert_absent("\n".join(_messages(stack)), secrets | names | usernames | mails, "queues")

    bookkeeping, everything = [], []
    for item in every_item(stack):
        text = json.dumps(item, ensure_ascii=False, default=repr)
        everything.append(text)
        partition = item["PK"]["S"]
        about_people = partition.endswith(PEOPLE) or partition.startswith("USERNAME")
        about_imports = "#IMPORT" in partition or partition == "IMPORT_JOBS"
        if not about_people and not about_imports:
            bookkeeping.append(text)
    _assert_absent("\n".join(everything), secrets, "the table")
    # A school's own item names its classes and its address, not its pupils.
    rows = "\n".join(row for row in bookkeeping if '#SCHOOL"' not in row)
    assert "#OPERATION" in rows
    _assert_absent(rows, names | usernames | mails, "bookkeeping rows")


def _assert_absent(text: str, canaries: set[str], where: str) -> None:
    # Which one it is would be a leak of its own in the test's log: its length is enough.
    found = [len(canary) for canary in canaries if canary in text]
    assert not found, f"{len(found)} canaries in {where}"


def _guardians_mails(stack: Stack) -> set[str]:
    return {
        word
        for item in every_item(stack)
        if item["PK"]["S"].endswith("#GUARDIANS") and "packed" in item
        for word in item["packed"]["S"].split('"')
        if "@" in word
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
    sqs = stack.client("sqs")
    for name in ("OperationsQueueUrl", "OperationsDeadLettersUrl", "RosterDeadLettersUrl"):
        answer = sqs.receive_message(
            QueueUrl=stack.outputs[name], MaxNumberOfMessages=10, VisibilityTimeout=1
        )
        yield from (message["Body"] for message in answer.get("Messages", []))
