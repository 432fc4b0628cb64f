"""Roster files in S3: what was dropped, and the last file of each kind applied to each school."""

import hashlib
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from boto3.s3.transfer import S3Transfer, TransferConfig
from botocore.exceptions import ClientError

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

from shared.adapters.aws import s3_client
from shared.domain.identifiers import Uai
from shared.domain.import_report import CONFIRMATION, ImportRefusedError
from shared.domain.roster import RosterFileKind
from shared.domain.roster_state import (
    AcceptedFile,
    Drop,
    DropGoneError,
    FeedState,
    RosterSource,
)

MOST_BYTES = 256 * 1024 * 1024
"""Of one dropped object: what fits, unzipped copies included, in a function's temporary space."""

_CHUNK_BYTES = 1024 * 1024
_IN_PARTS = TransferConfig(
    multipart_threshold=8 * _CHUNK_BYTES, multipart_chunksize=8 * _CHUNK_BYTES, use_threads=False
)
"""One part of 8 MiB in memory at a time."""

_FILE_NAME = "file-name"


class RosterFiles:
    """`incoming/<anything>/<name>` is dropped by others; what is under `accepted/` is ours.

    There, `<uai>/<KIND>` is the last file of a kind applied to a school, and
    `aaf/<feed>/state.sqlite` the whole of an académie's feed as last applied.
    """

    def __init__(self, bucket: str, client: "S3Client | None" = None) -> None:
        self._bucket = bucket
        self._client = client or s3_client()

    def fetch(self, object_key: str, folder: Path) -> Drop:
        """Bring a dropped object into `folder`, in chunks.

        Its name for messages is the metadata `file-name` (percent-encoded), else the key's end.

        Raises:
            DropGoneError: the object is not there any more.
            ImportRefusedError: it is far larger than any roster.
        """
        try:
            answer = self._client.get_object(Bucket=self._bucket, Key=object_key)
        except ClientError as error:
            if error.response["Error"]["Code"] == "NoSuchKey":
                raise DropGoneError(object_key) from error
            raise
        metadata = answer["Metadata"]
        name = unquote(metadata.get(_FILE_NAME, "")) or object_key.rsplit("/", 1)[-1]
        if answer["ContentLength"] > MOST_BYTES:
            reason = f"plus de {MOST_BYTES // 1024 // 1024} Mio."
            raise ImportRefusedError("too_large", reason, file_name=name)
        path, digest = folder / "dropped", hashlib.sha256()
        with path.open("wb") as file:
            for chunk in answer["Body"].iter_chunks(_CHUNK_BYTES):
                digest.update(chunk)
                file.write(chunk)
        return Drop(path, name, digest.hexdigest(), metadata.get(CONFIRMATION) == "yes")

    def accepted(self, uai: Uai) -> dict[RosterFileKind, AcceptedFile]:
        """The files last applied to a school, by kind; those past their retention are absent."""
        answer = self._client.list_objects_v2(Bucket=self._bucket, Prefix=f"accepted/{uai}/")
        found = (each["Key"].rsplit("/", 1)[-1] for each in answer.get("Contents", []))
        return {file.kind: file for file in (self._accepted(uai, kind) for kind in found)}

    def fetch_accepted(self, uai: Uai, kind: RosterFileKind, folder: Path) -> Path:
        """Bring the accepted file of a kind into `folder`."""
        path = folder / f"accepted-{kind}"
        answer = self._client.get_object(Bucket=self._bucket, Key=_accepted_key(uai, kind))
        with path.open("wb") as file:
            for chunk in answer["Body"].iter_chunks(_CHUNK_BYTES):
                file.write(chunk)
        return path

    def accept(self, uai: Uai, source: RosterSource) -> None:
        """Keep a file as the last of its kind of that school, in place of the former."""
        exported_on = source.summary.exported_on
        with source.path.open("rb") as body:
            self._client.put_object(
                Bucket=self._bucket,
                Key=_accepted_key(uai, source.kind),
                Body=body,
                Metadata={
                    _FILE_NAME: quote(source.name),
                    "digest": source.digest,
                    "school-year": quote(source.summary.school_year),
                    "exported-on": exported_on.isoformat() if exported_on else "",
                },
            )

    def feed_state(self, feed_id: str) -> FeedState | None:
        """What is kept of a feed, None before its first complete set."""
        key = _state_key(feed_id)
        listed = self._client.list_objects_v2(Bucket=self._bucket, Prefix=key)
        if key not in {each["Key"] for each in listed.get("Contents", [])}:
            return None
        metadata = self._client.head_object(Bucket=self._bucket, Key=key)["Metadata"]
        dated = date.fromisoformat(metadata["dated"])
        return FeedState(feed_id, dated, metadata["digest"])

    def fetch_feed_state(self, feed_id: str, folder: Path) -> Path:
        """Bring it into `folder`, in parts."""
        path = folder / "kept-feed.sqlite"
        self._in_parts().download_file(self._bucket, _state_key(feed_id), str(path))
        return path

    def keep_feed_state(self, state: FeedState, path: Path) -> None:
        """Replace it, whole or not at all."""
        metadata = {"dated": state.dated.isoformat(), "digest": state.digest}
        self._in_parts().upload_file(
            str(path), self._bucket, _state_key(state.feed_id), extra_args={"Metadata": metadata}
        )

    def _in_parts(self) -> S3Transfer:
        return S3Transfer(self._client, _IN_PARTS)  # type: ignore[arg-type]  # the stub's mistake

    def _accepted(self, uai: Uai, kind: str) -> AcceptedFile:
        key = _accepted_key(uai, RosterFileKind(kind))
        metadata = self._client.head_object(Bucket=self._bucket, Key=key)["Metadata"]
        exported_on = metadata["exported-on"]
        return AcceptedFile(
            kind=RosterFileKind(kind),
            name=unquote(metadata[_FILE_NAME]),
            digest=metadata["digest"],
            school_year=unquote(metadata["school-year"]),
            exported_on=date.fromisoformat(exported_on) if exported_on else None,
        )


def _state_key(feed_id: str) -> str:
    return f"accepted/aaf/{feed_id}/state.sqlite"


def _accepted_key(uai: Uai, kind: RosterFileKind) -> str:
    return f"accepted/{uai}/{kind.value}"
