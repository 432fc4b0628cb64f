"""The contract handed to the identity provider is what the function does."""

import json
import re
from pathlib import Path
from typing import Any

import msgspec

from functions.account_events.messages import FORMS, account_event_of
from shared.domain.account_events import AccountEventKind
from tests.component.account_events.provider import message

_DOCUMENT = Path(__file__).parents[3] / "docs" / "identity-provider.md"
_BLOCK = re.compile(r"^```json\n(.*?)^```", re.DOTALL | re.MULTILINE)
_ROW = re.compile(r"^\| `([a-z.-]+\.v1)` \| (\w+) \| `(\w+)` \|", re.MULTILINE)


def text() -> str:
    return _DOCUMENT.read_text(encoding="utf-8")


def blocks() -> list[dict[str, Any]]:
    return [json.loads(each) for each in _BLOCK.findall(text())]


def test_every_kind_of_event_has_its_row_with_its_form() -> None:
    documented = {kind: form for kind, _, form in _ROW.findall(text())}
    assert documented == {kind.value: form.__name__ for kind, form in FORMS.items()}
    assert set(FORMS) == set(AccountEventKind)


def test_every_example_is_accepted_and_every_kind_has_one() -> None:
    [examples] = [each for each in blocks() if "account.activated.v1" in each]
    read = {
        account_event_of(message(kind, detail)["body"]).kind for kind, detail in examples.items()
    }
    assert read == set(AccountEventKind)


def test_the_entry_for_the_bus_is_accepted() -> None:
    [entry] = [each for each in blocks() if "DetailType" in each]
    body = message(entry["DetailType"], json.loads(entry["Detail"]), source=entry["Source"])
    assert account_event_of(body["body"]).kind is AccountEventKind.ACTIVATED


def test_the_schemas_are_those_of_the_code() -> None:
    [documented] = [each for each in blocks() if "AccountDetail" in each]
    _, schemas = msgspec.json.schema_components(set(FORMS.values()))
    assert documented == schemas
