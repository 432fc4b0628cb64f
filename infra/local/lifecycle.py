"""Start the whole local platform in order, and stop it in the reverse order."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from infra.local.certificates import AUTHORITY
from infra.local.deploy import deploy
from infra.local.emulator import STOP_SECONDS, start_emulator
from infra.local.identity_provider import issuer_url, start_identity_provider
from infra.local.places import AUDIENCE, LOOPBACK, ROOT, Places
from infra.local.services import (
    Service,
    minimal_environment,
    record_services,
    require_free_port,
    start_service,
    wait_until_answering,
)
from infra.local.stack import Stack

Tell = Callable[[str], None]
START_SECONDS = 60


@dataclass(frozen=True)
class Ports:
    front_door: int
    identity_provider: int
    emulator: int
    portal: int

    @classmethod
    def beside(cls, front_door: int) -> "Ports":
        """The ports of `make run`: PORT and the three after it."""
        return cls(front_door, front_door + 1, front_door + 2, front_door + 3)


@dataclass(frozen=True)
class Platform:
    stack: Stack
    services: list[Service]

    def fallen(self) -> Service | None:
        """A service that has ended although nobody asked it to."""
        return next((service for service in self.services if not service.running()), None)


@contextmanager
def running_platform(
    places: Places, ports: Ports, tell: Tell, before_stop: Callable[[], None] = lambda: None
) -> Iterator[Platform]:
    """The stack, deployed and answering; on the way out everything is stopped in order.

    Whatever ends the block, the emulator saves its state; only then is it marked as clean.
    """
    require_free_port(ports.front_door, "front door")
    require_free_port(ports.identity_provider, "identity provider")
    require_free_port(ports.emulator, "local AWS")
    require_free_port(ports.portal, "https sites of the demonstration")
    platform = Platform(_stack(places, ports), [])
    places.clean_stop.unlink(missing_ok=True)
    try:
        _start_all(platform, places, ports, tell)
        yield platform
    finally:
        before_stop()
        tell("Stopping: the local AWS saves its state …")
        _stop_all(platform, places)


def _stack(places: Places, ports: Ports) -> Stack:
    return Stack(
        front_door=f"http://{LOOPBACK}:{ports.front_door}",
        emulator=f"http://{LOOPBACK}:{ports.emulator}",
        issuer=issuer_url(ports.identity_provider),
        outputs={},
        logs=str(places.logs),
    )


def _start_all(platform: Platform, places: Places, ports: Ports, tell: Tell) -> None:
    tell("Starting the local AWS …")
    _bring_up(platform, places, start_emulator(places, ports.emulator))
    tell("Starting the identity provider …")
    provider = start_identity_provider(places, ports.identity_provider, ports.front_door)
    _bring_up(platform, places, provider)
    tell("Deploying template.yaml …")
    parameters = {
        "Platform": "local",
        "OidcIssuer": platform.stack.issuer,
        "OidcAudience": AUDIENCE,
        "SnapStartOn": "None",
        "LocalPortalPort": str(ports.portal),
        "LocalPortalAuthority": str(places.portal / AUTHORITY),
    }
    platform.stack.outputs.update(deploy(places, platform.stack.emulator, parameters))
    _bring_up(platform, places, _start_front_door(places, platform.stack, ports))
    places.stack.write_text(platform.stack.to_json())


def _bring_up(platform: Platform, places: Places, service: Service) -> None:
    platform.services.append(service)
    record_services(places.services, platform.services)
    wait_until_answering(service, within_seconds=START_SECONDS)


def _start_front_door(places: Places, stack: Stack, ports: Ports) -> Service:
    return start_service(
        "front door",
        [
            *(sys.executable, "-m", "infra.local.front_door", "--port", str(ports.front_door)),
            *("--portal-port", str(ports.portal), "--portal-folder", str(places.portal)),
            *("--upstream", stack.api_gateway.removesuffix("/api"), "--issuer", stack.issuer),
        ],
        url=f"{stack.front_door}/",
        env=minimal_environment(),
        cwd=ROOT,
        log=places.logs / "front-door.log",
    )


def _stop_all(platform: Platform, places: Places) -> None:
    places.stack.unlink(missing_ok=True)
    orderly = False
    for service in reversed(platform.services):
        orderly = service.stop(within_seconds=STOP_SECONDS)
    places.services.unlink(missing_ok=True)
    if orderly:  # the last one is the local AWS, whose state this is
        places.clean_stop.touch()
