"""What a request costs at AWS, from the sizes of its items: local ones do not count it.

The rules are those of the DynamoDB developer guide (« item sizes and formats », « read and write
unit consumption »).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from math import ceil
from typing import Any

_READ_BYTES = 4096
_WRITE_BYTES = 1024
_CONTAINER_BYTES, _ELEMENT_BYTES = 3, 1


def item_size(item: Mapping[str, Mapping[str, Any]]) -> int:
    """The bytes of an item as the wire has it (`{"PK": {"S": "…"}}`): its names and its values."""
    return sum(_text(name) + value_size(value) for name, value in item.items())


def value_size(value: Mapping[str, Any]) -> int:
    """The bytes of one value, binary ones given as `bytes`."""
    (kind, content), *others = value.items()
    if others:
        raise ValueError(f"a value has one type, not {', '.join(value)}")
    return _SIZES[kind](content)


def read_units(sizes: Iterable[int], *, strong: bool) -> float:
    """The read units of one page of a query, from the bytes of the items it read.

    What a page reads is added up, then rounded up to 4 KiB. A get, and each item of a batch, is
    a page of its own; a get that finds nothing, or a query, is one of `[0]`.
    """
    steps = max(1, ceil(sum(sizes) / _READ_BYTES))
    return float(steps) if strong else steps / 2


def write_units(size: int, *, transactional: bool) -> int:
    """The write units of one item: the larger of what it was and what it becomes.

    A condition check in a transaction costs as much, in write units of its own.
    """
    steps = max(1, ceil(size / _WRITE_BYTES))
    return 2 * steps if transactional else steps


def _text(text: str) -> int:
    return len(text.encode())


def _number(text: str) -> int:
    """A byte, one for two significant digits, and one for the sign of a negative number."""
    sign, digits, _ = Decimal(text).as_tuple()
    significant = "".join(map(str, digits)).strip("0")
    return 1 + ceil(len(significant) / 2) + sign


def _list(values: Sequence[Mapping[str, Any]]) -> int:
    return _CONTAINER_BYTES + sum(_ELEMENT_BYTES + value_size(value) for value in values)


def _map(values: Mapping[str, Mapping[str, Any]]) -> int:
    return _CONTAINER_BYTES + item_size(values) + _ELEMENT_BYTES * len(values)


_SIZES: Mapping[str, Callable[[Any], int]] = {
    "S": _text,
    "N": _number,
    "B": len,
    "BOOL": lambda _: 1,
    "NULL": lambda _: 1,
    "SS": lambda texts: sum(map(_text, texts)),
    "NS": lambda numbers: sum(map(_number, numbers)),
    "BS": lambda values: sum(map(len, values)),
    "L": _list,
    "M": _map,
}
