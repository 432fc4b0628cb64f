"""The sizes and units that AWS publishes, on items whose bytes can be counted by hand."""

from typing import Any

import pytest

from tests.capacity import item_size, read_units, value_size, write_units


@pytest.mark.parametrize(
    ("value", "size"),
    [
        ({"S": "Zoé"}, 4),
        ({"S": ""}, 0),
        ({"N": "0"}, 1),
        ({"N": "7"}, 2),
        ({"N": "120"}, 2),
        ({"N": "1764300000"}, 4),
        ({"N": "-0.25"}, 3),
        ({"B": b"\x00" * 29}, 29),
        ({"BOOL": True}, 1),
        ({"NULL": True}, 1),
        ({"SS": ["é", "ab"]}, 4),
        ({"NS": ["1", "100"]}, 4),
        ({"BS": [b"1", b"22"]}, 3),
        ({"L": []}, 3),
        ({"L": [{"S": "ab"}, {"N": "7"}]}, 3 + (1 + 2) + (1 + 2)),
        ({"M": {}}, 3),
        ({"M": {"âge": {"N": "12"}}}, 3 + 1 + 4 + 2),
    ],
)
def test_the_size_of_a_value(value: dict[str, Any], size: int) -> None:
    assert value_size(value) == size


def test_an_item_is_its_names_and_its_values() -> None:
    item = {"PK": {"S": "0750001A#STUDENTS"}, "SK": {"S": "ACCOUNT#1"}, "version": {"N": "12"}}
    assert item_size(item) == (2 + 17) + (2 + 9) + (7 + 2)


def test_a_value_of_two_types_is_refused() -> None:
    with pytest.raises(ValueError, match="one type"):
        value_size({"S": "a", "N": "1"})


@pytest.mark.parametrize(
    ("sizes", "strong", "eventual"),
    [
        ([], 1, 0.5),
        ([0], 1, 0.5),
        ([4096], 1, 0.5),
        ([4096, 1], 2, 1),
        ([300] * 3000, 220, 110),
    ],
)
def test_a_page_is_rounded_up_once(sizes: list[int], strong: float, eventual: float) -> None:
    assert (read_units(sizes, strong=True), read_units(sizes, strong=False)) == (strong, eventual)


@pytest.mark.parametrize(("size", "alone", "together"), [(0, 1, 2), (1024, 1, 2), (1025, 2, 4)])
def test_a_write_is_rounded_up_each(size: int, alone: int, together: int) -> None:
    assert (write_units(size, transactional=False), write_units(size, transactional=True)) == (
        alone,
        together,
    )
