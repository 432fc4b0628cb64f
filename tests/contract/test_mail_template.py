"""What `template.yaml` must keep true of e-mail: who may send, who may tell, what is kept."""

from typing import Any

from tests.template import template

RESOURCES: dict[str, Any] = template()["Resources"]


def _properties(name: str) -> Any:
    return RESOURCES[name]["Properties"]


def _statements(function: str) -> list[dict[str, Any]]:
    return [s for policy in _properties(function)["Policies"] for s in policy["Statement"]]


def _may_send(function: str) -> list[dict[str, Any]]:
    return [s for s in _statements(function) if "ses:" in str(s["Action"])]


def test_the_worker_alone_sends_from_our_address_through_our_configuration_set() -> None:
    functions = [n for n, r in RESOURCES.items() if r["Type"] == "AWS::Serverless::Function"]
    assert [name for name in functions if _may_send(name)] == ["OperationWorkerFunction"]
    [statement] = _may_send("OperationWorkerFunction")
    assert statement["Action"] == ["ses:SendEmail", "ses:SendRawEmail"]
    condition, on_aws, _ = statement["Resource"]["Fn::If"]
    assert condition == "OnAws"
    assert [each["Fn::Sub"].rpartition(":")[2] for each in on_aws] == [
        "identity/${MailIdentity}",
        "configuration-set/${MailConfigurationSet}",
    ]
    condition, on_aws, _ = statement["Condition"]["Fn::If"]
    assert (condition, on_aws) == (
        "OnAws",
        {"StringEquals": {"ses:FromAddress": {"Ref": "MailSender"}}},
    )


def test_a_mail_with_a_password_goes_out_encrypted_and_untracked() -> None:
    configuration = _properties("MailConfigurationSet")
    assert configuration["DeliveryOptions"] == {"TlsPolicy": "REQUIRE"}
    assert configuration["SuppressionOptions"] == {"SuppressedReasons": ["BOUNCE", "COMPLAINT"]}
    assert "TrackingOptions" not in configuration
    told = _properties("MailEventDestination")["EventDestination"]["MatchingEventTypes"]
    assert sorted(each.upper() for each in told) == [
        *(
            "BOUNCE",
            "COMPLAINT",
            "DELIVERY",
            "DELIVERY_DELAY",
            "REJECT",
            "RENDERING_FAILURE",
            "SEND",
        ),
    ]


def test_the_provider_alone_publishes_and_the_topic_alone_fills_the_queue() -> None:
    [publish] = _properties("MailTopicPolicy")["PolicyDocument"]["Statement"]
    assert publish["Principal"] == {"Service": "ses.amazonaws.com"}
    assert set(publish["Condition"]) == {"StringEquals", "ArnEquals"}
    [fill] = _properties("MailEventsQueuePolicy")["PolicyDocument"]["Statement"]
    assert fill["Principal"] == {"Service": "sns.amazonaws.com"}
    assert fill["Condition"] == {"ArnEquals": {"aws:SourceArn": {"Ref": "MailTopic"}}}


def test_events_hold_addresses_so_they_are_encrypted_and_soon_gone() -> None:
    for name in ("MailEventsQueue", "MailEventsDeadLetters"):
        assert _properties(name)["SqsManagedSseEnabled"] is True
        assert _properties(name)["MessageRetentionPeriod"] <= 7 * 24 * 3600


def test_the_function_of_events_may_mark_mails_read_its_own_queue_and_nothing_else() -> None:
    marking, reading = _statements("MailEventsFunction")
    assert marking["Action"] == "dynamodb:UpdateItem"
    assert marking["Resource"] == {"Fn::GetAtt": "AccountsTable.Arn"}
    assert reading["Resource"] == {"Fn::GetAtt": "MailEventsQueue.Arn"}
