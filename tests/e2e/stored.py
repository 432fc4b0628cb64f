"""What the table of the deployed stack holds, read with the admin's rights."""

from collections.abc import Iterator
from typing import Any

from infra.local.stack import Stack
from shared.adapters.dynamodb.students import StudentRepository
from shared.adapters.dynamodb.table import Table
from shared.adapters.encryption.data_keys import DataKeys
from shared.adapters.encryption.password_sealer import PasswordSealer
from shared.domain.identifiers import Uai
from shared.domain.password import grouped


def stored_passwords(stack: Stack, uai: str) -> dict[str, str]:
    """Every temporary password of a school as it is stored, opened and grouped, by account."""
    table = Table(stack.outputs["TableName"], stack.client("dynamodb"))
    keys = DataKeys(table, stack.client("kms"), stack.outputs["EncryptionKeyArn"])
    sealer = PasswordSealer(keys)
    return {
        student.account.account_id: grouped(sealer.open(student.account))
        for student in StudentRepository(table).all_of(Uai(uai))
        if student.account.password
    }


def every_item(stack: Stack) -> Iterator[dict[str, Any]]:
    """Every item of the table, as the wire has it."""
    pages = stack.client("dynamodb").get_paginator("scan")
    for page in pages.paginate(TableName=stack.outputs["TableName"], ConsistentRead=True):
        yield from page["Items"]
