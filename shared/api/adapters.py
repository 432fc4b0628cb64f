"""The adapters a function speaks through, made on first use and kept for the worker's life.

Each is imported by what makes it: a function that searches does not load how a roster is kept.
"""

from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING

from shared.config import config

if TYPE_CHECKING:
    from shared.adapters.dynamodb.audit import AuditRepository
    from shared.adapters.dynamodb.external_students import ExternalStudentRepository
    from shared.adapters.dynamodb.guardians import GuardianRepository
    from shared.adapters.dynamodb.import_reports import ImportReportRepository
    from shared.adapters.dynamodb.operations import OperationRepository
    from shared.adapters.dynamodb.outbox import OutboxRepository
    from shared.adapters.dynamodb.portal_settings import PortalSettingRepository
    from shared.adapters.dynamodb.schools import SchoolRepository
    from shared.adapters.dynamodb.staff_days import StaffDayRepository
    from shared.adapters.dynamodb.staff_traces import StaffTraceRepository
    from shared.adapters.dynamodb.statistics import StatisticsRepository
    from shared.adapters.dynamodb.students import StudentRepository
    from shared.adapters.dynamodb.table import Table
    from shared.adapters.queue.operation_queue import SqsOperationQueue
    from shared.adapters.storage.document_files import DocumentFileStore
    from shared.api.cursors import Cursors
    from shared.usecases.people import People


def now() -> datetime:
    """The moment of this request."""
    return datetime.now(UTC)


@cache
def table() -> "Table":
    from shared.adapters.dynamodb.table import Table

    return Table(config().table_name)


@cache
def students() -> "StudentRepository":
    from shared.adapters.dynamodb.students import StudentRepository

    return StudentRepository(table())


@cache
def external_students() -> "ExternalStudentRepository":
    from shared.adapters.dynamodb.external_students import ExternalStudentRepository

    return ExternalStudentRepository(table())


@cache
def guardians() -> "GuardianRepository":
    from shared.adapters.dynamodb.guardians import GuardianRepository

    return GuardianRepository(table())


@cache
def people() -> "People":
    from shared.usecases.people import People

    return People(students(), external_students(), guardians())


@cache
def outbox() -> "OutboxRepository":
    from shared.adapters.dynamodb.outbox import OutboxRepository

    return OutboxRepository(table())


@cache
def schools() -> "SchoolRepository":
    from shared.adapters.dynamodb.schools import SchoolRepository

    return SchoolRepository(table())


@cache
def staff_days() -> "StaffDayRepository":
    from shared.adapters.dynamodb.staff_days import StaffDayRepository

    return StaffDayRepository(table())


@cache
def statistics() -> "StatisticsRepository":
    from shared.adapters.dynamodb.statistics import StatisticsRepository

    return StatisticsRepository(table())


@cache
def portal_settings() -> "PortalSettingRepository":
    from shared.adapters.dynamodb.portal_settings import PortalSettingRepository

    return PortalSettingRepository(table())


@cache
def audit() -> "AuditRepository":
    from shared.adapters.dynamodb.audit import AuditRepository

    return AuditRepository(table())


@cache
def staff_traces() -> "StaffTraceRepository":
    from shared.adapters.dynamodb.staff_traces import StaffTraceRepository

    return StaffTraceRepository(table())


@cache
def import_reports() -> "ImportReportRepository":
    from shared.adapters.dynamodb.import_reports import ImportReportRepository

    return ImportReportRepository(table())


@cache
def operations() -> "OperationRepository":
    from shared.adapters.dynamodb.operations import OperationRepository

    return OperationRepository(table())


@cache
def operation_queue() -> "SqsOperationQueue":
    from shared.adapters.queue.operation_queue import SqsOperationQueue

    return SqsOperationQueue(config().operations_queue_url)


@cache
def document_files() -> "DocumentFileStore":
    from shared.adapters.storage.document_files import DocumentFileStore

    return DocumentFileStore(config().documents_bucket)


@cache
def cursors() -> "Cursors":
    from shared.adapters.secret_values import secret_value
    from shared.api.cursors import Cursors

    return Cursors(secret_value(config().cursor_key_secret_arn))
