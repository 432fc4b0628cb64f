"""What a letter says to a student about an account."""

from dataclasses import dataclass
from datetime import date

from shared.domain.account import PasswordDisplay
from shared.domain.password import grouped

MOST_POSTAL_LINES = 6
"""Lines of a French postal address (NF Z 10-011)."""

MOST_PORTAL_URLS = 2
LONGEST_PORTAL_URL = 200

_CIVILITIES = {
    "M": ("M.", "Monsieur"),
    "M.": ("M.", "Monsieur"),
    "MME": ("Mme", "Madame"),
    "MLLE": ("Mme", "Madame"),
}
"""Civilities as rosters give them: abbreviated before a name, and in full to speak to someone.

The administration has written no other since 2012 (circular 5575/SG).
"""


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
        _check_password(self.account_id, self.temporary_password, self.password_shown)
        _check_postal_lines(self.account_id, self.postal_lines)

    @property
    def grouped_password(self) -> str:
        """The temporary password as it is read and copied: `bdfk-mprt-xznc`; else ""."""
        return grouped(self.temporary_password or "")


@dataclass(frozen=True, slots=True)
class Child:
    """A pupil of this school, as her guardian's letter names her."""

    family_name: str
    first_name: str
    school_class: str
    class_label: str


@dataclass(frozen=True, slots=True)
class GuardianLetter:
    """What one guardian is told, by letter or by e-mail: her children of this school, together.

    `account_id` is never printed. `civility` may be empty. `temporary_password` comes without
    its hyphens.
    """

    account_id: str
    civility: str
    family_name: str
    first_name: str
    children: tuple[Child, ...]
    username: str
    password_shown: PasswordDisplay
    temporary_password: str | None
    valid_until: date | None
    postal_lines: tuple[str, ...]

    def __post_init__(self) -> None:
        if not self.children:
            raise ValueError(f"children of {self.account_id}: at least one")
        _check_password(self.account_id, self.temporary_password, self.password_shown)
        _check_postal_lines(self.account_id, self.postal_lines)

    @property
    def grouped_password(self) -> str:
        """The temporary password as it is read and copied: `bdfk-mprt-xznc`; else ""."""
        return grouped(self.temporary_password or "")

    @property
    def addressee(self) -> str:
        """Her name as on an envelope: `Mme Anne-Sophie D’ŒUVRE`. A rare civility stays as given."""
        return self._named(_CIVILITIES.get(self.civility.upper(), (self.civility,))[0])

    @property
    def spoken_to(self) -> str:
        """Her name as it follows « Bonjour »: `Madame Anne-Sophie D’ŒUVRE`."""
        return self._named(_CIVILITIES.get(self.civility.upper(), (self.civility,))[-1])

    def _named(self, civility: str) -> str:
        return " ".join(filter(None, (civility, self.first_name, self.family_name)))


@dataclass(frozen=True, slots=True)
class KeptDocument:
    """A document as the store has it: what it says, as a digest, and which writing of it."""

    fingerprint: str
    revision: str


def _check_password(account_id: str, password: str | None, shown: PasswordDisplay) -> None:
    if (password is None) == (shown is PasswordDisplay.TEMPORARY):
        raise ValueError(
            f"temporary_password of {account_id}: "
            f"given if and only if password_shown is {PasswordDisplay.TEMPORARY}"
        )


def _check_postal_lines(account_id: str, lines: tuple[str, ...]) -> None:
    if len(lines) > MOST_POSTAL_LINES:
        raise ValueError(f"postal_lines of {account_id}: at most {MOST_POSTAL_LINES} lines")


@dataclass(frozen=True, slots=True)
class AddressedLetter:
    """What one guardian is told by e-mail, and the roster's address for it."""

    address: str
    letterhead: Letterhead
    letter: GuardianLetter
