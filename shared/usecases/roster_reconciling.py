"""Reads what is stored of a school, plans what its roster changes, and applies it."""

from collections.abc import Callable

from shared.domain.errors import ConcurrentChangeError
from shared.domain.french_time import paris_date
from shared.domain.guardian_reconciliation import reconcile_guardians
from shared.domain.identifiers import AccountId, Uai
from shared.domain.import_report import ImportCounts, ReportedAnomaly
from shared.domain.reconciliation import Plan, Setting, reconcile_students
from shared.domain.roster import RosterFileKind
from shared.domain.roster_state import RosterState
from shared.domain.student_matching import match_students
from shared.usecases.roster_ports import ImportPorts, Lease, Roster

_PLANS = 5


def reconcile(
    ports: ImportPorts,
    uai: Uai,
    roster: Roster,
    state: RosterState,
    lease: Lease,
    *,
    check: Callable[[Plan], None],
) -> tuple[ImportCounts, list[ReportedAnomaly]]:
    """Make the table say what the roster says; what changed, and what was odd in doing so.

    `check` may refuse the plan before anything is written. When staff change a record in between,
    everything is read and planned again. An import that was cut keeps the counts it set out with.

    Raises:
        ConcurrentChangeError: records keep changing; a redelivery goes on from there.
    """
    for _ in range(_PLANS):
        plan = _plan(ports, uai, roster, state)
        if lease.start.planned is None:
            check(plan)
            lease.plan(plan.counts.as_mapping())
        try:
            ports.register.apply(uai, plan.changes, alive=lease.alive)
        except ConcurrentChangeError:
            continue
        return ImportCounts(**(lease.start.planned or {})), plan.anomalies
    raise ConcurrentChangeError


def _plan(ports: ImportPorts, uai: Uai, roster: Roster, state: RosterState) -> Plan:
    setting = Setting(
        uai=uai,
        today=paris_date(ports.clock()),
        new_account_id=ports.new_account_id,
        transliterate=ports.transliterate,
    )
    plan = Plan()
    addresses = ports.students.addresses_of(uai)
    matching = match_students(ports.students.all_of(uai), roster.students())
    registered = ports.register.ine_holders(matching.ines_to_look_up(), uai=uai)
    reconcile_students(plan, matching, registered=registered, addresses=addresses, setting=setting)
    _plan_guardians(ports, plan, roster, addresses, setting)
    plan.counts.label_changes = _label_changes(roster, state)
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
        reconcile_guardians(
            plan,
            stored=stored,
            links=links,
            roster=roster.guardians(),
            guardianships=roster.guardianships(),
            addresses=addresses,
            setting=setting,
        )
        return
    present = set(plan.account_of.values())
    alive = [link for link in links if link.student_id in present]
    plan.counts.guardians = len({link.guardian_id for link in alive})
    plan.counts.guardianships = len(alive)


def labels(roster: Roster, state: RosterState) -> tuple[dict[str, str], dict[str, str]]:
    """Labels of classes and of MEFs: the files' own, or those already known."""
    kinds = roster.kinds()
    classes = RosterFileKind.STRUCTURES in kinds
    mefs = RosterFileKind.NOMENCLATURE in kinds
    return (
        roster.class_labels() if classes else dict(state.class_labels),
        roster.mef_labels() if mefs else dict(state.mef_labels),
    )


def _label_changes(roster: Roster, state: RosterState) -> int:
    after = labels(roster, state)
    before = (dict(state.class_labels), dict(state.mef_labels))
    return sum(
        old.get(code) != new.get(code)
        for old, new in zip(before, after, strict=True)
        for code in {*old, *new}
    )
