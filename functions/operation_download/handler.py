"""The document of an operation: made when asked for, handed out by a link that soon dies."""

from typing import Annotated, Any

from aws_lambda_powertools.event_handler.openapi.params import Path
from aws_lambda_powertools.logging import correlation_paths
from aws_lambda_powertools.utilities.typing import LambdaContext

from shared.adapters.storage.letter_files import LINK_LIFETIME
from shared.api.adapters import letter_files, now
from shared.api.resolver import build_resolver, caller_of, logger
from shared.api.schemas.common import OperationIdText, UaiPath
from shared.api.schemas.operations import DownloadAnswer
from shared.api.worker import letter_printer
from shared.domain.identifiers import OperationId, Uai

app = build_resolver()


@app.post(
    "/schools/<uai>/operations/<operation_id>/download",
    summary="A link to the operation's document",
    tags=["operations"],
)
def download(
    uai: Annotated[UaiPath, Path()], operation_id: Annotated[OperationIdText, Path()]
) -> DownloadAnswer:
    caller_of(app).may_administer(Uai(uai))
    at = now()
    printed = letter_printer().up_to_date_file(Uai(uai), OperationId(operation_id), at=at)
    file_name = printed.operation.file_name
    return DownloadAnswer(
        url=letter_files().link(Uai(uai), OperationId(operation_id), file_name),
        expires_at=at + LINK_LIFETIME,
        file_name=file_name,
        rendered_again=printed.rendered_again,
    )


@logger.inject_lambda_context(correlation_id_path=correlation_paths.API_GATEWAY_HTTP)
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    return app.resolve(event, context)
