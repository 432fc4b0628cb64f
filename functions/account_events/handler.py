"""Queue of the identity provider's events: each is recorded once on its account, or refused."""

import json
from functools import cache
from typing import Any

from aws_lambda_powertools import Logger
from aws_lambda_powertools.utilities.typing import LambdaContext

from functions.account_events.messages import RefusedEventError, account_event_of
from shared.adapters.aws import sqs_client
from shared.adapters.dynamodb.account_events import AccountEventRepository
from shared.adapters.dynamodb.account_register import AccountRegisterRepository
from shared.api.adapters import now, table
from shared.api.background import failing_quietly
from shared.api.resolver import log_unexpected
from shared.config import Environment, read_environment
from shared.usecases.record_account_event import EventOutcome, record_account_event

logger = Logger()


class _Settings(Environment, frozen=True):
    """What this function alone is handed."""

    refused_events_queue_url: str


@cache
def _settings() -> _Settings:
    return read_environment(_Settings)


@logger.inject_lambda_context
@failing_quietly
def lambda_handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """Answers with the messages that must be delivered again, the others being done with."""
    failed = [each["messageId"] for each in event["Records"] if not _done(each)]
    return {"batchItemFailures": [{"itemIdentifier": message_id} for message_id in failed]}


def _done(record: dict[str, Any]) -> bool:
    try:
        _record(record)
    except RefusedEventError as refusal:
        return _refused(record["messageId"], refusal)
    except Exception as error:  # noqa: BLE001  whatever it is, the other messages go on
        log_unexpected(error)
        return False
    return True


def _record(record: dict[str, Any]) -> None:
    event = account_event_of(record["body"])
    outcome, account_id = record_account_event(
        AccountRegisterRepository(table()), AccountEventRepository(table()), event, at=now()
    )
    usual = outcome in {EventOutcome.RECORDED, EventOutcome.ALREADY_RECORDED}
    (logger.info if usual else logger.warning)(
        "account_event",
        event_id=event.event_id,
        kind=event.kind.value,
        outcome=outcome.value,
        account_id=account_id,
    )


def _refused(message_id: str, refusal: RefusedEventError) -> bool:
    """Kept aside at once, by its ids: delivered again, it would still not be of the form."""
    told: dict[str, Any] = {
        "message_id": message_id,
        "envelope_id": refusal.envelope_id,
        "reason": refusal.reason.value,
    }
    try:
        sqs_client().send_message(
            QueueUrl=_settings().refused_events_queue_url, MessageBody=json.dumps(told)
        )
    except Exception as error:  # noqa: BLE001  not kept aside, so not done with
        log_unexpected(error)
        return False
    logger.warning("account_event_refused", **told)
    return True
