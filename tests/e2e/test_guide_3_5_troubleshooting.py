"""Guide §3.5: the troubleshooting module: pupils in trouble helped, and nothing else opened."""

from tests.e2e.secretary import Secretary, page_texts
from tests.routes import ROUTES

OPENED: set[tuple[str, str]] = {
    ("GET", "/me"),
    ("GET", "/schools"),
    ("GET", "/schools/{uai}"),
    ("GET", "/schools/{uai}/search-options"),
    ("GET", "/schools/{uai}/students"),
    ("GET", "/schools/{uai}/students/{account_id}"),
    ("GET", "/schools/{uai}/external-students"),
    ("GET", "/schools/{uai}/external-students/{account_id}"),
    ("GET", "/schools/{uai}/troubleshooting/students"),
    ("GET", "/schools/{uai}/troubleshooting/external-students"),
    ("POST", "/schools/{uai}/account-lists"),
    ("POST", "/schools/{uai}/password-resets"),
    ("GET", "/schools/{uai}/operations"),
    ("GET", "/schools/{uai}/operations/{operation_id}"),
    ("GET", "/schools/{uai}/operations/{operation_id}/outcomes"),
    ("POST", "/schools/{uai}/operations/{operation_id}/download"),
}
"""What the module is for: to search, to list, to reset, and to read what came of it."""


def test_3_5_troubleshooting_shows_usernames_and_passwords_of_pupils(
    teacher: Secretary, college_secretary: Secretary
) -> None:
    [student] = college_secretary.not_notified(1)
    reset = teacher.done("password-resets", [student["account_id"]], population="students")

    found = teacher.get("/troubleshooting/students", q=student["username"])["items"]

    [row] = [each for each in found if each["username"] == student["username"]]
    assert row["password"]["text"] == reset["credentials"]["password"]
    assert row["email"] == "Non renseignée"
    assert (
        teacher.lines([student["account_id"]], population="students")[1][8]
        == (reset["credentials"]["password"])
    )


def test_3_5_troubleshooting_opens_nothing_else(
    teacher: Secretary, college_secretary: Secretary
) -> None:
    [student] = college_secretary.not_notified(1)
    who = student["account_id"]
    closed = {route for route in ROUTES if (route.method, route.path) not in OPENED}
    assert len(ROUTES) == len(closed) + len(OPENED)

    refused = {}
    for route in closed:
        place = route.address(teacher.uai, account_id=who)
        answer = teacher.client.request(route.method, place, **route.asked_well(who))
        refused[route] = (answer.status_code, answer.json()["code"])

    assert refused == dict.fromkeys(closed, (403, "module_required"))


def test_3_5_troubleshooting_does_not_touch_guardians(teacher: Secretary) -> None:
    here = f"/schools/{teacher.uai}"
    guardians = {"population": "guardians", "selection": {"criteria": {}}}
    refused = [
        teacher.client.get(f"{here}/search-options", params={"population": "guardians"}),
        teacher.client.post(f"{here}/password-resets", json=guardians),
        teacher.client.post(f"{here}/account-lists", json=guardians),
    ]
    assert [(each.status_code, each.json()["code"]) for each in refused] == [
        (403, "module_required")
    ] * len(refused)


def test_3_5_troubleshooting_resets_and_lists_many(
    teacher: Secretary, college_secretary: Secretary
) -> None:
    pupils = college_secretary.not_notified(3)
    ids = [each["account_id"] for each in pupils]

    reset = teacher.done("password-resets", ids, population="students")
    listed = teacher.done("account-lists", ids, population="students", format="pdf")

    assert (reset["done"], listed["done"]) == (3, 3)
    handed_out = "\n".join(page_texts(teacher.downloaded(reset)[1]))
    printed = "\n".join(page_texts(teacher.downloaded(listed)[1]))
    for each in ids:
        password = teacher.password_of(each)
        assert password in handed_out
        assert password in printed
    assert sorted(row[7] for row in teacher.lines(ids, population="students")[1:]) == sorted(
        each["username"] for each in pupils
    )


def test_3_5_a_teacher_follows_only_what_he_asked_for(
    teacher: Secretary, college_secretary: Secretary
) -> None:
    [student] = college_secretary.not_notified(1)
    ids = [student["account_id"]]
    theirs = college_secretary.done("notifications", ids, population="students")

    path = f"/schools/{teacher.uai}/operations/{theirs['operation_id']}"
    asked = [teacher.client.get(path), teacher.client.post(f"{path}/download")]

    assert [each.status_code for each in asked] == [404, 404]
