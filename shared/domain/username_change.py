"""A new username, asked for and then given or refused (guide §8)."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Self

from shared.domain.data_source import DataSource
from shared.domain.identifiers import Uai


class UsernameChangeState(StrEnum):
    """Where a request stands. One that is withdrawn is no more; its traces stay."""

    REQUESTED = "REQUESTED"
    APPLIED = "APPLIED"
    REFUSED = "REFUSED"


class ChangeRefusal(StrEnum):
    """Why the night has refused what could be asked for the day before."""

    NAMES_DIFFER = "NAMES_DIFFER"
    USERNAME_UNCHANGED = "USERNAME_UNCHANGED"
    UNUSABLE_NAME = "UNUSABLE_NAME"
    DEPARTED = "DEPARTED"


@dataclass(frozen=True, slots=True)
class UsernameChange:
    """The last request of an account.

    `requested_by` is the name of the member of staff, `school` the one they acted in.
    `decided_at` is when the night applied it, the username until then being `former_username`,
    or refused it for `refusal`: `differing_sources` are then those that called its holder
    something else.
    """

    state: UsernameChangeState
    requested_at: datetime
    requested_by: str
    school: Uai
    decided_at: datetime | None = None
    former_username: str | None = None
    refusal: ChangeRefusal | None = None
    differing_sources: tuple[DataSource, ...] = ()

    @classmethod
    def asked(cls, *, at: datetime, by: str, school: Uai) -> Self:
        """A request of this moment, for the next night."""
        return cls(UsernameChangeState.REQUESTED, at, by, school)

    def applied(self, *, at: datetime, former_username: str) -> Self:
        return replace(
            self,
            state=UsernameChangeState.APPLIED,
            decided_at=at,
            former_username=former_username,
        )

    def refused(
        self,
        refusal: ChangeRefusal,
        *,
        at: datetime,
        differing_sources: tuple[DataSource, ...] = (),
    ) -> Self:
        return replace(
            self,
            state=UsernameChangeState.REFUSED,
            decided_at=at,
            refusal=refusal,
            differing_sources=differing_sources,
        )
