"""Guide §5: guardians found, notified by letter and by e-mail, listed, given another password."""

from infra.local.stack import Stack
from tests.e2e.identity_provider import IdentityProvider, eventually
from tests.e2e.mailbox import mails_to
from tests.e2e.secretary import Json, Secretary, page_texts

GUARDIANS = "guardians"


def _guardian(secretary: Secretary, guardian: Json) -> Json:
    return secretary.get(f"/guardians/{guardian['account_id']}")


def test_5_1_a_row_is_a_pupil_and_her_guardian(college_secretary: Secretary) -> None:
    rows = college_secretary.every("/guardians")
    pairs = {(r["student"]["account_id"], r["guardian"]["account_id"]) for r in rows}
    assert len(pairs) == len(rows)
    one = rows[5]
    page = college_secretary.get(f"/guardians/{one['guardian']['account_id']}")
    assert one["student"]["account_id"] in {
        each["student"]["account_id"] for each in page["children"]
    }
    by_child = college_secretary.every("/guardians", q=one["student"]["family_name"])
    assert one["guardian"]["account_id"] in {each["guardian"]["account_id"] for each in by_child}


def test_5_1_guardians_are_found_by_each_criterion(college_secretary: Secretary) -> None:
    rows = college_secretary.every("/guardians")
    one = next(row for row in rows if row["guardian"]["email"])
    who = one["guardian"]
    named = college_secretary.every("/guardians", q=f"{who['first_name']} {who['family_name']}")
    assert who["account_id"] in {row["guardian"]["account_id"] for row in named}
    assert len(named) < len(rows)

    for side, field, name in (
        ("student", "school_class", "school_class"),
        ("student", "mef_code", "mef_code"),
        ("guardian", "status", "status"),
    ):
        found = college_secretary.every("/guardians", **{name: one[side][field]})
        assert found == [row for row in rows if row[side][field] == one[side][field]]
    for presence, present in (("present", True), ("absent", False)):
        found = college_secretary.every("/guardians", email=presence)
        assert found == [row for row in rows if bool(row["guardian"]["email"]) is present]
    unknown = college_secretary.every("/guardians", origin="NONE")
    assert unknown == [row for row in rows if row["guardian"]["origin"] is None]


def test_5_1_a_disputed_guardianship_shows_and_can_be_searched(
    college_secretary: Secretary, provider: IdentityProvider
) -> None:
    [row] = college_secretary.guardians_not_notified(1)
    who = row["guardian"]["username"]
    child = college_secretary.get(f"/students/{row['student']['account_id']}")["username"]

    provider.tells("guardianship.disputed.v1", who, student_username=child)

    eventually(lambda: bool(college_secretary.get("/guardians", disputed=True, q=who)["total"]))


def test_5_1_the_origin_tells_how_an_account_was_activated(
    college_secretary: Secretary, provider: IdentityProvider
) -> None:
    one, two = college_secretary.guardians_not_notified(2)
    provider.tells("account.self-registered.v1", one["guardian"]["username"])
    provider.tells("account.france-connect-linked.v1", two["guardian"]["username"])

    def origin(row: dict[str, dict[str, str]]) -> str:
        return str(college_secretary.get(f"/guardians/{row['guardian']['account_id']}")["origin"])

    eventually(lambda: origin(one) == "SELF_REGISTRATION")
    eventually(lambda: origin(two) == "FRANCE_CONNECT")


def test_5_2_a_letter_goes_to_each_guardian(college_secretary: Secretary) -> None:
    chosen = college_secretary.guardians_not_notified(2)
    ids = [row["guardian"]["account_id"] for row in chosen]

    told = college_secretary.done("notifications", ids, population=GUARDIANS)

    letters = page_texts(college_secretary.downloaded(told)[1])
    assert len(letters) == 2
    for row in chosen:
        assert any(row["guardian"]["username"] in letter for letter in letters)


def test_5_2_an_e_mail_goes_to_the_roster_s_address(
    stack: Stack, college_secretary: Secretary
) -> None:
    [row] = college_secretary.guardians_not_notified(1, email="present")
    who = row["guardian"]["account_id"]

    told = college_secretary.done("notifications", [who], population=GUARDIANS, channel="email")

    password = college_secretary.get(f"/guardians/{who}")["password"]["text"]
    mails = mails_to(stack, row["guardian"]["email"])
    assert (told["status"], told["done"]) == ("SUCCEEDED", 1)
    assert any(password in mail["BodyText"] for mail in mails)


