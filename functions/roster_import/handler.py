"""Queue of dropped roster files: each becomes table items, a report, and a finished job."""

import json
import time
from datetime import UTC, datetime
from functools import cache
from typing import Any

from aws_lambda_powertools import Logger
from aws_lambda_powertools.utilities.typing import LambdaContext

from shared.adapters.dynamodb.guardians import GuardianRepository
from shared.adapters.dynamodb.import_reports import ImportJobRepository, ImportReportRepository
from shared.adapters.dynamodb.roster_leases import RosterLeases
from shared.adapters.dynamodb.roster_register import RosterRegister
from shared.adapters.dynamodb.schools import SchoolRepository
from shared.adapters.dynamodb.students import StudentRepository
from shared.adapters.dynamodb.table import Table
from shared.adapters.school_directory import directory_rows, is_school_directory
from shared.adapters.siecle_reader import SiecleReader
from shared.adapters.storage.roster_files import RosterFiles
from shared.adapters.transliteration import transliterate
from shared.api.background import failing_quietly
from shared.config import config
from shared.domain.identifiers import new_account_id
from shared.usecases.import_roster import DroppedObject, import_roster
from shared.usecases.roster_ports import ImportPorts

logger = Logger()


def ports_on(table: Table, files: RosterFiles) -> ImportPorts:
    """The adapters of an import."""
    return ImportPorts(
        files=files,
        reader=SiecleReader(),
        is_directory=is_school_directory,
        directory=directory_rows,
        students=StudentRepository(table),
        guardians=GuardianRepository(table),
        register=RosterRegister(table, pause=time.sleep),
        schools=SchoolRepository(table),
        leases=RosterLeases(table, clock=_now),
        reports=ImportReportRepository(table),
        jobs=ImportJobRepository(table),
        transliterate=transliterate,
        new_account_id=new_account_id,
        clock=_now,
        pause=time.sleep,
    )


@cache
def _ports() -> ImportPorts:
    return ports_on(Table(config().table_name), RosterFiles(config().roster_bucket))


def _now() -> datetime:
    return datetime.now(UTC)


@logger.inject_lambda_context
@failing_quietly
def lambda_handler(event: dict[str, Any], _context: LambdaContext) -> None:
    """One message at a time (batch size 1): what fails rises, and the queue brings it again."""
    for record in event["Records"]:
        dropped = _dropped(json.loads(record["body"]))
        outcome = import_roster(_ports(), dropped)
        logger.info(
            "roster_imported",
            event_id=dropped.event_id,
            uai=outcome.uai,
            status=outcome.status.value,
            counts=dict(outcome.counts),
            anomalies=outcome.anomaly_count,
        )


def _dropped(event: dict[str, Any]) -> DroppedObject:
    """S3's event as EventBridge tells it: there the key is not percent-encoded."""
    return DroppedObject(key=event["detail"]["object"]["key"], event_id=event["id"])
