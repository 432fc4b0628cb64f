"""The journal of a school as CSV: one line for each account that something was done to."""

import csv
import io
from collections.abc import Iterable
from typing import BinaryIO

from shared.adapters.lists.cell_text import disarmed
from shared.domain.account import Effect
from shared.domain.french_time import PARIS
from shared.domain.instruction import Population
from shared.domain.journal import JournalLine

COLUMNS = (
    *("Date", "Heure", "Agent", "Identifiant de l’agent", "Action", "Effet"),
    *("Population", "Nom", "Prénom", "Compte", "Opération"),
)
_EFFECTS = {
    Effect.NEW_PASSWORD: "Nouveau mot de passe provisoire",
    Effect.PASSWORD_KEPT: "Mot de passe conservé",
    Effect.USERNAME_ONLY: "Identifiant seul",
    Effect.LISTED: "Inscrit dans une liste",
}
_POPULATIONS = {
    Population.STUDENTS: "Élèves",
    Population.EXTERNAL_STUDENTS: "Élèves extérieurs",
    Population.GUARDIANS: "Responsables",
}


def write_journal(out: BinaryIO, lines: Iterable[JournalLine]) -> None:
    """UTF-8 with a byte order mark, semicolons, CRLF, Paris's time; no cell is a formula."""
    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="")
    try:
        rows = csv.writer(text, delimiter=";", lineterminator="\r\n")
        rows.writerow(COLUMNS)
        rows.writerows([disarmed(cell) for cell in _cells(line)] for line in lines)
    finally:
        text.detach()


def _cells(line: JournalLine) -> tuple[str, ...]:
    entry, person = line.entry, line.person
    at = entry.row.at.astimezone(PARIS)
    return (
        *(f"{at:%d/%m/%Y}", f"{at:%H:%M:%S}", entry.by, entry.row.by, entry.label),
        _EFFECTS[line.effect] if line.effect else "",
        _POPULATIONS[entry.population] if entry.population else "",
        *((person.display_name, person.first_name) if person else ("", "")),
        line.account_id or "",
        entry.row.operation_id or "",
    )
