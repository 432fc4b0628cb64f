"""Searching a school's students and the external ones it hosts. It cannot read a guardian."""

from typing import Annotated, Any

from aws_lambda_powertools.event_handler.openapi.params import Query
from aws_lambda_powertools.logging import correlation_paths
from aws_lambda_powertools.utilities.typing import LambdaContext

from shared.api.adapters import external_students, schools, students
from shared.api.resolver import build_resolver, caller_of, logger
from shared.api.schemas.students import ExternalStudentPageAnswer, StudentPageAnswer
from shared.api.search_parameters import (
    CodesParameter,
    CursorParameter,
    LimitParameter,
    Pages,
    SchoolParameter,
    SchoolsParameter,
    StatusesParameter,
    TextParameter,
)
from shared.domain.identifiers import Uai
from shared.domain.school import School
from shared.domain.student_search import (
    ExternalStudentCriteria,
    ExternalStudentSort,
    StudentCriteria,
    StudentSort,
)
from shared.usecases.home_schools import home_schools
from shared.usecases.search_students import search_external_students, search_students

app = build_resolver()


@app.get("/schools/<uai>/students", summary="Search the students of a school", tags=["students"])
def search(
    uai: SchoolParameter,
    q: TextParameter = "",
    school_class: CodesParameter = None,
    mef_code: CodesParameter = None,
    status: StatusesParameter = None,
    sort: Annotated[StudentSort, Query()] = StudentSort.NAME,
    limit: LimitParameter = 50,
    cursor: CursorParameter = None,
) -> StudentPageAnswer:
    school_id = Uai(uai)
    caller_of(app).may_troubleshoot(school_id)
    criteria = StudentCriteria(
        q=q.strip(),
        school_classes=frozenset(school_class or ()),
        mef_codes=frozenset(mef_code or ()),
        statuses=frozenset(status or ()),
    )
    pages = Pages("students", uai, sort, criteria.signature())
    page = search_students(
        students(),
        uai=school_id,
        criteria=criteria,
        sort=sort,
        after=pages.place(cursor),
        limit=limit,
    )
    school = schools().get(school_id) or School(school_id)
    return StudentPageAnswer.of(page, school, pages.cursor(page.last_place))


@app.get(
    "/schools/<uai>/external-students",
    summary="Search the students of other schools who are taught here",
    tags=["external students"],
)
def search_external(
    uai: SchoolParameter,
    q: TextParameter = "",
    home_school: SchoolsParameter = None,
    mef_code: CodesParameter = None,
    status: StatusesParameter = None,
    sort: Annotated[ExternalStudentSort, Query()] = ExternalStudentSort.NAME,
    limit: LimitParameter = 50,
    cursor: CursorParameter = None,
) -> ExternalStudentPageAnswer:
    host = Uai(uai)
    caller_of(app).may_troubleshoot(host)
    criteria = ExternalStudentCriteria(
        q=q.strip(),
        home_schools=frozenset(Uai(each) for each in home_school or ()),
        mef_codes=frozenset(mef_code or ()),
        statuses=frozenset(status or ()),
    )
    hosted = external_students().all_of(host)
    homes = home_schools(schools(), hosted)
    pages = Pages("external_students", uai, sort, criteria.signature())
    page = search_external_students(
        hosted,
        {home.uai: home.display_name for home in homes.values()},
        host=host,
        criteria=criteria,
        sort=sort,
        after=pages.place(cursor),
        limit=limit,
    )
    return ExternalStudentPageAnswer.of(page, homes, pages.cursor(page.last_place))


@logger.inject_lambda_context(correlation_id_path=correlation_paths.API_GATEWAY_HTTP)
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    return app.resolve(event, context)
