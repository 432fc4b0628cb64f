"""Reads what is stored of a school, plans what its roster changes, and applies it."""

from collections.abc import Callable, Iterable

from shared.domain.data_source import DataSource
from shared.domain.errors import ConcurrentChangeError
from shared.domain.feed_facts import FeedFacts
from shared.domain.french_time import paris_date
from shared.domain.guardian_reconciliation import reconcile_guardians
from shared.domain.identifiers import AccountId, Uai
from shared.domain.import_report import ImportCounts, ReportedAnomaly
from shared.domain.person import Guardian
from shared.domain.reconciliation import reconcile_students
from shared.domain.roster import RosterFileKind, RosterGuardian
from shared.domain.roster_changes import JointureHolder
from shared.domain.roster_plan import Plan, Setting
from shared.domain.roster_state import RosterState
from shared.domain.student_matching import match_students, with_ines_of_siecle
from shared.usecases.roster_ports import Held, ImportPorts, Roster

_PLANS = 5


def reconcile(
    ports: ImportPorts,
    uai: Uai,
    roster: Roster,
    state: RosterState,
    lease: Held,
    *,
    check: Callable[[Plan], None],
    feed: FeedFacts | None = None,
) -> tuple[ImportCounts, list[ReportedAnomaly]]:
    """Make the table say what the roster says; what changed, and what was odd in doing so.

    `check` may refuse the plan before anything is written. When staff change a record in between,
    everything is read and planned again. An import that was cut keeps the counts it set out with.

    Raises:
        ConcurrentChangeError: records keep changing; a redelivery goes on from there.
    """
    for _ in range(_PLANS):
        plan = _plan(ports, uai, roster, state, feed)
        if lease.start.planned is None:
            check(plan)
            lease.plan(plan.counts.as_mapping())
        try:
            ports.register.apply(
                uai,
                plan.changes,
                import_id=lease.start.import_id,
                at=ports.clock(),
                alive=lease.alive,
            )
        except ConcurrentChangeError:
            continue
        return ImportCounts(**(lease.start.planned or {})), plan.anomalies
    raise ConcurrentChangeError


def _plan(
    ports: ImportPorts, uai: Uai, roster: Roster, state: RosterState, feed: FeedFacts | None
) -> Plan:
    setting = Setting(
        uai=uai,
        today=paris_date(ports.clock()),
        new_account_id=ports.new_account_id,
        transliterate=ports.transliterate,
        feed=feed,
    )
    plan = Plan()
    addresses = dict(ports.students.addresses_of(uai))
    matching = match_students(ports.students.all_of(uai), roster.students())
    if feed:
        matching = with_ines_of_siecle(matching)
    registered = ports.register.ine_holders(matching.ines_to_look_up(), uai=uai)
    reconcile_students(plan, matching, registered=registered, addresses=addresses, setting=setting)
    _plan_guardians(ports, plan, roster, addresses, setting)
    plan.counts.label_changes = _label_changes(roster, state, setting)
    plan.counts.add_read(roster.counts())
    return plan


def _plan_guardians(
    ports: ImportPorts,
    plan: Plan,
    roster: Roster,
    addresses: dict[AccountId, tuple[str, ...]],
    setting: Setting,
) -> None:
    """Without a guardians' file nothing is known of guardians: they stay as they are."""
    stored, links = ports.guardians.all_of(setting.uai)
    if RosterFileKind.GUARDIANS in roster.kinds():
        people = list(roster.guardians())
        reconcile_guardians(
            plan,
            stored=stored,
            links=links,
            roster=people,
            registered=_registered(ports, people, stored, setting),
            guardianships=roster.guardianships(),
            addresses=addresses,
            setting=setting,
        )
        return
    alive = [link for link in links if link.student_id in plan.present]
    plan.counts.guardians = len({link.guardian_id for link in alive})
    plan.counts.guardianships = len(alive)


def _registered(
    ports: ImportPorts,
    people: Iterable[RosterGuardian],
    stored: Iterable[Guardian],
    setting: Setting,
) -> dict[str, JointureHolder]:
    """What the national register says of the feed's guardians whom this school does not know."""
    if setting.feed is None:
        return {}
    known = {guardian.jointure for guardian in stored}
    wanted = {setting.feed.national(person.jointure) for person in people}
    return ports.register.jointure_holders(wanted - known)


def labels(
    roster: Roster, state: RosterState, source: DataSource = DataSource.SIECLE
) -> tuple[dict[str, str], dict[str, str]]:
    """Labels of classes and of MEFs: the files' own, or those already known.

    Beside the school's own exports, the feed only adds those that are missing.
    """
    if source is DataSource.AAF:
        known = state if state.files else RosterState()
        return (
            roster.class_labels() | dict(known.class_labels),
            roster.mef_labels() | dict(known.mef_labels),
        )
    kinds = roster.kinds()
    classes = RosterFileKind.STRUCTURES in kinds
    mefs = RosterFileKind.NOMENCLATURE in kinds
    return (
        roster.class_labels() if classes else dict(state.class_labels),
        roster.mef_labels() if mefs else dict(state.mef_labels),
    )


def _label_changes(roster: Roster, state: RosterState, setting: Setting) -> int:
    after = labels(roster, state, setting.source)
    before = (dict(state.class_labels), dict(state.mef_labels))
    return sum(
        old.get(code) != new.get(code)
        for old, new in zip(before, after, strict=True)
        for code in {*old, *new}
    )
