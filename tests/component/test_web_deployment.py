"""The build as S3 keeps it: what each file is, how long it lasts, which old ones stay."""

from argparse import Namespace
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import boto3
import pytest
from moto import mock_aws

from infra.web.delivery import configuration
from infra.web.deploy import send, stack_parameters, uploads

BUCKET = "web"
ISSUER = "https://issuer.example/realms/education"
TOLD = configuration(ISSUER, "educonnect-web", "openid profile", demonstration=False)
FOR_EVER = "public, max-age=31536000, immutable"


@pytest.fixture
def build(tmp_path: Path) -> Path:
    for name in (
        *("index.html", "index.html.br", "icon.svg", "colour-scheme.js", ".vite/manifest.json"),
        *("assets/index-0f.js", "assets/index-0f.js.gz", "assets/font-1a.woff2"),
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(name, encoding="utf-8")
    return tmp_path


@pytest.fixture
def s3() -> Iterator[Any]:
    with mock_aws():
        client = boto3.client("s3", region_name="us-east-1")
        client.create_bucket(Bucket=BUCKET)
        yield client


def _kept(s3: Any) -> dict[str, tuple[str, str]]:
    keys = [each["Key"] for each in s3.list_objects_v2(Bucket=BUCKET)["Contents"]]
    heads = {key: s3.head_object(Bucket=BUCKET, Key=key) for key in keys}
    return {key: (head["ContentType"], head.get("CacheControl", "")) for key, head in heads.items()}


def test_each_file_says_what_it_is_and_how_long_it_lasts(s3: Any, build: Path) -> None:
    send(s3, BUCKET, build, TOLD, now=datetime.now(UTC))

    assert _kept(s3) == {
        "assets/font-1a.woff2": ("font/woff2", FOR_EVER),
        "assets/index-0f.js": ("text/javascript; charset=utf-8", FOR_EVER),
        "colour-scheme.js": ("text/javascript; charset=utf-8", "no-cache"),
        "configuration.json": ("application/json", "no-cache"),
        "icon.svg": ("image/svg+xml; charset=utf-8", "no-cache"),
        "index.html": ("text/html; charset=utf-8", "no-cache"),
    }


def test_the_page_appears_after_all_that_it_asks_for(build: Path) -> None:
    order = [each.key for each in uploads(build, TOLD)]

    assert order[-2:] == ["configuration.json", "index.html"]


def test_files_of_an_earlier_build_stay_for_tabs_that_are_open_then_go(
    s3: Any, build: Path
) -> None:
    s3.put_object(Bucket=BUCKET, Key="assets/index-old.js", Body=b"")

    send(s3, BUCKET, build, TOLD, now=datetime.now(UTC))
    assert "assets/index-old.js" in _kept(s3)

    send(s3, BUCKET, build, TOLD, now=datetime.now(UTC) + timedelta(days=31))
    assert "assets/index-old.js" not in _kept(s3)
    assert "assets/index-0f.js" in _kept(s3)


def test_what_the_web_needs_of_the_api_is_read_from_its_stack() -> None:
    api = {
        "Parameters": [{"ParameterKey": "OidcIssuer", "ParameterValue": ISSUER}],
        "Outputs": [
            {
                "OutputKey": "ApiUrl",
                "OutputValue": "https://abc123.execute-api.eu-west-3.amazonaws.com",
            },
            {"OutputKey": "OriginSecretName", "OutputValue": "comptes/origin"},
        ],
    }
    options = Namespace(issuer_origins="", domain="", certificate="", web_acl="")

    assert stack_parameters(api, "v1", options) == {
        "ApiDomain": "abc123.execute-api.eu-west-3.amazonaws.com",
        "OriginSecretName": "comptes/origin",
        "OriginSecretVersion": "v1",
        "IssuerOrigins": "https://issuer.example",
        "DomainName": "",
        "CertificateArn": "",
        "WebAclArn": "",
    }
