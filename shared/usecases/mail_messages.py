"""What each guardian is told by e-mail, read from the table just before it goes."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from shared.domain.account import Account
from shared.domain.identifiers import AccountId
from shared.domain.letter import AddressedLetter
from shared.domain.operation import Operation
from shared.usecases.home_schools import Schools, known_school
from shared.usecases.letter_books import Portals, guardian_letter, letterhead
from shared.usecases.people import People


class Opener(Protocol):
    """Decrypts the temporary password of an account."""

    def open(self, account: Account) -> str: ...


class MailMessages:
    """The letters of guardians, addressed to the roster's e-mail and to no other (guide §5.2)."""

    def __init__(
        self,
        people: People,
        schools: Schools,
        opener: Opener,
        portals: Portals,
        clock: Callable[[], datetime],
    ) -> None:
        self._people, self._schools, self._opener = people, schools, opener
        self._portals, self._clock = portals, clock

    def messages(
        self, operation: Operation, account_ids: Sequence[AccountId]
    ) -> Mapping[AccountId, AddressedLetter]:
        """A guardian who has left, or has no address any more, is absent."""
        school = known_school(self._schools, operation.uai)
        heading = letterhead(operation, school, self._portals)
        at = self._clock()
        families = self._people.families(operation.uai, frozenset(account_ids))
        return {
            family.guardian.account.account_id: AddressedLetter(
                family.guardian.roster_email,
                heading,
                guardian_letter(family, school, (), self._opener.open, at),
            )
            for family in families
            if family.guardian.roster_email
        }
