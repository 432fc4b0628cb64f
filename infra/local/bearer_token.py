"""`make token`: print one access token signed by the local identity provider's key."""

import argparse
import re
import sys

from infra.local.access_token import access_token
from infra.local.people import DEMO_UAIS, MODULES, access_to
from infra.local.places import ACCESS_TOKEN_SECONDS, RUN
from infra.local.services import PlatformError
from infra.local.stack import running_stack

_UAI = re.compile(r"[0-9]{7}[A-Z]")


def access_for(role: str, uais: str) -> str:
    """The claim for ROLE= and UAI= (separated by commas or spaces; none = every demo school)."""
    if role not in MODULES:
        raise PlatformError(f"ROLE={role!r}: say ROLE=administration or ROLE=troubleshooting")
    asked = uais.replace(",", " ").split() or list(DEMO_UAIS)
    for uai in asked:
        if not _UAI.fullmatch(uai):
            raise PlatformError(f"UAI={uai!r}: a UAI is seven digits and a capital letter")
    return access_to(role, *asked)


def _amr(second_factor: str) -> tuple[str, ...]:
    if second_factor not in {"", "yes", "no"}:
        raise PlatformError(f"SECOND_FACTOR={second_factor!r}: say yes or no")
    return ("pwd",) if second_factor == "no" else ("pwd", "otp")


def _seconds(ttl: str) -> int:
    if not re.fullmatch(r"[1-9][0-9]{0,6}", ttl or str(ACCESS_TOKEN_SECONDS)):
        raise PlatformError(f"TTL={ttl!r}: a number of seconds, 1 or more")
    return int(ttl or ACCESS_TOKEN_SECONDS)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for option in ("role", "uai", "ttl", "second-factor"):
        parser.add_argument(f"--{option}", default="")
    options = parser.parse_args()
    try:
        print(
            access_token(
                issuer=running_stack(RUN.stack).issuer,
                access=access_for(options.role, options.uai),
                amr=_amr(options.second_factor),
                seconds=_seconds(options.ttl),
            )
        )
    except PlatformError as error:
        sys.exit(f"make token: {error}")


if __name__ == "__main__":
    main()
