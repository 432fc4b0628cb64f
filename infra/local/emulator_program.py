"""MiniStack, spared what it does again and again; it answers what it answered.

Runs in the emulator's own environment, as a program: `python -P infra/local/emulator_program.py`.
"""

import hashlib
import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from threading import Lock
from types import SimpleNamespace

from ministack.app import main
from ministack.core import lambda_runtime
from ministack.services import dynamodb

# Conditions hold no values: the functions and the tests know a few hundred texts between them.
TEXTS = 4096


def read_conditions_once() -> None:
    """It parsed a condition for each item of a partition: half a second for 3,000 pupils.

    What it makes of a text depends on nothing else. Raises AttributeError with a MiniStack that has
    no such functions any more.
    """
    _replace("_tokenize", lambda tokens_of: lru_cache(TEXTS)(lambda text: tuple(tokens_of(text))))
    _replace("_condition_syntax_error", lru_cache(TEXTS))
    _replace("_check_redundant_parens", _kept_by_tokens)
    _replace("_check_reserved_keyword_usage", _kept_by_tokens)


def _replace(name: str, keeping: Callable[..., Callable[..., object]]) -> None:
    setattr(dynamodb, name, keeping(getattr(dynamodb, name)))


def _kept_by_tokens(check: Callable[..., object]) -> Callable[..., object]:
    kept = lru_cache(TEXTS)(check)
    return lambda tokens, *slot: kept(tuple(tokens), *slot)


def unpack_archives_once() -> None:
    """It unpacked the layers, 4,800 files, for each worker of each function: they are linked.

    Functions find their code read-only on AWS, and write none of it.
    """
    lambda_runtime.zipfile = SimpleNamespace(**vars(zipfile) | {"ZipFile": _UnpackedOnce})


class _UnpackedOnce(zipfile.ZipFile):
    _unpacking = Lock()

    def extractall(self, path: str, *_: object) -> None:  # type: ignore[override]
        archive = Path(str(self.filename))
        digest = hashlib.sha256(archive.read_bytes()).hexdigest()
        unpacked = Path(tempfile.gettempdir(), "unpacked", digest)
        with self._unpacking:
            if not unpacked.exists():
                begun = unpacked.with_suffix(".begun")
                super().extractall(begun)
                begun.rename(unpacked)
        shutil.copytree(unpacked, path, copy_function=os.link, dirs_exist_ok=True)


if __name__ == "__main__":
    read_conditions_once()
    unpack_archives_once()
    main()
