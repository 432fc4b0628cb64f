"""Each attribute of the feed, and what becomes of it in a school's roster."""

from datetime import date
from pathlib import Path

import pytest

from shared.domain.feed import FeedSchool
from shared.domain.kinship import Kinship
from shared.domain.roster import (
    RosterCounts,
    RosterFileKind,
    RosterGuardian,
    RosterGuardianship,
    RosterStudent,
)
from tests.unit.roster.aaf_files import (
    OTHER_UAI,
    SCHOOLS,
    THIRD_UAI,
    UAI,
    Values,
    feed,
    mef,
    opened,
    person,
    school,
    student,
    told,
)

ELSEWHERE = {"ENTPersonStructRattach": "5002", "ENTEleveClasses": "5002$6B"}
HOSTS = "ENTEleveEnseignementsEtablissementsAccueil"
LINKS = "ENTElevePersRelEleve"


def pupil(folder: Path, **changes: Values) -> RosterStudent:
    with opened(folder, feed(student(**changes), person())) as found:
        (only,) = found.roster(UAI).students()
        assert told(found) == []
    return only


def guardian(folder: Path, **changes: Values) -> RosterGuardian:
    with opened(folder, feed(student(), person(**changes))) as found:
        (only,) = found.roster(UAI).guardians()
        assert told(found) == []
    return only


def test_a_pupil_is_read_whole_without_any_address(tmp_path: Path) -> None:
    assert pupil(tmp_path) == RosterStudent(
        source_id="91",
        ine="000000001AB",
        family_name="LÉGER",
        usual_name=None,
        first_name="Zoé",
        birth_date=date(2010, 2, 1),
        school_class="3A",
        mef_code="10310019110",
        postal_lines=(),
        host_schools=(),
    )


def test_a_guardian_is_read_whole_under_her_jointure(tmp_path: Path) -> None:
    assert guardian(tmp_path) == RosterGuardian(
        source_id="100",
        civility="Mme",
        family_name="PETIT",
        usual_name=None,
        first_name="Anaïs",
        email="anais.petit@example.org",
        postal_lines=("12 RUE DES LILAS", "BAT B", "75011 PARIS"),
        jointure="100",
    )


def test_without_a_siecle_number_a_pupil_goes_by_her_jointure(tmp_path: Path) -> None:
    assert pupil(tmp_path, ENTEleveStructRattachId=None).source_id == "AAF:1"


def test_a_jointure_is_never_taken_for_the_number_of_another_pupil(tmp_path: Path) -> None:
    numbered = student("1", ENTEleveStructRattachId="2")
    unnumbered = student("2", ENTEleveStructRattachId=None)

    with opened(tmp_path, feed(numbered + unnumbered)) as found:
        numbers = {each.source_id for each in found.roster(UAI).students()}

    assert numbers == {"2", "AAF:2"}


@pytest.mark.parametrize(
    ("birth", "usual", "expected"),
    [
        ("LÉGER", "PETIT", ("LÉGER", "PETIT")),
        (None, "PETIT", ("PETIT", None)),
        ("LÉGER", None, ("LÉGER", None)),
        ("LÉGER", " LÉGER ", ("LÉGER", None)),
    ],
)
def test_the_birth_name_is_the_family_name_and_sn_the_usual_one_where_it_differs(
    tmp_path: Path, birth: Values, usual: Values, expected: tuple[str, str | None]
) -> None:
    found = pupil(tmp_path, ENTPersonNomPatro=birth, sn=usual)
    assert (found.family_name, found.usual_name) == expected


def test_the_class_is_the_one_of_her_own_school(tmp_path: Path) -> None:
    assert pupil(tmp_path, ENTEleveClasses=["5001$T CAP_1", "5002$6B"]).school_class == "T CAP_1"


def test_a_school_may_be_named_by_its_uai(tmp_path: Path) -> None:
    changes: dict[str, Values] = {"ENTPersonStructRattach": UAI, "ENTEleveClasses": f"{UAI}$3B"}
    assert pupil(tmp_path, **changes).school_class == "3B"


