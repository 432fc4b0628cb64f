"""The document of an operation: made when asked for, handed out by a link that soon dies."""

from typing import Any

from aws_lambda_powertools.logging import correlation_paths
from aws_lambda_powertools.utilities.typing import LambdaContext

from shared.adapters.storage.document_files import LINK_LIFETIME
from shared.api.adapters import document_files, now, operations, staff_traces
from shared.api.parameters import OperationParameter, SchoolParameter
from shared.api.resolver import build_resolver, caller_of, logger
from shared.api.schemas.operations import DownloadAnswer
from shared.api.worker import document_printer
from shared.domain.identifiers import OperationId, Uai
from shared.usecases.show_operation import Follower, known_operation

app = build_resolver()


@app.post(
    "/schools/<uai>/operations/<operation_id>/download",
    operation_id="downloadDocument",
    summary="A link to the operation's document",
    tags=["operations"],
)
def download(uai: SchoolParameter, operation_id: OperationParameter) -> DownloadAnswer:
    caller = caller_of(app)
    caller.may_troubleshoot(Uai(uai))
    follower = Follower(caller, Uai(uai))
    operation = known_operation(operations(), follower, OperationId(operation_id))
    at = now()
    printed = document_printer().up_to_date_file(operation, at=at)
    # Before there is a link: nobody leaves with passwords and without a trace.
    staff_traces().document_downloaded(operation, caller, at=at)
    return DownloadAnswer(
        url=document_files().link(operation),
        expires_at=at + LINK_LIFETIME,
        file_name=operation.file_name or "",
        rendered_again=printed.rendered_again,
    )


@logger.inject_lambda_context(correlation_id_path=correlation_paths.API_GATEWAY_HTTP)
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    return app.resolve(event, context)
