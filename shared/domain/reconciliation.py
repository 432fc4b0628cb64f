"""What changes among a school's pupils when a roster says who they are now."""

from collections.abc import Mapping
from dataclasses import replace

from shared.domain.account import Account, next_version
from shared.domain.data_source import DataSource
from shared.domain.feed_sources import (
    Names,
    listed_by,
    names_of,
    said_by,
    shown,
    with_name,
    without,
    yields_to_siecle,
)
from shared.domain.identifiers import AccountId, Uai
from shared.domain.import_report import ReportedAnomaly
from shared.domain.ine_register import IneHolder, IneRefusal, IneRegister
from shared.domain.person import Student
from shared.domain.roster import RosterFileKind, RosterStudent
from shared.domain.roster_changes import Arrival, IneClaim, Move, Update
from shared.domain.roster_plan import Plan, Setting, change_addresses
from shared.domain.student_matching import Matching
from shared.domain.username import UnusableNameError, username_stem


def reconcile_students(
    plan: Plan,
    matching: Matching,
    *,
    registered: Mapping[str, IneHolder],
    addresses: Mapping[AccountId, tuple[str, ...]],
    setting: Setting,
) -> None:
    """Add to `plan` what the roster changes among pupils.

    A pupil is present when a source lists her; who is in none has left, and is kept. What the
    roster leaves out of a known pupil (INE, birth date) is kept; a change of name never changes
    the username. What is shown of a pupil whom both sources list is SIECLE's. `registered`
    answers `Matching.ines_to_look_up`.
    """
    _Students(plan, matching, registered, setting).reconcile()
    wanted = [
        (plan.account_of[pupil.source_id], pupil.postal_lines)
        for pupil, _ in matching.pairs
        if pupil.source_id in plan.account_of
    ]
    change_addresses(plan, wanted, addresses)


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
        self._register = IneRegister(matching, registered, setting)
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
                self._unlist(stored)
        plan.present |= set(plan.account_of.values())
        counts.students = len(plan.present)

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
        blank = Student(account, family_name="", first_name="")
        student = replace(
            self._as_listed(blank, (), pupil),
            ine=claim.ine if claim else None,
        )
        self._plan.account_of[pupil.source_id] = account.account_id
        self._plan.changes.append(Arrival(student, stem, claim))
        self._plan.counts.arrivals += 1

    def _move(self, pupil: RosterStudent, elsewhere: Student) -> None:
        """No school but this one speaks for her any more."""
        account = replace(next_version(elsewhere.account), uai=self._setting.uai)
        here = replace(elsewhere, account=account, host_schools=())
        after = self._as_listed(here, (), pupil)
        self._plan.account_of[pupil.source_id] = account.account_id
        self._plan.changes.append(Move(elsewhere, after, pupil.ine or ""))
        self._plan.counts.moves += 1

    def _update(self, pupil: RosterStudent, stored: Student) -> None:
        self._plan.account_of[pupil.source_id] = stored.account.account_id
        claim = self._claim(pupil, stored) if pupil.ine not in {None, stored.ine} else None
        if isinstance(claim, Student):  # she has an account here already: only the INE comes over
            claim = IneClaim(pupil.ine or "", claim.account.account_id)
        listed = self._as_listed(stored, names_of(stored), pupil)
        after = replace(
            listed,
            ine=claim.ine if claim else stored.ine,
            birth_date=listed.birth_date or stored.birth_date,
        )
        if after == stored:
            self._plan.counts.unchanged += 1
            return
        self._count(stored, after)
        self._change(stored, after, claim)

    def _unlist(self, stored: Student) -> None:
        """The roster has her no more: she leaves, unless the other source lists her."""
        source, names = self._setting.source, names_of(stored)
        left = without(names, source)
        if not left:
            gone = replace(
                stored, departed_on=self._setting.today, names_by_source=(), host_schools=()
            )
            self._change(stored, gone)
            self._plan.counts.departures += 1
            return
        self._plan.present.add(stored.account.account_id)
        if not listed_by(names, source):
            return
        name = shown(left)
        after = replace(
            stored,
            family_name=name.family_name,
            first_name=name.first_name,
            usual_name=name.usual_name,
            names_by_source=left,
            host_schools=() if source is DataSource.AAF else stored.host_schools,
        )
        self._count(stored, after)
        self._change(stored, after)

    def _as_listed(self, student: Student, names: Names, pupil: RosterStudent) -> Student:
        """A pupil once this roster lists her; `names` are what the sources called her so far."""
        source = self._setting.source
        facts = student if yields_to_siecle(names, source) else _as_in_roster(student, pupil)
        hosts = pupil.host_schools if source is DataSource.AAF else student.host_schools
        return replace(
            facts,
            departed_on=None,
            names_by_source=with_name(names, said_by(source, pupil)),
            host_schools=tuple(sorted({Uai(host) for host in hosts} - {self._setting.uai})),
        )

    def _change(self, before: Student, after: Student, claim: IneClaim | None = None) -> None:
        after = replace(after, account=next_version(before.account))
        released = self._register.released_by(before) if claim else None
        self._plan.changes.append(Update(before, after, claim, released))

    def _count(self, before: Student, after: Student) -> None:
        counts = self._plan.counts
        counts.returns += before.departed_on is not None
        counts.class_changes += before.school_class != after.school_class
        counts.name_changes += _names(before) != _names(after)
        told = before.departed_on or before.school_class != after.school_class
        told = told or _names(before) != _names(after)
        counts.other_changes += not told or _rest(before) != _rest(after)

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
