"""What real feeds hold against their specification: imported all the same, and reported."""

from pathlib import Path

import pytest

from shared.domain.roster import RosterFileKind
from shared.domain.roster_problems import Anomaly, AnomalyCode
from tests.unit.roster.aaf_files import (
    DECLARATION,
    DOCTYPE,
    OTHER_UAI,
    SCHOOLS,
    UAI,
    Values,
    document,
    feed,
    name_of,
    only_anomaly,
    opened,
    person,
    school,
    student,
    told,
)
from tests.unit.roster.siecle_files import zipped

LINKS = "ENTElevePersRelEleve"
HOSTS = "ENTEleveEnseignementsEtablissementsAccueil"


@pytest.mark.parametrize(
    ("changes", "code", "detail"),
    [
        (
            {"ENTEleveINE": None},
            "MISSING_INE",
            "Élève sans INE : importé sans INE.",
        ),
        (
            {"ENTEleveINE": "12"},
            "MALFORMED_INE",
            "« 12 » n’est pas un INE : importé sans INE.",
        ),
        (
            {"ENTPersonDateNaissance": None},
            "MISSING_BIRTH_DATE",
            "Élève sans date de naissance : importé sans elle.",
        ),
        (
            {"ENTPersonDateNaissance": "2010-02-01"},
            "MALFORMED_BIRTH_DATE",
            (
                "La date de naissance « 2010-02-01 » n’est pas au format jj/mm/aaaa : "
                "lue année-mois-jour."
            ),
        ),
        (
            {"givenName": "Zo?"},
            "LOST_CHARACTER_IN_NAME",
            (
                "« Zo? » contient un caractère que la source n’a pas su écrire : importé tel quel, "
                "à corriger dans l’annuaire académique fédérateur (AAF)."
            ),
        ),
        (
            {"ENTEleveClasses": ["5001$3A", "5001$3B"]},
            "SEVERAL_DIVISIONS",
            "Élève inscrit dans plusieurs classes : la dernière, « 3B », est retenue.",
        ),
        (
            {HOSTS: "0759999Z$LV3"},
            "UNKNOWN_SCHOOL",
            "Établissement d’accueil « 0759999Z » absent du flux : ignoré.",
        ),
        (
            {LINKS: ["100$10$1$1$1$0", "404$20$1$2$1$0"]},
            "UNKNOWN_PERSON",
            "Rattachement à une personne absente du flux (PERSONNE 404) : ignoré.",
        ),
    ],
    ids=lambda each: each if isinstance(each, str) and each.isupper() else "",
)
def test_a_pupil_is_imported_and_what_was_odd_is_told_to_her_school(
    tmp_path: Path, changes: dict[str, Values], code: str, detail: str
) -> None:
    with opened(tmp_path, feed(student(**changes), person())) as found:
        assert len(list(found.roster(UAI).students())) == 1
        assert told(found) == [(code, "ELEVE 1", detail)]
        assert told(found, OTHER_UAI) == told(found, None) == []
        assert found.roster(UAI).counts().anomalies == 1


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"ENTEleveClasses": None}, "NO_DIVISION"),
        ({"ENTEleveClasses": "5002$6B"}, "NO_DIVISION"),
        ({"ENTEleveClasses": "3A"}, "NO_DIVISION"),
        ({"ENTEleveClasses": "5001$ "}, "NO_DIVISION"),
        ({"givenName": None}, "MISSING_FIRST_NAME"),
        ({"sn": None, "ENTPersonNomPatro": "-"}, "MISSING_FAMILY_NAME"),
    ],
)
def test_a_pupil_without_a_class_or_a_name_is_left_out_and_told(
    tmp_path: Path, changes: dict[str, Values], code: str
) -> None:
    with opened(tmp_path, feed(student(**changes), person())) as found:
        roster = found.roster(UAI)
        assert (list(roster.students()), list(roster.guardians())) == ([], [])
        assert [each.code for each in roster.anomalies()] == [code]
        assert (roster.counts().students_read, roster.counts().students_left_out) == (1, 1)
        assert [each.uai for each in found.schools()] == [UAI]


def test_an_anomaly_names_the_line_of_its_record_and_the_person(tmp_path: Path) -> None:
    pupils = student("1") + student("2", ENTEleveINE=None)
    with opened(tmp_path, feed(pupils, person())) as found:
        assert only_anomaly(found) == Anomaly(
            AnomalyCode.MISSING_INE,
            RosterFileKind.STUDENTS,
            "ELEVE 2",
            "LÉGER Zoé",
            5,
            "Élève sans INE : importé sans INE.",
        )


def test_two_pupils_of_one_number_in_a_school_are_told_and_one_is_imported(
    tmp_path: Path,
) -> None:
    twice = {"ENTEleveStructRattachId": "7"}
    elsewhere = {"ENTPersonStructRattach": "5002", "ENTEleveClasses": "5002$6B"}
    pupils = student("1", **twice) + student("2", **twice) + student("3", **twice, **elsewhere)
    with opened(tmp_path, feed(pupils, person())) as found:
        assert [each.ine for each in found.roster(UAI).students()] == ["000000002AB"]
        assert [each.ine for each in found.roster(OTHER_UAI).students()] == ["000000003AB"]
        assert only_anomaly(found).record == "ELEVE 1"
        assert only_anomaly(found).code is AnomalyCode.DUPLICATE_SOURCE_ID


