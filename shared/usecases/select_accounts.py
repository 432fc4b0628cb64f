"""Whom an action is about: named accounts, or a search minus exceptions, judged one by one."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from shared.domain.account import AccountStatus, Effect
from shared.domain.errors import SelectionChangedError, UnknownAccountError
from shared.domain.guardian_search import GuardianCriteria
from shared.domain.identifiers import AccountId, Uai
from shared.domain.instruction import (
    Instruction,
    Outcome,
    OutcomeStatus,
    Population,
    Reason,
    Selected,
)
from shared.domain.operation import ALL_PUPILS, ListedPupils
from shared.domain.person import Person
from shared.usecases.people import Criteria


class PeopleOfASchool(Protocol):
    """What selecting needs of the store."""

    def get_many(
        self, population: Population, uai: Uai, ids: Iterable[AccountId]
    ) -> Mapping[AccountId, Person]: ...
    def matching(self, uai: Uai, criteria: Criteria) -> tuple[Sequence[Person], int]: ...


@dataclass(frozen=True, slots=True)
class Selection:
    """Either `account_ids`, or `criteria` with the total the person saw, minus `excepted`."""

    account_ids: tuple[AccountId, ...] = ()
    criteria: Criteria | None = None
    expected_total: int | None = None
    excepted: frozenset[AccountId] = frozenset()

    @property
    def single(self) -> bool:
        """Whether it names one account and no other."""
        return len(set(self.account_ids)) == 1


@dataclass(frozen=True, slots=True)
class StatusPreview:
    """What would happen to the accounts of one status; `renewed` of those kept have expired."""

    count: int
    effect: Effect
    renewed: int


@dataclass(frozen=True, slots=True)
class Chosen:
    """An account to act on: as it is frozen, its status before, and what is done to it.

    Not the person: the plan of a whole school would hold the school.
    """

    selected: Selected
    status: AccountStatus
    effect: Effect


@dataclass(frozen=True, slots=True)
class Plan:
    """A selection judged: who is acted on and how, who is left out and why."""

    instruction: Instruction
    chosen: tuple[Chosen, ...]
    left_out: tuple[Outcome, ...]
    listed_pupils: ListedPupils = ALL_PUPILS

    @property
    def selected(self) -> tuple[Selected, ...]:
        """The accounts to act on, as they are frozen."""
        return tuple(each.selected for each in self.chosen)

    def by_status(self) -> dict[AccountStatus, StatusPreview]:
        """How many accounts of each status, and what the action does to them."""
        effects: dict[AccountStatus, Counter[Effect]] = {}
        for each in self.chosen:
            effects.setdefault(each.status, Counter())[each.effect] += 1
        return {status: _preview(counts) for status, counts in sorted(effects.items())}

    def left_out_by_reason(self) -> dict[Reason, int]:
        """How many are left out, by reason."""
        counts = Counter(outcome.reason for outcome in self.left_out if outcome.reason)
        return dict(sorted(counts.items()))


def plan_for(
    people: PeopleOfASchool, *, instruction: Instruction, selection: Selection, at: datetime
) -> Plan:
    """Judge every account of `selection` (guide §3.2, §5.2: bulk actions leave out the activated).

    A single account named by its id is always acted on.

    Raises:
        UnknownAccountError: when none of the named accounts is in this school.
        SelectionChangedError: when the criteria no longer match the total the person saw.
    """
    found, unknown = _resolved(people, instruction, selection)
    if selection.single:
        instruction = replace(instruction, include_activated=True)
    chosen: list[Chosen] = []
    left_out = [Outcome(each, OutcomeStatus.SKIPPED, reason=Reason.UNKNOWN) for each in unknown]
    found.sort(key=lambda each: each.account.account_id, reverse=True)
    while found:  # each is let go once it is judged
        person = found.pop()
        account = person.account
        now = Selected(account.account_id, account.generation)
        verdict = instruction.judge(person, now, at)
        if isinstance(verdict, Effect):
            chosen.append(Chosen(now, account.status, verdict))
        else:
            left_out.append(Outcome(account.account_id, OutcomeStatus.SKIPPED, reason=verdict))
    return Plan(instruction, tuple(chosen), tuple(left_out), _listed(selection.criteria))


def _listed(criteria: Criteria | None) -> ListedPupils:
    if isinstance(criteria, GuardianCriteria):
        return ListedPupils(criteria.school_classes, criteria.mef_codes)
    return ALL_PUPILS


def _resolved(
    people: PeopleOfASchool, instruction: Instruction, selection: Selection
) -> tuple[list[Person], list[AccountId]]:
    uai = instruction.uai
    if selection.criteria is None:
        wanted = tuple(dict.fromkeys(selection.account_ids))
        found = people.get_many(instruction.population, uai, wanted)
        if not any(person.present_in(uai) for person in found.values()):
            raise UnknownAccountError
        return list(found.values()), [each for each in wanted if each not in found]
    matching, total = people.matching(uai, selection.criteria)
    if selection.expected_total is not None and selection.expected_total != total:
        raise SelectionChangedError
    return [p for p in matching if p.account.account_id not in selection.excepted], []


def _preview(counts: Counter[Effect]) -> StatusPreview:
    kept = counts[Effect.PASSWORD_KEPT]
    return StatusPreview(
        count=counts.total(),
        effect=Effect.PASSWORD_KEPT if kept else counts.most_common(1)[0][0],
        renewed=counts[Effect.NEW_PASSWORD] if kept else 0,
    )
