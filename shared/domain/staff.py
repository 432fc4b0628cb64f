"""Who asks, and what they may do in which school (guide §1.2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from shared.domain.errors import (
    ModuleRequiredError,
    SecondFactorRequiredError,
    TroubleshootingRequiredError,
    UnknownSchoolError,
)
from shared.domain.identifiers import StaffId, Uai

ANOTHER_SCHOOL = "un autre établissement"
"""What stands for the name of staff of a school that is not the reader's."""


class Module(StrEnum):
    """The two modules; troubleshooting has fewer rights, on students only."""

    ADMINISTRATION = "administration"
    TROUBLESHOOTING = "troubleshooting"


@dataclass(frozen=True, slots=True)
class Caller:
    """A member of staff, with the modules delegated to them in each school.

    `trusted` tells that they used a second factor or come from the administration's network.
    """

    staff_id: StaffId
    name: str
    access: Mapping[Uai, frozenset[Module]]
    trusted: bool

    def may_administer(self, uai: Uai) -> None:
        """Refuse whoever has no administration module in this school, or no second factor.

        Raises:
            UnknownSchoolError: not the caller's school, whether it exists or not.
            ModuleRequiredError: the caller only has the troubleshooting module there.
            SecondFactorRequiredError: neither a one-time password nor the right network.
        """
        if Module.ADMINISTRATION not in self._modules(uai):
            raise ModuleRequiredError
        if not self.trusted:
            raise SecondFactorRequiredError

    def may_troubleshoot(self, uai: Uai) -> None:
        """Refuse whoever has neither module in this school.

        Administration counts only with its second factor; who has both modules falls back on
        troubleshooting without it.

        Raises:
            UnknownSchoolError, SecondFactorRequiredError: as for administration.
        """
        if not self.modules_in(uai):
            raise SecondFactorRequiredError

    def may_see_passwords_in_tables(self, uai: Uai) -> None:
        """Refuse whoever has no troubleshooting module: administration's tables have no password.

        Raises:
            UnknownSchoolError: not the caller's school, whether it exists or not.
            TroubleshootingRequiredError: the caller only has the administration module there.
        """
        if Module.TROUBLESHOOTING not in self._modules(uai):
            raise TroubleshootingRequiredError

    def modules_in(self, uai: Uai) -> frozenset[Module]:
        """The modules the caller can use in this school right now, perhaps none.

        Administration is one of them only with its second factor.

        Raises:
            UnknownSchoolError: not the caller's school, whether it exists or not.
        """
        closed = frozenset() if self.trusted else frozenset({Module.ADMINISTRATION})
        return self._modules(uai) - closed

    def _modules(self, uai: Uai) -> frozenset[Module]:
        modules = self.access.get(uai)
        if not modules:
            raise UnknownSchoolError
        return modules
