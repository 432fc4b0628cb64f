"""A function's environment is read once, and what is missing is named."""

import re
from ipaddress import ip_network

import msgspec
import pytest

from shared.config import Config, Environment, read_environment
from tests.layers import environment


class _Numbered(Environment, frozen=True):
    port: int


def test_a_missing_variable_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PORT", raising=False)

    with pytest.raises(msgspec.ValidationError, match="missing required field `PORT`"):
        read_environment(_Numbered)


def test_a_variable_of_another_type_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "eighty")

    with pytest.raises(msgspec.ValidationError, match=re.escape("$.PORT")):
        read_environment(_Numbered)


def test_networks_are_a_list_with_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in environment().items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("ADMIN_NETWORKS", "192.0.2.0/24, 2001:db8::/32,")

    found = read_environment(Config).admin_networks

    assert found == (ip_network("192.0.2.0/24"), ip_network("2001:db8::/32"))
