"""Another username for one account: asked for, withdrawn, and the list of those (guide §8).

What is asked here, the night applies. Administration only.
"""

from http import HTTPStatus
from typing import Annotated, Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Query
from aws_lambda_powertools.logging import correlation_paths
from aws_lambda_powertools.utilities.typing import LambdaContext

from shared.adapters.dynamodb.account_writes import AccountWrites
from shared.adapters.transliteration import transliterate
from shared.api.adapters import now, people, table
from shared.api.pages import Pages
from shared.api.parameters import (
    AccountParameter,
    CursorParameter,
    LimitParameter,
    SchoolParameter,
)
from shared.api.resolver import build_resolver, caller_of, logger
from shared.api.schemas.username_changes import UsernameChangeAnswer, UsernameChangeList
from shared.domain.errors import ConcurrentChangeError
from shared.domain.identifiers import AccountId, Uai
from shared.domain.username_change import UsernameChangeState
from shared.usecases.ask_username_change import ask_username_change, withdraw_username_change
from shared.usecases.list_username_changes import list_username_changes

app = build_resolver()


@app.get(
    "/schools/<uai>/username-changes",
    operation_id="listUsernameChanges",
    summary="New usernames of a school: asked for, applied, refused",
    tags=["usernames"],
)
def changes_of_school(
    uai: SchoolParameter,
    state: Annotated[list[UsernameChangeState] | None, Query()] = None,
    limit: LimitParameter = 50,
    cursor: CursorParameter = None,
) -> UsernameChangeList:
    caller_of(app).may_administer(Uai(uai))
    states = frozenset(state or ())
    pages = Pages("username-changes", uai, *sorted(states))
    page = list_username_changes(
        people(), uai=Uai(uai), states=states, after=pages.place(cursor), limit=limit
    )
    return UsernameChangeList.of(Uai(uai), page, pages.cursor(page.last_place))


@app.put(
    "/schools/<uai>/accounts/<account_id>/username-change",
    operation_id="requestUsernameChange",
    summary="Ask for another username, applied the next night",
    tags=["usernames"],
)
def ask(uai: SchoolParameter, account_id: AccountParameter) -> UsernameChangeAnswer:
    caller = caller_of(app)
    caller.may_administer(Uai(uai))
    seen = ask_username_change(
        people().seen_by,
        AccountWrites(table()),
        transliterate,
        uai=Uai(uai),
        account_id=AccountId(account_id),
        caller=caller,
        at=now(),
    )
    change = seen.person.account.username_change
    if change is None:  # withdrawn by someone else at this very moment
        raise ConcurrentChangeError
    return UsernameChangeAnswer.of(Uai(uai), seen, change)


@app.delete(
    "/schools/<uai>/accounts/<account_id>/username-change",
    operation_id="withdrawUsernameChange",
    summary="Withdraw the request of another username",
    responses={204: {"description": "No request is waiting"}},
    tags=["usernames"],
)
def withdraw(uai: SchoolParameter, account_id: AccountParameter):  # type: ignore[no-untyped-def]  # noqa: ANN201  typed, its empty body would be checked as JSON
    caller = caller_of(app)
    caller.may_administer(Uai(uai))
    withdraw_username_change(
        people().seen_by,
        AccountWrites(table()),
        uai=Uai(uai),
        account_id=AccountId(account_id),
        caller=caller,
        at=now(),
    )
    return Response(status_code=int(HTTPStatus.NO_CONTENT), content_type="text/plain", body="")


@logger.inject_lambda_context(correlation_id_path=correlation_paths.API_GATEWAY_HTTP)
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    return app.resolve(event, context)
