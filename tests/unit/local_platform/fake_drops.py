"""A roster bucket in memory, and the jobs that its drops are said to become."""

import json
from pathlib import Path
from typing import Any


class FakeDrops:
    """`statuses` are those of the jobs, in the order of the drops; APPLIED afterwards."""

    logs = "the logs"

    def __init__(self, *statuses: str) -> None:
        self.contents: dict[str, bytes] = {}
        self.finished_before: list[list[str]] = []
        """For each drop, the keys whose reports had been read by then."""
        self._statuses = list(statuses)
        self._rows: dict[str, dict[str, Any]] = {}
        self._read: list[str] = []

    def put(self, key: str, path: Path) -> None:
        self.finished_before.append(list(self._read))
        self.contents[key] = path.read_bytes()
        status = self._statuses.pop(0) if self._statuses else "APPLIED"
        self._rows[key] = {
            "status": status,
            "uai": "",
            "message": "Fait.",
            "summary": json.dumps({"students": 3, "anomalies": []}),
        }

    def job(self, key: str) -> dict[str, Any]:
        self._read.append(key)
        return self._rows[key]
