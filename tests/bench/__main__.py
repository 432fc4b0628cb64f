"""`make bench [ONLY=group]`: measure, print a line for each figure, write .local/bench.json.

Ends with 1 when a figure is short of its bar. With `RECORD=yes`, what was measured takes the place
of the same groups among the reference runs of docs/performance.md.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial

from infra.local.places import LOCAL
from infra.local.services import PlatformError
from infra.local.stack import Stack
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
    waiting,
    web,
)
from tests.bench.demo_platform import demo_platform
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
}
ON_THE_DEMO: Mapping[str, Callable[[Tell, Stack], Sequence[Measure]]] = {
    "web": web.measures,
    "waiting": waiting.measures,
}
"""Measured last, on one platform; the second of them acts on the whole school."""
RESULTS = LOCAL / "bench.json"


def main() -> None:
    stop_politely()
    arguments = _arguments()
    wanted = arguments.group or [*GROUPS, *ON_THE_DEMO]
    found: dict[str, Sequence[Measure]] = {}
    try:
        for group, measures in _measured(wanted):
            found[group] = measures  # noqa: PERF403  one by one: the next may fail
    except PlatformError as error:
        sys.exit(f"make bench: {error}")
    finally:  # what was measured outlives a group that fails
        _keep(found, recorded=arguments.record)
    if not all(measure.holds for group in found.values() for measure in group):
        sys.exit("Some figures are short of their bar.")


def _keep(found: Mapping[str, Sequence[Measure]], *, recorded: bool) -> None:
    measures = [each for group in found.values() for each in group]
    _tell("\nname · ours · the other · ratio · bar · holds or short")
    for measure in measures:
        _tell(measure.line())
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(
        json.dumps([each.to_json() for each in measures], indent=2, ensure_ascii=False) + "\n",
        encoding="utf-8",
    )
    if recorded:
        record.keep(found)


def _measured(wanted: Collection[str]) -> Iterator[tuple[str, Sequence[Measure]]]:
    for group, measures in GROUPS.items():
        if group in wanted:
            yield group, _told(group, partial(measures, _tell))
    if ON_THE_DEMO.keys().isdisjoint(wanted):
        return
    with demo_platform(_tell) as stack:
        for group, measures_on in ON_THE_DEMO.items():
            if group in wanted:
                yield group, _told(group, partial(measures_on, _tell, stack))


def _told(group: str, measures: Callable[[], Sequence[Measure]]) -> Sequence[Measure]:
    """A group's figures, printed as they come, and how long it took."""
    _tell(f"\n{group}")
    start = time.monotonic()
    found = measures()
    for measure in found:
        _tell(f"  {measure.line()}")
    _tell(f"  {group}: {time.monotonic() - start:.0f} s")
    return found


def _arguments() -> argparse.Namespace:
    groups = [*GROUPS, *ON_THE_DEMO]
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("group", nargs="*", help=f"ONLY=: {', '.join(groups)}")
    parser.add_argument("--record", action="store_true", help="RECORD=yes")
    arguments = parser.parse_args()
    unknown = sorted(set(arguments.group) - set(groups))
    if unknown:
        parser.error(f"ONLY={' '.join(unknown)}: there is {', '.join(groups)}")
    return arguments


def _tell(line: str) -> None:
    print(line, flush=True)  # noqa: T201  a command-line tool


if __name__ == "__main__":
    main()
