"""The documents of operations in S3: named by ids, encrypted, handed out by short-lived links."""

import tempfile
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, BinaryIO

from botocore.exceptions import ClientError

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

from shared.adapters.aws import s3_client
from shared.domain.errors import ConcurrentChangeError
from shared.domain.identifiers import OperationId, Uai
from shared.domain.letter import KeptDocument
from shared.domain.operation import Document, Operation

LINK_LIFETIME = timedelta(seconds=300)

_IN_MEMORY = 512 * 1024
_FINGERPRINT = "fingerprint"
_CHANGED_MEANWHILE = {404, 409, 412}
"""Deleted, being written, or written again since it was looked at."""


class DocumentFileStore:
    """One document per operation under `documents/<uai>/<operation id>`."""

    def __init__(self, bucket: str, client: "S3Client | None" = None) -> None:
        self._bucket = bucket
        self._client = client or s3_client()

    def kept(self, operation: Operation) -> KeptDocument | None:
        """The kept document, None when there is none."""
        try:
            head = self._client.head_object(Bucket=self._bucket, Key=_key(operation))
        except ClientError as error:
            # Without the right to list, S3 answers 403 for an object that does not exist.
            if _status(error) in {403, 404}:
                return None
            raise
        return KeptDocument(head["Metadata"].get(_FINGERPRINT, ""), head["ETag"])

    def write(
        self,
        operation: Operation,
        fingerprint: str,
        render: Callable[[BinaryIO], object],
        *,
        replacing: KeptDocument | None,
    ) -> None:
        """Keep what `render` writes, through a spool so that a large one does not fill memory.

        Raises:
            ConcurrentChangeError: the kept document is no longer `replacing`: what was rendered
                may be older than what stands there now.
        """
        condition = {"IfMatch": replacing.revision} if replacing else {"IfNoneMatch": "*"}
        with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as spool:
            render(spool)  # type: ignore[arg-type]  # a spool is a binary file in all but its type
            spool.seek(0)
            try:
                self._client.put_object(
                    Bucket=self._bucket,
                    Key=_key(operation),
                    Body=spool,
                    ContentType=_CONTENT_TYPES[operation.document or Document.LETTERS],
                    Metadata={_FINGERPRINT: fingerprint},
                    **condition,  # type: ignore[arg-type]
                )
            except ClientError as error:
                if _status(error) in _CHANGED_MEANWHILE:
                    raise ConcurrentChangeError from error
                raise

    def link(self, operation: Operation) -> str:
        """A link to the document that dies after `LINK_LIFETIME`, saved under its file's name."""
        return self._client.generate_presigned_url(
            "get_object",
            Params={
                "Bucket": self._bucket,
                "Key": _key(operation),
                "ResponseContentDisposition": f'attachment; filename="{operation.file_name}"',
                "ResponseCacheControl": "private, no-store",
            },
            ExpiresIn=int(LINK_LIFETIME.total_seconds()),
        )

    def delete(self, uai: Uai, operation_id: OperationId) -> None:
        """Delete the document; not an error when it is not there."""
        self._client.delete_object(Bucket=self._bucket, Key=_name(uai, operation_id))


_CONTENT_TYPES = {
    Document.LETTERS: "application/pdf",
    Document.LIST_PDF: "application/pdf",
    Document.LIST_CSV: "text/csv; charset=utf-8",
    Document.LIST_XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def _key(operation: Operation) -> str:
    return _name(operation.uai, operation.operation_id)


def _name(uai: Uai, operation_id: OperationId) -> str:
    return f"documents/{uai}/{operation_id}"


def _status(error: ClientError) -> int:
    return error.response["ResponseMetadata"]["HTTPStatusCode"]
