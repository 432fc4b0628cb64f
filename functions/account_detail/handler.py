"""A student's page, with what may be shown of her password."""

from typing import Annotated, Any

from aws_lambda_powertools.event_handler.openapi.params import Path
from aws_lambda_powertools.logging import correlation_paths
from aws_lambda_powertools.utilities.typing import LambdaContext

from shared.api.adapters import now, schools, students
from shared.api.resolver import build_resolver, caller_of, logger
from shared.api.schemas.common import AccountIdText, UaiPath
from shared.api.schemas.students import StudentAnswer
from shared.api.vault import password_sealer
from shared.domain.identifiers import AccountId, Uai
from shared.domain.school import School
from shared.usecases.show_student import show_student

app = build_resolver()


@app.get("/schools/<uai>/students/<account_id>", summary="A student's page", tags=["students"])
def student(
    uai: Annotated[UaiPath, Path()], account_id: Annotated[AccountIdText, Path()]
) -> StudentAnswer:
    caller_of(app).may_troubleshoot(Uai(uai))
    detail = show_student(
        students(), password_sealer(), uai=Uai(uai), account_id=AccountId(account_id), at=now()
    )
    return StudentAnswer.of_detail(detail, schools().get(Uai(uai)) or School(Uai(uai)))


@logger.inject_lambda_context(correlation_id_path=correlation_paths.API_GATEWAY_HTTP)
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    return app.resolve(event, context)
