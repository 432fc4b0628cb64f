"""The identifiers of the domain, each a type of its own, and how new ones are made."""

import secrets
from datetime import datetime
from typing import NewType

Uai = NewType("Uai", str)
"""A school: seven digits and a letter. Replacement zones fail the check letter: never refused."""

AccountId = NewType("AccountId", str)
"""An account, for ever: sixteen characters, random, says nothing of its holder."""

OperationId = NewType("OperationId", str)
"""A bulk action: sorts by the moment it was asked for."""

MefCode = NewType("MefCode", str)
"""A module élémentaire de formation: eleven characters, shown to people by its label."""

StaffId = NewType("StaffId", str)
"""The `sub` of a member of staff at the identity provider."""

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"


def new_account_id() -> AccountId:
    """Sixteen random characters (80 bits): two of them never meet, none can be guessed."""
    return AccountId("".join(secrets.choice(_ALPHABET) for _ in range(16)))


def new_operation_id(at: datetime) -> OperationId:
    """Twenty-four hexadecimal characters: milliseconds since 1970, then 48 random bits."""
    milliseconds = int(at.timestamp() * 1000)
    return OperationId(f"{milliseconds:012x}{secrets.token_hex(6)}")
