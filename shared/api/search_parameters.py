"""The query parameters that every search takes, and the pages it gives."""

from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Path, Query

from shared.api.adapters import cursors
from shared.api.schemas.common import AccountIdText, Code, SearchText, UaiPath
from shared.domain.account import AccountStatus
from shared.usecases.paging import Place

SchoolParameter = Annotated[UaiPath, Path()]
AccountParameter = Annotated[AccountIdText, Path()]
TextParameter = Annotated[SearchText, Query()]
CodesParameter = Annotated[list[Code] | None, Query()]
SchoolsParameter = Annotated[list[UaiPath] | None, Query()]
StatusesParameter = Annotated[list[AccountStatus] | None, Query()]
LimitParameter = Annotated[int, Query(ge=1, le=200)]
CursorParameter = Annotated[str | None, Query(max_length=2000)]


class Pages:
    """The pages of one search: a cursor of another search is refused."""

    def __init__(self, *search: str) -> None:
        self._search = " ".join(search)

    def place(self, cursor: str | None) -> Place | None:
        """Where the page asked for starts after, None for the first.

        Raises:
            BadCursorError: when we did not make this cursor, or made it for another search.
        """
        place: Place | None = cursors().opened(self._search, cursor) if cursor is not None else None
        return place

    def cursor(self, last_place: Place | None) -> str | None:
        """What asks for the page that starts after `last_place`, None when there is none."""
        return cursors().sealed(self._search, last_place) if last_place is not None else None
