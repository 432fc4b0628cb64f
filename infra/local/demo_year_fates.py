"""What becomes of the accounts of a demo school within a year, and of how many (guide §6)."""

from collections.abc import Mapping, Sequence
from enum import StrEnum, auto
from hashlib import sha256
from typing import Final

SEED: Final = "demo-year"


class Fate(StrEnum):
    """How the year went for the holder of an account."""

    UNTOLD = auto()
    """Nobody has told her of it."""
    HANDED_OUT = auto()
    """Notified, not activated, with a temporary password that is still valid."""
    LEFT_UNUSED = auto()
    """Notified, not activated, and the temporary password has expired."""
    DISTRIBUTED = auto()
    """Notified by the school, then activated."""
    STARTED = auto()
    """Notified by the school; she began to activate it and stopped half-way."""
    SELF_REGISTERED = auto()
    FRANCE_CONNECT = auto()
    ATEN = auto()
    ENT = auto()
    RENEWED = auto()
    """Activated, then reset by the school, then activated again."""
    FORGOTTEN = auto()
    """Activated, then reset by the school, and not activated again so far."""


# The page of statistics in the guide has 99 % of the pupils' accounts activated. A few more are
# left here in each state that a secretary would want to try something on.
STUDENT_SHARES: Final[Mapping[Fate, float]] = {
    Fate.DISTRIBUTED: 0.80,
    Fate.UNTOLD: 0.08,
    Fate.HANDED_OUT: 0.04,
    Fate.LEFT_UNUSED: 0.02,
    Fate.ENT: 0.03,
    Fate.ATEN: 0.01,
    Fate.RENEWED: 0.01,
    Fate.FORGOTTEN: 0.01,
}
# As in the guide: two guardians in three have not been told, most others register by themselves.
GUARDIAN_SHARES: Final[Mapping[Fate, float]] = {
    Fate.UNTOLD: 0.62,
    Fate.SELF_REGISTERED: 0.22,
    Fate.FRANCE_CONNECT: 0.08,
    Fate.DISTRIBUTED: 0.03,
    Fate.HANDED_OUT: 0.01,
    Fate.LEFT_UNUSED: 0.005,
    Fate.STARTED: 0.01,
    Fate.ATEN: 0.005,
    Fate.ENT: 0.01,
    Fate.RENEWED: 0.005,
    Fate.FORGOTTEN: 0.005,
}
AT_LEAST: Final = 2
"""Accounts of each fate, however small the school."""


def allotted(usernames: Sequence[str], shares: Mapping[Fate, float]) -> dict[str, Fate]:
    """A fate for each, in those shares; always the same one for the same people."""
    drawn = sorted(usernames, key=drawn_rank)
    commonest = max(shares, key=shares.__getitem__)
    fates = [
        fate
        for fate, share in shares.items()
        if fate is not commonest
        for _ in range(max(AT_LEAST, round(share * len(drawn))))
    ]
    fates += [commonest] * (len(drawn) - len(fates))
    return dict(zip(drawn, fates, strict=False))


def drawn_rank(name: str) -> str:
    """Where chance puts a name among others."""
    return sha256(f"{SEED}|{name}".encode()).hexdigest()
