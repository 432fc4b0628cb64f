"""What is asked of SES, and what each of its answers means for the mail."""

import socket
import threading
from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default
from typing import Any

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import (
    ConnectionClosedError,
    ConnectTimeoutError,
    EndpointConnectionError,
    IncompleteReadError,
    ReadTimeoutError,
    SSLError,
)
from botocore.parsers import ResponseParserError
from botocore.stub import Stubber

from shared.adapters import aws
from shared.adapters.mail.message import composed
from shared.adapters.mail.ses_mailer import SesMailer
from shared.domain.identifiers import AccountId, OperationId, Uai
from shared.domain.mail import (
    MailRejectedError,
    MailRejection,
    MailTags,
    MailThrottledError,
    MailUnavailableError,
    MailUncertainError,
)
from tests.unit.mail.test_message import ADDRESSED, SENDER

pytestmark = pytest.mark.promise("P21")

TAGS = MailTags(
    Uai("0450822X"), OperationId("0193567890ab0123456789ab"), AccountId("0000000000005001")
)
URL = "https://email.eu-west-3.amazonaws.com"


@pytest.fixture
def ses() -> Any:
    return boto3.client(
        "sesv2",
        region_name="eu-west-3",
        aws_access_key_id="testing",
        aws_secret_access_key="testing",
        config=Config(retries={"total_max_attempts": 1}),
    )


def test_one_recipient_one_configuration_set_and_ids_as_tags(ses: Any) -> None:
    expected = {
        "FromEmailAddress": SENDER,
        "Destination": {"ToAddresses": [ADDRESSED.address]},
        "Content": {"Raw": {"Data": composed(ADDRESSED, SENDER)}},
        "ConfigurationSetName": "guardians",
        "EmailTags": [
            {"Name": "uai", "Value": TAGS.uai},
            {"Name": "operation_id", "Value": TAGS.operation_id},
            {"Name": "account_id", "Value": TAGS.account_id},
        ],
    }
    with Stubber(ses) as stub:
        stub.add_response("send_email", {"MessageId": "0111"}, expected)
        SesMailer(SENDER, "guardians", ses).send(ADDRESSED, TAGS)
        stub.assert_no_pending_responses()
    sent = message_from_bytes(composed(ADDRESSED, SENDER), policy=default)
    assert str(sent["To"]) == ADDRESSED.address


@pytest.mark.parametrize(
    ("code", "status", "meaning"),
    [
        ("TooManyRequestsException", 429, MailThrottledError),
        ("ThrottlingException", 400, MailThrottledError),
        ("LimitExceededException", 400, MailThrottledError),
        ("MessageRejected", 400, MailRejectedError),
        ("BadRequestException", 400, MailRejectedError),
        ("SendingPausedException", 400, MailUnavailableError),
        ("AccountSuspendedException", 400, MailUnavailableError),
        ("MailFromDomainNotVerifiedException", 400, MailUnavailableError),
        ("NotFoundException", 404, MailUnavailableError),
        ("AccessDeniedException", 403, MailUnavailableError),
        ("ExpiredTokenException", 403, MailUnavailableError),
        ("InternalFailure", 500, MailUncertainError),
        ("ServiceUnavailable", 503, MailUncertainError),
    ],
)
def test_each_refusal_has_its_meaning(
    ses: Any, code: str, status: int, meaning: type[Exception]
) -> None:
    with Stubber(ses) as stub:
        stub.add_client_error("send_email", code, ADDRESSED.address, status)
        with pytest.raises(meaning) as raised:
            SesMailer(SENDER, "guardians", ses).send(ADDRESSED, TAGS)
    assert ADDRESSED.address not in str(raised.value)
    assert raised.value.__cause__ is None
    assert raised.value.__suppress_context__


@pytest.mark.parametrize(
    ("failure", "meaning"),
    [
        (ConnectTimeoutError(endpoint_url=URL), MailThrottledError),
        (EndpointConnectionError(endpoint_url=URL), MailThrottledError),
        (ReadTimeoutError(endpoint_url=URL), MailUncertainError),
        (ConnectionClosedError(endpoint_url=URL), MailUncertainError),
        (SSLError(endpoint_url=URL, error=OSError("cut")), MailUncertainError),
        (IncompleteReadError(actual_bytes=1, expected_bytes=2), MailUncertainError),
        (ResponseParserError("cut"), MailUncertainError),
    ],
)
def test_without_an_answer_a_mail_was_not_taken_or_nobody_knows(
    ses: Any, failure: Exception, meaning: type[Exception]
) -> None:
    def fail(**_: Any) -> None:
        raise failure

    ses.meta.events.register("before-send.sesv2.SendEmail", fail)
    with pytest.raises(meaning):
        SesMailer(SENDER, "guardians", ses).send(ADDRESSED, TAGS)


def test_a_bad_address_never_reaches_the_provider(ses: Any) -> None:
    addressed = type(ADDRESSED)("a@b.fr, c@d.fr", ADDRESSED.letterhead, ADDRESSED.letter)

    with Stubber(ses), pytest.raises(MailRejectedError) as raised:
        SesMailer(SENDER, "guardians", ses).send(addressed, TAGS)

    assert raised.value.reason is MailRejection.BAD_ADDRESS


@pytest.fixture
def deaf_provider(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[bytes]]:
    """Takes every connection of our own client, reads, and hangs up without a word."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-3")
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        monkeypatch.setenv("AWS_ENDPOINT_URL_SESV2", f"http://127.0.0.1:{server.getsockname()[1]}")

        def listen() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                with connection:
                    heard.append(connection.recv(65_536))

        thread = threading.Thread(target=listen, daemon=True)
        thread.start()
        aws.ses_client.cache_clear()
        yield heard
        aws.ses_client.cache_clear()
        server.shutdown(socket.SHUT_RDWR)
        thread.join(timeout=5)


def test_our_client_asks_once_and_never_again_by_itself(deaf_provider: list[bytes]) -> None:
    with pytest.raises(MailUncertainError):
        SesMailer(SENDER, "guardians").send(ADDRESSED, TAGS)

    assert len(deaf_provider) == 1
