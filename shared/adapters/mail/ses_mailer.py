"""Hands mail to SES: raw content, tagged with ids so that its events need no look-up."""

from typing import TYPE_CHECKING

from botocore.exceptions import (
    ClientError,
    ConnectTimeoutError,
    EndpointConnectionError,
    HTTPClientError,
    IncompleteReadError,
    ProxyConnectionError,
)
from botocore.exceptions import ConnectionError as AwsConnectionError
from botocore.parsers import ResponseParserError

from shared.adapters.aws import ses_client
from shared.adapters.mail.message import composed
from shared.domain.letter import AddressedLetter
from shared.domain.mail import (
    MailRejectedError,
    MailRejection,
    MailTags,
    MailThrottledError,
    MailUnavailableError,
    MailUncertainError,
)

if TYPE_CHECKING:
    from mypy_boto3_sesv2 import SESV2Client

_THROTTLED = {"TooManyRequestsException", "ThrottlingException", "LimitExceededException"}
_REFUSED = {"MessageRejected", "BadRequestException", "ValidationException"}
_NOT_REACHED = (ConnectTimeoutError, EndpointConnectionError, ProxyConnectionError)
_UNANSWERED = (HTTPClientError, AwsConnectionError, IncompleteReadError, ResponseParserError)
_FIRST_SERVER_FAULT = 500


class SesMailer:
    """Sends from `sender`, through a configuration set whose events come back to us.

    The client does not try again by itself: a call whose answer was lost may have been taken,
    and only the outbox knows when a second sending is due.
    """

    def __init__(
        self, sender: str, configuration_set: str, client: "SESV2Client | None" = None
    ) -> None:
        self._sender, self._configuration_set = sender, configuration_set
        self._client = client or ses_client()

    def send(self, message: AddressedLetter, tags: MailTags) -> None:
        """Hand one mail over.

        Raises:
            MailThrottledError, MailUnavailableError, MailRejectedError, MailUncertainError: as
                the port says.
        """
        raw = composed(message, self._sender)
        try:
            self._client.send_email(
                FromEmailAddress=self._sender,
                Destination={"ToAddresses": [message.address]},
                Content={"Raw": {"Data": raw}},
                ConfigurationSetName=self._configuration_set,
                EmailTags=[
                    {"Name": "uai", "Value": tags.uai},
                    {"Name": "operation_id", "Value": tags.operation_id},
                    {"Name": "account_id", "Value": tags.account_id},
                ],
            )
        except ClientError as error:
            raise _told(error) from None
        except _NOT_REACHED:
            raise MailThrottledError from None
        except _UNANSWERED:
            raise MailUncertainError from None


def _told(error: ClientError) -> Exception:
    code = error.response["Error"]["Code"]
    if code in _THROTTLED:
        return MailThrottledError()
    if code in _REFUSED:
        return MailRejectedError(MailRejection.REFUSED_BY_PROVIDER)
    if error.response["ResponseMetadata"]["HTTPStatusCode"] >= _FIRST_SERVER_FAULT:
        return MailUncertainError()
    return MailUnavailableError(code)
