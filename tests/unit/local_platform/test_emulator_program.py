"""The local AWS answers as MiniStack does, though it reads a condition once."""

import json
import subprocess
from pathlib import Path

from infra.local.emulator import EMULATOR_PROGRAM, EMULATOR_PYTHON

# Evaluated in the emulator's own environment, before and after.
COMPARED = """
import json, logging, runpy, sys
from ministack.services import dynamodb
logging.disable()

def answers():
    return [answer(*each) for each in json.load(open(sys.argv[2]))]

def answer(kind, text, item, values, names):
    try:
        if kind == "condition":
            return dynamodb._evaluate_condition(text, item, values, names)
        return dynamodb._apply_update_expression(item, text, values, names)
    except ValueError as error:
        return str(error)

before = answers()
runpy.run_path(sys.argv[1])["keep_what_conditions_say"]()
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


def test_conditions_are_read_once_and_mean_the_same(tmp_path: Path) -> None:
    asked = [
        (kind, text, item, VALUES, NAMES)
        for kind, texts in (("condition", CONDITIONS), ("update", UPDATES))
        for text in texts
        for item in (ITEM, OTHER)
    ]
    questions = tmp_path / "questions.json"
    questions.write_text(json.dumps(asked))
    done = subprocess.run(  # noqa: S603  our own program
        [EMULATOR_PYTHON, "-P", "-c", COMPARED, EMULATOR_PROGRAM, questions],
        capture_output=True,
        text=True,
        check=True,
    )
    before, first, again = json.loads(done.stdout)
    assert first == again == before
    # The questions tell apart items that match, those that do not, and texts that are refused.
    assert {True, False} <= {answer for answer in before if isinstance(answer, bool)}
    assert len({answer for answer in before if isinstance(answer, str)}) >= 4
