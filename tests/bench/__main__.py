"""`make bench [ONLY=group]`: measure, print a line for each figure, write .local/bench.json.

Ends with 1 when a figure is short of its bar. With `RECORD=yes`, a run of every group becomes the
reference run of docs/performance.md.
"""

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence

from infra.local.places import LOCAL
from infra.local.services import PlatformError
from infra.local.throwaway import stop_politely
from tests.bench import (
    cold_start,
    letters,
    lists,
    operations,
    passwords,
    record,
    search,
    statistics,
    web,
)
from tests.bench.measure import Measure

Tell = Callable[[str], None]
GROUPS: Mapping[str, Callable[[Tell], Sequence[Measure]]] = {
    "letters": letters.measures,
    "lists": lists.measures,
    "passwords": passwords.measures,
    "cold_start": cold_start.measures,
    "search": search.measures,
    "statistics": statistics.measures,
    "operations": operations.measures,
    "web": web.measures,
}
RESULTS = LOCAL / "bench.json"


def main() -> None:
    stop_politely()
    arguments = _arguments()
    wanted = arguments.group or list(GROUPS)
    found: dict[str, Sequence[Measure]] = {}
    try:
        for group in wanted:
            _tell(f"\n{group}")
            found[group] = GROUPS[group](_tell)
            for measure in found[group]:
                _tell(f"  {measure.line()}")
    except PlatformError as error:
        sys.exit(f"make bench: {error}")
    measures = [each for group in found.values() for each in group]
    _tell("\nname · ours · the other · ratio · bar · holds or short")
    for measure in measures:
        _tell(measure.line())
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(
        json.dumps([each.to_json() for each in measures], indent=2, ensure_ascii=False) + "\n",
        encoding="utf-8",
    )
    if arguments.record:
        record.keep(found)
    if not all(measure.holds for measure in measures):
        sys.exit("Some figures are short of their bar.")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("group", nargs="*", help=f"ONLY=: {', '.join(GROUPS)}")
    parser.add_argument("--record", action="store_true", help="RECORD=yes")
    arguments = parser.parse_args()
    unknown = sorted(set(arguments.group) - GROUPS.keys())
    if unknown:
        parser.error(f"ONLY={' '.join(unknown)}: there is {', '.join(GROUPS)}")
    if arguments.record and arguments.group:
        parser.error("RECORD=yes records a whole run: without ONLY=")
    return arguments


def _tell(line: str) -> None:
    print(line, flush=True)  # noqa: T201  a command-line tool


if __name__ == "__main__":
    main()
