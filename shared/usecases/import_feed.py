"""The académie's feed: all its schools one after another, in as many calls as it takes."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from shared.domain.feed import FeedSchool, FeedSummary
from shared.domain.feed_facts import FeedFacts
from shared.domain.feed_report import feed_counts, feed_sentence
from shared.domain.french_time import paris_date
from shared.domain.identifiers import Uai
from shared.domain.import_report import (
    JOB_ANOMALIES,
    ImportOutcome,
    ImportRefusedError,
    ImportReport,
    ImportStatus,
    ReportedAnomaly,
    new_import_id,
)
from shared.domain.roster_problems import RosterRefusedError
from shared.domain.roster_state import Drop, FeedState, ImportStart
from shared.usecases.roster_feed_school import FeedSet, already_imported, import_feed_school
from shared.usecases.roster_ports import AcademyFeed, DroppedObject, ImportPorts, Lease
from shared.usecases.roster_waiting import freed, taken

_UNCHANGED = ImportOutcome(ImportStatus.UNCHANGED, "Aucun changement : ce flux a déjà été importé.")


@dataclass(frozen=True, slots=True)
class FeedDrop:
    """A dropped set of feed files, brought here, and what its names say."""

    dropped: DroppedObject
    drop: Drop
    summary: FeedSummary


def import_feed(
    ports: ImportPorts,
    given: FeedDrop,
    folder: Path,
    *,
    may_go_on: Callable[[], bool],
    tell: Callable[[ImportOutcome], None],
) -> None:
    """Import a feed; `tell` is told each progress and the outcome.

    When `may_go_on` says that time is short, what is left goes to another call, by the queue.
    Schools that already say what the feed says are passed over, so that a cut import, a call
    that comes twice and the same feed again cost no write.

    Raises:
        ImportRefusedError: the feed is older than the one applied, or a delta of an unknown one.
        RosterRefusedError: its files are broken.
        SchoolBusyError: another import of this feed has not ended after two minutes.
    """
    feed_id = given.summary.feed_id
    start = ImportStart(given.dropped.event_id, new_import_id(ports.clock()))
    lease = taken(lambda: ports.leases.take_feed(feed_id, start), ports.pause)
    try:
        resumed = lease.start.import_id != start.import_id
        finished = _imported(ports, given, folder, lease, may_go_on, tell, resumed=resumed)
    except (RosterRefusedError, ImportRefusedError):
        freed(lease)
        raise
    except Exception:
        lease.give_up()
        raise
    if finished:
        freed(lease)
        return
    lease.hand_over()
    ports.send_again(given.dropped)


def _imported(
    ports: ImportPorts,
    given: FeedDrop,
    folder: Path,
    lease: Lease,
    may_go_on: Callable[[], bool],
    tell: Callable[[ImportOutcome], None],
    *,
    resumed: bool,
) -> bool:
    """Whether the feed is wholly imported. Its state is replaced last.

    An import cut between that and its outcome is resumed for its outcome alone.
    """
    drop, summary = given.drop, given.summary
    former = ports.files.feed_state(summary.feed_id)
    _refuse_out_of_order(drop, summary, former)
    again = former is not None and former.digest == drop.digest
    if again and not drop.confirmed and not resumed:
        tell(_UNCHANGED)
        return True
    state = None
    if not summary.complete:
        state = ports.files.fetch_feed_state(summary.feed_id, folder)
    today = paris_date(ports.clock())
    with ports.feed_reader.opened(drop, folder, today=today, state=state) as feed:
        feed_set = FeedSet(FeedFacts(summary.feed_id, feed), feed, drop, summary.files, lease)
        known = ports.feeds.schools(summary.feed_id)
        schools = _schools(feed, known)
        if not _schools_imported(ports, feed_set, schools, may_go_on, tell):
            return False
        spoken_of = {school.uai for school in schools} | _hosts(feed)
        for uai in sorted(spoken_of | known):
            lease.alive()
            ports.schools.keep_external_students(uai, ports.register.external_students(uai))
        if spoken_of != known:
            ports.feeds.keep_schools(summary.feed_id, spoken_of)
        kept = FeedState(summary.feed_id, summary.dated, drop.digest)
        ports.files.keep_feed_state(kept, feed.state)
        tell(_outcome(ports, feed, schools, lease.start.import_id))
    return True


def _schools(feed: AcademyFeed, known: Iterable[Uai]) -> list[FeedSchool]:
    """Those of the feed, and those it spoke of and gives nobody now: more likely an omission."""
    told = {school.uai: school for school in feed.schools()}
    silent = {uai: FeedSchool(uai, "", "", ()) for uai in known if uai not in told}
    return [school for _, school in sorted((told | silent).items())]


def _hosts(feed: AcademyFeed) -> set[Uai]:
    return {
        Uai(host)
        for school in feed.schools()
        for student in feed.roster(school.uai).students()
        for host in student.host_schools
    }


def _refuse_out_of_order(drop: Drop, summary: FeedSummary, former: FeedState | None) -> None:
    """A feed may not undo a later one, and a delta says nothing without what it starts from."""
    if former and summary.dated < former.dated:
        reason = (
            f"il est daté du {summary.dated:%d/%m/%Y}, "
            f"celui déjà importé du {former.dated:%d/%m/%Y}."
        )
        raise ImportRefusedError("older_export", reason, file_name=drop.name)
    if former is None and not summary.complete:
        reason = "c’est un flux différentiel, et aucun flux complet n’a été importé auparavant."
        raise ImportRefusedError("no_complete_feed", reason, file_name=drop.name)


def _schools_imported(
    ports: ImportPorts,
    feed_set: FeedSet,
    schools: Sequence[FeedSchool],
    may_go_on: Callable[[], bool],
    tell: Callable[[ImportOutcome], None],
) -> bool:
    """Whether all are. At least one more is at each call, however short the time."""
    refused = _refused_already(ports, schools, feed_set.lease.start.import_id)
    imported = False
    for number, school in enumerate(schools):
        feed_set.lease.alive()
        if school.uai in refused or already_imported(ports, feed_set.feed, school.uai):
            continue
        if imported and not may_go_on():
            return False
        import_feed_school(ports, feed_set, school)
        imported = True
        tell(_progress(number + 1, len(schools)))
    return True


def _refused_already(ports: ImportPorts, schools: Sequence[FeedSchool], import_id: str) -> set[Uai]:
    """Schools that an earlier call of this import has refused: they are not tried again."""
    reports = ports.reports.find((school.uai for school in schools), import_id)
    return {uai for uai, each in reports.items() if each.status is ImportStatus.REFUSED}


def _progress(done: int, schools: int) -> ImportOutcome:
    return ImportOutcome(
        ImportStatus.RUNNING,
        f"Import en cours : {done} établissement(s) sur {schools}.",
        counts={"schools": schools, "schools_done": done},
    )


def _outcome(
    ports: ImportPorts, feed: AcademyFeed, schools: Sequence[FeedSchool], import_id: str
) -> ImportOutcome:
    """Worked out from the schools' own reports: a call knows only what it did itself."""
    reports = ports.reports.find((school.uai for school in schools), import_id)
    anomaly_count = sum(1 for _ in feed.anomalies(None))
    anomaly_count += sum(report.anomaly_count for report in reports.values())
    status = _status([report.status for report in reports.values()])
    counts = feed_counts(reports, len(schools), feed.counts())
    return ImportOutcome(
        status=status,
        message=feed_sentence(reports, counts, anomaly_count),
        counts=counts,
        anomalies=tuple(islice(_anomalies(ports, feed, reports, import_id), JOB_ANOMALIES)),
        anomaly_count=anomaly_count,
    )


def _status(statuses: Sequence[ImportStatus]) -> ImportStatus:
    """Refused schools are named and do not hide that others were imported."""
    if ImportStatus.APPLIED in statuses:
        return ImportStatus.APPLIED
    refused = ImportStatus.REFUSED in statuses
    return ImportStatus.REFUSED if refused else ImportStatus.UNCHANGED


def _anomalies(
    ports: ImportPorts,
    feed: AcademyFeed,
    reports: Mapping[Uai, ImportReport],
    import_id: str,
) -> Iterator[ReportedAnomaly]:
    """Refused schools first, then what concerns no school, then school by school."""
    refused = [uai for uai, each in reports.items() if each.status is ImportStatus.REFUSED]
    for uai in sorted(refused):
        for anomaly in ports.reports.anomalies(uai, import_id):
            yield replace(anomaly, record=uai)
    yield from map(ReportedAnomaly.of, feed.anomalies(None))
    for uai in sorted(set(reports) - set(refused)):
        yield from ports.reports.anomalies(uai, import_id)
