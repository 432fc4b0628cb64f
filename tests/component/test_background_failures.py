"""A failure in the background is told to the queue and to the log, without anyone's data."""

from typing import Any

import pytest

from shared.api.background import BackgroundFailureError, failing_quietly
from tests.component.conftest import LambdaContext


def test_an_error_is_raised_again_without_its_text_nor_its_cause(
    lambda_context: Any, caplog: pytest.LogCaptureFixture
) -> None:
    @failing_quietly
    def handler(_event: dict[str, Any], _context: Any) -> None:
        raise ValueError("Zoé D’Œuvre bdfk-mprt-xznc")

    with pytest.raises(BackgroundFailureError) as raised:
        handler({}, lambda_context)
    assert (str(raised.value), raised.value.__cause__) == ("ValueError", None)
    assert raised.value.__context__ is None, "the runtime prints contexts too"
    logged = str([vars(record) for record in caplog.records])
    assert "'error_type': 'ValueError'" in logged
    assert "Zoé" not in logged
    assert "bdfk" not in logged


def test_what_succeeds_passes_through(lambda_context: LambdaContext) -> None:
    def handler(event: dict[str, Any], _context: Any) -> str:
        return str(event["said"])

    assert failing_quietly(handler)({"said": "done"}, lambda_context) == "done"
