"""Statistics of a school, as its last night computed them (guide §6). Administration only."""

import io
from datetime import timedelta
from enum import StrEnum
from http import HTTPStatus
from typing import Annotated, Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Query
from aws_lambda_powertools.logging import correlation_paths
from aws_lambda_powertools.utilities.typing import LambdaContext

from shared.adapters.dynamodb.statistics import KEPT_DAYS
from shared.api.adapters import now, statistics
from shared.api.parameters import SchoolParameter
from shared.api.resolver import build_resolver, caller_of, logger
from shared.api.schemas.statistics import DayList, StatisticsAnswer
from shared.domain.errors import NoStatisticsError
from shared.domain.french_time import paris_date
from shared.domain.identifiers import Uai
from shared.domain.school import School
from shared.domain.statistics import SchoolStatistics, TableName, no_statistics
from shared.domain.statistics_sheet import last_update, sheets_of

app = build_resolver()


class FileFormat(StrEnum):
    CSV = "csv"
    XLSX = "xlsx"


_CONTENT_TYPES = {
    FileFormat.CSV: "text/csv; charset=utf-8",
    FileFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@app.get(
    "/schools/<uai>/statistics",
    operation_id="getStatistics",
    summary="Accounts by origin, class, MEF and home school",
    tags=["statistics"],
)
def tables(uai: SchoolParameter) -> StatisticsAnswer:
    caller_of(app).may_administer(Uai(uai))
    return StatisticsAnswer.of(statistics().latest(Uai(uai)) or no_statistics(School(Uai(uai))))


@app.get(
    "/schools/<uai>/statistics/days",
    operation_id="listStatisticsDays",
    summary="The totals of each day, over thirteen months",
    tags=["statistics"],
)
def days(uai: SchoolParameter) -> DayList:
    caller_of(app).may_administer(Uai(uai))
    since = paris_date(now() - timedelta(days=KEPT_DAYS))
    return DayList.of(statistics().days(Uai(uai), since=since))


@app.get(
    "/schools/<uai>/statistics/export",
    operation_id="exportStatistics",
    summary="One table, or all of them, as CSV or XLSX",
    responses={
        200: {
            "description": "The file",
            "content": {kind: {"schema": {"type": "string"}} for kind in _CONTENT_TYPES.values()},
        }
    },
    tags=["statistics"],
)
def export(  # type: ignore[no-untyped-def]  # noqa: ANN201  typed, it would be checked as JSON
    uai: SchoolParameter,
    file_format: Annotated[FileFormat, Query(alias="format")],
    table: Annotated[TableName | None, Query()] = None,
):
    caller_of(app).may_administer(Uai(uai))
    found = statistics().latest(Uai(uai))
    if found is None or found.computed_at is None:
        raise NoStatisticsError
    name = f"statistiques-{uai}-{paris_date(found.computed_at)}.{file_format}"
    return Response(
        status_code=int(HTTPStatus.OK),
        content_type=_CONTENT_TYPES[file_format],
        body=_file(found, file_format, table),
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _file(found: SchoolStatistics, file_format: FileFormat, table: TableName | None) -> bytes:
    """Its writer is imported where a file is made only."""
    if found.computed_at is None:
        raise NoStatisticsError
    out, sheets, updated = io.BytesIO(), sheets_of(found, table), last_update(found.computed_at)
    if file_format is FileFormat.CSV:
        from shared.adapters.lists import statistics_csv  # noqa: PLC0415  rarely needed

        statistics_csv.write_statistics(out, sheets, updated)
    else:
        from shared.adapters.lists import statistics_xlsx  # noqa: PLC0415  heavy, rarely needed

        statistics_xlsx.write_statistics(out, sheets, updated, found.computed_at)
    return out.getvalue()


@logger.inject_lambda_context(correlation_id_path=correlation_paths.API_GATEWAY_HTTP)
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    return app.resolve(event, context)
