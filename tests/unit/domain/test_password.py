"""Temporary passwords: their letters, how many there are, that none is likelier than another."""

import math
import secrets
from collections import Counter
from itertools import islice
from random import Random

import pytest

from shared.domain.password import ALPHABET, LENGTH, acceptable, grouped, temporary_passwords

_SAMPLE = 20_000
_CNIL_BITS = 50


@pytest.fixture
def sample(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Passwords drawn from a seeded source, so that the statistics below always come out alike."""
    monkeypatch.setattr(secrets, "token_bytes", Random(20_260_907).randbytes)
    return list(islice(temporary_passwords(), _SAMPLE))


def _acceptable_count() -> int:
    """How many passwords pass the filter: counted exactly, by their last letters."""
    # No word of the filter has more than three letters: two of them decide what may follow.
    endings = Counter({"": 1})
    for _ in range(LENGTH):
        longer: Counter[str] = Counter()
        for ending, ways in endings.items():
            for letter in ALPHABET:
                if acceptable(ending + letter):
                    longer[(ending + letter)[-2:]] += ways
        endings = longer
    return endings.total()


def test_every_password_is_twelve_letters_of_the_alphabet(sample: list[str]) -> None:
    assert {len(password) for password in sample} == {LENGTH}
    assert set("".join(sample)) == set(ALPHABET)


def test_the_alphabet_has_no_vowel_and_no_letter_taken_for_another() -> None:
    assert ALPHABET == "bcdfghjkmnprstvwxyz"


def test_the_filter_leaves_at_least_the_bits_that_cnil_asks() -> None:
    assert math.log2(_acceptable_count()) > _CNIL_BITS


@pytest.mark.parametrize("word", ["bz", "pd", "tg", "fdp", "ntm", "ptn", "ss"])
def test_no_slang_is_accepted_anywhere_in_a_password(word: str) -> None:
    neutral = "cvcvcvcvcvcv"
    assert acceptable(neutral)
    starts = range(LENGTH - len(word) + 1)
    spoilt = [neutral[:at] + word + neutral[at + len(word) :] for at in starts]
    assert [password for password in spoilt if acceptable(password)] == []


def test_generated_passwords_have_no_slang(sample: list[str]) -> None:
    assert [password for password in sample if not acceptable(password)] == []


def test_no_letter_is_favoured_before_the_filter(monkeypatch: pytest.MonkeyPatch) -> None:
    # Unfiltered letters are uniform: 18 degrees of freedom, 42.3 is passed once in a thousand.
    monkeypatch.setattr("shared.domain.password.acceptable", lambda _password: True)
    monkeypatch.setattr(secrets, "token_bytes", Random(7).randbytes)
    letters = Counter("".join(islice(temporary_passwords(), _SAMPLE)))
    expected = _SAMPLE * LENGTH / len(ALPHABET)
    chi_square = sum((letters[letter] - expected) ** 2 / expected for letter in ALPHABET)
    assert chi_square < 42.3


def test_bytes_that_would_favour_some_letters_are_thrown_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # 256 is 13 x 19 + 9: the bytes 247 to 255 would give the first nine letters once more.
    drawn = [bytes(range(247, 256)) * 40, bytes(range(LENGTH))]
    monkeypatch.setattr(secrets, "token_bytes", lambda _size: drawn.pop(0))
    assert next(temporary_passwords()) == ALPHABET[:LENGTH]


def test_letters_left_of_a_block_begin_the_next_password(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = ["cbcdfghjkmnpr", "stvwxydfghj"]
    monkeypatch.setattr(
        secrets, "token_bytes", lambda _size: bytes(map(ALPHABET.index, drawn.pop(0)))
    )

    assert list(islice(temporary_passwords(), 2)) == ["cbcdfghjkmnp", "rstvwxydfghj"]


def test_a_thousand_passwords_are_drawn_in_fifteen_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    # 12,000 letters; one byte in 28 and the passwords that read as slang are thrown away.
    sizes: list[int] = []
    randbytes = Random(3).randbytes

    def token_bytes(size: int) -> bytes:
        sizes.append(size)
        return randbytes(size)

    monkeypatch.setattr(secrets, "token_bytes", token_bytes)
    list(islice(temporary_passwords(), 1_000))

    assert sizes == [1_024] * 15


def test_passwords_do_not_repeat(sample: list[str]) -> None:
    assert len(set(sample)) == _SAMPLE


def test_a_password_is_printed_in_three_groups_of_four() -> None:
    assert grouped("bdfkmprtxznc") == "bdfk-mprt-xznc"
