"""Whether a typed password is an account's, in a time that does not tell."""

import hmac
import secrets

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from shared.adapters.encryption.password_sealer import PasswordSealer
from shared.domain.account import Account


class PasswordComparison:
    """Opens the account's password, or a decoy's when there is none, then compares every byte."""

    def __init__(self, sealer: PasswordSealer) -> None:
        self._sealer = sealer
        self._decoy_cipher = AESGCM(AESGCM.generate_key(256))
        self._nonce = secrets.token_bytes(12)
        self._decoy = self._decoy_cipher.encrypt(self._nonce, secrets.token_bytes(12), b"decoy")

    def matches(self, account: Account | None, typed: str) -> bool:
        """Never for an account without a password.

        Raises:
            TamperedPasswordError: when the ciphertext was not made for this account.
        """
        guess = typed.encode(errors="replace")
        if account is None or account.password is None:
            decoy = self._decoy_cipher.decrypt(self._nonce, self._decoy, b"decoy")
            hmac.compare_digest(decoy, guess)
            return False
        return hmac.compare_digest(self._sealer.open(account).encode(), guess)
