"""Events published on the topic, taken from the queue, handed to the function (P21)."""

import json
from collections.abc import Callable
from typing import Any

import boto3
import pytest
from aws_lambda_powertools.utilities.typing import LambdaContext

from functions.mail_events.handler import lambda_handler
from shared.adapters.dynamodb.outbox import OutboxRepository, pending_mail_item
from shared.adapters.dynamodb.table import Table
from shared.domain.identifiers import AccountId, OperationId, Uai
from shared.domain.mail import MailRejection, MailStatus
from tests.component.operations.interference import counted
from tests.unit.mail.recorded_events import ADDRESS, TAGS, TOPIC_VALIDATED, ses_event
from tests.unit.mail.sending import MOMENT, OPERATION

pytestmark = pytest.mark.promise("P21")

MAIL = AccountId(TAGS["account_id"][0])
Records = list[dict[str, str]]
Publish = Callable[..., Records]


@pytest.fixture
def outbox(cloud: Table) -> OutboxRepository:
    """One mail, that the provider has taken."""
    assert (Uai(TAGS["uai"][0]), OperationId(TAGS["operation_id"][0])) == (
        OPERATION.uai,
        OPERATION.operation_id,
    )
    cloud.put(pending_mail_item(OPERATION, MAIL))
    made = OutboxRepository(cloud)
    assert made.claim(OPERATION, MAIL, at=MOMENT)
    made.sent(OPERATION, MAIL, at=MOMENT)
    return made


@pytest.fixture
def publish(outbox: OutboxRepository) -> Publish:  # noqa: ARG001  the cloud it stands on
    """Publishes on a topic and returns what the function receives of it."""
    sns, sqs = boto3.client("sns"), boto3.client("sqs")
    topic = sns.create_topic(Name="mail")["TopicArn"]
    queue = sqs.create_queue(QueueName="mail-events")["QueueUrl"]
    attributes = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])
    arn = attributes["Attributes"]["QueueArn"]
    sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=arn)

    def published(*messages: str) -> Records:
        for message in messages:
            sns.publish(TopicArn=topic, Message=message)
        received = sqs.receive_message(QueueUrl=queue, MaxNumberOfMessages=10)["Messages"]
        return [{"messageId": each["MessageId"], "body": each["Body"]} for each in received]

    return published


def status(outbox: OutboxRepository) -> MailStatus:
    return outbox.statuses(OPERATION)[MAIL]


def test_a_bounce_travels_from_the_topic_to_the_outbox(
    outbox: OutboxRepository, publish: Publish, lambda_context: LambdaContext
) -> None:
    records = publish(ses_event("Delivery"), ses_event("Bounce"), ses_event("Send"))

    assert lambda_handler({"Records": records}, lambda_context) == {"batchItemFailures": []}
    assert status(outbox) is MailStatus.BOUNCED


def test_of_a_batch_only_what_could_not_be_kept_comes_again(
    outbox: OutboxRepository, publish: Publish, lambda_context: LambdaContext
) -> None:
    records = publish(TOPIC_VALIDATED, "hello", ses_event("Complaint"), ses_event("Open"))
    broken = [each["messageId"] for each in records if "hello" in each["body"]]

    answer = lambda_handler({"Records": records}, lambda_context)

    assert answer == {"batchItemFailures": [{"itemIdentifier": each} for each in broken]}
    assert len(broken) == 1
    assert status(outbox) is MailStatus.COMPLAINED


def test_an_event_costs_one_update_and_no_read(
    outbox: OutboxRepository, publish: Publish, lambda_context: LambdaContext
) -> None:
    from shared.adapters import aws  # noqa: PLC0415  its client is made inside the pretend AWS

    records = publish(ses_event("Delivery"))
    with counted(aws.dynamodb_client()) as calls:
        lambda_handler({"Records": records * 2}, lambda_context)

    assert calls == ["UpdateItem", "UpdateItem"]
    assert status(outbox) is MailStatus.DELIVERED


def test_when_the_table_does_not_answer_the_event_comes_again(
    publish: Publish, lambda_context: LambdaContext
) -> None:
    records = publish(ses_event("Delivery"))
    boto3.client("dynamodb").delete_table(TableName="accounts")

    answer: dict[str, Any] = lambda_handler({"Records": records}, lambda_context)

    assert answer == {"batchItemFailures": [{"itemIdentifier": records[0]["messageId"]}]}


def test_no_address_is_logged_whatever_the_event(
    outbox: OutboxRepository,  # noqa: ARG001  the row that the events move
    publish: Publish,
    lambda_context: LambdaContext,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
) -> None:
    kinds = ["Send", "Delivery", "Bounce", "Complaint", "Reject", "DeliveryDelay", "Open"]
    wrong = json.loads(ses_event("Bounce"))
    wrong["mail"]["tags"]["uai"] = [ADDRESS]
    records = publish(*(ses_event(kind) for kind in kinds), json.dumps(wrong), ADDRESS)

    lambda_handler({"Records": records}, lambda_context)

    logged = str([vars(record) for record in caplog.records]) + "".join(capsys.readouterr())
    assert "mail_event_recorded" in logged
    assert "unexpected_error" in logged
    assert "@" not in logged
    assert "Jean Moulin" not in logged


def test_the_outbox_on_dynamodb_keeps_its_conditions(outbox: OutboxRepository) -> None:
    reason = MailRejection.REFUSED_BY_PROVIDER
    assert not outbox.claim(OPERATION, MAIL, at=MOMENT)
    outbox.release(OPERATION, MAIL, at=MOMENT)
    outbox.rejected(OPERATION, MAIL, at=MOMENT, reason=reason)
    outbox.record(OPERATION.uai, OPERATION.operation_id, MAIL, MailStatus.SENT, at=MOMENT)

    assert status(outbox) is MailStatus.SENT
    assert list(outbox.to_send(OPERATION, at=MOMENT)) == []
