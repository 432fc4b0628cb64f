"""The open-data directory of schools (CSV): names and addresses that rosters do not carry."""

import csv
from collections.abc import Iterator
from pathlib import Path

from shared.domain.identifiers import Uai
from shared.domain.import_report import ImportRefusedError, ReportedAnomaly
from shared.domain.roster import uai_well_formed
from shared.domain.roster_state import DirectoryEntry, Drop

_UAI = "Identifiant_de_l_etablissement"
_NAME = "Nom_etablissement"
_STREET = ("Adresse_1", "Adresse_2", "Adresse_3")
_POSTAL_CODE, _TOWN = "Code_postal", "Nom_commune"
_HEAD_BYTES = 4096
_LINE_CHARS = 38
_ANOMALY_KIND = "SCHOOL_DIRECTORY"


def is_school_directory(path: Path) -> bool:
    """Whether the first line names the column of the UAI."""
    with path.open("rb") as file:
        return _UAI.encode() in file.read(_HEAD_BYTES).split(b"\n", 1)[0]


def directory_rows(drop: Drop) -> Iterator[DirectoryEntry | ReportedAnomaly]:
    """Each school once, or what is wrong with the row; line after line.

    Raises:
        ImportRefusedError: a column is missing, or the file is not text.
    """
    seen: set[str] = set()
    line = 1
    try:
        with drop.path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file, delimiter=";", strict=True, restval="")
            _check_columns(rows.fieldnames or (), drop.name)
            for row in rows:
                line = rows.line_num
                yield from _read(row, line, seen)
    except (UnicodeDecodeError, csv.Error) as error:
        reason = f"illisible après la ligne {line} (CSV en UTF-8, séparateur « ; » attendu)."
        raise ImportRefusedError("unreadable_csv", reason, file_name=drop.name) from error


def _check_columns(columns: object, name: str) -> None:
    present = set(columns) if isinstance(columns, (list, tuple)) else set()
    missing = sorted({_UAI, _NAME, *_STREET, _POSTAL_CODE, _TOWN} - present)
    if missing:
        reason = f"colonnes absentes : {', '.join(missing)}."
        raise ImportRefusedError("missing_columns", reason, file_name=name)


def _read(
    row: dict[str, str], line: int, seen: set[str]
) -> Iterator[DirectoryEntry | ReportedAnomaly]:
    uai, name = row[_UAI].strip().upper(), _text(row[_NAME])
    if not uai_well_formed(uai):
        yield _anomaly("MALFORMED_UAI", row, line, "Code d’établissement inutilisable : ignoré.")
    elif uai in seen:
        yield _anomaly("DUPLICATE_UAI", row, line, "Établissement déjà rencontré : ignoré.")
    elif not name:
        yield _anomaly("MISSING_NAME", row, line, "Établissement sans nom : ignoré.")
    else:
        seen.add(uai)
        lines = _postal_lines(row)
        cut = tuple(each[:_LINE_CHARS].rstrip() for each in lines)
        if cut != lines:
            detail = f"Ligne d’adresse de plus de {_LINE_CHARS} caractères : coupée."
            yield _anomaly("ADDRESS_CUT", row, line, detail)
        yield DirectoryEntry(Uai(uai), name, cut)


def _postal_lines(row: dict[str, str]) -> tuple[str, ...]:
    """The third line often holds the postal code and town already, CEDEX included."""
    street = [_text(row[column]) for column in _STREET]
    code = _text(row[_POSTAL_CODE])
    if not (code and any(line.startswith(code) for line in street)):
        street.append(f"{code} {_text(row[_TOWN])}".strip())
    return tuple(line for line in street if line)


def _text(raw: str) -> str:
    return " ".join(raw.split())


def _anomaly(code: str, row: dict[str, str], line: int, detail: str) -> ReportedAnomaly:
    record, name = _text(row[_UAI])[:40], _text(row[_NAME])[:80]
    return ReportedAnomaly(code, _ANOMALY_KIND, record, name, line, detail)
