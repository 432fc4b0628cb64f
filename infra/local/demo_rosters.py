"""Load the demo schools the way the académie would: files dropped, imported by the functions."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from infra.local.places import Places
from infra.local.roster_drop import import_files
from infra.local.roster_generator.demo import DEMO_SCHOOLS
from infra.local.roster_generator.export import write_school
from infra.local.roster_generator.school_directory import write_school_directory
from infra.local.services import PlatformError
from infra.local.stack import Stack


def load_demo(stack: Stack, places: Places, tell: Callable[[str], None]) -> None:
    """Write the demo rosters and import them. Raises PlatformError when one is refused."""
    folder = places.folder / "rosters"
    shutil.rmtree(folder, ignore_errors=True)
    for batch in _batches(folder):
        for report in import_files(stack, batch):
            tell(f"  {report.headline}")
            if not report.success:
                raise PlatformError(f"the demo file {report.file} was not imported:\n{report}")


def _batches(folder: Path) -> Iterator[list[Path]]:
    """The directory of schools, which rosters refer to, then one export per school."""
    yield [write_school_directory(folder / "fr-en-annuaire-education.csv", DEMO_SCHOOLS)]
    for school in DEMO_SCHOOLS:
        # The pupils' file last: the others wait for it, and all are applied at once.
        yield sorted(write_school(school, folder / school.uai).paths, key=_holds_pupils)


def _holds_pupils(path: Path) -> bool:
    return "Eleves" in path.name
