"""What an import of an académie's feed did, all its schools together."""

from collections import Counter
from collections.abc import Mapping

from shared.domain.identifiers import Uai
from shared.domain.import_report import ImportCounts, ImportReport, ImportStatus, several


def feed_counts(
    reports: Mapping[Uai, ImportReport], schools: int, read: Mapping[str, int]
) -> dict[str, int]:
    """The totals of each change, and how many schools ended how.

    What the feed holds is counted by its reader: a person of two schools is one there.
    """
    totals: Counter[str] = Counter()
    for report in reports.values():
        totals.update(report.counts)
    statuses = Counter(report.status for report in reports.values())
    return {
        "schools": schools,
        "schools_applied": statuses[ImportStatus.APPLIED],
        "schools_refused": statuses[ImportStatus.REFUSED],
        "schools_unchanged": schools
        - statuses[ImportStatus.APPLIED]
        - statuses[ImportStatus.REFUSED],
        **ImportCounts(**totals).as_mapping(),
        **read,
    }


def feed_sentence(
    reports: Mapping[Uai, ImportReport], counts: Mapping[str, int], anomalies: int
) -> str:
    """The same in French, the refused schools named."""
    refused = sorted(uai for uai, each in reports.items() if each.status is ImportStatus.REFUSED)
    said = (
        f"Flux académique importé. {several(counts['schools'], 'établissement')} : "
        f"{counts['schools_applied']} mis à jour, {counts['schools_unchanged']} sans changement, "
        f"{several(len(refused), 'refusé')}"
    )
    said += f" ({', '.join(refused)})." if refused else "."
    if counts["orphans"]:
        said += f" {several(counts['orphans'], 'responsable')} sans élève, sans compte."
    if anomalies:
        said += f" {several(anomalies, 'anomalie')} à examiner."
    return said
