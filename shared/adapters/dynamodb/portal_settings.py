"""The address each population of a school has in its letters, one item for each (guide §7)."""

from datetime import datetime

from shared.adapters.dynamodb import keys
from shared.adapters.dynamodb.operation_actions import put_new
from shared.adapters.dynamodb.staff_traces import staff_trace
from shared.adapters.dynamodb.table import ConditionFailedError, Item, Table, key
from shared.domain.audit import AuditTag, trace_id_of
from shared.domain.errors import ConcurrentChangeError
from shared.domain.identifiers import StaffId, Uai
from shared.domain.instruction import Population
from shared.domain.portal_address import CheckFailure
from shared.domain.portal_setting import PortalSetting


class PortalSettingRepository:
    """A school without an item has no address of its own."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def get(self, uai: Uai, population: Population) -> PortalSetting:
        """AP-103: the address of one population."""
        item = self._table.get(keys.settings(uai), keys.portal_setting(population))
        return _setting(item) if item else PortalSetting()

    def replace(
        self,
        uai: Uai,
        population: Population,
        before: PortalSetting,
        after: PortalSetting,
        *,
        tag: AuditTag,
        by: StaffId,
        by_name: str,
        at: datetime,
    ) -> None:
        """AP-104: the address as it becomes, with the trace of who did it.

        Raises:
            ConcurrentChangeError: when it is no longer as it was read.
        """
        put = {
            "Item": key(keys.settings(uai), keys.portal_setting(population)) | _item(after),
            "ConditionExpression": "attribute_not_exists(PK)",
        }
        if before.version:
            put["ConditionExpression"] = "version = :read"
            put["ExpressionAttributeValues"] = {":read": {"N": str(before.version)}}
        trace_id = trace_id_of(at, f"{uai} {population} {before.version} {tag}")
        trace = staff_trace(uai, trace_id, tag=tag, by=by, by_name=by_name, at=at)
        trace["population"] = {"S": population}
        try:
            self._table.transact([{"Put": put}, put_new(trace)])
        except ConditionFailedError as error:
            # A write whose reply was lost has left its trace: it is done.
            if error.reasons[-1] != "ConditionalCheckFailed":
                raise ConcurrentChangeError from error


def _item(setting: PortalSetting) -> Item:
    item: Item = {"active": {"BOOL": setting.active}, "version": {"N": str(setting.version)}}
    if setting.url is not None:
        item["url"] = {"S": setting.url}
    if setting.checked_at is not None:
        item["checked_at"] = {"S": setting.checked_at.isoformat()}
    if setting.failure is not None:
        item["failure"] = {"S": setting.failure}
    return item


def _setting(item: Item) -> PortalSetting:
    return PortalSetting(
        url=item["url"]["S"] if "url" in item else None,
        active=item["active"]["BOOL"],
        checked_at=datetime.fromisoformat(item["checked_at"]["S"])
        if "checked_at" in item
        else None,
        failure=CheckFailure(item["failure"]["S"]) if "failure" in item else None,
        version=int(item["version"]["N"]),
    )
