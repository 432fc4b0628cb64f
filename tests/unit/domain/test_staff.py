"""What each module opens, in which school."""

import pytest

from shared.domain.errors import (
    DomainError,
    ModuleRequiredError,
    SecondFactorRequiredError,
    UnknownSchoolError,
)
from shared.domain.identifiers import StaffId
from shared.domain.staff import Caller, Module
from tests.factories import BOVARY, RODIN

ADMINISTRATION, TROUBLESHOOTING = Module


def _refusal(caller: Caller, *, administer: bool) -> type[DomainError] | None:
    try:
        if administer:
            caller.may_administer(RODIN)
        else:
            caller.may_troubleshoot(RODIN)
    except DomainError as error:
        return type(error)
    return None


@pytest.mark.parametrize(
    ("modules", "trusted", "administer", "troubleshoot"),
    [
        ({ADMINISTRATION}, True, None, None),
        ({ADMINISTRATION}, False, SecondFactorRequiredError, SecondFactorRequiredError),
        ({TROUBLESHOOTING}, True, ModuleRequiredError, None),
        ({TROUBLESHOOTING}, False, ModuleRequiredError, None),
        ({ADMINISTRATION, TROUBLESHOOTING}, True, None, None),
        ({ADMINISTRATION, TROUBLESHOOTING}, False, SecondFactorRequiredError, None),
    ],
)
def test_administration_asks_for_trust_and_troubleshooting_does_not(
    modules: set[Module],
    trusted: bool,
    administer: type[DomainError] | None,
    troubleshoot: type[DomainError] | None,
) -> None:
    caller = Caller(StaffId("s"), "", {RODIN: frozenset(modules)}, trusted)
    refusals = (_refusal(caller, administer=True), _refusal(caller, administer=False))
    assert refusals == (administer, troubleshoot)


@pytest.mark.parametrize("trusted", [True, False])
@pytest.mark.parametrize("access", [{}, {BOVARY: frozenset(Module)}, {RODIN: frozenset()}])
def test_the_modules_of_another_school_open_nothing_here(access: object, trusted: bool) -> None:
    caller = Caller(StaffId("s"), "", access, trusted)  # type: ignore[arg-type]
    refusals = (_refusal(caller, administer=True), _refusal(caller, administer=False))
    assert refusals == (UnknownSchoolError, UnknownSchoolError)
