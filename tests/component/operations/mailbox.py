"""Stands where the provider of mail does."""

from shared.domain.letter import AddressedLetter
from shared.domain.mail import MailRejectedError, MailTags


class Mailbox:
    """What it has taken, and what it does with the next mail to an account: a test's to say."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, str]] = []
        self.fate: dict[str, Exception] = {}

    def send(self, message: AddressedLetter, tags: MailTags) -> None:
        fate = self.fate.pop(tags.account_id, None)
        if isinstance(fate, MailRejectedError):
            raise fate
        self.sent.append((message.address, message.letter.grouped_password))
        if fate:
            raise fate
