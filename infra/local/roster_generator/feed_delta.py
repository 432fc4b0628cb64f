"""Writes the delta of the day after a complete feed: only what differs, and who came or went."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from infra.local.roster_generator.academy import AcademyPlan
from infra.local.roster_generator.feed_families import Child, Families, FeedFamily
from infra.local.roster_generator.feed_files import FeedFiles
from infra.local.roster_generator.feed_records import FeedRecords, Record
from infra.local.roster_generator.feed_tally import DeltaTally
from infra.local.roster_generator.guardian_figures import GuardianFigures
from infra.local.roster_generator.spread import Picker

_DAY = 1


def write_delta(plan: AcademyPlan, out: Path) -> DeltaTally:
    """Writes what changed since the complete feed of the same plan, the day after it.

    Raises ValueError when the figures or the size of a school cannot be.
    """
    figures, before, after = GuardianFigures(plan), Families(plan, 0), Families(plan, _DAY)
    rewiring = _Rewiring(plan, after)
    with FeedFiles(out, plan.feed_id, "Delta", plan.dated + timedelta(days=_DAY)) as files:
        delta = _Delta(plan, files)
        former = figures.adjusted(before.planned())
        for was, now in zip(former, figures.adjusted(after.planned()), strict=True):
            delta.follow(was, rewiring.rewired(was, _still_there(plan, now)))
        for family in after.arrived():
            delta.welcome(family)
    delta.tally.paths = files.paths
    return delta.tally


class _Delta:
    """Compares families and writes the difference."""

    def __init__(self, plan: AcademyPlan, files: FeedFiles) -> None:
        self._records = FeedRecords(plan)
        self._files = files
        self.tally = DeltaTally()

    def welcome(self, family: FeedFamily) -> None:
        for child in family.children:
            self._files.add(self._records.student(child))
        for person in family.people:
            self._files.add(self._records.person(person))
        self.tally.arrivals += len(family.children)
        self.tally.guardian_arrivals += len(family.legal())
        self.tally.persons_added += len(family.people)

    def follow(self, was: FeedFamily, now: FeedFamily) -> None:
        """Both hold the same people; the second, only the children who have not left."""
        stayed = {child.pupil.number: child for child in now.children}
        for child in was.children:
            before = self._records.student(child)
            if child.pupil.number not in stayed:
                self._files.delete(before)
                self.tally.departures += 1
                continue
            after = self._records.student(stayed[child.pupil.number])
            changes = self._modify(before, after)
            self.tally.add_student_changes(changes)
        self._follow_people(was, now, stayed)

    def _follow_people(self, was: FeedFamily, now: FeedFamily, stayed: Mapping[int, Child]) -> None:
        """Whoever had no child but those who left goes with them.

        One whose link alone was removed stays in the feed, with no child.
        """
        legal = {person.number for person in was.legal()}
        still_legal = {person.number for person in now.legal()}
        kept = {k.person for c in was.children if c.pupil.number in stayed for k in c.pupil.links}
        for former, person in zip(was.people, now.people, strict=True):
            before = self._records.person(former)
            if person.number not in kept:
                self._files.delete(before)
                self.tally.persons_deleted += 1
                self.tally.guardian_departures += person.number in legal
                continue
            changes = self._modify(before, self._records.person(person))
            if person.number in still_legal:
                self.tally.add_guardian_changes(changes)
            elif person.number in legal:
                self.tally.guardians_without_child += 1

    def _modify(self, before: Record, after: Record) -> dict[str, tuple[str, ...]]:
        names = dict.fromkeys((*before.attributes, *after.attributes))
        changes = {
            name: after.attributes.get(name, ())
            for name in names
            if before.attributes.get(name, ()) != after.attributes.get(name, ())
        }
        if changes:
            self._files.modify(before, changes)
        return changes


class _Rewiring:
    """What happens in an académie and not within one school: moves, and links taken away."""

    def __init__(self, plan: AcademyPlan, families: Families) -> None:
        self._plan = plan
        self._classes = families.classes
        moves, unlinked = max(1, plan.students // 300), max(1, plan.students // 600)
        self._moving = Picker(every=max(1, plan.students // (3 * moves)), most=moves)
        self._unlinking = Picker(every=max(1, plan.students // (6 * unlinked)), most=unlinked)

    def rewired(self, was: FeedFamily, now: FeedFamily) -> FeedFamily:
        """Only families whose children meet nothing else that day."""
        if was.children != now.children or not now.children:
            return now
        first, *others = now.children
        if self._may_move(first) and self._moving.picks():
            return FeedFamily((self._moved(first), *others), now.people)
        legal = now.legal()
        may_lose = len(legal) > 1 and legal[-1].number in {k.person for k in first.pupil.links}
        if may_lose and self._unlinking.picks():
            return FeedFamily((_unlinked(first, legal[-1].number), *others), now.people)
        return now

    def _may_move(self, child: Child) -> bool:
        """One who is taught in another school already stays where she is."""
        return len(self._plan.schools) > 1 and child.host is None

    def _moved(self, child: Child) -> Child:
        """To a school of the same kind if there is one, otherwise to the next."""
        schools = self._plan.schools
        turns = [(child.school + n) % len(schools) for n in range(1, len(schools))]
        kind = schools[child.school].plan.kind
        place = next((turn for turn in turns if schools[turn].plan.kind == kind), turns[0])
        classes = self._classes[place]
        division = classes.divisions[child.pupil.number % len(classes.divisions)]
        pupil = replace(
            child.pupil, division=division, groups=(), mef=division.formation.mefs[0][0]
        )
        return Child(place, pupil)


def _unlinked(child: Child, person: int) -> Child:
    links = tuple(link for link in child.pupil.links if link.person != person)
    return replace(child, pupil=replace(child.pupil, links=links))


def _still_there(plan: AcademyPlan, family: FeedFamily) -> FeedFamily:
    """Without the children who have left by the day of the delta."""
    today = plan.dated + timedelta(days=_DAY)
    children = tuple(
        child
        for child in family.children
        if child.pupil.left_on is None or child.pupil.left_on > today
    )
    return FeedFamily(children, family.people)
