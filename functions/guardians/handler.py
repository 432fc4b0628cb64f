"""Searching a school's guardians, and a guardian's page: administration only."""

from typing import Annotated, Any

from aws_lambda_powertools.event_handler.openapi.params import Query
from aws_lambda_powertools.logging import correlation_paths
from aws_lambda_powertools.utilities.typing import LambdaContext

from shared.api.adapters import guardians, now, schools, students
from shared.api.displays import display_budget
from shared.api.pages import Pages
from shared.api.parameters import (
    AccountParameter,
    CodesParameter,
    CursorParameter,
    LimitParameter,
    SchoolParameter,
    StatusesParameter,
    TextParameter,
)
from shared.api.resolver import build_resolver, caller_of, logger
from shared.api.schemas.guardians import GuardianAnswer, GuardianPageAnswer
from shared.api.search_criteria import guardian_criteria
from shared.api.vault import password_sealer
from shared.domain.guardian_search import EmailPresence, GuardianSort, OriginChoice
from shared.domain.identifiers import AccountId, Uai
from shared.usecases.home_schools import known_school
from shared.usecases.search_guardians import search_guardians
from shared.usecases.show_guardian import show_guardian

app = build_resolver()


@app.get(
    "/schools/<uai>/guardians",
    operation_id="searchGuardians",
    summary="Search the guardians of a school",
    tags=["guardians"],
)
def search(
    uai: SchoolParameter,
    q: TextParameter = "",
    school_class: CodesParameter = None,
    mef_code: CodesParameter = None,
    status: StatusesParameter = None,
    email: Annotated[EmailPresence | None, Query()] = None,
    origin: Annotated[list[OriginChoice] | None, Query()] = None,
    disputed: Annotated[bool | None, Query()] = None,
    sort: Annotated[GuardianSort, Query()] = GuardianSort.NAME,
    limit: LimitParameter = 50,
    cursor: CursorParameter = None,
) -> GuardianPageAnswer:
    school_id = Uai(uai)
    caller_of(app).may_administer(school_id)
    criteria = guardian_criteria(
        q=q,
        school_class=school_class,
        mef_code=mef_code,
        status=status,
        email=email,
        origin=origin,
        disputed=disputed,
    )
    pages = Pages("guardians", uai, sort, criteria.signature())
    page = search_guardians(
        guardians(),
        students(),
        uai=school_id,
        criteria=criteria,
        sort=sort,
        after=pages.place(cursor),
        limit=limit,
    )
    school = known_school(schools(), school_id)
    return GuardianPageAnswer.of(page, school, pages.cursor(page.last_place))


@app.get(
    "/schools/<uai>/guardians/<account_id>",
    operation_id="getGuardian",
    summary="A guardian's page",
    tags=["guardians"],
)
def guardian(uai: SchoolParameter, account_id: AccountParameter) -> GuardianAnswer:
    school_id = Uai(uai)
    caller = caller_of(app)
    caller.may_administer(school_id)
    detail = show_guardian(
        guardians(),
        students(),
        password_sealer(),
        display_budget(caller),
        uai=school_id,
        account_id=AccountId(account_id),
        at=now(),
    )
    return GuardianAnswer.of_detail(detail, known_school(schools(), school_id))


@logger.inject_lambda_context(correlation_id_path=correlation_paths.API_GATEWAY_HTTP)
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    return app.resolve(event, context)
