"""The environment of a function, parsed once, on first use."""

import os
from functools import cache, cached_property
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import TypeVar

import msgspec


class Environment(msgspec.Struct, frozen=True, rename="upper"):
    """What a function is handed: `table_name` is read from the variable TABLE_NAME."""


EnvironmentT = TypeVar("EnvironmentT", bound=Environment)


def read_environment(kind: type[EnvironmentT]) -> EnvironmentT:
    """The variables that `kind` names.

    Raises:
        msgspec.ValidationError: one is missing or of another type; its text names the variable.
    """
    return msgspec.convert(dict(os.environ), kind, strict=False)


class Config(Environment, frozen=True, dict=True):
    """What `template.yaml` hands every function; nothing here has a default."""

    table_name: str
    documents_bucket: str
    roster_bucket: str
    operations_queue_url: str
    kms_key_id: str
    cursor_key_secret_arn: str
    student_portal_url: str
    guardian_portal_url: str
    mail_sender: str
    mail_configuration_set: str
    origin_secret_arn: str
    networks_text: str = msgspec.field(name="ADMIN_NETWORKS")

    @cached_property
    def admin_networks(self) -> tuple[IPv4Network | IPv6Network, ...]:
        """From where administration needs no second factor; a network of no shape is an error."""
        parts = (part.strip() for part in self.networks_text.split(","))
        return tuple(ip_network(part) for part in parts if part)


class RosterConfig(Environment, frozen=True):
    """What the roster import has besides."""

    roster_queue_url: str


class DisplayConfig(Environment, frozen=True):
    """What those have besides who display temporary passwords, or make many at once.

    Both are of one person in a day: the most that may be displayed, and from how many accounts
    reset on it is unusual.
    """

    display_budget: int
    unusual_resets: int


class NightConfig(Environment, frozen=True):
    """What the start of the night has besides."""

    night_queue_url: str


class ProviderConfig(Environment, frozen=True):
    """What those have besides who tell the identity provider of accounts."""

    provider_bus_name: str


@cache
def config() -> Config:
    """The configuration of this function."""
    return read_environment(Config)


@cache
def roster_config() -> RosterConfig:
    return read_environment(RosterConfig)


@cache
def display_config() -> DisplayConfig:
    return read_environment(DisplayConfig)


@cache
def night_config() -> NightConfig:
    return read_environment(NightConfig)


@cache
def provider_config() -> ProviderConfig:
    return read_environment(ProviderConfig)
