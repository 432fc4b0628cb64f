"""A school's night, on its adapters."""

import time
from datetime import datetime
from functools import cache

from shared.adapters.dynamodb.account_writes import AccountWrites
from shared.adapters.dynamodb.erasures import ErasureRepository
from shared.adapters.dynamodb.nights import NightRepository
from shared.adapters.dynamodb.username_register import UsernameRegister
from shared.adapters.transliteration import transliterate
from shared.api.adapters import people, schools, statistics, table
from shared.api.provider import tell_provider_of
from shared.domain.identifiers import Uai
from shared.domain.statistics import SchoolStatistics
from shared.usecases.apply_username_changes import UsernameChanges
from shared.usecases.compute_statistics import statistics_of_school
from shared.usecases.people import WholeSchool
from shared.usecases.school_night import SchoolNight


@cache
def school_night() -> SchoolNight:
    accounts = AccountWrites(table())
    register = UsernameRegister(table(), pause=time.sleep)
    return SchoolNight(
        people=people(),
        accounts=accounts,
        usernames=UsernameChanges(accounts, register, transliterate),
        erasures=ErasureRepository(table()),
        statistics_of=statistics_of,
        tell_provider=tell_provider_of,
        nights=NightRepository(table()),
    )


def statistics_of(uai: Uai, people_read: WholeSchool, at: datetime) -> SchoolStatistics:
    """Compute and keep the statistics of a school."""
    computed = statistics_of_school(schools(), uai, people_read, at=at)
    statistics().keep(uai, computed)
    return computed
