"""What keeps schools apart, taken out piece by piece: each time it must be seen."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from shared.adapters.dynamodb.operations import OperationRepository
from shared.adapters.dynamodb.portal_settings import PortalSettingRepository
from shared.adapters.dynamodb.table import Table
from shared.domain.errors import FileSweptError, ModuleRequiredError
from shared.domain.identifiers import OperationId, Uai
from shared.domain.instruction import Population
from shared.domain.operation import Operation
from shared.domain.person import Student
from shared.domain.portal_setting import PortalSetting
from shared.domain.staff import Caller, Module
from tests.component.crossing.people import SCHOOLS

Fault = Callable[[pytest.MonkeyPatch], None]


def _any_school_is_the_caller_s(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Caller, "_modules", lambda _self, _uai: frozenset(Module))


def _an_item_is_read_wherever_it_is(patch: pytest.MonkeyPatch) -> None:
    read = Table.get

    def anywhere(table: Table, pk: str, sk: str, **how: Any) -> Any:
        places = [pk, *(f"{uai}#{pk.partition('#')[2]}" for uai in SCHOOLS)]
        return next((item for place in places if (item := read(table, place, sk, **how))), None)

    patch.setattr(Table, "get", anywhere)


CROSSINGS: Mapping[str, Fault] = {
    "any school is the caller's": _any_school_is_the_caller_s,
    "an item is read wherever it is": _an_item_is_read_wherever_it_is,
}
"""Each lets something of another school be read."""


def _what_was_read_serves_the_next_school(patch: pytest.MonkeyPatch) -> None:
    read = PortalSettingRepository.get

    def kept(settings: PortalSettingRepository, uai: Uai, of: Population) -> PortalSetting:
        found: PortalSetting = vars(settings).setdefault("kept", read(settings, uai, of))
        return found

    patch.setattr(PortalSettingRepository, "get", kept)


def _a_host_never_forgets(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Student, "present_in", lambda student, _uai: student.departed_on is None)


SLIPS: Mapping[str, tuple[Fault, str]] = {
    "what was read serves the next school": (_what_was_read_serves_the_next_school, "/settings"),
    "a host never forgets": (_a_host_never_forgets, "/external-students"),
}
"""Each lets something of another school be read, but only once something else has been done.

Beside each, what the keys of the routes that it touches hold.
"""


def _a_school_that_exists_is_refused_otherwise(patch: pytest.MonkeyPatch) -> None:
    refuse = Caller.modules_in

    def otherwise(caller: Caller, uai: Uai) -> frozenset[Module]:
        if uai in SCHOOLS and uai not in caller.access:
            raise ModuleRequiredError
        return refuse(caller, uai)

    patch.setattr(Caller, "modules_in", otherwise)


def _an_operation_of_another_school_is_refused_otherwise(patch: pytest.MonkeyPatch) -> None:
    read = OperationRepository.get

    def otherwise(
        operations: OperationRepository, uai: Uai, operation_id: OperationId
    ) -> Operation | None:
        found = read(operations, uai, operation_id)
        if not found and any(read(operations, other, operation_id) for other in SCHOOLS):
            raise FileSweptError("")
        return found

    patch.setattr(OperationRepository, "get", otherwise)


HINTS: Mapping[str, Fault] = {
    "a school that exists is refused otherwise": _a_school_that_exists_is_refused_otherwise,
    "an operation of another school is refused otherwise": (
        _an_operation_of_another_school_is_refused_otherwise
    ),
}
"""Each tells nothing but that something is there."""
