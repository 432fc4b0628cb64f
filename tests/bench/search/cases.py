"""The searches that both sides answer, and how each is timed."""

import gc
import json
import tracemalloc
from collections.abc import Callable, Mapping
from statistics import median
from time import process_time
from typing import Any

from tests.bench.made_up_school import MadeUpSchool, made_up_school

STUDENTS, GUARDIANS, LINKS = 3_000, 6_500, 9_000
POPULATIONS = ("students", "guardians")
CASES: Mapping[str, Mapping[str, Any]] = {
    "first page": {},
    "part of a name": {"q": "mar"},
    "class and status": {"school_class": ["TERM 4"], "status": ["NOTIFIED"]},
    "second page": {},
}
SECOND = "second page"

Answer = dict[str, Any]
Search = Callable[[str, Mapping[str, Any]], str]


def school() -> MadeUpSchool:
    return made_up_school(STUDENTS, GUARDIANS, LINKS)


def measured(search: Search, population: str, times: int) -> dict[str, Any]:
    """For each case: seconds of processor time, the middle of `times`, and the answer.

    Of the first page, the most memory it takes as well, in megabytes, in a run of its own.
    """
    first = answer_of(search(population, {}))
    found: dict[str, Any] = {"answers": {}}
    for case, asked in CASES.items():
        query = {**asked, "cursor": first["next_cursor"]} if case == SECOND else asked
        gc.collect()
        spent = []
        for _ in range(times):
            began = process_time()
            text = search(population, query)
            spent.append(process_time() - began)
        found[case] = median(spent)
        found["answers"][case] = comparable(answer_of(text))
    tracemalloc.start()
    search(population, {})
    found["memory"] = tracemalloc.get_traced_memory()[1] / 1e6
    return found


def answer_of(text: str) -> Answer:
    answer: Answer = json.loads(text)
    return answer


def comparable(answer: Answer) -> Answer:
    """Without its cursor, which each side writes its own way: only whether there is one."""
    return answer | {"next_cursor": answer["next_cursor"] is not None}
