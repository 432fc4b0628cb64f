"""How the report of a drop reads."""

import pytest

from infra.local.import_report import ImportReport


def test_a_report_tells_the_outcome_the_figures_that_count_and_every_anomaly() -> None:
    report = ImportReport(
        file="ElevesSansAdresses.zip",
        status="APPLIED",
        uai="0450822Z",
        message="Import appliqué.",
        summary={
            "arrivals": 3,
            "departures": 0,
            "anomalies": [
                {
                    "record": "ELEVE 12",
                    "name": "LE GOFF Anaïs",
                    "detail": "sans classe.",
                    "line": 7,
                },
                {"record": "ELEVE 15", "name": "", "detail": "INE déjà connu.", "line": None},
            ],
        },
    )

    assert report.success
    assert str(report) == (
        "ElevesSansAdresses.zip (0450822Z) : APPLIED. Import appliqué.\n"
        "  arrivals : 3\n"
        "  ELEVE 12 (LE GOFF Anaïs), ligne 7 : sans classe.\n"
        "  ELEVE 15 : INE déjà connu."
    )


def test_the_figures_of_several_schools_take_a_line_each() -> None:
    summary = {
        "schools": {
            "0450833L": {"students": 120, "departures": 0, "classes": ["2 AGORA", "T CAP"]},
            "0450844Y": {"students": 120},
        },
        "refused": [{"uai": "0360346E", "message": "aucun élève"}],
        "files": ["a.xml", "b.xml"],
        "kinds": {"legal": 4, "contacts": 0},
        "empty": [],
    }

    report = ImportReport("ENT_A_Complet_20261005.zip", "APPLIED", "", "Fait.", summary)

    assert str(report).splitlines()[1:] == [
        "  schools :",
        "    0450833L : students 120, classes 2 AGORA, T CAP",
        "    0450844Y : students 120",
        "  refused :",
        "    uai 0360346E, message aucun élève",
        "  files : a.xml, b.xml",
        "  kinds : legal 4",
    ]


@pytest.mark.parametrize(
    ("status", "success"),
    [
        ("APPLIED", True),
        ("UNCHANGED", True),
        ("WAITING", True),
        ("REFUSED", False),
        ("FAILED", False),
        ("NOT_DROPPED", False),
    ],
)
def test_a_refused_or_failed_import_is_no_success(status: str, success: bool) -> None:
    report = ImportReport("a.xml", status, "", "Message.", {})

    assert (report.success, str(report)) == (success, f"a.xml : {status}. Message.")
