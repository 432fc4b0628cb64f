"""The rows that staff leave in the journal of their school, bulk actions apart."""

from datetime import datetime

from shared.adapters.dynamodb import keys
from shared.adapters.dynamodb.operation_items import expiry
from shared.adapters.dynamodb.table import ConditionFailedError, Item, Table, key
from shared.domain.audit import AuditTag, trace_id_of
from shared.domain.identifiers import Uai
from shared.domain.operation import Operation
from shared.domain.staff import Caller


class StaffTraceRepository:
    """Keeps what staff take away: it changes nothing but the journal."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def document_downloaded(self, operation: Operation, by: Caller, *, at: datetime) -> None:
        """AP-109: the document of an operation is about to be handed to somebody."""
        tag = AuditTag.DOCUMENT_DOWNLOADED
        trace_id = trace_id_of(at, f"{operation.operation_id} {by.staff_id} {tag}")
        trace = staff_trace(
            operation.uai, trace_id, tag=tag, by=by.staff_id, by_name=by.name, at=at
        ) | {
            "operation": {"S": operation.operation_id},
            "population": {"S": operation.population},
        }
        try:
            self._table.put(trace, condition="attribute_not_exists(PK)")
        except ConditionFailedError:
            return  # kept already: the reply to the same write was lost


def staff_trace(
    uai: Uai, trace_id: str, *, tag: AuditTag, by: str, by_name: str, at: datetime
) -> Item:
    """What every such row holds; it is put once."""
    return key(keys.operation_audit(uai), trace_id) | {
        "tag": {"S": tag},
        "by": {"S": by},
        "by_name": {"S": by_name},
        "at": {"S": at.isoformat()},
        "expires_at": expiry(at),
    }
