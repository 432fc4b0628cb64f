"""What was done to an account, when and by whom: administration only."""

from typing import Any

from aws_lambda_powertools.logging import correlation_paths
from aws_lambda_powertools.utilities.typing import LambdaContext

from shared.api.adapters import audit, external_students, guardians, now, students
from shared.api.parameters import AccountParameter, SchoolParameter
from shared.api.resolver import build_resolver, caller_of, logger
from shared.api.schemas.history import HistoryAnswer
from shared.domain.identifiers import AccountId, Uai
from shared.usecases.show_history import AccountsOfASchool, show_history

app = build_resolver()


@app.get(
    "/schools/<uai>/accounts/<account_id>/history",
    operation_id="getAccountHistory",
    summary="What was done to an account",
    tags=["accounts"],
)
def history(uai: SchoolParameter, account_id: AccountParameter) -> HistoryAnswer:
    caller_of(app).may_administer(Uai(uai))
    accounts = AccountsOfASchool(students(), external_students(), guardians())
    entries = show_history(
        accounts, audit(), uai=Uai(uai), account_id=AccountId(account_id), at=now()
    )
    return HistoryAnswer.of(entries)


@logger.inject_lambda_context(correlation_id_path=correlation_paths.API_GATEWAY_HTTP)
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    return app.resolve(event, context)
