"""What changes among a school's pupils when a roster says who they are now."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from shared.domain.account import Account, Student
from shared.domain.identifiers import AccountId, Uai
from shared.domain.import_report import ImportCounts, ReportedAnomaly
from shared.domain.ine_register import IneHolder, IneRefusal, IneRegister
from shared.domain.roster import RosterFileKind, RosterStudent
from shared.domain.roster_changes import (
    AddressChange,
    Arrival,
    Change,
    IneClaim,
    Move,
    Update,
    next_version,
)
from shared.domain.student_matching import Matching
from shared.domain.username import Transliterate, UnusableNameError, username_stem

MASS_DEPARTURE_FROM = 50
"""In a school (or a body of guardians) of at least so many, half may not leave at once."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Where and when a roster is reconciled, and the two things the rules cannot make up."""

    uai: Uai
    today: date
    new_account_id: Callable[[], AccountId]
    transliterate: Transliterate


@dataclass(slots=True)
class Plan:
    """The changes in the order to write them, and what the report will say."""

    changes: list[Change] = field(default_factory=list)
    anomalies: list[ReportedAnomaly] = field(default_factory=list)
    counts: ImportCounts = field(default_factory=ImportCounts)
    account_of: dict[str, AccountId] = field(default_factory=dict)
    """The account of each present pupil, by the roster's own number."""
    present_before: int = 0
    guardians_before: int = 0

    def mass_departure(self) -> bool:
        """Whether a roster looks cut short: nobody in it, or more than half would leave."""
        counts = self.counts
        return (
            counts.students == 0
            or _most_leave(counts.departures, self.present_before)
            or _most_leave(counts.guardian_departures, self.guardians_before)
        )


def _most_leave(departures: int, present: int) -> bool:
    return present >= MASS_DEPARTURE_FROM and departures * 2 > present


def reconcile_students(
    plan: Plan,
    matching: Matching,
    *,
    registered: Mapping[str, IneHolder],
    addresses: Mapping[AccountId, tuple[str, ...]],
    setting: Setting,
) -> None:
    """Add to `plan` what the roster changes among pupils.

    A pupil is present when the roster has her; who is not in it has left, and is kept. What the
    roster leaves out of a known pupil (INE, birth date) is kept; a change of name never changes
    the username. `registered` answers `Matching.ines_to_look_up`.
    """
    _Students(plan, matching, registered, setting).reconcile()
    wanted = [
        (plan.account_of[pupil.source_id], pupil.postal_lines)
        for pupil, _ in matching.pairs
        if pupil.source_id in plan.account_of
    ]
    change_addresses(plan, wanted, addresses)


def change_addresses(
    plan: Plan,
    wanted: Iterable[tuple[AccountId, tuple[str, ...]]],
    stored: Mapping[AccountId, tuple[str, ...]],
) -> None:
    """Add the addresses that differ; an export made without addresses says nothing of them."""
    differing = [(who, lines) for who, lines in wanted]
    if not any(lines for _, lines in differing):
        return
    for account_id, lines in differing:
        if stored.get(account_id, ()) != lines:
            plan.changes.append(AddressChange(account_id, lines))
            plan.counts.address_changes += 1


