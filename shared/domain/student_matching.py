"""Which stored pupil each pupil of a roster is: by the roster's number, then by INE."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from shared.domain.data_source import DataSource
from shared.domain.feed_sources import listed_by, names_of
from shared.domain.french_order import folded
from shared.domain.person import Student
from shared.domain.roster import RosterStudent


@dataclass(frozen=True, slots=True)
class Matching:
    """Each pupil of the roster with the stored one she is, if any; and who is not in it."""

    pairs: list[tuple[RosterStudent, Student | None]]
    absent: list[Student]

    def ines_to_look_up(self) -> set[str]:
        """Every INE that may enter or leave the national register."""
        wanted: set[str] = set()
        for pupil, stored in self.pairs:
            if pupil.ine and (stored is None or stored.ine != pupil.ine):
                wanted.add(pupil.ine)
                wanted |= {stored.ine} if stored and stored.ine else set()
        return wanted


def match_students(stored: Iterable[Student], roster: Iterable[RosterStudent]) -> Matching:
    """The roster's own number decides first; then the INE, if it is plausibly the same person."""
    left = {student.source_id: student for student in stored}
    by_number = [(pupil, left.pop(pupil.source_id, None)) for pupil in roster]
    by_ine = {student.ine: student for student in left.values() if student.ine}
    pairs: list[tuple[RosterStudent, Student | None]] = []
    for pupil, numbered in by_number:
        found = numbered
        same = by_ine.get(pupil.ine) if found is None and pupil.ine else None
        if same is not None and same_person(same, pupil):
            del by_ine[pupil.ine or ""], left[same.source_id]
            found = same
        pairs.append((pupil, found))
    return Matching(pairs, list(left.values()))


def with_ines_of_siecle(matching: Matching) -> Matching:
    """The same for the feed's pupils: the INE that SIECLE gives is believed before the feed's."""
    pairs = [
        (replace(pupil, ine=stored.ine), stored)
        if stored and stored.ine and listed_by(names_of(stored), DataSource.SIECLE)
        else (pupil, stored)
        for pupil, stored in matching.pairs
    ]
    return Matching(pairs, matching.absent)


def same_person(stored: Student, pupil: RosterStudent) -> bool:
    """Guards against a mistyped INE: the birth date or the family name must agree too."""
    if stored.birth_date and stored.birth_date == pupil.birth_date:
        return True
    return folded(stored.family_name) == folded(pupil.family_name)
