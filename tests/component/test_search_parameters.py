"""A search has its own parameters: what it does not know is refused, never passed over."""

from typing import Any

import pytest

from functions.guardians.handler import lambda_handler as guardians
from functions.search.handler import lambda_handler as search
from functions.troubleshooting.handler import lambda_handler as troubleshooting
from tests.component.conftest import get
from tests.factories import BOVARY, RODIN

EXTERNAL = (search, f"/schools/{RODIN}/external-students")
GUARDIANS = (guardians, f"/schools/{RODIN}/guardians")
TROUBLESHOOTING = (troubleshooting, f"/schools/{RODIN}/troubleshooting/students")


@pytest.mark.usefixtures("cloud")
@pytest.mark.parametrize(
    ("table", "query", "field"),
    [
        (EXTERNAL, {"school_class": "3EME4"}, "school_class"),
        (EXTERNAL, {"home_school": "ailleurs"}, "home_school.0"),
        (EXTERNAL, {"home_school": [BOVARY] * 501}, "home_school"),
        (EXTERNAL, {"sort": "school_class"}, "sort"),
        (GUARDIANS, {"email": "maybe"}, "email"),
        (GUARDIANS, {"origin": "INVENTED"}, "origin.0"),
        (GUARDIANS, {"disputed": "perhaps"}, "disputed"),
        (GUARDIANS, {"sort": "home_school"}, "sort"),
        (GUARDIANS, {"home_school": BOVARY}, "home_school"),
        (GUARDIANS, {"school_class": ["3EME4"] * 501}, "school_class"),
        (GUARDIANS, {"limit": 201}, "limit"),
        (TROUBLESHOOTING, {"limit": 51}, "limit"),
        (TROUBLESHOOTING, {"home_school": BOVARY}, "home_school"),
    ],
    ids=range(13),
)
def test_a_parameter_that_is_not_as_documented_is_named(
    table: tuple[Any, str], query: dict[str, Any], field: str
) -> None:
    answer = get(*table, query=query)
    told = [error["field"] for error in answer["errors"]]
    assert (answer["status_code"], told) == (422, [field])
