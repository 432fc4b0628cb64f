"""Who holds an account: a pupil or a guardian, as rosters name them."""

from dataclasses import dataclass
from datetime import date

from shared.domain.account import Account
from shared.domain.data_source import DataSource
from shared.domain.identifiers import Uai


@dataclass(frozen=True, slots=True)
class SourceName:
    """What one source calls a person (guide §8). A source that lists her no more has none."""

    source: DataSource
    family_name: str
    first_name: str
    usual_name: str | None = None


@dataclass(frozen=True, slots=True)
class Student:
    """A pupil and her account.

    `usual_name` is for display; the username comes from the birth name (`family_name`).
    `source_id` is the roster's own number for her; `departed_on` is set once she has left her
    home school, `account.uai`. `host_schools` teach her too (guide §4). `names_by_source` has
    one entry for each source that lists her.
    """

    account: Account
    family_name: str
    first_name: str
    usual_name: str | None = None
    birth_date: date | None = None
    ine: str | None = None
    school_class: str = ""
    mef_code: str = ""
    source_id: str = ""
    departed_on: date | None = None
    host_schools: tuple[Uai, ...] = ()
    names_by_source: tuple[SourceName, ...] = ()

    @property
    def display_name(self) -> str:
        """The family name people call her by."""
        return self.usual_name or self.family_name

    def present_in(self, uai: Uai) -> bool:
        """Whether this school, her home or a host, sees her now."""
        return self.departed_on is None and (uai == self.account.uai or uai in self.host_schools)


@dataclass(frozen=True, slots=True)
class Guardian:
    """A legal representative and her account: one per person, whatever the children.

    `schools` are those where she has a child now: the one her account lives in for most, several
    when the académie's feed says so by its `jointure`. `departed_on` is set when none is left.
    """

    account: Account
    family_name: str
    first_name: str
    usual_name: str | None = None
    civility: str = ""
    roster_email: str | None = None
    source_id: str = ""
    departed_on: date | None = None
    schools: tuple[Uai, ...] = ()
    jointure: str = ""
    names_by_source: tuple[SourceName, ...] = ()

    @property
    def display_name(self) -> str:
        """The family name people call her by."""
        return self.usual_name or self.family_name

    def present_in(self, uai: Uai) -> bool:
        """Whether she has a child in this school now. No `schools` means her account's own."""
        return self.departed_on is None and uai in (self.schools or (self.account.uai,))


Person = Student | Guardian
