"""The documents of operations in S3: named by ids, encrypted, handed out by short-lived links."""

import tempfile
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, BinaryIO

from botocore.exceptions import ClientError

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

from shared.adapters.aws import s3_client
from shared.domain.identifiers import OperationId, Uai

LINK_LIFETIME = timedelta(seconds=300)

_IN_MEMORY = 8 * 1024 * 1024
_FINGERPRINT = "fingerprint"


class LetterFileStore:
    """One PDF per operation under `letters/<uai>/<operation id>.pdf`."""

    def __init__(self, bucket: str, client: "S3Client | None" = None) -> None:
        self._bucket = bucket
        self._client = client or s3_client()

    def fingerprint(self, uai: Uai, operation_id: OperationId) -> str | None:
        """What the kept document says, as a digest; None when there is no document."""
        try:
            head = self._client.head_object(Bucket=self._bucket, Key=_name(uai, operation_id))
        except ClientError as error:
            # Without the right to list, S3 answers 403 for an object that does not exist.
            if error.response["ResponseMetadata"]["HTTPStatusCode"] in {403, 404}:
                return None
            raise
        return head["Metadata"].get(_FINGERPRINT)

    def write(
        self,
        uai: Uai,
        operation_id: OperationId,
        fingerprint: str,
        render: Callable[[BinaryIO], object],
    ) -> None:
        """Keep what `render` writes, through a spool so that a large one does not fill memory."""
        with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as spool:
            render(spool)  # type: ignore[arg-type]  # a spool is a binary file in all but its type
            spool.seek(0)
            self._client.put_object(
                Bucket=self._bucket,
                Key=_name(uai, operation_id),
                Body=spool,
                ContentType="application/pdf",
                Metadata={_FINGERPRINT: fingerprint},
            )

    def link(self, uai: Uai, operation_id: OperationId, file_name: str) -> str:
        """A link to the document that dies after `LINK_LIFETIME`, saved under `file_name`."""
        return self._client.generate_presigned_url(
            "get_object",
            Params={
                "Bucket": self._bucket,
                "Key": _name(uai, operation_id),
                "ResponseContentDisposition": f'attachment; filename="{file_name}"',
                "ResponseCacheControl": "private, no-store",
            },
            ExpiresIn=int(LINK_LIFETIME.total_seconds()),
        )

    def delete(self, uai: Uai, operation_id: OperationId) -> None:
        """Delete the document; not an error when it is not there."""
        self._client.delete_object(Bucket=self._bucket, Key=_name(uai, operation_id))


def _name(uai: Uai, operation_id: OperationId) -> str:
    return f"letters/{uai}/{operation_id}.pdf"
