"""What a file of letters weighs, and what it holds once for all its pages."""

import re

from shared.domain.account import PasswordDisplay
from tests.pdf_reading import inflated
from tests.unit.letters.conftest import Population

_SCHOOL = 3_000
_BYTES_A_PAGE = 460
_FORM = re.compile(rb"/Type/XObject/Subtype/Form")
_FONT = re.compile(rb"/Type/Font/")
_PAGE = re.compile(rb"/Type/Page/")


def test_a_school_of_letters_weighs_little_and_shares_one_form(population: Population) -> None:
    letters = (population.letter(username=f"e.lefevre{n}") for n in range(_SCHOOL))

    raw = population.written(letters)

    structure = inflated(raw)
    assert len(raw) / _SCHOOL < _BYTES_A_PAGE
    assert len(_PAGE.findall(structure)) == _SCHOOL
    assert len(_FORM.findall(raw)) == 1
    assert len(_FONT.findall(structure)) == 3


def test_each_state_of_the_password_adds_one_form(population: Population) -> None:
    raw = population.written([population.varied(n) for n in range(40)])

    assert len(_FORM.findall(raw)) == len(PasswordDisplay)


def test_another_page_adds_only_its_own_texts(population: Population) -> None:
    few, many = (
        len(population.written([population.varied(n) for n in range(count)]))
        for count in (400, 800)
    )

    assert (many - few) / 400 < _BYTES_A_PAGE
