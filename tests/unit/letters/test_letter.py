"""What a letter may hold."""

from dataclasses import replace
from typing import Any

import pytest

from shared.domain.account import PasswordDisplay
from shared.domain.letter import Letterhead
from tests.unit.letters.conftest import GuardianLetterOf, LetterOf


def test_a_temporary_password_is_read_in_groups_of_four(letter: LetterOf) -> None:
    assert letter().grouped_password == "bdfk-mprt-xznc"
    assert letter(password_shown=PasswordDisplay.CHOSEN).grouped_password == ""


@pytest.mark.parametrize("shown", sorted(set(PasswordDisplay) - {PasswordDisplay.TEMPORARY}))
def test_a_password_that_may_not_show_never_enters_a_letter(
    shown: PasswordDisplay, letter: LetterOf
) -> None:
    with pytest.raises(ValueError, match="temporary_password of account-1"):
        letter(password_shown=shown, temporary_password="bdfkmprtxznc")


def test_a_temporary_password_to_show_is_required(letter: LetterOf) -> None:
    with pytest.raises(ValueError, match="temporary_password of account-1"):
        letter(temporary_password=None)


def test_an_address_has_six_lines_at_most(letter: LetterOf) -> None:
    with pytest.raises(ValueError, match="postal_lines of account-1: at most 6"):
        letter(postal_lines=("LIGNE",) * 7)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"portal_urls": ()}, "portal_urls of 0450822X: 1 to 2 addresses"),
        ({"portal_urls": ("https://a.fr",) * 3}, "portal_urls of 0450822X: 1 to 2 addresses"),
        ({"portal_urls": ("h" * 201,)}, "portal_urls of 0450822X: 1 to 200 characters"),
        ({"school_lines": ("LIGNE",) * 7}, "school_lines of 0450822X: at most 6 lines"),
    ],
)
def test_a_letterhead_that_cannot_be_printed_is_refused(
    changes: dict[str, Any], said: str, letterhead: Letterhead
) -> None:
    with pytest.raises(ValueError, match=said):
        replace(letterhead, **changes)


def test_a_guardian_is_told_of_one_child_at_least(guardian_letter: GuardianLetterOf) -> None:
    with pytest.raises(ValueError, match="children of account-1: at least one"):
        guardian_letter(children=())


def test_a_guardians_letter_has_the_limits_of_a_students(
    guardian_letter: GuardianLetterOf,
) -> None:
    assert guardian_letter().grouped_password == "bdfk-mprt-xznc"
    with pytest.raises(ValueError, match="temporary_password of account-1"):
        guardian_letter(temporary_password=None)
    with pytest.raises(ValueError, match="postal_lines of account-1: at most 6"):
        guardian_letter(postal_lines=("LIGNE",) * 7)
