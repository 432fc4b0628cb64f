"""What a contestant wrote, read back: nobody is compared who says less than ours."""

import re
import subprocess
from collections.abc import Sequence
from pathlib import Path

from infra.local.services import PlatformError
from shared.domain.letter import GuardianLetter, StudentLetter

_EVERYWHERE = ("23 novembre 2026", "23 février 2027", "https://ent.lycee-auguste-rodin.fr")
_PAGES = re.compile(r"^Pages:\s+(\d+)$", re.MULTILINE)
_HYPHENS = dict.fromkeys(map(ord, "-\u2010\u00ad"))
_READ = 5
"""Pages of a file, spread over it."""


def check_letters(path: Path, letters: Sequence[StudentLetter]) -> None:
    """Raise `PlatformError` when a page is missing, or does not say what its letter says."""
    expected = [
        (
            *(letter.family_name, letter.first_name, letter.school_class, letter.class_label),
            *(letter.username, letter.grouped_password, *letter.postal_lines),
        )
        for letter in letters
    ]
    _check(path, expected)


def check_households(path: Path, letters: Sequence[GuardianLetter]) -> None:
    """The same of guardians' letters."""
    expected = [
        (
            *(letter.addressee, letter.spoken_to, letter.username, letter.grouped_password),
            *(text for child in letter.children for text in (child.first_name, child.school_class)),
            *letter.postal_lines,
        )
        for letter in letters
    ]
    _check(path, expected)


def _check(path: Path, expected: Sequence[Sequence[str]]) -> None:
    pages = _PAGES.search(_told("pdfinfo", path))
    if pages is None or int(pages[1]) != len(expected):
        raise PlatformError(f"{path.stem}: not {len(expected)} pages")
    for number in range(0, len(expected), max(1, len(expected) // _READ)):
        only = str(number + 1)
        said = _bare(_told("pdftotext", "-f", only, "-l", only, path, "-"))
        missing = [text for text in (*_EVERYWHERE, *expected[number]) if _bare(text) not in said]
        if missing:
            raise PlatformError(f"{path.stem}, page {only}: no {', '.join(missing)}")


def _told(*command: str | Path) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise PlatformError(done.stderr)
    return done.stdout


def _bare(text: str) -> str:
    """Without spaces and hyphens, which the end of a line may hide."""
    return "".join(text.split()).translate(_HYPHENS)
