"""Cuts a document of the feed into requests: add, modify or delete one record."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from shared.adapters.roster.aaf_documents import (
    GUARDIANS,
    MEFS,
    ROOT,
    SCHOOLS,
    STUDENTS,
    wrong_root,
)
from shared.adapters.roster.fields import excerpt, unescaped_once_more
from shared.adapters.roster.limits import RosterLimits
from shared.domain.roster_problems import RefusalCode, RosterRefusedError

NOUNS = {STUDENTS: "ELEVE", GUARDIANS: "PERSONNE", SCHOOLS: "ETABLISSEMENT", MEFS: "MEF"}
"""How messages call a record of each category."""

WANTED: Mapping[str, frozenset[str]] = {
    STUDENTS: frozenset(
        {
            *("ENTPersonJointure", "ENTEleveINE", "ENTEleveStructRattachId", "sn", "givenName"),
            *("ENTPersonNomPatro", "ENTPersonDateNaissance", "ENTPersonStructRattach"),
            *("ENTEleveClasses", "ENTEleveMEF", "ENTEleveLibelleMEF", "ENTElevePersRelEleve"),
            "ENTEleveEnseignementsEtablissementsAccueil",
        }
    ),
    GUARDIANS: frozenset(
        {
            *("ENTPersonJointure", "sn", "ENTPersonNomPatro", "givenName", "personalTitle"),
            *("ENTPersonAdresse", "ENTPersonCodePostal", "ENTPersonVille", "ENTPersonPays"),
            "mail",
        }
    ),
    SCHOOLS: frozenset(
        {
            *("ENTStructureJointure", "ENTStructureUAI", "ENTEtablissementUAI"),
            *("ENTStructureNomCourant", "street", "postalCode", "l", "ENTStructureClasses"),
        }
    ),
    MEFS: frozenset({"ENTMefJointure", "ENTLibelleMef"}),
}
JOINTURE = {
    STUDENTS: "ENTPersonJointure",
    GUARDIANS: "ENTPersonJointure",
    SCHOOLS: "ENTStructureJointure",
    MEFS: "ENTMefJointure",
}


class Action(StrEnum):
    ADD = "addRequest"
    MODIFY = "modifyRequest"
    DELETE = "deleteRequest"


_ACTIONS = frozenset(action.value for action in Action)


@dataclass(slots=True)
class Request:
    """What to do with one record of a category.

    Attributes:
        identifier: the record's; "" when the request has none.
        values: of the attributes we keep; one that is named and has no value is empty.
        unknown_operation: a modification that does not replace: none of it is in `values`.
        line: where it starts.
    """

    action: Action
    line: int
    identifier: str = ""
    values: dict[str, list[str]] = field(default_factory=dict)
    unknown_operation: str = ""


class RequestReader:
    """Turns the events of one document into requests; memory holds one at a time."""

    def __init__(
        self, category: str, take: Callable[[Request], None], *, name: str, limits: RosterLimits
    ) -> None:
        self._noun = NOUNS[category]
        self._wanted = WANTED[category]
        self._take = take
        self._name = name
        self._limits = limits
        self._path: list[str] = []
        self._request: Request | None = None
        self._values: list[str] | None = None
        self._value: str | None = None
        self._kept = 0
        self._line = 0
        self._last_label: str | None = None

    def satisfied(self) -> bool:
        return False

    def record(self) -> str | None:
        """The record being read, or the last one that had an identifier."""
        return self._last_label

    def start(self, tag: str, attributes: dict[str, str], line: int) -> None:
        depth = len(self._path)
        self._path.append(tag)
        self._line = line
        self._value = None
        if depth == 0:
            if tag != ROOT:
                raise wrong_root(tag, self._name)
        elif depth == 1:
            self._begin(tag, line)
        elif self._request is not None:
            self._inside(self._request, "/".join(self._path[2:]), attributes)

    def text(self, characters: str) -> None:
        if self._value is None:
            return
        self._value += characters
        if len(self._value) > self._limits.value_chars:
            reason = f"une valeur dépasse {self._limits.value_chars} caractères."
            raise self._refused(RefusalCode.TOO_LONG, reason)

    def end(self, tag: str) -> None:
        self._path.pop()
        request = self._request
        if request is None:
            return
        if self._value is not None:
            self._keep(request, tag, unescaped_once_more(self._value).strip())
            self._value = None
        if tag in ("attr", "modification"):
            self._values = None
        if len(self._path) == 1:
            self._request = None
            self._take(request)

    def _begin(self, tag: str, line: int) -> None:
        if tag not in _ACTIONS:
            reason = f"demande inconnue « {excerpt(tag)} »."
            raise self._refused(RefusalCode.MALFORMED_XML, reason)
        self._request = Request(Action(tag), line)
        self._values = None
        self._kept = 0

    def _inside(self, request: Request, path: str, attributes: dict[str, str]) -> None:
        name = attributes.get("name", "").strip()
        if path == "identifier/id":
            self._value = ""
        elif path in ("attributes/attr/value", "modifications/modification/value"):
            self._value = "" if self._values is not None else None
        elif path == "attributes/attr" and name in self._wanted:
            self._values = request.values.setdefault(name, [])
        elif path == "modifications/modification" and name in self._wanted:
            operation = attributes.get("operation", "replace").strip()
            if operation == "replace":
                self._values = request.values[name] = []
            else:
                request.unknown_operation = operation or "?"

    def _keep(self, request: Request, tag: str, value: str) -> None:
        if tag == "id":
            request.identifier = value
            if value:
                self._last_label = f"{self._noun} {value}"
        elif value and self._values is not None:
            self._kept += 1
            if self._kept > self._limits.values:
                raise self._refused(RefusalCode.TOO_MANY_PARTS, "trop de valeurs.")
            self._values.append(value)

    def _refused(self, code: RefusalCode, reason: str) -> RosterRefusedError:
        return RosterRefusedError(
            code, reason, file_name=self._name, line=self._line, record=self._last_label
        )
