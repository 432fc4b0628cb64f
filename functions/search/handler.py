"""Searching a school's students and the external ones it hosts. It cannot read a guardian."""

from typing import Annotated, Any

from aws_lambda_powertools.event_handler.openapi.params import Query
from aws_lambda_powertools.logging import correlation_paths
from aws_lambda_powertools.utilities.typing import LambdaContext

from shared.api.parameters import (
    CodesParameter,
    CursorParameter,
    LimitParameter,
    SchoolParameter,
    SchoolsParameter,
    StatusesParameter,
    TextParameter,
)
from shared.api.resolver import build_resolver, caller_of, logger
from shared.api.schemas.students import (
    ExternalStudentPageAnswer,
    ExternalStudentRow,
    StudentPageAnswer,
    StudentRow,
)
from shared.api.search_criteria import external_student_criteria, student_criteria
from shared.api.student_pages import page_of_external_students, page_of_students
from shared.domain.identifiers import Uai
from shared.domain.student_search import ExternalStudentSort, StudentSort

app = build_resolver()


@app.get(
    "/schools/<uai>/students",
    operation_id="searchStudents",
    summary="Search the students of a school",
    tags=["students"],
)
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
    caller_of(app).may_troubleshoot(Uai(uai))
    criteria = student_criteria(q=q, school_class=school_class, mef_code=mef_code, status=status)
    found = page_of_students("students", Uai(uai), criteria, sort, limit=limit, cursor=cursor)
    items = [StudentRow.of(student, found.home_of(student)) for student in found.page.students]
    return StudentPageAnswer.of(items, found.page, found.next_cursor)


@app.get(
    "/schools/<uai>/external-students",
    operation_id="searchExternalStudents",
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
    criteria = external_student_criteria(
        q=q, home_school=home_school, mef_code=mef_code, status=status
    )
    found = page_of_external_students(
        "external_students", host, criteria, sort, limit=limit, cursor=cursor
    )
    items = [ExternalStudentRow.of(guest, found.home_of(guest)) for guest in found.page.students]
    return ExternalStudentPageAnswer.of(items, found.page, found.next_cursor)


@logger.inject_lambda_context(correlation_id_path=correlation_paths.API_GATEWAY_HTTP)
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    return app.resolve(event, context)
