"""What each event changes of an account, and what it leaves alone (guide §1.1, §5.1)."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from shared.domain.account import (
    Account,
    AccountAction,
    AccountOrigin,
    AccountStatus,
    SealedPassword,
)
from shared.domain.account_events import (
    AccountEvent,
    AccountEventKind,
    Dispute,
    after_event,
    audit_tag_of,
    possible_for,
)
from shared.domain.account_history import THE_HOLDER, UNKNOWN_EVENT, Trace, history_of
from tests.factories import MOMENT, RODIN, a_guardian, a_notified_account, a_student, an_account

DAY = timedelta(days=1)
LATER = MOMENT + DAY
K = AccountEventKind


def an_event(kind: AccountEventKind, at: datetime = LATER, **over: object) -> AccountEvent:
    plain = AccountEvent(f"{kind}-{at}", kind, at, "a.nybody")
    return replace(plain, **over)  # type: ignore[arg-type]  # fields by name


def notified(**over: object) -> Account:
    return a_notified_account(
        **{"origin": AccountOrigin.SCHOOL, "status_since": MOMENT, "version": 4, **over}
    )


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        (
            K.ACTIVATION_STARTED,
            {"status": AccountStatus.ACTIVATING, "password": None, "password_expires_at": None},
        ),
        (
            K.ACTIVATED,
            {
                "status": AccountStatus.ACTIVATED,
                "password": None,
                "password_expires_at": None,
                "activated_at": LATER,
            },
        ),
        (
            K.PASSWORD_CHANGED,
            {"status": AccountStatus.ACTIVATED, "password": None, "password_expires_at": None},
        ),
        (
            K.SELF_REGISTERED,
            {
                "status": AccountStatus.ACTIVATED,
                "password": None,
                "password_expires_at": None,
                "activated_at": LATER,
                "origin": AccountOrigin.SELF_REGISTRATION,
                "origin_since": LATER,
            },
        ),
        (
            K.FRANCE_CONNECT_LINKED,
            {
                "status": AccountStatus.ACTIVATED,
                "password": None,
                "password_expires_at": None,
                "activated_at": LATER,
                "origin": AccountOrigin.FRANCE_CONNECT,
                "origin_since": LATER,
            },
        ),
        (K.SIGNED_IN, {"last_sign_in_at": LATER}),
        (K.EMAIL_WITHDRAWN, {"account_email_since": LATER}),
    ],
)
def test_an_event_changes_exactly_this_of_a_notified_account(
    kind: AccountEventKind, changes: dict[str, object]
) -> None:
    account = notified()
    assert after_event(account, an_event(kind)) == replace(account, **changes)  # type: ignore[arg-type]


def test_a_confirmed_address_is_kept_with_its_moment_until_a_later_word() -> None:
    confirmed = after_event(notified(), an_event(K.EMAIL_CONFIRMED, email="a@exemple.fr"))
    assert (confirmed.account_email, confirmed.account_email_since) == ("a@exemple.fr", LATER)
    earlier = an_event(K.EMAIL_CONFIRMED, MOMENT, email="old@exemple.fr")
    assert after_event(confirmed, earlier) == confirmed
    withdrawn = after_event(confirmed, an_event(K.EMAIL_WITHDRAWN, LATER + DAY))
    assert (withdrawn.account_email, withdrawn.account_email_since) == (None, LATER + DAY)
    assert after_event(withdrawn, an_event(K.EMAIL_CONFIRMED, email="a@exemple.fr")) == withdrawn


def test_a_transition_path_is_the_origin() -> None:
    activated = an_event(K.ACTIVATED, via=AccountOrigin.ATEN)
    assert after_event(an_account(), activated).origin is AccountOrigin.ATEN


def test_an_activation_by_no_path_of_its_own_came_by_the_school_and_changes_no_known_origin() -> (
    None
):
    activated = an_event(K.ACTIVATED)
    assert after_event(an_account(), activated).origin is AccountOrigin.SCHOOL
    known = notified(origin=AccountOrigin.FRANCE_CONNECT)
    assert after_event(known, activated).origin is AccountOrigin.FRANCE_CONNECT


def given_anew(account: Account, at: datetime) -> Account:
    sealed = SealedPassword(b"another", f"{RODIN}/0001", account.generation + 1)
    return account.with_new_password(AccountAction.RESET, sealed, at=at)


@pytest.mark.parametrize("late_by", [timedelta(0), timedelta(seconds=1), 30 * DAY])
def test_what_happened_before_a_reset_does_not_undo_it(late_by: timedelta) -> None:
    reset_at = LATER + late_by
    reset = given_anew(notified(), reset_at)
    known = after_event(reset, an_event(K.ACTIVATED))
    assert known == replace(reset, activated_at=LATER)
    assert known.password is not None


def test_what_happened_after_a_reset_counts_again() -> None:
    reset = given_anew(after_event(notified(), an_event(K.ACTIVATED)), LATER + DAY)
    known = after_event(reset, an_event(K.ACTIVATED, LATER + DAY + timedelta(seconds=1)))
    assert (known.status, known.password) == (AccountStatus.ACTIVATED, None)


def test_a_renotification_does_not_hide_an_activation_told_late() -> None:
    told_again = notified().renotified(at=LATER + DAY)
    assert after_event(told_again, an_event(K.ACTIVATED)).status is AccountStatus.ACTIVATED


def test_an_activation_is_not_undone_by_its_own_start_however_late_that_comes() -> None:
    activated = after_event(notified(), an_event(K.ACTIVATED))
    for at in (LATER - DAY / 2, LATER, LATER + DAY):
        known = after_event(activated, an_event(K.ACTIVATION_STARTED, at))
        assert known.status is AccountStatus.ACTIVATED


def test_what_a_pupil_cannot_do_is_known() -> None:
    impossible = {kind for kind in K if not possible_for(kind, a_student())}
    assert impossible == {
        K.ACTIVATION_STARTED,
        K.SELF_REGISTERED,
        K.FRANCE_CONNECT_LINKED,
        K.GUARDIANSHIP_DISPUTED,
        K.GUARDIANSHIP_DISPUTE_WITHDRAWN,
    }
    assert all(possible_for(kind, a_guardian()) for kind in K)


def test_every_event_but_a_sign_in_leaves_a_trace_of_its_own() -> None:
    tags = [tag for kind in K if (tag := audit_tag_of(kind))]
    assert len(set(tags)) == len(tags) == len(K) - 1
    assert audit_tag_of(K.SIGNED_IN) is None


def test_every_trace_has_words_in_the_history_of_the_account() -> None:
    traces = [Trace(tag, MOMENT, RODIN) for kind in K if (tag := audit_tag_of(kind))]
    entries = history_of(traces, RODIN, {})
    assert len(entries) == len(K) - 1
    assert {entry.by for entry in entries} == {THE_HOLDER}
    assert UNKNOWN_EVENT not in {entry.label for entry in entries}


def test_a_dispute_is_the_last_word_said_and_within_a_second_the_dispute_itself() -> None:
    disputed = Dispute().after(an_event(K.GUARDIANSHIP_DISPUTED))
    assert disputed == Dispute(disputed=True, said_at=LATER)
    assert disputed.after(an_event(K.GUARDIANSHIP_DISPUTE_WITHDRAWN)) == disputed
    later = disputed.after(an_event(K.GUARDIANSHIP_DISPUTE_WITHDRAWN, LATER + DAY))
    assert later == Dispute(disputed=False, said_at=LATER + DAY)
    assert later.after(an_event(K.GUARDIANSHIP_DISPUTED)) == later


def test_traces_sort_by_moment_and_each_event_has_its_own() -> None:
    events = [an_event(K.ACTIVATED, MOMENT + n * DAY) for n in range(9)]
    ids = [each.trace_id for each in events]
    assert ids == sorted(ids)
    assert {len(each) for each in ids} == {24}
    other = replace(events[0], event_id="other").trace_id
    assert (other[:12], other == ids[0]) == (ids[0][:12], False)
