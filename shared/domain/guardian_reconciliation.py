"""What changes among a school's guardians and their links when a roster says who they are now."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from shared.domain.account import Account, next_version
from shared.domain.data_source import DataSource
from shared.domain.feed_sources import (
    Names,
    names_of,
    said_by,
    shown,
    with_name,
    without,
    yields_to_siecle,
)
from shared.domain.guardian_links import GuardianLinks
from shared.domain.guardian_matching import Children, GuardianMatch, GuardianMatching
from shared.domain.guardianship import Guardianship
from shared.domain.identifiers import AccountId, Uai
from shared.domain.import_report import ReportedAnomaly
from shared.domain.person import Guardian
from shared.domain.roster import RosterFileKind, RosterGuardian, RosterGuardianship
from shared.domain.roster_changes import AddressChange, Arrival, JointureHolder, Update
from shared.domain.roster_plan import Plan, Setting, change_addresses
from shared.domain.username import UnusableNameError, username_stem

_TWICE = (
    "Ce responsable a un compte d’après l’annuaire académique et un autre ici d’après SIECLE, pour "
    "le même élève : les deux sont conservés, le premier n’est pas rattaché à cet élève ici."
)
_NO_USERNAME = "Aucune lettre pour former un identifiant : responsable non importé."


def reconcile_guardians(
    plan: Plan,
    *,
    stored: Iterable[Guardian],
    links: Iterable[Guardianship],
    roster: Iterable[RosterGuardian],
    guardianships: Iterable[RosterGuardianship],
    registered: Mapping[str, JointureHolder],
    addresses: Mapping[AccountId, tuple[str, ...]],
    setting: Setting,
) -> None:
    """Add to `plan` what the roster changes among guardians, once pupils are in it.

    One account per person of the source, whatever her children here; the feed's jointure makes
    it one for all its schools. Who has no link left here leaves this school, and once she has
    none anywhere she has left, and is kept. The e-mail address is the roster's: none there is
    none here. `registered` answers for the feed's jointures that no guardian of `stored` bears.
    """
    people = _with_children(plan, roster, guardianships)
    everyone, all_links = list(stored), list(links)
    plan.guardians_before = sum(each.present_in(setting.uai) for each in everyone)
    matching = GuardianMatching(everyone, all_links, registered, setting)
    guardians = _Guardians(plan, all_links, setting)
    absent: list[Guardian] = []
    for match in matching.match(people):
        if match.children:
            guardians.present(match)
        elif match.stored:  # another account has all her children here
            absent.append(match.stored)
        if match.twice:
            guardians.note("GUARDIAN_TWICE", match.person, _TWICE)
    guardians.links.change()
    for each in [*matching.absent(), *absent]:
        if each.present_in(setting.uai):
            guardians.unlist(each, addresses)
    change_addresses(plan, guardians.lines, addresses)


def _with_children(
    plan: Plan,
    roster: Iterable[RosterGuardian],
    guardianships: Iterable[RosterGuardianship],
) -> list[tuple[RosterGuardian, Children]]:
    children: dict[str, Children] = defaultdict(dict)
    for link in guardianships:
        if student_id := plan.account_of.get(link.student_source_id):
            children[link.guardian_source_id][student_id] = link.kinship
    return [
        (person, children.pop(person.source_id))
        for person in roster
        if person.source_id in children
    ]


class _Guardians:
    def __init__(self, plan: Plan, links: Iterable[Guardianship], setting: Setting) -> None:
        self._plan = plan
        self._setting = setting
        self.links = GuardianLinks(plan, links, setting)
        self.lines: list[tuple[AccountId, tuple[str, ...]]] = []

    def present(self, match: GuardianMatch) -> None:
        """A guardian of the roster and her links, unless no username can be made for her."""
        account_id = self._keep(match, match.stored) if match.stored else self._add(match)
        if account_id is None:
            return
        if not self._setting.feed or account_id not in self.links.from_siecle:
            self.lines.append((account_id, match.person.postal_lines))
        for student_id, kinship in match.children.items():
            self.links.want(account_id, student_id, kinship)

    def unlist(self, stored: Guardian, addresses: Mapping[AccountId, tuple[str, ...]]) -> None:
        """The roster has her no more: she leaves this school unless a link is left."""
        account_id, uai = stored.account.account_id, self._setting.uai
        before, names = names_of(stored), self._names_without_source(stored)
        stays = account_id in self.links.linked
        if stays and names == before:
            return
        schools = stored.schools if stays else tuple(s for s in _schools(stored) if s != uai)
        after = replace(stored, schools=schools, names_by_source=names)
        if not stays and not schools:
            after = replace(after, departed_on=self._setting.today, names_by_source=())
        elif names:
            name = shown(names)
            after = replace(
                after,
                family_name=name.family_name,
                first_name=name.first_name,
                usual_name=name.usual_name,
            )
        self._plan.changes.append(_update(stored, after))
        if stays:
            self._plan.counts.guardian_other_changes += 1
            return
        self._plan.counts.guardian_departures += 1
        if stored.account.uai != uai and account_id in addresses:
            self._plan.changes.append(AddressChange(account_id, ()))

    def note(self, code: str, person: RosterGuardian, detail: str) -> None:
        name = f"{person.usual_name or person.family_name} {person.first_name}"
        record = f"PERSONNE {person.source_id}"
        kind = RosterFileKind.GUARDIANS.value
        self._plan.anomalies.append(ReportedAnomaly(code, kind, record, name, None, detail))

    def _keep(self, match: GuardianMatch, stored: Guardian) -> AccountId:
        after = self._as_listed(stored, match.person)
        if match.claim:
            after = replace(after, jointure=match.claim.jointure)
        if after == stored:
            self._plan.counts.guardians_unchanged += 1
        else:
            self._count(stored, after)
            self._plan.changes.append(replace(_update(stored, after), jointure=match.claim))
        return stored.account.account_id

    def _add(self, match: GuardianMatch) -> AccountId | None:
        person, setting = match.person, self._setting
        try:
            stem = username_stem(person.first_name, person.family_name, setting.transliterate)
        except UnusableNameError:
            self.note("NO_USERNAME", person, _NO_USERNAME)
            return None
        account = Account(setting.new_account_id(), setting.uai, username="")
        guardian = replace(
            _as_in_roster(Guardian(account, family_name="", first_name=""), person),
            source_id="" if setting.feed else person.source_id,
            schools=(setting.uai,),
            jointure=match.claim.jointure if match.claim else "",
            names_by_source=(said_by(setting.source, person),),
        )
        self._plan.changes.append(Arrival(guardian, stem, jointure=match.claim))
        self._plan.counts.guardian_arrivals += 1
        return account.account_id

    def _as_listed(self, stored: Guardian, person: RosterGuardian) -> Guardian:
        """A known guardian once this roster lists her here.

        What a school's own export says of a guardian whose account lives elsewhere changes only
        her links and her address here: two schools' exports would undo each other.
        """
        source, uai = self._setting.source, self._setting.uai
        here = replace(stored, schools=tuple(sorted({*_schools(stored), uai})), departed_on=None)
        if source is DataSource.SIECLE and stored.account.uai != uai:
            return here
        names = names_of(stored)
        facts = here if yields_to_siecle(names, source) else _as_in_roster(here, person)
        return replace(
            facts,
            source_id=stored.source_id if self._setting.feed else person.source_id,
            names_by_source=with_name(names, said_by(source, person)),
        )

    def _names_without_source(self, stored: Guardian) -> Names:
        names, feed = names_of(stored), self._setting.feed
        if feed is None:
            here = stored.account.uai == self._setting.uai
            return without(names, DataSource.SIECLE) if here else names
        listed = feed.lists_guardian(stored.jointure)
        return names if listed else without(names, DataSource.AAF)

    def _count(self, before: Guardian, after: Guardian) -> None:
        counts = self._plan.counts
        figures = (
            before.departed_on is not None,
            before.departed_on is None and not before.present_in(self._setting.uai),
            _names(before) != _names(after),
            before.roster_email != after.roster_email,
        )
        counts.guardian_returns += figures[0]
        counts.guardian_arrivals += figures[1]
        counts.guardian_name_changes += figures[2]
        counts.guardian_email_changes += figures[3]
        counts.guardian_other_changes += before.civility != after.civility or not any(figures)


def _schools(guardian: Guardian) -> tuple[Uai, ...]:
    """Where she has a child now; a record that names no school has them where it lives."""
    if guardian.departed_on:
        return ()
    return guardian.schools or (guardian.account.uai,)


def _update(before: Guardian, after: Guardian) -> Update:
    return Update(before, replace(after, account=next_version(before.account)))


def _names(guardian: Guardian) -> tuple[str | None, ...]:
    return (guardian.family_name, guardian.first_name, guardian.usual_name)


def _as_in_roster(guardian: Guardian, person: RosterGuardian) -> Guardian:
    return replace(
        guardian,
        family_name=person.family_name,
        first_name=person.first_name,
        usual_name=person.usual_name,
        civility=person.civility,
        roster_email=person.email,
    )
