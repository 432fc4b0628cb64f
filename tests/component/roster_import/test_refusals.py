"""Files that are refused, or set aside: nothing of the school changes."""

import pytest

from tests.component.roster_import import siecle
from tests.component.roster_import.siecle import OTHER_UAI, UAI, Adult, Link, Pupil
from tests.component.roster_import.world import World

CLASS = [Pupil(f"{n:03d}", f"NOM{chr(65 + n // 26)}{chr(65 + n % 26)}", "Léa") for n in range(50)]
WHOLE = siecle.students(CLASS)
SMALL = siecle.students(CLASS[:3])


def _code(job: dict[str, object]) -> str:
    summary = job["summary"]
    assert isinstance(summary, dict)
    (anomaly,) = summary["anomalies"]
    return str(anomaly["code"])


TWENTY_FOUR = siecle.students(CLASS[:24])
BROKEN = {
    "TRUNCATED": SMALL[: len(SMALL) // 2],
    "MALFORMED_XML": SMALL.replace(b"</ELEVES>", b"</ELEVE>"),
    "UNKNOWN_ROOT": b"<HTML/>",
    "EMPTY": b"",
    "BAD_ARCHIVE": b"PK\x03\x04" + b"\0" * 40,
    "MISSING_UAI": SMALL.replace(UAI.encode(), b""),
    "SEVERAL_SCHOOLS": siecle.zipped(
        {"a.xml": SMALL, "b.xml": siecle.nomenclature({}, uai=OTHER_UAI)}
    ),
    "several_files_of_a_kind": siecle.zipped({"a.xml": SMALL, "b.xml": SMALL}),
    "older_export": siecle.students(CLASS[:3], exported="04/10/2026"),
    "older_school_year": siecle.students(CLASS[:3], year="2025"),
}


@pytest.mark.parametrize("code", sorted(BROKEN))
def test_a_refused_file_changes_nothing_and_says_why(world: World, code: str) -> None:
    world.drop(SMALL)
    before, kept = world.dump(), _accepted(world)

    job = world.drop(BROKEN[code], "dépôt.xml")

    assert job["status"] == "REFUSED"
    assert _code(job).lower() == code.lower()
    assert job["message"].startswith("Fichier refusé (« dépôt.xml")
    assert (world.dump(), _accepted(world)) == (before, kept)


def test_a_refusal_names_the_line_and_the_record_and_stays_in_the_reports(world: World) -> None:
    world.drop(SMALL)

    job = world.drop(BROKEN["TRUNCATED"], "ElevesSansAdresses.xml")

    assert "ElevesSansAdresses.xml" in job["message"]
    assert "ligne " in job["message"]
    assert "enregistrement ELEVE " in job["message"]
    refused, applied = world.reports()
    assert (refused.status, refused.message) == ("REFUSED", job["message"])
    assert applied.status == "APPLIED"


def test_a_mass_departure_is_refused_unless_the_drop_confirms_it(world: World) -> None:
    world.drop(WHOLE)
    before = world.dump()

    assert _code(world.drop(TWENTY_FOUR)) == "mass_departure"
    assert world.dump() == before

    job = world.drop(TWENTY_FOUR, confirmed=True)

    assert job["status"] == "APPLIED"
    assert job["summary"]["departures"] == 26


def test_a_school_is_told_whom_to_contact_and_who_drops_files_how_to_confirm(world: World) -> None:
    world.drop(WHOLE)

    job = world.drop(TWENTY_FOUR)

    report = world.reports()[0]
    assert "26 départ(s) sur 50 élève(s)" in report.message
    assert "dites-le au support de votre académie" in report.message
    assert "métadonnée" not in report.message
    assert job["message"] == (
        f"{report.message} Si l’établissement confirme ces départs, déposez le fichier à nouveau "
        "avec la métadonnée « confirm-mass-departure: yes »."
    )


def test_half_of_a_school_may_leave(world: World) -> None:
    world.drop(WHOLE)

    assert world.drop(siecle.students(CLASS[:25]))["summary"]["departures"] == 25


def test_a_roster_of_nobody_is_refused_even_for_a_new_school(world: World) -> None:
    assert _code(world.drop(siecle.students([]))) == "mass_departure"


def test_half_of_the_guardians_may_not_vanish_with_a_truncated_file(world: World) -> None:
    adults = [Adult(pupil.number, pupil.family, "Lou") for pupil in CLASS]
    links = [Link(pupil.number, pupil.number) for pupil in CLASS]
    world.drop(WHOLE)
    world.drop(siecle.guardians(adults, links))
    before = world.dump()

    assert _code(world.drop(siecle.guardians(adults, links[:20]))) == "mass_departure"
    assert world.dump() == before


def test_a_file_that_waits_is_kept_and_checked(world: World) -> None:
    job = world.drop(siecle.guardians([Adult("1", "ROY", "Ana")], []))

    assert job["status"] == "WAITING"
    assert _accepted(world) == [f"accepted/{UAI}/GUARDIANS"]
    assert world.dump() == []


def test_an_object_that_is_gone_is_a_finished_job(world: World) -> None:
    key, event_id = world.put(WHOLE)
    world.s3.delete_object(Bucket="rosters", Key=key)

    job = world.deliver(key, event_id)

    assert (job["status"], job["message"]) == (
        "REFUSED",
        "Le fichier déposé n’existe plus : déposez-le à nouveau.",
    )


def _accepted(world: World) -> list[str]:
    found = world.s3.list_objects_v2(Bucket="rosters", Prefix="accepted/")
    return [each["Key"] for each in found.get("Contents", [])]
