"""Whether an address that a school gives answers on the public internet. No route leads here.

It may read and write nothing: whatever answers, it learns nothing and reaches nothing.
"""

import ssl
from functools import cache
from typing import Any

from aws_lambda_powertools import Logger
from aws_lambda_powertools.utilities.typing import LambdaContext
from pydantic import BaseModel, ConfigDict

from shared.adapters.address_check.check import AddressCheck
from shared.adapters.address_check.local_portal import places_of
from shared.api.background import failing_quietly
from shared.config import Environment, read_environment

logger = Logger()


class _Settings(Environment, frozen=True):
    """Both are for one machine only: the port and the authority of its own portal."""

    local_portal_port: int = 0
    local_portal_authority: str = ""


class _Request(BaseModel):
    model_config = ConfigDict(extra="forbid")

    url: str


@cache
def _check() -> AddressCheck:
    settings = read_environment(_Settings)
    tls = ssl.create_default_context()
    if settings.local_portal_port:
        tls.load_verify_locations(settings.local_portal_authority)
    resolve, connect = places_of(settings.local_portal_port)
    return AddressCheck(resolve, connect, tls)


@logger.inject_lambda_context
@failing_quietly
def lambda_handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, str | None]:
    """`{"url": …}` in, `{"failure": null}` or the code of a failure out."""
    failure = _check().failure_of(_Request.model_validate(event).url)
    logger.info("address_checked", failure=failure)
    return {"failure": failure}
