"""Run the browser tests of the web app against a platform of their own, with the whole demo.

`python -m infra.local.browser_tests [arguments of playwright test]`
"""

import os
import subprocess
import sys

from infra.local.places import ROOT
from infra.local.services import PlatformError
from infra.local.throwaway import stop_politely, throwaway_platform
from infra.local.warm_up import warm_up

FRONTEND = ROOT / "frontend"


def main() -> None:
    stop_politely()
    passed = False
    try:
        with throwaway_platform("browser", _tell, demo=True, failed=lambda: not passed) as stack:
            warm_up(stack)
            done = subprocess.run(
                ["npx", "--no-install", "playwright", "test", *sys.argv[1:]],
                cwd=FRONTEND,
                env=os.environ | {"WEB_URL": stack.front_door},
                stdin=subprocess.DEVNULL,
                check=False,
            )
            passed = done.returncode == 0
    except PlatformError as error:
        sys.exit(f"browser tests: {error}")
    if not passed:
        _tell_what_was_on_screen()
        sys.exit("The browser tests failed.")


def _tell_what_was_on_screen() -> None:
    """On a machine that is gone when its tests have run, what is printed is all that is left."""
    for context in sorted((FRONTEND / "test-results").glob("*/error-context.md")):
        _tell(f"--- {context.parent.name}\n{context.read_text()}")


def _tell(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    main()
