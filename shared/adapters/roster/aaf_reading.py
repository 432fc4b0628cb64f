"""Reads the documents of a set, one after the other, into the state."""

from collections.abc import Callable, Iterable
from contextlib import closing

from shared.adapters.roster.aaf_documents import FeedDocument
from shared.adapters.roster.aaf_requests import NOUNS, Action, Request, RequestReader
from shared.adapters.roster.aaf_state import FeedState
from shared.adapters.roster.aaf_workings import KINDS, Workings
from shared.adapters.roster.encoding import actual_encoding, utf8_chunks
from shared.adapters.roster.limits import RosterLimits
from shared.adapters.roster.xml_stream import BoundedXmlReader
from shared.domain.roster_problems import AnomalyCode

_MISSING = {
    Action.MODIFY: "Modification d’un enregistrement inconnu du flux : ignorée.",
    Action.DELETE: "Suppression d’un enregistrement inconnu du flux : ignorée.",
}


def read_documents(
    documents: Iterable[FeedDocument], state: FeedState, workings: Workings, limits: RosterLimits
) -> None:
    """Apply every request of every document, in their order.

    Raises:
        RosterRefusedError: a document is broken; it names the file, the line, the record.
    """
    workings.connection.execute("BEGIN")
    for document in documents:
        state.add_category(document.category)
        _read(document, state, workings, limits)
    workings.connection.execute("COMMIT")


def _read(
    feed_document: FeedDocument, state: FeedState, workings: Workings, limits: RosterLimits
) -> None:
    document = feed_document.document
    encoding = actual_encoding(document)
    if encoding.misdeclared:
        detail = f"Le fichier annonce {encoding.misdeclared} mais est en UTF-8 : lu comme tel."
        workings.note(
            *("", AnomalyCode.ENCODING_MISDECLARED, detail),
            kind=KINDS[feed_document.category],
            record=feed_document.name,
        )
    take = _taking(feed_document, state, workings)
    requests = RequestReader(feed_document.category, take, name=document.name, limits=limits)
    reader = BoundedXmlReader(requests, name=document.name, limits=limits)
    with closing(utf8_chunks(document, encoding)) as chunks:
        reader.read(chunks)


def _taking(
    document: FeedDocument, state: FeedState, workings: Workings
) -> Callable[[Request], None]:
    category = document.category

    def note(request: Request, code: AnomalyCode, detail: str, *, owned: bool) -> None:
        workings.note(
            *(category if owned else "", code, detail),
            kind=KINDS[category],
            record_id=request.identifier if owned else "",
            record=f"{NOUNS[category]} {request.identifier}".strip(),
            line=request.line,
        )

    def take(request: Request) -> None:
        if not request.identifier:
            detail = "Enregistrement sans identifiant (identifier/id) : ignoré."
            note(request, AnomalyCode.MISSING_SOURCE_ID, detail, owned=False)
            return
        if request.unknown_operation:
            detail = "Modification autre qu’un remplacement : l’attribut reste comme il était."
            note(request, AnomalyCode.UNKNOWN_OPERATION, detail, owned=True)
        found = state.apply(category, request)
        workings.touch(category, request.identifier, request.line)
        if found:
            return
        if missing := _MISSING.get(request.action):
            note(request, AnomalyCode.UNKNOWN_RECORD, missing, owned=False)
        elif document.complete:
            detail = "Identifiant déjà rencontré dans le flux : seul le dernier est importé."
            note(request, AnomalyCode.DUPLICATE_SOURCE_ID, detail, owned=True)

    return take
