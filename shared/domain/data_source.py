"""Where people are known from, and what staff call each source."""

from collections.abc import Iterable
from enum import StrEnum


class DataSource(StrEnum):
    """Where a person is known from: the school's own exports, or the académie's feed."""

    SIECLE = "SIECLE"
    AAF = "AAF"


SOURCE_LABELS = {
    DataSource.SIECLE: "SIECLE",
    DataSource.AAF: "l’annuaire académique fédérateur (AAF)",
}
"""What staff call each source: where what it says is corrected."""


def in_words(sources: Iterable[DataSource]) -> str:
    return " et ".join(SOURCE_LABELS[source] for source in sources)
