"""Who is whose: a guardian, a pupil of one school, and what says so."""

from dataclasses import dataclass
from datetime import datetime

from shared.domain.data_source import DataSource
from shared.domain.identifiers import AccountId
from shared.domain.kinship import Kinship


@dataclass(frozen=True, slots=True)
class Guardianship:
    """The link between a guardian and a pupil of one school.

    `sources` are those that give it, sorted; a link stays while one does.

    `disputed_at` is when the guardian said that the pupil is not hers (« rattachement erroné »,
    guide §5.1), None when she never did or has withdrawn it.
    """

    guardian_id: AccountId
    student_id: AccountId
    kinship: Kinship
    disputed_at: datetime | None = None
    sources: tuple[DataSource, ...] = (DataSource.SIECLE,)
