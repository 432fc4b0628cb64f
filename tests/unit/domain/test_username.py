"""The stem of a username, from any name a roster may hold."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.adapters.transliteration import transliterate
from shared.domain.username import UnusableNameError, numbered, username_stem


@pytest.mark.parametrize(
    ("first_name", "family_name", "stem"),
    [
        ("Chloé", "Lefèvre", "c.lefevre"),
        ("Éloïse", "Œuvrard", "e.oeuvrard"),
        ("Lætitia", "Cœur-Vaillant", "l.coeurvaillant"),
        ("Ægir", "Straße", "a.strasse"),
        ("Noé", "d'Angelo", "n.dangelo"),
        ("Noé", "D’ANGELO", "n.dangelo"),
        ("Anne-Sophie", "Le Gall", "a.legall"),
        ("Jean", "de La Tour du Pin", "j.delatourdupin"),
        ("Zoë", "Ñúñez y Cañón", "z.nunezycanon"),
        ("Łukasz", "Đorđević", "l.dordevic"),
        ("Жанна", "Щербакова", "z.shcherbakova"),
        ("Ελένη", "Παπαδοπούλου", "e.papadopoyloy"),
        (" 'Ange ", "N’Guyên (dit Nguyen)", "a.nguyenditnguyen"),
        ("Louis 2", "Martin3", "l.martin"),
        ("ÇAĞLA", "İŞÇİ", "c.isci"),
        ("Ｍａｒｉｅ", "ﬁlleul", "m.filleul"),
    ],
)
def test_a_username_is_the_initial_and_the_family_name_in_plain_letters(
    first_name: str, family_name: str, stem: str
) -> None:
    assert username_stem(first_name, family_name, transliterate) == stem


@pytest.mark.parametrize(
    ("first_name", "family_name"),
    [("", "Martin"), ("Léa", ""), ("-", "Martin"), ("Léa", "’’"), ("42", "Martin"), ("Léa", "…")],
)
def test_a_name_without_a_letter_makes_no_username(first_name: str, family_name: str) -> None:
    with pytest.raises(UnusableNameError):
        username_stem(first_name, family_name, transliterate)


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_name_gives_plain_letters_or_is_refused(first_name: str, family_name: str) -> None:
    try:
        stem = username_stem(first_name, family_name, transliterate)
    except UnusableNameError:
        return
    initial, dot, rest = stem.partition(".")
    assert (len(initial), dot) == (1, ".")
    assert (initial + rest).isascii()
    assert (initial + rest).isalpha()
    assert stem == stem.lower()


@given(st.text(alphabet="éèêëàâçîïôûùüÿñœæÉÀÇ'- abcXYZ", min_size=1, max_size=20))
def test_an_accent_typed_apart_gives_the_same_username(name: str) -> None:
    apart = unicodedata.normalize("NFD", name)
    together = unicodedata.normalize("NFC", name)
    stem = username_stem("Zoé", f"a{together}", transliterate)
    assert username_stem("Zoé", f"a{apart}", transliterate) == stem


def test_the_first_of_a_stem_has_no_number() -> None:
    usernames = [numbered("m.martin", rank) for rank in (1, 2, 3, 1000)]
    assert usernames == ["m.martin", "m.martin2", "m.martin3", "m.martin1000"]
