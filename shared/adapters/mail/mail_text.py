"""What a guardian's e-mail says, before it is set as text or as HTML: her letter's own words."""

import re
from dataclasses import dataclass

from shared.adapters.letters.guardian_wording import BESIDE_WINDOW, words_of
from shared.adapters.letters.wording import SUBJECT, USERNAME, Wording, usable_until, whom_to_ask
from shared.domain.account import PasswordDisplay
from shared.domain.letter import Child, GuardianLetter, Letterhead

_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]+")
_LONGEST_NAME = 120
_CONFIDENTIAL = (
    "Ce message est personnel. Gardez votre mot de passe pour vous : personne n’a à vous le "
    "demander, pas même l’établissement."
)
_NOT_FOR_YOU = (
    "Vous n’êtes pas la personne nommée ci-dessus ? Supprimez ce message et prévenez "
    "l’établissement, qui corrigera l’adresse email."
)
_AUTOMATIC = "Ce message est envoyé automatiquement : n’y répondez pas."
_STILL_VALID = "Il reste valable : ce message vous rappelle seulement votre identifiant."


@dataclass(frozen=True, slots=True)
class MailText:
    """The parts of a message in reading order; every name in it is one safe line.

    The addresses are listed under the step whose number is `addresses_after`.
    """

    title: str
    greeting: str
    introduction: str
    children_heading: str
    children: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    remark: str
    heading: str
    steps: tuple[str, ...]
    addresses_after: int
    addresses: tuple[str, ...]
    closing: tuple[str, ...]
    school_lines: tuple[str, ...]


def mail_text(letterhead: Letterhead, letter: GuardianLetter) -> MailText:
    """The words of one message."""
    words = words_of(letter.password_shown, len(letterhead.portal_urls))
    school = one_line(letterhead.school_name)
    password = letter.grouped_password or words.shown or ""
    return MailText(
        title=f"{SUBJECT} – {school}",
        greeting=f"Bonjour {one_line(letter.spoken_to)},",
        introduction=words.introduction,
        children_heading=f"{BESIDE_WINDOW} :",
        children=tuple(_child(child) for child in letter.children),
        facts=((USERNAME, one_line(letter.username)), (words.shown_label, password)),
        remark=_remark(letter, words),
        heading=words.heading,
        steps=words.steps,
        addresses_after=words.addresses_after,
        addresses=letterhead.portal_urls,
        closing=(words.otherwise, _CONFIDENTIAL, _NOT_FOR_YOU, whom_to_ask(school), _AUTOMATIC),
        school_lines=tuple(one_line(line) for line in (school, *letterhead.school_lines)),
    )


def _remark(letter: GuardianLetter, words: Wording) -> str:
    if letter.valid_until:
        return usable_until(letter.valid_until)
    # The letter says « ce courrier » here.
    return _STILL_VALID if letter.password_shown is PasswordDisplay.CHOSEN else words.remark or ""


def one_line(text: str) -> str:
    """A name as a line of text: no control character, no override of direction, not endless."""
    plain = " ".join(_UNSAFE.sub(" ", text).split())
    return plain if len(plain) <= _LONGEST_NAME else f"{plain[:_LONGEST_NAME]}…"


def _child(child: Child) -> str:
    school_class = one_line(child.class_label or child.school_class)
    shown = f"{one_line(child.family_name)} {one_line(child.first_name)}"
    return f"{shown} ({school_class})" if school_class else shown
