"""P15: whatever is done to an address, in any order, the one printed is the one verified."""

from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import find, given, settings
from hypothesis import strategies as st

from shared.domain.audit import AuditTag
from shared.domain.errors import ConcurrentChangeError, DomainError
from shared.domain.identifiers import StaffId, Uai
from shared.domain.instruction import Population
from shared.domain.portal_address import CheckFailure
from shared.domain.portal_setting import PortalSetting
from shared.domain.staff import Caller
from shared.usecases.portal_settings import AddressSettings
from tests.component.clock import NOW
from tests.factories import RODIN
from tests.promises.campaign import Found, at_size

OURS, OTHER = "https://lycees.netocentre.fr", "https://ent.exemple.fr/accueil"
Move = tuple[str, Any]


class MemorySettings:
    """One address, guarded by its version as in the table."""

    def __init__(self) -> None:
        self.now = PortalSetting()

    def get(self, *_: Any) -> PortalSetting:
        return self.now

    def replace(
        self,
        uai: Uai,  # noqa: ARG002  one school only
        population: Population,  # noqa: ARG002  one population only
        before: PortalSetting,
        after: PortalSetting,
        **_: Any,
    ) -> None:
        if before.version != self.now.version:
            raise ConcurrentChangeError
        self.now = after


class FlaggingSettings(MemorySettings):
    """The naive table: a verdict is a flag, set on whatever address is there by then."""

    def replace(
        self,
        uai: Uai,  # noqa: ARG002
        population: Population,  # noqa: ARG002
        before: PortalSetting,  # noqa: ARG002
        after: PortalSetting,
        **written: Any,
    ) -> None:
        verdict = written["tag"] is AuditTag.ADDRESS_VERIFIED
        self.now = replace(after, url=self.now.url) if verdict else after


class Desk:
    """Someone who does things to an address, and what was found good of it since it was entered."""

    def __init__(self, stored: MemorySettings) -> None:
        caller = Caller(StaffId("staff"), "Camille", {}, trusted=True)
        self._settings = AddressSettings(stored, RODIN, Population.GUARDIANS, caller, NOW)
        self._stored, self.good = stored, set[str]()

    def edit(self, url: str | None) -> None:
        was = self._stored.now.url
        with suppress(DomainError):
            self._settings.edit(url)
        if self._stored.now.url != was:
            self.good.clear()

    def switch(self, on: bool) -> None:
        with suppress(DomainError):
            self._settings.switch(on=on)

    def look(self, look: tuple[CheckFailure | None, str | None]) -> None:
        """`look`: the verdict, and what someone enters meanwhile."""
        failure, meanwhile = look

        def failure_of(url: str) -> CheckFailure | None:
            if failure is None:
                self.good.add(url)
            elif not self._stored.now.active:  # an active address may fail for a while
                self.good.discard(url)
            if meanwhile:
                self.edit(meanwhile)
            return failure

        with suppress(DomainError):
            self._settings.verify(failure_of)


def unverified(stored: MemorySettings, moves: list[Move]) -> list[str]:
    """The addresses that were printed though they had not been found good."""
    desk = Desk(stored)
    printed = []
    for move, value in moves:
        getattr(desk, move)(value)
        url = stored.now.printed_url
        if url and url not in desk.good:
            printed.append(url)
    return printed


_moves = st.lists(
    st.one_of(
        st.tuples(st.just("edit"), st.sampled_from([OURS, OTHER, None])),
        st.tuples(
            st.just("look"),
            st.tuples(
                st.sampled_from([None, CheckFailure.TOO_SLOW]),
                st.sampled_from([None, OURS, OTHER]),
            ),
        ),
        st.tuples(st.just("switch"), st.booleans()),
    ),
    max_size=12,
)
_TRIES = at_size(full=5_000, quick=200)


@pytest.mark.promise("P15")
def test_p15_after_any_sequence_what_is_printed_was_verified(figure: Found) -> None:
    sequences = 0

    @given(_moves)
    @settings(max_examples=_TRIES, deadline=None)
    def any_sequence(moves: list[Move]) -> None:
        nonlocal sequences
        sequences += 1
        assert unverified(MemorySettings(), moves) == []

    any_sequence()
    figure(sequences, "sequences")


@pytest.mark.twin("P15")
def test_a_verdict_that_is_a_flag_is_seen_to_print_another_address() -> None:
    moves = find(_moves, lambda moves: bool(unverified(FlaggingSettings(), moves)))

    assert [move for move, _ in moves] == ["edit", "look", "switch"]
    assert unverified(MemorySettings(), moves) == []
