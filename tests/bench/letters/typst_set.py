"""The letters set by Typst, from a template and the texts as JSON."""

import json
from collections.abc import Sequence
from pathlib import Path

import typst

from shared.domain.letter import StudentLetter
from tests.bench.letters import fonts, qr_modules, said
from tests.bench.letters.contest import contest
from tests.bench.letters.school import letters

_TEMPLATE = Path(__file__).with_name("letter.typ")
_SHARED = {
    "school_name": said.SCHOOL_NAME,
    "school_lines": said.SCHOOL_LINES,
    "beside": said.BESIDE,
    "dated": said.DATED,
    "subject": said.SUBJECT,
    "introduction": said.WORDS.introduction,
    "username": said.USERNAME,
    "password": said.WORDS.shown_label,
    "remark": said.REMARK,
    "heading": said.WORDS.heading,
    "steps": said.WORDS.steps,
    "addresses_after": said.WORDS.addresses_after,
    "portal": said.PORTAL,
    "scan": said.SCAN,
    "confidential": said.CONFIDENTIAL,
    "whom_to_ask": said.WHOM_TO_ASK,
    "footer": said.FOOTER,
    "code": qr_modules.svg(),
}


def write(to_write: Sequence[StudentLetter], path: Path) -> None:
    typst.compile(
        _TEMPLATE,
        output=path,
        font_paths=[fonts.FOLDER],
        ignore_system_fonts=True,
        sys_inputs={
            "said": json.dumps(_SHARED),
            "letters": json.dumps([_own(letter) for letter in to_write]),
        },
    )


def _own(letter: StudentLetter) -> dict[str, object]:
    return {
        "family_name": letter.family_name,
        "first_name": letter.first_name,
        "school_class": said.school_class(letter),
        "address": said.addressed_to(letter),
        "greeting": said.greeting(letter),
        "username": letter.username,
        "password": letter.grouped_password,
    }


if __name__ == "__main__":
    contest(write, letters)
