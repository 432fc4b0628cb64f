"""`python -m infra.restore`: a restored table made ready to be used again.

Run before any function is pointed at it (docs/runbooks/restore.md): what was under way at the
moment of the backup was ended after it, so it is given up here and not done a second time.
"""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from shared.adapters.aws import dynamodb_client, s3_client
from shared.adapters.dynamodb.operations import OperationRepository
from shared.adapters.dynamodb.outbox import OutboxRepository
from shared.adapters.dynamodb.table import Table
from shared.api.adapters import now
from shared.usecases.end_operation import OperationEnding

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

_EVER = datetime.fromisoformat("9999-12-31T00:00:00+00:00")


class NotARestoredTableError(Exception):
    """The functions may be using it, or its restore has not ended."""


@dataclass(frozen=True, slots=True)
class Readied:
    """What was done, counted.

    `not_done` are the accounts of operations given up that were not done in the backup, or whose
    mail had not gone.
    """

    operations: int
    not_done: int
    documents: int


def ready(table: Table, documents: str, s3: "S3Client") -> Readied:
    """Give up every unfinished operation of `table`, and empty the bucket `documents`.

    A document left there says passwords that the table has lost; those of the last 24 hours are
    made again from the table when they are asked for. Running it again does what is left.
    """
    operations = OperationRepository(table)
    ending = OperationEnding(operations, OutboxRepository(table), now)
    ended = []
    for uai, operation_id in operations.standing_still(at=_EVER):
        operation = operations.get(uai, operation_id)
        if operation is not None and not operation.status.finished:
            ending.give_up(operation)
            ended.append(ending.finish(operation))
    return Readied(len(ended), sum(each.failed for each in ended), _emptied(documents, s3))


def _emptied(bucket: str, s3: "S3Client") -> int:
    count = 0
    for page in s3.get_paginator("list_objects_v2").paginate(Bucket=bucket):
        for each in page.get("Contents", []):
            s3.delete_object(Bucket=bucket, Key=each["Key"])
            count += 1
    return count


def check_restored(table: str) -> None:
    """That AWS has restored this table, and that nobody has put it in use.

    Raises:
        NotARestoredTableError: what is under way there may be a function's. A restored table has
            no time to live until it is given one, which is the next step.
    """
    summary = dynamodb_client().describe_table(TableName=table)["Table"].get("RestoreSummary")
    ttl = dynamodb_client().describe_time_to_live(TableName=table)["TimeToLiveDescription"]
    in_use = ttl.get("TimeToLiveStatus") in {"ENABLED", "ENABLING"}
    if summary is None or summary["RestoreInProgress"] or in_use:
        raise NotARestoredTableError(table)


def main(arguments: Sequence[str] | None = None) -> int:
    asked = _arguments(arguments)
    try:
        check_restored(asked.table)
    except NotARestoredTableError:
        print(f"{asked.table}: not restored, not yet, or in use; nothing done", file=sys.stderr)
        return 1
    done = ready(Table(asked.table), asked.documents, s3_client())
    print(
        f"operations given up: {done.operations}; accounts not done: {done.not_done}; "
        f"documents deleted: {done.documents}"
    )
    return 0


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m infra.restore", description=__doc__)
    parser.add_argument("--table", required=True, help="the restored table")
    parser.add_argument("--documents", required=True, help="the output DocumentsBucketName")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
