"""Writes the complete feed of an académie, in one pass over its families."""

from pathlib import Path

from infra.local.roster_generator.academy import AcademyPlan
from infra.local.roster_generator.feed_families import Families
from infra.local.roster_generator.feed_files import FeedFiles
from infra.local.roster_generator.feed_records import FeedRecords
from infra.local.roster_generator.feed_tally import FeedCounting, FeedTally
from infra.local.roster_generator.guardian_figures import GuardianFigures


def write_feed(plan: AcademyPlan, out: Path) -> FeedTally:
    """Writes the feed into the folder, made if need be; equal plans give equal bytes.

    Of the persons of the feed, 94 % are to have an account. Raises ValueError when the students
    can have neither so few nor so many guardians.
    """
    figures, families, records = GuardianFigures(plan), Families(plan, 0), FeedRecords(plan)
    counting = FeedCounting(plan)
    with FeedFiles(out, plan.feed_id, "Complet", plan.dated) as files:
        for family in figures.adjusted(families.planned()):
            counting.add(family)
            for child in family.children:
                student = records.student(child)
                counting.add_student_record(student)
                files.add(student)
            for person in family.people:
                files.add(records.person(person))
        for person in figures.strangers():
            counting.add_stranger()
            files.add(records.person(person))
        _add_schools(plan, families, records, files)
    counting.tally.paths = files.paths
    return counting.tally


def _add_schools(
    plan: AcademyPlan, families: Families, records: FeedRecords, files: FeedFiles
) -> None:
    for school, classes in zip(plan.schools, families.classes, strict=True):
        files.add(records.school(school, classes))
    mefs = {mef.code: mef for classes in families.classes for mef in classes.mefs}
    for mef in mefs.values():
        files.add(records.mef(mef))
    for record in records.others():
        files.add(record)
