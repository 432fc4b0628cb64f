"""A school: what its home page and its letters say of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from shared.domain.identifiers import Uai

NO_CLASS_LABEL = "Sans classe"
NO_MEF_LABEL = "Sans MEF"
"""What stands for the class or the MEF of those who have none."""


@dataclass(frozen=True, slots=True)
class School:
    """A school as staff and letters know it.

    The name and address come from the directory of schools; the labels, the numbers and
    `roster_updated_at` (None before any roster) from the last successful roster import.
    """

    uai: Uai
    name: str = ""
    postal_lines: tuple[str, ...] = ()
    students: int = 0
    guardians: int = 0
    external_students: int = 0
    roster_updated_at: datetime | None = None
    class_labels: Mapping[str, str] = field(default_factory=dict)
    mef_labels: Mapping[str, str] = field(default_factory=dict)

    @property
    def display_name(self) -> str:
        """The name, or the UAI for a school the directory does not list."""
        return self.name or self.uai

    def class_label(self, code: str) -> str:
        """The class in full, or its code when no label came."""
        return self.class_labels.get(code) or code

    def other_class_label(self, code: str) -> str:
        """The class in full, "" when that says no more than its code."""
        label = self.class_label(code)
        return "" if label == code else label

    def mef_label(self, code: str) -> str:
        """The MEF in words: people never read its code."""
        return self.mef_labels.get(code) or code
