"""Whom an action is about: named accounts, or a search minus exceptions, judged one by one."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from shared.domain.account import AccountAction, AccountStatus, Effect, Student
from shared.domain.errors import SelectionChangedError, UnknownAccountError
from shared.domain.identifiers import AccountId, Uai
from shared.domain.operation import Outcome, OutcomeStatus, Reason, Selected, judge
from shared.domain.student_search import StudentCriteria, matching_students


class StudentsOfASchool(Protocol):
    """What selecting needs of the store."""

    def all_of(self, uai: Uai) -> list[Student]: ...
    def get_many(
        self, uai: Uai, account_ids: Iterable[AccountId]
    ) -> Mapping[AccountId, Student]: ...


@dataclass(frozen=True, slots=True)
class Selection:
    """Either `account_ids`, or `criteria` with the total the person saw, minus `excepted`."""

    account_ids: tuple[AccountId, ...] = ()
    criteria: StudentCriteria | None = None
    expected_total: int | None = None
    excepted: frozenset[AccountId] = frozenset()


@dataclass(frozen=True, slots=True)
class StatusPreview:
    """What would happen to the accounts of one status; `renewed` of those kept have expired."""

    count: int
    effect: Effect
    renewed: int


@dataclass(frozen=True, slots=True)
class Plan:
    """A selection judged: who is acted on and how, who is left out and why."""

    action: AccountAction
    include_activated: bool
    chosen: tuple[tuple[Student, Effect], ...]
    left_out: tuple[Outcome, ...]

    @property
    def selected(self) -> tuple[Selected, ...]:
        """The accounts to act on, as they are frozen."""
        return tuple(
            Selected(student.account.account_id, student.account.generation)
            for student, _ in self.chosen
        )

    def by_status(self) -> dict[AccountStatus, StatusPreview]:
        """How many accounts of each status, and what the action does to them."""
        effects: dict[AccountStatus, Counter[Effect]] = {}
        for student, effect in self.chosen:
            effects.setdefault(student.account.status, Counter())[effect] += 1
        return {status: _preview(counts) for status, counts in sorted(effects.items())}

    def left_out_by_reason(self) -> dict[Reason, int]:
        """How many are left out, by reason."""
        counts = Counter(outcome.reason for outcome in self.left_out if outcome.reason)
        return dict(sorted(counts.items()))


def plan_for_students(
    students: StudentsOfASchool,
    *,
    uai: Uai,
    selection: Selection,
    action: AccountAction,
    include_activated: bool,
    at: datetime,
) -> Plan:
    """Judge every account of `selection` (design §3: bulk actions leave out the activated).

    A single account named by its id is always acted on.

    Raises:
        UnknownAccountError: when none of the named accounts is in this school.
        SelectionChangedError: when the criteria no longer match the total the person saw.
    """
    found, unknown = _resolved(students, uai, selection)
    include_activated = include_activated or len(set(selection.account_ids)) == 1
    chosen: list[tuple[Student, Effect]] = []
    left_out = [Outcome(each, OutcomeStatus.SKIPPED, reason=Reason.UNKNOWN) for each in unknown]
    for student in sorted(found, key=lambda each: each.account.account_id):
        account = student.account
        now = Selected(account.account_id, account.generation)
        verdict = judge(student, now, action, include_activated=include_activated, at=at)
        if isinstance(verdict, Effect):
            chosen.append((student, verdict))
        else:
            left_out.append(Outcome(account.account_id, OutcomeStatus.SKIPPED, reason=verdict))
    return Plan(action, include_activated, tuple(chosen), tuple(left_out))


def _resolved(
    students: StudentsOfASchool, uai: Uai, selection: Selection
) -> tuple[list[Student], list[AccountId]]:
    if selection.criteria is None:
        wanted = tuple(dict.fromkeys(selection.account_ids))
        found = students.get_many(uai, wanted)
        if not any(student.departed_on is None for student in found.values()):
            raise UnknownAccountError
        return list(found.values()), [each for each in wanted if each not in found]
    matching = matching_students(students.all_of(uai), selection.criteria)
    if selection.expected_total is not None and selection.expected_total != len(matching):
        raise SelectionChangedError
    return [s for s in matching if s.account.account_id not in selection.excepted], []


def _preview(counts: Counter[Effect]) -> StatusPreview:
    kept = counts[Effect.PASSWORD_KEPT]
    return StatusPreview(
        count=counts.total(),
        effect=Effect.PASSWORD_KEPT if kept else counts.most_common(1)[0][0],
        renewed=counts[Effect.NEW_PASSWORD] if kept else 0,
    )
