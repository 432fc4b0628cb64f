"""What a letter says to a student about an account."""

from dataclasses import dataclass
from datetime import date

from shared.domain.account import PasswordDisplay
from shared.domain.password import grouped

MOST_POSTAL_LINES = 6
"""Lines of a French postal address (NF Z 10-011)."""

MOST_PORTAL_URLS = 2
LONGEST_PORTAL_URL = 200


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The school that sends the letters, and the addresses where one signs in.

    `school_lines` are the postal lines of the school; the first of `portal_urls` is the one that
    the QR code opens.
    """

    school_name: str
    uai: str
    school_lines: tuple[str, ...]
    portal_urls: tuple[str, ...]
    dated: date

    def __post_init__(self) -> None:
        if not 1 <= len(self.portal_urls) <= MOST_PORTAL_URLS:
            raise ValueError(f"portal_urls of {self.uai}: 1 to {MOST_PORTAL_URLS} addresses")
        if any(not 1 <= len(url) <= LONGEST_PORTAL_URL for url in self.portal_urls):
            raise ValueError(f"portal_urls of {self.uai}: 1 to {LONGEST_PORTAL_URL} characters")
        if len(self.school_lines) > MOST_POSTAL_LINES:
            raise ValueError(f"school_lines of {self.uai}: at most {MOST_POSTAL_LINES} lines")


@dataclass(frozen=True, slots=True)
class StudentLetter:
    """What one student is told.

    `account_id` is never printed. `school_class` is the class code, "" when there is none, and the
    home school for an external student. `temporary_password` comes without its hyphens.
    """

    account_id: str
    family_name: str
    first_name: str
    school_class: str
    class_label: str
    username: str
    password_shown: PasswordDisplay
    temporary_password: str | None
    valid_until: date | None
    postal_lines: tuple[str, ...]

    def __post_init__(self) -> None:
        if (self.temporary_password is None) == (self.password_shown is PasswordDisplay.TEMPORARY):
            raise ValueError(
                f"temporary_password of {self.account_id}: "
                f"given if and only if password_shown is {PasswordDisplay.TEMPORARY}"
            )
        if len(self.postal_lines) > MOST_POSTAL_LINES:
            raise ValueError(
                f"postal_lines of {self.account_id}: at most {MOST_POSTAL_LINES} lines"
            )

    @property
    def grouped_password(self) -> str:
        """The temporary password as it is read and copied: `bdfk-mprt-xznc`; else ""."""
        return grouped(self.temporary_password or "")


@dataclass(frozen=True, slots=True)
class KeptDocument:
    """A document as the store has it: what it says, as a digest, and which writing of it."""

    fingerprint: str
    revision: str
