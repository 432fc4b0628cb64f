"""Guide §5.2: whom a notification of guardians does not reach: who, why, and what to do then."""

from datetime import UTC, datetime, timedelta

from infra.local.stack import Stack
from tests.e2e.identity_provider import IdentityProvider, eventually
from tests.e2e.mailbox import mails_to, provider_tells
from tests.e2e.secretary import Json, Secretary, page_texts

GUARDIANS = "guardians"
CHOSEN = "Celui que vous avez choisi"


def _guardians(secretary: Secretary, count: int, **criteria: str) -> list[Json]:
    rows = secretary.guardians_not_notified(count, **criteria)
    assert len(rows) == count
    return [row["guardian"] for row in rows]


def _page(secretary: Secretary, guardian: Json) -> Json:
    return secretary.get(f"/guardians/{guardian['account_id']}")


def _outcomes(secretary: Secretary, operation: Json, **criteria: str) -> dict[str, Json]:
    path = f"/operations/{operation['operation_id']}/outcomes"
    return {each["account_id"]: each for each in secretary.get(path, **criteria)["items"]}


def _one_of_each(secretary: Secretary, provider: IdentityProvider) -> list[Json]:
    """A guardian nobody has been told of, one notified, one who activates, one who has."""
    everyone = _guardians(secretary, 4)
    ids = [each["account_id"] for each in everyone]
    secretary.done("notifications", ids[1:3], population=GUARDIANS)
    for place, what, status in (
        (2, "account.activation-started.v1", "ACTIVATING"),
        (3, "account.self-registered.v1", "ACTIVATED"),
    ):
        who = everyone[place]

        def seen(who: Json = who, status: str = status) -> bool:
            return bool(_page(secretary, who)["status"] == status)

        provider.tells_of_activation(who["username"], seen, what=what)
    return everyone


def test_5_2_who_activates_or_has_activated_is_left_out_and_said_unless_told(
    college_secretary: Secretary, provider: IdentityProvider
) -> None:
    everyone = _one_of_each(college_secretary, provider)
    ids = [each["account_id"] for each in everyone]
    asked = {"account_ids": ids}

    preview = college_secretary.notify(asked, population=GUARDIANS, preview=True).json()
    usual = college_secretary.done("notifications", ids, population=GUARDIANS)
    wide = college_secretary.done(
        "notifications", ids, population=GUARDIANS, include_activated=True
    )

    assert preview["left_out"] == [
        {"reason": "ACTIVATED", "count": 1},
        {"reason": "ACTIVATING", "count": 1},
    ]
    assert (usual["total"], usual["done"], usual["skipped"]) == (4, 2, 2)
    outcomes = _outcomes(college_secretary, usual)
    assert [outcomes[each]["reason"] for each in ids] == [None, None, "ACTIVATING", "ACTIVATED"]
    assert len(page_texts(college_secretary.downloaded(usual)[1])) == 2

    assert (wide["done"], wide["skipped"]) == (4, 0)
    outcomes = _outcomes(college_secretary, wide)
    assert [outcomes[each]["effect"] for each in ids[2:]] == ["USERNAME_ONLY"] * 2
    letters = page_texts(college_secretary.downloaded(wide)[1])
    said = {"ACTIVATING": "commencé à activer votre compte", "ACTIVATED": CHOSEN}
    for who, (status, words) in zip(everyone[2:], said.items(), strict=True):
        [letter] = [each for each in letters if who["username"] in each.split()]
        assert words in letter
        assert _page(college_secretary, who)["status"] == status


def test_5_2_resetting_while_notifying_gives_everyone_told_a_password(
    college_secretary: Secretary, provider: IdentityProvider
) -> None:
    everyone = _one_of_each(college_secretary, provider)
    ids = [each["account_id"] for each in everyone]
    wide = {"reset_passwords": True, "include_activated": True}

    told = college_secretary.done("notifications", ids, population=GUARDIANS, **wide)

    letters = page_texts(college_secretary.downloaded(told)[1])
    for who in everyone:
        page = _page(college_secretary, who)
        assert page["status"] == "NOTIFIED"
        [letter] = [each for each in letters if who["username"] in each.split()]
        assert page["password"]["text"] in letter


