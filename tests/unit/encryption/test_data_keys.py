"""Data keys: one per school, one KMS call per worker, five minutes in memory."""

from collections import Counter
from typing import Any

import pytest
from botocore.exceptions import ClientError
from cryptography.exceptions import InvalidTag

from shared.adapters.dynamodb import keys
from shared.adapters.dynamodb.table import Table, key
from shared.adapters.encryption.data_keys import DataKeys, UnknownDataKeyError
from shared.adapters.encryption.password_sealer import PasswordSealer
from shared.domain.account import Account
from tests.unit.operations.builders import OTHER_UAI, UAI, a_student
from tests.unit.operations.memory_aws import Hand, Held, MemoryKms
from tests.unit.operations.memory_dynamodb import MemoryDynamoDb


class Store:
    """One table and one KMS, shared by as many workers as a test makes."""

    def __init__(self) -> None:
        self.dynamodb, self.kms, self.hand = MemoryDynamoDb(), MemoryKms(), Hand()

    def worker(self) -> DataKeys:
        table: Any = Held(self.dynamodb, self.hand)
        kms: Any = Held(self.kms, self.hand)
        return DataKeys(Table("accounts", table), kms, "key")

    def kms_calls(self) -> Counter[str]:
        return Counter(c for c in self.hand.calls if c in {"decrypt", "generate_data_key"})


@pytest.fixture
def store() -> Store:
    return Store()


def in_memory(worker: DataKeys) -> list[bytes]:
    """The keys in clear that a dump of the worker's memory would show."""
    return [clear for _, clear in worker._clear.values()]  # noqa: SLF001  memory is the point


def two_hundred_accounts() -> list[Account]:
    return [a_student(number).account for number in range(1, 201)]


def test_two_hundred_passwords_take_one_call_to_kms(store: Store) -> None:
    sealer = PasswordSealer(store.worker())

    sealed = [sealer.seal(account, "bdfkmprtxznc") for account in two_hundred_accounts()]

    assert {each.key for each in sealed} == {f"{UAI}/0001"}
    assert store.kms_calls() == {"generate_data_key": 1}


def test_another_worker_opens_the_same_key_with_one_call(store: Store) -> None:
    first = store.worker().current(UAI)
    store.hand.spare()
    second = PasswordSealer(store.worker())

    sealed = [second.seal(account, "bdfkmprtxznc") for account in two_hundred_accounts()]

    assert {each.key for each in sealed} == {first[0]}
    assert store.kms_calls() == {"decrypt": 1}


def test_each_school_has_its_own_key(store: Store) -> None:
    worker = store.worker()

    (name, clear), (other_name, other_clear) = worker.current(UAI), worker.current(OTHER_UAI)

    assert (name, other_name) == (f"{UAI}/0001", f"{OTHER_UAI}/0001")
    assert len({clear, other_clear}) == 2
    assert {len(clear), len(other_clear)} == {32}


def test_a_wrapped_key_moved_to_another_school_does_not_open(store: Store) -> None:
    store.worker().current(UAI)
    stolen = store.dynamodb.items[keys.data_keys(UAI), "KEY#0001"]["wrapped"]
    there = key(keys.data_keys(OTHER_UAI), "KEY#0001")
    store.dynamodb.put_item(Item=there | {"wrapped": stolen})

    with pytest.raises(InvalidTag):
        store.worker().current(OTHER_UAI)


def test_a_key_stays_in_memory_five_minutes_at_most(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    seconds = 1000.0
    monkeypatch.setattr("time.monotonic", lambda: seconds)
    worker = store.worker()
    name, clear = worker.current(UAI)

    seconds += 299
    assert worker.opened(name) == clear
    assert store.kms_calls() == {"generate_data_key": 1}
    seconds += 1
    assert worker.current(UAI) == (name, clear)

    assert store.kms_calls() == {"generate_data_key": 1, "decrypt": 1}


def test_keys_no_longer_used_are_forgotten(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = 1000.0
    monkeypatch.setattr("time.monotonic", lambda: seconds)
    worker = store.worker()
    _, clear = worker.current(UAI)
    assert clear in in_memory(worker)

    seconds += 301
    _, other = worker.current(OTHER_UAI)

    assert in_memory(worker) == [other]


def test_two_workers_that_make_the_first_key_at_once_agree(store: Store) -> None:
    first, second = store.worker(), store.worker()
    put, seen = store.dynamodb.put_item, []

    def after_the_other(**request: Any) -> Any:
        store.dynamodb.put_item = put  # type: ignore[method-assign]
        seen.append(second.current(UAI))
        return put(**request)

    store.dynamodb.put_item = after_the_other  # type: ignore[method-assign]
    seen.append(first.current(UAI))

    assert seen[0] == seen[1]
    assert len(store.dynamodb.items) == 1


def test_the_newest_key_seals_and_the_older_ones_still_open(store: Store) -> None:
    name, clear = store.worker().current(UAI)
    answer = store.kms.generate_data_key(EncryptionContext={"uai": UAI})
    newer = key(keys.data_keys(UAI), keys.data_key(2)) | {
        "wrapped": {"B": answer["CiphertextBlob"]}
    }
    store.dynamodb.put_item(Item=newer)
    worker = store.worker()

    assert worker.current(UAI) == (f"{UAI}/0002", answer["Plaintext"])
    assert worker.opened(name) == clear


def test_a_key_that_was_not_kept_is_made_again(store: Store) -> None:
    worker, put = store.worker(), store.dynamodb.put_item
    store.dynamodb.put_item = _refused  # type: ignore[method-assign]
    with pytest.raises(UnknownDataKeyError):
        worker.current(UAI)
    store.dynamodb.put_item = put  # type: ignore[method-assign]

    assert worker.current(UAI) == store.worker().current(UAI)


def _refused(**_: Any) -> dict[str, Any]:
    """Says that the key is there, when it is not."""
    response: Any = {"Error": {"Code": "ConditionalCheckFailedException"}}
    raise ClientError(response, "PutItem")
