"""The password sealer of a function that may use the KMS key: the others never load it."""

from functools import cache
from typing import TYPE_CHECKING

from shared.api.adapters import table
from shared.config import config

if TYPE_CHECKING:
    from shared.adapters.encryption.password_sealer import PasswordSealer


@cache
def password_sealer() -> "PasswordSealer":
    from shared.adapters.aws import kms_client
    from shared.adapters.encryption.data_keys import DataKeys
    from shared.adapters.encryption.password_sealer import PasswordSealer

    return PasswordSealer(DataKeys(table(), kms_client(), config().kms_key_id))
