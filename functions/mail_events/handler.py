"""Queue of the mail provider's events: each moves one mail of an outbox, none names anybody."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from shared.adapters.mail.ses_events import mail_event_of
from shared.api.adapters import outbox
from shared.api.background import failing_quietly
from shared.api.resolver import log_unexpected, logger
from shared.usecases.record_mail_event import record_mail_event


@logger.inject_lambda_context
@failing_quietly
def lambda_handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """A message that cannot be read or kept comes again, then goes to the dead letters."""
    failed = [record["messageId"] for record in event["Records"] if not _kept(record["body"])]
    return {"batchItemFailures": [{"itemIdentifier": each} for each in failed]}


def _kept(body: str) -> bool:
    try:
        told = mail_event_of(body)
        if told is None:
            logger.info("mail_event_ignored")
            return True
        record_mail_event(outbox(), told)
    except Exception as error:  # noqa: BLE001  the text of an event holds addresses: its place only
        log_unexpected(error)
        return False
    logger.info(
        "mail_event_recorded",
        kind=told.kind,
        uai=told.tags.uai,
        operation_id=told.tags.operation_id,
        account_id=told.tags.account_id,
    )
    return True
