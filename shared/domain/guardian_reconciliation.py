"""What changes among a school's guardians and their links when a roster says who they are now."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from shared.domain.account import Account, Guardian
from shared.domain.identifiers import AccountId
from shared.domain.import_report import ReportedAnomaly
from shared.domain.reconciliation import Plan, Setting, change_addresses
from shared.domain.roster import Kinship, RosterFileKind, RosterGuardian, RosterGuardianship
from shared.domain.roster_changes import (
    Arrival,
    Guardianship,
    LinkChange,
    LinkRemoval,
    Update,
    next_version,
)
from shared.domain.username import UnusableNameError, username_stem


def reconcile_guardians(
    plan: Plan,
    *,
    stored: Iterable[Guardian],
    links: Iterable[Guardianship],
    roster: Iterable[RosterGuardian],
    guardianships: Iterable[RosterGuardianship],
    addresses: Mapping[AccountId, tuple[str, ...]],
    setting: Setting,
) -> None:
    """Add to `plan` what the roster changes among guardians, once pupils are in it.

    One account per person of the source, whatever her children here; a guardian whose last link
    goes has left, and is kept. The e-mail address is the roster's: none there is none here.
    """
    children: dict[str, dict[AccountId, Kinship]] = defaultdict(dict)
    for link in guardianships:
        if student_id := plan.account_of.get(link.student_source_id):
            children[link.guardian_source_id][student_id] = link.kinship
    known = {guardian.source_id: guardian for guardian in stored}
    plan.guardians_before = sum(1 for guardian in known.values() if not guardian.departed_on)
    wanted: dict[tuple[AccountId, AccountId], Kinship] = {}
    lines: list[tuple[AccountId, tuple[str, ...]]] = []
    for person in roster:
        if person.source_id not in children:
            continue
        account_id = _present(plan, person, known.pop(person.source_id, None), setting)
        if account_id is None:
            continue
        plan.counts.guardians += 1
        lines.append((account_id, person.postal_lines))
        for student_id, kinship in children.pop(person.source_id).items():
            wanted[account_id, student_id] = kinship
    _change_links(plan, wanted, links)
    for guardian in known.values():
        if guardian.departed_on is None:
            left = replace(guardian, departed_on=setting.today)
            plan.changes.append(_update(guardian, left))
            plan.counts.guardian_departures += 1
    change_addresses(plan, lines, addresses)


def _present(
    plan: Plan, person: RosterGuardian, stored: Guardian | None, setting: Setting
) -> AccountId | None:
    """The account of a guardian of the roster, None when no username can be made for her."""
    if stored is None:
        return _add(plan, person, setting)
    after = _as_in_roster(stored, person)
    if after == stored:
        plan.counts.guardians_unchanged += 1
    else:
        _count(plan, stored, after)
        plan.changes.append(_update(stored, after))
    return stored.account.account_id


def _add(plan: Plan, person: RosterGuardian, setting: Setting) -> AccountId | None:
    try:
        stem = username_stem(person.first_name, person.family_name, setting.transliterate)
    except UnusableNameError:
        detail = "Aucune lettre pour former un identifiant : responsable non importé."
        name = f"{person.usual_name or person.family_name} {person.first_name}"
        record = f"PERSONNE {person.source_id}"
        kind = RosterFileKind.GUARDIANS.value
        plan.anomalies.append(ReportedAnomaly("NO_USERNAME", kind, record, name, None, detail))
        return None
    account = Account(setting.new_account_id(), setting.uai, username="")
    guardian = _as_in_roster(Guardian(account, family_name="", first_name=""), person)
    plan.changes.append(Arrival(guardian, stem))
    plan.counts.guardian_arrivals += 1
    return account.account_id


def _update(before: Guardian, after: Guardian) -> Update:
    return Update(before, replace(after, account=next_version(before.account)))


def _count(plan: Plan, before: Guardian, after: Guardian) -> None:
    counts = plan.counts
    counts.guardian_returns += before.departed_on is not None
    counts.guardian_name_changes += _names(before) != _names(after)
    counts.guardian_email_changes += before.roster_email != after.roster_email
    counts.guardian_other_changes += before.civility != after.civility


def _names(guardian: Guardian) -> tuple[str | None, ...]:
    return (guardian.family_name, guardian.first_name, guardian.usual_name)


def _change_links(
    plan: Plan,
    wanted: Mapping[tuple[AccountId, AccountId], Kinship],
    links: Iterable[Guardianship],
) -> None:
    kinships = {(link.guardian_id, link.student_id): link.kinship for link in links}
    for pair, kinship in wanted.items():
        if kinships.get(pair) is kinship:
            continue
        plan.changes.append(LinkChange(Guardianship(*pair, kinship)))
        plan.counts.guardianships_added += pair not in kinships
        plan.counts.guardianships_changed += pair in kinships
    for pair in kinships:
        if pair not in wanted:
            plan.changes.append(LinkRemoval(*pair))
            plan.counts.guardianships_removed += 1
    plan.counts.guardianships = len(wanted)


def _as_in_roster(guardian: Guardian, person: RosterGuardian) -> Guardian:
    return replace(
        guardian,
        family_name=person.family_name,
        first_name=person.first_name,
        usual_name=person.usual_name,
        civility=person.civility,
        roster_email=person.email,
        source_id=person.source_id,
        departed_on=None,
    )
