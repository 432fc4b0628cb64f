"""The children of a guardian's letter: one per line, and nothing over anything else."""

from dataclasses import replace
from itertools import combinations

import pytest

from shared.domain.account import PasswordDisplay
from shared.domain.letter import Child, Letterhead
from tests.pdf_reading import Box, text_boxes
from tests.unit.letters.conftest import (
    GuardianLetterOf,
    ReadGuardianLetters,
    WriteGuardianLetters,
)

_FIRST_NAMES = ("Zoé", "Élodie", "Noé", "Awa", "Léa", "Ana", "Luc", "Ève", "Yann", "Inès")
_LONG_NAME = "DE LA ROCHEFOUCAULD-MONTBEL DE SAINT-ÉTIENNE"
_LONG_FIRST_NAME = "Jean-Christophe-Maximilien"


def _children(count: int, family_name: str = "D’ŒUVRE") -> tuple[Child, ...]:
    return tuple(
        Child(family_name, _FIRST_NAMES[n % 10] + "X" * (n // 10), f"{n}A", "")
        for n in range(count)
    )


def _list_in(page: str) -> str:
    """What the page says between the form and the greeting."""
    return page.partition("UAI 0450822X ")[2].partition(" Bonjour")[0]


@pytest.mark.parametrize("count", [1, 2, 3, 8])
def test_up_to_eight_children_have_a_line_each(
    count: int, guardian_letter: GuardianLetterOf, read_by_guardians: ReadGuardianLetters
) -> None:
    children = _children(count)

    (page,) = read_by_guardians([guardian_letter(children=children)]).pages

    named = [f"{c.family_name} {c.first_name} ({c.school_class})" for c in children]
    assert _list_in(page) == " ".join(named)


@pytest.mark.parametrize(("count", "others"), [(9, 2), (20, 13)])
def test_the_children_who_do_not_fit_are_counted(
    count: int,
    others: int,
    guardian_letter: GuardianLetterOf,
    read_by_guardians: ReadGuardianLetters,
) -> None:
    (page,) = read_by_guardians([guardian_letter(children=_children(count))]).pages

    assert _list_in(page).endswith(f"D’ŒUVRE Luc (6A) et {others} autres enfants")


def test_a_long_name_takes_two_lines_and_keeps_its_class(
    guardian_letter: GuardianLetterOf, read_by_guardians: ReadGuardianLetters
) -> None:
    long = Child(_LONG_NAME, _LONG_FIRST_NAME, "TSTMG2", "")

    pages = read_by_guardians(
        [
            guardian_letter(children=(long, *_children(1))),
            guardian_letter(children=(*_children(7), long)),
        ]
    ).pages

    both = f"{_LONG_NAME} {_LONG_FIRST_NAME} (TSTMG2) D’ŒUVRE Zoé (0A)"
    assert _list_in(pages[0]) == both
    assert _list_in(pages[1]).endswith("D’ŒUVRE Luc (6A) et 1 autre enfant")


def _overlap(one: Box, other: Box) -> bool:
    """Half a point apart does not show: the boxes are those of the glyphs, rounded."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    return width > 0.5 and height > 0.5


@pytest.mark.parametrize("family_name", ["D’ŒUVRE", "SAINT-JEAN-D’ŒUVRE DE BRIANÇON", _LONG_NAME])
@pytest.mark.parametrize("count", [1, 2, 3, 8, 20])
def test_no_text_lies_over_another_whatever_the_children(
    count: int,
    family_name: str,
    guardian_letter: GuardianLetterOf,
    written_to_guardians: WriteGuardianLetters,
) -> None:
    letter = guardian_letter(
        children=_children(count, family_name),
        family_name=family_name,
        postal_lines=("APPARTEMENT 12 ESCALIER B 3EME ETAGE W",) * 6,
    )

    boxes = text_boxes(written_to_guardians([letter]))

    assert len(boxes) > 30
    assert [pair for pair in combinations(boxes, 2) if _overlap(*pair)] == []


@pytest.mark.parametrize("shown", PasswordDisplay)
def test_no_text_lies_over_another_with_long_addresses(
    shown: PasswordDisplay,
    letterhead: Letterhead,
    guardian_letter: GuardianLetterOf,
    written_to_guardians: WriteGuardianLetters,
) -> None:
    long = replace(
        letterhead,
        school_name="Lycée général et technologique et section d’enseignement Marie-Curie",
        school_lines=("LIGNE",) * 6,
        portal_urls=("https://" + "sous-domaine." * 14 + "fr", "https://" + "W" * 192),
    )

    boxes = text_boxes(written_to_guardians([guardian_letter(password_shown=shown)], long))

    assert [pair for pair in combinations(boxes, 2) if _overlap(*pair)] == []
