"""What the table of the deployed stack holds, read with the admin's rights."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any

from infra.local.stack import Stack
from shared.adapters.dynamodb.guardians import GuardianRepository
from shared.adapters.dynamodb.students import StudentRepository
from shared.adapters.dynamodb.table import Table
from shared.adapters.encryption.data_keys import DataKeys
from shared.adapters.encryption.password_sealer import PasswordSealer
from shared.domain.identifiers import Uai
from shared.domain.password import grouped
from shared.domain.person import Person
from tests.e2e.secretary import page_texts


def stored_passwords(stack: Stack, uai: str) -> dict[str, str]:
    """Every temporary password of the pupils of a school, opened and grouped, by account."""
    return _opened(stack, StudentRepository(_table(stack)).all_of(Uai(uai)))


def guardians_stored_passwords(stack: Stack, uai: str) -> dict[str, str]:
    """Those of its guardians."""
    return _opened(stack, GuardianRepository(_table(stack)).all_of(Uai(uai))[0])


def _opened(stack: Stack, people: Iterable[Person]) -> dict[str, str]:
    keys = DataKeys(_table(stack), stack.client("kms"), stack.outputs["EncryptionKeyArn"])
    sealer = PasswordSealer(keys)
    return {
        person.account.account_id: grouped(sealer.open(person.account))
        for person in people
        if person.account.password
    }


def _table(stack: Stack) -> Table:
    return Table(stack.outputs["TableName"], stack.client("dynamodb"))


def every_item(stack: Stack) -> Iterator[dict[str, Any]]:
    """Every item of the table, as the wire has it."""
    pages = stack.client("dynamodb").get_paginator("scan")
    for page in pages.paginate(TableName=stack.outputs["TableName"], ConsistentRead=True):
        yield from page["Items"]


def document_texts(stack: Stack) -> Iterator[str]:
    """The text of every document that waits to be handed out: letters and lists."""
    s3, bucket = stack.client("s3"), stack.outputs["DocumentsBucketName"]
    for page in s3.get_paginator("list_objects_v2").paginate(Bucket=bucket):
        for each in page.get("Contents", []):
            answer = s3.get_object(Bucket=bucket, Key=each["Key"])
            yield _text_of(answer["Body"].read())


def _text_of(document: bytes) -> str:
    if document.startswith(b"%PDF"):
        return "\n".join(page_texts(document))
    if document.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(document)) as workbook:
            return "\n".join(workbook.read(name).decode() for name in workbook.namelist())
    return document.decode("utf-8-sig")
