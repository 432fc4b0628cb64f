"""Queue of dropped roster files: each becomes table items, a report, and a finished job."""

import json
import time
from datetime import UTC, datetime
from functools import cache
from typing import Any

from aws_lambda_powertools import Logger
from aws_lambda_powertools.utilities.typing import LambdaContext

from shared.adapters.aaf_reader import AafReader
from shared.adapters.dynamodb.guardians import GuardianRepository
from shared.adapters.dynamodb.import_reports import ImportJobRepository, ImportReportRepository
from shared.adapters.dynamodb.roster_feeds import RosterFeeds
from shared.adapters.dynamodb.roster_leases import RosterLeases
from shared.adapters.dynamodb.roster_register import RosterRegister
from shared.adapters.dynamodb.schools import SchoolRepository
from shared.adapters.dynamodb.students import StudentRepository
from shared.adapters.dynamodb.table import Table
from shared.adapters.queue.roster_queue import SqsRosterQueue
from shared.adapters.school_directory import directory_rows, is_school_directory
from shared.adapters.siecle_reader import SiecleReader
from shared.adapters.storage.roster_files import RosterFiles
from shared.adapters.transliteration import transliterate
from shared.api.background import failing_quietly
from shared.config import config, roster_config
from shared.domain.identifiers import new_account_id
from shared.usecases.import_roster import import_roster
from shared.usecases.roster_ports import DroppedObject, ImportPorts

logger = Logger()

_MILLISECONDS_FOR_A_SCHOOL = 120_000
"""What must be left of a call to begin one more school of a feed; the largest take half of it."""


def ports_on(table: Table, files: RosterFiles, queue: SqsRosterQueue) -> ImportPorts:
    """The adapters of an import."""

    def send_again(dropped: DroppedObject) -> None:
        queue.send(dropped.key, dropped.event_id)

    return ImportPorts(
        files=files,
        reader=SiecleReader(),
        feed_reader=AafReader(),
        feeds=RosterFeeds(table),
        is_directory=is_school_directory,
        directory=directory_rows,
        students=StudentRepository(table),
        guardians=GuardianRepository(table),
        register=RosterRegister(table, pause=time.sleep),
        schools=SchoolRepository(table),
        leases=RosterLeases(table, clock=_now),
        reports=ImportReportRepository(table),
        jobs=ImportJobRepository(table),
        send_again=send_again,
        transliterate=transliterate,
        new_account_id=new_account_id,
        clock=_now,
        pause=time.sleep,
    )


@cache
def _ports() -> ImportPorts:
    return ports_on(
        Table(config().table_name),
        RosterFiles(config().roster_bucket),
        SqsRosterQueue(roster_config().roster_queue_url),
    )


def _now() -> datetime:
    return datetime.now(UTC)


@logger.inject_lambda_context
@failing_quietly
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> None:
    """One message at a time (batch size 1): what fails rises, and the queue brings it again."""
    for record in event["Records"]:
        dropped = _dropped(json.loads(record["body"]))
        outcome = import_roster(_ports(), dropped, may_go_on=lambda: _time_left(context))
        logger.info(
            "roster_imported",
            event_id=dropped.event_id,
            uai=outcome.uai,
            status=outcome.status.value,
            counts=dict(outcome.counts),
            anomalies=outcome.anomaly_count,
        )


def _time_left(context: LambdaContext) -> bool:
    return context.get_remaining_time_in_millis() > _MILLISECONDS_FOR_A_SCHOOL


def _dropped(event: dict[str, Any]) -> DroppedObject:
    """S3's event as EventBridge tells it: there the key is not percent-encoded."""
    return DroppedObject(key=event["detail"]["object"]["key"], event_id=event["id"])
