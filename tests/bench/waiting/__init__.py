"""How long a secretary of the lycée of 3,000 waits for what she asks, by HTTP on the local AWS."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

import pypdfium2

from infra.local.roster_generator.demo import DEMO_SCHOOLS
from infra.local.services import PlatformError
from infra.local.stack import Stack
from tests.bench.measure import Bar, Measure
from tests.bench.waiting.errands import errands
from tests.bench.waiting.watch import Wait, Waits, Watch
from tests.e2e.secretary import Json, Secretary, signed_in

ROUNDS, WHOLE_SCHOOL_ROUNDS = 5, 3
LYCEE = DEMO_SCHOOLS[1]
_NOTIFIED = f"{LYCEE.students:,} notified"
_LOOKED_AT_EVERY_S = 1.0
"""How often the web app asks how far an operation is."""


def measures(tell: Callable[[str], None], stack: Stack) -> Sequence[Measure]:
    """Everyone in the school has a new password afterwards."""
    with signed_in(stack, LYCEE.uai) as client:
        watch, secretary = Watch(stack, client), Secretary(client, LYCEE.uai)
        tell(f"what is answered at once: {ROUNDS} rounds …")
        waits = {
            name: Waits([watch.waited(partial(act, number))[0] for number in range(ROUNDS)])
            for name, act in errands(secretary).items()
        }
        tell(f"{_NOTIFIED}: {WHOLE_SCHOOL_ROUNDS} rounds …")
        rounds = [_notified(watch, secretary) for _ in range(WHOLE_SCHOOL_ROUNDS)]
    notified, downloaded = (Waits(each) for each in zip(*rounds, strict=True))
    waits |= {_NOTIFIED: notified, "their letters downloaded": downloaded}
    lines = [line for name, each in waits.items() for line in _lines(name, each)]
    ours_s = notified.middle(lambda wait: wait.ours_s)
    return [
        *lines,
        Measure(f"{_NOTIFIED}: without the local AWS", ours_s, "s", Bar("at most", 10)),
    ]


def _lines(name: str, waits: Waits) -> Iterator[Measure]:
    yield Measure(f"{name}: waited", waits.middle(lambda wait: wait.seconds), "s")
    yield Measure(
        f"{name}: processors, our functions and the local AWS",
        waits.middle(lambda wait: wait.spent.functions_s),
        "s",
        versus=waits.middle(lambda wait: wait.spent.platform_s),
    )
    share = waits.middle(lambda wait: wait.share_elsewhere)
    yield Measure(f"{name}: share outside our functions", 100 * share, "%")
    yield Measure(f"{name}: requests", waits.middle(lambda wait: wait.requests), "")


def _notified(watch: Watch, secretary: Secretary) -> tuple[Wait, Wait]:
    """Everyone, with a new password, until the end is seen; then the document."""

    def notify() -> Json:
        asked = secretary.notify(
            {"criteria": {}, "expected_total": LYCEE.students},
            include_activated=True,
            reset_passwords=True,
        )
        return secretary.followed(asked.json(), every_seconds=_LOOKED_AT_EVERY_S)[0]

    notifying, ended = watch.waited(notify)
    downloading, (_, document) = watch.waited(lambda: secretary.downloaded(ended))
    with pypdfium2.PdfDocument(document) as letters:
        if (ended["done"], len(letters)) != (LYCEE.students, LYCEE.students):
            raise PlatformError(f"{ended['done']} notified, {len(letters)} letters")
    return notifying, downloading
