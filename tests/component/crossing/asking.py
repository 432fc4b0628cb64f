"""Who asks what, and what came of it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any
from urllib.parse import unquote

from shared.adapters.dynamodb import keys
from shared.domain.identifiers import Uai
from tests.component.crossing.routes import Route
from tests.unit.operations.memory_dynamodb import Key


@dataclass(frozen=True)
class Agent:
    """A member of staff; `access` as their token says it, None when it says nothing of it."""

    name: str
    access: str | None
    second_factor: bool = True
    staff_id: str = "staff-1"

    @property
    def day(self) -> str:
        """Where what they have displayed in a day is counted."""
        return keys.staff_day(sha256(self.staff_id.encode()).hexdigest(), date.min)[0]

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

    @property
    def named(self) -> tuple[str, ...]:
        """The ids of the accounts that its body names one by one, to be acted on."""
        selection = self.body.get("selection", {}) if isinstance(self.body, dict) else {}
        return tuple(selection.get("account_ids", ()))


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
