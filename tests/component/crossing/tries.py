"""The tries: every route, by every role, in every way, about ours, theirs, nobody's and odd ids."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus
from random import Random

from shared.domain.identifiers import Uai
from tests.component.crossing.asking import Agent, Answer, Ask
from tests.component.crossing.grid import ROWS
from tests.component.crossing.handles import AS_IT_IS, UNKNOWN_SCHOOL, WRITINGS, Handles, nobody
from tests.component.crossing.people import FOREIGN, MINE, THIRD
from tests.component.crossing.routes import Route, routes
from tests.component.crossing.ways import Way
from tests.component.crossing.year import Year

_BOTH = f"administration:{MINE} troubleshooting:{MINE}"
_ROLES: Mapping[str, tuple[str | None, bool]] = {
    "administration": (f"administration:{MINE}", True),
    "administration, one factor": (f"administration:{MINE}", False),
    "troubleshooting": (f"troubleshooting:{MINE}", True),
    "troubleshooting, one factor": (f"troubleshooting:{MINE}", False),
    "both modules": (_BOTH, True),
    "both modules, one factor": (_BOTH, False),
    "two schools": (f"administration:{MINE} troubleshooting:{THIRD}", True),
    "the other school": (f"administration:{FOREIGN} troubleshooting:{FOREIGN}", True),
    "a third school": (f"administration:{THIRD} troubleshooting:{THIRD}", True),
    "nothing": ("", True),
    "no claim": (None, True),
}
"""What each token gives access to, and whether it tells of a second factor."""


@dataclass(frozen=True)
class Try:
    """One request: the school of its path and the handles it is about, each as it is written."""

    role: str
    agent: Agent
    route: Route
    way: Way
    uai: Uai
    uai_written: str
    about: str
    tried: Handles
    tried_written: str

    def __str__(self) -> str:
        school = f"{self.uai} {self.uai_written}"
        about = f"{self.about} {self.tried_written}"
        return f"{self.role}: {self.route.key}, {self.way.name}, of {school}, about {about}"

    @property
    def school(self) -> str:
        """The UAI of its path, as it is written there."""
        return WRITINGS[self.uai_written](self.uai)

    @property
    def entered(self) -> bool:
        """Whether its path is of a school where the agent has a module."""
        return self.agent.entered(self.school) is not None

    def ask(self, own: Handles) -> Ask:
        tried = self.tried.written(WRITINGS[self.tried_written])
        return self.way.ask(self.route, self.school, own, tried)


class Trials:
    """Makes the tries on one land, and judges them; each leaves the land as it was."""

    def __init__(self, year: Year) -> None:
        self._land, self._canaries = year.land, year.land.canaries
        self._own, foreign = year.own[MINE], year.own[FOREIGN]
        self._nobody = nobody(self._own.cursors)
        self._roles = {
            role: Agent(self._canaries.name(MINE), access, factor)
            for role, (access, factor) in _ROLES.items()
        }
        self._handles = {
            "ours": self._own,
            "shared": year.shared_with(MINE),
            "theirs": foreign,
            "theirs and a third's": year.shared_with(FOREIGN),
            "nobody's": self._nobody,
        }
        self._subjects = [(about, AS_IT_IS) for about in self._handles]
        self._subjects += [("theirs", written) for written in WRITINGS if written != AS_IT_IS]

    def some(self, of_each: int, keys: Iterable[str] = ROWS) -> Iterator[Try]:
        """At the most so many of each of some routes by each role, the same each time."""
        chance = Random(1)
        for key in keys:
            ways = ROWS[key]
            for role in self._roles:
                whole = list(self._of(routes()[key], ways, role))
                yield from chance.sample(whole, min(of_each, len(whole)))

    def _of(self, route: Route, ways: Iterable[Way], role: str) -> Iterator[Try]:
        places = [(MINE, AS_IT_IS, *subject) for subject in self._subjects]
        if route.of_a_school:
            abouts = ("ours", "theirs", "nobody's")
            places += [(FOREIGN, AS_IT_IS, about, AS_IT_IS) for about in abouts]
            places += [(UNKNOWN_SCHOOL, AS_IT_IS, "theirs", AS_IT_IS)]
            places += [
                (FOREIGN, written, "theirs", AS_IT_IS)
                for written in WRITINGS
                if written != AS_IT_IS
            ]
        agent = self._roles[role]
        for way in ways:
            for uai, written, about, how in places:
                tried = self._handles[about]
                yield Try(role, agent, route, way, uai, written, about, tried, how)

    def answers_its_own(self, route: Route) -> bool:
        """Whether staff with both modules are answered about what is their own."""
        handles, agent = self._handles["ours"], self._roles["both modules"]
        return any(
            self._answer(
                Try("both modules", agent, route, way, MINE, AS_IT_IS, "ours", handles, AS_IT_IS)
            ).status
            < HTTPStatus.MULTIPLE_CHOICES
            for way in ROWS[route.key]
        )

    def faults_of(self, attempt: Try) -> list[str]:
        """What a try tells or does that it should not, or how it shows that something exists."""
        answer = self._answer(attempt)
        found = self._land.faults_of(attempt.agent, attempt.ask(self._own), answer)
        faults = [f"{attempt}: {fault}" for fault in found]
        like = self.like(attempt)
        return faults if like is None else [*faults, *self._differences(attempt, answer, like)]

    def told_apart(self, attempt: Try, like: Try) -> list[str]:
        """How the answer differs, by so much as a byte, from that about nobody."""
        return self._differences(attempt, self._answer(attempt), like)

    def like(self, attempt: Try) -> Try | None:
        """The same about nobody, when nothing it is about is the agent's to know of.

        In an unknown school when its path is of one that is not the agent's.
        """
        if attempt.route.of_a_school and not attempt.entered:
            like = replace(attempt, uai=UNKNOWN_SCHOOL)
        elif self._knows_some(attempt):
            return None
        else:
            like = replace(attempt, tried=self._nobody)
        return like if like != attempt else None

    def _knows_some(self, attempt: Try) -> bool:
        of_a_school = attempt.route.of_a_school
        readers = (attempt.uai,) if of_a_school else attempt.agent.schools
        return any(
            self._canaries.readable(text, reader) or text == reader
            for reader in readers
            for text in attempt.tried.texts()
        )

    def _differences(self, attempt: Try, answer: Answer, like: Try) -> list[str]:
        found, nothing = repr(answer.raw), repr(self._answer(like).raw)
        pairs = [*zip(attempt.tried.texts(), like.tried.texts(), strict=True)]
        for theirs, nobody_s in [*pairs, (attempt.school, like.school)]:
            found = found.replace(theirs, nobody_s)
        return [] if found == nothing else [f"{attempt}: {found} is not {nothing}"]

    def _answer(self, attempt: Try) -> Answer:
        answer = self._land.ask(attempt.agent, attempt.ask(self._own))
        self._land.put_back(answer)
        return answer
