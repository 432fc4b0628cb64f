"""P18: killed at any call to AWS, then delivered again twice, an operation loses nothing."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from shared.adapters.dynamodb import keys, operations
from shared.adapters.dynamodb.operation_actions import audit_item
from shared.adapters.dynamodb.operation_items import outcomes_to_item
from shared.adapters.dynamodb.operations import OperationRepository
from shared.adapters.dynamodb.student_items import student_to_item
from shared.adapters.encryption.password_sealer import PasswordSealer
from shared.api import adapters, vault, worker
from shared.domain.account import Account, SealedPassword
from shared.domain.audit import AuditRow
from shared.domain.instruction import Outcome
from shared.domain.operation import Operation
from shared.domain.password import temporary_passwords
from shared.domain.person import Student
from shared.usecases.work_operation import OperationWorker
from tests.promises.campaign import Found, spread
from tests.unit.operations.errands import ERRANDS, NOTIFY_STUDENTS, Errand
from tests.unit.operations.promises import violations
from tests.unit.operations.service import Service

ACCOUNTS = 110
MAKE = Callable[..., Service]
each_errand = pytest.mark.parametrize("errand", ERRANDS.values(), ids=ERRANDS.keys())


@pytest.fixture
def make(monkeypatch: pytest.MonkeyPatch) -> MAKE:
    """A new service with the 110 people of an errand, nobody notified."""

    def made(errand: Errand = NOTIFY_STUDENTS) -> Service:
        service = Service(monkeypatch, errand)
        service.store(ACCOUNTS)
        return service

    return made


def calls_of_a_run(make: MAKE, errand: Errand = NOTIFY_STUDENTS) -> list[str]:
    service = make(errand)
    assert service.runs_to_its_end()
    calls = list(service.hand.calls)
    assert violations(service, ACCOUNTS) == []
    return calls


def after_a_kill(service: Service, call: int, *, applied: bool) -> list[str]:
    """What is wrong once who was killed at `call` has been replaced, told twice."""
    service.hand.kill_at(call, applied=applied)
    assert not service.runs_to_its_end()
    service.hand.spare()
    service.ask()
    service.deliver_all(times=2)
    moment = "applied" if applied else "not sent"
    return [f"call {call} {moment}: {each}" for each in violations(service, ACCOUNTS)]


@pytest.mark.promise("P18", "P16")
@each_errand
@pytest.mark.parametrize("applied", [False, True])
def test_killed_at_any_call_it_ends_as_if_nothing_had_happened(
    make: MAKE, errand: Errand, figure: Found, *, applied: bool
) -> None:
    calls = calls_of_a_run(make, errand)
    assert set(calls) >= {"transact_write_items", "put_object", "send_message"}
    assert ("generate_data_key" in calls) is bool(errand.generations)

    places = spread(range(1, len(calls) + 1), quick=7)
    found = [after_a_kill(make(errand), call, applied=applied) for call in places]

    assert found == [[]] * len(places)
    figure(len(places), "kills")


@pytest.mark.promise("P18", "P16")
@each_errand
@pytest.mark.parametrize("applied", [False, True])
def test_killed_at_any_call_and_never_asked_again_the_sweeper_ends_it(
    make: MAKE, errand: Errand, figure: Found, *, applied: bool
) -> None:
    calls = calls_of_a_run(make, errand)
    written = 1 + calls.index("transact_write_items")
    first = written if applied else written + 1
    found = []

    places = spread(range(first, len(calls) + 1), quick=4)
    for call in places:
        service = make(errand)
        service.hand.kill_at(call, applied=applied)
        assert not service.runs_to_its_end()
        service.hand.spare()
        service.sqs.sent.clear()
        service.sweep_later()
        service.deliver_all()
        found.append((call, violations(service, ACCOUNTS)))

    assert found == [(call, []) for call in places]
    figure(len(places), "kills")


def naively(
    repository: OperationRepository,
    operation: Operation,
    number: int,
    changes: Sequence[tuple[Student, Student, AuditRow]],
    outcomes: Sequence[Outcome],
) -> None:
    """The naive order of writes: the status, then the ciphertext, then the trace, one by one."""
    table = repository._table  # noqa: SLF001  the twin stands in for a method
    for _, after, audit in changes:
        told = replace(after, account=replace(after.account, password=None))
        table.put(student_to_item(told))
        table.put(student_to_item(after))
        table.put(audit_item(audit))
    table.put(outcomes_to_item(operation, keys.operation_slice(number), list(outcomes)))


@pytest.mark.twin("P18", "P16")
def test_the_naive_order_of_writes_is_seen_to_lose_passwords(
    make: MAKE, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(operations.OperationRepository, "write_slice", naively)
    calls = calls_of_a_run(make)
    status_writes = [n for n, name in enumerate(calls, 1) if name == "put_item"][1:100:30]

    found = [after_a_kill(make(), call, applied=True) for call in status_writes]

    assert all(found)
    assert "a password nobody can be told" in str(found)
    assert "audit" in str(found)


class RememberingSealer(PasswordSealer):
    """The naive printer's: shows the password it generated, not the one the table holds."""

    def __init__(self) -> None:
        super().__init__(vault.password_sealer()._data_keys)  # noqa: SLF001  shares the keys
        self._remembered: dict[str, str] = {}

    def seal(self, account: Account, password: str) -> SealedPassword:
        self._remembered[account.account_id] = password
        return super().seal(account, password)

    def open(self, account: Account) -> str:
        return self._remembered.get(account.account_id) or super().open(account)


def overtaken(service: Service) -> None:
    """Ask and work; another worker does the first slices while ours is about to write, and dies."""
    service.ask()
    write = service.dynamodb.transact_write_items

    def the_other_first(**request: object) -> dict[str, object]:
        service.dynamodb.transact_write_items = write  # type: ignore[method-assign]
        other = OperationWorker(
            adapters.operations(),
            adapters.people(),
            vault.password_sealer(),
            temporary_passwords(),
            adapters.now,
        )
        [operation] = service.operations()
        other.work(operation, may_go_on=lambda: True)
        return write(**request)  # type: ignore[arg-type]

    service.dynamodb.transact_write_items = the_other_first  # type: ignore[method-assign]
    service.deliver_all()


@pytest.mark.promise("P18")
def test_overtaken_by_another_worker_the_letters_have_the_passwords_of_the_table(
    make: MAKE,
) -> None:
    service = make()

    overtaken(service)

    assert violations(service, ACCOUNTS) == []


@pytest.mark.twin("P18")
def test_printing_from_memory_is_seen_to_give_other_passwords(
    make: MAKE, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = make()
    naive = RememberingSealer()
    monkeypatch.setattr(worker, "password_sealer", lambda: naive)

    overtaken(service)

    found = violations(service, ACCOUNTS)
    assert len(found) == 49
    assert all("is told another password" in each for each in found)
