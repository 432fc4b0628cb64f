"""Guardians' letters: what they say, and the PDF that carries them."""

from dataclasses import replace

import pytest

from shared.adapters.letters.qr import qr_operators
from shared.domain.account import PasswordDisplay
from shared.domain.letter import Child, Letterhead
from tests.pdf_reading import inflated
from tests.unit.letters.conftest import (
    GuardianLetterOf,
    ReadGuardianLetters,
    WriteGuardianLetters,
)

STATE = "https://teleservices.education.gouv.fr"
SCHOOL = "https://lycees.netocentre.fr"


def test_a_letter_says_everything_a_guardian_needs(
    letterhead: Letterhead,
    guardian_letter: GuardianLetterOf,
    read_by_guardians: ReadGuardianLetters,
) -> None:
    (page,) = read_by_guardians(
        [guardian_letter()], replace(letterhead, portal_urls=(STATE, SCHOOL))
    ).pages

    for said in (
        "Collège Jean Moulin 12 rue des Écoles 45000 ORLÉANS Responsable de",
        "Le 23 novembre 2026 Votre compte ÉduConnect",
        "LEFÈVRE-DUPRÉ Élodie (3A) Bonjour Madame Anne-Sophie D’ŒUVRE, a.doeuvre bdfk-mprt-xznc",
        "À utiliser avant le 23 février 2027 et à changer à la première connexion.",
        "Mme Anne-Sophie D’ŒUVRE 15 RUE DE L’ŒUVRE 45000 ORLÉANS",
        f"1 Ouvrez l’une de ces adresses et choisissez « Représentant légal » : {STATE} {SCHOOL}",
        "2 Saisissez votre identifiant et votre mot de passe provisoire.",
        "3 Choisissez votre propre mot de passe.",
        "4 Confirmez votre numéro de téléphone portable ou votre adresse email",
        "Vous pouvez aussi créer vous-même votre compte en ligne, ou utiliser FranceConnect.",
        "Ce courrier est personnel.",
        "Adressez-vous au secrétariat : Collège Jean Moulin.",
        "UAI 0450822X",
    ):
        assert said in page
    assert "account-1" not in page


def test_who_has_begun_to_activate_her_account_is_told_how_to_end(
    guardian_letter: GuardianLetterOf, read_by_guardians: ReadGuardianLetters
) -> None:
    (page,) = read_by_guardians(
        [guardian_letter(password_shown=PasswordDisplay.BEING_CHOSEN)]
    ).pages

    assert "Vous avez commencé à activer votre compte ÉduConnect." in page
    assert "2 Saisissez votre identifiant et le mot de passe que vous avez choisi." in page
    assert "3 Vous n’en avez pas encore choisi ? Demandez un mot de passe provisoire" in page
    assert "déjà activé" not in page


def test_who_has_chosen_a_password_is_told_how_to_renew_it(
    guardian_letter: GuardianLetterOf, read_by_guardians: ReadGuardianLetters
) -> None:
    (page,) = read_by_guardians([guardian_letter(password_shown=PasswordDisplay.CHOSEN)]).pages

    assert (
        "3 Mot de passe oublié ? Renouvelez-le sur la page de connexion, avec votre numéro de "
        "téléphone portable ou l’adresse email que vous avez confirmée." in page
    )
    assert "provisoire au secrétariat" in page
    assert "Mot de passe provisoire" not in page


def test_a_single_address_is_not_one_of_several(
    guardian_letter: GuardianLetterOf, read_by_guardians: ReadGuardianLetters
) -> None:
    (page,) = read_by_guardians([guardian_letter()]).pages

    assert "1 Ouvrez cette adresse et choisissez « Représentant légal » :" in page


@pytest.mark.parametrize(
    ("civility", "through_the_window", "greeting"),
    [
        ("MME", "Mme Anne-Sophie D’ŒUVRE", "Bonjour Madame Anne-Sophie D’ŒUVRE,"),
        ("Mme", "Mme Anne-Sophie D’ŒUVRE", "Bonjour Madame Anne-Sophie D’ŒUVRE,"),
        ("MLLE", "Mme Anne-Sophie D’ŒUVRE", "Bonjour Madame Anne-Sophie D’ŒUVRE,"),
        ("M.", "M. Anne-Sophie D’ŒUVRE", "Bonjour Monsieur Anne-Sophie D’ŒUVRE,"),
        ("", "connexion. Anne-Sophie D’ŒUVRE", "Bonjour Anne-Sophie D’ŒUVRE,"),
        ("Dr", "Dr Anne-Sophie D’ŒUVRE", "Bonjour Dr Anne-Sophie D’ŒUVRE,"),
    ],
)
def test_a_guardian_is_called_as_the_roster_calls_her(
    civility: str,
    through_the_window: str,
    greeting: str,
    guardian_letter: GuardianLetterOf,
    read_by_guardians: ReadGuardianLetters,
) -> None:
    (page,) = read_by_guardians([guardian_letter(civility=civility)]).pages

    assert f"{through_the_window} 15 RUE DE L’ŒUVRE" in page
    assert greeting in page


def test_the_code_opens_the_first_address_and_holds_nothing_else(
    letterhead: Letterhead,
    guardian_letter: GuardianLetterOf,
    written_to_guardians: WriteGuardianLetters,
) -> None:
    letters = [guardian_letter(), guardian_letter(temporary_password="zzzzxxxxvvvv")]

    content = inflated(
        written_to_guardians(letters, replace(letterhead, portal_urls=(STATE, SCHOOL)))
    )

    squares = qr_operators(STATE, 0, 0, 87).split(b" cm\n")[1]
    assert squares in content
    assert content.count(b" 1 re\n") == squares.count(b" 1 re\n")


def test_each_class_of_a_first_child_has_a_bookmark(
    guardian_letter: GuardianLetterOf, read_by_guardians: ReadGuardianLetters
) -> None:
    other = Child("SOW", "Awa", "6C", "Sixième C")
    classes = [("3A", "Troisième A")] * 2 + [("3B", "")] + [("", "")] + [("", "Lycée Rodin")]

    pdf = read_by_guardians(
        guardian_letter(children=(Child("SOW", "Zoé", code, label), other))
        for code, label in classes
    )

    assert len(pdf.pages) == 5
    assert pdf.bookmarks == [
        ("3A – Troisième A", 0),
        ("3B", 2),
        ("Sans classe", 3),
        ("Lycée Rodin", 4),
    ]
    assert "SOW Zoé SOW Awa (6C)" in pdf.pages[3]
    assert "SOW Zoé (Lycée Rodin)" in pdf.pages[4]


def test_a_guardian_is_told_of_france_connect_whatever_her_password(
    guardian_letter: GuardianLetterOf, read_by_guardians: ReadGuardianLetters
) -> None:
    pages = read_by_guardians(
        guardian_letter(password_shown=each) for each in PasswordDisplay
    ).pages

    assert ["FranceConnect" in page for page in pages] == [True] * len(PasswordDisplay)


def test_only_embedded_fonts_are_listed(
    guardian_letter: GuardianLetterOf, written_to_guardians: WriteGuardianLetters
) -> None:
    structure = inflated(written_to_guardians([guardian_letter()]))

    assert structure.count(b"/FontFile2 ") == structure.count(b"/Type/Font/") == 3
