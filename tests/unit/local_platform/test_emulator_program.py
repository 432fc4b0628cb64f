"""The local AWS is MiniStack, spared what it did again and again: its answers are the same."""

import json
import subprocess
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from infra.local.emulator import EMULATOR_PROGRAM, EMULATOR_PYTHON

CONDITIONS_COMPARED = """
import json, logging, runpy, sys
from ministack.services import dynamodb
logging.disable()

def answers():
    return [answer(*each) for each in json.loads(sys.argv[2])]

def answer(kind, text, item, values, names):
    try:
        if kind == "condition":
            return dynamodb._evaluate_condition(text, item, values, names)
        return dynamodb._apply_update_expression(item, text, values, names)
    except ValueError as error:
        return str(error)

before = answers()
runpy.run_path(sys.argv[1])["read_conditions_once"]()
print(json.dumps([before, answers(), answers()], default=sorted))
"""

ITEM = {"PK": {"S": "SCHOOL#1"}, "SK": {"S": "STUDENT#7"}, "version": {"N": "3"}}
OTHER = {"PK": {"S": "SCHOOL#1"}, "SK": {"S": "GUARDIAN#7"}, "version": {"N": "4"}}
VALUES = {":school": {"S": "SCHOOL#1"}, ":kind": {"S": "STUDENT#"}, ":v": {"N": "3"}}
NAMES = {"#pk": "PK", "#sk": "SK"}

CONDITIONS = [
    "#pk = :school AND begins_with(#sk, :kind)",
    "version = :v OR attribute_not_exists(#pk)",
    "NOT (version BETWEEN :v AND :v)",
    "attribute_not_exists(gone) AND size(#sk) > :v",
    "((version = :v))",
    "name = :v",
    "version = = :v",
    "version =",
    "version BETWEEN :unknown AND :v",
]
UPDATES = [
    "SET version = version + :v, kind = :kind REMOVE gone",
    "ADD version :v",
    "SET name = :v",
    "SET version = ((version + :v))",
]


def test_conditions_are_read_once_and_mean_the_same() -> None:
    asked = [
        (kind, text, item, VALUES, NAMES)
        for kind, texts in (("condition", CONDITIONS), ("update", UPDATES))
        for text in texts
        for item in (ITEM, OTHER)
    ]
    before, first, again = _told_by(CONDITIONS_COMPARED, json.dumps(asked))
    assert first == again == before
    # The questions tell apart items that match, those that do not, and texts that are refused.
    assert {True, False} <= {answer for answer in before if isinstance(answer, bool)}
    assert len({answer for answer in before if isinstance(answer, str)}) >= 4


ARCHIVES_UNPACKED = """
import json, runpy, sys, tempfile
tempfile.tempdir = sys.argv[2]
runpy.run_path(sys.argv[1])["unpack_archives_once"]()
from ministack.core.lambda_runtime import zipfile
for archive, folder in json.loads(sys.argv[3]):
    with zipfile.ZipFile(archive) as unpacked:
        unpacked.extractall(folder)
print(json.dumps("unpacked"))
"""


def test_archives_are_unpacked_once_and_hold_the_same(tmp_path: Path) -> None:
    code = {"handler.py": "handles", "shared/domain/rule.py": "rules"}
    other = {"handler.py": "handles otherwise"}
    first, again, apart = (tmp_path / name for name in ("first", "again", "apart"))
    archive, another = tmp_path / "code.zip", tmp_path / "other" / "code.zip"
    another.parent.mkdir()
    apart.mkdir()  # as the folder of a function's code is, before it is filled
    _pack(archive, code)
    _pack(another, other)
    asked = [(archive, first), (archive, again), (another, apart)]
    _told_by(ARCHIVES_UNPACKED, str(tmp_path), json.dumps(asked, default=str))
    assert (_files(first), _files(again), _files(apart)) == (code, code, other)
    assert (first / "handler.py").samefile(again / "handler.py")


def _told_by(program: str, *arguments: str) -> Any:
    """What a program prints in the emulator's own environment, as JSON."""
    done = subprocess.run(  # noqa: S603  our own program
        [EMULATOR_PYTHON, "-P", "-c", program, EMULATOR_PROGRAM, *arguments],
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def _pack(archive: Path, files: dict[str, str]) -> None:
    with ZipFile(archive, "w") as packed:
        for name, content in files.items():
            packed.writestr(name, content)


def _files(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): path.read_text()
        for path in folder.rglob("*")
        if path.is_file()
    }
