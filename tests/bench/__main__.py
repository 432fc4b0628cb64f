"""`make bench [ONLY=group]`: measure, print a line for each figure, write .local/bench.json.

Ends with 1 when a figure is short of its bar.
"""

import json
import sys
from collections.abc import Callable, Sequence

from infra.local.places import LOCAL
from infra.local.services import PlatformError
from infra.local.throwaway import stop_politely
from tests.bench import web
from tests.bench.measure import Measure

Tell = Callable[[str], None]
GROUPS: dict[str, Callable[[Tell], Sequence[Measure]]] = {"web": web.measures}
RESULTS = LOCAL / "bench.json"


def main() -> None:
    stop_politely()
    wanted = sys.argv[1:] or list(GROUPS)
    unknown = sorted(set(wanted) - GROUPS.keys())
    if unknown:
        sys.exit(f"make bench: ONLY={' '.join(unknown)}: there is {', '.join(GROUPS)}")
    found: list[Measure] = []
    try:
        for group in wanted:
            found += GROUPS[group](_tell)
    except PlatformError as error:
        sys.exit(f"make bench: {error}")
    _tell("\nname · ours · the other · ratio · bar · holds or short")
    for measure in found:
        _tell(measure.line())
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(
        json.dumps([each.to_json() for each in found], indent=2, ensure_ascii=False) + "\n",
        encoding="utf-8",
    )
    if not all(measure.holds for measure in found):
        sys.exit("Some figures are short of their bar.")


def _tell(line: str) -> None:
    print(line, flush=True)  # noqa: T201  a command-line tool


if __name__ == "__main__":
    main()
