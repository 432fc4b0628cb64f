"""What the functions find on AWS, pretended or emulated: resources, and the names of them."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from shared import config as configuration
from shared.adapters import aws, secret_values
from shared.api import adapters, night, vault, worker
from tests.template import table_definition

TABLE = "accounts"
LETTERS, ROSTERS = "letters", "rosters"
SENDER = "ne-pas-repondre@example.org"

Clients = Callable[[str], Any]


def provided(client: Clients) -> dict[str, str]:
    """Make every resource with the clients of `client(service)`; the environment that names them.

    The table is the one of template.yaml.
    """
    client("dynamodb").create_table(TableName=TABLE, **table_definition())
    for bucket in (LETTERS, ROSTERS):
        client("s3").create_bucket(
            Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": "eu-west-3"}
        )
    client("events").create_event_bus(Name="account-events")
    client("sesv2").create_email_identity(EmailIdentity=SENDER)
    client("sesv2").create_configuration_set(ConfigurationSetName="guardians")

    def queue(name: str) -> str:
        return str(client("sqs").create_queue(QueueName=name)["QueueUrl"])

    def secret(name: str) -> str:
        made = client("secretsmanager").create_secret(Name=name, SecretString=name * 8)
        return str(made["ARN"])

    return {
        "TABLE_NAME": TABLE,
        "DOCUMENTS_BUCKET": LETTERS,
        "ROSTER_BUCKET": ROSTERS,
        "OPERATIONS_QUEUE_URL": queue("operations"),
        "ROSTER_QUEUE_URL": queue("rosters"),
        "NIGHT_QUEUE_URL": queue("night"),
        "REFUSED_EVENTS_QUEUE_URL": queue("refused"),
        "PROVIDER_BUS_NAME": "account-events",
        "KMS_KEY_ID": str(client("kms").create_key()["KeyMetadata"]["Arn"]),
        "CURSOR_KEY_SECRET_ARN": secret("cursor-key"),
        "ORIGIN_SECRET_ARN": secret("origin-secret"),
        "STUDENT_PORTAL_URL": "https://educonnect.education.gouv.fr",
        "GUARDIAN_PORTAL_URL": "https://teleservices.education.gouv.fr",
        "MAIL_SENDER": SENDER,
        "MAIL_CONFIGURATION_SET": "guardians",
        "ADMIN_NETWORKS": "",
        "DISPLAY_BUDGET": "1000",
        "UNUSUAL_RESETS": "500",
    }


def settle(environment: dict[str, str]) -> None:
    """From here on the functions of this process find what `environment` names."""
    os.environ.update(environment)
    cold_start()


def cold_start() -> None:
    """Whoever is called next has nothing in memory: clients, keys, configuration."""
    for module in (configuration, aws, secret_values, adapters, night, vault, worker):
        for made in vars(module).values():
            if hasattr(made, "cache_clear"):
                made.cache_clear()


@contextmanager
def without_environment() -> Iterator[None]:
    """What `settle` has put there is gone afterwards."""
    before = dict(os.environ)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
        cold_start()
