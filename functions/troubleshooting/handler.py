"""The troubleshooting tables: students with their passwords. It cannot read a guardian."""

from typing import Annotated, Any

from aws_lambda_powertools.event_handler.openapi.params import Query
from aws_lambda_powertools.logging import correlation_paths
from aws_lambda_powertools.utilities.typing import LambdaContext

from shared.api.adapters import external_students, now, schools, students
from shared.api.resolver import build_resolver, caller_of, logger
from shared.api.schemas.troubleshooting import (
    ExternalTroubleshootingPage,
    StudentTroubleshootingPage,
)
from shared.api.search_parameters import (
    CodesParameter,
    CursorParameter,
    Pages,
    SchoolParameter,
    SchoolsParameter,
    StatusesParameter,
    TextParameter,
)
from shared.api.vault import password_sealer
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
from shared.usecases.troubleshoot_students import MOST_ROWS, with_passwords

app = build_resolver()

_FewRows = Annotated[int, Query(ge=1, le=MOST_ROWS)]


@app.get(
    "/schools/<uai>/troubleshooting/students",
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
    school_id = Uai(uai)
    caller_of(app).may_see_passwords_in_tables(school_id)
    criteria = StudentCriteria(
        q=q.strip(),
        school_classes=frozenset(school_class or ()),
        mef_codes=frozenset(mef_code or ()),
        statuses=frozenset(status or ()),
    )
    pages = Pages("troubleshooting students", uai, sort, criteria.signature())
    page = search_students(
        students(),
        uai=school_id,
        criteria=criteria,
        sort=sort,
        after=pages.place(cursor),
        limit=limit,
    )
    rows = with_passwords(page.students, password_sealer(), at=now())
    school = schools().get(school_id) or School(school_id)
    return StudentTroubleshootingPage.of(page, rows, school, pages.cursor(page.last_place))


@app.get(
    "/schools/<uai>/troubleshooting/external-students",
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
    caller_of(app).may_see_passwords_in_tables(host)
    criteria = ExternalStudentCriteria(
        q=q.strip(),
        home_schools=frozenset(Uai(each) for each in home_school or ()),
        mef_codes=frozenset(mef_code or ()),
        statuses=frozenset(status or ()),
    )
    hosted = external_students().all_of(host)
    homes = home_schools(schools(), hosted)
    pages = Pages("troubleshooting external_students", uai, sort, criteria.signature())
    page = search_external_students(
        hosted,
        {home.uai: home.display_name for home in homes.values()},
        host=host,
        criteria=criteria,
        sort=sort,
        after=pages.place(cursor),
        limit=limit,
    )
    rows = with_passwords(page.students, password_sealer(), at=now())
    return ExternalTroubleshootingPage.of(page, rows, homes, pages.cursor(page.last_place))


@logger.inject_lambda_context(correlation_id_path=correlation_paths.API_GATEWAY_HTTP)
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    return app.resolve(event, context)
