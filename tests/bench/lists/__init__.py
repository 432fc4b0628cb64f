"""Lists: class lists on paper, and guardians' lists for spreadsheets, ours against the usual."""

import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.lists.reading import check
from tests.bench.lists.school import (
    CLASSES,
    GUARDIANS,
    LARGEST,
    SMALLEST,
    TITLES,
    guardians,
    pupils,
)
from tests.bench.measure import Bar, Measure
from tests.bench.rounds import PEERS, Contestant, in_turns

ROUNDS = 3


@dataclass(frozen=True)
class _Race:
    """A list, who writes it, and against whom ours is held to a bar; ours comes first."""

    name: str
    suffix: str
    usernames: Callable[[], Iterable[str]]
    ours: str
    """Its module and its arguments; of the others, by how they are called."""
    others: Mapping[str, str]
    bars: Mapping[str, Bar]


_RACES = (
    _Race(
        name=f"class lists, {CLASSES} of {SMALLEST} to {LARGEST}",
        suffix="pdf",
        usernames=lambda: (row.username for row in pupils()),
        ours="ours_pdf",
        others={
            "platypus paragraphs": "platypus_paragraphs",
            "platypus strings": "platypus_strings",
        },
        bars={"platypus paragraphs": Bar("at least", 15, "gain")},
    ),
    _Race(
        name=f"workbook, {GUARDIANS:,} × {len(TITLES)}",
        suffix="xlsx",
        usernames=lambda: (row.username for row in guardians()),
        ours="ours_sheet xlsx",
        others={
            "xlsxwriter": "xlsxwriter_plain",
            "xlsxwriter in constant memory": "xlsxwriter_plain constant_memory",
            "openpyxl": "openpyxl_write_only",
        },
        bars={"xlsxwriter": Bar("at most", 1, "share")},
    ),
    _Race(
        name=f"CSV, {GUARDIANS:,} × {len(TITLES)}",
        suffix="csv",
        usernames=lambda: (row.username for row in guardians()),
        ours="ours_sheet csv",
        others={"DictWriter": "csv_dict_writer"},
        bars={},
    ),
)


def measures(tell: Callable[[str], None]) -> Sequence[Measure]:
    with tempfile.TemporaryDirectory() as folder:
        return [measure for race in _RACES for measure in _run(race, Path(folder), tell)]


def _run(race: _Race, folder: Path, tell: Callable[[str], None]) -> Iterator[Measure]:
    tell(f"{race.name}: {ROUNDS} rounds …")
    commands = {"ours": race.ours, **race.others}
    paths = {name: folder / f"{rank}.{race.suffix}" for rank, name in enumerate(commands)}
    rounds = in_turns(
        {
            name: Contestant(f"{__name__}.{module}", (str(paths[name]), *arguments), PEERS)
            for name, (module, *arguments) in ((n, c.split()) for n, c in commands.items())
        },
        ROUNDS,
    )
    usernames = set(race.usernames())
    for name, path in paths.items():
        check(name, path, usernames)
    for name in race.others:
        yield Measure(
            f"{race.name}: time against {name}",
            rounds["ours"].said("ms"),
            "ms",
            race.bars.get(name),
            versus=rounds[name].said("ms"),
        )
