"""Texts that a spreadsheet could take for formulas, and rows that have them everywhere."""

from dataclasses import fields, replace
from itertools import product
from typing import Any, TypeVar

from shared.domain.account_list import (
    GUARDIAN_COLUMNS,
    STUDENT_COLUMNS,
    Column,
    GuardianListRow,
    StudentListRow,
)
from tests.unit.lists.rows import guardian_row, student_row

SIGNS = "=+-@＝＋－＠﹦﹢﹣﹫⁼⁺⁻−"
"""Of every width; the last is the minus sign of typographers."""

BEFORE = (
    *("", " ", "   ", "\t", "\r", "\n", "\r\n", "\v", "\x85", "\u2028"),
    *("\u00a0", "\u3000", "\u202f", "\ufeff", "\u200b", "\u200e", "\u202e", "\u2066"),
    *("\u00ad", "\ufe0f", "\u2800", "\u3164", "\U000e0020", '"'),
)
"""Nothing, spaces, ends of lines, marks that are not seen: spreadsheets drop some of them."""

INSIDE = ("DUPONT,=", "DUPONT;=", "DUPONT, =", 'DUPONT","=', "DUPONT;\t+", "A,B;\u200b@")
"""Where another separator than ours would begin a cell."""

PREFIXES = (*(before + sign for before, sign in product(BEFORE, SIGNS)), *INSIDE)

_BODIES = ("1+1", "cmd|' /C calc'!A0", 'HYPERLINK("http://a.test";"clic")', "SUM(1)")
TEXTS = tuple(prefix + _BODIES[rank % len(_BODIES)] for rank, prefix in enumerate(PREFIXES))

RowT = TypeVar("RowT", StudentListRow, GuardianListRow)

_LABELS = {"status_label", "origin_label"}
_DAYS = {"notified_on", "last_sign_in_on"}


def text_attributes(columns: tuple[Column, ...]) -> list[str]:
    """What fills the columns of free text; labels and days are ours."""
    attributes = [column.attribute for column in columns]
    return [each for each in attributes if each not in _LABELS | _DAYS]


def hostile_students(texts: tuple[str, ...] = TEXTS) -> list[StudentListRow]:
    """One row per text, which is in every column of free text."""
    return [_filled(student_row(), STUDENT_COLUMNS, text) for text in texts]


def hostile_guardians(texts: tuple[str, ...] = TEXTS) -> list[GuardianListRow]:
    """One row per text, which is in every column of free text."""
    return [_filled(guardian_row(), GUARDIAN_COLUMNS, text) for text in texts]


def _filled(row: RowT, columns: tuple[Column, ...], text: str) -> RowT:
    names = {field.name for field in fields(row)}
    filled = {name for name in text_attributes(columns) if name in names} | {"class_label"}
    changes: dict[str, Any] = dict.fromkeys(filled, text)
    return replace(row, **changes)
