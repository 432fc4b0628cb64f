"""An account's history: what was done to it and by whom, as far as one school may know."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from shared.domain.account import Effect
from shared.domain.identifiers import OperationId, Uai
from shared.domain.operation import Operation, OperationKind

ANOTHER_SCHOOL = "un autre établissement"
AN_AGENT = "un agent de l’établissement"
THE_HOLDER = "le titulaire du compte"
THE_IMPORT = "import des données"

UNKNOWN_EVENT = "Modification du compte"
"""The label of a tag this version does not know."""


class Actor(Enum):
    """What kind of author an event has."""

    STAFF = "staff"
    HOLDER = "holder"
    IMPORT = "import"


@dataclass(frozen=True, slots=True)
class Trace:
    """One audit row of an account, as stored.

    `school` is the one that acted, or that the event is about. `tag` may be of a later version.
    """

    tag: str
    at: datetime
    school: Uai
    effect: Effect | None = None
    operation_id: OperationId | None = None


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """What a school reads of one event; `by` is None when nobody is known to have caused it."""

    at: datetime
    tag: str
    label: str
    effect: Effect | None
    operation_id: OperationId | None
    kind: OperationKind | None
    by: str | None


_EVENTS: dict[str, tuple[str, Actor]] = {
    "operation:notification:requested": ("Notification demandée", Actor.STAFF),
    "operation:password-reset:requested": ("Réinitialisation demandée", Actor.STAFF),
    "operation:account-list:requested": ("Liste de comptes demandée", Actor.STAFF),
    "account:notified": ("Compte (re)notifié", Actor.STAFF),
    "account:password:reset": ("Mot de passe réinitialisé", Actor.STAFF),
    "account:listed": ("Compte inscrit dans une liste", Actor.STAFF),
    "account:created": ("Compte créé", Actor.IMPORT),
    "account:departed": ("Départ de l’établissement", Actor.IMPORT),
    "account:returned": ("Retour dans l’établissement", Actor.IMPORT),
    "account:moved": ("Changement d’établissement", Actor.IMPORT),
    "account:activation-started": ("Activation commencée", Actor.HOLDER),
    "account:activated": ("Compte activé", Actor.HOLDER),
    "account:password:changed": ("Mot de passe changé", Actor.HOLDER),
    "account:self-registered": ("Auto-inscription", Actor.HOLDER),
    "account:france-connect:linked": ("Compte associé à FranceConnect", Actor.HOLDER),
    "account:email:confirmed": ("Adresse email validée", Actor.HOLDER),
    "account:email:withdrawn": ("Adresse email retirée", Actor.HOLDER),
    "guardianship:disputed": ("Rattachement signalé comme erroné", Actor.HOLDER),
    "guardianship:dispute:withdrawn": ("Signalement de rattachement retiré", Actor.HOLDER),
}

_OPERATION = "operation:"
"""How the tags of bulk actions begin, those of a later version included."""

_OF_ONE_SCHOOL = "guardianship:"
"""Tags that are about one school's pupil: the others must not learn that there is one."""


def history_of(
    traces: Iterable[Trace], uai: Uai, operations: Mapping[OperationId, Operation]
) -> list[HistoryEntry]:
    """What the staff of `uai` read of an account, newest first.

    `operations` are those of `uai` that the traces name. Another school is never named, nor
    anyone there, nor its operations; what concerns its pupils is left out.
    """
    entries = [
        _entry(trace, uai, operations)
        for trace in traces
        if trace.school == uai or not trace.tag.startswith(_OF_ONE_SCHOOL)
    ]
    return sorted(entries, key=lambda entry: entry.at, reverse=True)


def _entry(trace: Trace, uai: Uai, operations: Mapping[OperationId, Operation]) -> HistoryEntry:
    label, actor = _event(trace.tag)
    ours = trace.operation_id if trace.school == uai else None
    operation = operations.get(ours) if ours else None
    return HistoryEntry(
        at=trace.at,
        tag=trace.tag,
        label=label,
        effect=trace.effect,
        operation_id=operation.operation_id if operation else None,
        kind=operation.kind if operation else None,
        by=_author(actor, trace, uai, operation),
    )


def _author(actor: Actor | None, trace: Trace, uai: Uai, operation: Operation | None) -> str | None:
    if actor is Actor.HOLDER:
        return THE_HOLDER
    if actor is Actor.IMPORT:
        return THE_IMPORT
    if trace.school != uai:
        return ANOTHER_SCHOOL
    if operation and operation.created_by_name:
        return operation.created_by_name
    return AN_AGENT if actor is Actor.STAFF or trace.operation_id else None


def _event(tag: str) -> tuple[str, Actor | None]:
    if tag.startswith(_OPERATION):
        return _EVENTS.get(tag, ("Action groupée demandée", Actor.STAFF))
    return _EVENTS.get(tag, (UNKNOWN_EVENT, None))
