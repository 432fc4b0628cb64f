"""`make screenshots`: docs/screenshots again, of what is running, or of a platform of their own."""

import os
import subprocess
import sys
from contextlib import AbstractContextManager, nullcontext

from infra.local.places import ROOT, RUN
from infra.local.services import PlatformError
from infra.local.stack import Stack, running_stack
from infra.local.throwaway import stop_politely, throwaway_platform
from infra.local.warm_up import warm_up

SHOTS = ROOT / "docs" / "screenshots"
HEAVIEST = 200_000


def main() -> None:
    stop_politely()
    try:
        with _platform() as stack:
            warm_up(stack)
            done = subprocess.run(
                ["npx", "--no-install", "playwright", "test", "--config", "screenshots.config.ts"],
                cwd=ROOT / "frontend",
                env=os.environ | {"WEB_URL": stack.front_door, "SHOTS": str(SHOTS)},
                stdin=subprocess.DEVNULL,
                check=False,
            )
    except PlatformError as error:
        sys.exit(f"make screenshots: {error}")
    heavy = [shot.name for shot in SHOTS.glob("*.png") if shot.stat().st_size > HEAVIEST]
    if done.returncode or heavy:
        sys.exit(f"Not all screenshots are good. Too heavy: {', '.join(heavy) or 'none'}.")


def _platform() -> AbstractContextManager[Stack]:
    if RUN.stack.exists():
        return nullcontext(running_stack(RUN.stack))
    return throwaway_platform("screenshots", print, demo=True)


if __name__ == "__main__":
    main()
