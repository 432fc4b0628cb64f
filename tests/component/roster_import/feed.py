"""An académie's feed written by hand, and a reader of it: what the feed's own would answer."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from shared.adapters.aaf_reader import AafReader
from shared.adapters.roster.aaf_feed import AafFeed
from shared.domain.feed import FeedSchool, FeedSummary
from shared.domain.identifiers import Uai
from shared.domain.kinship import Kinship
from shared.domain.roster import (
    RosterCounts,
    RosterFileKind,
    RosterGuardian,
    RosterGuardianship,
    RosterStudent,
)
from shared.domain.roster_problems import Anomaly, AnomalyCode
from shared.domain.roster_state import Drop

HOME, NEXT, THIRD = Uai("0450822Z"), Uai("0750001U"), Uai("0930003B")


@dataclass(frozen=True)
class Child:
    number: str
    uai: str
    family: str
    first: str
    parents: tuple[str, ...] = ()
    ine: str | None = None
    school_class: str = "6A"
    hosts: tuple[str, ...] = ()
    born: str = "2014-02-03"


@dataclass(frozen=True)
class Parent:
    number: str
    family: str
    first: str
    email: str | None = None
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Feed:
    """A set: the whole feed, or (`complete` false) what it adds, replaces, and deletes (`gone`)."""

    children: tuple[Child, ...] = ()
    parents: tuple[Parent, ...] = ()
    schools: tuple[str, ...] = (HOME, NEXT, THIRD)
    dated: str = "2026-10-05"
    complete: bool = True
    gone: tuple[str, ...] = ()

    def content(self) -> bytes:
        return json.dumps({"feed": asdict(self)}).encode()

    def but(self, *people: Child | Parent, without: tuple[str, ...] = (), **other: Any) -> "Feed":
        """The same with some people added or replaced by number, and some taken away."""
        children = {each.number: each for each in self.children}
        parents = {each.number: each for each in self.parents}
        for person in people:
            if isinstance(person, Child):
                children[person.number] = person
            else:
                parents[person.number] = person
        return replace(
            self,
            children=tuple(c for c in children.values() if c.number not in without),
            parents=tuple(p for p in parents.values() if p.number not in without),
            **other,
        )


def read(content: bytes) -> Feed | None:
    if not content.startswith(b'{"feed"'):
        return None
    told = json.loads(content)["feed"]
    return Feed(
        children=tuple(
            Child(**{**c, "parents": tuple(c["parents"]), "hosts": tuple(c["hosts"])})
            for c in told.pop("children")
        ),
        parents=tuple(Parent(**{**p, "lines": tuple(p["lines"])}) for p in told.pop("parents")),
        schools=tuple(told.pop("schools")),
        gone=tuple(told.pop("gone")),
        **told,
    )


class HandReader:
    """Reads a feed written here; leaves real files to the reader of the feed's files.

    A delta applies to the state it is given.
    """

    def __init__(self) -> None:
        self._files = AafReader()

    def summary(self, drop: Drop) -> FeedSummary | None:
        feed = read(drop.path.read_bytes())
        if feed is None:
            return self._files.summary(drop)
        dated = date.fromisoformat(feed.dated)
        return FeedSummary("375", feed.complete, dated, (drop.name,))

    @contextmanager
    def opened(
        self, drop: Drop, folder: Path, *, today: date, state: Path | None
    ) -> Iterator["HandFeed | AafFeed"]:
        feed = read(drop.path.read_bytes())
        if feed is None:
            with self._files.opened(drop, folder, today=today, state=state) as opened:
                yield opened
            return
        if not feed.complete:
            assert state is not None
            kept = read(state.read_bytes())
            assert kept is not None
            people: tuple[Child | Parent, ...] = (*feed.children, *feed.parents)
            feed = kept.but(*people, without=feed.gone, dated=feed.dated)
        path = folder / "state"
        path.write_bytes(feed.content())
        yield HandFeed(feed, path)


class HandFeed:
    def __init__(self, feed: Feed, state: Path) -> None:
        self._feed = feed
        self.state = state

    def schools(self) -> list[FeedSchool]:
        lines = ("1 RUE DU FLUX", "45000 ORLEANS")
        homes = sorted({child.uai for child in self._feed.children})
        return [FeedSchool(Uai(uai), uai, f"ECOLE {uai}", lines) for uai in homes]

    def fingerprint(self, uai: Uai) -> str:
        told = [asdict(each) for each in self._of(uai)], [asdict(p) for p in self._parents_of(uai)]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()

    def roster(self, uai: Uai) -> "HandRoster":
        return HandRoster(self._of(uai), self._parents_of(uai))

    def home_of(self, ine: str) -> Uai | None:
        homes = {Uai(child.uai) for child in self._feed.children if child.ine == ine}
        return homes.pop() if len(homes) == 1 else None

    def covers(self, uai: Uai) -> bool:
        return uai in self._feed.schools

    def guardian_listed(self, jointure: str) -> bool:
        return any(jointure in child.parents for child in self._feed.children)

    def counts(self) -> dict[str, int]:
        wanted = {number for child in self._feed.children for number in child.parents}
        return {
            "students_read": len(self._feed.children),
            "persons_read": len(self._feed.parents),
            "orphans": sum(1 for each in self._feed.parents if each.number not in wanted),
        }

    def anomalies(self, uai: Uai | None) -> Iterator[Anomaly]:
        if uai is None and self.counts()["orphans"]:
            kind, detail = RosterFileKind.GUARDIANS, "Des responsables n’ont pas d’élève."
            yield Anomaly(AnomalyCode.UNKNOWN_STUDENT, kind, "PersRelEleve", "", None, detail)

    def _of(self, uai: Uai) -> list[Child]:
        return [child for child in self._feed.children if child.uai == uai]

    def _parents_of(self, uai: Uai) -> list[Parent]:
        wanted = {number for child in self._of(uai) for number in child.parents}
        return [parent for parent in self._feed.parents if parent.number in wanted]


class HandRoster:
    def __init__(self, children: list[Child], parents: list[Parent]) -> None:
        self._children, self._parents = children, parents

    def kinds(self) -> set[RosterFileKind]:
        return set(RosterFileKind)

    def students(self) -> Iterator[RosterStudent]:
        for c in self._children:
            born = date.fromisoformat(c.born)
            yield RosterStudent(
                *(c.number, c.ine, c.family, None, c.first, born, c.school_class, "10010012110"),
                postal_lines=(),
                host_schools=c.hosts,
            )

    def guardians(self) -> Iterator[RosterGuardian]:
        for p in self._parents:
            yield RosterGuardian(
                f"ENT{p.number}", "MME", p.family, None, p.first, p.email, p.lines, p.number
            )

    def guardianships(self) -> Iterator[RosterGuardianship]:
        known = {parent.number for parent in self._parents}
        for child in self._children:
            for number in child.parents:
                if number in known:
                    yield RosterGuardianship(child.number, f"ENT{number}", Kinship.MOTHER)

    def anomalies(self) -> Iterator[Anomaly]:
        return iter(())

    def counts(self) -> RosterCounts:
        return RosterCounts(students_read=len(self._children), students=len(self._children))

    def class_labels(self) -> dict[str, str]:
        return {child.school_class: f"CLASSE {child.school_class}" for child in self._children}

    def mef_labels(self) -> dict[str, str]:
        return {"10010012110": "6EME"}
