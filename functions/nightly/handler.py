"""Four o'clock in Paris, and the two hours after it: every school whose night is due gets it.

The later runs find the schools whose night has not ended: they are sent again, and counted as
late, which is what the alarm looks at. `{"now": true}` asks for the night of every school.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from aws_lambda_powertools import Metrics
from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.typing import LambdaContext

from shared.adapters.dynamodb.nights import NightRepository
from shared.adapters.queue.night_queue import NightNotSentError, SqsNightQueue
from shared.api.adapters import now, table
from shared.api.background import failing_quietly
from shared.api.observability import METRICS_NAMESPACE, SERVICE
from shared.api.resolver import logger
from shared.config import night_config
from shared.domain.night import LATE_AFTER

_CLOCKS_MAY_DIFFER = timedelta(minutes=1)
"""What the scheduler calls four o'clock is a little before or after ours."""
_EVER = datetime.max.replace(tzinfo=UTC)

metrics = Metrics(namespace=METRICS_NAMESPACE, service=SERVICE)


@logger.inject_lambda_context
@metrics.log_metrics
@failing_quietly
def lambda_handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """How many schools were sent, how many of them were late, and when it was asked."""
    at = now()
    before = _EVER if event.get("now") is True else at + _CLOCKS_MAY_DIFFER
    due = list(NightRepository(table()).schools_due(before=before))
    late = [uai for uai, since in due if since + LATE_AFTER < at]
    for uai in late:
        logger.warning("night_late", uai=uai)
    metrics.add_metric("SchoolsSentToTheNight", MetricUnit.Count, len(due))
    metrics.add_metric("SchoolsLateForTheNight", MetricUnit.Count, len(late))
    queue = SqsNightQueue(night_config().night_queue_url)
    refused = queue.send([uai for uai, _ in due], asked_at=at)
    if refused:
        logger.error("night_not_sent", uais=refused)
        raise NightNotSentError
    return {"schools": len(due), "late": len(late), "asked_at": at.isoformat()}
