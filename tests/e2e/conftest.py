"""The demo schools on the deployed stack, imported as their secretaries would, once a session."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.local.roster_drop import import_files
from infra.local.roster_generator import (
    DEMO_FEED,
    DEMO_FEED_SCHOOLS,
    FeedTally,
    SchoolPlan,
    WrittenRoster,
    write_feed,
    write_school,
    write_school_directory,
)
from infra.local.roster_generator.demo import DEMO_SCHOOLS
from infra.local.stack import Stack
from tests.e2e.identity_provider import IdentityProvider
from tests.e2e.secretary import Secretary, signed_in

COLLEGE, LYCEE = DEMO_SCHOOLS
HOME, HOST = DEMO_FEED_SCHOOLS
"""Some pupils of the first are taught in the second too (guide §4)."""


@pytest.fixture(scope="session")
def lycee(stack: Stack, tmp_path_factory: pytest.TempPathFactory) -> WrittenRoster:
    """The demo lycée, its files as they were written and what they hold."""
    return import_school(stack, LYCEE, tmp_path_factory.mktemp("lycee"))


@pytest.fixture(scope="session")
def college(stack: Stack, tmp_path_factory: pytest.TempPathFactory) -> WrittenRoster:
    """The demo collège."""
    return import_school(stack, COLLEGE, tmp_path_factory.mktemp("college"))


@pytest.fixture(scope="session")
def feed(stack: Stack, tmp_path_factory: pytest.TempPathFactory) -> FeedTally:
    """The demo feed: two schools that share families and pupils, and what it holds."""
    folder = tmp_path_factory.mktemp("feed")
    written = write_feed(DEMO_FEED, folder)
    directory = write_school_directory(folder / "schools.csv", DEMO_FEED_SCHOOLS)
    reports = import_files(stack, [directory, *written.paths])
    assert [report.success for report in reports] == [True, True], reports
    return written


@pytest.fixture
def secretary(stack: Stack, lycee: WrittenRoster) -> Iterator[Secretary]:
    """The lycée's secretary, signed in with a second factor."""
    assert lycee.paths
    with signed_in(stack, LYCEE.uai) as client:
        yield Secretary(client, LYCEE.uai)


@pytest.fixture
def college_secretary(stack: Stack, college: WrittenRoster) -> Iterator[Secretary]:
    """The collège's secretary, signed in with a second factor."""
    assert college.paths
    with signed_in(stack, COLLEGE.uai) as client:
        yield Secretary(client, COLLEGE.uai)


@pytest.fixture
def teacher(stack: Stack, college: WrittenRoster) -> Iterator[Secretary]:
    """A teacher of the collège who helps pupils in trouble, with a mere password."""
    assert college.paths
    with signed_in(stack, COLLEGE.uai, "troubleshooting") as client:
        yield Secretary(client, COLLEGE.uai)


@pytest.fixture
def home_secretary(stack: Stack, feed: FeedTally) -> Iterator[Secretary]:
    """The secretary of the school whose pupils are taught elsewhere too."""
    assert feed.students_by_school[HOME.uai]
    with signed_in(stack, HOME.uai) as client:
        yield Secretary(client, HOME.uai)


@pytest.fixture
def host_secretary(stack: Stack, feed: FeedTally) -> Iterator[Secretary]:
    """The secretary of the school that teaches pupils of another."""
    assert feed.external_by_host[HOST.uai]
    with signed_in(stack, HOST.uai) as client:
        yield Secretary(client, HOST.uai)


@pytest.fixture
def host_teacher(stack: Stack, feed: FeedTally) -> Iterator[Secretary]:
    """A teacher of that school who helps pupils in trouble."""
    assert feed.external_by_host[HOST.uai]
    with signed_in(stack, HOST.uai, "troubleshooting") as client:
        yield Secretary(client, HOST.uai)


@pytest.fixture
def provider(stack: Stack) -> IdentityProvider:
    """What the identity provider does."""
    return IdentityProvider(stack)


def import_school(stack: Stack, plan: SchoolPlan, folder: Path) -> WrittenRoster:
    """Write the files of a school, and import them."""
    directory = write_school_directory(folder / "schools.csv", [plan])
    written = write_school(plan, folder)
    paths = [directory, *written.paths]
    reports = import_files(stack, paths)
    assert [report.success for report in reports] == [True] * len(paths), reports
    return written


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What is searched for secrets is what all the other tests have left."""
    items.sort(key=lambda item: item.path.name == "test_nothing_secret_is_left_lying.py")
