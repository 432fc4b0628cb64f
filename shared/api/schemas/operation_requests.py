"""What the routes that begin an operation take."""

from enum import StrEnum

from pydantic import ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from shared.api.schemas.selection import AccountsRequest
from shared.domain.account import AccountAction
from shared.domain.identifiers import Uai
from shared.domain.instruction import Channel, Instruction, Population
from shared.domain.operation import Document


class ListFormat(StrEnum):
    """The three formats of a list (guide §3.3); XLSX is ours."""

    PDF = "pdf"
    CSV = "csv"
    XLSX = "xlsx"

    @property
    def document(self) -> Document:
        """What the operation has to hand out."""
        return Document[f"LIST_{self.name}"]


class NotificationRequest(AccountsRequest):
    """(Re)notify accounts (guide §3.2, §5.2). E-mail is for guardians."""

    channel: Channel = Channel.LETTER
    reset_passwords: bool = False
    include_activated: bool = False
    preview: bool = False

    @field_validator("channel")
    @classmethod
    def _mail_is_for_guardians(cls, channel: Channel, said: ValidationInfo) -> Channel:
        if channel is Channel.EMAIL and said.data.get("population") is not Population.GUARDIANS:
            raise PydanticCustomError("email_for_guardians_only", "students get no e-mail")
        return channel

    def instruction(self, uai: Uai) -> Instruction:
        """What is done to each account."""
        resetting = self.reset_passwords
        action = AccountAction.NOTIFY_AND_RESET if resetting else AccountAction.NOTIFY
        return Instruction(uai, self.population, action, self.include_activated, self.channel)

    @property
    def document(self) -> Document | None:
        """Letters; nothing to hand out when it went by e-mail."""
        return Document.LETTERS if self.channel is Channel.LETTER else None


class ResetRequest(AccountsRequest):
    """Give accounts a new temporary password (guide §3.4, §5.4)."""

    include_activated: bool = False
    preview: bool = False

    def instruction(self, uai: Uai) -> Instruction:
        """What is done to each account."""
        return Instruction(uai, self.population, AccountAction.RESET, self.include_activated)


class ListRequest(AccountsRequest):
    """List accounts, with the temporary passwords still usable (guide §3.3, §5.3)."""

    format: ListFormat = ListFormat.PDF
    preview: bool = False

    def instruction(self, uai: Uai) -> Instruction:
        """A list takes every account and changes none."""
        return Instruction(uai, self.population, AccountAction.LIST)
