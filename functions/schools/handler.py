"""The caller, the caller's schools, a school's home page, search options and roster imports.

The home page and the options serve both modules, and read guardians for one of them only.
"""

from dataclasses import replace
from typing import Annotated, Any

from aws_lambda_powertools.event_handler.openapi.params import Query
from aws_lambda_powertools.logging import correlation_paths
from aws_lambda_powertools.utilities.typing import LambdaContext

from shared.api.adapters import (
    external_students,
    guardians,
    import_reports,
    schools,
    students,
)
from shared.api.pages import Pages
from shared.api.parameters import CursorParameter, SchoolParameter, TextParameter
from shared.api.resolver import build_resolver, caller_of, logger
from shared.api.schemas.imports import ImportList
from shared.api.schemas.schools import Me, SchoolHome, SchoolItem, SchoolList, StatusCounts
from shared.api.schemas.search_options import SearchOptionsAnswer
from shared.domain.account import AccountStatus, count_accounts
from shared.domain.errors import UnknownSchoolError
from shared.domain.identifiers import Uai
from shared.domain.instruction import Population
from shared.domain.staff import Module
from shared.domain.student_search import count_by_status, external_in
from shared.usecases.home_schools import home_schools, known_school
from shared.usecases.list_imports import imports_page
from shared.usecases.list_schools import list_schools
from shared.usecases.search_guardians import rows_of_school
from shared.usecases.search_options import (
    SearchOptions,
    external_search_options,
    guardian_search_options,
    student_search_options,
)

app = build_resolver()


@app.get("/me", operation_id="getMe", summary="Who the caller is", tags=["schools"])
def me() -> Me:
    return Me.of(caller_of(app))


@app.get(
    "/schools",
    operation_id="listSchools",
    summary="The caller's schools, by UAI or name",
    tags=["schools"],
)
def list_mine(q: TextParameter = "") -> SchoolList:
    caller = caller_of(app)
    found = list_schools(schools(), caller, q)
    items = [SchoolItem.of(school, caller.modules_in(school.uai)) for school in found]
    return SchoolList(items=items, total=len(found))


@app.get(
    "/schools/<uai>", operation_id="getSchool", summary="A school's home page", tags=["schools"]
)
def home(uai: SchoolParameter) -> SchoolHome:
    caller = caller_of(app)
    caller.may_troubleshoot(Uai(uai))
    school = schools().get(Uai(uai))
    if school is None:
        raise UnknownSchoolError
    modules = caller.modules_in(school.uai)
    guests = [g for g in external_students().all_of(school.uai) if external_in(g, school.uai)]
    present = [s for s in students().all_of(school.uai) if s.present_in(school.uai)]
    by_status = StatusCounts(
        students=count_by_status(present),
        external_students=count_by_status(guests),
        guardians=_guardian_counts(school.uai) if Module.ADMINISTRATION in modules else None,
    )
    # The roster counts its own pupils; who is hosted changes with the imports of other schools.
    known = replace(school, external_students=len(guests))
    return SchoolHome.of_school(known, by_status, modules)


def _guardian_counts(uai: Uai) -> dict[AccountStatus, int]:
    everyone = guardians().accounts_of(uai)
    return count_accounts(guardian.account for guardian in everyone if guardian.present_in(uai))


@app.get(
    "/schools/<uai>/search-options",
    operation_id="getSearchOptions",
    summary="What a population can be searched by, with its numbers",
    tags=["schools"],
)
def search_options(
    uai: SchoolParameter,
    population: Annotated[Population, Query()] = Population.STUDENTS,
) -> SearchOptionsAnswer:
    school_id = Uai(uai)
    caller = caller_of(app)
    if population is Population.GUARDIANS:
        caller.may_administer(school_id)
    caller.may_troubleshoot(school_id)
    return SearchOptionsAnswer.of(_options(population, school_id))


def _options(population: Population, uai: Uai) -> SearchOptions:
    if population is Population.EXTERNAL_STUDENTS:
        guests = [guest for guest in external_students().all_of(uai) if external_in(guest, uai)]
        return external_search_options(guests, home_schools(schools(), guests))
    school = known_school(schools(), uai)
    if population is Population.GUARDIANS:
        return guardian_search_options(rows_of_school(guardians(), students(), uai), school)
    return student_search_options(students().all_of(uai), school)


@app.get(
    "/schools/<uai>/imports",
    operation_id="listImports",
    summary="Reports of roster imports",
    tags=["schools"],
)
def imports(
    uai: SchoolParameter,
    limit: Annotated[int, Query(ge=1, le=50)] = 20,
    cursor: CursorParameter = None,
) -> ImportList:
    caller_of(app).may_administer(Uai(uai))
    pages = Pages("imports", uai)
    found, last_place = imports_page(
        import_reports(), uai=Uai(uai), after=pages.place(cursor), limit=limit
    )
    return ImportList.of(found, pages.cursor(last_place))


@logger.inject_lambda_context(correlation_id_path=correlation_paths.API_GATEWAY_HTTP)
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    return app.resolve(event, context)
