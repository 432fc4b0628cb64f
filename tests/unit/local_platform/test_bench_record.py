"""The reference runs are those of the groups last measured; the others stay as they were."""

import re

from tests.bench.measure import Measure
from tests.bench.record import merged

KEPT = """

### `make bench ONLY=letters`

2026-01-01, revision `abc`, on a machine.

| Figure | Ours |

### `make bench ONLY=search`

2026-01-01, revision `abc`, on a machine.

| Figure | Old |

"""


def test_a_group_takes_the_place_of_its_own_reference_run() -> None:
    groups = merged(KEPT, {"search": [Measure("first page", 40, "ms", versus=200)], "web": []})

    named = re.findall(r"^### `make bench ONLY=(\w+)`$", groups, re.MULTILINE)
    assert named == ["letters", "search", "web"]
    letters, _, rest = groups.partition("### `make bench ONLY=search`")
    assert letters.endswith("2026-01-01, revision `abc`, on a machine.\n\n| Figure | Ours |\n\n")
    assert "| first page | 40 ms | 200 ms | 5 × less | – | – |" in rest
    assert "Old" not in groups
    assert merged(groups, {}) == groups
