"""Guide §4: pupils of another school, taught here, have the same done to them as at home."""

from infra.local.roster_generator import DEMO_FEED_SCHOOLS, FeedTally
from tests.e2e.identity_provider import IdentityProvider
from tests.e2e.secretary import Json, Secretary, page_texts

HOME, HOST = DEMO_FEED_SCHOOLS
GUESTS = "external_students"


def _ids(people: list[Json]) -> list[str]:
    return [each["account_id"] for each in people]


def _page(secretary: Secretary, guest: Json) -> Json:
    return secretary.get(f"/external-students/{guest['account_id']}")


def _activated(secretary: Secretary, provider: IdentityProvider, guest: Json) -> None:
    provider.tells_of_activation(
        guest["username"], lambda: bool(_page(secretary, guest)["status"] == "ACTIVATED")
    )


def test_4_the_host_school_has_a_tab_and_its_pupils_home_has_none(
    feed: FeedTally, host_secretary: Secretary, home_secretary: Secretary
) -> None:
    counts = [each.get("")["counts"] for each in (host_secretary, home_secretary)]
    guests = host_secretary.every("/external-students")

    hosted = feed.external_by_host[HOST.uai]
    assert [each["external_students"] for each in counts] == [hosted, 0]
    assert len(guests) == hosted
    assert {(g["home_school"], g["home_school_name"]) for g in guests} == {(HOME.uai, HOME.name)}
    assert home_secretary.every("/external-students") == []


def test_4_external_students_are_found_by_name_home_school_mef_and_status(
    host_secretary: Secretary,
) -> None:
    everyone = host_secretary.every("/external-students")
    one = everyone[3]
    options = host_secretary.get("/search-options", population=GUESTS)
    assert [(each["code"], each["count"]) for each in options["home_schools"]] == [
        (HOME.uai, len(everyone))
    ]
    assert host_secretary.every("/external-students", home_school=HOME.uai) == everyone
    assert host_secretary.every("/external-students", home_school=HOST.uai) == []

    full_name = f"{one['first_name']} {one['family_name']}".lower()
    by_name = host_secretary.every("/external-students", q=full_name)
    by_mef = host_secretary.every("/external-students", mef_code=one["mef_code"])
    by_status = host_secretary.every("/external-students", status=one["status"])

    assert one["account_id"] in _ids(by_name)
    assert len(by_name) < len(everyone)
    assert {each["mef_code"] for each in by_mef} == {one["mef_code"]}
    [expected] = [each for each in options["mef_codes"] if each["code"] == one["mef_code"]]
    assert len(by_mef) == expected["count"]
    assert {each["status"] for each in by_status} == {one["status"]}


def test_4_the_host_notifies_by_letters_under_its_own_head(
    host_secretary: Secretary, home_secretary: Secretary
) -> None:
    guests = host_secretary.guests_not_notified(2)

    told = host_secretary.done("notifications", _ids(guests), population=GUESTS)

    letters = page_texts(host_secretary.downloaded(told)[1])
    assert len(letters) == len(guests)
    for guest in guests:
        [letter] = [each for each in letters if guest["username"] in each.split()]
        at_home = home_secretary.get(f"/students/{guest['account_id']}")
        assert (at_home["status"], at_home["origin"]) == ("NOTIFIED", "SCHOOL")
        assert at_home["password"]["text"] in letter
        assert letter.index(HOST.name) < letter.index(HOME.name)
        assert not any(line in letter for line in at_home["postal_lines"])


def test_4_a_bulk_notification_leaves_the_activated_out_and_says_so(
    host_secretary: Secretary, provider: IdentityProvider
) -> None:
    activated, notified = host_secretary.guests_not_notified(2)
    host_secretary.done("notifications", _ids([activated, notified]), population=GUESTS)
    _activated(host_secretary, provider, activated)

    ids = _ids([activated, notified])
    preview = host_secretary.notify({"account_ids": ids}, population=GUESTS, preview=True).json()

    assert preview["left_out"] == [{"reason": "ACTIVATED", "count": 1}]
    assert preview["by_status"] == {
        "NOTIFIED": {"count": 1, "effect": "PASSWORD_KEPT", "renewed": 0}
    }


def test_4_lists_in_csv_and_pdf_are_by_home_school_and_tell_no_class(
    host_secretary: Secretary, home_secretary: Secretary, provider: IdentityProvider
) -> None:
    unknown, notified, activated = guests = host_secretary.guests_not_notified(3)
    host_secretary.done("notifications", _ids([notified, activated]), population=GUESTS)
    _activated(host_secretary, provider, activated)

    titles, *rows = host_secretary.lines(_ids(guests), population=GUESTS)
    asked = {"population": GUESTS, "format": "pdf"}
    printed = host_secretary.done("account-lists", _ids(guests), **asked)
    [page] = page_texts(host_secretary.downloaded(printed)[1])

    assert len(titles) == 11
    password = _page(host_secretary, notified)["password"]["text"]
    assert {(row[0], row[1]) for row in rows} == {(HOME.uai, HOME.name)}
    assert {row[7]: (row[6], row[8]) for row in rows} == {
        unknown["username"]: ("Compte non notifié", "Non renseigné"),
        notified["username"]: ("Compte notifié et non activé", password),
        activated["username"]: ("Compte activé", "*****"),
    }
    assert HOME.name in page
    assert password in page
    classes = {home_secretary.get(f"/students/{each}")["class_label"] for each in _ids(guests)}
    assert all(classes)
    assert {row[5] for row in rows} == {""}
    assert not any(label in page for label in classes)


def test_4_a_reset_gives_and_shows_a_password_that_home_sees_too(
    host_secretary: Secretary, home_secretary: Secretary, provider: IdentityProvider
) -> None:
    [guest] = host_secretary.guests_not_notified(1)
    host_secretary.done("notifications", _ids([guest]), population=GUESTS)
    _activated(host_secretary, provider, guest)

    reset = host_secretary.done("password-resets", _ids([guest]), population=GUESTS)

    shown = reset["credentials"]["password"]
    page = _page(host_secretary, guest)
    assert (page["status"], page["password"]["text"]) == ("NOTIFIED", shown)
    assert home_secretary.password_of(guest["account_id"]) == shown
    assert provider.checks(guest["username"], shown)["result"] == "ACCEPTED"


def test_4_many_resets_have_their_list(host_secretary: Secretary) -> None:
    guests = host_secretary.guests_not_notified(3)

    reset = host_secretary.done("password-resets", _ids(guests), population=GUESTS)

    assert (reset["done"], reset["credentials"]) == (3, None)
    text = "\n".join(page_texts(host_secretary.downloaded(reset)[1]))
    for guest in guests:
        assert _page(host_secretary, guest)["password"]["text"] in text


def test_4_troubleshooting_helps_external_students_with_the_password_in_sight(
    host_teacher: Secretary,
) -> None:
    [guest] = host_teacher.guests_not_notified(1)

    reset = host_teacher.done("password-resets", _ids([guest]), population=GUESTS)

    shown = reset["credentials"]["password"]
    found = host_teacher.get("/troubleshooting/external-students", q=guest["username"])["items"]
    [row] = [each for each in found if each["account_id"] == guest["account_id"]]
    assert (row["password"]["text"], row["home_school"]) == (shown, HOME.uai)
    assert host_teacher.lines(_ids([guest]), population=GUESTS)[1][8] == shown
    refused = host_teacher.notify({"account_ids": _ids([guest])}, population=GUESTS)
    assert (refused.status_code, refused.json()["code"]) == (403, "module_required")
