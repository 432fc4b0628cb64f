"""What a night forgets: expired passwords, and who left three months ago."""

from dataclasses import replace

import pytest

from shared.adapters.dynamodb import keys
from shared.adapters.dynamodb.table import key
from shared.domain.account import SealedPassword
from shared.domain.person import Person, Student
from tests.component.night.people import (
    EXPIRED,
    LEFT_LATELY,
    LEFT_LONG_AGO,
    MOTHER,
    NOTIFIED,
    history,
)
from tests.component.night.world import World
from tests.factories import (
    BOVARY,
    RODIN,
    a_guardian,
    a_link,
    a_notified_account,
    a_school,
    a_student,
    account_id,
    store_address,
    store_links,
    store_pointer,
    store_school,
)
from tests.promises.campaign import Found, at_size


@pytest.mark.promise("P12")
def test_an_expired_password_is_nowhere_any_more_and_a_valid_one_stays(world: World) -> None:
    world.has(NOTIFIED, EXPIRED)
    world.night()
    assert world.account(NOTIFIED) == NOTIFIED.account
    assert world.account(EXPIRED) == replace(EXPIRED.account, version=2, password=None)
    item = world.dump()[keys.students(RODIN), keys.account(EXPIRED.account.account_id)]
    assert "secret" not in item
    assert history(EXPIRED) == [("Mot de passe provisoire expiré", "le traitement de nuit")]


@pytest.mark.promise("P12")
def test_no_piece_of_an_expired_password_is_in_the_table_after_the_night(
    world: World, figure: Found
) -> None:
    expired = _expired(at_size(full=150, quick=20))
    world.has(*expired)
    world.night()
    assert _still_held(world, expired) == []
    figure(len(expired), "expired passwords")


@pytest.mark.twin("P12")
def test_left_to_its_date_an_expired_password_is_in_the_table_for_ever(world: World) -> None:
    expired = _expired(30)
    world.has(*expired)
    world.clock.pass_by(days=400)
    assert _still_held(world, expired) == expired


def _expired(count: int) -> list[Student]:
    """Pupils each with a password of her own that expired in the night."""
    return [
        a_student(
            account=a_notified_account(
                account_id=account_id(number),
                username=f"e.expired{number}",
                password=SealedPassword(f"sealed-{number:04d}".encode(), f"{RODIN}/0001", 1),
                password_expires_at=EXPIRED.account.password_expires_at,
            )
        )
        for number in range(1000, 1000 + count)
    ]


def _still_held(world: World, people: list[Student]) -> list[Student]:
    """Those of whose sealed password a piece is somewhere in the table."""
    everything = repr(list(world.dump().values()))
    return [
        person
        for person in people
        if person.account.password and repr(person.account.password.ciphertext)[2:-1] in everything
    ]


def test_a_guest_and_a_shared_guardian_are_looked_after_by_the_school_they_live_in(
    world: World,
) -> None:
    over = EXPIRED.account.password_expires_at
    guest, shared = (
        a_notified_account(account_id=account_id(number), uai=BOVARY, password_expires_at=over)
        for number in (60, 61)
    )
    store_school(world.table, a_school(uai=BOVARY, name="Collège Emma Bovary"))
    people: list[Person] = [
        a_student(account=guest, host_schools=(RODIN,)),
        replace(a_guardian(), account=shared, schools=(BOVARY, RODIN)),
    ]
    world.has(*people)
    for person in people:
        store_pointer(world.table, RODIN, person)
    world.deliver(world.message(RODIN))
    assert [world.account(person) for person in people] == [guest, shared]
    world.deliver(world.message(BOVARY))
    assert [world.account(person).password for person in people] == [None, None]


def test_who_left_three_months_ago_is_erased_with_all_that_names_her(world: World) -> None:
    world.has(LEFT_LONG_AGO, LEFT_LATELY, MOTHER)
    store_address(world.table, LEFT_LONG_AGO, ["1 rue du Bac", "75007 PARIS"])
    store_pointer(world.table, BOVARY, LEFT_LONG_AGO)
    store_links(world.table, RODIN, [a_link(MOTHER, LEFT_LONG_AGO)])
    world.table.put(
        key(*keys.ine("071234567AB")) | {"account_id": {"S": account_id(5)}, "uai": {"S": RODIN}}
    )
    world.night()
    left = {place for place, item in world.dump().items() if account_id(5) in str((place, item))}
    assert [pk for pk, _ in left] == [f"{RODIN}#AUDIT#{account_id(5)}"]
    assert world.account(LEFT_LATELY) == LEFT_LATELY.account
    assert world.account(MOTHER) == MOTHER.account
    [told] = world.told()
    assert (told["kind"], told["account_id"], told["username"]) == (
        "account.erased.v1",
        account_id(5),
        "l.long",
    )


def test_an_ine_that_is_another_account_s_by_now_stays(world: World) -> None:
    world.has(LEFT_LONG_AGO)
    hers = key(*keys.ine("071234567AB")) | {
        "account_id": {"S": account_id(99)},
        "uai": {"S": BOVARY},
    }
    world.table.put(hers)
    world.night()
    assert world.table.get(*keys.ine("071234567AB")) == hers
