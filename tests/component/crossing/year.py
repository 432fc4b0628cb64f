"""A land where each school has done what schools do: the traces that a crossing could reach."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from shared.domain.identifiers import Uai
from tests.component.crossing.asking import Agent, Ask
from tests.component.crossing.grid import ROWS
from tests.component.crossing.handles import Handles
from tests.component.crossing.land import Land
from tests.component.crossing.people import NEXT, SCHOOLS
from tests.component.crossing.routes import routes

_NOTIFY = "POST /api/schools/{uai}/notifications"
_RESET = "POST /api/schools/{uai}/password-resets"
_LIST = "POST /api/schools/{uai}/account-lists"
_RENAME = "PUT /api/schools/{uai}/accounts/{account_id}/username-change"
_ADDRESS = "PUT /api/schools/{uai}/settings/{population}/address"


class Year:
    """Two members of staff in each school, and by what each school's things are asked for."""

    def __init__(self, land: Land) -> None:
        self.land = land
        self.staff = {uai: _staff_of(land, uai) for uai in SCHOOLS}
        self._operations = {uai: self._lived(uai) for uai in SCHOOLS}
        land.compute_statistics()
        land.sqs.sent.clear()
        land.keep()
        self.own = {uai: self._handles(uai) for uai in SCHOOLS}
        # A cursor of a table that shows passwords has cost some of the day's.
        land.keep()

    @property
    def agents(self) -> list[Agent]:
        return [agent for agents in self.staff.values() for agent in agents]

    def shared_with(self, uai: Uai) -> Handles:
        """By what a school and its next ask for whom they share."""
        people, own = self.land.people, self.own[uai]
        guest, guardian = people.guests[uai][0], people.shared_guardians[uai][0]
        return Handles(
            student=guest.account.account_id,
            guest=guest.account.account_id,
            guardian=guardian.account.account_id,
            operation=own.operation,
            name=guest.display_name,
            username=guardian.account.username,
            school_class=guest.school_class,
            mef=guest.mef_code,
            home=NEXT[uai],
            idempotency_key=own.idempotency_key,
            cursors=own.cursors,
        )

    def _lived(self, uai: Uai) -> str:
        """What a school does in its year; the id of an operation of it."""
        people = self.land.people
        guest, guardian = people.guests[uai][0].account, people.shared_guardians[uai][0].account
        everyone: dict[str, Any] = {"criteria": {}}
        letters = {"population": "students", "selection": everyone}
        operation = self._done(uai, _NOTIFY, body=letters, key=f"key of {uai}")
        guests = {"population": "external_students", "selection": everyone}
        self._done(uai, _NOTIFY, body=guests)
        mail = {"population": "guardians", "selection": everyone, "channel": "email"}
        self._done(uai, _NOTIFY, body=mail)
        one = {"account_ids": [guardian.account_id]}
        self._done(uai, _RESET, body={"population": "guardians", "selection": one})
        csv = {"population": "guardians", "selection": everyone, "format": "csv"}
        self._done(uai, _LIST, body=csv)
        for account_id in (guest.account_id, people.pupils[uai][0].account.account_id):
            self._done(uai, _RENAME, account_id=account_id)
        url = f"https://{self.land.canaries.word(uai)}.example.org"
        self._done(uai, _ADDRESS, body={"url": url}, population="students")
        return str(operation["operation_id"])

    def _done(self, uai: Uai, route: str, *, body: Any = None, key: str = "", **parts: str) -> Any:
        """An answer to a school's administrator, who was not refused."""
        self.land.clock.pass_by(seconds=1)
        path = routes()[route].path.replace("{uai}", uai)
        for name, value in parts.items():
            path = path.replace(f"{{{name}}}", value)
        headers = {"idempotency-key": key} if key else {}
        asked = Ask(routes()[route], path, uai, {}, body, headers)
        answer = self.land.ask(self.staff[uai][0], asked)
        assert answer.status in {200, 202}, answer.raw
        return json.loads(answer.raw["body"])

    def _handles(self, uai: Uai) -> Handles:
        people = self.land.people
        pupil, guardian = people.pupils[uai][0], people.guardians[uai][0]
        handles = Handles(
            student=pupil.account.account_id,
            guest=people.guests[uai][0].account.account_id,
            guardian=guardian.account.account_id,
            operation=self._operations[uai],
            name=pupil.display_name,
            username=guardian.account.username,
            school_class=pupil.school_class,
            mef=pupil.mef_code,
            home=NEXT[uai],
            idempotency_key=f"key of {uai}",
        )
        return replace(handles, cursors=self._cursors(uai, handles))

    def _cursors(self, uai: Uai, handles: Handles) -> Mapping[str, str]:
        """A cursor of each route that gives some."""
        both = f"administration:{uai} troubleshooting:{uai}"
        agent = Agent(self.staff[uai][0].name, both)
        found: dict[str, str] = {}
        for key, ways in ROWS.items():
            if not any(way.name == "next page" for way in ways):
                continue
            path = routes()[key].path.replace("{uai}", uai)
            path = path.replace("{operation_id}", handles.operation)
            asked = Ask(routes()[key], path, uai, {"limit": 1})
            found[key] = json.loads(self.land.ask(agent, asked).raw["body"])["next_cursor"]
            assert found[key], key
        return found


def _staff_of(land: Land, uai: Uai) -> tuple[Agent, Agent]:
    names = [land.canaries.name(uai) for _ in range(2)]
    return (
        Agent(names[0], f"administration:{uai}", staff_id=f"administration-{uai}"),
        Agent(
            names[1],
            f"troubleshooting:{uai}",
            second_factor=False,
            staff_id=f"troubleshooting-{uai}",
        ),
    )
