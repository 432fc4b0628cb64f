"""The caller's day: what may still be displayed, and what is told of a day out of the ordinary.

The metric bears no name, and nobody's graph does; the log has the id of whoever it is.
"""

from aws_lambda_powertools import single_metric
from aws_lambda_powertools.metrics import MetricUnit

from shared.api.adapters import now, staff_days
from shared.api.observability import METRICS_NAMESPACE, SERVICE
from shared.api.resolver import logger
from shared.config import display_config
from shared.domain.identifiers import StaffId
from shared.domain.staff import Caller
from shared.domain.staff_day import DayLimits, Excess
from shared.usecases.display_budget import DisplayBudget


def display_budget(caller: Caller) -> DisplayBudget:
    """Of today, for whoever asks."""
    limits = DayLimits(display_config().display_budget, display_config().unusual_resets)
    return DisplayBudget(staff_days(), limits, _tell, caller.staff_id, now())


def _tell(staff_id: StaffId, excess: Excess) -> None:
    logger.warning("staff_day_unusual", excess=excess.value, staff_id=staff_id)
    with single_metric(
        name=excess.value,
        unit=MetricUnit.Count,
        value=1,
        namespace=METRICS_NAMESPACE,
        default_dimensions={"service": SERVICE},
    ):
        pass
