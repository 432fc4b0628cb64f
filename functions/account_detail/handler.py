"""The page of a student, own or external, with her password. It cannot read a guardian."""

from typing import Any

from aws_lambda_powertools.logging import correlation_paths
from aws_lambda_powertools.utilities.typing import LambdaContext

from shared.api.adapters import external_students, now, schools, students
from shared.api.displays import display_budget
from shared.api.parameters import AccountParameter, SchoolParameter
from shared.api.resolver import build_resolver, caller_of, logger
from shared.api.schemas.students import ExternalStudentAnswer, StudentAnswer
from shared.api.vault import password_sealer
from shared.domain.identifiers import AccountId, Uai
from shared.usecases.home_schools import known_school
from shared.usecases.show_student import show_external_student, show_student

app = build_resolver()


@app.get(
    "/schools/<uai>/students/<account_id>",
    operation_id="getStudent",
    summary="A student's page",
    tags=["students"],
)
def student(uai: SchoolParameter, account_id: AccountParameter) -> StudentAnswer:
    caller = caller_of(app)
    caller.may_troubleshoot(Uai(uai))
    detail = show_student(
        students(),
        password_sealer(),
        display_budget(caller),
        uai=Uai(uai),
        account_id=AccountId(account_id),
        at=now(),
    )
    return StudentAnswer.of_detail(detail, known_school(schools(), Uai(uai)))


@app.get(
    "/schools/<uai>/external-students/<account_id>",
    operation_id="getExternalStudent",
    summary="The page of a student of another school who is taught here",
    tags=["external students"],
)
def external_student(uai: SchoolParameter, account_id: AccountParameter) -> ExternalStudentAnswer:
    caller = caller_of(app)
    caller.may_troubleshoot(Uai(uai))
    detail = show_external_student(
        external_students(),
        password_sealer(),
        display_budget(caller),
        host=Uai(uai),
        account_id=AccountId(account_id),
        at=now(),
    )
    home = detail.student.account.uai
    return ExternalStudentAnswer.of_detail(detail, known_school(schools(), home), host=Uai(uai))


@logger.inject_lambda_context(correlation_id_path=correlation_paths.API_GATEWAY_HTTP)
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    return app.resolve(event, context)
