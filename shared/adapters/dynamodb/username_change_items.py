"""The request of another username, as an attribute of the few accounts that have one."""

from datetime import datetime

import msgspec

from shared.domain.data_source import DataSource
from shared.domain.identifiers import Uai
from shared.domain.username_change import ChangeRefusal, UsernameChange, UsernameChangeState


class _PackedChange(msgspec.Struct, array_like=True, frozen=True):
    """Fields are only ever added at the end, each with a default: old items stay readable."""

    state: UsernameChangeState
    requested_at: datetime
    requested_by: str
    school: str
    decided_at: datetime | None
    former_username: str | None
    refusal: ChangeRefusal | None
    differing_sources: tuple[DataSource, ...] = ()


_decode = msgspec.json.Decoder(_PackedChange).decode
_encode = msgspec.json.Encoder().encode


def packed_change(change: UsernameChange) -> str:
    packed = _PackedChange(
        state=change.state,
        requested_at=change.requested_at,
        requested_by=change.requested_by,
        school=change.school,
        decided_at=change.decided_at,
        former_username=change.former_username,
        refusal=change.refusal,
        differing_sources=change.differing_sources,
    )
    return _encode(packed).decode()


def unpacked_change(text: str) -> UsernameChange:
    packed = _decode(text)
    return UsernameChange(
        state=packed.state,
        requested_at=packed.requested_at,
        requested_by=packed.requested_by,
        school=Uai(packed.school),
        decided_at=packed.decided_at,
        former_username=packed.former_username,
        refusal=packed.refusal,
        differing_sources=packed.differing_sources,
    )
