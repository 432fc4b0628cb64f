"""`make import`: where a file is dropped, and how its report reads."""

import pytest

from infra.local.roster_drop import ImportReport, object_key


def test_an_object_name_tells_the_content_and_nothing_of_the_file_name() -> None:
    key = object_key(b"<BEE_ELEVES/>", "Élèves de Mme Dupont 0450822Z.XML")

    assert key == "incoming/b1d6b53987649e5c/roster.xml"


def test_the_same_content_has_the_same_name_whatever_the_file_is_called() -> None:
    assert object_key(b"x", "a.zip") == object_key(b"x", "b.ZIP")


def test_an_unknown_suffix_is_left_out() -> None:
    assert object_key(b"x", "a.exe").endswith("/roster")


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


@pytest.mark.parametrize(
    ("status", "success"),
    [
        ("APPLIED", True),
        ("UNCHANGED", True),
        ("WAITING", True),
        ("REFUSED", False),
        ("FAILED", False),
    ],
)
def test_a_refused_or_failed_import_is_no_success(status: str, success: bool) -> None:
    report = ImportReport("a.xml", status, "", "Message.", {})

    assert (report.success, str(report)) == (success, f"a.xml : {status}. Message.")
