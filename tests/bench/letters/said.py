"""What a pupil's letter says, for contestants that write it in their own way."""

from shared.adapters.letters import wording
from shared.adapters.letters.student_wording import BESIDE_WINDOW, words_of
from shared.domain.account import PasswordDisplay
from shared.domain.letter import StudentLetter
from tests.bench.letters.school import LETTERHEAD, VALID_UNTIL

WORDS = words_of(PasswordDisplay.TEMPORARY)
PORTAL = LETTERHEAD.portal_urls[0]
DATED = f"Le {wording.in_full(LETTERHEAD.dated)}"
REMARK = wording.usable_until(VALID_UNTIL)
WHOM_TO_ASK = wording.whom_to_ask(LETTERHEAD.school_name)
FOOTER = f"{LETTERHEAD.school_name} · UAI {LETTERHEAD.uai}"
SCHOOL_LINES = LETTERHEAD.school_lines
SCHOOL_NAME = LETTERHEAD.school_name
SUBJECT, USERNAME, SCAN, CONFIDENTIAL = (
    wording.SUBJECT,
    wording.USERNAME,
    wording.SCAN,
    wording.CONFIDENTIAL,
)
BESIDE = BESIDE_WINDOW


def school_class(letter: StudentLetter) -> str:
    return f"{letter.school_class} – {letter.class_label}"


def greeting(letter: StudentLetter) -> str:
    return f"Bonjour {letter.first_name} {letter.family_name} ({letter.school_class}),"


def addressed_to(letter: StudentLetter) -> tuple[str, ...]:
    return (f"{letter.first_name} {letter.family_name}", *letter.postal_lines)
