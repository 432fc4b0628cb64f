"""Load the demo schools the way the académie would: files dropped, imported by the functions."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from infra.local.places import Places
from infra.local.roster_drop import import_files
from infra.local.roster_generator.demo import DEMO_FEED, DEMO_FEED_SCHOOLS, DEMO_SCHOOLS
from infra.local.roster_generator.export import write_school
from infra.local.roster_generator.feed import write_feed
from infra.local.roster_generator.school_directory import write_school_directory
from infra.local.services import PlatformError
from infra.local.stack import Stack


def load_demo(
    stack: Stack, places: Places, tell: Callable[[str], None], *, with_feed: bool = False
) -> None:
    """Write the demo rosters and import them. Raises PlatformError when one is refused.

    `with_feed` drops the académie's feed too: without it, two of the schools have no pupils.
    """
    folder = places.folder / "rosters"
    shutil.rmtree(folder, ignore_errors=True)
    for batch in _batches(folder, with_feed=with_feed):
        for report in import_files(stack, batch):
            tell(f"  {report.headline}")
            if not report.success:
                raise PlatformError(f"the demo file {report.file} was not imported:\n{report}")


def _batches(folder: Path, *, with_feed: bool) -> Iterator[list[Path]]:
    """The directory of schools, which rosters refer to, then one export per school, the feed."""
    directory = folder / "fr-en-annuaire-education.csv"
    yield [write_school_directory(directory, (*DEMO_SCHOOLS, *DEMO_FEED_SCHOOLS))]
    for school in DEMO_SCHOOLS:
        # The pupils' file last: the others wait for it, and all are applied at once.
        yield sorted(write_school(school, folder / school.uai).paths, key=_holds_pupils)
    if with_feed:
        yield write_feed(DEMO_FEED, folder / "AAF").paths


def _holds_pupils(path: Path) -> bool:
    return "Eleves" in path.name
