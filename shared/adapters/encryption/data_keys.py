"""The data keys of a school: wrapped by KMS in the table, in clear for five minutes in memory."""

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient

from shared.adapters.dynamodb import keys
from shared.adapters.dynamodb.table import ConditionFailedError, Table, key
from shared.domain.identifiers import Uai

_CLEARTEXT_SECONDS = 300


class UnknownDataKeyError(Exception):
    """A ciphertext names a data key that the table does not hold."""


class DataKeys:
    """One KMS call per data key and worker, however many passwords it opens (design §7)."""

    def __init__(self, table: Table, kms: "KMSClient", kms_key_id: str) -> None:
        self._table, self._kms, self._kms_key_id = table, kms, kms_key_id
        self._clear: dict[str, tuple[float, bytes]] = {}
        self._current: dict[Uai, str] = {}

    def current(self, uai: Uai) -> tuple[str, bytes]:
        """AP-15: the name and the bytes of the key that seals this school's new passwords."""
        name = self._current.get(uai)
        if name is None:
            newest = next(
                self._table.query(keys.data_keys(uai), "KEY#", newest_first=True, limit=1), None
            )
            name = f"{uai}/{newest['SK']['S'].removeprefix('KEY#')}" if newest else self._made(uai)
        clear = self.opened(name)
        self._current[uai] = name  # not before: a key that was not kept must be made again
        return name, clear

    def opened(self, name: str) -> bytes:
        """AP-16: the bytes of a key, by the name that stands beside a ciphertext.

        Raises:
            UnknownDataKeyError: when there is no such key.
        """
        until, clear = self._clear.get(name, (0.0, b""))
        if until > time.monotonic():
            return clear
        uai, _, number = name.partition("/")
        item = self._table.get(keys.data_keys(Uai(uai)), f"KEY#{number}")
        if item is None:
            raise UnknownDataKeyError(name)
        answer = self._kms.decrypt(
            CiphertextBlob=item["wrapped"]["B"],
            EncryptionContext={"uai": uai},
            KeyId=self._kms_key_id,
        )
        return self._kept(name, answer["Plaintext"])

    def _made(self, uai: Uai) -> str:
        """The school's first key. Of two workers that make it at once, one wins for both."""
        answer = self._kms.generate_data_key(
            KeyId=self._kms_key_id, KeySpec="AES_256", EncryptionContext={"uai": uai}
        )
        item = key(keys.data_keys(uai), keys.data_key(1))
        name = f"{uai}/{keys.data_key(1).removeprefix('KEY#')}"
        try:
            self._table.put(
                item | {"wrapped": {"B": answer["CiphertextBlob"]}},
                condition="attribute_not_exists(PK)",
            )
        except ConditionFailedError:
            return name
        self._kept(name, answer["Plaintext"])
        return name

    def _kept(self, name: str, clear: bytes) -> bytes:
        now = time.monotonic()
        for stale in [each for each, (until, _) in self._clear.items() if until <= now]:
            del self._clear[stale]
        self._clear[name] = (now + _CLEARTEXT_SECONDS, clear)
        return clear
