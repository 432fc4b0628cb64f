"""The environment of a function, parsed once, on first use."""

from functools import cache
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Annotated

from pydantic import BeforeValidator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict


def _networks(text: str) -> tuple[IPv4Network | IPv6Network, ...]:
    return tuple(ip_network(part.strip()) for part in text.split(",") if part.strip())


class Config(BaseSettings):
    """What `template.yaml` hands every function; nothing here has a default."""

    model_config = SettingsConfigDict(frozen=True)

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
    admin_networks: Annotated[
        tuple[IPv4Network | IPv6Network, ...], NoDecode, BeforeValidator(_networks)
    ]


class RosterConfig(BaseSettings):
    """What the roster import has besides."""

    model_config = SettingsConfigDict(frozen=True)

    roster_queue_url: str


class NightConfig(BaseSettings):
    """What the start of the night has besides."""

    model_config = SettingsConfigDict(frozen=True)

    night_queue_url: str


class ProviderConfig(BaseSettings):
    """What those have besides who tell the identity provider of accounts."""

    model_config = SettingsConfigDict(frozen=True)

    provider_bus_name: str


@cache
def config() -> Config:
    """The configuration of this function."""
    return Config()


@cache
def roster_config() -> RosterConfig:
    return RosterConfig()


@cache
def night_config() -> NightConfig:
    return NightConfig()


@cache
def provider_config() -> ProviderConfig:
    return ProviderConfig()
