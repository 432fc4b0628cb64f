"""What the route about search options answers."""

from collections.abc import Sequence
from typing import Self

from shared.api.schemas.common import Answer
from shared.usecases.search_options import Option, SearchOptions


class OptionAnswer(Answer):
    """A value to search by, and how many accounts have it."""

    code: str
    label: str
    count: int


class SearchOptionsAnswer(Answer):
    """What a population can be searched by; what it cannot be searched by is empty.

    Counts are of accounts: a guardian with children in two classes counts in both. `disputed`
    counts the guardians who have said that a pupil is not theirs.
    """

    school_classes: list[OptionAnswer]
    mef_codes: list[OptionAnswer]
    home_schools: list[OptionAnswer]
    origins: list[OptionAnswer]
    emails: list[OptionAnswer]
    disputed: int

    @classmethod
    def of(cls, options: SearchOptions) -> Self:
        return cls(
            school_classes=_options(options.school_classes),
            mef_codes=_options(options.mef_codes),
            home_schools=_options(options.home_schools),
            origins=_options(options.origins),
            emails=_options(options.emails),
            disputed=options.disputed,
        )


def _options(options: Sequence[Option]) -> list[OptionAnswer]:
    return [OptionAnswer(code=o.code, label=o.label, count=o.count) for o in options]
