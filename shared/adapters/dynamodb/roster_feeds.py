"""Which schools an académie's feed has spoken of, so that one it forgets is not forgotten."""

from collections.abc import Iterable

from shared.adapters.dynamodb import keys
from shared.adapters.dynamodb.table import Table, key
from shared.domain.identifiers import Uai


class RosterFeeds:
    """One item a feed, kept as long as the feed comes."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def schools(self, feed_id: str) -> set[Uai]:
        """AP-87: homes and hosts of the pupils of the last set, none before the first."""
        item = self._table.get(keys.feed(feed_id), keys.FEED_ITEM)
        return {Uai(uai) for uai in item["schools"]["S"].split()} if item else set()

    def keep_schools(self, feed_id: str, uais: Iterable[Uai]) -> None:
        """AP-88: replace them."""
        schools = {"S": " ".join(sorted(set(uais)))}
        self._table.put(key(keys.feed(feed_id), keys.FEED_ITEM) | {"schools": schools})
