"""What becomes of a school's links between guardians and pupils, each given by its sources."""

from collections.abc import Iterable
from dataclasses import replace

from shared.domain.data_source import DataSource
from shared.domain.feed_sources import with_source
from shared.domain.guardianship import Guardianship
from shared.domain.identifiers import AccountId
from shared.domain.kinship import Kinship
from shared.domain.roster_changes import LinkChange, LinkRemoval
from shared.domain.roster_plan import Plan, Setting


class GuardianLinks:
    """The links stored, and those the roster wants; `linked` is who has one afterwards."""

    def __init__(self, plan: Plan, links: Iterable[Guardianship], setting: Setting) -> None:
        self._plan = plan
        self._setting = setting
        self._stored = {(link.guardian_id, link.student_id): link for link in links}
        self._wanted: dict[tuple[AccountId, AccountId], Kinship] = {}
        self.linked: set[AccountId] = set()
        self.from_siecle = {
            link.guardian_id for link in self._stored.values() if DataSource.SIECLE in link.sources
        }

    def want(self, guardian_id: AccountId, student_id: AccountId, kinship: Kinship) -> None:
        self._wanted[guardian_id, student_id] = kinship

    def change(self) -> None:
        """A link stays while a source gives it and the pupil is here."""
        plan, source = self._plan, self._setting.source
        for pair, kinship in self._wanted.items():
            self._give(pair, kinship)
        for pair, link in self._stored.items():
            if pair in self._wanted:
                continue
            sources = tuple(each for each in link.sources if each is not source)
            if not sources or link.student_id not in plan.present:
                plan.changes.append(LinkRemoval(*pair))
                plan.counts.guardianships_removed += 1
                continue
            self.linked.add(link.guardian_id)
            plan.counts.guardianships += 1
            if sources != link.sources:
                plan.changes.append(LinkChange(replace(link, sources=sources)))
        plan.counts.guardianships += len(self._wanted)
        plan.counts.guardians = len(self.linked)

    def _give(self, pair: tuple[AccountId, AccountId], kinship: Kinship) -> None:
        plan, source, known = self._plan, self._setting.source, self._stored.get(pair)
        self.linked.add(pair[0])
        if known is None:
            plan.changes.append(LinkChange(Guardianship(*pair, kinship, sources=(source,))))
            plan.counts.guardianships_added += 1
            return
        if self._setting.feed and DataSource.SIECLE in known.sources:
            kinship = known.kinship
        wanted = replace(known, kinship=kinship, sources=with_source(known.sources, source))
        if wanted != known:
            plan.changes.append(LinkChange(wanted))
            plan.counts.guardianships_changed += kinship is not known.kinship
