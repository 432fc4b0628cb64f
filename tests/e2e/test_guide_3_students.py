"""Guide §3: students found, notified, listed, given another password."""

from infra.local.roster_generator import WrittenRoster
from infra.local.stack import Stack
from tests.e2e.identity_provider import IdentityProvider
from tests.e2e.secretary import Json, Secretary, page_texts
from tests.e2e.stored import stored_passwords


def _status(secretary: Secretary, student: Json) -> str:
    return str(secretary.get(f"/students/{student['account_id']}")["status"])


def _activated(secretary: Secretary, provider: IdentityProvider, student: Json) -> None:
    provider.tells_of_activation(
        student["username"], lambda: _status(secretary, student) == "ACTIVATED"
    )


def test_3_1_students_are_found_by_name_class_mef_and_status(
    college: WrittenRoster, college_secretary: Secretary
) -> None:
    everyone = college_secretary.all_students()
    assert len(everyone) == college.counts.importable_pupils
    one = everyone[7]
    by_name = college_secretary.all_students(q=f"{one['first_name']} {one['family_name']}".lower())
    by_class = college_secretary.all_students(school_class=one["school_class"])
    by_mef = college_secretary.all_students(mef_code=one["mef_code"], status=one["status"])
    for found, field in ((by_class, "school_class"), (by_mef, "mef_code")):
        assert {each[field] for each in found} == {one[field]}
    for found in (by_name, by_class, by_mef):
        assert one["account_id"] in {each["account_id"] for each in found}


def test_3_1_a_search_counts_by_status_and_a_page_tells_of_one_student(
    college_secretary: Secretary,
) -> None:
    found = college_secretary.get("/students", limit=1)
    assert sum(found["counts"].values()) == found["total"]
    options = college_secretary.get("/search-options", population="students")
    assert sum(each["count"] for each in options["school_classes"]) == found["total"]
    [row] = found["items"]
    page = college_secretary.get(f"/students/{row['account_id']}")
    assert row.items() <= page.items()
    assert page["birth_date"]
    assert "password" not in row


def test_3_2_a_first_notification_gives_a_password_and_a_letter(
    stack: Stack, college_secretary: Secretary
) -> None:
    chosen = college_secretary.not_notified(2)
    ids = [each["account_id"] for each in chosen]

    told = college_secretary.done("notifications", ids, population="students")

    letters = page_texts(college_secretary.downloaded(told)[1])
    passwords = stored_passwords(stack, college_secretary.uai)
    assert len(letters) == 2
    for student in chosen:
        [letter] = [each for each in letters if student["username"] in each.split()]
        assert passwords[student["account_id"]] in letter
        assert _status(college_secretary, student) == "NOTIFIED"


def test_3_2_notifying_again_keeps_the_password(college_secretary: Secretary) -> None:
    [student] = college_secretary.not_notified(1)
    college_secretary.done("notifications", [student["account_id"]], population="students")
    first = college_secretary.password_of(student["account_id"])

    college_secretary.done("notifications", [student["account_id"]], population="students")

    assert college_secretary.password_of(student["account_id"]) == first
    assert _status(college_secretary, student) == "NOTIFIED"


def test_3_2_notifying_an_activated_account_changes_nothing_of_it(
    college_secretary: Secretary, provider: IdentityProvider
) -> None:
    [student] = college_secretary.not_notified(1)
    who = student["account_id"]
    college_secretary.done("notifications", [who], population="students")
    _activated(college_secretary, provider, student)

    told = college_secretary.done("notifications", [who], population="students")

    page = college_secretary.get(f"/students/{who}")
    assert (page["status"], page["password"]["text"]) == ("ACTIVATED", "*****")
    [letter] = page_texts(college_secretary.downloaded(told)[1])
    assert student["username"] in letter
    assert "Celui que vous avez choisi" in letter


def test_3_2_a_bulk_notification_leaves_the_activated_out_and_says_so(
    college_secretary: Secretary, provider: IdentityProvider
) -> None:
    chosen = college_secretary.not_notified(2)
    ids = [each["account_id"] for each in chosen]
    college_secretary.done("notifications", ids, population="students")
    _activated(college_secretary, provider, chosen[0])

    preview = college_secretary.notify({"account_ids": ids}, preview=True).json()

    assert preview["left_out"] == [{"reason": "ACTIVATED", "count": 1}]
    assert preview["by_status"] == {
        "NOTIFIED": {"count": 1, "effect": "PASSWORD_KEPT", "renewed": 0}
    }


def test_3_2_resetting_while_notifying_gives_the_activated_another_password(
    college_secretary: Secretary, provider: IdentityProvider
) -> None:
    [student] = college_secretary.not_notified(1)
    who = student["account_id"]
    college_secretary.done("notifications", [who], population="students")
    before = college_secretary.password_of(who)
    _activated(college_secretary, provider, student)

    told = college_secretary.done(
        "notifications", [who], population="students", reset_passwords=True
    )

    password = college_secretary.password_of(who)
    [letter] = page_texts(college_secretary.downloaded(told)[1])
    assert password != before
    assert password in letter
    assert _status(college_secretary, student) == "NOTIFIED"


