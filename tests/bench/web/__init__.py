"""The list page of the lycée of 3,000, signed in, as Lighthouse sees it on a secretary's computer.

Each figure is the median of the rounds; the cache of the browser is emptied before each.
"""

import json
import os
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from infra.local.places import ROOT
from infra.local.roster_generator.demo import DEMO_SCHOOLS
from infra.local.services import PlatformError
from infra.local.stack import Stack
from tests.bench.measure import Bar, Measure

HERE = Path(__file__).parent
ROUNDS = 5
LYCEE = DEMO_SCHOOLS[1]
SECRETARY = "Yannick Le Guilloux"


def measures(tell: Callable[[str], None], stack: Stack) -> Sequence[Measure]:
    tell(f"Lighthouse, {ROUNDS} rounds …")
    rounds = _rounds(f"{stack.front_door}/{LYCEE.uai}/eleves")

    def middle(figure: str) -> float:
        return float(median(each[figure] for each in rounds))

    return [
        Measure("list of 3,000: performance", middle("performance"), "/100", Bar("at least", 95)),
        Measure(
            "list of 3,000: accessibility", middle("accessibility"), "/100", Bar("at least", 100)
        ),
        Measure("list of 3,000: layout shift", middle("layout_shift"), "", Bar("at most", 0.1)),
        Measure("list of 3,000: script", middle("script_bytes") / 1000, "kB", Bar("at most", 180)),
        Measure("list of 3,000: style", middle("style_bytes") / 1000, "kB", Bar("at most", 60)),
        Measure("list of 3,000: largest paint", middle("largest_paint_ms"), "ms"),
        Measure("list of 3,000: blocked", middle("blocked_ms"), "ms"),
    ]


def _rounds(address: str) -> list[dict[str, Any]]:
    done = subprocess.run(  # noqa: S603  our own tool
        ["node", "lighthouse.mjs", address, SECRETARY, str(ROUNDS)],  # noqa: S607  found on PATH
        cwd=HERE,
        env={"CHROMIUM": "/usr/bin/chromium", **os.environ},
        stdout=subprocess.PIPE,
        check=False,
    )
    if done.returncode:
        raise PlatformError(f"Lighthouse failed; try it in {HERE.relative_to(ROOT)}")
    rounds: list[dict[str, Any]] = json.loads(done.stdout)
    return rounds
