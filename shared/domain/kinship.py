"""What a guardian is to a pupil, by the codes of the rosters."""

from enum import StrEnum


class Kinship(StrEnum):
    """What a guardian is to the pupil."""

    MOTHER = "MOTHER"
    FATHER = "FATHER"
    SIBLING = "SIBLING"
    GRANDPARENT = "GRANDPARENT"
    OTHER_RELATIVE = "OTHER_RELATIVE"
    EDUCATOR = "EDUCATOR"
    FOSTER_CARER = "FOSTER_CARER"
    TUTOR = "TUTOR"
    CHILD_WELFARE = "CHILD_WELFARE"
    SELF = "SELF"
    OTHER = "OTHER"

    @classmethod
    def of_code(cls, code: str) -> "Kinship | None":
        """The kinship of a `CODE_PARENTE`, None when the code is in neither table.

        Codes of one digit are the table used up to 2017, codes of two digits the present one:
        the order of father and mother was swapped between them.
        """
        return _KINSHIP_UNTIL_2017.get(code) or _KINSHIP_SINCE_2018.get(code)


_KINSHIP_UNTIL_2017 = {
    "1": Kinship.FATHER,
    "2": Kinship.MOTHER,
    "3": Kinship.TUTOR,
    "4": Kinship.OTHER_RELATIVE,
    "5": Kinship.CHILD_WELFARE,
    "6": Kinship.OTHER,
    "7": Kinship.SELF,
}
_KINSHIP_SINCE_2018 = {
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
