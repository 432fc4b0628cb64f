"""The runbook of a restore says what points every function at another table."""

import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.promises.campaign import Found
from tests.template import template

ROOT = Path(__file__).parents[2]
TABLE, ARN = "restored", "arn:aws:dynamodb:eu-west-3:123456789012:table/restored"


def the_command() -> list[str]:
    """The sed of docs/runbooks/restore.md, with the names of a table filled in."""
    runbook = (ROOT / "docs/runbooks/restore.md").read_text(encoding="utf-8")
    [line] = re.findall(r"^sed .*$", runbook, re.MULTILINE)
    return shlex.split(line.replace("<new table>", TABLE).replace("<its ARN>", ARN))


def pointed(value: Any) -> Any:
    """The same part of a template, every reference to the stack's own table led to the other."""
    if value == {"Ref": "AccountsTable"}:
        return TABLE
    if value == {"Fn::GetAtt": "AccountsTable.Arn"}:
        return ARN
    if isinstance(value, dict):
        return {name: pointed(each) for name, each in value.items()}
    if isinstance(value, list):
        return [pointed(each) for each in value]
    return value.replace("${AccountsTable.Arn}", ARN) if isinstance(value, str) else value


@pytest.mark.promise("P28")
def test_the_command_of_the_runbook_points_all_that_names_the_table_at_another(
    tmp_path: Path, figure: Found
) -> None:
    copy = tmp_path / "template.yaml"
    shutil.copy(ROOT / "template.yaml", copy)

    subprocess.run(the_command(), cwd=tmp_path, check=True)  # noqa: S603  our own document's

    changed = template(copy)
    assert changed == pointed(template())
    assert changed["Resources"]["AccountsTable"] == template()["Resources"]["AccountsTable"]
    text = copy.read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if "AccountsTable" in line] == ["  AccountsTable:"]
    figure(text.count(ARN), "rights of functions led to another table")
