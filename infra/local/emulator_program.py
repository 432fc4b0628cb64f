"""MiniStack, made to read each condition once: it read it again for each item of a partition.

Runs in the emulator's own environment, as a program: `python -P infra/local/emulator_program.py`.
What MiniStack makes of a condition's text depends on nothing else, so that keeping it changes no
answer; reading 3,000 pupils took it half a second for that alone.
"""

from collections.abc import Callable
from functools import lru_cache

from ministack.app import main
from ministack.services import dynamodb

# Conditions hold no values: the functions and the tests know a few hundred texts between them.
TEXTS = 4096


def keep_what_conditions_say() -> None:
    """Raises AttributeError with a MiniStack that has no such functions any more."""
    _replace("_tokenize", lambda tokens_of: lru_cache(TEXTS)(lambda text: tuple(tokens_of(text))))
    _replace("_condition_syntax_error", lru_cache(TEXTS))
    _replace("_check_redundant_parens", _kept_by_tokens)
    _replace("_check_reserved_keyword_usage", _kept_by_tokens)


def _replace(name: str, keeping: Callable[..., Callable[..., object]]) -> None:
    setattr(dynamodb, name, keeping(getattr(dynamodb, name)))


def _kept_by_tokens(check: Callable[..., object]) -> Callable[..., object]:
    kept = lru_cache(TEXTS)(check)
    return lambda tokens, *slot: kept(tuple(tokens), *slot)


if __name__ == "__main__":
    keep_what_conditions_say()
    main()
