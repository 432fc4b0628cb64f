"""The local AWS: one MiniStack process with IAM enforced, its state kept between orderly stops."""

import shutil
import time
from threading import Thread

from infra.local.places import LOOPBACK, REGION, ROOT, Places
from infra.local.services import Service, minimal_environment, start_service

EMULATOR_PYTHON = ROOT / ".venv-emulator" / "bin" / "python"
EMULATOR_PROGRAM = ROOT / "infra" / "local" / "emulator_program.py"
STOP_SECONDS = 60  # saving the state of a full demo takes up to 14 s


def start_emulator(places: Places, port: int) -> Service:
    """Start on the loopback only, with what an orderly stop left in `places`."""
    _empty_scratch(places)
    for folder in (places.state, places.objects, places.scratch):
        folder.mkdir(parents=True, exist_ok=True)
    return start_service(
        "local AWS",
        [str(EMULATOR_PYTHON), "-P", str(EMULATOR_PROGRAM)],
        url=f"http://{LOOPBACK}:{port}/_ministack/health",
        env=minimal_environment() | _settings(places, port),
        cwd=places.folder,
        log=places.logs / "emulator.log",
    )


def _empty_scratch(places: Places) -> None:
    """Each function unpacked its layers there: half a gigabyte that nobody should wait for."""
    old = places.folder / "tmp-old"
    if places.scratch.exists():
        old.mkdir(exist_ok=True)
        places.scratch.rename(old / str(time.time_ns()))
    Thread(target=shutil.rmtree, args=(old,), kwargs={"ignore_errors": True}, daemon=True).start()


def _settings(places: Places, port: int) -> dict[str, str]:
    return {
        "AUTH": "true",
        "BIND_HOST": LOOPBACK,
        "GATEWAY_PORT": str(port),
        "IOT_MTLS_ENABLED": "0",  # opens a port of its own
        "LAMBDA_WARM_TTL_SECONDS": "1800",  # the first call of a function takes seconds here
        "LOG_LEVEL": "WARNING",  # at INFO, the mail provider logs each recipient
        "MINISTACK_HOST": LOOPBACK,
        "MINISTACK_REGION": REGION,
        "PERSIST_STATE": "1",
        "S3_DATA_DIR": str(places.objects),
        "S3_PERSIST": "1",
        "SFTP_ENABLED": "0",  # same
        "STATE_DIR": str(places.state),
        "TMPDIR": str(places.scratch),
    }


def forget_unclean_state(places: Places) -> bool:
    """Wipe what an emulator that was cut short left behind: its state may be half of the truth.

    Returns whether there was something to wipe.
    """
    if places.clean_stop.exists() or not places.state.exists():
        return False
    for folder in (places.state, places.objects):
        shutil.rmtree(folder)
    for record in (places.deployed, places.loaded):
        record.unlink(missing_ok=True)
    return True
