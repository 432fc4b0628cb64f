"""Load the demo schools the way the académie would: files dropped, imported by the functions."""

import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from infra.local.places import Places
from infra.local.roster_drop import import_files
from infra.local.roster_generator.demo import DEMO_FEED, DEMO_FEED_SCHOOLS, DEMO_SCHOOLS
from infra.local.roster_generator.export import write_school
from infra.local.roster_generator.feed import write_feed
from infra.local.roster_generator.plan import SchoolPlan
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
    """The directory of schools, which rosters refer to, then the exports of each, the feed."""
    directory = folder / "fr-en-annuaire-education.csv"
    yield [write_school_directory(directory, (*DEMO_SCHOOLS, *DEMO_FEED_SCHOOLS))]
    for school in DEMO_SCHOOLS:
        yield from exports_of(school, folder / school.uai)
    if with_feed:
        yield write_feed(DEMO_FEED, folder / "AAF").paths


def exports_of(school: SchoolPlan, folder: Path) -> Iterator[list[Path]]:
    """A first one with a few names typed wrong, whose usernames stay, then what corrects them."""
    first = write_school(replace(school, misspelled=True), folder / "first")
    # The pupils' file once the others wait for it: all are applied at once, by one import.
    yield [path for path in first.paths if not _holds_pupils(path)]
    yield [path for path in first.paths if _holds_pupils(path)]
    corrected = write_school(school, folder / "corrected")
    yield [_in_one_archive(filter(_holds_names, corrected.paths))]


def _holds_pupils(path: Path) -> bool:
    return "Eleves" in path.name


def _holds_names(path: Path) -> bool:
    return _holds_pupils(path) or "Responsables" in path.name


def _in_one_archive(exports: Iterable[Path]) -> Path:
    """Dropped together they are one import, which costs half of two."""
    paths = list(exports)
    archive = paths[0].with_name("ExportXML_corrections.zip")
    with ZipFile(archive, "w", ZIP_DEFLATED) as together:
        for path in paths:
            with ZipFile(path) as export:
                for name in export.namelist():
                    together.writestr(name, export.read(name))
    return archive
