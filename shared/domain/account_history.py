"""An account's history: what was done to it and by whom, as far as one school may know."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from shared.domain.account import Effect
from shared.domain.identifiers import OperationId, Uai
from shared.domain.operation import Operation, OperationKind
from shared.domain.staff import ANOTHER_SCHOOL

AN_AGENT = "un agent de l’établissement"
THE_HOLDER = "le titulaire du compte"
THE_IMPORT = "l’import des données"
THE_NIGHT = "le traitement de nuit"

UNKNOWN_EVENT = "Modification du compte"
"""The label of a tag this version does not know."""


class Actor(Enum):
    """What kind of author an event has."""

    STAFF = "staff"
    HOLDER = "holder"
    IMPORT = "import"
    NIGHT = "night"


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
    "account:password:expired": ("Mot de passe provisoire expiré", Actor.NIGHT),
    "account:erased": ("Compte supprimé", Actor.NIGHT),
    "username-change:requested": ("Nouvel identifiant demandé", Actor.STAFF),
    "username-change:withdrawn": ("Demande de nouvel identifiant annulée", Actor.STAFF),
    "username-change:refused": ("Nouvel identifiant refusé", Actor.NIGHT),
    "username-change:applied": ("Nouvel identifiant attribué", Actor.NIGHT),
    "document:downloaded": ("Document téléchargé", Actor.STAFF),
    "settings:address:changed": ("Adresse internet modifiée", Actor.STAFF),
    "settings:address:verified": ("Adresse internet vérifiée", Actor.STAFF),
    "settings:address:activated": ("Adresse internet activée", Actor.STAFF),
    "settings:address:deactivated": ("Adresse internet désactivée", Actor.STAFF),
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


_NOT_STAFF: dict[Actor | None, str] = {
    Actor.HOLDER: THE_HOLDER,
    Actor.IMPORT: THE_IMPORT,
    Actor.NIGHT: THE_NIGHT,
}


def _author(actor: Actor | None, trace: Trace, uai: Uai, operation: Operation | None) -> str | None:
    if actor in _NOT_STAFF:
        return _NOT_STAFF[actor]
    if trace.school != uai:
        return ANOTHER_SCHOOL
    if operation and operation.created_by_name:
        return operation.created_by_name
    return AN_AGENT if actor is Actor.STAFF or trace.operation_id else None


def label_of(tag: str) -> str:
    """What people read of a tag, in French."""
    return _event(tag)[0]


def _event(tag: str) -> tuple[str, Actor | None]:
    if tag.startswith(_OPERATION):
        return _EVENTS.get(tag, ("Action groupée demandée", Actor.STAFF))
    return _EVENTS.get(tag, (UNKNOWN_EVENT, None))
