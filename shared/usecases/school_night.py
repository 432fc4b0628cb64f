"""A school's night: new usernames, then what must be forgotten, then the statistics.

Each step reads what is left to do from the accounts themselves, so that a night cut anywhere, run
twice or run late ends the same.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from shared.domain.identifiers import Uai
from shared.domain.night import FailedNight, LastNight, NightReport, next_night
from shared.domain.statistics import SchoolStatistics, TableName
from shared.usecases.apply_username_changes import UsernameChanges
from shared.usecases.erase_departed import Erasures, erase_departed
from shared.usecases.expire_passwords import expire_passwords
from shared.usecases.night_accounts import NightAccounts
from shared.usecases.people import People, WholeSchool


class Nights(Protocol):
    """When the last night of a school ended or failed, and when the next one comes."""

    def last(self, uai: Uai) -> LastNight | None: ...
    def finish(self, uai: Uai, last: LastNight, *, due_at: datetime) -> None: ...
    def fail(self, uai: Uai, failed: FailedNight) -> None: ...


StatisticsOf = Callable[[Uai, WholeSchool, datetime], SchoolStatistics]
"""Computes and keeps the statistics of a school."""


@dataclass(frozen=True, slots=True)
class SchoolNight:
    """Runs the night of one school at a time."""

    people: People
    accounts: NightAccounts
    usernames: UsernameChanges
    erasures: Erasures
    statistics_of: StatisticsOf
    tell_provider: Callable[[Uai], int]
    nights: Nights

    def run(self, uai: Uai, *, asked_at: datetime, at: datetime) -> NightReport | None:
        """What was done; None when a night asked for at `asked_at` or later has ended already.

        Raises:
            ConcurrentChangeError, ProviderNotToldError: running again is safe.
        """
        last = self.nights.last(uai)
        if last is not None and last.ended_at >= asked_at:
            return None
        try:
            report = self._run(uai, at)
        except Exception as error:
            with suppress(Exception):  # what has failed matters more
                self.nights.fail(uai, FailedNight(at, type(error).__name__))
            raise
        self.nights.finish(uai, LastNight(at, report), due_at=next_night(at))
        return report

    def _run(self, uai: Uai, at: datetime) -> NightReport:
        school = self.people.whole_school(uai)
        changed, refused = self.usernames.apply(school.living_in(uai), at=at)
        if changed:
            school = self.people.whole_school(uai)
        expired = expire_passwords(self.accounts, school.living_in(uai), at=at)
        erased = erase_departed(
            self.accounts, self.erasures, school.living_in(uai), school.links, at=at
        )
        counted = self.statistics_of(uai, school, at)
        self.tell_provider(uai)  # last: a bus that takes nothing leaves the school its statistics
        return NightReport(
            usernames_changed=changed,
            usernames_refused=refused,
            passwords_expired=expired,
            accounts_erased=erased,
            students=counted.number_of(TableName.STUDENTS_BY_ORIGIN),
            external_students=counted.number_of(TableName.EXTERNAL_STUDENTS_BY_HOME_SCHOOL),
            guardians=counted.number_of(TableName.GUARDIANS_BY_ORIGIN),
        )
