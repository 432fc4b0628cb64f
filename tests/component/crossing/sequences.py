"""Sequences of requests by the staff of three schools, who tell one another all they learn."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from http import HTTPStatus
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from tests.component.crossing.asking import Answer
from tests.component.crossing.canaries import words_of
from tests.component.crossing.grid import ROWS
from tests.component.crossing.handles import Handles
from tests.component.crossing.land import Saved
from tests.component.crossing.people import SCHOOLS
from tests.component.crossing.routes import routes
from tests.component.crossing.year import Year

_KINDS = [each.name for each in fields(Handles) if each.name != "cursors"]
_ANY = st.integers(0, 9999)
_MEANWHILE = 4
"""Requests between two changes of who is hosted: the requests are what is tried."""


class Sequences(RuleBasedStateMachine):
    """Whatever was asked before, what is told to an agent is their school's to know."""

    year: ClassVar[Year]
    saved: ClassVar[Saved]
    keys: ClassVar[Sequence[str]] = sorted(ROWS)
    runs: ClassVar[int] = 0
    steps: ClassVar[int] = 0
    told: ClassVar[int] = 0
    faults: ClassVar[list[str]]

    def __init__(self) -> None:
        super().__init__()
        type(self).runs += 1
        self.land = self.year.land
        self.land.back_to(self.saved)
        self.asked = 0
        self.known = _known(self.year)
        self.cursors: dict[str, list[str]] = defaultdict(list)
        for own in self.year.own.values():
            for key, cursor in own.cursors.items():
                self.cursors[key].append(cursor)

    @rule(
        agent=st.integers(0, 5),
        school=st.sampled_from(SCHOOLS),
        route=_ANY,
        way=_ANY,
        things=st.fixed_dictionaries(dict.fromkeys(_KINDS, _ANY)),
        cursor=_ANY,
    )
    def somebody_asks(
        self, agent: int, school: str, route: int, way: int, things: Mapping[str, int], cursor: int
    ) -> None:
        who, key = self.year.agents[agent], _one(self.keys, route)
        own = self.year.own[who.schools[0]]
        tried = replace(own, **{kind: _one(self.known[kind], n) for kind, n in things.items()})
        if self.cursors[key]:
            tried = replace(tried, cursors={key: _one(self.cursors[key], cursor)})
        # Mostly one's own school: a stranger is refused at the door, and learns nothing.
        where = who.schools[0] if way % 4 else school
        ask = _one(ROWS[key], way).ask(routes()[key], where, own, tried)
        self._step()
        self.asked += 1
        answer = self.land.ask(who, ask)
        self._is_well(self.land.faults_of(who, ask, answer))
        type(self).told += len(words_of(answer.text))
        self._learn(key, answer)
        if answer.effects:
            # An operation tells what became of each account it was given, and names the unknown.
            self.land.canaries.note(" ".join(ask.named), who.schools[0])

    @precondition(lambda self: self.land.sqs.sent)
    @rule()
    def the_worker_works(self) -> None:
        self._step()
        self._is_well(self.land.work())

    @precondition(lambda self: self.asked >= _MEANWHILE)
    @rule(host=st.sampled_from(SCHOOLS))
    def a_school_hosts_somebody_no_more(self, host: Any) -> None:
        self._step()
        self.asked = 0
        self.land.people.stops_hosting(self.land.table, host)

    def _step(self) -> None:
        type(self).steps += 1
        self.land.clock.pass_by(seconds=1)
        self.land.keep()

    def _is_well(self, faults: list[str]) -> None:
        self.faults.extend(faults)
        assert faults == []

    def _learn(self, key: str, answer: Answer) -> None:
        """The ids and cursors that an answer gives are everyone's from now on."""
        if answer.status >= HTTPStatus.MULTIPLE_CHOICES or "json" not in answer.raw["headers"].get(
            "Content-Type", ""
        ):
            return
        body = json.loads(answer.raw["body"])
        if isinstance(body, dict) and body.get("next_cursor"):
            self.cursors[key].append(body["next_cursor"])
        if isinstance(body, dict) and body.get("operation_id"):
            self.known["operation"].append(body["operation_id"])


def _known(year: Year) -> dict[str, list[str]]:
    """Everything that can be named of the three schools, by kind."""
    known: dict[str, list[str]] = defaultdict(list)
    people = year.land.people
    for uai in SCHOOLS:
        for handles in (year.own[uai], year.shared_with(uai)):
            for kind in _KINDS:
                known[kind].append(getattr(handles, kind))
        known["student"] += [each.account.account_id for each in people.pupils[uai]]
        known["guest"] += [each.account.account_id for each in people.guests[uai]]
        known["guardian"] += [each.account.account_id for each in people.guardians[uai]]
    return known


def _one(of: Any, number: int) -> Any:
    return of[number % len(of)]
