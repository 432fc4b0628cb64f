"""What the académie's feed knows beyond the one school that is being reconciled."""

from dataclasses import dataclass
from typing import Protocol

from shared.domain.identifiers import Uai


class Feed(Protocol):
    """What the rules ask of a feed."""

    def home_of(self, ine: str) -> Uai | None:
        """The school where the feed places the pupil of this INE, None when it does not say."""
        ...

    def covers(self, uai: Uai) -> bool:
        """Whether the feed says who the pupils of this school are."""
        ...

    def guardian_listed(self, jointure: str) -> bool:
        """Whether the feed gives this person as a guardian, in whichever school."""
        ...


@dataclass(frozen=True, slots=True)
class FeedFacts:
    """A feed, and the name that tells its jointures from those of other feeds.

    Each académie numbers its people on its own: two feeds may give one jointure to two persons,
    who must never share an account.
    """

    feed_id: str
    feed: Feed

    def places(self, ine: str, uai: Uai, *, instead_of: Uai) -> bool:
        """Whether a pupil known at `instead_of` is at `uai` by now: the feed speaks for both."""
        return self.feed.home_of(ine) == uai and self.feed.covers(instead_of)

    def national(self, jointure: str) -> str:
        """A jointure of this feed as accounts and the national register have it."""
        return f"{self.feed_id}:{jointure}"

    def lists_guardian(self, national: str) -> bool:
        """Whether this feed still lists the guardian of a jointure, as `national` writes it."""
        feed_id, _, jointure = national.partition(":")
        return feed_id == self.feed_id and self.feed.guardian_listed(jointure)
