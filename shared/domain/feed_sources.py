"""Which sources list a person, what each calls her, and which of them is shown (guide §8)."""

from collections.abc import Iterable

from shared.domain.data_source import DataSource
from shared.domain.person import Person, SourceName
from shared.domain.roster import RosterGuardian, RosterStudent

Names = tuple[SourceName, ...]


def names_of(person: Person) -> Names:
    """What each source that lists her calls her; a record that names none was SIECLE's alone."""
    if person.names_by_source or person.departed_on:
        return person.names_by_source
    own = SourceName(DataSource.SIECLE, person.family_name, person.first_name, person.usual_name)
    return (own,)


def listed_by(names: Names, source: DataSource) -> bool:
    return any(name.source is source for name in names)


def said_by(source: DataSource, person: RosterStudent | RosterGuardian) -> SourceName:
    return SourceName(source, person.family_name, person.first_name, person.usual_name)


def with_name(names: Names, said: SourceName) -> Names:
    """`names` once a source has told its own, in the order of the sources."""
    kept = [name for name in names if name.source is not said.source]
    return tuple(sorted([*kept, said], key=lambda name: name.source))


def without(names: Names, source: DataSource) -> Names:
    return tuple(name for name in names if name.source is not source)


def shown(names: Names) -> SourceName:
    """The school's own export is believed before the feed."""
    return max(names, key=lambda name: name.source is DataSource.SIECLE)


def yields_to_siecle(names: Names, source: DataSource) -> bool:
    """Whether the facts of `source` stay in the background: SIECLE lists her too."""
    return source is DataSource.AAF and listed_by(names, DataSource.SIECLE)


def with_source(sources: Iterable[DataSource], source: DataSource) -> tuple[DataSource, ...]:
    return tuple(sorted({*sources, source}))
