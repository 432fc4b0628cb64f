"""Students' letters: what they say, and the PDF that carries them."""

from dataclasses import replace
from datetime import date

from shared.domain.letter import Letterhead
from tests.pdf_reading import inflated
from tests.unit.letters.conftest import LetterOf, ReadLetters, WriteLetters


def test_a_letter_says_everything_a_student_needs(letter: LetterOf, read: ReadLetters) -> None:
    (page,) = read([letter()]).pages

    for said in (
        "Collège Jean Moulin 12 rue des Écoles 45000 ORLÉANS",
        "Le 23 novembre 2026 Votre compte ÉduConnect",
        "Bonjour Élodie LEFÈVRE-DUPRÉ (3A),",
        "LEFÈVRE-DUPRÉ Élodie 3A – Troisième A",
        "e.lefevredupre",
        "bdfk-mprt-xznc",
        "À utiliser avant le 23 février 2027 et à changer à la première connexion.",
        "M. ET MME LEFÈVRE-DUPRÉ 15 RUE DE L’ŒUVRE 45000 ORLÉANS",
        "https://ent.college-jean-moulin.fr",
        "1 Ouvrez cette adresse",
        "2 Choisissez ÉduConnect et le profil « Élève », puis saisissez votre identifiant",
        "3 Choisissez votre propre mot de passe",
        "4 Indiquez une adresse email",
        "Ce courrier est personnel.",
        "Adressez-vous au secrétariat : Collège Jean Moulin.",
        "UAI 0450822X",
    ):
        assert said in page
    assert "account-1" not in page


def test_a_letter_without_class_date_or_address_keeps_the_rest(
    letter: LetterOf, read: ReadLetters
) -> None:
    pdf = read([letter(school_class="", class_label="", valid_until=None, postal_lines=())])

    assert "Bonjour Élodie LEFÈVRE-DUPRÉ," in pdf.pages[0]
    assert "À utiliser avant" not in pdf.pages[0]
    assert pdf.bookmarks == [("Sans classe", 0)]


def test_each_class_has_a_bookmark_to_its_first_letter(letter: LetterOf, read: ReadLetters) -> None:
    classes = [("3A", "Troisième A")] * 3 + [("3B", "")] * 2 + [("6È", "Sixième (été)")]

    pdf = read(letter(school_class=code, class_label=label) for code, label in classes)

    assert len(pdf.pages) == 6
    assert pdf.bookmarks == [("3A – Troisième A", 0), ("3B", 3), ("6È – Sixième (été)", 5)]


def test_an_external_student_is_listed_under_her_home_school(
    letter: LetterOf, read: ReadLetters
) -> None:
    home = "Lycée professionnel Auguste Rodin"

    pdf = read([letter(school_class="", class_label=home, postal_lines=())])

    assert f"LEFÈVRE-DUPRÉ Élodie {home} e.lefevredupre" in pdf.pages[0].replace(
        " Bonjour Élodie LEFÈVRE-DUPRÉ,", ""
    )
    assert pdf.bookmarks == [(home, 0)]


def test_only_embedded_fonts_are_listed(letter: LetterOf, written: WriteLetters) -> None:
    structure = inflated(written([letter(), letter(family_name="ДМИТРИЕВ")]))

    fonts = structure.count(b"/Type/Font/")
    assert fonts == 5
    assert structure.count(b"/FontFile2 ") == fonts
    assert structure.count(b"/ToUnicode ") == fonts


def test_long_texts_are_shrunk_before_they_are_cut(letter: LetterOf, read: ReadLetters) -> None:
    username = "j.delarochefoucauldmontbeldesaintetienne12"
    address = ("APPARTEMENT 12 ESCALIER B 3EME ETAGE W",) * 6

    (page,) = read(
        [
            letter(
                family_name="DE LA ROCHEFOUCAULD-MONTBEL DE SAINT-ÉTIENNE",
                first_name="Jean-Christophe-Maximilien",
                class_label="Terminale sciences et technologies du management et de la gestion",
                username=username,
                postal_lines=address,
            )
        ]
    ).pages

    assert "DE LA ROCHEFOUCAULD-MONTBEL DE SAINT-ÉTIENNE Jean-Christophe-Maximilien" in page
    assert "3A – Terminale sciences et technologies du management et" in page
    assert "…" in page
    assert username in page
    assert " ".join(address) in page


def test_long_addresses_and_school_names_stay_whole(
    letterhead: Letterhead, letter: LetterOf, read: ReadLetters
) -> None:
    urls = ("https://" + "sous-domaine." * 12 + "fr", "https://teleservices.education.gouv.fr")
    name = "Lycée général et technologique et section d’enseignement professionnel Marie-Curie"

    (page,) = read([letter()], replace(letterhead, school_name=name, portal_urls=urls)).pages

    assert urls[0] in page.replace(" ", "")
    assert urls[1] in page
    assert f"Adressez-vous au secrétariat : {name}." in page


def test_the_first_of_a_month_is_an_ordinal(
    letterhead: Letterhead, letter: LetterOf, read: ReadLetters
) -> None:
    (page,) = read([letter()], replace(letterhead, dated=date(2026, 8, 1))).pages

    assert "Le 1er août 2026" in page
