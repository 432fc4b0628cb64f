"""Which stored guardian each guardian of a roster is."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from shared.domain.data_source import DataSource
from shared.domain.french_order import folded
from shared.domain.guardianship import Guardianship
from shared.domain.identifiers import AccountId
from shared.domain.kinship import Kinship
from shared.domain.person import Guardian
from shared.domain.roster import RosterGuardian
from shared.domain.roster_changes import JointureClaim, JointureHolder
from shared.domain.roster_plan import Setting

Children = dict[AccountId, Kinship]


@dataclass(frozen=True, slots=True)
class GuardianMatch:
    """A guardian of the roster with her children here, and the stored one she is, if any.

    `twice` are children of hers that another account of the same name already has.
    """

    person: RosterGuardian
    children: Children
    stored: Guardian | None
    claim: JointureClaim | None = None
    twice: tuple[AccountId, ...] = ()


class GuardianMatching:
    """SIECLE's number of the school, or the feed's jointure, decides first; then name and child.

    By name and child, an account that SIECLE made takes the feed's jointure, and one that the
    feed made is recognised by SIECLE: never two accounts of one source.
    """

    def __init__(
        self,
        stored: Iterable[Guardian],
        links: Iterable[Guardianship],
        registered: Mapping[str, JointureHolder],
        setting: Setting,
    ) -> None:
        self._setting = setting
        self._registered = registered
        self._left = {guardian.account.account_id: guardian for guardian in stored}
        self._by_key = {key: each for each in self._left.values() if (key := self._key(each))}
        self._of_child: dict[AccountId, list[Guardianship]] = defaultdict(list)
        self._links: set[tuple[AccountId, AccountId]] = set()
        for link in links:
            self._of_child[link.student_id].append(link)
            self._links.add((link.guardian_id, link.student_id))

    def match(self, people: Iterable[tuple[RosterGuardian, Children]]) -> Iterator[GuardianMatch]:
        """Everyone who is known for certain is taken before names are compared."""
        everyone = [(*each, self._known(each[0])) for each in people]
        for person, children, known in everyone:
            if known is None:
                yield self._by_name(person, children)
            else:
                yield self._certain(person, children, known)

    def absent(self) -> list[Guardian]:
        """Those stored whom nobody of the roster is."""
        return list(self._left.values())

    def _key(self, guardian: Guardian) -> str:
        if self._setting.feed:
            return guardian.jointure
        return guardian.source_id if guardian.account.uai == self._setting.uai else ""

    def _known(self, person: RosterGuardian) -> Guardian | None:
        feed = self._setting.feed
        key = feed.national(person.jointure) if feed else person.source_id
        known = self._by_key.get(key)
        if known is None and key in self._registered and feed:
            known = self._registered[key].guardian
        if known:
            self._left.pop(known.account.account_id, None)
        return known

    def _certain(
        self, person: RosterGuardian, children: Children, known: Guardian
    ) -> GuardianMatch:
        if not self._setting.feed:
            return GuardianMatch(person, children, known)
        mine = known.account.account_id
        twice = tuple(
            child
            for child in children
            if (mine, child) not in self._links and self._candidates(person, {child})
        )
        kept = {child: kinship for child, kinship in children.items() if child not in twice}
        return GuardianMatch(person, kept, known, twice=twice)

    def _by_name(self, person: RosterGuardian, children: Children) -> GuardianMatch:
        candidates = self._candidates(person, children)
        candidates.sort(key=lambda link: link.kinship is not children[link.student_id])
        found = self._left.pop(candidates[0].guardian_id) if candidates else None
        return GuardianMatch(person, children, found, self._claim(person))

    def _claim(self, person: RosterGuardian) -> JointureClaim | None:
        if not self._setting.feed:
            return None
        jointure = self._setting.feed.national(person.jointure)
        gone = self._registered.get(jointure)
        return JointureClaim(jointure, gone.account_id if gone else None)

    def _candidates(
        self, person: RosterGuardian, children: Iterable[AccountId]
    ) -> list[Guardianship]:
        """The links by which stored guardians of her name have one of her children."""
        return [
            link
            for child in children
            for link in self._of_child[child]
            if (guardian := self._left.get(link.guardian_id))
            and self._may_be_hers(guardian)
            and self._same_person(guardian, link, person)
        ]

    def _may_be_hers(self, guardian: Guardian) -> bool:
        """SIECLE looks among the feed's accounts; the feed among those it does not know."""
        if self._setting.feed:
            return not guardian.jointure and guardian.account.uai == self._setting.uai
        return bool(guardian.jointure)

    def _same_person(self, guardian: Guardian, link: Guardianship, person: RosterGuardian) -> bool:
        """First name and one of the family names agree.

        An account that lives elsewhere does not bear this school's number of her: once SIECLE
        has recognised it, the first name is enough, so that a new family name makes no second.
        """
        if folded(guardian.first_name) != folded(person.first_name):
            return False
        recognised = DataSource.SIECLE in link.sources
        if recognised and not self._setting.feed and guardian.account.uai != self._setting.uai:
            return True
        return not _family_names(guardian).isdisjoint(_family_names(person))


def _family_names(person: Guardian | RosterGuardian) -> set[str]:
    return {folded(name) for name in (person.family_name, person.usual_name) if name}
