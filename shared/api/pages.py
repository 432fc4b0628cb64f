"""The pages that a search gives, one after the other."""

from shared.api.adapters import cursors
from shared.usecases.paging import Place


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
