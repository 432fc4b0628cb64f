"""`make privileges`: run the component tests and write down which shows the use of which right."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.privileges.shown import HEARD, SHOWN, heard, witnesses


def main() -> int:
    SHOWN.write_text("{}\n", encoding="utf-8")  # what was shown before is not to be shown again
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-n", "2", "tests/component"],
            env=os.environ | {HEARD: folder},
            check=False,
        )
        found = witnesses(heard(Path(folder)))
    text = json.dumps(found, indent=1, ensure_ascii=False)
    SHOWN.write_text(f"{text}\n", encoding="utf-8")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
