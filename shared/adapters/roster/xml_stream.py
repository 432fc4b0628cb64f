"""Reads XML with expat inside bounds: no entity, no depth, no flood, no token without end."""

from collections.abc import Iterable
from typing import Protocol
from xml.parsers import expat

from shared.adapters.roster.limits import RosterLimits
from shared.domain.roster_problems import RefusalCode, RosterRefusedError

_TRUNCATED = {
    expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS],
    expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_TOKEN],
    expat.errors.codes[expat.errors.XML_ERROR_PARTIAL_CHAR],
    expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION],
}
_TAG_MISMATCH = expat.errors.codes[expat.errors.XML_ERROR_TAG_MISMATCH]


class XmlHandler(Protocol):
    """Receives the events; `line` is where the tag starts."""

    def start(self, tag: str, attributes: dict[str, str], line: int) -> None: ...
    def text(self, characters: str) -> None: ...
    def end(self, tag: str) -> None: ...
    def satisfied(self) -> bool: ...
    def record(self) -> str | None: ...


class BoundedXmlReader:
    """One document, read once.

    When a callback raises, expat goes on through the chunk it holds without callbacks: chunks
    are small, and expat's own guard stops entity amplification meanwhile.
    """

    def __init__(self, handler: XmlHandler, *, name: str, limits: RosterLimits) -> None:
        self._handler = handler
        self._name = name
        self._limits = limits
        self._depth = self._elements = self._asides = self._text_bytes = 0
        self._parser = parser = expat.ParserCreate("utf-8")
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.CommentHandler = self._comment
        parser.ProcessingInstructionHandler = self._instruction
        parser.StartDoctypeDeclHandler = self._doctype
        parser.EntityDeclHandler = self._entity
        parser.SkippedEntityHandler = self._skipped_entity

    def read(self, chunks: Iterable[bytes]) -> None:
        """Feed the handler with the document (UTF-8), or until it is satisfied.

        Raises:
            RosterRefusedError: malformed, truncated, or beyond a limit; names line and record.
        """
        fed = 0
        try:
            for chunk in chunks:
                self._parser.Parse(chunk, False)  # noqa: FBT003  takes no keyword
                if self._handler.satisfied():
                    return
                fed += len(chunk)
                self._check_progress(fed)
            self._parser.Parse(b"", True)  # noqa: FBT003  takes no keyword
        except expat.ExpatError as error:
            if not self._handler.satisfied():
                raise self._malformed(error) from error

    def _check_progress(self, fed: int) -> None:
        if fed - max(self._parser.CurrentByteIndex, 0) > self._limits.token_bytes:
            raise self._refused(RefusalCode.TOO_LONG, "une balise ou un commentaire sans fin.")
        if len(self._parser.intern) > self._limits.names:
            raise self._refused(RefusalCode.TOO_MANY_PARTS, "trop de noms de balises différents.")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        limits = self._limits
        self._depth += 1
        self._elements += 1
        self._text_bytes = 0
        if self._depth > limits.depth:
            raise self._refused(RefusalCode.TOO_DEEP, "balises imbriquées sans fin.")
        if self._elements > limits.elements:
            raise self._refused(RefusalCode.TOO_MANY_PARTS, "trop de balises.")
        if len(attributes) > limits.attributes:
            raise self._refused(RefusalCode.TOO_MANY_ATTRIBUTES, "trop d’attributs sur une balise.")
        longest = max((len(tag), *map(len, attributes), *map(len, attributes.values())))
        if longest > limits.value_chars:
            raise self._refused(RefusalCode.TOO_LONG, "une balise ou un attribut trop long.")
        self._handler.start(tag, attributes, self._parser.CurrentLineNumber)

    def _end(self, tag: str) -> None:
        self._depth -= 1
        self._text_bytes = 0
        self._handler.end(tag)

    def _text(self, characters: str) -> None:
        self._text_bytes += len(characters)
        if self._text_bytes > self._limits.text_bytes:
            raise self._refused(RefusalCode.TOO_LONG, "un texte sans fin.")
        self._handler.text(characters)

    def _comment(self, _comment: str) -> None:
        self._asides += 1
        if self._asides > self._limits.asides:
            raise self._refused(RefusalCode.TOO_MANY_PARTS, "trop de commentaires.")

    def _instruction(self, _target: str, _text: str) -> None:
        self._comment("")

    def _doctype(
        self, _name: str, _system: str | None, _public: str | None, internal_subset: bool
    ) -> None:
        """An external DTD may be named, it is never fetched; declarations inside are refused."""
        if internal_subset:
            reason = "le fichier contient des déclarations (DTD interne), interdites ici."
            raise self._refused(RefusalCode.ENTITY_DECLARATION, reason)

    def _entity(self, *_declaration: object) -> None:
        reason = "le fichier déclare des entités, interdites ici."
        raise self._refused(RefusalCode.ENTITY_DECLARATION, reason)

    def _skipped_entity(self, entity: str, _is_parameter: bool) -> None:
        reason = f"entité inconnue « &{entity[:40]}; »."
        raise self._refused(RefusalCode.ENTITY_DECLARATION, reason)

    def _malformed(self, error: expat.ExpatError) -> RosterRefusedError:
        if error.code in _TRUNCATED:
            return self._refused(RefusalCode.TRUNCATED, "le fichier est incomplet.")
        if error.code == _TAG_MISMATCH:
            return self._refused(RefusalCode.MALFORMED_XML, "une balise n’est pas refermée.")
        reason = f"XML mal formé ({expat.ErrorString(error.code)})."
        return self._refused(RefusalCode.MALFORMED_XML, reason)

    def _refused(self, code: RefusalCode, reason: str) -> RosterRefusedError:
        return RosterRefusedError(
            code,
            reason,
            file_name=self._name,
            line=self._parser.CurrentLineNumber,
            record=self._handler.record(),
        )
