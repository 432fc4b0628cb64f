"""The caller, the caller's schools, a school's home page and its roster imports."""

from typing import Annotated, Any

from aws_lambda_powertools.event_handler.openapi.params import Path, Query
from aws_lambda_powertools.logging import correlation_paths
from aws_lambda_powertools.utilities.typing import LambdaContext

from shared.api.adapters import guardians, import_reports, schools, students
from shared.api.resolver import build_resolver, caller_of, logger
from shared.api.schemas.common import SearchText, UaiPath
from shared.api.schemas.imports import ImportList
from shared.api.schemas.schools import Me, SchoolHome, SchoolItem, SchoolList, StatusCounts
from shared.domain.account import count_accounts
from shared.domain.errors import UnknownSchoolError
from shared.domain.identifiers import Uai
from shared.domain.student_search import count_by_status
from shared.usecases.list_imports import latest_imports
from shared.usecases.list_schools import list_schools

_NEWEST_IMPORTS = 20

app = build_resolver()


@app.get("/me", summary="Who the caller is", tags=["schools"])
def me() -> Me:
    return Me.of(caller_of(app))


@app.get("/schools", summary="The caller's schools, by UAI or name", tags=["schools"])
def list_mine(q: Annotated[SearchText, Query()] = "") -> SchoolList:
    found = list_schools(schools(), caller_of(app), q)
    return SchoolList(items=[SchoolItem.of(school) for school in found], total=len(found))


@app.get("/schools/<uai>", summary="A school's home page", tags=["schools"])
def home(uai: Annotated[UaiPath, Path()]) -> SchoolHome:
    caller_of(app).may_troubleshoot(Uai(uai))
    school = schools().get(Uai(uai))
    if school is None:
        raise UnknownSchoolError
    present = (student for student in students().all_of(school.uai) if not student.departed_on)
    everyone, _links = guardians().all_of(school.uai)
    linked = (guardian for guardian in everyone if not guardian.departed_on)
    by_status = StatusCounts(
        students=count_by_status(present),
        guardians=count_accounts(guardian.account for guardian in linked),
    )
    return SchoolHome.of_school(school, by_status)


@app.get("/schools/<uai>/imports", summary="Reports of roster imports", tags=["schools"])
def imports(uai: Annotated[UaiPath, Path()]) -> ImportList:
    caller_of(app).may_administer(Uai(uai))
    found = latest_imports(import_reports(), uai=Uai(uai), limit=_NEWEST_IMPORTS)
    return ImportList.of(found)


@logger.inject_lambda_context(correlation_id_path=correlation_paths.API_GATEWAY_HTTP)
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    return app.resolve(event, context)
