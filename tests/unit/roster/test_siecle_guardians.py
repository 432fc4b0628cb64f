"""Who becomes a guardian: both generations of links, and what is left out and counted."""

from pathlib import Path

import pytest

from shared.domain.kinship import Kinship
from shared.domain.roster import RosterCounts, RosterFileKind, RosterGuardian, RosterGuardianship
from shared.domain.roster_problems import Anomaly, AnomalyCode
from tests.unit.roster.siecle_files import (
    ADDRESS,
    anomaly_codes,
    division,
    guardians,
    link,
    only_anomaly,
    person,
    staged,
    student,
    students,
    tags,
)

ANAIS = RosterGuardian(
    source_id="100",
    civility="MME",
    family_name="PETIT",
    usual_name="LÉGER",
    first_name="Anaïs",
    email="anais.leger@example.org",
    postal_lines=("12 RUE DES LILAS", "BAT B", "75011 PARIS"),
)
PUPIL = students(student())


def test_since_2018_level_1_is_legal_and_both_parents_have_it(tmp_path: Path) -> None:
    links = link("1", "100", NIVEAU_RESPONSABILITE="1", CODE_PARENTE="10") + link(
        "1", "200", NIVEAU_RESPONSABILITE="1", CODE_PARENTE="20"
    )
    with staged(tmp_path, PUPIL, guardians(person() + person("200"), links)) as staging:
        assert [guardian.source_id for guardian in staging.guardians()] == ["100", "200"]
        assert list(staging.guardianships()) == [
            RosterGuardianship("1", "100", Kinship.MOTHER),
            RosterGuardianship("1", "200", Kinship.FATHER),
        ]
        assert list(staging.anomalies()) == []


def test_up_to_2017_both_numbered_guardians_are_legal(tmp_path: Path) -> None:
    links = link("1", "100", RESP_LEGAL="1", CODE_PARENTE="1") + link(
        "1", "200", RESP_LEGAL="2", CODE_PARENTE="2"
    )
    with staged(tmp_path, PUPIL, guardians(person() + person("200"), links)) as staging:
        assert list(staging.guardianships()) == [
            RosterGuardianship("1", "100", Kinship.FATHER),
            RosterGuardianship("1", "200", Kinship.MOTHER),
        ]


def test_a_guardian_is_read_whole(tmp_path: Path) -> None:
    with staged(tmp_path, PUPIL, guardians(person(), link())) as staging:
        assert list(staging.guardians()) == [ANAIS]
        assert staging.counts() == RosterCounts(
            students_read=1, students=1, persons_read=1, guardians=1, guardianships=1
        )


def test_a_person_of_before_2016_has_only_one_name(tmp_path: Path) -> None:
    old = person(NOM_DE_FAMILLE=None, NOM_USAGE=None, NOM="DURAND")
    with staged(tmp_path, PUPIL, guardians(old, link())) as staging:
        assert [(g.family_name, g.usual_name) for g in staging.guardians()] == [("DURAND", None)]


def test_persons_in_charge_contacts_and_orphans_get_no_account_and_are_counted(
    tmp_path: Path,
) -> None:
    persons = "".join(person(str(number)) for number in range(100, 105))
    links = (
        link("1", "100")
        + link("1", "101", NIVEAU_RESPONSABILITE="2", CODE_PARENTE="41")
        + link("1", "102", NIVEAU_RESPONSABILITE="3", CODE_PARENTE="38")
        + link("1", "103", RESP_LEGAL="0", CODE_PARENTE="4")
    )
    with staged(tmp_path, PUPIL, guardians(persons, links)) as staging:
        assert [guardian.source_id for guardian in staging.guardians()] == ["100"]
        assert staging.counts() == RosterCounts(
            students_read=1,
            students=1,
            persons_read=5,
            guardians=1,
            persons_in_charge=1,
            contacts=2,
            orphans=1,
            guardianships=1,
        )
        assert list(staging.anomalies()) == []


def test_of_two_links_between_the_same_people_the_legal_one_counts(tmp_path: Path) -> None:
    contact = link("1", "100", NIVEAU_RESPONSABILITE="3", CODE_PARENTE="90")
    for links in (contact + link(), link() + contact):
        with staged(tmp_path, PUPIL, guardians(person(), links)) as staging:
            assert list(staging.guardianships()) == [RosterGuardianship("1", "100", Kinship.MOTHER)]


