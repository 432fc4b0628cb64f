"""The whole API on AWS in memory, three schools in it, and what each request did and told."""

import json
import zipfile
from base64 import b64decode
from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime
from email import message_from_bytes
from http import HTTPStatus
from io import BytesIO
from typing import Any
from urllib.parse import unquote

import pypdfium2 as pdfium
import pytest

from functions.operation_worker.handler import lambda_handler as work
from functions.settings import handler as settings_handler
from shared.adapters import address_checker, secret_values
from shared.adapters.dynamodb.table import Table
from shared.adapters.mail import ses_mailer
from shared.api import adapters, night
from shared.domain import identifiers
from shared.domain.identifiers import Uai
from tests.component.clock import Clock
from tests.component.conftest import LambdaContext, http_event
from tests.component.crossing.canaries import Canaries
from tests.component.crossing.people import SCHOOLS, People
from tests.component.crossing.routes import Route
from tests.unit.operations.memory_aws import MemoryKms, MemoryS3, MemorySqs
from tests.unit.operations.memory_dynamodb import Item, Key, MemoryDynamoDb
from tests.unit.operations.service import cold_start, stand_in


@dataclass(frozen=True)
class Agent:
    """A member of staff; `access` as their token says it, None when it says nothing of it."""

    name: str
    access: str | None
    second_factor: bool = True
    staff_id: str = "staff-1"

    @property
    def schools(self) -> tuple[Uai, ...]:
        """Those that they have a module in."""
        entries = (self.access or "").split()
        return tuple(dict.fromkeys(Uai(entry.partition(":")[2]) for entry in entries))

    def entered(self, written: str | None) -> Uai | None:
        """The school of theirs that a path may have meant: routes are read to a last line end."""
        return next((uai for uai in self.schools if written in {uai, f"{uai}\n"}), None)


@dataclass(frozen=True)
class Ask:
    """A request of `route`; `school` is the UAI its path bears, as it is written there."""

    route: Route
    path: str
    school: str | None = None
    query: Mapping[str, Any] = field(default_factory=dict)
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def said(self) -> str:
        """Everything it says, to know what an answer only repeats."""
        told = {**self.query, "body": self.body}
        return f"{self.path} {unquote(self.path)} {json.dumps(told, ensure_ascii=False)}"


@dataclass(frozen=True)
class Answer:
    """What came back to the byte, and what it did: items written, messages sent, documents kept."""

    raw: dict[str, Any]
    text: str
    written: frozenset[Key]
    messages: tuple[str, ...]
    documents: frozenset[str]

    @property
    def status(self) -> int:
        return int(self.raw["statusCode"])

    @property
    def effects(self) -> bool:
        return bool(self.written or self.messages or self.documents)


@dataclass(frozen=True)
class Saved:
    """A land at one moment."""

    items: dict[Key, Item]
    documents: dict[str, tuple[bytes, dict[str, str]]]
    canaries: Canaries
    at: datetime


class WatchedTable(MemoryDynamoDb):
    """Says what was written since it was last put back, and can put it back."""

    def __init__(self) -> None:
        super().__init__()
        self.before: dict[Key, Item | None] = {}

    def _apply(self, verb: str, request: Item) -> None:
        place = request.get("Key") or request["Item"]
        at = place["PK"]["S"], place["SK"]["S"]
        self.before.setdefault(at, deepcopy(self.items.get(at)))
        super()._apply(verb, request)

    def put_back(self) -> None:
        for at, item in self.before.items():
            if item is None:
                self.items.pop(at, None)
            else:
                self.items[at] = item
        self.before.clear()


class _PostOffice:
    """Takes every mail."""

    def __init__(self) -> None:
        self.taken: list[dict[str, Any]] = []

    def send_email(self, **mail: Any) -> None:
        self.taken.append(mail)


class _OneSecret:
    def get_secret_value(self, *, SecretId: str) -> dict[str, str]:  # noqa: N803  AWS names it
        return {"SecretString": f"secret of {SecretId}"}


class _EveryAddressAnswers:
    """The function that looks at addresses finds nothing wrong."""

    class exceptions:  # noqa: N801  botocore names it
        TooManyRequestsException = ServiceException = TimeoutError

    def invoke(self, **_: Any) -> dict[str, Any]:
        return {"Payload": BytesIO(b'{"failure": null}')}


class _NoChance:
    """Randomness that gives the same each time, so that the same request has the same answer."""

    @staticmethod
    def token_hex(size: int) -> str:
        return "0" * (2 * size)


class Land:
    """Three schools, their staff, and the handlers of every route."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.clock, self.canaries = Clock(), Canaries()
        self.dynamodb, self.s3, self.sqs = WatchedTable(), MemoryS3(), MemorySqs()
        self._post = _PostOffice()
        monkeypatch.setenv("ADDRESS_CHECK_FUNCTION", "address-check")
        monkeypatch.setattr(secret_values, "secrets_client", _OneSecret)
        monkeypatch.setattr(address_checker, "lambda_client", _EveryAddressAnswers)
        monkeypatch.setattr(ses_mailer, "ses_client", lambda: self._post)
        monkeypatch.setattr(identifiers, "secrets", _NoChance)
        secret_values.secret_value.cache_clear()
        settings_handler._checker.cache_clear()  # noqa: SLF001  as a new worker's is
        stand_in(
            monkeypatch,
            clock=self.clock,
            dynamodb=self.dynamodb,
            s3=self.s3,
            sqs=self.sqs,
            kms=MemoryKms(),
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
        faults += self.wrongly_written(answer.written, school)
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
        return f"{raw} {_text_of(document)}"


def _text_of(document: bytes) -> str:
    if document.startswith(b"%PDF"):
        with pdfium.PdfDocument(document) as pages:
            return " ".join(_page(pages, number) for number in range(len(pages)))
    if document.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(document)) as parts:
            return " ".join(parts.read(name).decode() for name in parts.namelist())
    return document.decode()


def _page(pages: Any, number: int) -> str:
    page = pages[number]
    text_page = page.get_textpage()
    text: str = text_page.get_text_bounded()
    text_page.close()
    page.close()
    return text
