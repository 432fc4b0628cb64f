"""The académie's feed (« annuaire fédérateur », AAF): what a set of its files says of itself."""

from dataclasses import dataclass
from datetime import date

from shared.domain.identifiers import Uai


@dataclass(frozen=True, slots=True)
class FeedSummary:
    """What the names of a set of files say.

    Attributes:
        feed_id: whose feed it is; a delta only applies to the feed of the same name.
        complete: the whole feed; otherwise what changed since the last set.
        dated: the day the set was made.
        files: names of its documents, sorted.
    """

    feed_id: str
    complete: bool
    dated: date
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FeedSchool:
    """A school of the feed; at most six postal lines of at most 38 characters."""

    uai: Uai
    jointure: str
    name: str
    postal_lines: tuple[str, ...]
