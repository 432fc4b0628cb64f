"""Guide §5: guardians found, notified by letter and by e-mail, listed, given another password."""

from infra.local.stack import Stack
from tests.e2e.identity_provider import IdentityProvider, eventually
from tests.e2e.mailbox import mails_to
from tests.e2e.secretary import Secretary, page_texts

GUARDIANS = "guardians"


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


def test_5_4_a_reset_shows_the_new_password_once_and_the_provider_takes_it(
    college_secretary: Secretary, provider: IdentityProvider
) -> None:
    [row] = college_secretary.guardians_not_notified(1)
    who = row["guardian"]["account_id"]

    reset = college_secretary.done("password-resets", [who], population=GUARDIANS)

    told = reset["credentials"]
    assert provider.checks(told["username"], told["password"])["result"] == "ACCEPTED"
    assert provider.checks(told["username"], "bbbb-bbbb-bbbb")["result"] == "REFUSED"
