"""A row for each route: every way to ask it."""

from collections.abc import Mapping, Sequence

from tests.component.crossing.ways import (
    PLAIN,
    WHOM,
    Fill,
    Way,
    acting,
    always,
    naming,
    next_page,
    parameters,
    searching,
)

_PEOPLE = naming("student", "guest", "guardian")
_BOTH = [Way(each, population=each) for each in ("students", "guardians")]
_STUDENTS = "GET /api/schools/{uai}/students"
_GUESTS = "GET /api/schools/{uai}/external-students"
_GUARDIANS = "GET /api/schools/{uai}/guardians"
_HELPED = "GET /api/schools/{uai}/troubleshooting/students"
_HELPED_GUESTS = "GET /api/schools/{uai}/troubleshooting/external-students"
_OUTCOMES = "GET /api/schools/{uai}/operations/{operation_id}/outcomes"
_CHANGES = "GET /api/schools/{uai}/username-changes"
_JOURNAL = "GET /api/schools/{uai}/journal"
_IMPORTS = "GET /api/schools/{uai}/imports"
_BY_CLASS: dict[str, Fill] = {
    "school_class": lambda own, tried: [own.school_class, tried.school_class]
}
_BY_HOME: dict[str, Fill] = {"home_school": lambda _own, tried: [tried.home]}
_PREVIEW = (True, False)

ROWS: Mapping[str, Sequence[Way]] = {
    "GET /api/me": PLAIN,
    "GET /api/schools": [
        *PLAIN,
        *parameters(q=lambda _own, tried: tried.home),
        Way("name", query=lambda _own, tried: {"q": tried.name}),
    ],
    "GET /api/schools/{uai}": PLAIN,
    _IMPORTS: [*PLAIN, next_page(_IMPORTS)],
    "GET /api/schools/{uai}/search-options": [
        Way(each, query=always({"population": each})) for each in WHOM
    ],
    _STUDENTS: searching(_STUDENTS, **_BY_CLASS),
    _GUESTS: searching(_GUESTS, **_BY_HOME),
    _GUARDIANS: searching(_GUARDIANS, **_BY_CLASS),
    _HELPED: searching(_HELPED, **_BY_CLASS),
    _HELPED_GUESTS: searching(_HELPED_GUESTS, **_BY_HOME),
    "GET /api/schools/{uai}/students/{account_id}": _PEOPLE,
    "GET /api/schools/{uai}/external-students/{account_id}": _PEOPLE,
    "GET /api/schools/{uai}/guardians/{account_id}": _PEOPLE,
    "GET /api/schools/{uai}/accounts/{account_id}/history": _PEOPLE,
    _JOURNAL: [*PLAIN, next_page(_JOURNAL)],
    "GET /api/schools/{uai}/journal/export": PLAIN,
    "POST /api/schools/{uai}/notifications": acting(
        channel=("letter", "email"), reset_passwords=(False, True), preview=_PREVIEW
    ),
    "POST /api/schools/{uai}/password-resets": acting(preview=_PREVIEW),
    "POST /api/schools/{uai}/account-lists": acting(format=("pdf", "csv"), preview=_PREVIEW),
    "GET /api/schools/{uai}/operations": PLAIN,
    "GET /api/schools/{uai}/operations/{operation_id}": PLAIN,
    _OUTCOMES: [*PLAIN, next_page(_OUTCOMES)],
    "POST /api/schools/{uai}/operations/{operation_id}/download": PLAIN,
    _CHANGES: [*PLAIN, next_page(_CHANGES)],
    "PUT /api/schools/{uai}/accounts/{account_id}/username-change": _PEOPLE,
    "DELETE /api/schools/{uai}/accounts/{account_id}/username-change": _PEOPLE,
    "GET /api/schools/{uai}/statistics": PLAIN,
    "GET /api/schools/{uai}/statistics/days": PLAIN,
    "GET /api/schools/{uai}/statistics/export": [
        Way(each, query=always({"format": each})) for each in ("csv", "xlsx")
    ],
    "GET /api/schools/{uai}/settings": PLAIN,
    "PUT /api/schools/{uai}/settings/{population}/address": [
        Way(
            each.name,
            # A word of nobody: whoever works in two schools may write of one in the other.
            body=lambda _own, _tried: {"url": "https://ent.example.org"},
            population=each.population,
        )
        for each in _BOTH
    ],
    "POST /api/schools/{uai}/settings/{population}/address/verification": _BOTH,
    "PUT /api/schools/{uai}/settings/{population}/address/activation": [
        Way(
            f"{each.name} {active}",
            body=always({"active": active}),
            population=each.population,
        )
        for each in _BOTH
        for active in (True, False)
    ],
}
"""By the key of the route in `template.yaml`."""
