"""Hostile names, what a letter shows of them, and a watch on what is opened meanwhile."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.promises.campaign import at_size

NAMES_IN_ONE_FILE = at_size(full=5_400, quick=600)

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


NAMES_AS_SHOWN = [
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
]
"""What each name reads as: itself, or with a visible replacement."""


def hostile_names() -> list[str]:
    names: list[str] = []

    @settings(max_examples=NAMES_IN_ONE_FILE, deadline=None, database=None, derandomize=True)
    @given(st.text(st.characters(), max_size=60))
    def gather(name: str) -> None:
        names.append(name)

    gather()
    return names
