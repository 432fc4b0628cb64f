"""Passwords drawn and sealed as the worker of operations does: one sealer, one data key."""

import sys
from typing import Any

from shared.adapters.dynamodb.table import Table
from shared.adapters.encryption.data_keys import DataKeys
from shared.adapters.encryption.password_sealer import PasswordSealer
from shared.domain.password import temporary_passwords
from tests.bench.stopwatch import print_median
from tests.factories import an_account
from tests.unit.operations.memory_aws import MemoryKms
from tests.unit.operations.memory_dynamodb import MemoryDynamoDb


def main() -> None:
    client: Any = MemoryDynamoDb()
    kms: Any = MemoryKms()
    sealer = PasswordSealer(DataKeys(Table("accounts", client), kms, "key"))
    accounts = [an_account() for _ in range(int(sys.argv[1]))]

    def seal_all() -> None:
        passwords = temporary_passwords()
        for account in accounts:
            sealer.seal(account, next(passwords))

    print_median(seal_all, times=9)


if __name__ == "__main__":
    main()
