"""Deploy the web app: its stack, then its files, then what CloudFront must forget.

`python -m infra.web.deploy --api-stack NAME --web-stack NAME [--domain … --certificate …]`, with
the credentials and the region of the API's stack. Everything about the API is read from its stack.
"""

import argparse
import json
import os
import subprocess
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import boto3

from infra.local.places import LOCAL, ROOT, WEB_BUILD, WEB_CLIENT_ID, WEB_SCOPE
from infra.web.delivery import TEMPLATE, cache_control, configuration

SAM = ROOT / ".venv-sam" / "bin" / "sam"
# A tab opened before a deployment goes on asking for the files of its own build.
OLD_FILES_STAY = timedelta(days=30)
# A kind of file that is not here is one to think about, not one to guess.
CONTENT_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
}
NOT_SERVED = (".gz", ".br")  # CloudFront compresses by itself
NEVER_CACHED_LONG = [
    "/",
    "/index.html",
    "/configuration.json",
    "/colour-scheme.js",
    "/icon.svg",
    "/licences.txt",
]


@dataclass(frozen=True)
class Upload:
    """A file as S3 keeps it, with what browsers are told of it."""

    key: str
    content: bytes
    content_type: str
    cache_control: str


def uploads(build: Path, told: dict[str, str | bool]) -> Iterator[Upload]:
    """The files of a build in the order in which they must appear: the page comes last."""
    files = [
        path for path in sorted(build.rglob("*")) if path.is_file() and _is_served(path, build)
    ]
    page = build / "index.html"
    for path in files:
        if path != page:
            yield _upload(path.relative_to(build).as_posix(), path.read_bytes())
    yield _upload("configuration.json", json.dumps(told, ensure_ascii=False).encode())
    yield _upload("index.html", page.read_bytes())


def _is_served(path: Path, build: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(build).parts)
    return not hidden and path.suffix not in NOT_SERVED


def _upload(key: str, content: bytes) -> Upload:
    return Upload(key, content, CONTENT_TYPES[Path(key).suffix], cache_control(key))


def send(s3: Any, bucket: str, build: Path, told: dict[str, str | bool], *, now: datetime) -> None:
    """Put the files, and remove those of builds that no open tab can still be using."""
    sent = set()
    for each in uploads(build, told):
        s3.put_object(
            Bucket=bucket,
            Key=each.key,
            Body=each.content,
            ContentType=each.content_type,
            CacheControl=each.cache_control,
        )
        sent.add(each.key)
    for page in s3.get_paginator("list_objects_v2").paginate(Bucket=bucket):
        for kept in page.get("Contents", []):
            if kept["Key"] not in sent and kept["LastModified"] < now - OLD_FILES_STAY:
                s3.delete_object(Bucket=bucket, Key=kept["Key"])


def stack_parameters(
    api: Mapping[str, Any], secret_version: str, options: argparse.Namespace
) -> dict[str, str]:
    """The parameters of the web's stack, from the description of the API's."""
    outputs = _outputs(api)
    return {
        "ApiDomain": urlsplit(outputs["ApiUrl"]).hostname or "",
        "OriginSecretName": outputs["OriginSecretName"],
        "OriginSecretVersion": secret_version,
        "IssuerOrigins": options.issuer_origins or origin_of(issuer_of(api)),
        "DomainName": options.domain,
        "CertificateArn": options.certificate,
        "WebAclArn": options.web_acl,
    }


def issuer_of(api: Mapping[str, Any]) -> str:
    [issuer] = [
        str(each["ParameterValue"])
        for each in api["Parameters"]
        if each["ParameterKey"] == "OidcIssuer"
    ]
    return issuer


def origin_of(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def _outputs(stack: Mapping[str, Any]) -> dict[str, str]:
    return {each["OutputKey"]: each["OutputValue"] for each in stack["Outputs"]}


def _current_version(secret: str) -> str:
    described = boto3.client("secretsmanager").describe_secret(SecretId=secret)
    versions = described["VersionIdsToStages"]
    return next(name for name, stages in versions.items() if "AWSCURRENT" in stages)


def main() -> None:
    options = _options()
    build = _built(options.brand)
    cloudformation = boto3.client("cloudformation")
    [api] = cloudformation.describe_stacks(StackName=options.api_stack)["Stacks"]
    secret = _current_version(_outputs(api)["OriginSecretName"])
    _deploy(options.web_stack, stack_parameters(api, secret, options))
    [web] = cloudformation.describe_stacks(StackName=options.web_stack)["Stacks"]
    outputs = _outputs(web)
    told = configuration(issuer_of(api), options.client_id, options.scope, demonstration=False)
    send(boto3.client("s3"), outputs["WebBucketName"], build, told, now=datetime.now(UTC))
    boto3.client("cloudfront").create_invalidation(
        DistributionId=outputs["DistributionId"],
        InvalidationBatch={
            "Paths": {"Quantity": len(NEVER_CACHED_LONG), "Items": NEVER_CACHED_LONG},
            "CallerReference": str(time.time_ns()),
        },
    )
    print(f"{outputs['Address']} (redirect address of the client: …/connexion/retour)")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--api-stack", required=True, help="stack of template.yaml")
    parser.add_argument("--web-stack", required=True, help="stack of infra/web/template.yaml")
    parser.add_argument("--brand", choices=("neutral", "state"), default="neutral")
    parser.add_argument("--client-id", default=WEB_CLIENT_ID, help="the app's, at the issuer")
    parser.add_argument("--scope", default=WEB_SCOPE)
    parser.add_argument("--issuer-origins", default="", help="when not the issuer's own origin")
    parser.add_argument("--domain", default="")
    parser.add_argument("--certificate", default="", help="ARN in us-east-1, with --domain")
    parser.add_argument("--web-acl", default="", help="ARN in us-east-1")
    return parser.parse_args()


def _built(brand: str) -> Path:
    folder = LOCAL / "web" / brand
    subprocess.run(
        ["npm", "run", "--silent", "build"],
        cwd=WEB_BUILD.parent,
        env=os.environ | {"BRAND": brand, "OUT_DIR": str(folder)},
        check=True,
    )
    return folder


def _deploy(name: str, parameters: dict[str, str]) -> None:
    overrides = [f'{key}="{value}"' for key, value in parameters.items() if value]
    subprocess.run(
        [
            *(str(SAM), "deploy", "--template-file", str(TEMPLATE), "--stack-name", name),
            *("--no-confirm-changeset", "--no-fail-on-empty-changeset"),
            *("--parameter-overrides", *overrides),
        ],
        env=os.environ | {"SAM_CLI_TELEMETRY": "0"},
        check=True,
    )


if __name__ == "__main__":
    main()
