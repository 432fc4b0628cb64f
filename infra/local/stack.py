"""The running stack as its users see it: addresses, names, and clients with the admin's rights."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config

from infra.local.access_token import access_token
from infra.local.places import API_ID, REGION
from infra.local.services import PlatformError

# The emulator's root user: a fixed pair that opens nothing else.
ADMIN_ENVIRONMENT = {
    "AWS_ACCESS_KEY_ID": "test",
    "AWS_SECRET_ACCESS_KEY": "test",
    "AWS_DEFAULT_REGION": REGION,
}


def admin_client(service: str, emulator_url: str, **config: Any) -> Any:
    make: Any = boto3.client
    return make(
        service,
        endpoint_url=emulator_url,
        region_name=REGION,
        aws_access_key_id=ADMIN_ENVIRONMENT["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=ADMIN_ENVIRONMENT["AWS_SECRET_ACCESS_KEY"],
        config=Config(**{"max_pool_connections": 50, **config}),
    )


@dataclass(frozen=True)
class Stack:
    """`outputs` are those of template.yaml; `logs` is the folder of the processes' logs.

    Functions write to CloudWatch Logs of the local AWS: `client("logs")` reads them.
    """

    front_door: str
    emulator: str
    issuer: str
    outputs: dict[str, str]
    logs: str

    @property
    def api(self) -> str:
        """The API through the front door, as the web app and scripts reach it."""
        return f"{self.front_door}/api"

    @property
    def api_gateway(self) -> str:
        """The API at the gateway itself, as CloudFront reaches it."""
        return f"{self.emulator}/_aws/execute-api/{API_ID}/$default/api"

    def client(self, service: str, **config: Any) -> Any:
        """A boto3 client with the admin's rights; `config` goes to botocore's Config."""
        return admin_client(service, self.emulator, **config)

    def token(self, access: str, amr: Sequence[str] = ("pwd", "otp"), **claims: Any) -> str:
        """A bearer token of this stack's issuer; `claims` as those of `access_token`."""
        return access_token(issuer=self.issuer, access=access, amr=amr, **claims)

    def to_json(self) -> str:
        return json.dumps(asdict(self), indent=2)

    @classmethod
    def from_json(cls, text: str) -> "Stack":
        return cls(**json.loads(text))


def running_stack(path: Path) -> Stack:
    """The stack of a running `make run`. Raises PlatformError when there is none."""
    if not path.exists():
        raise PlatformError("nothing is running here: start it with « make run » first")
    return Stack.from_json(path.read_text())
