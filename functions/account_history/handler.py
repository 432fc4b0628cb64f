"""What was done to an account or in a school, when and by whom: administration only."""

import io
from datetime import date
from http import HTTPStatus
from typing import Annotated, Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Query
from aws_lambda_powertools.logging import correlation_paths
from aws_lambda_powertools.utilities.typing import LambdaContext

from shared.api.adapters import (
    audit,
    external_students,
    guardians,
    now,
    operations,
    people,
    students,
)
from shared.api.pages import Pages
from shared.api.parameters import (
    AccountParameter,
    CursorParameter,
    LimitParameter,
    SchoolParameter,
)
from shared.api.resolver import build_resolver, caller_of, logger
from shared.api.schemas.history import HistoryAnswer
from shared.api.schemas.journal import JournalAnswer
from shared.domain.identifiers import AccountId, Uai
from shared.domain.journal import Period
from shared.usecases.show_history import AccountsOfASchool, show_history
from shared.usecases.show_journal import journal_lines, journal_page

app = build_resolver()

_CSV = "text/csv; charset=utf-8"


@app.get(
    "/schools/<uai>/accounts/<account_id>/history",
    operation_id="getAccountHistory",
    summary="What was done to an account",
    tags=["accounts"],
)
def history(uai: SchoolParameter, account_id: AccountParameter) -> HistoryAnswer:
    caller_of(app).may_administer(Uai(uai))
    accounts = AccountsOfASchool(students(), external_students(), guardians())
    entries = show_history(
        accounts, audit(), uai=Uai(uai), account_id=AccountId(account_id), at=now()
    )
    return HistoryAnswer.of(entries)


DayParameter = Annotated[date | None, Query()]


@app.get(
    "/schools/<uai>/journal",
    operation_id="getJournal",
    summary="What the staff of a school did, over the last 31 days or those asked for",
    tags=["journal"],
)
def journal(
    uai: SchoolParameter,
    since: DayParameter = None,
    until: DayParameter = None,
    limit: LimitParameter = 50,
    cursor: CursorParameter = None,
) -> JournalAnswer:
    caller_of(app).may_administer(Uai(uai))
    period = Period.of(since, until, at=now())
    pages = Pages("journal", uai, str(period.since), str(period.until))
    entries, last_place = journal_page(
        audit(),
        people(),
        uai=Uai(uai),
        period=period,
        after=pages.place(cursor),
        limit=limit,
        at=now(),
    )
    return JournalAnswer.of(period, entries, pages.cursor(last_place))


@app.get(
    "/schools/<uai>/journal/export",
    operation_id="exportJournal",
    summary="The same days as CSV, one line for each account",
    responses={
        200: {
            "description": "The file",
            "content": {_CSV: {"schema": {"type": "string"}}},
        }
    },
    tags=["journal"],
)
def export(  # type: ignore[no-untyped-def]  # noqa: ANN201  typed, it would be checked as JSON
    uai: SchoolParameter, since: DayParameter = None, until: DayParameter = None
):
    from shared.adapters.lists.journal_csv import write_journal  # noqa: PLC0415  rarely needed

    caller_of(app).may_administer(Uai(uai))
    period, out = Period.of(since, until, at=now()), io.BytesIO()
    lines = journal_lines(audit(), people(), operations(), uai=Uai(uai), period=period, at=now())
    write_journal(out, lines)
    name = f"journal-{uai}-{period.since}-{period.until}.csv"
    return Response(
        status_code=int(HTTPStatus.OK),
        content_type=_CSV,
        body=out.getvalue(),
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@logger.inject_lambda_context(correlation_id_path=correlation_paths.API_GATEWAY_HTTP)
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    return app.resolve(event, context)