def test_the_guardian_of_a_departed_pupil_only_gets_no_account(tmp_path: Path) -> None:
    gone = student(DATE_SORTIE="01/07/2024")
    odd = person(MEL="n'importe quoi", PRENOM="Ana?s")
    with staged(tmp_path, students(gone), guardians(odd, link(CODE_PARENTE="??"))) as staging:
        assert list(staging.guardians()) == []
        assert list(staging.guardianships()) == []
        assert staging.counts() == RosterCounts(
            students_read=1, already_departed=1, persons_read=1, orphans=1
        )
        assert list(staging.anomalies()) == []


def test_a_pupil_may_be_her_own_guardian(tmp_path: Path) -> None:
    links = link("1", "100", NIVEAU_RESPONSABILITE="1", CODE_PARENTE="70")
    with staged(tmp_path, PUPIL, guardians(person(), links)) as staging:
        assert list(staging.guardianships()) == [RosterGuardianship("1", "100", Kinship.SELF)]
        assert staging.counts().self_guardians == 1


def test_a_guardian_of_two_children_has_two_guardianships(tmp_path: Path) -> None:
    pupils = students(student("1") + student("2"), division("1") + division("2"))
    with staged(tmp_path, pupils, guardians(person(), link("2") + link("1"))) as staging:
        assert list(staging.guardians()) == [ANAIS]
        assert [each.student_source_id for each in staging.guardianships()] == ["1", "2"]


def test_a_pupil_without_guardian_is_counted(tmp_path: Path) -> None:
    with staged(tmp_path, PUPIL, guardians("", "")) as staging:
        assert staging.counts() == RosterCounts(
            students_read=1, students=1, students_without_guardian=1
        )


@pytest.mark.parametrize(
    ("person_id", "student_id", "code", "record", "detail"),
    [
        (
            "100",
            "9",
            AnomalyCode.UNKNOWN_STUDENT,
            "PERSONNE 100",
            "Rattachement à un élève absent du fichier des élèves (ELEVE 9) : ignoré.",
        ),
        (
            "900",
            "1",
            AnomalyCode.UNKNOWN_PERSON,
            "ELEVE 1",
            "Rattachement à une personne absente du fichier (PERSONNE 900) : ignoré.",
        ),
    ],
)
def test_a_link_to_someone_unknown_is_reported_and_ignored(
    tmp_path: Path, person_id: str, student_id: str, code: AnomalyCode, record: str, detail: str
) -> None:
    stray = link(student_id, person_id)
    with staged(tmp_path, PUPIL, guardians(person(), link() + stray)) as staging:
        assert list(staging.guardianships()) == [RosterGuardianship("1", "100", Kinship.MOTHER)]
        assert only_anomaly(staging) == Anomaly(
            code, RosterFileKind.GUARDIANS, record, "", 5, detail
        )


def test_without_the_pupils_file_no_pupil_is_called_unknown(tmp_path: Path) -> None:
    with staged(tmp_path, guardians(person(), link())) as staging:
        assert list(staging.guardians()) == []
        assert list(staging.anomalies()) == []


def test_a_guardian_without_a_usable_name_is_reported_not_imported(tmp_path: Path) -> None:
    with staged(tmp_path, PUPIL, guardians(person(PRENOM="."), link())) as staging:
        assert list(staging.guardians()) == []
        assert list(staging.guardianships()) == []
        assert staging.counts() == RosterCounts(
            students_read=1,
            students=1,
            students_without_guardian=1,
            persons_read=1,
            persons_left_out=1,
            anomalies=1,
        )
        assert anomaly_codes(staging) == [AnomalyCode.MISSING_FIRST_NAME]


@pytest.mark.parametrize(
    "email",
    [
        "anais.leger",
        "anais@",
        "anais@example",
        "a b@example.org",
        "a@example.org, b@example.org",
        "Anaïs@example.org",
        "a@example..org",
        ".a@example.org",
        f"{'a' * 65}@example.org",
    ],
)
def test_a_malformed_email_is_dropped_and_reported(tmp_path: Path, email: str) -> None:
    with staged(tmp_path, PUPIL, guardians(person(MEL=email), link())) as staging:
        assert [guardian.email for guardian in staging.guardians()] == [None]
        assert anomaly_codes(staging) == [AnomalyCode.MALFORMED_EMAIL]
        assert only_anomaly(staging).record == "PERSONNE 100"


