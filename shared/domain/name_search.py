"""What staff type to find someone, against what a person is called (guide §3.1, §5.1)."""

from collections.abc import Callable

from shared.domain.french_order import folded
from shared.domain.person import Person, Student

PersonTest = Callable[[Person], bool]


def person_test(q: str, *, by_ine: bool = True) -> PersonTest:
    """Whether `q` finds a person.

    Every word of it is part of the birth, usual or first name, neither accent nor case needed;
    or the whole of it is the username or, `by_ine`, the INE.
    """
    words = folded(q).split()
    exact = q.strip().casefold()

    def test(person: Person) -> bool:
        if exact == person.account.username:
            return True
        if by_ine and isinstance(person, Student) and exact == (person.ine or "").casefold():
            return True
        names = folded(f"{person.family_name} {person.usual_name or ''} {person.first_name}")
        return bool(words) and all(word in names for word in words)

    return test


def same_search(q: str) -> str:
    """`q` as far as the search tells two of them apart."""
    return q.strip().casefold()
