"""Hostile names still make good letters (P7)."""

from pathlib import Path

import pytest
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph

from shared.domain.letter import Child
from tests.pdf_reading import read_pdf
from tests.promises.campaign import Found, at_size
from tests.unit.letters.conftest import (
    GuardianLetterOf,
    LetterOf,
    Population,
    ReadGuardianLetters,
    ReadLetters,
)
from tests.unit.letters.hostile import NAMES_AS_SHOWN, hostile_names, opened


@pytest.mark.promise("P7")
@pytest.mark.parametrize(
    ("name", "shown"),
    [*NAMES_AS_SHOWN, ("", "Bonjour Élodie")],
)
def test_a_name_is_shown_or_visibly_replaced(
    name: str, shown: str, letter: LetterOf, read: ReadLetters, figure: Found
) -> None:
    figure(1, "hostile names")
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


@pytest.mark.promise("P7")
@pytest.mark.parametrize(("name", "shown"), NAMES_AS_SHOWN)
def test_a_guardians_name_and_her_child_s_are_shown_or_visibly_replaced(
    name: str,
    shown: str,
    guardian_letter: GuardianLetterOf,
    read_by_guardians: ReadGuardianLetters,
) -> None:
    child = Child(name, "Zoé", "6B", "Sixième B")
    (page,) = read_by_guardians([guardian_letter(family_name=name, children=(child,))]).pages

    # The words that all letters share come first, then this one's: children, then the envelope.
    seen_by_postman = page.rindex("Mme Anne-Sophie")
    assert shown in page[:seen_by_postman]
    assert shown in page[seen_by_postman:]
    assert "Zoé (6B)" in page[:seen_by_postman]
    assert ("…" in page) == (len(name) > 400)
    assert "bdfk-mprt-xznc" in page


@pytest.mark.promise("P7")
def test_any_names_make_pages_and_open_nothing(population: Population, figure: Found) -> None:
    names = hostile_names()
    letters = [population.named(name) for name in names]
    population.written(letters[:1])  # the fonts are read once per process

    with opened() as events:
        raw = population.written(letters)
    pages = read_pdf(raw).pages

    assert len(set(names)) >= at_size(full=5_000, quick=500)
    figure(len(set(names)), "hostile names")
    assert events == []
    assert len(pages) == len(names)
    username = population.letter().username
    assert all("bdfk-mprt-xznc" in page and username in page for page in pages)
    readable = [(n, p) for n, p in zip(names, pages, strict=True) if n.isascii() and n.isalnum()]
    assert readable
    assert [name for name, page in readable if name not in page] == []


@pytest.mark.twin("P7")
def test_the_watch_sees_an_opened_file() -> None:
    with opened() as events, open(__file__, encoding="utf-8"):  # noqa: PTH123  the plainest way
        pass

    assert events == ["open"]


@pytest.mark.twin("P7")
def test_a_paragraph_of_the_same_names_is_seen_to_open_a_file_and_to_stop() -> None:
    style = ParagraphStyle("letter")
    pages = []
    for name in (f'<img src="{Path(__file__)}"/>', "<b>DUPONT"):
        with (
            opened() as events,
            pytest.raises((ValueError, OSError), match="paragraph text"),
        ):
            Paragraph(name, style).wrap(200, 200)
        pages.append(set(events))

    assert pages == [{"open"}, set()]
