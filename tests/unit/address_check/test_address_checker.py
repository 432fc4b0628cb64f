"""Asking the function that looks at addresses: what it says, and when it can say nothing."""

import io
import json
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError, ReadTimeoutError

from shared.adapters.address_checker import LambdaAddressChecker
from shared.domain.portal_address import CheckFailure

URL = "https://ent.exemple.fr"
REAL = boto3.client("lambda", region_name="eu-west-3")


class PretendLambda:
    """Answers what a test says, or raises it."""

    exceptions = REAL.exceptions

    def __init__(self, answer: Any) -> None:
        self._answer = answer
        self.asked: list[Any] = []

    def invoke(self, *, FunctionName: str, Payload: bytes) -> Any:  # noqa: N803  AWS names it
        assert FunctionName == "address-check"
        self.asked.append(json.loads(Payload))
        if isinstance(self._answer, Exception):
            raise self._answer
        return self._answer


def told(said: Any, **more: str) -> dict[str, Any]:
    return {"Payload": io.BytesIO(json.dumps(said).encode()), **more}


def refused(kind: str) -> ClientError:
    shape: type[ClientError] = getattr(REAL.exceptions, kind)
    return shape({"Error": {"Code": kind}}, "Invoke")


@pytest.mark.parametrize(
    ("answer", "failure"),
    [
        (told({"failure": None}), None),
        (told({"failure": "NOT_PUBLIC"}), CheckFailure.NOT_PUBLIC),
        (told({"errorType": "any"}, FunctionError="Unhandled"), CheckFailure.CHECK_UNAVAILABLE),
        (refused("TooManyRequestsException"), CheckFailure.CHECK_UNAVAILABLE),
        (refused("ServiceException"), CheckFailure.CHECK_UNAVAILABLE),
        (ReadTimeoutError(endpoint_url="https://lambda"), CheckFailure.CHECK_UNAVAILABLE),
    ],
)
def test_whatever_becomes_of_the_look_it_is_told(answer: Any, failure: CheckFailure | None) -> None:
    pretend: Any = PretendLambda(answer)
    assert LambdaAddressChecker("address-check", pretend).failure_of(URL) is failure
    assert pretend.asked == [{"url": URL}], "the address and nothing else"


def test_a_right_that_is_missing_is_no_failure_of_the_address() -> None:
    pretend: Any = PretendLambda(ClientError({"Error": {"Code": "AccessDenied"}}, "Invoke"))
    with pytest.raises(ClientError):
        LambdaAddressChecker("address-check", pretend).failure_of(URL)
