"""The statistics as a file says them: titles and columns of the guide's screen (guide §6)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from shared.domain.account import AccountStatus
from shared.domain.french_time import PARIS
from shared.domain.statistics import Row, SchoolStatistics, TableName, statuses_of

TITLES = {
    TableName.STUDENTS_BY_ORIGIN: "Synthèse des comptes élèves de la structure",
    TableName.GUARDIANS_BY_ORIGIN: "Synthèse des comptes responsables de la structure",
    TableName.STUDENTS_BY_CLASS: "Synthèse des comptes élèves de la structure par classe",
    TableName.GUARDIANS_BY_CLASS: "Synthèse des comptes responsables de la structure par classe",
    TableName.STUDENTS_BY_MEF: "Synthèse des comptes élèves de la structure par MEF",
    TableName.GUARDIANS_BY_MEF: "Synthèse des comptes responsables de la structure par MEF",
    TableName.EXTERNAL_STUDENTS_BY_HOME_SCHOOL: "Synthèse des comptes élèves extérieurs",
}

SHEET_NAMES = {
    TableName.STUDENTS_BY_ORIGIN: "Élèves",
    TableName.GUARDIANS_BY_ORIGIN: "Responsables",
    TableName.STUDENTS_BY_CLASS: "Élèves par classe",
    TableName.GUARDIANS_BY_CLASS: "Responsables par classe",
    TableName.STUDENTS_BY_MEF: "Élèves par MEF",
    TableName.GUARDIANS_BY_MEF: "Responsables par MEF",
    TableName.EXTERNAL_STUDENTS_BY_HOME_SCHOOL: "Élèves extérieurs",
}

_FIRST_COLUMNS = {
    TableName.STUDENTS_BY_ORIGIN: "Origine de Compte",
    TableName.GUARDIANS_BY_ORIGIN: "Origine de Compte",
    TableName.STUDENTS_BY_CLASS: "Classe",
    TableName.GUARDIANS_BY_CLASS: "Classe",
    TableName.STUDENTS_BY_MEF: "MEF",
    TableName.GUARDIANS_BY_MEF: "MEF",
    TableName.EXTERNAL_STUDENTS_BY_HOME_SCHOOL: "Établissement de rattachement",
}

_STATUS_COLUMNS = {
    AccountStatus.NOT_NOTIFIED: "Nombre de comptes non notifiés",
    AccountStatus.NOTIFIED: "Nombre de comptes notifiés et non activés",
    AccountStatus.ACTIVATING: "Nombre de comptes en cours d’activation",
    AccountStatus.ACTIVATED: "Nombre de comptes activés",
}

Cell = str | int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: its title, a line of column titles, then a line per row, the total last."""

    name: TableName
    title: str
    columns: Sequence[str]
    lines: Sequence[Sequence[Cell]]


def sheets_of(statistics: SchoolStatistics, wanted: TableName | None) -> list[Sheet]:
    """Every table, in the order of the screen, or the one that is wanted."""
    names = [wanted] if wanted else list(TableName)
    return [_sheet(statistics, name) for name in names]


def last_update(computed_at: datetime) -> str:
    """« Dernière mise à jour le 28/04/2021 à 04:07 », by the clocks of Paris."""
    return f"Dernière mise à jour le {computed_at.astimezone(PARIS):%d/%m/%Y à %H:%M}"


def _sheet(statistics: SchoolStatistics, name: TableName) -> Sheet:
    statuses = statuses_of(name)
    population = "responsables" if name.of_guardians else "élèves"
    columns = [
        _FIRST_COLUMNS[name],
        f"Nombre de comptes {population}",
        *(_STATUS_COLUMNS[status] for status in statuses),
    ]
    total = statistics.total(name)
    rows = [*statistics.tables[name], *([total] if total else [])]
    return Sheet(name, TITLES[name], columns, [_line(row, statuses) for row in rows])


def _line(row: Row, statuses: Sequence[AccountStatus]) -> list[Cell]:
    return [row.label, row.total, *(row.counts[status] for status in statuses)]
