"""`make costs`: count again what each action costs, and write it down with its page."""

import json
import tempfile
from pathlib import Path

from infra.local.throwaway import stop_politely
from infra.scale import costs, costs_page
from tests.costs.counting import costs as counted_costs

SIZES = (98, 196)
"""Two slices of pupils, and four: small, and the line through both has no step in it."""


def main() -> None:
    stop_politely()
    found = {}
    for pupils in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            found[str(pupils)] = counted_costs(pupils, Path(folder), setattr)
    costs.COUNTED.write_text(
        json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    costs_page.DOCUMENT.write_text(costs_page.page(), encoding="utf-8")


if __name__ == "__main__":
    main()
