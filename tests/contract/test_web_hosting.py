"""What `infra/web/template.yaml` must keep true: who reads the build, what each answer bears."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from infra.web.delivery import answer_headers, is_app_address
from tests.template import template

TEMPLATE = Path(__file__).parents[2] / "infra/web/template.yaml"
RESOURCES: dict[str, Any] = template(TEMPLATE)["Resources"]
ISSUER = "https://issuer.example"
APP = answer_headers("AnswerHeaders", ISSUER)
DISTRIBUTION = RESOURCES["Distribution"]["Properties"]["DistributionConfig"]


def _directives(policy: str) -> dict[str, set[str]]:
    parts = [directive.split() for directive in policy.split(";")]
    return {name: set(sources) for name, *sources in parts}


def test_the_app_may_load_and_call_nothing_but_itself_and_its_issuer() -> None:
    assert _directives(APP["Content-Security-Policy"]) == {
        "default-src": {"'none'"},
        "script-src": {"'self'"},
        "style-src": {"'self'"},
        "img-src": {"'self'", "data:"},
        "font-src": {"'self'"},
        "connect-src": {"'self'", ISSUER},
        "base-uri": {"'none'"},
        "form-action": {"'none'"},
        "frame-ancestors": {"'none'"},
    }


def test_every_answer_bears_what_a_browser_needs_to_be_careful() -> None:
    assert {name: value for name, value in APP.items() if "Policy" not in name} == {
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
    }
    assert APP["Referrer-Policy"] == "no-referrer"
    assert APP["Cross-Origin-Opener-Policy"] == "same-origin"
    assert APP["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in APP["Permissions-Policy"]


def test_answers_of_the_api_bear_the_same_and_are_kept_by_no_browser() -> None:
    assert answer_headers("ApiHeaders", ISSUER) == APP | {"Cache-Control": "no-store"}


def test_the_api_is_never_cached_and_gets_the_token_and_the_proof_of_cloudfront() -> None:
    [api] = DISTRIBUTION["CacheBehaviors"]
    assert (api["PathPattern"], api["TargetOriginId"]) == ("/api/*", "api")
    assert api["CachePolicyId"] == "4135ea2d-6df8-44a3-9df3-4b5a84be39ad", "CachingDisabled"
    assert api["OriginRequestPolicyId"] == "b689b0a8-53d0-40ab-baf2-68738e2966ac", (
        "AllViewerExceptHostHeader: Authorization goes through, API Gateway sees its own name"
    )
    assert api["ViewerProtocolPolicy"] == "https-only"
    assert {"GET", "POST", "PUT", "DELETE"} <= set(api["AllowedMethods"])
    [origin] = [each for each in DISTRIBUTION["Origins"] if each["Id"] == "api"]
    assert origin["CustomOriginConfig"]["OriginProtocolPolicy"] == "https-only"
    [secret] = origin["OriginCustomHeaders"]
    assert secret["HeaderName"] == "x-origin-secret"
    assert secret["HeaderValue"]["Fn::Sub"].startswith("{{resolve:secretsmanager:")


def test_errors_of_the_api_reach_the_app_as_they_are() -> None:
    assert "CustomErrorResponses" not in DISTRIBUTION


def test_no_log_keeps_the_address_or_the_sign_in_of_a_person() -> None:
    assert "Logging" not in DISTRIBUTION


def test_the_bucket_is_closed_to_all_but_the_distribution() -> None:
    bucket = RESOURCES["WebBucket"]["Properties"]
    assert set(bucket["PublicAccessBlockConfiguration"].values()) == {True}
    assert "BucketEncryption" in bucket
    statements = RESOURCES["WebBucketPolicy"]["Properties"]["PolicyDocument"]["Statement"]
    allowed = [each for each in statements if each["Effect"] == "Allow"]
    for statement in allowed:
        assert statement["Principal"] == {"Service": "cloudfront.amazonaws.com"}
        assert "distribution/${Distribution}" in str(statement["Condition"]["ArnEquals"])
    assert {each["Action"] for each in allowed} == {"s3:GetObject", "s3:ListBucket"}
    [denied] = [each for each in statements if each["Effect"] == "Deny"]
    assert denied["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}


def test_a_name_of_our_own_speaks_tls_1_2_or_later() -> None:
    _condition, ours, _cloudfront = DISTRIBUTION["ViewerCertificate"]["Fn::If"]
    assert ours["MinimumProtocolVersion"] == "TLSv1.2_2021"
    assert DISTRIBUTION["HttpVersion"] == "http2and3"


def _run(function: str, event: dict[str, Any]) -> dict[str, Any]:
    """What a CloudFront function of the template makes of an event, under node."""
    node = shutil.which("node")
    assert node
    code = RESOURCES[function]["Properties"]["FunctionCode"]
    script = f"{code}\nprocess.stdout.write(JSON.stringify(handler({json.dumps(event)})));"
    done = subprocess.run([node, "-e", script], capture_output=True, text=True, check=True)  # noqa: S603
    return dict(json.loads(done.stdout))


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/", "/index.html"),
        ("/0450822Z/eleves", "/index.html"),
        ("/0450822Z/eleves/", "/index.html"),
        ("/connexion/retour", "/index.html"),
        ("/v1.2/eleves", "/index.html"),
        ("/index.html", "/index.html"),
        ("/configuration.json", "/configuration.json"),
        ("/assets/index-D04Hma4O.css", "/assets/index-D04Hma4O.css"),
        ("/assets/missing.js", "/assets/missing.js"),
        ("/api", "/api"),
    ],
)
def test_an_address_of_the_app_is_its_one_page_on_aws_as_on_one_machine(
    address: str, file: str
) -> None:
    assert _run("AppAddresses", {"request": {"uri": address, "headers": {}}})["uri"] == file
    assert is_app_address(address) is (file == "/index.html" and address != file)


def test_a_viewer_cannot_say_which_address_it_has() -> None:
    event = {
        "viewer": {"ip": "203.0.113.9"},
        "request": {"uri": "/api/me", "headers": {"x-viewer-address": {"value": "198.51.100.1"}}},
    }

    assert _run("ViewerAddress", event)["headers"] == {"x-viewer-address": {"value": "203.0.113.9"}}


@pytest.mark.parametrize(
    ("behaviour", "function"),
    [
        (DISTRIBUTION["DefaultCacheBehavior"], "AppAddresses"),
        (DISTRIBUTION["CacheBehaviors"][0], "ViewerAddress"),
    ],
    ids=["app", "api"],
)
def test_each_behaviour_runs_its_own_function(behaviour: dict[str, Any], function: str) -> None:
    [association] = behaviour["FunctionAssociations"]
    assert association == {
        "EventType": "viewer-request",
        "FunctionARN": {"Fn::GetAtt": f"{function}.FunctionARN"},
    }
    assert RESOURCES[function]["Properties"]["AutoPublish"] is True
