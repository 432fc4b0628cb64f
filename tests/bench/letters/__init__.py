"""Letters: ours against what else could write them, same texts, same fonts, same code.

Those that need milliseconds a page write fewer pages. What a page costs them does not depend on
how many there are, so it is the figures of one page that are compared.
"""

import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.letters.reading import check_households, check_letters
from tests.bench.letters.school import households, letters
from tests.bench.measure import Bar, Measure
from tests.bench.rounds import PEERS, Contestant, Rounds, in_turns

FEW, SCHOOL, MANY = 500, 3_000, 8_000
SLOW, SLOWEST, HOUSEHOLDS = 200, 100, 100
SLOW_ROUNDS, FAST_ROUNDS = 3, 7
WKHTMLTOPDF = "wkhtmltopdf"


@dataclass(frozen=True)
class _Peer:
    """Another way of writing the letters: its module, how many pages it writes, its bar."""

    name: str
    module: str
    pages: int = SCHOOL
    bar: Bar | None = None


_OURS = _Peer("ours", "ours")
_FEW, _MANY = (_Peer(f"ours, {pages}", "ours", pages) for pages in (FEW, MANY))
_QUICK = (
    _Peer("the hand-written limit", "by_hand", bar=Bar("at most", 2.5, "share")),
    _Peer("pikepdf stamps", "pikepdf_stamps", bar=Bar("at least", 1, "gain")),
    _Peer("pikepdf, its objects by hand", "pikepdf_objects"),
    _Peer("ReportLab's canvas, one form", "canvas_form"),
)
_PLATYPUS = _Peer("platypus", "platypus", SLOW, Bar("at least", 300, "gain"))
_SLOWER = (
    _PLATYPUS,
    _Peer("platypus, code drawn once", "platypus_cached_qr", SLOW),
    _Peer("fpdf2", "fpdf2_texts", FEW),
    _Peer("Typst", "typst_set", FEW),
    _Peer("WeasyPrint", "weasyprint_html", SLOWEST),
    _Peer(WKHTMLTOPDF, "wkhtmltopdf_html", SLOW),
)
_GUARDIANS = _Peer("ours, guardians", "ours_households", HOUSEHOLDS)
_PLATYPUS_GUARDIANS = _Peer("platypus, guardians", "platypus_households", HOUSEHOLDS)


def measures(tell: Callable[[str], None]) -> Sequence[Measure]:
    slower = [peer for peer in _SLOWER if peer.name != WKHTMLTOPDF or shutil.which(WKHTMLTOPDF)]
    if len(slower) < len(_SLOWER):
        tell(f"{WKHTMLTOPDF}: not installed")
    with tempfile.TemporaryDirectory() as folder:
        tell(f"{FAST_ROUNDS} rounds of the quick …")
        quick = _rounds([_FEW, _OURS, _MANY, *_QUICK], Path(folder), FAST_ROUNDS)
        tell(f"{SLOW_ROUNDS} rounds of the others …")
        slow = _rounds([_OURS, *slower], Path(folder), SLOW_ROUNDS)
        guardians = _rounds([_GUARDIANS, _PLATYPUS_GUARDIANS], Path(folder), SLOW_ROUNDS)
    return [
        *(_time(peer, quick) for peer in _QUICK),
        *(_time(peer, slow) for peer in slower),
        *(_size(peer, quick) for peer in _QUICK),
        *(_size(peer, slow) for peer in slower),
        Measure(
            f"letters, {SCHOOL:,}: memory to write them",
            quick[_OURS].said("memory_mb"),
            "MB",
            Bar("at most", 20),
        ),
        Measure(
            f"letters, {MANY:,}: time of a page against {FEW}",
            quick[_MANY].said("ms_per_page"),
            "ms/page",
            Bar("at most", 1.2, "share"),
            versus=quick[_FEW].said("ms_per_page"),
        ),
        Measure(
            f"guardians' letters, {HOUSEHOLDS}: time against platypus",
            guardians[_GUARDIANS].said("ms_per_page"),
            "ms/page",
            versus=guardians[_PLATYPUS_GUARDIANS].said("ms_per_page"),
        ),
    ]


def _time(peer: _Peer, rounds: Mapping[_Peer, Rounds]) -> Measure:
    return Measure(
        f"letters, {SCHOOL:,}: time against {_said(peer)}",
        rounds[_OURS].said("ms_per_page"),
        "ms/page",
        peer.bar,
        versus=rounds[peer].said("ms_per_page"),
    )


def _size(peer: _Peer, rounds: Mapping[_Peer, Rounds]) -> Measure:
    return Measure(
        f"letters, {SCHOOL:,}: size against {_said(peer)}",
        rounds[_OURS].said("bytes_per_page"),
        "bytes/page",
        Bar("at most", 0.15, "share") if peer is _PLATYPUS else None,
        versus=rounds[peer].said("bytes_per_page"),
    )


def _said(peer: _Peer) -> str:
    return peer.name if peer.pages == SCHOOL else f"{peer.name} on {peer.pages}"


def _rounds(peers: Sequence[_Peer], folder: Path, rounds: int) -> Mapping[_Peer, Rounds]:
    """The rounds of each, what it wrote read back."""
    paths = {peer: folder / f"{peer.module}-{peer.pages}.pdf" for peer in peers}
    contestants = {
        peer.name: Contestant(
            f"{__name__}.{peer.module}", (str(peer.pages), str(paths[peer])), PEERS
        )
        for peer in peers
    }
    found = in_turns(contestants, rounds)
    for peer, path in paths.items():
        if peer in (_GUARDIANS, _PLATYPUS_GUARDIANS):
            check_households(path, households(peer.pages))
        else:
            check_letters(path, letters(peer.pages))
    return {peer: found[peer.name] for peer in peers}
