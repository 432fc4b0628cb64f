"""The values of roster fields, made clean: names, dates, INE, e-mail and postal addresses."""

import html
import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date

POSTAL_LINES = 6
POSTAL_LINE_CHARS = 38
_EARLIEST_YEAR = 1900
_FRENCH_DATE = re.compile(r"([0-9]{2})/([0-9]{2})/([0-9]{4})")
_ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_INE = re.compile(r"[0-9]{9}[A-Z]{2}|[0-9]{10}[A-Z]")
_EMAIL = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}"
)
_LONGEST_EMAIL = 254
_LONGEST_LOCAL_PART = 64
# Put by the source for a letter it could not write, or left by a wrong conversion.
_LOST_CHARACTER = re.compile("[?\ufffd\x80-\x9f]")
_CHARACTER_REFERENCE = re.compile(
    r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
)


def unescaped_once_more(raw: str) -> str:
    """A value that the source escaped twice (`&eacute;` once read), as it was meant."""
    return _CHARACTER_REFERENCE.sub(lambda found: html.unescape(found[0]), raw)


def clean_text(raw: str) -> str:
    """Blanks of every kind, NBSP included, made single spaces; accents composed."""
    return unicodedata.normalize("NFC", " ".join(raw.split()))


def clean_name(raw: str) -> str:
    """A name, or "" when it holds no letter: no username can be made of it."""
    name = clean_text(raw)
    return name if any(map(str.isalpha, name)) else ""


def has_lost_character(name: str) -> bool:
    return _LOST_CHARACTER.search(name) is not None


def french_date(raw: str) -> date | None:
    """A date written dd/mm/yyyy, None when it is not one or is absurdly old."""
    found = _FRENCH_DATE.fullmatch(raw)
    return _date(found[3], found[2], found[1]) if found else None


def iso_date(raw: str) -> date | None:
    """A date written yyyy-mm-dd, as spreadsheets re-save it."""
    found = _ISO_DATE.fullmatch(raw)
    return _date(found[1], found[2], found[3]) if found else None


def _date(year: str, month: str, day: str) -> date | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if found.year >= _EARLIEST_YEAR else None


def clean_ine(raw: str) -> str | None:
    """The INE (9 digits and 2 letters since 2018, 10 digits and 1 letter before), or None."""
    ine = "".join(raw.split()).upper()
    return ine if _INE.fullmatch(ine) else None


def clean_email(raw: str) -> str | None:
    """One plain address, or None. Length limits as in RFC 5321."""
    email = raw.strip()
    local, _, _ = email.partition("@")
    too_long = len(email) > _LONGEST_EMAIL or len(local) > _LONGEST_LOCAL_PART
    return email if not too_long and _EMAIL.fullmatch(email) else None


def postal_lines(field: Callable[[str], str]) -> tuple[tuple[str, ...], bool]:
    """The lines to print, and whether one had to be cut to the 38 characters of the post.

    At most six: four of street, the town with its code, the country when it is not France.
    """
    street = [clean_text(field(f"LIGNE{number}_ADRESSE")) for number in range(1, 5)]
    town = clean_text(field("COMMUNE_ETRANGERE")) or clean_text(field("LIBELLE_POSTAL"))
    return fitted_lines(
        street, clean_text(f"{field('CODE_POSTAL')} {town}"), clean_text(field("LL_PAYS"))
    )


def fitted_lines(street: Sequence[str], town: str, country: str) -> tuple[tuple[str, ...], bool]:
    """The lines of an address, and whether it had to be cut; the town is never what is left out.

    Args:
        street: lines of any number, the empty ones passed over.
        town: with its postal code.
        country: printed unless it is France, or there is nothing else.
    """
    if not any((*street, town)):
        return (), False
    abroad = "" if country.casefold() == "france" else country
    end = [line for line in (town, abroad) if line]
    whole = [*filter(None, street), *end]
    kept = [*[line for line in street if line][: POSTAL_LINES - len(end)], *end]
    cut = tuple(line[:POSTAL_LINE_CHARS].rstrip() for line in kept)
    return cut, list(cut) != whole


def excerpt(raw: str) -> str:
    """A value as quoted in a message: short, on one line."""
    text = clean_text(raw)
    return text if len(text) <= 40 else f"{text[:39]}…"  # noqa: PLR2004  a line of a report
