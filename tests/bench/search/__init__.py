"""Searching a whole school, from the bytes that DynamoDB answers to the JSON of the reply.

Ours is the handler that API Gateway calls; the other is boto3's `Table.query` and pydantic.
"""

from collections.abc import Callable, Sequence

from infra.local.services import PlatformError
from tests.bench.measure import Bar, Measure
from tests.bench.rounds import Contestant, Rounds, in_turns
from tests.bench.search.cases import CASES, LINKS, STUDENTS

ROUNDS, TIMES = 3, 3
_ROWS = {"students": f"{STUDENTS:,} students", "guardians": f"{LINKS:,} guardian rows"}
_FIVE_TIMES_LESS = Bar("at least", 5, of="gain")


def measures(tell: Callable[[str], None]) -> Sequence[Measure]:
    """Both populations.

    Raises:
        PlatformError: when the two sides do not answer the same.
    """
    found: list[Measure] = []
    for population, rows in _ROWS.items():
        tell(f"{rows}, {ROUNDS} rounds …")
        found += _of(population, rows)
    return found


def _of(population: str, rows: str) -> list[Measure]:
    rounds = in_turns(
        {
            side: Contestant(f"tests.bench.search.{side}", (population, str(TIMES)))
            for side in ("ours", "stock")
        },
        ROUNDS,
    )
    ours, stock = rounds["ours"], rounds["stock"]
    _same_answers(ours, stock)
    few_units = Bar("at most", 150) if population == "students" else None
    return [
        *(
            Measure(
                f"{rows}, {case}: time",
                ours.said(case) * 1000,
                "ms",
                _FIVE_TIMES_LESS,
                stock.said(case) * 1000,
            )
            for case in CASES
        ),
        Measure(f"{rows}: memory", ours.said("memory"), "MB", versus=stock.said("memory")),
        *(
            Measure(
                f"{rows}: read units, {kind}",
                ours.said(f"{kind} units"),
                "",
                few_units if kind == "eventual" else None,
                stock.said(f"{kind} units"),
            )
            for kind in ("eventual", "strong")
        ),
    ]


def _same_answers(ours: Rounds, stock: Rounds) -> None:
    expected = stock.runs[0].said["answers"]
    for run in (*ours.runs, *stock.runs):
        for case in CASES:
            if run.said["answers"][case] != expected[case]:
                raise PlatformError(f"The two sides do not answer the same: {case}")
