"""A guardian's e-mail: what it says, and what no name can do to it (guide §5.2)."""

import re
from dataclasses import replace
from datetime import date
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from html.parser import HTMLParser

import pytest

from shared.adapters.mail.message import composed
from shared.domain.account import PasswordDisplay
from shared.domain.letter import AddressedLetter, Child, GuardianLetter, Letterhead
from shared.domain.mail import MailRejectedError, MailRejection

LETTERHEAD = Letterhead(
    school_name="Collège Jean Moulin",
    uai="0450801B",
    school_lines=("12 rue des Écoles", "45000 ORLÉANS"),
    portal_urls=("https://teleservices.education.gouv.fr",),
    dated=date(2026, 11, 23),
)
LETTER = GuardianLetter(
    account_id="0000000000000001",
    civility="MME",
    family_name="Lefèvre",
    first_name="Élodie",
    children=(
        Child("LEFÈVRE", "Zoé", "3A", "Troisième A"),
        Child("LEFÈVRE", "Tom", "6B", ""),
    ),
    username="e.lefevre",
    password_shown=PasswordDisplay.TEMPORARY,
    temporary_password="bdfkmprtxznc",
    valid_until=date(2027, 2, 23),
    postal_lines=(),
)
ADDRESSED = AddressedLetter("elodie@example.org", LETTERHEAD, LETTER)
SENDER = "ne-pas-repondre@example.org"
HOSTILE = [
    *("a\r\nBcc: vole@example.org", "a\nb", "a\x00b", "<script>alert(1)</script>", "&amp;&#0;"),
    *("</p><img src=x onerror=1>", "\u202eTNOPUD", "\u2066x", "😀", "ע" * 40, "x" * 100_000),
    *('"guillemets"', "'", "=?utf-8?q?x?=", "{0}", "{title}", "%s", "\ud800", "\u2028ligne"),
    *('"' * 119, "é," * 59, "(é) " * 30, "\\" * 100, "A, B <c@d.fr>", "é" * 300),
    *("; charset=x", "<a href='javascript:x'>", "山田", "\ufeffA", "a\tb", "\x85", "--educonnect-"),
]


def parsed(addressed: AddressedLetter) -> EmailMessage:
    message = message_from_bytes(composed(addressed, SENDER), policy=default)
    assert isinstance(message, EmailMessage)
    return message


def parts(message: EmailMessage) -> tuple[str, str]:
    plain, html = message.get_body(("plain",)), message.get_body(("html",))
    assert plain is not None
    assert html is not None
    return str(plain.get_content()), str(html.get_content())


class _Markup(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(f"{tag} {' '.join(sorted(name for name, _ in attrs))}".strip())

    def handle_data(self, data: str) -> None:
        self.text += data + " "


def test_the_headers_are_those_of_a_message_that_wants_no_answer() -> None:
    message = parsed(ADDRESSED)

    assert {name: str(value) for name, value in message.items()} == {
        "From": "Collège Jean Moulin <ne-pas-repondre@example.org>",
        "To": "elodie@example.org",
        "Subject": "Votre compte ÉduConnect – Collège Jean Moulin",
        "Auto-Submitted": "auto-generated",
        "Content-Language": "fr",
        "MIME-Version": "1.0",
        "Content-Type": str(message["Content-Type"]),
    }
    assert message.get_content_type() == "multipart/alternative"


def test_both_parts_say_what_the_letter_says() -> None:
    plain, html = parts(parsed(ADDRESSED))

    shown = _Markup(html).text
    for said in (
        *("Bonjour Madame Élodie Lefèvre,", "LEFÈVRE Zoé (Troisième A)", "LEFÈVRE Tom (6B)"),
        *("e.lefevre", "bdfk-mprt-xznc", "23 février 2027", "Collège Jean Moulin"),
        *("https://teleservices.education.gouv.fr", "Représentant légal", "FranceConnect"),
    ):
        assert said in plain
        assert said in shown


@pytest.mark.parametrize(
    ("display", "said"),
    [
        (PasswordDisplay.EXPIRED, "Expiré"),
        (PasswordDisplay.CHOSEN, "Celui que vous avez choisi"),
        (PasswordDisplay.NONE, "Non renseigné"),
    ],
)
def test_without_a_usable_password_it_says_why(display: PasswordDisplay, said: str) -> None:
    letter = replace(LETTER, password_shown=display, temporary_password=None, valid_until=None)

    plain, html = parts(parsed(replace(ADDRESSED, letter=letter)))

    assert said in plain
    assert said in _Markup(html).text
    assert "bdfk" not in plain + html


def test_a_second_sending_is_the_same_to_the_byte() -> None:
    assert composed(ADDRESSED, SENDER) == composed(ADDRESSED, SENDER)


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("place", ["school", "guardian", "child", "class"])
def test_no_name_adds_a_header_a_part_or_markup(place: str, hostile: str) -> None:
    letterhead, letter = LETTERHEAD, LETTER
    if place == "school":
        letterhead = replace(letterhead, school_name=hostile)
    elif place == "guardian":
        letter = replace(letter, family_name=hostile, first_name=hostile)
    elif place == "child":
        letter = replace(letter, children=(Child(hostile, hostile, "3A", ""),))
    else:
        letter = replace(letter, children=(Child("A", "B", hostile, hostile),))
    usual = parsed(ADDRESSED)

    message = parsed(AddressedLetter("elodie@example.org", letterhead, letter))

    assert message.keys() == usual.keys()
    assert [str(each) for each in message.get_all("To", [])] == ["elodie@example.org"]
    assert [each.addr_spec for each in message["From"].addresses] == [SENDER]
    assert len(list(message.iter_parts())) == 2
    expected = set(_Markup(parts(usual)[1]).tags)
    assert set(_Markup(parts(message)[1]).tags) == expected
    assert len(parts(message)[0]) < 5_000
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", parts(message)[0])


@pytest.mark.parametrize(
    "address",
    [
        *("a\r\nBcc: b@example.org", "a@", "a b@example.org", "", "a@example.org, b@example.org"),
        *("a(comment)@example.org", "é@example.org", "a@é.fr", "A <a@example.org>", "\ud800@a.fr"),
        *("a@example.org\n", "a@example.org\x00", "group:a@example.org;", "\u202ea@example.org"),
    ],
)
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(MailRejectedError) as refused:
        composed(replace(ADDRESSED, address=address), SENDER)

    assert refused.value.reason is MailRejection.BAD_ADDRESS
