"""A guardian's letter as an e-mail: plain text and HTML that say the same, the same each time."""

import re
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256
from html import escape

from shared.adapters.mail.mail_text import MailText, mail_text, one_line
from shared.domain.letter import AddressedLetter
from shared.domain.mail import MailRejectedError, MailRejection

_LONGEST_SENDER_NAME = 80
_LOOSE = re.compile(r"(?<=«) | (?=[»:;?!])")
_ESCAPED = re.compile(r'["\\]')

_PAGE = (
    '<!doctype html><html lang="fr"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width">'
    '<meta name="color-scheme" content="light dark"><title>{title}</title></head>'
    '<body style="margin:0;padding:16px;font-family:Arial,sans-serif;font-size:16px;'
    'line-height:1.5"><div style="max-width:600px;margin:0 auto">{body}</div></body></html>'
)
_FACT = (
    '<p style="margin:8px 0">{label} :<br><strong style="font-family:Courier New,monospace;'
    'font-size:22px">{value}</strong></p>'
)


def composed(addressed: AddressedLetter, sender: str) -> bytes:
    """The whole message, headers included; the same letter gives the same bytes.

    `Date` and `Message-ID` are left to whoever sends it, so that a second sending differs in
    nothing that is read.

    Raises:
        MailRejectedError: the address cannot stand in a header.
    """
    words = mail_text(addressed.letterhead, addressed.letter)
    text = _plain(words)
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(display_name=_sender_name(addressed), addr_spec=sender)
    message["To"] = _recipient(addressed.address)
    message["Subject"] = words.title
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text, cte="quoted-printable")
    message.add_alternative(_html(words), subtype="html", cte="quoted-printable")
    # Making it multipart moves the content headers set before into the first part.
    message["Content-Language"] = "fr"
    message.set_boundary(f"educonnect-{sha256(text.encode()).hexdigest()[:32]}")
    return message.as_bytes()


def _sender_name(addressed: AddressedLetter) -> str:
    """The school, without what must be escaped in a header: long names of it fold badly."""
    return _ESCAPED.sub("’", one_line(addressed.letterhead.school_name))[:_LONGEST_SENDER_NAME]


def _recipient(address: str) -> Address:
    """One mailbox, spelt as it is handed to the provider; neither speaks any other than ASCII."""
    try:
        recipient = Address(addr_spec=address)
    except (ValueError, IndexError, MessageError):
        recipient = Address()
    if recipient.addr_spec != address or not address.isascii():
        # From no error: their own text quotes the address.
        raise MailRejectedError(MailRejection.BAD_ADDRESS)
    return recipient


def _plain(words: MailText) -> str:
    steps: list[str] = []
    for number, step in enumerate(words.steps, 1):
        steps.append(f"{number}. {step}")
        if number == words.addresses_after:
            steps += [f"   {address}" for address in words.addresses]
    blocks = [
        words.greeting,
        words.introduction,
        "\n".join([words.children_heading, *(f"- {child}" for child in words.children)]),
        "\n".join(f"{label} : {value}" for label, value in words.facts),
        words.remark,
        "\n".join([words.heading, *steps]),
        *words.closing,
        "\n".join(words.school_lines),
    ]
    return "\n\n".join(filter(None, blocks)) + "\n"


def _html(words: MailText) -> str:
    """Simple enough for any reader of mail: no image, nothing fetched, every value escaped."""
    steps = "".join(
        f"<li>{_typeset(step)}{_links(words) if number == words.addresses_after else ''}</li>"
        for number, step in enumerate(words.steps, 1)
    )
    children = "".join(f"<li>{escape(child)}</li>" for child in words.children)
    facts = "".join(
        _FACT.format(label=_typeset(label), value=escape(value)) for label, value in words.facts
    )
    body = [
        f'<h1 style="font-size:20px">{_typeset(words.title)}</h1>',
        _paragraph(words.greeting),
        _paragraph(words.introduction),
        _paragraph(words.children_heading),
        f"<ul>{children}</ul>",
        f'<div style="border:1px solid #808080;padding:8px 16px">{facts}',
        f"{_paragraph(words.remark)}</div>",
        f'<h2 style="font-size:18px">{_typeset(words.heading)}</h2><ol>{steps}</ol>',
        *(_paragraph(text) for text in words.closing),
        f"<p>{'<br>'.join(escape(line) for line in words.school_lines)}</p>",
    ]
    return _PAGE.format(title=escape(words.title), body="".join(body))


def _links(words: MailText) -> str:
    shown = (f'<br><a href="{escape(url)}">{escape(url)}</a>' for url in words.addresses)
    return "".join(shown)


def _paragraph(text: str) -> str:
    return f"<p>{_typeset(text)}</p>" if text else ""


def _typeset(text: str) -> str:
    """Escaped, and French punctuation kept with its word."""
    return escape(_LOOSE.sub("\u00a0", text))
