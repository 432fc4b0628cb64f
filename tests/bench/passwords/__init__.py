"""Temporary passwords of a large school: drawn and encrypted, against one hash of a password.

Encrypting is what lets a letter be printed again; hashing each would be the other way, and the
dearer.
"""

from collections.abc import Callable, Sequence

from tests.bench.measure import Bar, Measure
from tests.bench.rounds import PEERS, Contestant, in_turns

PASSWORDS = 2_000
ROUNDS = 7


def measures(tell: Callable[[str], None]) -> Sequence[Measure]:
    tell(f"{ROUNDS} rounds …")
    rounds = in_turns(
        {
            "ours": Contestant(f"{__name__}.ours", (str(PASSWORDS),)),
            "argon2id": Contestant(f"{__name__}.argon2id", python=PEERS),
        },
        ROUNDS,
    )
    return [
        Measure(
            f"{PASSWORDS:,} passwords drawn and encrypted, against one argon2id hash",
            rounds["ours"].said("ms"),
            "ms",
            Bar("at most", 0.5, "share"),
            versus=rounds["argon2id"].said("ms"),
        )
    ]
