"""The whole API, three schools in it, and what is wrong with what each request did and told."""

import json
from base64 import b64decode
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from http import HTTPStatus
from typing import Any

import pytest

from functions.operation_worker.handler import lambda_handler as work
from shared.adapters.dynamodb.table import Table
from shared.api import adapters, night
from shared.domain.identifiers import Uai
from tests.component.clock import Clock
from tests.component.conftest import LambdaContext, http_event
from tests.component.crossing.asking import Agent, Answer, Ask
from tests.component.crossing.canaries import Canaries
from tests.component.crossing.cloud import Cloud
from tests.component.crossing.documents import text_of
from tests.component.crossing.people import SCHOOLS, People
from tests.unit.operations.memory_dynamodb import Item, Key
from tests.unit.operations.service import cold_start


@dataclass(frozen=True)
class Saved:
    """A land at one moment."""

    items: dict[Key, Item]
    documents: dict[str, tuple[bytes, dict[str, str]]]
    canaries: Canaries
    at: datetime


class Land:
    """Three schools, their staff, and the handlers of every route."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.clock, self.canaries = Clock(), Canaries()
        cloud = Cloud(monkeypatch, self.clock)
        self.dynamodb, self.s3, self.sqs, self._post = (
            cloud.dynamodb,
            cloud.s3,
            cloud.sqs,
            cloud.post,
        )
        self.table = Table("accounts")
        self.people = People.settled_in(self.table, self.canaries)
        self._context = LambdaContext()

    def compute_statistics(self) -> None:
        """As each school's night does."""
        for uai in SCHOOLS:
            night.statistics_of(uai, adapters.people().whole_school(uai), self.clock.at)

    def ask(self, agent: Agent, ask: Ask) -> Answer:
        """What an agent is answered, and what it did since the last `put_back` or `keep`."""
        event = http_event(
            ask.route.method,
            ask.path,
            query=dict(ask.query),
            body=ask.body,
            headers=dict(ask.headers),
            access=agent.access or "",
            amr="[pwd otp]" if agent.second_factor else "[pwd]",
        )
        claims = event["requestContext"]["authorizer"]["jwt"]["claims"]
        claims |= {"sub": agent.staff_id, "name": agent.name}
        if agent.access is None:
            del claims["educonnect_access"]
        kept, sent = set(self.s3.objects), len(self.sqs.sent)
        raw = ask.route.handler(event, self._context)
        written = frozenset(self.dynamodb.before)
        for pk, sk in written:
            if pk.endswith("#OPERATIONS"):
                self.canaries.is_of(sk, Uai(pk.partition("#")[0]))
        return Answer(
            raw,
            self._readable(raw),
            written,
            tuple(self.sqs.sent[sent:]),
            frozenset(set(self.s3.objects) - kept),
        )

    def put_back(self, answer: Answer) -> None:
        """Undo what a request has done."""
        self.dynamodb.put_back()
        for name in answer.documents:
            self.s3.delete_object(Key=name)
        del self.sqs.sent[len(self.sqs.sent) - len(answer.messages) :]

    def keep(self) -> None:
        """What was done stays done."""
        self.dynamodb.before.clear()

    def work(self) -> list[str]:
        """Do what waits on the queue; what is wrong with what was written, and with the mails."""
        faults: list[str] = []
        waiting, self.sqs.sent[:] = [*self.sqs.sent], []
        for message in waiting:
            self.keep()
            work({"Records": [{"body": message}]}, self._context)
            school = Uai(json.loads(message)["uai"])
            faults += self.wrongly_written(self.dynamodb.before, school)
            for mail in self._post.taken:
                text = message_from_bytes(mail["Content"]["Raw"]["Data"]).as_string()
                told = f"{mail['Destination']} {text}"
                faults += [f"mailed {word}" for word in self.canaries.leaked(told, (school,))]
            self._post.taken.clear()
        return faults

    def saved(self) -> Saved:
        """All that may change, to be gone back to."""
        return Saved(
            deepcopy(self.dynamodb.items),
            dict(self.s3.objects),
            deepcopy(self.canaries),
            self.clock.at,
        )

    def back_to(self, saved: Saved) -> None:
        """As it was then, its functions' workers being new ones."""
        self.dynamodb.items, self.canaries = deepcopy(saved.items), deepcopy(saved.canaries)
        self.people.canaries = self.canaries
        self.s3.objects, self.clock.at = dict(saved.documents), saved.at
        self.sqs.sent.clear()
        self.keep()
        cold_start()

    def faults_of(self, agent: Agent, ask: Ask, answer: Answer) -> list[str]:
        """What an answer tells, or did, that is not this school's; empty when all is well."""
        school = agent.entered(ask.school)
        readers = agent.schools if not ask.route.of_a_school else (school,) if school else ()
        leaked = self.canaries.leaked(answer.text, readers, said=f"{ask.said} {agent.name}")
        faults = [f"told {word}" for word in sorted(leaked)]
        counted = {at for at in answer.written if school and at[0] == agent.day}
        faults += self.wrongly_written(answer.written - counted, school)
        faults += [f"sent {m}" for m in answer.messages if json.loads(m)["uai"] != school]
        faults += [f"kept {d}" for d in answer.documents if d.split("/")[1] != school]
        if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            faults.append(f"answered {answer.status}")
        return faults

    def wrongly_written(self, written: Iterable[Key], school: Uai | None) -> list[str]:
        """What a school, or nobody, has written that is not for it to write."""
        return [f"wrote {at}" for at in sorted(written) if not self._may(at, school)]

    def _may(self, at: Key, school: Uai | None) -> bool:
        """A school writes its own items, and the account, with its trace, of whom it may see."""
        if school is None:
            return False
        owner, _, kind = at[0].partition("#")
        if owner == school:
            return True
        of_an_account = kind in {"STUDENTS", "GUARDIANS"} or kind.startswith("AUDIT#")
        named = f"{kind} {at[1]}" if not kind.startswith("AUDIT#") else kind
        return of_an_account and self.canaries.readable(named, school)

    def _readable(self, raw: dict[str, Any]) -> str:
        """All that can be read in an answer, the document behind its link included."""
        body: str = raw["body"]
        document = b""
        if raw["isBase64Encoded"]:
            document = b64decode(body)
        elif '"memory://' in body:
            link: str = json.loads(body)["url"]
            document, _ = self.s3.objects[link.removeprefix("memory://")]
        return f"{raw} {text_of(document)}"
