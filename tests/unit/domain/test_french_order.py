"""French alphabetical order of names, natural order of classes."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from shared.domain.french_order import class_key, folded, name_key


def _in_order(names: list[str]) -> list[str]:
    # From the other end: names whose keys were equal would come out the wrong way round.
    backwards = names[::-1]
    return sorted(backwards, key=name_key)


@pytest.mark.parametrize(
    "names",
    [
        ["Éa", "Eb", "Éc"],
        ["cote", "coté", "côte", "côté"],
        ["Lefevre", "Lefèvre", "Lefort"],
        ["Oda", "Odile", "Œuvrard", "Ofer"],
        ["Coët", "Coeta", "Cœur", "Coex"],
        ["D'Ab", "Dac", "D’Ad", "d ae"],
        ["Le Gall", "Legallo", "Le-Garrec"],
        ["Jean", "Jean-Baptiste", "Jeanne", "Jean Paul"],
        ["Ça", "Cb", "çc"],
    ],
)
def test_names_are_in_french_order(names: list[str]) -> None:
    assert _in_order(names) == names


def test_classes_are_in_the_order_people_count() -> None:
    classes = ["", "1A", "2 nde 9", "2 nde 10", "3EME2", "3EME4", "3EME11", "6A", "A1", "BTS 2"]
    backwards = classes[::-1]
    assert sorted(backwards, key=class_key) == classes


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("D’Œuvre-Ça", "d oeuvre ca"),
        ("  LÉA\u00a0 ", "lea"),
        ("Straße", "strasse"),
        ("e\u0301", "e"),
        ("-'’.", ""),
        ("", ""),
    ],
)
def test_folding_forgives_case_accents_and_punctuation(text: str, plain: str) -> None:
    assert folded(text) == plain


@given(st.lists(st.text(max_size=12), max_size=12))
def test_any_class_codes_can_be_put_in_order(codes: list[str]) -> None:
    ordered = sorted(codes, key=class_key)
    assert sorted(ordered) == sorted(codes)
    assert all(class_key(one) <= class_key(next_one) for one, next_one in pairwise(ordered))


_CODES = st.sampled_from(["A1", "1A", "", "1", "A", "10", "9", "2 nde 9", "2nde9", "²", "A 1 B"])


@given(_CODES, _CODES)
def test_codes_that_begin_by_a_letter_a_digit_or_nothing_compare(one: str, other: str) -> None:
    first, second = class_key(one), class_key(other)
    assert [first < second, first == second, first > second].count(True) == 1


@given(st.text(max_size=30))
@example("ᴬ")
@example("ﬀᾳ℡Ⅻ")
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(st.text(st.characters(max_codepoint=127)))
def test_plain_letters_fold_as_they_do_beside_others(text: str) -> None:
    assert folded(text) == folded(f"{text}\N{NO-BREAK SPACE}")


@given(st.text(max_size=30))
@example("E\N{COMBINING ACUTE ACCENT}ve")
@example("ΣΑΣ İı ǅ")
def test_a_text_is_folded_as_its_letters_are_one_by_one(text: str) -> None:
    opened: dict[str, str | int | None] = dict(
        zip("œæßøđł", ("oe", "ae", "ss", "o", "d", "l"), strict=True)
    )
    lowered = unicodedata.normalize("NFKD", text).casefold().translate(str.maketrans(opened))
    bare = (c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c))
    assert folded(text) == " ".join("".join(c if c.isalnum() else " " for c in bare).split())
