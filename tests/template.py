"""The template as tests read it: the table they create is the one that is deployed."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

_TEMPLATE = Path(__file__).parents[1] / "template.yaml"


class _Loader(yaml.SafeLoader):
    """Reads CloudFormation's short forms (`!Ref x`) as plain `{"Ref": "x"}`."""


def _short_form(loader: _Loader, suffix: str, node: yaml.Node) -> dict[str, Any]:
    if isinstance(node, yaml.ScalarNode):
        value: Any = loader.construct_scalar(node)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    elif isinstance(node, yaml.MappingNode):
        value = loader.construct_mapping(node, deep=True)
    return {suffix if suffix in {"Ref", "Condition"} else f"Fn::{suffix}": value}


_Loader.add_multi_constructor("!", _short_form)


@cache
def template(path: Path = _TEMPLATE) -> dict[str, Any]:
    """The whole of `template.yaml`, or of another template: read once, to be left as it is."""
    loaded = yaml.load(path.read_text(encoding="utf-8"), _Loader)  # noqa: S506  a SafeLoader
    return dict(loaded)


def table_definition() -> dict[str, Any]:
    """The accounts table, as `create_table` takes it."""
    properties = template()["Resources"]["AccountsTable"]["Properties"]
    wanted = ("AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes", "BillingMode")
    return {name: properties[name] for name in wanted}
