"""P24: totals, sums and a naive recount agree, whatever the school."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from shared.domain.account import AccountOrigin, AccountStatus
from shared.domain.guardian_search import guardian_rows
from shared.domain.guardianship import Guardianship
from shared.domain.person import Guardian, Student
from shared.domain.statistics import (
    GUARDIAN_STATUSES,
    SchoolStatistics,
    TableName,
    compute_statistics,
    no_statistics,
)
from shared.domain.statistics_sheet import last_update, sheets_of
from shared.domain.student_search import STUDENT_STATUSES
from tests.factories import BOVARY, RODIN, a_guardian, a_link, a_school, a_student

AT = datetime(2021, 4, 28, 2, 7, tzinfo=UTC)
HOME = a_school(uai=BOVARY, name="Collège Emma Bovary")

_origins = st.sampled_from([None, *AccountOrigin])
_classes = st.sampled_from(["", "3EME4", "1BTS2", "2 nde AGORA, 9"])
_mefs = st.sampled_from(["", "10310019110", "99999999999"])
_departures = st.sampled_from([None, None, None, date(2021, 1, 4)])
_student = st.builds(
    a_student,
    status=st.sampled_from(STUDENT_STATUSES),
    origin=_origins,
    school_class=_classes,
    mef_code=_mefs,
    departed_on=_departures,
)
_students = st.lists(_student, max_size=12)
_guardians = st.lists(
    st.builds(
        a_guardian,
        status=st.sampled_from(GUARDIAN_STATUSES),
        origin=_origins,
        departed_on=_departures,
    ),
    max_size=8,
)


@st.composite
def schools(
    draw: st.DrawFn,
) -> tuple[list[Student], list[Student], list[Guardian], list[Guardianship]]:
    students, guardians = draw(_students), draw(_guardians)
    pairs = [(g, s) for g in guardians for s in students]
    linked = draw(st.lists(st.sampled_from(pairs), unique_by=id)) if pairs else []
    guests = [
        replace(guest, account=replace(guest.account, uai=BOVARY), host_schools=hosts)
        for guest, hosts in draw(st.lists(st.tuples(_student, _hosts), max_size=5))
    ]
    return students, guests, guardians, [a_link(g, s) for g, s in linked]


_hosts = st.sampled_from([(RODIN,), (RODIN,), ()])


def computed(
    school: tuple[list[Student], list[Student], list[Guardian], list[Guardianship]],
) -> SchoolStatistics:
    students, guests, guardians, links = school
    rows = guardian_rows(guardians, links, students, RODIN)
    return compute_statistics(students, guests, rows, a_school(), {BOVARY: HOME}, AT)


def as_counter(statistics: SchoolStatistics, name: TableName) -> Counter[tuple[str, AccountStatus]]:
    rows = statistics.tables[name]
    assert len({row.code for row in rows}) == len(rows)
    return +Counter({(r.code, status): n for r in rows for status, n in r.counts.items()})


@given(schools())
def test_each_table_is_a_naive_recount_of_the_school(
    school: tuple[list[Student], list[Student], list[Guardian], list[Guardianship]],
) -> None:
    students, guests, guardians, links = school
    found = computed(school)
    present = [s for s in students if s.departed_on is None]
    hosted = [g for g in guests if g.departed_on is None and RODIN in g.host_schools]
    children = {
        g.account.account_id: [
            s
            for s in present
            if any(
                (link.guardian_id, link.student_id) == (g.account.account_id, s.account.account_id)
                for link in links
            )
        ]
        for g in guardians
        if g.departed_on is None
    }
    adults = [g for g in guardians if children.get(g.account.account_id)]

    def recount(
        codes: list[tuple[str, Student | Guardian]],
    ) -> Counter[tuple[str, AccountStatus]]:
        return Counter((code, person.account.status) for code, person in codes)

    assert as_counter(found, TableName.STUDENTS_BY_ORIGIN) == recount(
        [(s.account.origin or "", s) for s in present]
    )
    assert as_counter(found, TableName.STUDENTS_BY_CLASS) == recount(
        [(s.school_class, s) for s in present]
    )
    assert as_counter(found, TableName.STUDENTS_BY_MEF) == recount(
        [(s.mef_code, s) for s in present]
    )
    assert as_counter(found, TableName.GUARDIANS_BY_ORIGIN) == recount(
        [(g.account.origin or "", g) for g in adults]
    )
    for name, attribute in (
        (TableName.GUARDIANS_BY_CLASS, "school_class"),
        (TableName.GUARDIANS_BY_MEF, "mef_code"),
    ):
        codes = {
            g.account.account_id: {getattr(s, attribute) for s in children[g.account.account_id]}
            for g in adults
        }
        assert as_counter(found, name) == recount(
            [(code, g) for g in adults for code in codes[g.account.account_id]]
        )
    assert as_counter(found, TableName.EXTERNAL_STUDENTS_BY_HOME_SCHOOL) == recount(
        [(g.account.uai, g) for g in hosted]
    )
    for name, people in (
        (TableName.STUDENTS_BY_ORIGIN, present),
        (TableName.STUDENTS_BY_CLASS, present),
        (TableName.STUDENTS_BY_MEF, present),
        (TableName.GUARDIANS_BY_ORIGIN, adults),
        (TableName.EXTERNAL_STUDENTS_BY_HOME_SCHOOL, hosted),
    ):
        total = found.total(name)
        assert total is not None
        assert total.total == found.number_of(name) == len(people)


def test_a_guardian_with_children_in_two_classes_is_in_both_rows_and_once_in_the_total() -> None:
    mother = a_guardian()
    older, younger = a_student(school_class="1BTS2"), a_student(school_class="3EME4")
    twin = a_student(school_class="3EME4")
    links = [a_link(mother, child) for child in (older, younger, twin)]
    found = computed(([older, younger, twin], [], [mother], links))
    assert [
        (row.code, row.label, row.total) for row in found.tables[TableName.GUARDIANS_BY_CLASS]
    ] == [("1BTS2", "1ère année BTS", 1), ("3EME4", "Troisième 4", 1)]
    assert found.number_of(TableName.GUARDIANS_BY_ORIGIN) == 1
    assert found.total(TableName.GUARDIANS_BY_CLASS) is None


def test_who_has_neither_class_nor_mef_has_rows_of_words() -> None:
    found = computed(([a_student(school_class="", mef_code="")], [], [], []))
    assert [row.label for row in found.tables[TableName.STUDENTS_BY_CLASS]] == ["Sans classe"]
    assert [row.label for row in found.tables[TableName.STUDENTS_BY_MEF]] == ["Sans MEF"]


def test_a_pupil_of_an_origin_that_the_table_does_not_have_still_counts() -> None:
    found = computed(([a_student(origin=AccountOrigin.FRANCE_CONNECT)], [], [], []))
    rows = found.tables[TableName.STUDENTS_BY_ORIGIN]
    assert [(row.label, row.total) for row in rows] == [
        ("ATEN", 0),
        ("ENT", 0),
        ("Établissement", 0),
        ("FranceConnect", 1),
        ("N/A", 0),
    ]


def test_before_the_first_night_every_figure_is_zero() -> None:
    nothing = no_statistics(a_school())
    assert nothing.computed_at is None
    assert {name: nothing.number_of(name) for name in TableName} == dict.fromkeys(TableName, 0)


def test_a_file_has_the_titles_of_the_guide() -> None:
    sheets = sheets_of(computed(([], [], [], [])), None)
    assert [(sheet.title, sheet.columns[:3]) for sheet in sheets[:2]] == [
        (
            "Synthèse des comptes élèves de la structure",
            [
                "Origine de Compte",
                "Nombre de comptes élèves",
                "Nombre de comptes non notifiés",
            ],
        ),
        (
            "Synthèse des comptes responsables de la structure",
            [
                "Origine de Compte",
                "Nombre de comptes responsables",
                "Nombre de comptes non notifiés",
            ],
        ),
    ]
    assert last_update(AT) == "Dernière mise à jour le 28/04/2021 à 04:07"
