"""What shows through the window of a French envelope: 8.5 × 3.3 cm, 11 cm from the left."""

from collections.abc import Callable

import pypdfium2 as pdfium
import pytest

from shared.domain.letter import Child, StudentLetter
from tests.unit.letters.conftest import GuardianLetterOf, WriteGuardianLetters

_POINTS_PER_MM = 72 / 25.4
_PAGE_HEIGHT = 841.89
_LEFT, _TOP, _WIDTH, _HEIGHT = (value * _POINTS_PER_MM for value in (110, 55, 85, 33))


def _through_the_window(raw: bytes) -> list[str]:
    with pdfium.PdfDocument(raw) as document:
        text = document[0].get_textpage()
        top = _PAGE_HEIGHT - _TOP
        seen = text.get_text_bounded(_LEFT, top - _HEIGHT, _LEFT + _WIDTH, top)
        return [line.strip() for line in str(seen).splitlines()]


@pytest.mark.parametrize("lines", [2, 6])
def test_the_postman_reads_the_name_then_the_whole_address(
    lines: int,
    letter: Callable[..., StudentLetter],
    written: Callable[[list[StudentLetter]], bytes],
) -> None:
    address = ("12 RUE DES ÉCOLES", "BÂTIMENT B", "ESCALIER 3", "BP 12", "45000 ORLÉANS", "FRANCE")
    to = letter(first_name="Zoé", family_name="D’ŒUVRE", postal_lines=address[:lines])
    assert _through_the_window(written([to])) == ["Zoé D’ŒUVRE", *address[:lines]]


def test_without_an_address_the_window_is_empty(
    letter: Callable[..., StudentLetter], written: Callable[[list[StudentLetter]], bytes]
) -> None:
    assert _through_the_window(written([letter(postal_lines=())])) == []


@pytest.mark.parametrize("lines", [0, 2, 6])
@pytest.mark.parametrize("children", [1, 20])
def test_a_guardians_civility_and_name_stand_above_her_address_and_nothing_else_shows(
    lines: int,
    children: int,
    guardian_letter: GuardianLetterOf,
    written_to_guardians: WriteGuardianLetters,
) -> None:
    address = ("12 RUE DES ÉCOLES", "BÂTIMENT B", "ESCALIER 3", "BP 12", "45000 ORLÉANS", "FRANCE")
    child = Child("DE LA ROCHEFOUCAULD-MONTBEL", "Jean-Christophe", "TSTMG2", "Terminale")
    to = guardian_letter(postal_lines=address[:lines], children=(child,) * children)

    seen = _through_the_window(written_to_guardians([to]))

    assert seen == ["Mme Anne-Sophie D’ŒUVRE", *address[:lines]]
