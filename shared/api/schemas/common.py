"""Types that several requests and answers share."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, StringConstraints

UaiPath = Annotated[str, StringConstraints(pattern=r"^[0-9]{7}[A-Z]$")]
AccountIdText = Annotated[str, StringConstraints(pattern=r"^[0-9a-z]{16}$")]
OperationIdText = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{24}$")]
Code = Annotated[str, StringConstraints(max_length=50)]
IdempotencyKey = Annotated[str, StringConstraints(pattern=r"^[\x20-\x7e]{1,128}$")]
MOST_VALUES = 500
"""Of one criterion of a search: no school has as many classes, MEF codes or schools of origin."""

SearchText = Annotated[str, StringConstraints(max_length=100)]

Moment = Annotated[
    datetime,
    PlainSerializer(
        lambda at: at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        return_type=str,
    ),
]
"""An instant, in UTC, to the second: `2026-11-23T21:04:00Z`."""


class Request(BaseModel):
    """What a caller sends: a field we do not know is refused, not ignored."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, str_strip_whitespace=True, defer_build=True
    )


class Answer(BaseModel):
    """What we answer. A function loads more models than a request uses: built on first use."""

    model_config = ConfigDict(frozen=True, defer_build=True)


class Problem(Answer):
    """An error: `code` is stable and for scripts, `detail` is French and for the person."""

    status: int
    code: str
    detail: str
    errors: list[dict[str, str]] = Field(default_factory=list, description="The fields at fault")