def test_5_2_who_has_no_address_is_said_and_letters_go_to_exactly_these(
    stack: Stack, college_secretary: Secretary
) -> None:
    [reached] = _guardians(college_secretary, 1, email="present")
    without = _guardians(college_secretary, 2, email="absent")
    ids = [each["account_id"] for each in (reached, *without)]

    sent = college_secretary.done("notifications", ids, population=GUARDIANS, channel="email")
    left_out = _outcomes(college_secretary, sent, reason="NO_EMAIL")
    told = college_secretary.done("notifications", list(left_out), population=GUARDIANS)

    assert (sent["done"], sent["skipped"]) == (1, 2)
    assert sorted(left_out) == sorted(each["account_id"] for each in without)
    assert mails_to(stack, reached["email"])
    letters = page_texts(college_secretary.downloaded(told)[1])
    assert len(letters) == len(without)
    for who in without:
        [letter] = [each for each in letters if who["username"] in each.split()]
        assert _page(college_secretary, who)["password"]["text"] in letter


def test_5_2_what_became_of_each_e_mail_is_told(stack: Stack, college_secretary: Secretary) -> None:
    ids = [each["account_id"] for each in _guardians(college_secretary, 3, email="present")]
    sent = college_secretary.done("notifications", ids, population=GUARDIANS, channel="email")
    assert {each["mail"] for each in _outcomes(college_secretary, sent).values()} == {"SENT"}

    for who, kind in zip(ids, ("Bounce", "Complaint", "Delivery"), strict=True):
        provider_tells(stack, kind, college_secretary.uai, sent["operation_id"], who)

    fates = dict(zip(ids, ("BOUNCED", "COMPLAINED", "DELIVERED"), strict=True))

    def told() -> bool:
        outcomes = _outcomes(college_secretary, sent)
        return {who: each["mail"] for who, each in outcomes.items()} == fates

    eventually(told)
    assert list(_outcomes(college_secretary, sent, mail="BOUNCED")) == ids[:1]


def test_5_2_one_letter_names_all_the_children_and_bears_the_address(
    college_secretary: Secretary,
) -> None:
    rows = college_secretary.every("/guardians", status="NOT_NOTIFIED")
    guardians = [row["guardian"]["account_id"] for row in rows]
    who = next(each for each in guardians if guardians.count(each) > 1)
    page = college_secretary.get(f"/guardians/{who}")

    told = college_secretary.done("notifications", [who], population=GUARDIANS)

    [letter] = page_texts(college_secretary.downloaded(told)[1])
    assert len(page["children"]) > 1
    assert all(each["student"]["first_name"] in letter for each in page["children"])
    assert page["postal_lines"]
    assert all(line in letter for line in page["postal_lines"])
    assert "https://teleservices.education.gouv.fr" in letter


def test_5_2_a_disputed_guardian_is_told_as_any_other_and_a_withdrawal_clears_the_mark(
    college_secretary: Secretary, provider: IdentityProvider
) -> None:
    [row] = college_secretary.guardians_not_notified(1)
    who, child = row["guardian"], row["student"]["account_id"]
    pupil = college_secretary.get(f"/students/{child}")["username"]

    def disputed() -> bool:
        children = _page(college_secretary, who)["children"]
        return bool(next(c["disputed"] for c in children if c["student"]["account_id"] == child))

    provider.tells("guardianship.disputed.v1", who["username"], student_username=pupil)
    eventually(disputed)
    asked = {"account_ids": [who["account_id"]]}
    preview = college_secretary.notify(asked, population=GUARDIANS, preview=True).json()
    later = datetime.now(UTC) + timedelta(seconds=2)
    what = "guardianship.dispute-withdrawn.v1"
    provider.tells(what, who["username"], at=later, student_username=pupil)
    eventually(lambda: not disputed())

    assert (preview["total"], preview["left_out"]) == (1, [])
