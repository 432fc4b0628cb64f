"""Temporary passwords at rest: AES-256-GCM, bound to the school's key, account and generation."""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from shared.adapters.encryption.data_keys import DataKeys
from shared.domain.account import Account, SealedPassword

_NONCE_BYTES = 12


class TamperedPasswordError(Exception):
    """A ciphertext does not belong to the account, generation and key it stands beside."""


class PasswordSealer:
    """Seals a new temporary password, and opens the one an account has."""

    def __init__(self, data_keys: DataKeys) -> None:
        self._data_keys = data_keys
        self._last: tuple[bytes, AESGCM] | None = None

    def seal(self, account: Account, password: str) -> SealedPassword:
        """`password` as the account's next one, under the current key of its school."""
        name, clear = self._data_keys.current(account.uai)
        generation = account.generation + 1
        nonce = secrets.token_bytes(_NONCE_BYTES)
        bound = _bound(name, account, generation)
        return SealedPassword(
            nonce + self._cipher(clear).encrypt(nonce, password.encode(), bound), name, generation
        )

    def open(self, account: Account) -> str:
        """The temporary password of `account`, in clear.

        Raises:
            ValueError: when the account has none.
            TamperedPasswordError: when the ciphertext was not made for this account.
        """
        sealed = account.password
        if sealed is None:
            raise ValueError(f"account {account.account_id} has no temporary password")
        nonce, body = sealed.ciphertext[:_NONCE_BYTES], sealed.ciphertext[_NONCE_BYTES:]
        bound = _bound(sealed.key, account, sealed.generation)
        try:
            cipher = self._cipher(self._data_keys.opened(sealed.key))
            return cipher.decrypt(nonce, body, bound).decode()
        except InvalidTag as error:
            raise TamperedPasswordError(account.account_id) from error

    def _cipher(self, clear: bytes) -> AESGCM:
        """Kept for the last key alone, so that no key stays longer than its five minutes in use."""
        if self._last is None or self._last[0] is not clear:
            self._last = (clear, AESGCM(clear))
        return self._last[1]


def _bound(key_name: str, account: Account, generation: int) -> bytes:
    # The key's school, not the account's: a pupil who moves keeps the password she was given.
    return f"{key_name.partition('/')[0]}|{account.account_id}|{generation}".encode()