@pytest.mark.parametrize("attribute", ["ENTStructureUAI", "ENTEtablissementUAI"])
def test_the_uai_is_read_from_either_attribute(tmp_path: Path, attribute: str) -> None:
    changes: dict[str, Values] = {"ENTStructureUAI": None, attribute: UAI.lower()}
    with opened(tmp_path, feed(student(), person(), school(**changes))) as found:
        assert [each.uai for each in found.schools()] == [UAI]


def test_host_schools_are_known_by_jointure_or_uai_and_exclude_her_own(tmp_path: Path) -> None:
    hosts: Values = ["5003$LV3", "5002", f"{OTHER_UAI}$ARTS", "5001$LATIN"]
    schools = SCHOOLS + school("5003", THIRD_UAI)
    with opened(tmp_path, feed(student(**{HOSTS: hosts}), person(), schools)) as found:
        (only,) = found.roster(UAI).students()
        assert only.host_schools == (OTHER_UAI, THIRD_UAI)
        assert list(found.external_students(OTHER_UAI)) == [(UAI, "91")]
        assert list(found.external_students(UAI)) == []
        assert found.counts()["external_students"] == 1


@pytest.mark.parametrize(
    ("country", "last"),
    [("FRANCE", "75011 PARIS"), ("Belgique", "Belgique"), (None, "75011 PARIS")],
)
def test_the_country_is_written_unless_it_is_france(
    tmp_path: Path, country: Values, last: str
) -> None:
    assert guardian(tmp_path, ENTPersonPays=country).postal_lines[-1] == last


def test_no_address_at_all_is_no_line(tmp_path: Path) -> None:
    names = ("ENTPersonAdresse", "ENTPersonCodePostal", "ENTPersonVille")
    assert guardian(tmp_path, **dict.fromkeys(names)).postal_lines == ()


@pytest.mark.parametrize(
    ("code", "kinship"),
    [
        ("1", Kinship.FATHER),
        ("2", Kinship.MOTHER),
        ("10", Kinship.MOTHER),
        ("20", Kinship.FATHER),
        ("70", Kinship.SELF),
        ("51", Kinship.CHILD_WELFARE),
        ("", Kinship.OTHER),
    ],
)
def test_both_tables_of_kinship_are_read(tmp_path: Path, code: str, kinship: Kinship) -> None:
    link = f"100${code}$1$2$1$0"
    with opened(tmp_path, feed(student(**{LINKS: link}), person())) as found:
        assert list(found.roster(UAI).guardianships()) == [RosterGuardianship("91", "100", kinship)]
        assert told(found) == []


def test_a_contact_gets_no_account_and_is_counted(tmp_path: Path) -> None:
    links: Values = ["100$10$1$1$1$0", "101$38$0$0$1$0"]
    content = feed(student(**{LINKS: links}), person() + person("101"))
    with opened(tmp_path, content) as found:
        roster = found.roster(UAI)
        assert [each.jointure for each in roster.guardians()] == ["100"]
        assert roster.counts() == RosterCounts(
            students_read=1,
            students=1,
            persons_read=2,
            guardians=1,
            contacts=1,
            guardianships=1,
        )
        assert not found.guardian_listed("101")


def test_of_two_links_to_one_person_the_legal_one_stays(tmp_path: Path) -> None:
    links: Values = ["100$38$0$0$1$0", "100$10$1$1$1$0", "100$20$1$2$1$0"]
    with opened(tmp_path, feed(student(**{LINKS: links}), person())) as found:
        assert list(found.roster(UAI).guardianships()) == [
            RosterGuardianship("91", "100", Kinship.MOTHER)
        ]


def test_labels_come_from_the_school_and_from_the_mefs_its_pupils_follow(tmp_path: Path) -> None:
    pupils = student() + student(
        "2", ENTEleveMEF="1031000D11A", ENTEleveLibelleMEF="3EME PREPA", ENTElevePersRelEleve=None
    )
    mefs = mef() + mef("10010012110", "6EME")
    with opened(tmp_path, feed(pupils, person(), mefs=mefs)) as found:
        roster = found.roster(UAI)
        assert roster.class_labels() == {"3A": "Troisième A", "T CAP": "Terminale CAP"}
        assert roster.mef_labels() == {"10310019110": "3EME", "1031000D11A": "3EME PREPA"}


