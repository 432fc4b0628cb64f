"""Erasing an account: everything that names its holder, in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shared.adapters.dynamodb import keys
from shared.adapters.dynamodb.account_writes import account_key, put_trace
from shared.adapters.dynamodb.guardian_items import link_key
from shared.adapters.dynamodb.pointers import pointer_key
from shared.adapters.dynamodb.provider_events import put_event
from shared.adapters.dynamodb.table import TRANSACTION_LIMIT, ConditionFailedError, Table, key
from shared.domain.audit import AccountTrace
from shared.domain.errors import ConcurrentChangeError
from shared.domain.guardianship import Guardianship
from shared.domain.person import Person, Student
from shared.domain.provider_events import ProviderEvent, ProviderEventKind
from shared.domain.roster_changes import other_schools

Action = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ErasureRepository:
    """What stays is the trace, without a name, and the counters that give no username twice."""

    table: Table

    def erase(
        self, person: Person, links: Sequence[Guardianship], trace: AccountTrace, *, at: datetime
    ) -> None:
        """AP-99: the account, its address, pointers, links and rows of the registers.

        The links of someone who has more than a transaction holds go first.

        Raises:
            ConcurrentChangeError: when the account has changed, or left, since it was read.
        """
        gone = [_delete_link(person, link) for link in links]
        actions = [self._account(person), *self._registers(person), *_around(person)]
        actions += [put_trace(trace), put_event(person.account.uai, _event(person, trace, at))]
        room = TRANSACTION_LIMIT - len(actions)
        for start in range(0, len(gone) - room, TRANSACTION_LIMIT):
            self._write(gone[start : start + TRANSACTION_LIMIT])
        self._write([*actions, *gone[-room:]])

    def _write(self, actions: Sequence[Action]) -> None:
        try:
            self.table.transact(actions)
        except ConditionFailedError as error:
            raise ConcurrentChangeError from error

    def _account(self, person: Person) -> Action:
        return {
            "Delete": {
                "Key": account_key(person),
                "ConditionExpression": "#version = :read",
                "ExpressionAttributeNames": {"#version": "version"},
                "ExpressionAttributeValues": {":read": {"N": str(person.account.version)}},
            }
        }

    def _registers(self, person: Person) -> list[Action]:
        """Her usernames, and the INE or jointure that is still hers: another's stays."""
        account = person.account
        places = [keys.username(each) for each in (account.username, *account.former_usernames)]
        if isinstance(person, Student) and person.ine:
            places.append(keys.ine(person.ine))
        elif not isinstance(person, Student) and person.jointure:
            places.append(keys.jointure(person.jointure))
        hers = {":me": {"S": account.account_id}}
        return [
            {
                "Delete": {
                    "Key": key(item["PK"]["S"], item["SK"]["S"]),
                    "ConditionExpression": "account_id = :me",
                    "ExpressionAttributeValues": hers,
                }
            }
            for item in self.table.get_many(places)
            if item["account_id"]["S"] == account.account_id
        ]


def _around(person: Person) -> list[Action]:
    account = person.account
    address = key(keys.addresses(account.uai), keys.account(account.account_id))
    pointers = [pointer_key(uai, person) for uai in other_schools(person)]
    return [{"Delete": {"Key": place}} for place in (address, *pointers)]


def _delete_link(person: Person, link: Guardianship) -> Action:
    return {"Delete": {"Key": link_key(person.account.uai, link.guardian_id, link.student_id)}}


def _event(person: Person, trace: AccountTrace, at: datetime) -> ProviderEvent:
    return ProviderEvent(
        event_id=trace.trace_id,
        kind=ProviderEventKind.ACCOUNT_ERASED,
        occurred_at=at,
        account_id=person.account.account_id,
        username=person.account.username,
    )
