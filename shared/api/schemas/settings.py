"""What the routes about settings take and answer."""

from typing import Annotated, Self

from pydantic import StringConstraints

from shared.api.schemas.common import Answer, Moment, Request
from shared.domain.portal_address import CheckFailure
from shared.domain.portal_setting import PortalSetting


class AddressRequest(Request):
    """The address to enter; null or an empty text takes it away."""

    url: Annotated[str, StringConstraints(max_length=1000)] | None


class ActivationRequest(Request):
    active: bool


class AddressAnswer(Answer):
    """The address of a population in its letters and e-mails.

    They bear it while it is `active`, which it can be once `verified`. `failure_label` says in
    French why the last look at it was not good.
    """

    url: str | None
    verified: bool
    active: bool
    checked_at: Moment | None
    failure: CheckFailure | None
    failure_label: str | None

    @classmethod
    def of(cls, setting: PortalSetting, failure: CheckFailure | None = None) -> Self:
        """`failure` is what was found just now, whether it is kept or not."""
        found = failure or setting.failure
        return cls(
            url=setting.url,
            verified=setting.verified,
            active=setting.active,
            checked_at=setting.checked_at,
            failure=found,
            failure_label=found.message if found else None,
        )


class Addresses(Answer):
    students: AddressAnswer
    guardians: AddressAnswer


class SettingsAnswer(Answer):
    """What a school has set; `portals` are the addresses that letters bear anyway."""

    addresses: Addresses
    student_portal: str
    guardian_portal: str
