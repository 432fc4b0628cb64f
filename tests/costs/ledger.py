"""What was asked of AWS, counted at the client: requests by name, and DynamoDB's units."""

from collections import Counter
from dataclasses import dataclass, field

TRANSACTIONS = "dynamodb:TransactWriteItems"


@dataclass
class Ledger:
    """`requests` by `service:Operation`; units as AWS would have taken them.

    A query counts as many requests as AWS has pages of 1 MB for it: the local one has a single
    page. `own_cpu_s` is the processor time that the counting itself has taken.
    """

    requests: Counter[str] = field(default_factory=Counter)
    read_units: float = 0
    write_units: float = 0
    own_cpu_s: float = 0

    def of(self, service: str) -> int:
        """The requests to a service."""
        return sum(n for name, n in self.requests.items() if name.startswith(f"{service}:"))

    def figures(self) -> dict[str, float]:
        """Whole figures as numbers to compare, to add up and to keep."""
        return {
            "requests": self.requests.total(),
            "transactions": self.requests[TRANSACTIONS],
            "read_units": self.read_units,
            "write_units": self.write_units,
            **{name: self.of(name) for name in ("kms", "s3", "sqs", "ses", "events")},
        }
