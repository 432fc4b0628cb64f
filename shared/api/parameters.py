"""The parameters that several routes take: in their path, their query and their headers."""

from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Header, Path, Query

from shared.api.schemas.common import (
    MOST_VALUES,
    AccountIdText,
    Code,
    IdempotencyKey,
    OperationIdText,
    SearchText,
    UaiPath,
)
from shared.domain.account import AccountStatus

SchoolParameter = Annotated[UaiPath, Path()]
AccountParameter = Annotated[AccountIdText, Path()]
OperationParameter = Annotated[OperationIdText, Path()]

TextParameter = Annotated[SearchText, Query()]
CodesParameter = Annotated[list[Code] | None, Query(max_length=MOST_VALUES)]
SchoolsParameter = Annotated[list[UaiPath] | None, Query(max_length=MOST_VALUES)]
StatusesParameter = Annotated[list[AccountStatus] | None, Query()]
LimitParameter = Annotated[int, Query(ge=1, le=200)]
CursorParameter = Annotated[str | None, Query(max_length=2000)]

IdempotencyParameter = Annotated[IdempotencyKey | None, Header(alias="Idempotency-Key")]
