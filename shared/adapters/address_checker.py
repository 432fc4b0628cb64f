"""Asking the function that looks at addresses: it alone opens connections to the internet."""

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mypy_boto3_lambda import LambdaClient

from botocore.exceptions import HTTPClientError

from shared.adapters.aws import lambda_client
from shared.domain.portal_address import CheckFailure


class LambdaAddressChecker:
    """Hands it an address and nothing else."""

    def __init__(self, function: str, client: "LambdaClient | None" = None) -> None:
        self._function = function
        self._client = client or lambda_client()

    def failure_of(self, url: str) -> CheckFailure | None:
        """Why an address is not good; `CHECK_UNAVAILABLE` when nobody could look at it."""
        try:
            answer = self._client.invoke(
                FunctionName=self._function, Payload=json.dumps({"url": url}).encode()
            )
        except (
            self._client.exceptions.TooManyRequestsException,
            self._client.exceptions.ServiceException,
            HTTPClientError,
        ):
            return CheckFailure.CHECK_UNAVAILABLE
        told = answer["Payload"].read()
        if "FunctionError" in answer:
            return CheckFailure.CHECK_UNAVAILABLE
        failure = json.loads(told)["failure"]
        return CheckFailure(failure) if failure is not None else None
