"""Temporary passwords at rest: each bound to its school's key, its account and its generation."""

from dataclasses import replace
from typing import Any

import pytest

from shared.adapters.dynamodb.table import Table
from shared.adapters.encryption.data_keys import DataKeys, UnknownDataKeyError
from shared.adapters.encryption.password_sealer import PasswordSealer, TamperedPasswordError
from shared.domain.account import Account
from tests.unit.operations.builders import OTHER_UAI, UAI, account_id
from tests.unit.operations.memory_aws import MemoryKms
from tests.unit.operations.memory_dynamodb import MemoryDynamoDb

PASSWORD = "bdfkmprtxznc"


@pytest.fixture
def dynamodb() -> MemoryDynamoDb:
    return MemoryDynamoDb()


@pytest.fixture
def sealer(dynamodb: MemoryDynamoDb) -> PasswordSealer:
    client: Any = dynamodb
    kms: Any = MemoryKms()
    return PasswordSealer(DataKeys(Table("accounts", client), kms, "key"))


def an_account(number: int = 1, **over: Any) -> Account:
    return Account(**{"account_id": account_id(number), "uai": UAI, "username": "e.leve", **over})


def sealed_for(sealer: PasswordSealer, account: Account) -> Account:
    sealed = sealer.seal(account, PASSWORD)
    return replace(account, password=sealed, generation=sealed.generation)


def test_what_is_sealed_is_opened(sealer: PasswordSealer) -> None:
    account = sealed_for(sealer, an_account(generation=6))

    assert account.generation == 7
    assert account.password is not None
    assert account.password.key == f"{UAI}/0001"
    assert sealer.open(account) == PASSWORD


def test_the_same_password_never_gives_the_same_ciphertext(sealer: PasswordSealer) -> None:
    ciphertexts = {sealer.seal(an_account(), PASSWORD).ciphertext for _ in range(100)}

    assert len(ciphertexts) == 100
    assert {len(each) for each in ciphertexts} == {12 + len(PASSWORD) + 16}
    assert not any(PASSWORD.encode() in each for each in ciphertexts)


def test_a_ciphertext_moved_to_another_account_is_refused(sealer: PasswordSealer) -> None:
    account = sealed_for(sealer, an_account(1))

    with pytest.raises(TamperedPasswordError, match=f"^{account_id(2)}$"):
        sealer.open(an_account(2, password=account.password, generation=1))


def test_a_ciphertext_of_an_earlier_generation_is_refused(sealer: PasswordSealer) -> None:
    account = sealed_for(sealer, an_account(1))
    assert account.password is not None
    replayed = replace(account, password=replace(account.password, generation=2))

    with pytest.raises(TamperedPasswordError):
        sealer.open(replayed)


def test_a_ciphertext_is_refused_under_the_key_of_another_school(sealer: PasswordSealer) -> None:
    account = sealed_for(sealer, an_account(1))
    sealed_for(sealer, an_account(2, uai=OTHER_UAI))
    assert account.password is not None
    moved = replace(account, password=replace(account.password, key=f"{OTHER_UAI}/0001"))

    with pytest.raises(TamperedPasswordError):
        sealer.open(moved)


def test_schools_in_turn_each_keep_their_own_key(sealer: PasswordSealer) -> None:
    schools = [UAI, OTHER_UAI] * 3
    accounts = [
        sealed_for(sealer, an_account(number, uai=uai)) for number, uai in enumerate(schools)
    ]

    assert [each.password.key for each in accounts if each.password] == [
        f"{uai}/0001" for uai in schools
    ]
    assert [sealer.open(each) for each in accounts] == [PASSWORD] * 6


def test_a_flipped_bit_is_refused(sealer: PasswordSealer) -> None:
    account = sealed_for(sealer, an_account(1))
    assert account.password is not None
    whole = account.password.ciphertext

    for place in range(len(whole)):
        flipped = whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]
        damaged = replace(account, password=replace(account.password, ciphertext=flipped))
        with pytest.raises(TamperedPasswordError):
            sealer.open(damaged)


def test_a_student_who_changes_school_keeps_the_password_she_was_given(
    sealer: PasswordSealer,
) -> None:
    account = sealed_for(sealer, an_account(1))

    assert sealer.open(replace(account, uai=OTHER_UAI)) == PASSWORD


def test_a_key_that_is_not_in_the_table_is_named(sealer: PasswordSealer) -> None:
    account = sealed_for(sealer, an_account(1))
    assert account.password is not None
    lost = replace(account, password=replace(account.password, key=f"{UAI}/0009"))

    with pytest.raises(UnknownDataKeyError, match=f"^{UAI}/0009$"):
        sealer.open(lost)


def test_an_account_without_a_password_is_named(sealer: PasswordSealer) -> None:
    with pytest.raises(ValueError, match=f"^account {account_id(1)} has no temporary password$"):
        sealer.open(an_account(1))


def test_neither_the_password_nor_the_key_is_in_the_table(
    sealer: PasswordSealer, dynamodb: MemoryDynamoDb
) -> None:
    sealed_for(sealer, an_account(1))

    [item] = dynamodb.items.values()
    assert {name: value for name, value in item.items() if name != "wrapped"} == {
        "PK": {"S": f"{UAI}#DATA_KEYS"},
        "SK": {"S": "KEY#0001"},
    }
    # The in-memory KMS adds a nonce and a tag: the key itself, 32 bytes, is encrypted.
    assert len(item["wrapped"]["B"]) == 12 + 32 + 16
