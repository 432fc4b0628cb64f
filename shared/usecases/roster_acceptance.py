"""Which dropped files a school's import may apply, and with which of those it already has."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from shared.domain.identifiers import Uai
from shared.domain.import_report import MASS_DEPARTURE, ImportedFile, ImportRefusedError
from shared.domain.roster import RosterFileKind
from shared.domain.roster_plan import Plan
from shared.domain.roster_state import AcceptedFile, Drop, RosterSource
from shared.usecases.roster_ports import Files

Accepted = Mapping[RosterFileKind, AcceptedFile]


def school_of(sources: Sequence[RosterSource], *, name: str) -> Uai:
    """The one school the documents of a drop speak of.

    Raises:
        ImportRefusedError: there are several schools, or two documents of one kind.
    """
    schools = sorted({source.summary.uai for source in sources})
    if len(schools) > 1:
        reason = f"plusieurs établissements dans une archive : {', '.join(schools)}."
        raise ImportRefusedError("several_schools", reason, file_name=name)
    if len({source.kind for source in sources}) < len(sources):
        reason = "deux fichiers du même genre dans une archive : lequel vaut est indécidable."
        raise ImportRefusedError("several_files_of_a_kind", reason, file_name=name)
    return Uai(schools[0])


def refuse_older(sources: Iterable[RosterSource], accepted: Accepted) -> None:
    """A file may not undo a later one: neither an older export nor an earlier school year.

    Raises:
        ImportRefusedError: it is older than the one of its kind already applied.
    """
    for source in sources:
        former = accepted.get(source.kind)
        if former is None:
            continue
        if source.summary.school_year < former.school_year:
            reason = (
                f"il est de l’année scolaire {source.summary.school_year or '(non précisée)'}, "
                f"celui déjà importé est de {former.school_year}."
            )
            raise ImportRefusedError("older_school_year", reason, file_name=source.name)
        exported_on = source.summary.exported_on
        if exported_on and former.exported_on and exported_on < former.exported_on:
            reason = (
                f"il a été exporté le {exported_on:%d/%m/%Y}, "
                f"celui déjà importé le {former.exported_on:%d/%m/%Y}."
            )
            raise ImportRefusedError("older_export", reason, file_name=source.name)


def refuse_mass_departure(plan: Plan, drop: Drop) -> None:
    """Nobody, or less than half of a school, is more likely a truncated export than the truth.

    Raises:
        ImportRefusedError: unless the drop confirms that it is meant.
    """
    if drop.confirmed or not plan.mass_departure():
        return
    counts = plan.counts
    reason = (
        f"il ne laisserait que {counts.students} élève(s) : {counts.departures} départ(s) sur "
        f"{plan.present_before} élève(s) et {counts.guardian_departures} sur "
        f"{plan.guardians_before} responsable(s). Il est sans doute incomplet, et rien n’a été "
        "modifié. Si ces départs sont exacts, dites-le au support de votre académie : le service "
        "qui dépose les fichiers peut les confirmer."
    )
    raise ImportRefusedError(MASS_DEPARTURE, reason, file_name=drop.name)


def files_to_read(
    files: Files, uai: Uai, sources: Sequence[RosterSource], accepted: Accepted, folder: Path
) -> list[tuple[Path, str]]:
    """The dropped documents, and the accepted files of the other kinds."""
    dropped = {source.kind for source in sources}
    return [(source.path, source.name) for source in sources] + [
        (files.fetch_accepted(uai, kind, folder), file.name)
        for kind, file in accepted.items()
        if kind not in dropped
    ]


def imported_files(sources: Sequence[RosterSource], accepted: Accepted) -> tuple[ImportedFile, ...]:
    """What a report says of its files, by kind."""
    dropped = {source.kind: source for source in sources}
    kept = [
        ImportedFile(kind.value, file.name, file.digest, dropped=False)
        for kind, file in accepted.items()
        if kind not in dropped
    ]
    new = [
        ImportedFile(source.kind.value, source.name, source.digest) for source in dropped.values()
    ]
    return tuple(sorted([*new, *kept], key=lambda file: file.kind))


def fingerprint(files: Iterable[ImportedFile]) -> str:
    """A digest of which files a school's roster rests on."""
    said = "\n".join(sorted(f"{file.kind} {file.digest}" for file in files))
    return hashlib.sha256(said.encode()).hexdigest()
