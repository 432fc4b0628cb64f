"""Start, watch and stop the processes of the local platform, and no others."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from infra.local.places import LOOPBACK

POLL_SECONDS = 0.1


class PlatformError(Exception):
    """The local platform cannot start or go on; the message tells a person why."""


@dataclass(frozen=True)
class Service:
    """One process of ours, in a session of its own so that Ctrl-C reaches it through us only."""

    name: str
    process: subprocess.Popen[bytes]
    url: str  # answers 200 once the service is ready
    log: Path

    def running(self) -> bool:
        return self.process.poll() is None

    def stop(self, *, within_seconds: float) -> bool:
        """Ask the process to stop; True when it ended by itself in time, False when cut short."""
        if not self.running():
            return False
        self.process.terminate()
        try:
            return self.process.wait(within_seconds) in (0, -signal.SIGTERM)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            return False


def start_service(
    name: str, command: Sequence[str], *, url: str, env: Mapping[str, str], cwd: Path, log: Path
) -> Service:
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as output:
        process = subprocess.Popen(
            command,
            env=dict(env),
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    return Service(name, process, url, log)


def wait_until_answering(service: Service, *, within_seconds: float) -> None:
    """Wait for a 200. Raises PlatformError when the process ends or the time is over."""
    deadline = time.monotonic() + within_seconds
    while time.monotonic() < deadline:
        if not service.running():
            break
        with contextlib.suppress(OSError), urllib.request.urlopen(service.url, timeout=5):  # noqa: S310  our own loopback address
            return
        time.sleep(POLL_SECONDS)
    raise PlatformError(f"{service.name} does not answer at {service.url}; its log: {service.log}")


def minimal_environment() -> dict[str, str]:
    """Only what a child needs: functions of the local AWS inherit it, real credentials must not."""
    return {
        name: os.environ[name]
        for name in ("PATH", "HOME", "LANG", "LC_ALL", "SSL_CERT_FILE")
        if name in os.environ
    }


def require_free_port(port: int, purpose: str) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError as error:
            raise PlatformError(
                f"port {port} ({purpose}) is already in use; PORT=… moves the platform"
            ) from error


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
        return port


def record_services(path: Path, services: Sequence[Service]) -> None:
    """Remember which processes are ours, so that a later start can end those left behind."""
    path.write_text(
        json.dumps(
            [
                {"name": s.name, "pid": s.process.pid, "started": _start_time(s.process.pid)}
                for s in services
            ]
        )
    )


def stop_left_behind(path: Path, *, within_seconds: float) -> list[str]:
    """End the recorded processes still running, told from recycled ids by their start time."""
    if not path.exists():
        return []
    stopped = []
    for record in json.loads(path.read_text()):
        pid, started = record["pid"], record["started"]
        if started is None or _start_time(pid) != started:
            continue
        os.kill(pid, signal.SIGTERM)
        deadline = time.monotonic() + within_seconds
        while _start_time(pid) == started and time.monotonic() < deadline:
            time.sleep(POLL_SECONDS)
        if _start_time(pid) == started:
            os.kill(pid, signal.SIGKILL)
        stopped.append(record["name"])
    path.unlink()
    return stopped


def _start_time(pid: int) -> str | None:
    """Clock ticks from boot to the process's start; None when it is gone (or without /proc)."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return None
    state, *fields = stat.rpartition(")")[2].split()
    return None if state == "Z" else fields[18]
