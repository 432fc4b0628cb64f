"""A worker killed in the middle of 3,000 accounts: nothing is lost, nothing is done twice."""

import json
import os
import signal
import time
from collections import Counter
from pathlib import Path

from infra.local.stack import Stack
from shared.adapters.dynamodb import keys
from shared.adapters.dynamodb.table import Table
from shared.domain.identifiers import Uai
from tests.e2e.secretary import Secretary, page_texts
from tests.e2e.stored import every_item, stored_passwords

RESET_ALL = {"criteria": {}, "expected_total": 3000}


def test_a_killed_worker_ends_after_redelivery_with_every_account_notified_once(
    stack: Stack, secretary: Secretary
) -> None:
    generations = _generations(secretary, stack)
    asked = secretary.notify(RESET_ALL, reset_passwords=True, include_activated=True).json()
    operation_id = asked["operation_id"]

    progress = _killed_in_the_middle(stack, secretary, operation_id)
    assert 0 < progress < 3000, "the worker was to die with some slices done and some not"

    for _ in range(2):  # at-least-once: the queue may well deliver it more than once
        stack.client("sqs").send_message(
            QueueUrl=stack.outputs["OperationsQueueUrl"],
            MessageBody=json.dumps({"uai": secretary.uai, "operation_id": operation_id}),
        )
    ended, _seen = secretary.followed(asked)
    assert (ended["status"], ended["done"]) == ("SUCCEEDED", 3000)

    after = _generations(secretary, stack)
    assert Counter(after[each] - generations[each] for each in after) == {1: 3000}
    audited = Counter(
        item["PK"]["S"]
        for item in every_item(stack)
        if item["SK"]["S"] == operation_id and "#AUDIT#" in item["PK"]["S"]
    )
    assert len(audited) == 3000
    assert set(audited.values()) == {1}

    _link, document = secretary.downloaded(ended)
    pages = page_texts(document)
    passwords = stored_passwords(stack, secretary.uai)
    students = secretary.all_students(sort="school_class")
    assert len(pages) == len(students)
    for page, student in zip(pages, students, strict=True):
        assert passwords[student["account_id"]] in page


def _generations(secretary: Secretary, stack: Stack) -> dict[str, int]:
    """How many passwords each account of the school has had."""
    table = Table(stack.outputs["TableName"], stack.client("dynamodb"))
    return {
        item["SK"]["S"]: json.loads(item["packed"]["S"])[0][3]
        for item in table.query(keys.students(Uai(secretary.uai)))
    }


def _killed_in_the_middle(stack: Stack, secretary: Secretary, operation_id: str) -> int:
    """Kill the worker's process once some slices are done; returns the accounts done by then."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if secretary.get(f"/operations/{operation_id}")["done"] > 0:
            for pid in _worker_processes(stack):
                os.kill(pid, signal.SIGKILL)
            time.sleep(1)
            return int(secretary.get(f"/operations/{operation_id}")["done"])
        time.sleep(0.05)
    raise AssertionError("the worker never began")


def _worker_processes(stack: Stack) -> list[int]:
    """The processes of this stack's own operation worker, found by their environment."""
    mine = stack.emulator.encode()
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            environment = (folder / "environ").read_bytes()
        except OSError:
            continue
        name = b"AWS_LAMBDA_FUNCTION_NAME="
        of_worker = any(
            entry.startswith(name) and b"OperationWorker" in entry
            for entry in environment.split(b"\0")
        )
        if of_worker and mine in environment:
            found.append(int(folder.name))
    assert found, "no process of the operation worker"
    return found
