"""The address a school adds to its letters: entered, verified, then switched on (guide §7)."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from shared.domain.errors import AddressActiveError, AddressNotVerifiedError, NoAddressError
from shared.domain.portal_address import CheckFailure


@dataclass(frozen=True, slots=True)
class PortalSetting:
    """The address of one population of a school; `url` is None when there is none.

    `checked_at` is when this very address was last looked at, `failure` what was wrong with it
    then. `version` grows by one at each change and guards every write.
    """

    url: str | None = None
    active: bool = False
    checked_at: datetime | None = None
    failure: CheckFailure | None = None
    version: int = 0

    @property
    def verified(self) -> bool:
        """Whether the address answered when it was last looked at."""
        return self.checked_at is not None and self.failure is None

    @property
    def printed_url(self) -> str | None:
        """What letters and e-mails bear: exactly the address that was verified, while active."""
        return self.url if self.active and self.verified else None

    def edited(self, url: str | None) -> Self:
        """Another address, unverified; the same one stays what it is.

        Raises:
            AddressActiveError: while it is active.
        """
        if url == self.url:
            return self
        if self.active:
            raise AddressActiveError
        return type(self)(url=url, version=self.version + 1)

    def checked(self, failure: CheckFailure | None, *, at: datetime) -> Self:
        """What a look at this address has found.

        An active address that no longer answers stays active: it was verified, and a passing
        failure must not change the letters of a school.

        Raises:
            NoAddressError: when there is none.
        """
        if self.url is None:
            raise NoAddressError
        if self.active and failure is not None:
            return self
        return replace(self, checked_at=at, failure=failure, version=self.version + 1)

    def switched(self, *, on: bool) -> Self:
        """The address in letters, or no longer.

        Raises:
            AddressNotVerifiedError: when it was not found good.
        """
        if on == self.active:
            return self
        if on and not (self.url and self.verified):
            raise AddressNotVerifiedError
        return replace(self, active=on, version=self.version + 1)
