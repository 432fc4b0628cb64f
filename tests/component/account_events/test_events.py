"""Events of the identity provider: what each leaves in the table, and what is refused."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from shared.adapters.dynamodb import keys
from shared.domain.account import AccountOrigin, AccountStatus
from shared.domain.account_events import AccountEventKind
from shared.domain.person import Student
from tests.component.account_events.provider import (
    Provider,
    ago,
    detail_of,
    message,
    told,
)
from tests.component.clock import NOW
from tests.factories import (
    BOVARY,
    MOMENT,
    RODIN,
    a_guardian,
    a_notified_account,
    a_student,
    account_id,
)

ISO = "2026-11-23T09:00:00+00:00"


def a_pupil(**over: Any) -> Student:
    """Notified at `MOMENT`, last touched by an operation."""
    account = a_notified_account(
        account_id=account_id(1),
        username="c.lefevre",
        origin=AccountOrigin.SCHOOL,
        status_since=MOMENT,
        last_operation_id="0198f0c5b000aabbccddeeff",
        **over,
    )
    return a_student(account=account)


def a_mother(**over: Any) -> Any:
    return a_guardian(account_id=account_id(2), username="a.doeuvre", **over)


def test_an_activation_leaves_exactly_this_account_and_this_trace(provider: Provider) -> None:
    pupil = a_pupil()
    provider.has(pupil)

    provider.tell("account.activated.v1", "c.lefevre", NOW + timedelta(milliseconds=900))

    activated = replace(
        pupil.account,
        status=AccountStatus.ACTIVATED,
        activated_at=NOW,
        password=None,
        password_expires_at=None,
        version=2,
    )
    assert provider.person(pupil) == replace(pupil, account=activated)
    [row] = provider.audit(pupil)
    assert row.pop("SK")["S"].startswith(f"{int(NOW.timestamp()) * 1000:012x}")
    assert row == {
        "PK": {"S": f"{RODIN}#AUDIT#{account_id(1)}"},
        "school": {"S": RODIN},
        "tag": {"S": "account:activated"},
        "by": {"S": "identity-provider"},
        "at": {"S": ISO},
        "expires_at": {"N": str(int(NOW.timestamp()) + 366 * 86_400)},
    }


@pytest.mark.promise("P12")
@pytest.mark.parametrize("kind", ["account.activated.v1", "account.password-changed.v1"])
def test_a_used_temporary_password_is_gone_from_the_table(provider: Provider, kind: str) -> None:
    pupil = a_pupil()
    provider.has(pupil)
    place = keys.students(RODIN), keys.account(account_id(1))
    before = provider.table.get(*place)
    assert before is not None
    assert "secret" in before

    provider.tell(kind, "c.lefevre")

    after = provider.table.get(*place)
    assert after is not None
    assert set(before) - set(after) == {"secret"}
    assert f"{RODIN}/0001" not in str(after)


def test_a_guardian_registers_by_herself_confirms_her_address_and_signs_in(
    provider: Provider,
) -> None:
    mother = a_mother(roster_email="ecole@exemple.fr")
    provider.has(mother)

    provider.tell("account.self-registered.v1", "a.doeuvre", ago(hours=2))
    provider.tell("account.email-confirmed.v1", "a.doeuvre", ago(hours=1), email="a@exemple.fr")
    provider.tell("account.signed-in.v1", "a.doeuvre", NOW)

    account = replace(
        mother.account,
        status=AccountStatus.ACTIVATED,
        origin=AccountOrigin.SELF_REGISTRATION,
        origin_since=ago(hours=2),
        activated_at=ago(hours=2),
        account_email="a@exemple.fr",
        account_email_since=ago(hours=1),
        last_sign_in_at=NOW,
        version=4,
    )
    assert provider.person(mother) == replace(mother, account=account)
    tags = [row["tag"]["S"] for row in provider.audit(mother)]
    assert tags == ["account:self-registered", "account:email:confirmed"]


def test_a_transition_path_is_the_origin_of_the_account(provider: Provider) -> None:
    mother = a_mother()
    provider.has(mother)
    provider.tell("account.activated.v1", "a.doeuvre", via="ENT")
    assert provider.account(mother).origin is AccountOrigin.ENT


def test_a_sign_in_older_than_the_last_one_writes_nothing(provider: Provider) -> None:
    pupil = a_pupil()
    provider.has(pupil)
    provider.tell("account.signed-in.v1", "c.lefevre", NOW)
    before = provider.dump()
    provider.tell("account.signed-in.v1", "c.lefevre", ago(days=3))
    provider.tell("account.signed-in.v1", "c.lefevre", NOW)
    assert provider.dump() == before
    assert provider.account(pupil).last_sign_in_at == NOW


def test_a_disputed_guardianship_shows_on_the_link_in_the_pupils_school(
    provider: Provider,
) -> None:
    pupil, mother = a_pupil(), a_mother(uai=BOVARY)
    provider.has(pupil, mother)
    provider.has_link(mother, pupil)

    provider.tell(
        "guardianship.disputed.v1", "a.doeuvre", ago(hours=1), student_username="c.lefevre"
    )

    said = (NOW - timedelta(hours=1)).isoformat()
    assert provider.link(mother, pupil) == {
        "kinship": {"S": "MOTHER"},
        "disputed_at": {"S": said},
        "dispute_said_at": {"S": said},
    }
    [row] = provider.audit(mother)
    assert (row["school"]["S"], row["student_id"]["S"]) == (RODIN, account_id(1))
    assert provider.audit(pupil) == []
    assert provider.person(mother) == mother

    provider.tell("guardianship.dispute-withdrawn.v1", "a.doeuvre", student_username="c.lefevre")
    assert provider.link(mother, pupil) == {
        "kinship": {"S": "MOTHER"},
        "dispute_said_at": {"S": ISO},
    }
    provider.tell(
        "guardianship.disputed.v1", "a.doeuvre", ago(minutes=5), student_username="c.lefevre"
    )
    assert "disputed_at" not in provider.link(mother, pupil), "said before it was withdrawn"
    assert len(provider.audit(mother)) == 3


IMPOSSIBLE: list[tuple[str, str, dict[str, Any]]] = [
    ("account.activation-started.v1", "c.lefevre", {}),
    ("account.self-registered.v1", "c.lefevre", {}),
    ("account.france-connect-linked.v1", "c.lefevre", {}),
    ("guardianship.disputed.v1", "c.lefevre", {"student_username": "c.lefevre"}),
    ("guardianship.disputed.v1", "a.doeuvre", {"student_username": "c.lefevre"}),
    ("guardianship.disputed.v1", "a.doeuvre", {"student_username": "a.doeuvre"}),
    ("guardianship.disputed.v1", "a.doeuvre", {"student_username": "n.obody"}),
    ("guardianship.dispute-withdrawn.v1", "a.doeuvre", {"student_username": "c.lefevre"}),
    ("account.activated.v1", "n.obody", {}),
    ("account.signed-in.v1", "n.obody", {}),
]


@pytest.mark.parametrize(("kind", "username", "more"), IMPOSSIBLE)
def test_what_cannot_have_happened_is_done_with_and_changes_nothing(
    provider: Provider,
    caplog: pytest.LogCaptureFixture,
    kind: str,
    username: str,
    more: dict[str, Any],
) -> None:
    provider.has(a_pupil(), a_mother())
    before = provider.dump()

    provider.tell(kind, username, **more)

    assert provider.dump() == before
    assert provider.refused() == []
    [logged] = [r for r in caplog.records if r.getMessage() == "account_event"]
    expected = "UNKNOWN_ACCOUNT" if username == "n.obody" else "IMPOSSIBLE"
    assert (logged.levelname, logged.__dict__["outcome"]) == ("WARNING", expected)


GOOD = {"event_id": "e-1", "occurred_at": "2026-11-23T09:00:00Z", "username": "c.lefevre"}


def without(name: str) -> dict[str, str]:
    return {key: value for key, value in GOOD.items() if key != name}


ACTIVATED, EMAIL = "account.activated.v1", "account.email-confirmed.v1"
REFUSED = [
    ("account.activated.v2", GOOD, "UNKNOWN_DETAIL_TYPE"),
    ("c.lefevre", GOOD, "UNKNOWN_DETAIL_TYPE"),
    (ACTIVATED, without("event_id"), "MALFORMED_DETAIL"),
    (ACTIVATED, without("occurred_at"), "MALFORMED_DETAIL"),
    (ACTIVATED, without("username"), "MALFORMED_DETAIL"),
    (ACTIVATED, GOOD | {"status": "ACTIVATED"}, "MALFORMED_DETAIL"),
    (ACTIVATED, GOOD | {"email": "a@exemple.fr"}, "MALFORMED_DETAIL"),
    (ACTIVATED, GOOD | {"via": "SCHOOL"}, "MALFORMED_DETAIL"),
    (ACTIVATED, GOOD | {"username": "C.Lefevre"}, "MALFORMED_DETAIL"),
    (ACTIVATED, GOOD | {"username": "c.lefevre\n"}, "MALFORMED_DETAIL"),
    (ACTIVATED, GOOD | {"username": "c.lefevre#STUDENTS"}, "MALFORMED_DETAIL"),
    (ACTIVATED, GOOD | {"username": None}, "MALFORMED_DETAIL"),
    (ACTIVATED, GOOD | {"event_id": "x" * 65}, "MALFORMED_DETAIL"),
    (ACTIVATED, GOOD | {"occurred_at": "2026-11-23T09:00:00"}, "MALFORMED_DETAIL"),
    (ACTIVATED, GOOD | {"occurred_at": 1_795_000_000}, "MALFORMED_DETAIL"),
    (ACTIVATED, GOOD | {"occurred_at": "2026-11-23T10:00:00+01:00"}, "NOT_UTC"),
    (ACTIVATED, [GOOD], "MALFORMED_DETAIL"),
    (EMAIL, GOOD, "MALFORMED_DETAIL"),
    (EMAIL, GOOD | {"email": "nobody"}, "MALFORMED_DETAIL"),
    (EMAIL, GOOD | {"email": "a b@exemple.fr"}, "MALFORMED_DETAIL"),
    ("guardianship.disputed.v1", GOOD, "MALFORMED_DETAIL"),
]


@pytest.mark.parametrize(("kind", "detail", "reason"), REFUSED)
def test_an_event_of_another_form_is_kept_aside_by_its_ids_and_nothing_else(
    provider: Provider, kind: str, detail: Any, reason: str
) -> None:
    provider.has(a_pupil())
    before = provider.dump()
    sent = message(kind, detail, id="17793124-05d4-b198-2fde-7ededc63b103")

    assert provider.deliver(sent) == []

    assert provider.dump() == before
    assert provider.refused() == [
        {
            "message_id": sent["messageId"],
            "envelope_id": "17793124-05d4-b198-2fde-7ededc63b103",
            "reason": reason,
        }
    ]


@pytest.mark.parametrize("body", ["", "{", "[]", "null", '{"detail": {}}', '{"id": "c.lefevre é"}'])
def test_what_is_no_event_is_kept_aside_too(provider: Provider, body: str) -> None:
    assert provider.deliver({"messageId": "message-1", "body": body}) == []
    assert provider.refused() == [
        {"message_id": "message-1", "envelope_id": None, "reason": "NOT_AN_EVENT"}
    ]


def test_an_event_of_another_source_is_refused(provider: Provider) -> None:
    provider.has(a_pupil())
    assert provider.deliver(message(ACTIVATED, GOOD, source="aws.s3")) == []
    assert [each["reason"] for each in provider.refused()] == ["UNKNOWN_SOURCE"]


def test_every_kind_has_a_form_that_is_accepted(provider: Provider) -> None:
    pupil, mother = a_pupil(), a_mother()
    provider.has(pupil, mother)
    provider.has_link(mother, pupil)
    more: dict[AccountEventKind, dict[str, Any]] = {
        AccountEventKind.EMAIL_CONFIRMED: {"email": "a@exemple.fr"},
        AccountEventKind.GUARDIANSHIP_DISPUTED: {"student_username": "c.lefevre"},
        AccountEventKind.GUARDIANSHIP_DISPUTE_WITHDRAWN: {"student_username": "c.lefevre"},
    }
    for kind in AccountEventKind:
        provider.tell(kind, "a.doeuvre", **more.get(kind, {}))
    assert provider.refused() == []
    assert len(provider.audit(mother)) == len(AccountEventKind) - 1


def test_an_event_of_tomorrow_is_not_believed_today(provider: Provider) -> None:
    pupil = a_pupil()
    provider.has(pupil)
    soon, tomorrow = NOW + timedelta(minutes=4), NOW + timedelta(days=1)
    early = told("account.signed-in.v1", "c.lefevre", tomorrow)

    assert provider.deliver(early) == [early["messageId"]]
    assert provider.account(pupil).last_sign_in_at is None

    assert provider.deliver(told("account.signed-in.v1", "c.lefevre", soon)) == []
    provider.clock.at = tomorrow
    assert provider.deliver(early) == []
    assert provider.account(pupil).last_sign_in_at == tomorrow


def test_one_message_that_fails_does_not_bring_the_others_again(provider: Provider) -> None:
    pupil, mother = a_pupil(), a_mother()
    provider.has(pupil, mother)
    early = told("account.signed-in.v1", "c.lefevre", NOW + timedelta(days=1))
    batch = [
        told("account.activated.v1", "c.lefevre"),
        early,
        message("account.unheard-of.v1", detail_of("c.lefevre")),
        told("account.self-registered.v1", "a.doeuvre"),
    ]

    assert provider.deliver(*batch) == [early["messageId"]]

    assert provider.account(pupil).status is AccountStatus.ACTIVATED
    assert provider.account(mother).status is AccountStatus.ACTIVATED
    assert [each["reason"] for each in provider.refused()] == ["UNKNOWN_DETAIL_TYPE"]


def test_no_username_and_no_address_is_logged(
    provider: Provider, caplog: pytest.LogCaptureFixture
) -> None:
    provider.has(a_pupil(), a_mother())
    provider.deliver(
        told("account.email-confirmed.v1", "a.doeuvre", email="a@exemple.fr"),
        told("guardianship.disputed.v1", "a.doeuvre", student_username="c.lefevre"),
        told("account.activated.v1", "n.obody"),
        told("account.activated.v1", "c.lefevre", nickname="chlo"),
        told("account.signed-in.v1", "c.lefevre", NOW + timedelta(days=1)),
        message("c.lefevre", detail_of("c.lefevre")),
    )
    logged = str([vars(record) for record in caplog.records])
    assert "RECORDED" in logged
    for word in ("lefevre", "doeuvre", "obody", "exemple", "chlo"):
        assert word not in logged
