"""Three schools in a ring: each hosts pupils of the next, and shares a guardian with it.

Whatever says something of someone is a word that only the schools which may know it may read.
"""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from shared.adapters.dynamodb import keys
from shared.adapters.dynamodb.import_reports import ImportReportRepository
from shared.adapters.dynamodb.students import StudentRepository
from shared.adapters.dynamodb.table import Table, key
from shared.domain.account import Account, AccountStatus, next_version
from shared.domain.identifiers import Uai
from shared.domain.import_report import (
    ImportedFile,
    ImportReport,
    ImportStatus,
    ReportedAnomaly,
    new_import_id,
)
from shared.domain.person import Guardian, Person, Student
from tests.component.clock import NOW
from tests.component.crossing.canaries import Canaries
from tests.factories import (
    a_guardian,
    a_link,
    a_school,
    a_student,
    store_address,
    store_guardians,
    store_links,
    store_pointer,
    store_school,
    store_students,
)

MINE, FOREIGN, THIRD = Uai("0450822X"), Uai("0750001B"), Uai("0370001A")
SCHOOLS = (MINE, FOREIGN, THIRD)
NEXT = dict(zip(SCHOOLS, (FOREIGN, THIRD, MINE), strict=True))
"""The school whose pupils each one hosts, and with which it shares a guardian."""

_STATUSES = (AccountStatus.NOT_NOTIFIED, AccountStatus.ACTIVATED, AccountStatus.NOT_NOTIFIED)


@dataclass
class People:
    """Who lives in which school; guests and shared guardians live in the next one of theirs."""

    canaries: Canaries
    pupils: dict[Uai, list[Student]] = field(default_factory=dict)
    guests: dict[Uai, list[Student]] = field(default_factory=dict)
    guardians: dict[Uai, list[Guardian]] = field(default_factory=dict)
    shared_guardians: dict[Uai, list[Guardian]] = field(default_factory=dict)
    class_labels: dict[Uai, dict[str, str]] = field(default_factory=dict)
    mef_labels: dict[Uai, dict[str, str]] = field(default_factory=dict)

    @classmethod
    def settled_in(cls, table: Table, canaries: Canaries) -> "People":
        """All of them, as their imports have left them in the table."""
        people = cls(canaries)
        for uai in SCHOOLS:
            people.class_labels[uai], people.mef_labels[uai] = {}, {}
        for uai in SCHOOLS:
            people.pupils[uai] = [people._pupil(uai, status=status) for status in _STATUSES]
            people.guests[uai] = [people._pupil(NEXT[uai], host=uai) for _ in range(2)]
            people.guardians[uai] = [people._guardian(uai) for _ in range(2)]
            people.shared_guardians[uai] = [people._guardian(NEXT[uai], other=uai)]
        for uai in SCHOOLS:
            people._settle(table, uai)
        return people

    def stops_hosting(self, table: Table, host: Uai) -> None:
        """The last import of her own school says that a guest of `host` is taught there no more."""
        account = self.guests[host][-1].account
        guest = StudentRepository(table).get(account.uai, account.account_id)
        assert guest is not None
        left = replace(guest, host_schools=(), account=next_version(guest.account))
        store_students(table, [left])
        for text in (guest.display_name, guest.first_name, guest.account.username):
            self.canaries.hide(text, host)

    def _pupil(
        self,
        home: Uai,
        *,
        host: Uai | None = None,
        status: AccountStatus = AccountStatus.NOT_NOTIFIED,
    ) -> Student:
        both = (home, host) if host else (home,)
        word, name = self.canaries.word, self.canaries.name
        school_class, mef = word(home).upper(), word(*both).upper()
        self.class_labels[home][school_class] = name(home)
        self.mef_labels[home][mef] = name(*both)
        return a_student(
            account=self._account(home, *both, status=status, email=word()),
            family_name=name(home),
            usual_name=name(*both),
            first_name=name(*both),
            birth_date=date(2012, 5, 14),
            ine=word(home).upper(),
            school_class=school_class,
            mef_code=mef,
            source_id=word(),
            host_schools=(host,) if host else (),
        )

    def _guardian(self, home: Uai, *, other: Uai | None = None) -> Guardian:
        both = (home, other) if other else (home,)
        return a_guardian(
            account=self._account(home, *both, email=self.canaries.word(*both)),
            family_name=self.canaries.name(*both),
            usual_name=self.canaries.name(*both),
            first_name=self.canaries.name(*both),
            roster_email=f"{self.canaries.word(*both)}@example.org",
            source_id=self.canaries.word(),
            jointure=self.canaries.word(),
            schools=both,
        )

    def _account(
        self,
        home: Uai,
        *readers: Uai,
        email: str,
        status: AccountStatus = AccountStatus.NOT_NOTIFIED,
    ) -> Account:
        return Account(
            self.canaries.account_id(*readers),
            home,
            f"u.{self.canaries.word(*readers)}",
            status=status,
            account_email=f"{email}@example.org",
        )

    def _settle(self, table: Table, uai: Uai) -> None:
        word, name = self.canaries.word, self.canaries.name
        host = next(each for each in SCHOOLS if NEXT[each] == uai)
        known = a_school(
            uai=uai,
            name=name(uai, host),
            postal_lines=(name(uai), name(uai)),
            class_labels=self.class_labels[uai],
            mef_labels=self.mef_labels[uai],
        )
        store_school(table, known)
        shared = self.shared_guardians[uai]
        store_students(table, [*self.pupils[uai], *self.guests[host]])
        store_guardians(table, [*self.guardians[uai], *self.shared_guardians[host]])
        seen: tuple[Person, ...] = (*self.guests[uai], *shared)
        for person in seen:
            store_pointer(table, uai, person)
        families = (*self.guardians[uai], *shared, *self.shared_guardians[host])
        for guardian in families:
            links = [a_link(guardian, pupil) for pupil in self.pupils[uai][:2]]
            store_links(table, uai, links)
        addressed: tuple[Person, ...] = (*self.pupils[uai], *self.guests[host], *families)
        for person in addressed:
            self._store_address(table, uai, person)
        anomaly = ReportedAnomaly("odd_name", "students", word(uai), name(uai), 12, name(uai))
        for days in (2, 1):
            at = NOW - timedelta(days=days)
            files = (ImportedFile("students", f"{word(uai)}.zip", word()),)
            report = ImportReport(
                new_import_id(at), uai, at, ImportStatus.APPLIED, name(uai), files, {}, 1
            )
            ImportReportRepository(table).keep(report, [anomaly])

    def _store_address(self, table: Table, uai: Uai, person: Person) -> None:
        """Each school has an address of its own for whoever it shares."""
        if person.account.uai == uai:
            store_address(table, person, [self.canaries.name(uai)])
        else:
            place = key(keys.addresses(uai), keys.account(person.account.account_id))
            table.put(place | {"lines": {"S": self.canaries.name(uai)}})
