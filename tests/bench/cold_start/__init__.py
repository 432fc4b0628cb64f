"""Cold start: what a function loads before it can answer, against boto3's client alone.

Both as they are deployed: byte code beside the sources, everything else unread yet.
"""

import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from infra.local.deploy import UV
from infra.local.places import ROOT
from tests.bench.measure import Bar, Measure
from tests.bench.rounds import Contestant, Rounds, in_turns
from tests.layers import FUNCTIONS, build, environment

ROUNDS = 7
PEER = "boto3"
_LIMIT = Bar("at most", 1.5, "share")
_LAMBDA_MB = Bar("at most", 250)
_START = Path(__file__).with_name("start.py")


def measures(tell: Callable[[str], None]) -> Sequence[Measure]:
    with tempfile.TemporaryDirectory() as folder:
        built = build(Path(folder) / "built")
        stock = _stock_packages(Path(folder) / "stock")
        tell(f"{ROUNDS} rounds of {len(FUNCTIONS)} functions …")
        contestants = {name: _contestant(built.search_path, name) for name in FUNCTIONS}
        rounds = in_turns({PEER: _contestant([stock], PEER), **contestants}, ROUNDS)
        sizes = [
            *_sizes("packages", built.dependencies, versus=stock),
            *_sizes("our own layer", built.shared),
            *_sizes("all functions together", built.functions),
            Measure(
                "deployed, unzipped: what one function has",
                _megabytes([built.dependencies, built.shared, built.functions]),
                "MB",
                _LAMBDA_MB,
            ),
        ]
    return [
        *(_time(name, rounds) for name in FUNCTIONS),
        *(_modules(name, rounds) for name in FUNCTIONS),
        *sizes,
    ]


def has_routes(function: str) -> bool:
    """Whether someone waits for it in front of a screen."""
    source = (ROOT / "functions" / function / "handler.py").read_text(encoding="utf-8")
    return "build_resolver()" in source


def _contestant(folders: Iterable[Path], what: str) -> Contestant:
    path = ":".join(map(str, folders))
    return Contestant(_START, (path, what), Path(sys.executable), environment())


def _stock_packages(folder: Path) -> Path:
    """The same packages as pip leaves them, compiled."""
    lock = ROOT / "infra/layers/dependencies/requirements.txt"
    subprocess.run(  # noqa: S603  our own tool
        [
            *(str(UV), "pip", "install", "--quiet", "--compile-bytecode", "--no-deps"),
            *("--require-hashes", "--python", sys.executable, "--target", str(folder)),
            *("-r", str(lock)),
        ],
        check=True,
    )
    return folder


def _time(name: str, rounds: dict[str, Rounds]) -> Measure:
    return Measure(
        f"cold start, {name}: time against boto3's client",
        rounds[name].said("ms"),
        "ms",
        _LIMIT if has_routes(name) else None,
        versus=rounds[PEER].said("ms"),
    )


def _modules(name: str, rounds: dict[str, Rounds]) -> Measure:
    return Measure(
        f"cold start, {name}: modules",
        rounds[name].said("modules"),
        "",
        versus=rounds[PEER].said("modules"),
    )


def _sizes(name: str, folder: Path, versus: Path | None = None) -> list[Measure]:
    compiled = sum(path.stat().st_size for path in folder.rglob("*.pyc"))
    return [
        Measure(
            f"deployed, unzipped: {name}",
            _megabytes([folder]),
            "MB",
            versus=_megabytes([versus]) if versus else None,
        ),
        Measure(
            f"deployed, zipped: {name}",
            _zipped_megabytes(folder),
            "MB",
            versus=_zipped_megabytes(versus) if versus else None,
        ),
        Measure(f"deployed, compiled files: {name}", compiled / 1e6, "MB"),
    ]


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def _megabytes(folders: Iterable[Path]) -> float:
    return sum(path.stat().st_size for folder in folders for path in _files(folder)) / 1e6


def _zipped_megabytes(folder: Path) -> float:
    with tempfile.NamedTemporaryFile() as file:
        with ZipFile(file, "w", ZIP_DEFLATED) as archive:
            for path in _files(folder):
                archive.write(path, path.relative_to(folder))
        return Path(file.name).stat().st_size / 1e6
