"""Command line: `python -m infra.local.roster_generator aaf --out DIR`."""

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path

from infra.local.roster_generator.academy import plan_academy
from infra.local.roster_generator.demo import DEMO_SCHOOLS
from infra.local.roster_generator.feed import write_feed
from infra.local.roster_generator.feed_delta import write_delta
from infra.local.roster_generator.feed_tally import DeltaTally, FeedTally


def write_academy(arguments: Sequence[str]) -> None:
    """Writes the complete feed of an académie and, if asked, the delta of the day after."""
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        plan = plan_academy(
            seed=options.seed,
            schools=options.schools,
            students=options.students,
            guardians=options.guardians,
            dated=options.dated,
        )
        _tell(write_feed(plan, options.out))
        if options.delta:
            _tell(write_delta(plan, options.out))
    except ValueError as error:
        parser.error(str(error))


def _tell(tally: FeedTally | DeltaTally) -> None:
    report = asdict(tally) | {"paths": [str(path) for path in tally.paths]}
    print(json.dumps(report, ensure_ascii=False))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m infra.local.roster_generator aaf",
        description="Writes the feed (AAF) of an académie.",
    )
    parser.add_argument("--out", type=Path, required=True, help="folder to write into")
    parser.add_argument("--seed", type=int, default=1, help="another seed gives other people")
    parser.add_argument("--schools", type=int, default=10, help="schools of the académie (10)")
    parser.add_argument("--students", type=int, default=6_000, help="pupils (6000)")
    parser.add_argument("--guardians", type=int, default=10_000, help="persons (10000)")
    parser.add_argument(
        "--dated",
        type=date.fromisoformat,
        default=DEMO_SCHOOLS[0].exported_on,
        help="date of the complete feed, yyyy-mm-dd",
    )
    parser.add_argument("--delta", action="store_true", help="also what changes the day after")
    return parser
