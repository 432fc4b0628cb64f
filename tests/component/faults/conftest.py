"""One local AWS for all the faults, and a proxy before it."""

from collections.abc import Iterator

import pytest
from botocore.retries.standard import ExponentialBackoff

from functions.roster_import import handler as roster_import
from shared.api import adapters
from tests.component.clock import Clock
from tests.component.faults.cloud import Cloud
from tests.component.faults.proxy import Proxy, proxy_before
from tests.costs.counting import bare_aws, clients_of
from tests.costs.site import Clients, settle, without_environment

Site = tuple[dict[str, str], Clients, Proxy]


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    """The environment of the functions, clients that go to AWS itself, and the proxy."""
    with bare_aws("faults") as environment:
        upstream = environment["AWS_ENDPOINT_URL"]
        with proxy_before(upstream) as (proxy, address):
            yield environment | {"AWS_ENDPOINT_URL": address}, clients_of(upstream), proxy


@pytest.fixture
def cloud(site: Site, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cloud]:
    """Empty; its time passes when a function waits. No client waits before it tries again."""
    environment, client, proxy = site
    clock = Clock()
    monkeypatch.setattr(adapters, "datetime", clock)
    monkeypatch.setattr(roster_import, "datetime", clock)
    monkeypatch.setattr("time.sleep", lambda seconds: clock.pass_by(seconds=seconds))
    monkeypatch.setattr(ExponentialBackoff, "delay_amount", lambda *_: 0)
    with without_environment():
        settle(environment)
        yield Cloud(client, proxy, clock)