@pytest.mark.parametrize("home", [None, "5999"])
def test_pupils_of_an_unknown_school_are_counted_once_and_nobody_owns_them(
    tmp_path: Path, home: Values
) -> None:
    pupils = student("1", ENTPersonStructRattach=home) + student("2", ENTPersonStructRattach=home)
    with opened(tmp_path, feed(pupils, None)) as found:
        detail = "Établissement absent du flux, ou sans code UAI ; élèves non importés : 2."
        record = f"ETABLISSEMENT {home or ''}".strip()
        assert told(found, None) == [("UNKNOWN_SCHOOL", record, detail)]
        assert found.schools() == []
        assert (found.counts()["students_read"], found.counts()["students"]) == (2, 0)


def test_a_school_without_a_uai_is_told_with_its_pupils(tmp_path: Path) -> None:
    with opened(tmp_path, feed(student(), None, school("5001", "12"))) as found:
        assert [(code, record) for code, record, _ in told(found, None)] == [
            ("SCHOOL_WITHOUT_UAI", "ETABLISSEMENT 5001"),
            ("UNKNOWN_SCHOOL", "ETABLISSEMENT 5001"),
        ]


def test_a_replacement_zone_fails_the_check_letter_and_is_imported(tmp_path: Path) -> None:
    with opened(tmp_path, feed(student(), person(), school("5001", "4500000J"))) as found:
        (only,) = found.schools()
        assert (only.uai, only_anomaly(found, only.uai).code) == ("4500000J", "UAI_CHECK_LETTER")


@pytest.mark.parametrize(
    ("link", "code", "record"),
    [
        ("100$99$1$1$1$0", "UNKNOWN_KINSHIP", "ELEVE 1, PERSONNE 100"),
        ("100$10$1$7$1$0", "UNKNOWN_RESPONSIBILITY", "ELEVE 1, PERSONNE 100"),
        ("100$10", "UNKNOWN_RESPONSIBILITY", "ELEVE 1, PERSONNE 100"),
        ("$10$1$1$1$0", "MALFORMED_LINK", "ELEVE 1, PERSONNE ?"),
    ],
)
def test_a_link_that_is_odd_is_told(tmp_path: Path, link: str, code: str, record: str) -> None:
    with opened(tmp_path, feed(student(**{LINKS: link}), person())) as found:
        assert [(each, place) for each, place, _ in told(found)] == [(code, record)]
        legal = code == "UNKNOWN_KINSHIP"
        assert [each.kinship for each in found.roster(UAI).guardianships()] == ["OTHER"] * legal


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"mail": "anais"}, "MALFORMED_EMAIL"),
        ({"ENTPersonAdresse": "A" * 39}, "ADDRESS_CUT"),
        ({"ENTPersonAdresse": "A$B$C$D$E$F"}, "ADDRESS_CUT"),
        ({"sn": None}, "MISSING_FAMILY_NAME"),
    ],
)
def test_what_is_odd_in_a_guardian_is_told_to_each_of_her_schools_only(
    tmp_path: Path, changes: dict[str, Values], code: str
) -> None:
    elsewhere = {"ENTPersonStructRattach": "5002", "ENTEleveClasses": "5002$6B"}
    pupils = student("1") + student("2", **elsewhere)
    persons = person(**changes) + person("101", **changes)
    with opened(tmp_path, feed(pupils, persons)) as found:
        for uai in (UAI, OTHER_UAI):
            assert [each.code for each in found.anomalies(uai)] == [code]
            counts = found.roster(uai).counts()
            assert counts.persons_read == counts.guardians + counts.persons_left_out == 1


def test_the_town_of_a_long_address_is_kept(tmp_path: Path) -> None:
    long = {"ENTPersonAdresse": "A$B$C$D$E$F", "ENTPersonPays": "BELGIQUE"}
    with opened(tmp_path, feed(student(), person(**long))) as found:
        (only,) = found.roster(UAI).guardians()
        assert only.postal_lines == ("A", "B", "C", "D", "75011 PARIS", "BELGIQUE")


def test_of_orphans_the_number_and_the_first_fifty_are_told(tmp_path: Path) -> None:
    persons = "".join(person(str(number)) for number in range(200, 260))
    with opened(tmp_path, feed(student(), person() + persons)) as found:
        assert found.counts()["orphans"] == 60
        details = [detail for code, _, detail in told(found, None) if code == "ORPHAN_PERSON"]
        assert len(details) == 51
        whole = "Personnes qui ne sont rattachées à aucun élève importable, sans compte : 60."
        assert details.count(whole) == 1
        assert [each.jointure for each in found.roster(UAI).guardians()] == ["100"]


