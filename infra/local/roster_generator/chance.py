"""One question asked of seeded randomness everywhere in the generator."""

from random import Random


def happens(rng: Random, share: float) -> bool:
    """True so often: 0 is never, 1 always."""
    return rng.random() < share
