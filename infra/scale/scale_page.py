"""The tables of docs/scale.md: the simulation told for a lycée, an académie, the country."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from random import Random

from infra.local.places import ROOT
from infra.scale import assumptions as given
from infra.scale import days
from infra.scale.costs import Cost
from infra.scale.costs_page import number, replaced, table
from infra.scale.country import School, one_academie, one_lycee, schools
from infra.scale.queueing import Job, Outcome, simulate, total

DOCUMENT = ROOT / "docs" / "scale.md"
BEGINS, ENDS = "<!-- simulated -->", "<!-- end of what is simulated -->"
SEED = 20260901

Begun = Callable[[Random, Sequence[School]], Iterable[Job]]
_MOMENTS: Mapping[str, tuple[Begun, int]] = {
    "the night": (days.night, given.NIGHT_CONCURRENCY),
    "rosters, a usual night": (days.imports, given.CONCURRENCY),
    "rosters, all for the first time": (days.first_imports, given.CONCURRENCY),
    "notifications, the busiest day of September": (
        days.busiest_notification_day,
        given.CONCURRENCY,
    ),
    "staff at work, a day": (days.use, given.CONCURRENCY),
    "sign-ins, a day": (days.sign_ins, given.CONCURRENCY),
}
_MONTHLY: Mapping[str, tuple[Begun, int]] = {
    "the night": (days.night, given.NIGHTS),
    "rosters, usual nights": (days.imports, given.NIGHTS),
    "staff at work": (days.use, given.WORKING_DAYS),
    "sign-ins": (days.sign_ins, given.WORKING_DAYS),
    "notifications of September": (days.every_notification, 1),
}
_MOMENT_HEADER = (
    *("What", "Jobs", "Ended after", "Longest wait", "95 % wait at most", "At once"),
    *("Reads a second", "Writes a second", "KMS a second", "Mails a second"),
)
_MONTH_HEADER = ("What", "Requests", "Read units", "Write units", "Lambda GB-s", "Dollars a month")
_MINUTE, _HOUR = 60, 3600


def page() -> str:
    """The document as it should be."""
    return replaced(DOCUMENT.read_text(encoding="utf-8"), BEGINS, ENDS, _tables())


@cache
def places() -> Mapping[str, Sequence[School]]:
    rng = Random(SEED)
    country = schools(rng)
    return {
        "One lycée": one_lycee(),
        "One académie": one_academie(rng, country),
        "France": country,
    }


def dollars(cost: Cost, worked_s: float, invocations: int, *, through_api: bool) -> float:
    """The list price of what was asked of AWS: of requests, units and seconds; storage aside."""
    asked = {
        **{name: getattr(cost, name) for name in ("read_units", "write_units", "kms", "s3")},
        **{name: getattr(cost, name) for name in ("ses", "events")},
        "sqs": cost.sqs * 3,
        "gb_seconds": worked_s * given.GIGABYTES,
        "invocations": invocations,
        "api": invocations if through_api else 0,
    }
    prices = given.PRICES
    parts = [amount * prices[name].dollars / prices[name].per for name, amount in asked.items()]
    return float(sum(parts))


def of_place(place: str, schools_: Sequence[School]) -> str:
    """The section of the page on some schools."""
    pupils = sum(school.pupils for school in schools_)
    guardians = sum(school.guardians for school in schools_)

    @cache
    def drawn(begun: Begun) -> Sequence[Job]:
        """Once for how they wait and what they cost."""
        return tuple(begun(Random(SEED), schools_))

    rows = [
        _moment(name, simulate(drawn(begun), workers))
        for name, (begun, workers) in _MOMENTS.items()
    ]
    return "\n\n".join(
        [
            f"### {place}: {_counted(len(schools_), pupils, guardians)}",
            table(_MOMENT_HEADER, rows),
            table(_MONTH_HEADER, _month(drawn)),
        ]
    )


def _tables() -> str:
    sections = [of_place(place, schools_) for place, schools_ in places().items()]
    assumed = f"Prices and habits are assumptions. Prices: {given.PRICES_OF}."
    return "\n\n".join([assumed, *sections])


def _counted(schools_: int, pupils: int, guardians: int) -> str:
    named = "school" if schools_ == 1 else "schools"
    return f"{number(schools_)} {named}, {number(pupils)} pupils, {number(guardians)} guardians"


def _moment(name: str, outcome: Outcome) -> list[str]:
    return [
        name,
        number(outcome.jobs),
        _duration(outcome.ended_s),
        _duration(outcome.longest_wait_s),
        _duration(outcome.usual_wait_s),
        number(outcome.busiest),
        *(number(rate) for rate in (outcome.reads, outcome.writes, outcome.keys, outcome.mails)),
    ]


def _month(drawn: Callable[[Begun], Sequence[Job]]) -> list[list[str]]:
    rows: list[list[str]] = []
    spent = 0.0
    for name, (begun, times) in _MONTHLY.items():
        jobs = drawn(begun)
        cost = total(job.cost for job in jobs).times(times)
        worked_s = sum(job.seconds for job in jobs) * times
        price = dollars(cost, worked_s, len(jobs) * times, through_api=begun is days.use)
        spent += price
        rows.append(
            [
                name,
                *(number(each) for each in (cost.requests, cost.read_units, cost.write_units)),
                number(worked_s * given.GIGABYTES),
                number(price),
            ]
        )
    return [*rows, ["together", "", "", "", "", number(spent)]]


def _duration(seconds: float) -> str:
    """« 3 s », « 12 min », « 5 h 20 »."""
    if seconds < 2 * _MINUTE:
        return f"{number(seconds)} s"
    if seconds < 2 * _HOUR:
        return f"{round(seconds / _MINUTE)} min"
    minutes = round(seconds / _MINUTE)
    return f"{minutes // 60} h {minutes % 60:02d}"
