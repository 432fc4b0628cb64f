"""Guide §6: the statistics that the night has computed, on the deployed stack."""

import csv
import io

import httpx

from infra.local.night import run_night
from infra.local.stack import Stack
from tests.e2e.secretary import Json, Secretary


def _exported(secretary: Secretary, **query: str) -> httpx.Response:
    path = f"/schools/{secretary.uai}/statistics/export"
    answer = secretary.client.get(path, params=query)
    assert answer.status_code == httpx.codes.OK, answer.text
    return answer


def _recounted(secretary: Secretary) -> dict[str, Json]:
    """The home page counts the accounts as they are now."""
    counts: dict[str, Json] = secretary.client.get(f"/schools/{secretary.uai}").json()["by_status"]
    return {
        population: {**counts[population], "total": sum(counts[population].values())}
        for population in ("students", "guardians")
    }


def test_6_the_tables_are_those_of_the_last_night(stack: Stack, secretary: Secretary) -> None:
    report = run_night(stack, print)[secretary.uai]  # type: ignore[index]

    tables = secretary.get("/statistics")

    now = _recounted(secretary)
    for population in ("students", "guardians"):
        found = tables[population]
        assert found["total"] == now[population]
        for status, number in found["total"].items():
            assert sum(row[status] for row in found["by_origin"]) == number
    assert (report.students, report.guardians) == (
        tables["students"]["total"]["total"],
        tables["guardians"]["total"]["total"],
    )
    by_class = tables["students"]["by_class"]
    assert sum(row["total"] for row in by_class) == tables["students"]["total"]["total"]
    [today, *_] = secretary.get("/statistics/days")["items"]
    assert today["students"] == tables["students"]["total"]


def test_6_each_table_is_exported_as_a_file(stack: Stack, secretary: Secretary) -> None:
    run_night(stack, print)
    tables = secretary.get("/statistics")

    answer = _exported(secretary, format="csv", table="guardians_by_origin")

    lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert lines[0] == [
        "Origine de Compte",
        "Nombre de comptes responsables",
        "Nombre de comptes non notifiés",
        "Nombre de comptes notifiés et non activés",
        "Nombre de comptes en cours d’activation",
        "Nombre de comptes activés",
    ]
    assert [line[0] for line in lines[1:]] == [
        *("ATEN", "ENT", "Établissement", "FranceConnect", "Responsable", "N/A", "Total")
    ]
    assert lines[-1][1] == str(tables["guardians"]["total"]["total"])
    assert _exported(secretary, format="xlsx").content.startswith(b"PK")


def test_6_the_host_counts_its_external_students_by_home_school(
    stack: Stack, host_secretary: Secretary
) -> None:
    run_night(stack, print)

    found = host_secretary.get("/statistics")["external_students"]

    hosted = host_secretary.every("/external-students")
    homes = {each["home_school_name"] for each in hosted}
    assert {row["home_school_name"] for row in found["by_home_school"]} == homes
    assert found["total"]["total"] == len(hosted)