def test_the_label_of_the_nomenclature_wins_over_the_pupil_s(tmp_path: Path) -> None:
    pupils = student(ENTEleveLibelleMEF="Troisième")
    with opened(tmp_path, feed(pupils, person(), mefs=mef())) as found:
        assert found.roster(UAI).mef_labels() == {"10310019110": "3EME"}


def test_the_kinds_are_those_of_the_documents_ever_read(tmp_path: Path) -> None:
    kinds = {RosterFileKind.STUDENTS, RosterFileKind.STRUCTURES}
    with opened(tmp_path, feed(student(), None)) as found:
        assert found.roster(UAI).kinds() == kinds
        assert told(found) == []
    with opened(tmp_path, feed(student(ENTEleveLibelleMEF="3EME"), "")) as found:
        named = {RosterFileKind.GUARDIANS, RosterFileKind.NOMENCLATURE}
        assert found.roster(UAI).kinds() == kinds | named


def test_schools_are_the_homes_of_pupils_and_covers_says_the_rest(tmp_path: Path) -> None:
    with opened(tmp_path, feed(student(), person())) as found:
        lines = ("1 RUE DU PARC", "75011 PARIS")
        assert found.schools() == [FeedSchool(UAI, "5001", "COLLEGE DES LILAS", lines)]
        assert [found.covers(each) for each in (UAI, OTHER_UAI, THIRD_UAI)] == [True, True, False]
        assert list(found.roster(OTHER_UAI).students()) == []


def test_home_of_is_where_the_one_bearer_of_an_ine_is(tmp_path: Path) -> None:
    pupils = (
        student("1")
        + student("2", ENTEleveINE="000000099ZZ")
        + student("3", **{**ELSEWHERE, "ENTEleveINE": "000000099ZZ"})
        + student("4", ENTEleveClasses=None)
        + student("5", **ELSEWHERE)
    )
    with opened(tmp_path, feed(pupils, person())) as found:
        asked = ["000000001AB", "000000005AB", "000000099ZZ", "000000004AB", "000000007AB"]
        assert [found.home_of(ine) for ine in asked] == [UAI, OTHER_UAI, None, None, None]
        shown = {
            uai: [each.ine for each in found.roster(uai).students()] for uai in (UAI, OTHER_UAI)
        }
        assert shown == {UAI: ["000000001AB", None], OTHER_UAI: [None, "000000005AB"]}
        expected = "L’INE 000000099ZZ est porté par 2 élèves : importé sans INE."
        assert ("DUPLICATE_INE", "ELEVE 2", expected) in told(found)
        assert told(found, OTHER_UAI) == [("DUPLICATE_INE", "ELEVE 3", expected)]


def test_a_pupil_who_is_left_out_does_not_contest_an_ine(tmp_path: Path) -> None:
    namesake = student("2", **{**ELSEWHERE, "ENTEleveINE": "000000001AB", "ENTEleveClasses": None})
    with opened(tmp_path, feed(student("1") + namesake, person())) as found:
        assert found.home_of("000000001AB") == UAI
        assert [each.ine for each in found.roster(UAI).students()] == ["000000001AB"]


def test_counts_are_of_the_whole_feed(tmp_path: Path) -> None:
    pupils = (
        student("1", **{LINKS: ["100$10$1$1$1$0", "101$20$1$2$1$0"]})
        + student("2", **{**ELSEWHERE, LINKS: "100$10$1$1$1$0", HOSTS: "5001$LV3"})
        + student("3", **{LINKS: "103$70$1$1$1$0"})
        + student("4", **{LINKS: None})
        + student("5", ENTEleveClasses=None)
    )
    persons = "".join(map(person, ["100", "101", "102", "103", "104"]))
    with opened(tmp_path, feed(pupils, persons)) as found:
        assert found.counts() == {
            "students_read": 5,
            "students": 4,
            "guardians": 3,
            "guardianships": 4,
            "persons_read": 5,
            "orphans": 2,
            "shared_guardians": 1,
            "external_students": 1,
            "students_without_guardian": 1,
            "self_guardians": 1,
        }
        counts = found.roster(UAI).counts()
        assert (counts.students_read, counts.students_left_out) == (4, 1)
        assert (counts.self_guardians, counts.students_without_guardian) == (1, 1)
        assert (found.guardian_listed("103"), found.guardian_listed("104")) == (True, False)
