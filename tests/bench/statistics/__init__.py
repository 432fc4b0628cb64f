"""The statistics of a school of 10,000 accounts: each person looked at once, or once a figure."""

from collections.abc import Callable, Sequence

from infra.local.services import PlatformError
from tests.bench.measure import Bar, Measure
from tests.bench.rounds import Contestant, in_turns
from tests.bench.statistics.school import GUARDIANS, STUDENTS

ROUNDS, TIMES = 3, 3
_BAR = Bar("at least", 8, of="gain")


def measures(tell: Callable[[str], None]) -> Sequence[Measure]:
    """The time of every table.

    Raises:
        PlatformError: when the two sides do not find the same figures.
    """
    name = f"statistics, {STUDENTS + GUARDIANS:,} accounts"
    tell(f"{name}, {ROUNDS} rounds …")
    rounds = in_turns(
        {
            side: Contestant(f"tests.bench.statistics.{side}", (str(TIMES),))
            for side in ("single_pass", "pass_per_figure")
        },
        ROUNDS,
    )
    ours, other = rounds["single_pass"], rounds["pass_per_figure"]
    tables = ours.runs[0].said["tables"]
    if any(run.said["tables"] != tables for run in (*ours.runs, *other.runs)):
        raise PlatformError(f"{name}: the two sides do not find the same figures")
    figures = sum(len(counts) for table in tables.values() for counts in table.values())
    return [
        Measure(
            f"{name}, {figures:,} figures: time",
            ours.said("seconds") * 1000,
            "ms",
            _BAR,
            other.said("seconds") * 1000,
        )
    ]
