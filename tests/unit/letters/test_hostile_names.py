"""Hostile names still make good letters (P7)."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.letters.conftest import LetterOf, ReadLetters, WriteLetters

NAMES_IN_ONE_FILE = 600

_watched: list[list[str]] = []


def _watch(event: str, _: tuple[Any, ...]) -> None:
    if _watched and (event == "open" or event.startswith(("socket.", "subprocess."))):
        _watched[-1].append(event)


sys.addaudithook(_watch)


@contextmanager
def opened() -> Iterator[list[str]]:
    """The files, sockets and programs opened meanwhile."""
    _watched.append([])
    try:
        yield _watched[-1]
    finally:
        _watched.pop()


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("<b>DUPONT", "<b>DUPONT"),
        ('<img src="/etc/passwd"/>', '<img src="/etc/passwd"/>'),
        ("&amp; &#0; ]]>", "&amp; &#0; ]]>"),
        (r"(DU\PONT) Tj ET)", r"(DU\PONT) Tj ET)"),
        ("DU\x00PONT", "DU?PONT"),
        ("DU\x1bPONT\x7f", "DU?PONT?"),
        ("DU\tPONT\r\nÉ", "DU PONT É"),
        ("\u202eTNOPUD\u202c", "TNOPUD"),
        ("\ufeffDU\u200bPONT\u00ad", "DUPONT"),
        ("עברית", "?????"),
        ("NOE\u0308L E\u0301MILE", "NOËL ÉMILE"),
        ("Z\u0334\u0352\u030da\u0334lgo", "Zalgo"),
        ("DUPONT 😀", "DUPONT ?"),
        ("👨\u200d👩\u200d👧", "???"),
        ("\ud800DUPONT", "?DUPONT"),
        ("\ue000\uffff\U0010ffff", "???"),
        ("山田", "??"),
        ("NGUYỄN ŁUKASZ ĞÜL", "NGUYỄN ŁUKASZ ĞÜL"),
        ("ДМИТРИЙ ΑΘΗΝΑ", "ДМИТРИЙ ΑΘΗΝΑ"),
        ("L\u202fÉ\u00a0O", "L É O"),
        ("W" * 100_000, "WWWWWWWWWW"),
        ("É 山" * 33_000, "É ?É ?É"),
        ("", "Bonjour Élodie"),
    ],
)
def test_a_name_is_shown_or_visibly_replaced(
    name: str, shown: str, letter: LetterOf, read: ReadLetters
) -> None:
    (page,) = read([letter(family_name=name)]).pages

    assert shown in page
    assert ("…" in page) == (len(name) > 400)
    assert "bdfk-mprt-xznc" in page


def test_many_scripts_in_one_document_all_read_back(letter: LetterOf, read: ReadLetters) -> None:
    alphabet = [chr(c) for c in (*range(0x100, 0x17F), *range(0x391, 0x3A2), *range(0x410, 0x450))]
    alphabet += [chr(c) for c in range(0x1EA0, 0x1EF9)]
    alphabet = [c for c in alphabet if c.isalpha() and c != "ŉ"]
    names = ["".join(alphabet[at : at + 10]) for at in range(0, len(alphabet), 10)]

    pages = read(letter(family_name=name) for name in names).pages

    assert len(alphabet) > 255
    assert [name for name, page in zip(names, pages, strict=True) if name not in page] == []


def hostile_names() -> list[str]:
    names: list[str] = []

    @settings(max_examples=NAMES_IN_ONE_FILE, deadline=None, database=None, derandomize=True)
    @given(st.text(st.characters(), max_size=60))
    def gather(name: str) -> None:
        names.append(name)

    gather()
    return names


def test_any_names_make_pages_and_open_nothing(
    letter: LetterOf, written: WriteLetters, read: ReadLetters
) -> None:
    names = hostile_names()
    letters = [
        letter(family_name=name, first_name=name[::-1], school_class=name[:5], class_label=name)
        for name in names
    ]
    written(letters[:1])  # the fonts are read once per process

    with opened() as events:
        raw = written(letters)
    pages = read(letters).pages

    assert len(set(names)) >= 500
    assert raw
    assert events == []
    assert len(pages) == len(names)
    assert all("bdfk-mprt-xznc" in page and "e.lefevredupre" in page for page in pages)
    readable = [(n, p) for n, p in zip(names, pages, strict=True) if n.isascii() and n.isalnum()]
    assert readable
    assert [name for name, page in readable if name not in page] == []


def test_the_watch_sees_an_opened_file() -> None:
    with opened() as events, open(__file__, encoding="utf-8"):  # noqa: PTH123  the plainest way
        pass

    assert events == ["open"]
