"""Which documents of a drop are the académie's feed, by their names and their root element."""

import re
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date

from shared.adapters.roster.archive import Document
from shared.adapters.roster.encoding import declared_encoding, utf8_chunks
from shared.adapters.roster.fields import excerpt
from shared.adapters.roster.limits import RosterLimits
from shared.adapters.roster.xml_stream import BoundedXmlReader
from shared.domain.feed import FeedSummary
from shared.domain.import_report import ImportRefusedError
from shared.domain.roster_problems import RefusalCode, RosterRefusedError

ROOT = "ficAlimMENESR"
STUDENTS, GUARDIANS, SCHOOLS, MEFS = "Eleve", "PersRelEleve", "EtabEducNat", "MefEducNat"
CATEGORIES = (SCHOOLS, MEFS, STUDENTS, GUARDIANS)
_NAME = re.compile(
    r"ENT_(?P<feed>[\w.-]{1,64}?)_(?P<mode>Complet|Delta)_(?P<dated>[0-9]{8})"
    r"_(?P<category>[A-Za-z]{1,40})_(?P<part>[0-9]{4})\.xml",
    re.IGNORECASE,
)
_EXPECTED = "ENT_<flux>_Complet_<aaaammjj>_<Catégorie>_<nnnn>.xml (ou Delta)"


@dataclass(frozen=True, slots=True)
class FeedDocument:
    """A document whose name is the feed's; `category` as we write it where we read it."""

    document: Document
    name: str
    feed_id: str
    complete: bool
    dated: date
    category: str
    part: str

    @classmethod
    def of(cls, document: Document) -> "FeedDocument | None":
        name = re.split("[/\\\\]| › ", document.name)[-1]
        found = _NAME.fullmatch(name)
        dated = _date(found["dated"]) if found else None
        if found is None or dated is None:
            return None
        known = {category.lower(): category for category in CATEGORIES}
        return cls(
            *(document, name, found["feed"], found["mode"].lower() == "complet", dated),
            *(known.get(found["category"].lower(), found["category"]), found["part"]),
        )


def feed_summary(documents: Sequence[Document], limits: RosterLimits) -> FeedSummary | None:
    """What the drop says of itself, None when it is no feed: no document has the feed's root.

    A document named as the feed's that cannot be read is taken for one, to be refused when read.

    Raises:
        ImportRefusedError: the content is the feed's, and no name says which one.
    """
    found: FeedDocument | None = None
    nameless = False
    for document in documents:
        named = FeedDocument.of(document)
        if not _is_feed(document, limits, otherwise=named is not None):
            continue
        found = found or named
        nameless = nameless or named is None
    if found is None and nameless:
        raise _unexpected_name(documents[0])
    if found is None:
        return None
    return _summary(found, documents)


def feed_documents(
    documents: Sequence[Document], file_name: str
) -> tuple[FeedSummary, list[FeedDocument]]:
    """What the names say, and the documents we read: schools first, parts in order.

    Raises:
        ImportRefusedError: they are not one set, or a complete set lacks pupils or schools.
    """
    named = [(document, FeedDocument.of(document)) for document in documents]
    for document, each in named:
        if each is None:
            raise _unexpected_name(document)
    found = [each for _, each in named if each is not None]
    if len({(each.feed_id, each.complete, each.dated) for each in found}) > 1:
        reason = "les fichiers ne sont pas d’un même jeu (flux, date, Complet ou Delta)."
        raise ImportRefusedError("several_feeds", reason, file_name=file_name)
    read = [each for each in found if each.category in CATEGORIES]
    missing = {STUDENTS, SCHOOLS} - {each.category for each in read}
    if found[0].complete and missing:
        reason = f"le jeu complet ne contient aucun fichier {' ni '.join(sorted(missing))}."
        raise ImportRefusedError("incomplete_feed", reason, file_name=file_name)
    read.sort(key=lambda each: (CATEGORIES.index(each.category), each.part, each.name))
    return _summary(found[0], documents), read


class _Root:
    """Reads no further than the root element."""

    def __init__(self) -> None:
        self.tag: str | None = None

    def start(self, tag: str, _attributes: dict[str, str], _line: int) -> None:
        self.tag = self.tag or tag

    def text(self, characters: str) -> None: ...

    def end(self, tag: str) -> None: ...

    def satisfied(self) -> bool:
        return self.tag is not None

    def record(self) -> None:
        return None


def _is_feed(document: Document, limits: RosterLimits, *, otherwise: bool) -> bool:
    root = _Root()
    reader = BoundedXmlReader(root, name=document.name, limits=limits)
    try:
        encoding = declared_encoding(document)
        with closing(utf8_chunks(document, encoding, strict=False)) as chunks:
            reader.read(chunks)
    except RosterRefusedError:
        return root.tag == ROOT if root.tag else otherwise
    return root.tag == ROOT


def _summary(one: FeedDocument, documents: Sequence[Document]) -> FeedSummary:
    names = sorted(each.name.rsplit(" › ", 1)[-1] for each in documents)
    return FeedSummary(one.feed_id, one.complete, one.dated, tuple(names))


def wrong_root(tag: str, name: str) -> RosterRefusedError:
    reason = f"« {excerpt(tag)} » n’est pas la racine d’un fichier de l’annuaire ({ROOT})."
    return RosterRefusedError(RefusalCode.UNKNOWN_ROOT, reason, file_name=name)


def _unexpected_name(document: Document) -> ImportRefusedError:
    reason = f"le nom n’est pas celui d’un fichier de l’annuaire fédérateur : {_EXPECTED}."
    return ImportRefusedError("unexpected_name", reason, file_name=document.name)


def _date(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
