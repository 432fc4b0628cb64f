"""The night of one school: new usernames, what must be forgotten, statistics."""

from dataclasses import asdict
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from shared.adapters.queue.night_queue import night_of
from shared.api.adapters import now
from shared.api.background import failing_quietly
from shared.api.night import school_night
from shared.api.resolver import logger


@logger.inject_lambda_context
@failing_quietly
def lambda_handler(event: dict[str, Any], _context: LambdaContext) -> None:
    """One school a message: raised, an error makes the queue deliver it again."""
    for record in event["Records"]:
        uai, asked_at = night_of(record["body"])
        logger.append_keys(uai=uai)  # an error's own line names the school
        report = school_night().run(uai, asked_at=asked_at, at=now())
        if report is None:
            logger.info("night_ended_already")
        else:
            logger.info("night_ended", **asdict(report))
