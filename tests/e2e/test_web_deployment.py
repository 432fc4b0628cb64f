"""The one command that deploys the web app, against the local AWS."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator

import pytest

from infra.local.places import ROOT, STACK_NAME
from infra.local.stack import ADMIN_ENVIRONMENT, Stack

pytestmark = pytest.mark.stack

WEB = "educonnect-web"


@pytest.fixture
def deployed(stack: Stack) -> Iterator[dict[str, str]]:
    """The outputs of the web's stack."""
    subprocess.run(  # noqa: S603  our own command
        [
            *(sys.executable, "-m", "infra.web.deploy"),
            *("--api-stack", STACK_NAME, "--web-stack", WEB),
            *("--issuer-origins", "https://issuer.example https://tokens.example"),
        ],
        cwd=ROOT,
        env=os.environ | ADMIN_ENVIRONMENT | {"AWS_ENDPOINT_URL": stack.emulator},
        check=True,
        capture_output=True,
    )
    cloudformation = stack.client("cloudformation")
    [described] = cloudformation.describe_stacks(StackName=WEB)["Stacks"]
    yield {each["OutputKey"]: each["OutputValue"] for each in described["Outputs"]}
    cloudformation.delete_stack(StackName=WEB)


def test_the_app_and_its_configuration_are_in_the_bucket_and_the_api_behind_the_same_name(
    stack: Stack, deployed: dict[str, str]
) -> None:
    s3, bucket = stack.client("s3"), deployed["WebBucketName"]
    keys = {each["Key"] for each in s3.list_objects_v2(Bucket=bucket)["Contents"]}
    told = json.load(s3.get_object(Bucket=bucket, Key="configuration.json")["Body"])
    distribution = stack.client("cloudfront").get_distribution(Id=deployed["DistributionId"])
    origins = distribution["Distribution"]["DistributionConfig"]["Origins"]["Items"]
    [api] = [each for each in origins if each["Id"] == "api"]
    secret = stack.client("secretsmanager").get_secret_value(
        SecretId=stack.outputs["OriginSecretName"]
    )

    assert {"index.html", "configuration.json", "icon.svg"} < keys
    assert [key for key in keys if key.endswith((".gz", ".br"))] == []
    assert told == {
        "oidc_issuer": stack.issuer,
        "oidc_client_id": "educonnect-web",
        "oidc_scope": "openid profile",
        "demonstration": False,
    }
    assert api["DomainName"] in stack.outputs["ApiUrl"]
    assert api["CustomHeaders"]["Items"] == [
        {"HeaderName": "x-origin-secret", "HeaderValue": secret["SecretString"]}
    ]
