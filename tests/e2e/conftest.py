"""A lycée of 3,000 on the deployed stack, imported as its secretary would, once per session."""

from collections.abc import Iterator

import httpx
import pytest

from infra.local.roster_drop import import_files
from infra.local.roster_generator import WrittenRoster, write_school, write_school_directory
from infra.local.roster_generator.demo import DEMO_SCHOOLS
from infra.local.stack import Stack
from tests.e2e.secretary import Secretary

_COLLEGE, LYCEE = DEMO_SCHOOLS


@pytest.fixture(scope="session")
def lycee(stack: Stack, tmp_path_factory: pytest.TempPathFactory) -> WrittenRoster:
    """The demo lycée, its files as they were written and what they hold."""
    folder = tmp_path_factory.mktemp("rosters")
    directory = write_school_directory(folder / "schools.csv", DEMO_SCHOOLS)
    written = write_school(LYCEE, folder)
    reports = import_files(stack, [directory, *written.paths])
    assert [report.success for report in reports] == [True] * len(reports), reports
    return written


@pytest.fixture
def secretary(stack: Stack, lycee: WrittenRoster) -> Iterator[Secretary]:
    """The lycée's secretary, signed in with a second factor."""
    assert lycee.paths
    token = stack.token(f"administration:{LYCEE.uai}")
    headers = {"Authorization": f"Bearer {token}"}
    with httpx.Client(base_url=stack.api, headers=headers, timeout=60) as client:
        yield Secretary(client, LYCEE.uai)