def test_3_2_everyone_found_is_notified_but_those_unticked(college_secretary: Secretary) -> None:
    [unticked, *_] = college_secretary.not_notified(1)
    criteria = {"school_class": [unticked["school_class"]], "status": ["NOT_NOTIFIED"]}
    found = college_secretary.get("/students", **criteria)["total"]
    selection = {
        "criteria": criteria,
        "expected_total": found,
        "except": [unticked["account_id"]],
    }

    told = college_secretary.notify(selection).json()
    changed = college_secretary.notify(selection)

    assert (told["status"], told["done"]) == ("SUCCEEDED", found - 1)
    assert college_secretary.get("/students", **criteria)["total"] == 1
    assert _status(college_secretary, unticked) == "NOT_NOTIFIED"
    assert (changed.status_code, changed.json()["code"]) == (409, "selection_changed")


def test_3_3_a_list_shows_a_password_only_to_who_has_a_temporary_one(
    college_secretary: Secretary, provider: IdentityProvider
) -> None:
    unknown, notified, activated = college_secretary.not_notified(3)
    two = [notified["account_id"], activated["account_id"]]
    college_secretary.done("notifications", two, population="students")
    _activated(college_secretary, provider, activated)

    ids = [each["account_id"] for each in (unknown, notified, activated)]
    titles, *rows = college_secretary.lines(ids, population="students")

    assert len(titles) == 11
    shown = {row[7]: (row[6], row[8]) for row in rows}
    assert shown == {
        unknown["username"]: ("Compte non notifié", "Non renseigné"),
        notified["username"]: (
            "Compte notifié et non activé",
            college_secretary.password_of(notified["account_id"]),
        ),
        activated["username"]: ("Compte activé", "*****"),
    }


def test_3_3_a_printed_list_begins_a_page_for_each_class(college_secretary: Secretary) -> None:
    everyone = college_secretary.all_students(sort="school_class")
    classes = sorted({each["school_class"] for each in everyone})[:2]
    ids = [each["account_id"] for each in everyone if each["school_class"] in classes][:40]

    listed = college_secretary.done("account-lists", ids, population="students", format="pdf")

    pages = page_texts(college_secretary.downloaded(listed)[1])
    assert len(pages) == len({e["school_class"] for e in everyone if e["account_id"] in ids})
    assert all("Mot de passe" in page for page in pages)


def test_3_4_a_reset_gives_and_shows_a_new_password(
    college_secretary: Secretary, provider: IdentityProvider
) -> None:
    [student] = college_secretary.not_notified(1)
    who = student["account_id"]
    college_secretary.done("notifications", [who], population="students")
    before = college_secretary.password_of(who)
    _activated(college_secretary, provider, student)

    reset = college_secretary.done("password-resets", [who], population="students")

    page = college_secretary.get(f"/students/{who}")
    assert reset["credentials"]["password"] == page["password"]["text"] != before
    assert page["status"] == "NOTIFIED"


def test_3_4_a_reset_notifies_who_was_not(college_secretary: Secretary) -> None:
    [student] = college_secretary.not_notified(1)

    college_secretary.done("password-resets", [student["account_id"]], population="students")

    page = college_secretary.get(f"/students/{student['account_id']}")
    assert (page["status"], page["origin"]) == ("NOTIFIED", "SCHOOL")
    assert page["notified_at"]


def test_3_4_many_resets_have_their_list(stack: Stack, college_secretary: Secretary) -> None:
    ids = [each["account_id"] for each in college_secretary.not_notified(60)]

    reset = college_secretary.done("password-resets", ids, population="students")

    text = "\n".join(page_texts(college_secretary.downloaded(reset)[1]))
    passwords = stored_passwords(stack, college_secretary.uai)
    assert reset["done"] == 60
    assert all(passwords[each] in text for each in ids)


def test_3_4_a_bulk_reset_leaves_the_activated_out_unless_told(
    college_secretary: Secretary, provider: IdentityProvider
) -> None:
    activated, other = college_secretary.not_notified(2)
    ids = [activated["account_id"], other["account_id"]]
    college_secretary.done("notifications", ids, population="students")
    _activated(college_secretary, provider, activated)

    usual = college_secretary.done("password-resets", ids, population="students")
    assert (usual["done"], usual["skipped"]) == (1, 1)
    assert _status(college_secretary, activated) == "ACTIVATED"

    wide = college_secretary.done(
        "password-resets", ids, population="students", include_activated=True
    )
    assert (wide["done"], wide["skipped"]) == (2, 0)
    assert _status(college_secretary, activated) == "NOTIFIED"


def test_the_history_says_who_did_what(
    college_secretary: Secretary, provider: IdentityProvider
) -> None:
    [student] = college_secretary.not_notified(1)
    who = student["account_id"]
    told = college_secretary.done("notifications", [who], population="students")
    _activated(college_secretary, provider, student)

    history = college_secretary.get(f"/accounts/{who}/history")["items"]

    tags = [each["tag"] for each in history]
    assert tags[:2] == ["account:activated", "account:notified"]
    assert history[1]["operation_id"] == told["operation_id"]
