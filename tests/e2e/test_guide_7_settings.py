"""Guide §7: a school's own address, entered, verified, activated, then in letters and e-mails."""

from typing import Any

import httpx
import pytest

from tests.e2e.secretary import Json, Secretary, page_texts

OURS = "https://ent.educonnect.test/accueil"


def _send(secretary: Secretary, method: str, population: str, what: str, body: Any = None) -> Json:
    path = f"/schools/{secretary.uai}/settings/{population}/address{what}"
    answer = secretary.client.request(method, path, json=body)
    assert answer.status_code == httpx.codes.OK, answer.text
    told: Json = answer.json()
    return told


def _activated(secretary: Secretary, population: str) -> Json:
    _send(secretary, "PUT", population, "", {"url": OURS})
    verified = _send(secretary, "POST", population, "/verification")
    assert (verified["verified"], verified["failure"]) == (True, None)
    return _send(secretary, "PUT", population, "/activation", {"active": True})


def _switched_off(secretary: Secretary, population: str) -> None:
    _send(secretary, "PUT", population, "/activation", {"active": False})
    _send(secretary, "PUT", population, "", {"url": None})


def _letter(secretary: Secretary, population: str, account_id: str) -> tuple[Json, str]:
    done = secretary.done("notifications", [account_id], population=population, channel="letter")
    _, document = secretary.downloaded(done)
    return done, "\n".join(page_texts(document))


def test_7_the_students_letter_bears_the_verified_address(college_secretary: Secretary) -> None:
    [pupil] = college_secretary.not_notified(1)
    _, before = _letter(college_secretary, "students", pupil["account_id"])
    assert OURS not in before

    active = _activated(college_secretary, "students")

    assert (active["active"], active["url"]) == (True, OURS)
    done, after = _letter(college_secretary, "students", pupil["account_id"])
    assert OURS in after
    assert "https://educonnect.education.gouv.fr" not in after

    _switched_off(college_secretary, "students")

    _, document = college_secretary.downloaded(done)
    assert OURS not in "\n".join(page_texts(document)), "printed again as it stands now"


def test_7_the_guardians_letter_bears_it_beside_the_common_one(
    college_secretary: Secretary,
) -> None:
    [row] = college_secretary.guardians_not_notified(1)
    _activated(college_secretary, "guardians")

    _, text = _letter(college_secretary, "guardians", row["guardian"]["account_id"])

    assert OURS in text
    assert "https://teleservices.education.gouv.fr" in text
    _switched_off(college_secretary, "guardians")


@pytest.mark.parametrize(
    ("url", "failure"),
    [
        ("https://expire.educonnect.test", "CERTIFICATE_EXPIRED"),
        ("https://redirige.educonnect.test", "REDIRECT_INSECURE"),
        ("https://autre.nom.educonnect.test", "CERTIFICATE_OF_ANOTHER"),
        ("https://nulle-part.invalid", "NAME_UNKNOWN"),
    ],
)
def test_7_an_address_that_does_not_answer_well_is_not_activated(
    college_secretary: Secretary, url: str, failure: str
) -> None:
    _send(college_secretary, "PUT", "guardians", "", {"url": url})

    told = _send(college_secretary, "POST", "guardians", "/verification")

    assert (told["verified"], told["failure"]) == (False, failure)
    assert told["failure_label"].endswith(".")
    path = f"/schools/{college_secretary.uai}/settings/guardians/address/activation"
    refused = college_secretary.client.put(path, json={"active": True})
    assert (refused.status_code, refused.json()["code"]) == (409, "address_not_verified")