@pytest.mark.parametrize("email", ["", None])
def test_no_email_is_no_anomaly(tmp_path: Path, email: str | None) -> None:
    with staged(tmp_path, PUPIL, guardians(person(MEL=email), link())) as staging:
        assert [guardian.email for guardian in staging.guardians()] == [None]
        assert list(staging.anomalies()) == []


def test_an_unknown_kinship_is_imported_as_other_and_reported(tmp_path: Path) -> None:
    links = link(NIVEAU_RESPONSABILITE="1", CODE_PARENTE="99")
    with staged(tmp_path, PUPIL, guardians(person(), links)) as staging:
        assert list(staging.guardianships()) == [RosterGuardianship("1", "100", Kinship.OTHER)]
        anomaly = only_anomaly(staging)
        assert (anomaly.code, anomaly.record) == (
            AnomalyCode.UNKNOWN_KINSHIP,
            "ELEVE 1, PERSONNE 100",
        )


@pytest.mark.parametrize("fields", [{"CODE_PARENTE": "10"}, {"NIVEAU_RESPONSABILITE": "4"}])
def test_a_link_of_unknown_level_gives_no_account_and_is_reported(
    tmp_path: Path, fields: dict[str, str]
) -> None:
    with staged(tmp_path, PUPIL, guardians(person(), link("1", "100", **fields))) as staging:
        assert list(staging.guardians()) == []
        assert staging.counts().contacts == 1
        assert anomaly_codes(staging) == [AnomalyCode.UNKNOWN_RESPONSIBILITY]


def address(**fields: str) -> str:
    return f'<ADRESSE ADRESSE_ID="7">{tags(**fields)}</ADRESSE>'


@pytest.mark.parametrize(
    ("written", "lines"),
    [
        ("", ()),
        (address(), ()),
        (address(LL_PAYS="FRANCE"), ()),
        (address(LL_PAYS="BELGIQUE"), ()),
        (address(CODE_POSTAL="45000", LIBELLE_POSTAL="ORLEANS"), ("45000 ORLEANS",)),
        (
            address(
                LIGNE1_ADRESSE="CHEZ MME PETIT",
                LIGNE2_ADRESSE="",
                LIGNE3_ADRESSE="4\u00a0 RUE HAUTE",
                LIGNE4_ADRESSE="BP 12",
                LL_PAYS="BELGIQUE",
                CODE_POSTAL="B-1000",
                COMMUNE_ETRANGERE="BRUXELLES",
            ),
            ("CHEZ MME PETIT", "4 RUE HAUTE", "BP 12", "B-1000 BRUXELLES", "BELGIQUE"),
        ),
    ],
)
def test_an_address_is_at_most_six_lines_with_the_country_when_foreign(
    tmp_path: Path, written: str, lines: tuple[str, ...]
) -> None:
    with staged(tmp_path, PUPIL, guardians(person(), link(), addresses=written)) as staging:
        assert [guardian.postal_lines for guardian in staging.guardians()] == [lines]
        assert list(staging.anomalies()) == []


def test_a_line_too_long_for_the_post_is_cut_and_reported(tmp_path: Path) -> None:
    written = address(LIGNE1_ADRESSE="12 RUE " + "LONGUE " * 6, LIBELLE_POSTAL="PARIS")
    with staged(tmp_path, PUPIL, guardians(person(), link(), addresses=written)) as staging:
        (guardian,) = staging.guardians()
        assert guardian.postal_lines == ("12 RUE LONGUE LONGUE LONGUE LONGUE LON", "PARIS")
        assert max(map(len, guardian.postal_lines)) == 38
        anomaly = only_anomaly(staging)
        assert (anomaly.code, anomaly.record) == (AnomalyCode.ADDRESS_CUT, "ADRESSE 7")


def test_pupils_and_guardians_addresses_do_not_mix(tmp_path: Path) -> None:
    other = ADDRESS.replace("75011", "75020")
    family = guardians(person(), link(), addresses=other)
    with staged(tmp_path, PUPIL, family) as staging:
        assert [pupil.postal_lines[-1] for pupil in staging.students()] == ["75011 PARIS"]
        assert [guardian.postal_lines[-1] for guardian in staging.guardians()] == ["75020 PARIS"]
