"""What each module opens, in which school."""

import pytest

from shared.domain.errors import (
    DomainError,
    ModuleRequiredError,
    SecondFactorRequiredError,
    TroubleshootingRequiredError,
    UnknownSchoolError,
)
from shared.domain.identifiers import StaffId, Uai
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


@pytest.mark.parametrize(
    ("modules", "trusted", "usable"),
    [
        ({ADMINISTRATION}, True, {ADMINISTRATION}),
        ({ADMINISTRATION}, False, set()),
        ({TROUBLESHOOTING}, False, {TROUBLESHOOTING}),
        ({ADMINISTRATION, TROUBLESHOOTING}, True, {ADMINISTRATION, TROUBLESHOOTING}),
        ({ADMINISTRATION, TROUBLESHOOTING}, False, {TROUBLESHOOTING}),
    ],
)
def test_a_module_is_usable_now_when_its_second_factor_is_there(
    modules: set[Module], trusted: bool, usable: set[Module]
) -> None:
    caller = Caller(StaffId("s"), "", {RODIN: frozenset(modules)}, trusted)
    assert caller.modules_in(RODIN) == usable
    with pytest.raises(UnknownSchoolError):
        caller.modules_in(BOVARY)


@pytest.mark.parametrize("trusted", [True, False])
def test_passwords_in_tables_are_for_the_troubleshooting_module(trusted: bool) -> None:
    access = {RODIN: frozenset({ADMINISTRATION}), BOVARY: frozenset(Module)}
    caller = Caller(StaffId("s"), "", access, trusted)
    caller.may_see_passwords_in_tables(BOVARY)
    with pytest.raises(TroubleshootingRequiredError):
        caller.may_see_passwords_in_tables(RODIN)
    with pytest.raises(UnknownSchoolError):
        caller.may_see_passwords_in_tables(Uai("0750001B"))
