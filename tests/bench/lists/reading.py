"""What a contestant wrote, read back: nobody is compared who left an account out."""

import subprocess
import zipfile
from collections.abc import Collection
from html import unescape
from pathlib import Path

from infra.local.services import PlatformError


def check(contestant: str, path: Path, usernames: Collection[str]) -> None:
    """Raise `PlatformError` when the contestant's file lacks one of them."""
    said = set(_TEXT_OF[path.suffix](path).split())
    missing = sorted(set(usernames) - said)
    if missing:
        raise PlatformError(f"{contestant}: {len(missing)} accounts missing, {missing[0]} first")


def _pdf(path: Path) -> str:
    command = ["pdftotext", str(path), "-"]
    return subprocess.run(  # noqa: S603  a file of our own
        command, capture_output=True, text=True, check=True
    ).stdout


def _xlsx(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        parts = [archive.read(name).decode() for name in archive.namelist()]
    return unescape("".join(parts).replace(">", " ").replace("<", " "))


def _csv(path: Path) -> str:
    return path.read_text(encoding="utf-8-sig").replace(";", " ")


_TEXT_OF = {".pdf": _pdf, ".xlsx": _xlsx, ".csv": _csv}
