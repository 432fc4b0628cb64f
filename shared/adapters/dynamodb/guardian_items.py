"""A guardian, and her links to pupils, as items of the school's guardians partition."""

from datetime import date, datetime
from functools import cache
from typing import Any

import msgspec

from shared.adapters.dynamodb import keys
from shared.adapters.dynamodb.student_items import (
    PackedAccount,
    PackedName,
    account_attributes,
    made,
    packed_account,
    packed_names,
    unpacked_account,
    unpacked_names,
)
from shared.adapters.dynamodb.table import Item, key
from shared.domain.data_source import DataSource
from shared.domain.guardianship import Guardianship
from shared.domain.identifiers import AccountId, Uai
from shared.domain.kinship import Kinship
from shared.domain.person import Guardian


class _PackedGuardian(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """Fields are only ever added at the end, each with a default: old items stay readable."""

    account: PackedAccount
    family_name: str
    first_name: str
    usual_name: str | None
    civility: str
    roster_email: str | None
    source_id: str
    departed_on: date | None
    schools: tuple[str, ...] = ()
    jointure: str = ""
    names_by_source: tuple[PackedName, ...] = ()


_decode = msgspec.json.Decoder(_PackedGuardian).decode
_encode = msgspec.json.Encoder().encode


def guardian_from_item(uai: Uai, item: Item) -> Guardian:
    packed = _decode(item["packed"]["S"])
    return made(
        Guardian,
        account=unpacked_account(uai, item, packed.account),
        family_name=packed.family_name,
        first_name=packed.first_name,
        usual_name=packed.usual_name,
        civility=packed.civility,
        roster_email=packed.roster_email,
        source_id=packed.source_id,
        departed_on=packed.departed_on,
        schools=packed.schools,
        jointure=packed.jointure,
        names_by_source=unpacked_names(packed.names_by_source, packed),
    )


def guardian_attributes(guardian: Guardian) -> Item:
    """The attributes of a guardian's item, without its keys."""
    packed = _PackedGuardian(
        account=packed_account(guardian.account),
        family_name=guardian.family_name,
        first_name=guardian.first_name,
        usual_name=guardian.usual_name,
        civility=guardian.civility,
        roster_email=guardian.roster_email,
        source_id=guardian.source_id,
        departed_on=guardian.departed_on,
        schools=guardian.schools,
        jointure=guardian.jointure,
        names_by_source=packed_names(guardian),
    )
    return account_attributes(guardian.account) | {"packed": {"S": _encode(packed).decode()}}


def link_key(uai: Uai, guardian_id: AccountId, student_id: AccountId) -> dict[str, Any]:
    return key(keys.guardians(uai), keys.guardianship(guardian_id, student_id))


def link_from_item(item: Item) -> Guardianship:
    _, guardian_id, student_id = item["SK"]["S"].split("#")
    disputed_at = item.get("disputed_at")
    sources = item.get("sources")
    return Guardianship(
        AccountId(guardian_id),
        AccountId(student_id),
        Kinship(item["kinship"]["S"]),
        datetime.fromisoformat(disputed_at["S"]) if disputed_at else None,
        _sources(sources["S"] if sources else "S"),
    )


@cache
def _sources(initials: str) -> tuple[DataSource, ...]:
    return tuple(source for source in DataSource if source[0] in initials)


def link_sources(link: Guardianship) -> Item:
    """The initials of the sources that give a link; a link without any was SIECLE's alone."""
    return {"S": "".join(source[0] for source in link.sources)}
