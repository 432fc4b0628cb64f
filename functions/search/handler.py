"""Searching a school's students, and what they can be searched by."""

from typing import Annotated, Any

from aws_lambda_powertools.event_handler.openapi.params import Path, Query
from aws_lambda_powertools.logging import correlation_paths
from aws_lambda_powertools.utilities.typing import LambdaContext

from shared.api.adapters import cursors, schools, students
from shared.api.resolver import build_resolver, caller_of, logger
from shared.api.schemas.common import Code, SearchText, UaiPath
from shared.api.schemas.students import SearchOptionsAnswer, StudentPageAnswer
from shared.domain.account import AccountStatus
from shared.domain.identifiers import Uai
from shared.domain.operation import Population
from shared.domain.school import School
from shared.domain.student_search import StudentCriteria, StudentSort
from shared.usecases.search_students import search_students, student_search_options

app = build_resolver()


@app.get("/schools/<uai>/students", summary="Search the students of a school", tags=["students"])
def search(
    uai: Annotated[UaiPath, Path()],
    q: Annotated[SearchText, Query()] = "",
    school_class: Annotated[list[Code] | None, Query()] = None,
    mef_code: Annotated[list[Code] | None, Query()] = None,
    status: Annotated[list[AccountStatus] | None, Query()] = None,
    sort: Annotated[StudentSort, Query()] = StudentSort.NAME,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    cursor: Annotated[str | None, Query(max_length=2000)] = None,
) -> StudentPageAnswer:
    school_id = Uai(uai)
    caller_of(app).may_troubleshoot(school_id)
    criteria = StudentCriteria(
        q=q.strip(),
        school_classes=frozenset(school_class or ()),
        mef_codes=frozenset(mef_code or ()),
        statuses=frozenset(status or ()),
    )
    searched = f"students {uai} {sort} {criteria.signature()}"
    page = search_students(
        students(),
        uai=school_id,
        criteria=criteria,
        sort=sort,
        after=cursors().opened(searched, cursor) if cursor is not None else None,
        limit=limit,
    )
    next_cursor = cursors().sealed(searched, page.last_place) if page.last_place else None
    school = schools().get(school_id) or School(school_id)
    return StudentPageAnswer.of(page, school, next_cursor)


@app.get(
    "/schools/<uai>/search-options",
    summary="Classes and MEFs to search by, with their numbers",
    tags=["students"],
)
def search_options(
    uai: Annotated[UaiPath, Path()],
    population: Annotated[Population, Query()] = Population.STUDENTS,  # noqa: ARG001  one so far
) -> SearchOptionsAnswer:
    caller_of(app).may_troubleshoot(Uai(uai))
    school = schools().get(Uai(uai)) or School(Uai(uai))
    return SearchOptionsAnswer.of(student_search_options(students().all_of(school.uai), school))


@logger.inject_lambda_context(correlation_id_path=correlation_paths.API_GATEWAY_HTTP)
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    return app.resolve(event, context)
