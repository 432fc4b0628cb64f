"""What ties a pupil to others: her class, the schools that host her, the persons around her."""

from collections.abc import Iterator

from shared.adapters.roster.aaf_workings import FeedRecord, Workings
from shared.adapters.roster.fields import excerpt
from shared.adapters.roster.oddities import Oddity
from shared.domain.kinship import Kinship
from shared.domain.roster import RosterFileKind
from shared.domain.roster_problems import AnomalyCode

_LEGAL, _CONTACT = 1, 3
_LEVELS = {"1": _LEGAL, "2": _LEGAL, "0": _CONTACT}


class StudentLinks:
    """Of one pupil, in the school `uai` (None: the feed has no such school)."""

    def __init__(self, workings: Workings, record: FeedRecord, uai: str | None) -> None:
        self._workings = workings
        self._record = record
        self._uai = uai

    def school_class(self) -> str:
        """The last class of her own school, "" when there is none: another's is not hers."""
        classes = self._classes()
        return classes[-1] if classes else ""

    def keep(self) -> None:
        """Write her links, and what is odd in them and in her classes."""
        self._workings.note_all(self._record, self._class_oddities())
        self._keep_hosts()
        self._keep_persons()

    def _classes(self) -> list[str]:
        split = (value.partition("$") for value in self._record.all("ENTEleveClasses"))
        return [
            code.strip()
            for school, _, code in split
            if code.strip() and self._workings.school_of(school.strip()) == self._uai
        ]

    def _class_oddities(self) -> Iterator[Oddity]:
        classes = self._classes()
        if not classes:
            detail = "Élève sans classe (aucune division) : non importé."
            yield Oddity(AnomalyCode.NO_DIVISION, detail)
        elif len(set(classes)) > 1:
            detail = (
                "Élève inscrit dans plusieurs classes : la dernière, "
                f"« {classes[-1]} », est retenue."
            )
            yield Oddity(AnomalyCode.SEVERAL_DIVISIONS, detail)

    def _keep_hosts(self) -> None:
        values = self._record.all("ENTEleveEnseignementsEtablissementsAccueil")
        for key in dict.fromkeys(value.partition("$")[0].strip() for value in values):
            uai = self._workings.school_of(key)
            if uai is None:
                detail = f"Établissement d’accueil « {excerpt(key)} » absent du flux : ignoré."
                oddity = Oddity(AnomalyCode.UNKNOWN_SCHOOL, detail)
                self._workings.note_all(self._record, [oddity])
            elif uai != self._uai:
                self._workings.add("host", (self._record.jointure, uai))

    def _keep_persons(self) -> None:
        """Of two links to the same person the stronger one stays, then the first."""
        strongest: dict[str, tuple[int, Kinship]] = {}
        for value in self._record.all("ENTElevePersRelEleve"):
            person_id, code, _, level_code, *_ = (*map(str.strip, value.split("$")), "", "", "")
            if not person_id:
                detail = f"Rattachement illisible « {excerpt(value)} » : ignoré."
                self._note("?", AnomalyCode.MALFORMED_LINK, detail)
                continue
            level = self._level(person_id, level_code)
            link = (level, self._kinship(person_id, code, level))
            if person_id not in strongest or level < strongest[person_id][0]:
                strongest[person_id] = link
        for person_id, link in strongest.items():
            self._workings.add("link", (self._record.jointure, person_id, *link))

    def _level(self, person_id: str, code: str) -> int:
        level = _LEVELS.get(code)
        if level is None:
            detail = "Niveau de responsabilité absent ou inconnu : aucun compte pour ce lien."
            self._note(person_id, AnomalyCode.UNKNOWN_RESPONSIBILITY, detail)
        return level or _CONTACT

    def _kinship(self, person_id: str, code: str, level: int) -> Kinship:
        kinship = Kinship.of_code(code)
        if kinship is None and code and level == _LEGAL:
            detail = f"Lien de parenté inconnu « {excerpt(code)} » : importé comme « autre »."
            self._note(person_id, AnomalyCode.UNKNOWN_KINSHIP, detail)
        return kinship or Kinship.OTHER

    def _note(self, person_id: str, code: AnomalyCode, detail: str) -> None:
        record = self._record
        self._workings.note(
            *(record.category, code, detail),
            kind=RosterFileKind.GUARDIANS,
            record_id=record.record_id,
            record=f"{record.label()}, PERSONNE {person_id}",
            line=record.line,
        )
