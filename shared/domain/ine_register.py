"""Who may bear an INE: one account in the country, which follows her from school to school."""

from collections.abc import Mapping
from dataclasses import dataclass

from shared.domain.data_source import SOURCE_LABELS
from shared.domain.identifiers import AccountId, Uai
from shared.domain.person import Student
from shared.domain.roster import RosterStudent
from shared.domain.roster_changes import IneClaim
from shared.domain.roster_plan import Setting
from shared.domain.student_matching import Matching, same_person


@dataclass(frozen=True, slots=True)
class IneHolder:
    """Whom the national register names for an INE; `student` is None when there is no such item."""

    account_id: AccountId
    uai: Uai
    student: Student | None


@dataclass(frozen=True, slots=True)
class IneRefusal:
    """Why a pupil is imported without the INE the roster gives her."""

    code: str
    detail: str


class IneRegister:
    """Decides on each INE new to a pupil, from what the national register says of them.

    A school's own export says nothing of other schools: a pupil present elsewhere stays there.
    The feed that speaks for both says where she is.
    """

    def __init__(
        self,
        matching: Matching,
        registered: Mapping[str, IneHolder],
        setting: Setting,
    ) -> None:
        self._registered = registered
        self._setting = setting
        self._wanted = {pupil.ine for pupil, _ in matching.pairs if pupil.ine}
        self._kept_by = {
            stored.account.account_id: pupil.ine or stored.ine
            for pupil, stored in matching.pairs
            if stored
        } | {stored.account.account_id: stored.ine for stored in matching.absent}

    def decide(
        self, pupil: RosterStudent, stored: Student | None
    ) -> IneClaim | Student | IneRefusal | None:
        """A claim on the INE; or the pupil who bears it at a school she is not in; or a refusal.

        None when the roster gives no INE.
        """
        if pupil.ine is None:
            return None
        holder = self._registered.get(pupil.ine)
        if holder is None:
            return IneClaim(pupil.ine)
        if holder.uai == self._setting.uai:
            return self._held_here(pupil.ine, holder, stored)
        if holder.student is None:
            return IneClaim(pupil.ine, holder.account_id)
        if holder.student.departed_on is None and not self._placed_here(pupil.ine, holder.uai):
            return _elsewhere(pupil.ine, holder.uai)
        return holder.student if same_person(holder.student, pupil) else self._of_another(pupil.ine)

    def released_by(self, student: Student) -> str | None:
        """Her former INE, when it is hers in the register and nobody here takes it over."""
        holder = self._registered.get(student.ine or "")
        if holder is None or holder.account_id != student.account.account_id:
            return None
        return None if student.ine in self._wanted else student.ine

    def _placed_here(self, ine: str, elsewhere: Uai) -> bool:
        feed, here = self._setting.feed, self._setting.uai
        return feed is not None and feed.places(ine, here, instead_of=elsewhere)

    def _held_here(
        self, ine: str, holder: IneHolder, stored: Student | None
    ) -> IneClaim | IneRefusal:
        """Two pupils of one school may exchange INEs; one may not take what another keeps."""
        hers = stored is not None and holder.account_id == stored.account.account_id
        if hers or self._kept_by.get(holder.account_id) != ine:
            return IneClaim(ine, holder.account_id)
        return self._of_another(ine)

    def _of_another(self, ine: str) -> IneRefusal:
        source = SOURCE_LABELS[self._setting.source]
        detail = (
            f"L’INE {ine} est celui d’un autre élève (nom et date de naissance différents, ou déjà "
            f"attribué ici) : importé sans cet INE, à corriger dans {source}."
        )
        return IneRefusal("INE_OF_ANOTHER", detail)


def _elsewhere(ine: str, uai: Uai) -> IneRefusal:
    detail = (
        f"L’INE {ine} est celui d’un élève encore présent dans l’établissement {uai} : importé "
        "sans INE, avec un compte nouveau, jusqu’à ce que cet établissement l’ait déclaré parti."
    )
    return IneRefusal("INE_ELSEWHERE", detail)
