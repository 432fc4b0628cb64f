"""Whom an action is about, as a request says it: named accounts, or a search."""

from typing import Annotated, Self

from pydantic import Field, ValidationInfo, field_validator, model_validator
from pydantic_core import PydanticCustomError

from shared.api.schemas.common import (
    MOST_VALUES,
    AccountIdText,
    Code,
    Request,
    SearchText,
    UaiPath,
)
from shared.api.search_criteria import (
    external_student_criteria,
    guardian_criteria,
    student_criteria,
)
from shared.domain.account import AccountStatus
from shared.domain.guardian_search import EmailPresence, OriginChoice
from shared.domain.identifiers import AccountId
from shared.domain.instruction import Population
from shared.usecases.people import Criteria
from shared.usecases.select_accounts import Selection

_MOST_IDS = 10_000


class CriteriaRequest(Request):
    """The search whose whole result is selected: the names of that search's own parameters."""

    q: SearchText = ""
    school_class: list[Code] = Field(default_factory=list, max_length=MOST_VALUES)
    mef_code: list[Code] = Field(default_factory=list, max_length=MOST_VALUES)
    status: list[AccountStatus] = Field(default_factory=list, max_length=4)
    home_school: list[UaiPath] = Field(default_factory=list, max_length=MOST_VALUES)
    email: EmailPresence | None = None
    origin: list[OriginChoice] = Field(default_factory=list, max_length=6)
    disputed: bool | None = None

    def to_domain(self, population: Population) -> Criteria:
        if population is Population.GUARDIANS:
            return guardian_criteria(
                q=self.q,
                school_class=self.school_class,
                mef_code=self.mef_code,
                status=self.status,
                email=self.email,
                origin=self.origin,
                disputed=self.disputed,
            )
        if population is Population.EXTERNAL_STUDENTS:
            return external_student_criteria(
                q=self.q,
                home_school=self.home_school,
                mef_code=self.mef_code,
                status=self.status,
            )
        return student_criteria(
            q=self.q,
            school_class=self.school_class,
            mef_code=self.mef_code,
            status=self.status,
        )


_OWN_CRITERIA = {
    Population.STUDENTS: {"school_class"},
    Population.EXTERNAL_STUDENTS: {"home_school"},
    Population.GUARDIANS: {"school_class", "email", "origin", "disputed"},
}
_COMMON_CRITERIA = {"q", "mef_code", "status"}


class SelectionRequest(Request):
    """Either `account_ids`, or `criteria` with the total that was seen, minus `except`."""

    account_ids: list[AccountIdText] | None = Field(
        default=None, min_length=1, max_length=_MOST_IDS
    )
    criteria: CriteriaRequest | None = None
    expected_total: Annotated[int, Field(ge=0)] | None = None
    except_: list[AccountIdText] = Field(default_factory=list, alias="except", max_length=_MOST_IDS)

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.account_ids is None) == (self.criteria is None):
            raise ValueError("account_ids or criteria, one of them")
        if self.account_ids is not None and (self.expected_total is not None or self.except_):
            raise ValueError("expected_total and except go with criteria")
        return self

    def to_domain(self, population: Population) -> Selection:
        return Selection(
            account_ids=tuple(AccountId(each) for each in self.account_ids or ()),
            criteria=self.criteria.to_domain(population) if self.criteria else None,
            expected_total=self.expected_total,
            excepted=frozenset(AccountId(each) for each in self.except_),
        )


class AccountsRequest(Request):
    """What every action on accounts says: which population, and whom of it."""

    population: Population
    selection: SelectionRequest

    @field_validator("selection")
    @classmethod
    def _criteria_of_this_population(
        cls, selection: SelectionRequest, said: ValidationInfo
    ) -> SelectionRequest:
        """A filter that this population has not would widen the selection: refused."""
        population = said.data.get("population")
        if population is None or selection.criteria is None:
            return selection
        known = _COMMON_CRITERIA | _OWN_CRITERIA[population]
        if selection.criteria.model_fields_set - known:
            raise PydanticCustomError("criteria_of_another_population", "not a criterion of it")
        return selection
