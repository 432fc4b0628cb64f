"""What each action costs is what docs/costs.md and the simulation say, to the unit."""

import json
from pathlib import Path

import pytest

from infra.scale import costs_page
from infra.scale.costs import COUNTED
from shared.adapters.dynamodb.table import key
from shared.api.adapters import table
from tests.costs.counting import bare_aws, costs, counted_school
from tests.costs.site import without_environment

SAID = json.loads(COUNTED.read_text(encoding="utf-8"))


@pytest.mark.parametrize("pupils", SAID)
def test_each_action_costs_what_was_counted(
    pupils: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with without_environment():
        assert costs(int(pupils), tmp_path, monkeypatch.setattr) == SAID[pupils]


def test_the_page_is_written_from_the_figures() -> None:
    assert costs_page.DOCUMENT.read_text(encoding="utf-8") == costs_page.page()


def test_what_is_read_and_written_besides_is_seen(tmp_path: Path) -> None:
    """A count that missed a read, a projected one, or an index entry would miss these."""
    with without_environment(), bare_aws("costs-seen") as environment:
        _, meter = counted_school(environment, tmp_path)
        ledger = meter.begin()
        big = {"B": b"x" * 5000}

        table().put(key("a", "1") | {"big": big})
        table().put(key("a", "1") | {"due_kind": {"S": "d"}, "due_at": {"S": "1"}})
        assert ledger.write_units == 5 + 5 + 1

        table().put(key("a", "2") | {"big": big})
        assert len(list(table().query("a", attributes=("SK",)))) == 2
        table().get("a", "2", strong=False)
        table().get("a", "3")

        assert (ledger.read_units, ledger.requests) == (
            2 + 1 + 1,
            {"dynamodb:PutItem": 3, "dynamodb:Query": 1, "dynamodb:GetItem": 2},
        )
