"""What a search reads, in AWS's units, of items as our adapters make them (docs/data-model.md)."""

import pytest

from tests.bench.search import cases
from tests.bench.search.ours import recorded_school


@pytest.mark.parametrize(("population", "strong"), [("students", 259), ("guardians", 966)])
def test_a_search_of_a_whole_school(population: str, strong: float) -> None:
    units = recorded_school(cases.school(), population).units
    assert units == {True: strong, False: strong / 2}
