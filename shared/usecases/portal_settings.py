"""Entering, verifying and switching on the address of a population (guide §7)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from shared.domain.audit import AuditTag
from shared.domain.errors import ConcurrentChangeError, NoAddressError
from shared.domain.identifiers import StaffId, Uai
from shared.domain.instruction import Population
from shared.domain.portal_address import CheckFailure, portal_address
from shared.domain.portal_setting import PortalSetting
from shared.domain.staff import Caller

_TRIES = 4


class Settings(Protocol):
    """Addresses by population; `replace` fails when one is no longer as it was read."""

    def get(self, uai: Uai, population: Population) -> PortalSetting: ...
    def replace(
        self,
        uai: Uai,
        population: Population,
        before: PortalSetting,
        after: PortalSetting,
        *,
        tag: AuditTag,
        by: StaffId,
        by_name: str,
        at: datetime,
    ) -> None: ...


FailureOf = Callable[[str], CheckFailure | None]


@dataclass(frozen=True, slots=True)
class AddressSettings:
    """What one member of staff does to the address of one population of a school."""

    settings: Settings
    uai: Uai
    population: Population
    caller: Caller
    at: datetime

    def edit(self, text: str | None) -> PortalSetting:
        """Another address, to be verified; none, or an empty one, takes it away.

        Raises:
            BadAddressError, AddressActiveError: refused.
            ConcurrentChangeError: when it changed at each try.
        """
        url = portal_address(text) if text and text.strip() else None
        return self._changed(lambda known: known.edited(url), AuditTag.ADDRESS_CHANGED)

    def verify(self, failure_of: FailureOf) -> tuple[PortalSetting, CheckFailure | None]:
        """The address once it was looked at, and what was wrong with it.

        What was found is of the very address that was looked at: when it has been edited
        meanwhile, the look counts for nothing.

        Raises:
            NoAddressError: when there is none.
            ConcurrentChangeError: when it was changed meanwhile.
        """
        known = self.settings.get(self.uai, self.population)
        if known.url is None:
            raise NoAddressError
        failure = failure_of(known.url)
        if failure is CheckFailure.CHECK_UNAVAILABLE:
            return known, failure
        after = known.checked(failure, at=self.at)
        if after != known:
            self._replace(known, after, AuditTag.ADDRESS_VERIFIED)
        return after, failure

    def switch(self, *, on: bool) -> PortalSetting:
        """The address in letters, or no longer.

        Raises:
            AddressNotVerifiedError: when it was not found good.
            ConcurrentChangeError: when it changed at each try.
        """
        tag = AuditTag.ADDRESS_ACTIVATED if on else AuditTag.ADDRESS_DEACTIVATED
        return self._changed(lambda known: known.switched(on=on), tag)

    def _changed(
        self, change: Callable[[PortalSetting], PortalSetting], tag: AuditTag
    ) -> PortalSetting:
        for _ in range(_TRIES):
            known = self.settings.get(self.uai, self.population)
            after = change(known)
            if after == known:
                return known
            try:
                self._replace(known, after, tag)
            except ConcurrentChangeError:
                continue
            return after
        raise ConcurrentChangeError

    def _replace(self, known: PortalSetting, after: PortalSetting, tag: AuditTag) -> None:
        self.settings.replace(
            self.uai,
            self.population,
            known,
            after,
            tag=tag,
            by=self.caller.staff_id,
            by_name=self.caller.name,
            at=self.at,
        )
