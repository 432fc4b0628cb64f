"""Page cursors: opaque, encrypted and signed, good for one search only."""

import json
from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import Any

from cryptography.fernet import Fernet, InvalidToken

from shared.domain.errors import BadCursorError

_LIFETIME_SECONDS = 24 * 3600


class Cursors:
    """Seals the place where a page ends: it holds a person's name, so it is not readable."""

    def __init__(self, secret: str) -> None:
        self._fernet = Fernet(urlsafe_b64encode(sha256(secret.encode()).digest()))

    def sealed(self, search: str, place: Any) -> str:
        """A cursor for `place` (JSON values) in the search that `search` describes."""
        return self._fernet.encrypt(json.dumps([_digest(search), place]).encode()).decode()

    def opened(self, search: str, cursor: str) -> Any:
        """The place a cursor stands for, lists become tuples again.

        Raises:
            BadCursorError: when we did not make it, or made it for another search, or long ago.
        """
        try:
            clear = self._fernet.decrypt(cursor.encode(), ttl=_LIFETIME_SECONDS)
        except (InvalidToken, UnicodeEncodeError) as error:
            raise BadCursorError from error
        digest, place = json.loads(clear)
        if digest != _digest(search):
            raise BadCursorError
        return _tuples(place)


def _digest(search: str) -> str:
    return sha256(search.encode()).hexdigest()[:16]


def _tuples(value: Any) -> Any:
    return tuple(_tuples(each) for each in value) if isinstance(value, list) else value
