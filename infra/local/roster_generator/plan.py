"""What is asked of the generator: one school, its size and its seed."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

SchoolKind = Literal["college", "lycee", "lp"]

MAX_STUDENTS: Final = 300_000
"""Beyond it, the numbers given to arrivals would meet those of the pupils."""

_UAI_LETTERS: Final = "ABCDEFGHJKLMNPRSTUVWXYZ"


def uai_of(digits: str) -> str:
    """Completes the seven digits of a UAI with its check letter: the remainder modulo 23."""
    if not re.fullmatch(r"[0-9]{7}", digits):
        raise ValueError(f"A UAI starts with seven digits, not {digits!r}")
    return digits + _UAI_LETTERS[int(digits) % 23]


@dataclass(frozen=True, slots=True)
class SchoolPlan:
    """One school to write; equal plans give equal bytes.

    `students` counts the pupils to import; the few who have already left come on top.
    `school_year` is the year of its September, `exported_on` the date of the first export.
    `misspelled` asks for its own export as it was before a few names were corrected.
    Raises ValueError when the UAI, the size or the date cannot be.
    """

    uai: str
    name: str
    kind: SchoolKind
    students: int
    seed: int
    exported_on: date
    address_1: str = ""
    address_2: str = ""
    address_3: str = ""
    postal_code: str = ""
    town: str = ""
    school_year: int = 2026
    misspelled: bool = False

    def __post_init__(self) -> None:
        if self.uai != uai_of(self.uai[:7]):
            raise ValueError(f"uai {self.uai}: its letter should make {uai_of(self.uai[:7])}")
        if not 1 <= self.students <= MAX_STUDENTS:
            raise ValueError(f"students must lie between 1 and {MAX_STUDENTS}, not {self.students}")
        start, end = date(self.school_year, 9, 15), date(self.school_year + 1, 6, 30)
        if not start <= self.exported_on <= end:
            raise ValueError(f"exported_on {self.exported_on} must lie between {start} and {end}")
