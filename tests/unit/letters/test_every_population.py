"""What holds for the letters of every population."""

import io
from collections.abc import Iterator
from typing import Any

import pytest

from shared.domain.account import PasswordDisplay
from shared.domain.letter import Letterhead
from tests.pdf_reading import inflated, read_pdf
from tests.unit.letters.conftest import Population

BEFORE_STEPS = {
    PasswordDisplay.TEMPORARY: "Identifiant Mot de passe provisoire Votre première connexion",
    PasswordDisplay.EXPIRED: (
        "Identifiant Mot de passe provisoire Expiré "
        "Il n’a pas été utilisé à temps : demandez-en un nouveau. Votre première connexion"
    ),
    PasswordDisplay.BEING_CHOSEN: (
        "Identifiant Mot de passe provisoire Déjà utilisé "
        "Il a servi à commencer l’activation et ne fonctionne plus. Pour terminer l’activation"
    ),
    PasswordDisplay.CHOSEN: (
        "Identifiant Mot de passe Celui que vous avez choisi "
        "Il reste valable : ce courrier vous rappelle seulement votre identifiant. "
        "Pour vous connecter"
    ),
    PasswordDisplay.NONE: (
        "Identifiant Mot de passe provisoire Non renseigné "
        "L’établissement ne vous en a pas encore donné. Votre première connexion"
    ),
}


@pytest.mark.parametrize("shown", PasswordDisplay)
def test_each_state_of_the_password_has_its_wording(
    shown: PasswordDisplay, population: Population
) -> None:
    letter = population.letter(password_shown=shown)

    (page,) = read_pdf(population.written([letter])).pages

    assert BEFORE_STEPS[shown] in page
    assert letter.username in page
    assert ("bdfk-mprt-xznc" in page) == (shown is PasswordDisplay.TEMPORARY)
    assert ("À utiliser avant" in page) == (shown is PasswordDisplay.TEMPORARY)


def test_the_document_names_its_title_language_and_date(population: Population) -> None:
    pdf = read_pdf(population.written([population.letter()]))

    assert pdf.metadata == {
        "Title": population.title,
        "Producer": "Administration des comptes ÉduConnect",
        "CreationDate": "D:20261123000000Z",
    }
    structure = inflated(pdf.raw)
    assert b"/Lang(fr-FR)" in structure
    assert b"/DisplayDocTitle true" in structure


def test_the_same_letters_give_the_same_bytes(population: Population) -> None:
    letters = [population.varied(n) for n in range(450)]

    assert population.written(letters) == population.written(iter(letters))
    assert population.written(letters) != population.written(letters[:-1])


def test_letters_are_written_as_they_arrive(letterhead: Letterhead, population: Population) -> None:
    out = io.BytesIO()
    sizes = []

    def arriving() -> Iterator[Any]:
        for n in range(3):
            sizes.append(out.tell())
            yield population.varied(n)

    assert population.write(out, letterhead, arriving(), title="Courriers") == 3
    assert sizes == sorted(set(sizes))


def test_no_letter_at_all_is_refused_before_anything_is_written(
    letterhead: Letterhead, population: Population
) -> None:
    out = io.BytesIO()

    with pytest.raises(ValueError, match="no letter to write"):
        population.write(out, letterhead, [], title="Courriers")

    assert out.getvalue() == b""
