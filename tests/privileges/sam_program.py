"""What CloudFormation receives of a template: stdin to stdout, as JSON.

Runs in SAM's own environment, as a program: `python -P tests/privileges/sam_program.py`.
"""

import json
import sys
from types import SimpleNamespace

from samtranslator.translator.transform import transform

# It knows the managed policies that it gives of itself; others are named by their ARN.
_NO_OTHERS = SimpleNamespace(load=dict)

if __name__ == "__main__":
    json.dump(transform(json.load(sys.stdin), {}, _NO_OTHERS), sys.stdout)