def test_of_a_record_given_twice_the_last_is_kept_and_its_school_is_told(tmp_path: Path) -> None:
    parts = [
        (name_of("EtabEducNat"), document(SCHOOLS)),
        (name_of("Eleve", 1), document(student(givenName="Léa"))),
        (name_of("Eleve", 0), document(student())),
        (name_of("PersRelEleve"), document(person("1"), person("1"))),
    ]
    with opened(tmp_path, zipped(*parts)) as found:
        assert [each.first_name for each in found.roster(UAI).students()] == ["Léa"]
        assert [code for code, _, _ in told(found)] == ["UNKNOWN_PERSON", "DUPLICATE_SOURCE_ID"]


def test_a_jointure_borne_by_two_records_is_told_and_imported_once(tmp_path: Path) -> None:
    other = student("2", ENTPersonJointure="1")
    with opened(tmp_path, feed(student() + other, person())) as found:
        assert [each.ine for each in found.roster(UAI).students()] == ["000000001AB"]
        assert found.counts()["students_read"] == 1
        assert [(code, record) for code, record, _ in told(found)] == [
            ("DUPLICATE_SOURCE_ID", "ELEVE 1")
        ]


def test_two_schools_of_one_jointure_are_told_and_read_once(tmp_path: Path) -> None:
    other = school("5009", OTHER_UAI, ENTStructureJointure="5001")
    with opened(tmp_path, feed(student(), person(), school() + other)) as found:
        assert [each.uai for each in found.schools()] == [UAI]
        assert [(code, record) for code, record, _ in told(found)] == [
            ("DUPLICATE_SOURCE_ID", "ETABLISSEMENT 5001")
        ]


def test_two_persons_of_one_jointure_are_told_and_imported_once(tmp_path: Path) -> None:
    other = person("101", ENTPersonJointure="100", givenName="Luc")
    with opened(tmp_path, feed(student(), person() + other)) as found:
        assert [each.first_name for each in found.roster(UAI).guardians()] == ["Anaïs"]
        assert found.counts()["persons_read"] == 1
        detail = "Identifiant (jointure) porté par deux enregistrements : un seul est importé."
        assert told(found) == [("DUPLICATE_SOURCE_ID", "PERSONNE 100", detail)]


def test_what_is_odd_in_a_mere_contact_is_told_to_nobody(tmp_path: Path) -> None:
    links: Values = ["100$10$1$1$1$0", "101$38$0$0$1$0"]
    content = feed(student(**{LINKS: links}), person() + person("101", mail="faux"))
    with opened(tmp_path, content) as found:
        assert told(found) == told(found, None) == []


def test_a_record_without_an_identifier_is_passed_over_and_told(tmp_path: Path) -> None:
    nameless = student("2").replace("<id>2</id>", "<id> </id>")
    with opened(tmp_path, feed(student() + nameless, person())) as found:
        assert len(list(found.roster(UAI).students())) == 1
        assert [code for code, _, _ in told(found, None)] == ["MISSING_SOURCE_ID"]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("L&amp;eacute;a", "Léa"),
        ("L&amp;#233;a", "Léa"),
        ("Anne &amp;amp; Léa", "Anne & Léa"),
        ("Anne &amp; Léa", "Anne & Léa"),
        ("Anne&amp;copyLéa", "Anne&copyLéa"),
        ("L&amp;amp;eacute;a", "L&eacute;a"),
        ("Zo\u00a0Léa", "Zo Léa"),
    ],
)
def test_an_entity_escaped_twice_is_undone_once_more(
    tmp_path: Path, written: str, read: str
) -> None:
    with opened(tmp_path, feed(student(givenName=written), person())) as found:
        assert [each.first_name for each in found.roster(UAI).students()] == [read]


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ("", "utf-8"),
        (DOCTYPE, "utf-8"),
        ("\ufeff" + DECLARATION, "utf-8"),
        ('<?xml version="1.0" encoding="ISO-8859-15"?>', "iso-8859-15"),
    ],
)
def test_declared_or_not_the_encoding_is_found_and_the_dtd_never_fetched(
    tmp_path: Path, head: str, encoding: str
) -> None:
    pupils = document(student(), head=head).decode().encode(encoding)
    parts = [(name_of("EtabEducNat"), document(SCHOOLS)), (name_of("Eleve"), pupils)]
    with opened(tmp_path, zipped(*parts)) as found:
        assert [each.first_name for each in found.roster(UAI).students()] == ["Zoé"]
        assert told(found, None) == []


def test_a_file_that_is_utf8_under_another_name_is_read_as_utf8_and_told(tmp_path: Path) -> None:
    head = '<?xml version="1.0" encoding="ISO-8859-15"?>'
    pupils = document(student(), head=head)
    parts = [(name_of("EtabEducNat"), document(SCHOOLS)), (name_of("Eleve"), pupils)]
    with opened(tmp_path, zipped(*parts)) as found:
        assert [each.first_name for each in found.roster(UAI).students()] == ["Zoé"]
        assert only_anomaly(found, None).code is AnomalyCode.ENCODING_MISDECLARED
        assert only_anomaly(found, None).record == name_of("Eleve")
