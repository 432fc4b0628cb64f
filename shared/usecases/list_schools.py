"""The schools a member of staff works for."""

from collections.abc import Iterable
from typing import Protocol

from shared.domain.french_order import folded, name_key
from shared.domain.identifiers import Uai
from shared.domain.school import School
from shared.domain.staff import Caller


class Schools(Protocol):
    """Reads schools by UAI; those we know nothing of are absent."""

    def get_many(self, uais: Iterable[Uai]) -> list[School]: ...


def list_schools(schools: Schools, caller: Caller, q: str) -> list[School]:
    """The caller's schools whose UAI or name holds `q`, by name (guide §2)."""
    words = folded(q).split()
    found = schools.get_many(sorted(caller.access))
    matching = [
        school
        for school in found
        if all(word in folded(f"{school.uai} {school.display_name}") for word in words)
    ]
    return sorted(matching, key=lambda school: (name_key(school.display_name), school.uai))
