"""The roster's own rules: school codes, kinship, the sentence of a refusal."""

import pytest

from shared.domain.kinship import Kinship
from shared.domain.roster import uai_check_letter_ok, uai_well_formed
from shared.domain.roster_problems import RefusalCode, RosterRefusedError


@pytest.mark.parametrize("uai", ["0750655E", "0750652B", "0000000A", "0000022Z"])
def test_a_school_code_whose_letter_is_the_remainder_by_23_passes(uai: str) -> None:
    assert uai_check_letter_ok(uai)


@pytest.mark.parametrize("uai", ["4500000J", "0750655F", "0750655I", "0750655e", "750655E", ""])
def test_a_school_code_with_another_letter_or_shape_fails(uai: str) -> None:
    assert not uai_check_letter_ok(uai)


def test_a_well_formed_school_code_may_have_an_unusual_letter() -> None:
    assert uai_well_formed("4500000J")
    assert not any(map(uai_well_formed, ["75A", "0750655EE", "٠750655E", "0750655E\n", ""]))


def test_the_two_kinship_tables_swap_father_and_mother() -> None:
    old = {code: Kinship.of_code(code) for code in "127"}
    assert old == {"1": Kinship.FATHER, "2": Kinship.MOTHER, "7": Kinship.SELF}
    new = {str(code): Kinship.of_code(str(code)) for code in range(10, 100)}
    assert {code: kinship for code, kinship in new.items() if kinship} == {
        "10": Kinship.MOTHER,
        "20": Kinship.FATHER,
        "37": Kinship.SIBLING,
        "38": Kinship.GRANDPARENT,
        "39": Kinship.OTHER_RELATIVE,
        "41": Kinship.EDUCATOR,
        "42": Kinship.FOSTER_CARER,
        "50": Kinship.TUTOR,
        "51": Kinship.CHILD_WELFARE,
        "70": Kinship.SELF,
        "90": Kinship.OTHER,
    }


@pytest.mark.parametrize("code", ["", "0", "01", "100", "père"])
def test_a_kinship_code_of_neither_table_is_none(code: str) -> None:
    assert Kinship.of_code(code) is None


def test_a_refusal_names_the_file_the_line_and_the_record() -> None:
    error = RosterRefusedError(
        RefusalCode.TOO_DEEP, "trop profond.", file_name="E.xml", line=12, record="ELEVE 7"
    )
    assert str(error) == (
        "Fichier refusé (« E.xml », ligne 12, enregistrement ELEVE 7) : trop profond."
    )