def test_5_3_a_list_of_guardians_has_fourteen_columns(college_secretary: Secretary) -> None:
    [row] = college_secretary.guardians_not_notified(1)

    titles, *lines = college_secretary.lines([row["guardian"]["account_id"]], population=GUARDIANS)

    assert len(titles) == 14
    assert {(line[8], line[9], line[11]) for line in lines} == {
        ("Compte non notifié", "Non renseignée", "Non renseigné")
    }


def test_5_3_a_list_shows_a_password_only_to_who_has_a_temporary_one(
    college_secretary: Secretary, provider: IdentityProvider
) -> None:
    rows = college_secretary.guardians_not_notified(3)
    unknown, notified, activating = (row["guardian"] for row in rows)
    ids = [each["account_id"] for each in (unknown, notified, activating)]
    college_secretary.done("notifications", ids[1:], population=GUARDIANS)
    provider.tells_of_activation(
        activating["username"],
        lambda: _guardian(college_secretary, activating)["status"] == "ACTIVATING",
        what="account.activation-started.v1",
    )

    _, *lines = college_secretary.lines(ids, population=GUARDIANS)

    password = _guardian(college_secretary, notified)["password"]["text"]
    assert {line[10]: (line[8], line[9], line[11]) for line in lines} == {
        unknown["username"]: ("Compte non notifié", "Non renseignée", "Non renseigné"),
        notified["username"]: ("Compte notifié et non activé", "Établissement", password),
        activating["username"]: ("Compte en cours d’activation", "Établissement", "*****"),
    }


def test_5_3_a_printed_list_begins_a_page_for_each_class(college_secretary: Secretary) -> None:
    rows = college_secretary.every("/guardians", sort="school_class")
    classes = list(dict.fromkeys(row["student"]["school_class"] for row in rows))[:2]
    chosen = [
        next(row for row in rows if row["student"]["school_class"] == each) for each in classes
    ]
    ids = [row["guardian"]["account_id"] for row in chosen]

    listed = college_secretary.done("account-lists", ids, population=GUARDIANS, format="pdf")

    pages = page_texts(college_secretary.downloaded(listed)[1])
    theirs = [row for row in rows if row["guardian"]["account_id"] in ids]
    assert len(pages) == len({row["student"]["school_class"] for row in theirs})
    for page, row in zip(pages, chosen, strict=False):
        assert row["student"]["class_label"] in page
        assert row["guardian"]["username"] in page


def test_5_4_a_reset_shows_the_new_password_once_and_the_provider_takes_it(
    college_secretary: Secretary, provider: IdentityProvider
) -> None:
    [row] = college_secretary.guardians_not_notified(1)
    who = row["guardian"]["account_id"]

    reset = college_secretary.done("password-resets", [who], population=GUARDIANS)

    told = reset["credentials"]
    assert provider.checks(told["username"], told["password"])["result"] == "ACCEPTED"
    assert provider.checks(told["username"], "bbbb-bbbb-bbbb")["result"] == "REFUSED"


def test_5_4_many_resets_have_their_list_and_leave_the_activated_out(
    college_secretary: Secretary, provider: IdentityProvider
) -> None:
    rows = college_secretary.guardians_not_notified(3)
    registered, *others = (row["guardian"] for row in rows)
    provider.tells_of_activation(
        registered["username"],
        lambda: _guardian(college_secretary, registered)["status"] == "ACTIVATED",
        what="account.self-registered.v1",
    )
    ids = [row["guardian"]["account_id"] for row in rows]

    reset = college_secretary.done("password-resets", ids, population=GUARDIANS)

    assert (reset["done"], reset["skipped"]) == (2, 1)
    text = "\n".join(page_texts(college_secretary.downloaded(reset)[1]))
    for each in others:
        page = _guardian(college_secretary, each)
        assert (page["status"], page["origin"]) == ("NOTIFIED", "SCHOOL")
        assert page["password"]["text"] in text
    assert _guardian(college_secretary, registered)["status"] == "ACTIVATED"


def test_5_4_a_reset_named_by_itself_reaches_the_activated_and_keeps_the_origin(
    college_secretary: Secretary, provider: IdentityProvider
) -> None:
    [row] = college_secretary.guardians_not_notified(1)
    who = row["guardian"]
    provider.tells_of_activation(
        who["username"],
        lambda: _guardian(college_secretary, who)["status"] == "ACTIVATED",
        what="account.france-connect-linked.v1",
    )

    reset = college_secretary.done("password-resets", [who["account_id"]], population=GUARDIANS)

    page = _guardian(college_secretary, who)
    assert (page["status"], page["origin"]) == ("NOTIFIED", "FRANCE_CONNECT")
    assert page["password"]["text"] == reset["credentials"]["password"]
