"""The main job: a whole lycée notified, its letters in one document (guide §3.1, §3.2)."""

from infra.local.roster_generator import WrittenRoster
from infra.local.stack import Stack
from tests.e2e.secretary import Secretary, page_texts
from tests.e2e.stored import stored_passwords

WHOLE_SCHOOL = {"criteria": {}, "expected_total": 3000}


def test_a_secretary_notifies_the_whole_lycee_and_downloads_a_letter_for_each(
    stack: Stack, lycee: WrittenRoster, secretary: Secretary
) -> None:
    home = secretary.get("")
    assert home["counts"]["students"] == lycee.counts.importable_pupils == 3000
    assert home["by_status"]["students"] == {"NOT_NOTIFIED": 3000, "NOTIFIED": 0, "ACTIVATED": 0}

    preview = secretary.notify(WHOLE_SCHOOL, preview=True)
    assert preview.json() == {
        "total": 3000,
        "by_status": {"NOT_NOTIFIED": {"count": 3000, "effect": "NEW_PASSWORD", "renewed": 0}},
        "left_out": [],
    }

    asked = secretary.notify(WHOLE_SCHOOL, key="whole-lycee")
    assert (asked.status_code, asked.json()["status"]) == (202, "QUEUED")
    again = secretary.notify(WHOLE_SCHOOL, key="whole-lycee")
    assert again.json()["operation_id"] == asked.json()["operation_id"]

    ended, seen = secretary.followed(asked.json())
    assert (ended["status"], ended["done"], ended["skipped"], ended["failed"]) == (
        "SUCCEEDED",
        3000,
        0,
        0,
    )
    assert seen == sorted(seen), "progress never goes back"

    link, document = secretary.downloaded(ended)
    assert link["rendered_again"] is False
    pages = page_texts(document)
    assert len(pages) == ended["done"]
    passwords = stored_passwords(stack, secretary.uai)
    students = secretary.all_students(sort="school_class")
    for page, student in zip(pages, students, strict=True):
        assert student["status"] == "NOTIFIED"
        assert student["username"] in page
        assert passwords[student["account_id"]] in page
    first = students[0]["account_id"]
    assert secretary.password_of(first) == passwords[first]
    assert secretary.get("")["by_status"]["students"] == {
        "NOT_NOTIFIED": 0,
        "NOTIFIED": 3000,
        "ACTIVATED": 0,
    }
