"""One password hashed at the least that OWASP recommends: 19 MiB, two passes, one lane."""

import secrets

from argon2 import PasswordHasher

from shared.domain.password import temporary_passwords
from tests.bench.stopwatch import print_median


def main() -> None:
    hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
    password, salt = next(temporary_passwords()), secrets.token_bytes(16)
    print_median(lambda: hasher.hash(password, salt=salt), times=9)


if __name__ == "__main__":
    main()
