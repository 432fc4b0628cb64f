"""The troubleshooting tables: students with their passwords. It cannot read a guardian."""

from typing import Annotated, Any

from aws_lambda_powertools.event_handler.openapi.params import Query
from aws_lambda_powertools.logging import correlation_paths
from aws_lambda_powertools.utilities.typing import LambdaContext

from shared.api.adapters import now
from shared.api.displays import display_budget
from shared.api.parameters import (
    CodesParameter,
    CursorParameter,
    SchoolParameter,
    SchoolsParameter,
    StatusesParameter,
    TextParameter,
)
from shared.api.resolver import build_resolver, caller_of, logger
from shared.api.schemas.troubleshooting import (
    ExternalTroubleshootingPage,
    ExternalTroubleshootingRow,
    StudentTroubleshootingPage,
    StudentTroubleshootingRow,
)
from shared.api.search_criteria import external_student_criteria, student_criteria
from shared.api.student_pages import page_of_external_students, page_of_students
from shared.api.vault import password_sealer
from shared.domain.identifiers import Uai
from shared.domain.student_search import ExternalStudentSort, StudentSort
from shared.usecases.troubleshoot_students import MOST_ROWS, with_passwords

app = build_resolver()

_FewRows = Annotated[int, Query(ge=1, le=MOST_ROWS)]


@app.get(
    "/schools/<uai>/troubleshooting/students",
    operation_id="troubleshootStudents",
    summary="Search the students of a school, with their passwords",
    tags=["troubleshooting"],
)
def search(
    uai: SchoolParameter,
    q: TextParameter = "",
    school_class: CodesParameter = None,
    mef_code: CodesParameter = None,
    status: StatusesParameter = None,
    sort: Annotated[StudentSort, Query()] = StudentSort.NAME,
    limit: _FewRows = MOST_ROWS,
    cursor: CursorParameter = None,
) -> StudentTroubleshootingPage:
    caller = caller_of(app)
    caller.may_see_passwords_in_tables(Uai(uai))
    criteria = student_criteria(q=q, school_class=school_class, mef_code=mef_code, status=status)
    found = page_of_students(
        "troubleshooting students", Uai(uai), criteria, sort, limit=limit, cursor=cursor
    )
    rows = with_passwords(found.page.students, password_sealer(), display_budget(caller), at=now())
    items = [
        StudentTroubleshootingRow.of(student, shown, found.home_of(student))
        for student, shown in rows
    ]
    return StudentTroubleshootingPage.of(items, found.page, found.next_cursor)


@app.get(
    "/schools/<uai>/troubleshooting/external-students",
    operation_id="troubleshootExternalStudents",
    summary="Search the students of other schools who are taught here, with their passwords",
    tags=["troubleshooting"],
)
def search_external(
    uai: SchoolParameter,
    q: TextParameter = "",
    home_school: SchoolsParameter = None,
    mef_code: CodesParameter = None,
    status: StatusesParameter = None,
    sort: Annotated[ExternalStudentSort, Query()] = ExternalStudentSort.NAME,
    limit: _FewRows = MOST_ROWS,
    cursor: CursorParameter = None,
) -> ExternalTroubleshootingPage:
    host = Uai(uai)
    caller = caller_of(app)
    caller.may_see_passwords_in_tables(host)
    criteria = external_student_criteria(
        q=q, home_school=home_school, mef_code=mef_code, status=status
    )
    found = page_of_external_students(
        "troubleshooting external_students", host, criteria, sort, limit=limit, cursor=cursor
    )
    rows = with_passwords(found.page.students, password_sealer(), display_budget(caller), at=now())
    items = [
        ExternalTroubleshootingRow.of(guest, shown, found.home_of(guest)) for guest, shown in rows
    ]
    return ExternalTroubleshootingPage.of(items, found.page, found.next_cursor)


@logger.inject_lambda_context(correlation_id_path=correlation_paths.API_GATEWAY_HTTP)
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    return app.resolve(event, context)