class _Students:
    def __init__(
        self,
        plan: Plan,
        matching: Matching,
        registered: Mapping[str, IneHolder],
        setting: Setting,
    ) -> None:
        self._plan = plan
        self._matching = matching
        self._register = IneRegister(matching, registered, setting.uai)
        self._setting = setting

    def reconcile(self) -> None:
        plan, counts = self._plan, self._plan.counts
        known = [stored for _, stored in self._matching.pairs if stored]
        everyone = [*known, *self._matching.absent]
        plan.present_before = sum(1 for student in everyone if not student.departed_on)
        for pupil, stored in self._matching.pairs:
            if stored is None:
                self._add(pupil)
            else:
                self._update(pupil, stored)
        for stored in self._matching.absent:
            if stored.departed_on is None:
                self._change(stored, replace(stored, departed_on=self._setting.today))
                counts.departures += 1
        counts.students = len(plan.account_of)

    def _add(self, pupil: RosterStudent) -> None:
        claim = self._claim(pupil, None)
        if isinstance(claim, Student):
            self._move(pupil, claim)
            return
        try:
            stem = username_stem(pupil.first_name, pupil.family_name, self._setting.transliterate)
        except UnusableNameError:
            detail = "Aucune lettre pour former un identifiant : non importé."
            self._note("NO_USERNAME", pupil, detail)
            return
        account = Account(self._setting.new_account_id(), self._setting.uai, username="")
        student = replace(
            _as_in_roster(Student(account, family_name="", first_name=""), pupil),
            ine=claim.ine if claim else None,
        )
        self._plan.account_of[pupil.source_id] = account.account_id
        self._plan.changes.append(Arrival(student, stem, claim))
        self._plan.counts.arrivals += 1

    def _move(self, pupil: RosterStudent, elsewhere: Student) -> None:
        account = replace(next_version(elsewhere.account), uai=self._setting.uai)
        after = replace(_as_in_roster(elsewhere, pupil), account=account)
        self._plan.account_of[pupil.source_id] = account.account_id
        self._plan.changes.append(Move(elsewhere, after, pupil.ine or ""))
        self._plan.counts.moves += 1

    def _update(self, pupil: RosterStudent, stored: Student) -> None:
        self._plan.account_of[pupil.source_id] = stored.account.account_id
        claim = self._claim(pupil, stored) if pupil.ine not in {None, stored.ine} else None
        if isinstance(claim, Student):  # she has an account here already: only the INE comes over
            claim = IneClaim(pupil.ine or "", claim.account.account_id)
        after = replace(
            _as_in_roster(stored, pupil),
            ine=claim.ine if claim else stored.ine,
            birth_date=pupil.birth_date or stored.birth_date,
        )
        if after == stored:
            self._plan.counts.unchanged += 1
            return
        self._count(stored, after)
        self._change(stored, after, claim)

    def _change(self, before: Student, after: Student, claim: IneClaim | None = None) -> None:
        after = replace(after, account=next_version(before.account))
        released = self._register.released_by(before) if claim else None
        self._plan.changes.append(Update(before, after, claim, released))

    def _count(self, before: Student, after: Student) -> None:
        counts = self._plan.counts
        counts.returns += before.departed_on is not None
        counts.class_changes += before.school_class != after.school_class
        counts.name_changes += _names(before) != _names(after)
        counts.other_changes += _rest(before) != _rest(after)

    def _claim(self, pupil: RosterStudent, stored: Student | None) -> IneClaim | Student | None:
        """What to do about the INE; what stands in the way is told."""
        decided = self._register.decide(pupil, stored)
        if not isinstance(decided, IneRefusal):
            return decided
        self._note(decided.code, pupil, decided.detail)
        return None

    def _note(self, code: str, pupil: RosterStudent, detail: str) -> None:
        name = f"{pupil.usual_name or pupil.family_name} {pupil.first_name}"
        record = f"ELEVE {pupil.source_id}"
        kind = RosterFileKind.STUDENTS.value
        self._plan.anomalies.append(ReportedAnomaly(code, kind, record, name, None, detail))


def _as_in_roster(student: Student, pupil: RosterStudent) -> Student:
    return replace(
        student,
        family_name=pupil.family_name,
        first_name=pupil.first_name,
        usual_name=pupil.usual_name,
        birth_date=pupil.birth_date,
        ine=pupil.ine,
        school_class=pupil.school_class,
        mef_code=pupil.mef_code,
        source_id=pupil.source_id,
        departed_on=None,
    )


def _names(student: Student) -> tuple[str | None, ...]:
    return (student.family_name, student.first_name, student.usual_name)


def _rest(student: Student) -> tuple[object, ...]:
    return (student.birth_date, student.ine, student.mef_code, student.source_id)
