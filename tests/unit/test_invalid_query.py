"""The judge of queries that P22 relies on: names what is invalid, and nothing else."""

import pytest

from infra.openapi import openapi
from tests.e2e.invalid_query import invalid_parameters

DOCUMENT = openapi()


def _invalid(path: str, *sent: tuple[str, str]) -> set[str]:
    declared = DOCUMENT["paths"][path]["get"]["parameters"]
    return invalid_parameters(DOCUMENT, declared, sent)


STUDENTS = "/schools/{uai}/students"
GUARDIANS = "/schools/{uai}/guardians"
EXTERNAL = "/schools/{uai}/external-students"
JOURNAL = "/schools/{uai}/journal/export"


@pytest.mark.parametrize(
    ("path", "name", "text"),
    [
        (STUDENTS, "limit", "0"),
        (STUDENTS, "limit", "ten"),
        (STUDENTS, "limit", "1.5"),
        (STUDENTS, "limit", "nan"),
        (STUDENTS, "sort", "shoe_size"),
        (STUDENTS, "status", "NOTIFIED,GONE"),
        (STUDENTS, "q", "x" * 101),
        (STUDENTS, "cursor", "x" * 2001),
        (STUDENTS, "school_class", "x" * 51),
        (STUDENTS, "mispelt", "3EME4"),
        (STUDENTS, "uai", "0450822X"),
        (EXTERNAL, "home_school", "ailleurs"),
        (GUARDIANS, "email", "perhaps"),
        (GUARDIANS, "disputed", "perhaps"),
        (JOURNAL, "since", "yesterday"),
    ],
)
def test_what_cannot_be_valid_is_named(path: str, name: str, text: str) -> None:
    assert _invalid(path, (name, text), ("limit", "5")) >= {name}


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        (STUDENTS, [("limit", "50"), ("sort", "name"), ("q", "lefèvre"), ("school_class", "a,b")]),
        (STUDENTS, [("limit", "1.0"), ("limit", " 7 ")]),
        (STUDENTS, [("status", "NOTIFIED"), ("status", "NOTIFIED,ACTIVATED"), ("status", "")]),
        (EXTERNAL, [("home_school", "0450822X,0450801B")]),
        (GUARDIANS, [("disputed", "on"), ("email", "absent")]),
        (JOURNAL, [("since", "2026-09-01"), ("until", "1790000000")]),
        (STUDENTS, []),
    ],
)
def test_what_may_be_valid_is_not(path: str, sent: list[tuple[str, str]]) -> None:
    assert _invalid(path, *sent) == set()
