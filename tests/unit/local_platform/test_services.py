"""Processes of the local platform: only ours are ended, and a cut-short state is not trusted."""

import json
import sys
from pathlib import Path

import pytest

from infra.local.emulator import forget_unclean_state
from infra.local.places import Places
from infra.local.services import (
    PlatformError,
    Service,
    record_services,
    start_service,
    stop_left_behind,
    wait_until_answering,
)

SLEEP = "import time; print('ready', flush=True); time.sleep(60)"


def _sleeper(folder: Path) -> Service:
    return start_service(
        "sleeper",
        [sys.executable, "-c", SLEEP],
        url="http://127.0.0.1:1/",
        env={},
        cwd=folder,
        log=folder / "sleeper.log",
    )


def test_a_service_left_behind_is_ended_at_the_next_start(tmp_path: Path) -> None:
    sleeper = _sleeper(tmp_path)
    record = tmp_path / "services.json"
    record_services(record, [sleeper])

    assert stop_left_behind(record, within_seconds=10) == ["sleeper"]
    assert sleeper.process.wait(10) == -15
    assert not record.exists()


def test_a_process_that_merely_has_the_recorded_id_is_left_alone(tmp_path: Path) -> None:
    sleeper = _sleeper(tmp_path)
    record = tmp_path / "services.json"
    record.write_text(json.dumps([{"name": "old", "pid": sleeper.process.pid, "started": "1"}]))

    assert stop_left_behind(record, within_seconds=10) == []
    assert sleeper.running()

    assert sleeper.stop(within_seconds=10)


def test_a_service_that_ends_early_is_told_with_its_log(tmp_path: Path) -> None:
    service = start_service(
        "front door",
        [sys.executable, "-c", ""],
        url="http://127.0.0.1:1/",
        env={},
        cwd=tmp_path,
        log=tmp_path / "logs" / "front-door.log",
    )

    with pytest.raises(PlatformError) as refusal:
        wait_until_answering(service, within_seconds=30)

    log = tmp_path / "logs" / "front-door.log"
    assert (
        str(refusal.value) == f"front door does not answer at http://127.0.0.1:1/; its log: {log}"
    )


def test_the_state_of_an_unclean_stop_is_wiped_and_what_it_recorded_forgotten(
    tmp_path: Path,
) -> None:
    places = _used(tmp_path)

    assert forget_unclean_state(places)
    assert [path.name for path in tmp_path.iterdir()] == []


def test_the_state_of_an_orderly_stop_is_kept(tmp_path: Path) -> None:
    places = _used(tmp_path)
    places.clean_stop.touch()

    assert not forget_unclean_state(places)
    assert (places.state / "dynamodb.json").exists()
    assert places.loaded.exists()


def _used(folder: Path) -> Places:
    places = Places(folder)
    for used in (places.state, places.objects):
        used.mkdir()
    (places.state / "dynamodb.json").touch()
    places.deployed.touch()
    places.loaded.touch()
    return places
