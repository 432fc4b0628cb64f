"""Guide §4: of an external student's home school, the host sees and touches nothing else."""

import httpx

from infra.local.roster_generator import DEMO_FEED_SCHOOLS
from tests.e2e.secretary import Json, Secretary

HOME, HOST = DEMO_FEED_SCHOOLS
GUESTS = "external_students"


def _refusal(response: httpx.Response) -> tuple[int, str]:
    return response.status_code, response.json()["code"]


def _hosted(host: Secretary) -> list[str]:
    return [each["account_id"] for each in host.every("/external-students")]


def _classmate(home: Secretary, hosted: list[str]) -> Json:
    """A pupil of the home school who is taught nowhere else."""
    return next(each for each in home.all_students() if each["account_id"] not in hosted)


def _guardian(home: Secretary, host: Secretary, hosted: list[str]) -> str:
    """A guardian of an external student who has no child of the host school's own."""
    ours = {row["guardian"]["account_id"] for row in host.every("/guardians")}
    families = home.every("/guardians")
    theirs = [row for row in families if row["student"]["account_id"] in hosted]
    found = (row["guardian"]["account_id"] for row in theirs)
    return str(next(each for each in found if each not in ours))


def test_4_nothing_but_the_account_of_an_external_student_is_told(
    host_secretary: Secretary,
) -> None:
    [guest, *_] = host_secretary.every("/external-students")

    page = host_secretary.get(f"/external-students/{guest['account_id']}")

    assert set(page) - set(guest) == {
        "activated_at",
        "email_confirmed",
        "password",
        "username_change",
    }
    assert not {"school_class", "class_label", "ine", "birth_date", "postal_lines"} & set(page)


def test_4_nothing_else_of_the_home_school_is_seen(
    host_secretary: Secretary, home_secretary: Secretary
) -> None:
    hosted = _hosted(host_secretary)
    guardian = _guardian(home_secretary, host_secretary, hosted)
    classmate = _classmate(home_secretary, hosted)["account_id"]
    here, there = f"/schools/{HOST.uai}", f"/schools/{HOME.uai}"
    unknown = [
        f"{here}/students/{hosted[0]}",
        f"{here}/students/{classmate}",
        f"{here}/external-students/{classmate}",
        f"{here}/external-students/{guardian}",
        f"{here}/guardians/{guardian}",
        f"{here}/accounts/{classmate}/history",
        f"{here}/accounts/{guardian}/history",
    ]
    asked = [host_secretary.client.get(path) for path in unknown]
    assert [_refusal(each) for each in asked] == [(404, "account_not_found")] * len(asked)

    closed = ["", "/students", "/guardians", "/external-students", "/operations", "/imports"]
    asked = [host_secretary.client.get(f"{there}{path}") for path in closed]
    asked.append(host_secretary.client.get(f"{there}/students/{hosted[0]}"))
    assert [_refusal(each) for each in asked] == [(404, "school_not_found")] * len(asked)


def test_4_nothing_is_done_to_others_of_the_home_school(
    host_secretary: Secretary, home_secretary: Secretary
) -> None:
    [guest] = host_secretary.guests_not_notified(1)
    classmate = _classmate(home_secretary, _hosted(host_secretary))
    body = {"population": GUESTS, "selection": {"account_ids": [classmate["account_id"]]}}
    here = f"/schools/{HOST.uai}"

    asked = [
        host_secretary.client.post(f"{here}/{what}", json=body)
        for what in ("notifications", "password-resets", "account-lists")
    ]
    both = [guest["account_id"], classmate["account_id"]]
    reset = host_secretary.done("password-resets", both, population=GUESTS)
    outcomes = host_secretary.get(f"/operations/{reset['operation_id']}/outcomes")["items"]

    assert [_refusal(each) for each in asked] == [(404, "account_not_found")] * len(asked)
    assert {each["account_id"]: each["reason"] for each in outcomes} == {
        guest["account_id"]: None,
        classmate["account_id"]: "UNKNOWN",
    }
    after = home_secretary.get(f"/students/{classmate['account_id']}")
    assert classmate.items() <= after.items()


def test_4_the_history_names_nobody_of_the_home_school(
    host_secretary: Secretary, home_secretary: Secretary
) -> None:
    [guest] = host_secretary.guests_not_notified(1)
    at_home = home_secretary.done("notifications", [guest["account_id"]], population="students")
    here = host_secretary.done("password-resets", [guest["account_id"]], population=GUESTS)

    path = f"/accounts/{guest['account_id']}/history"
    host_reads = {each["tag"]: each for each in host_secretary.get(path)["items"]}
    home_reads = {each["tag"]: each for each in home_secretary.get(path)["items"]}

    theirs, ours = host_reads["account:notified"], host_reads["account:password:reset"]
    assert (theirs["by"], theirs["operation_id"]) == ("un autre établissement", None)
    assert (ours["by"], ours["operation_id"]) == (here["created_by"], here["operation_id"])
    mirrored = home_reads["account:password:reset"]
    assert (mirrored["by"], mirrored["operation_id"]) == ("un autre établissement", None)
    assert home_reads["account:notified"]["operation_id"] == at_home["operation_id"]
    answer = host_secretary.client.get(f"/schools/{HOST.uai}/operations/{at_home['operation_id']}")
    assert answer.status_code == httpx.codes.NOT_FOUND
