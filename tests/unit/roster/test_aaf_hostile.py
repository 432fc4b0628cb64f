"""A hostile feed is refused in 2 s of CPU and 256 MB, with a message that says where."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from shared.domain.roster_problems import RefusalCode
from tests.promises.campaign import Found
from tests.unit.roster.aaf_files import (
    DECLARATION,
    SCHOOLS,
    document,
    feed,
    name_of,
    person,
    student,
)
from tests.unit.roster.bombs import LAUGHS, Bomb, Repeated, lying
from tests.unit.roster.in_child import in_child
from tests.unit.roster.siecle_files import zipped

CHILD = Path(__file__).with_name("aaf_child.py")
R = RefusalCode
ELEVE = "ELEVE 4242"
LONE = name_of("Eleve", mode="Delta")
PUPIL = document(student("4242"))
OPENING = (
    f"{DECLARATION}<ficAlimMENESR><addRequest><identifier><id>4242</id></identifier><attributes>"
)
IN_VALUE = f'{OPENING}<attr name="sn"><value>'
IN_ATTR = f'{OPENING}<attr name="ENTEleveClasses">'


@dataclass(frozen=True, slots=True)
class WithSchools:
    """A complete set whose pupils' document is `content`."""

    content: Iterable[bytes]

    def __iter__(self) -> Iterator[bytes]:
        pupils = b"".join(self.content)
        yield zipped((name_of("EtabEducNat"), document(SCHOOLS)), (name_of("Eleve"), pupils))


def declaring(doctype: str, use: str = "") -> list[bytes]:
    head = f"{DECLARATION}<!DOCTYPE ficAlimMENESR {doctype}>\n"
    return [document(student("4242"), head=head).replace(b"Zo", use.encode() + b"Zo")]


def swapped(old: bytes, new: bytes) -> list[bytes]:
    assert old in PUPIL
    return [PUPIL.replace(old, new, 1)]


BOMBS = [
    Bomb("billion laughs", R.ENTITY_DECLARATION, declaring(f"[{LAUGHS}]", "&l10;")),
    Bomb(
        "external entity",
        R.ENTITY_DECLARATION,
        declaring('[<!ENTITY f SYSTEM "file:///etc/passwd">]', "&f;"),
    ),
    Bomb(
        "external parameter entity",
        R.ENTITY_DECLARATION,
        declaring('[<!ENTITY % d SYSTEM "http://127.0.0.1:9/d"> %d;]'),
    ),
    Bomb(
        "entity of the external DTD",
        R.ENTITY_DECLARATION,
        declaring('SYSTEM "ficAlimMENESR.dtd"', "&eacute;"),
        ELEVE,
    ),
    Bomb("200,000 levels", R.TOO_DEEP, Repeated(IN_VALUE, b"<a>", 200_000), ELEVE),
    Bomb("an endless value", R.TOO_LONG, Repeated(IN_VALUE, b"a" * 1000, 50_000), ELEVE),
    Bomb(
        "an endless value passed over",
        R.TOO_LONG,
        Repeated(f'{OPENING}<attr name="x"><value>', b"a" * 1000, 50_000),
        ELEVE,
    ),
    Bomb(
        "an endless attribute",
        R.TOO_LONG,
        Repeated(f'{OPENING}<attr name="', b"a" * 1000, 50_000),
        ELEVE,
    ),
    Bomb(
        "a flood of values",
        R.TOO_MANY_PARTS,
        Repeated(IN_ATTR, b"<value>5001$3A</value>", 1_000_000),
        ELEVE,
    ),
    Bomb("a flood of comments", R.TOO_MANY_PARTS, Repeated(IN_ATTR, b"<!---->", 5_000_000), ELEVE),
    Bomb(
        "forty attributes on a tag",
        R.TOO_MANY_ATTRIBUTES,
        [OPENING.encode(), b"<attr ", b" ".join(b'a%d=""' % each for each in range(40)), b"/>"],
        ELEVE,
    ),
    Bomb("an unknown request", R.MALFORMED_XML, swapped(b"<addRequest>", b"<dropRequest>")),
    Bomb("another root", R.UNKNOWN_ROOT, [PUPIL.replace(b"ficAlimMENESR", b"ficAlim")]),
    Bomb("truncated", R.TRUNCATED, [PUPIL[: PUPIL.index(b"Zo") + 1]], ELEVE),
    Bomb("unclosed", R.MALFORMED_XML, swapped(b"</attr><attr name", b"<attr name"), ELEVE),
    Bomb("NUL in a name", R.NUL_BYTE, swapped(b"Zo", b"Z\0o")),
    Bomb("control character", R.MALFORMED_XML, swapped(b"Zo", b"Z\x01o"), ELEVE),
    Bomb("Latin-1 called UTF-8", R.UNDECODABLE, [PUPIL.decode().encode("iso-8859-1")]),
    Bomb("UTF-16", R.UNKNOWN_ENCODING, [PUPIL.decode().encode("utf-16")]),
    Bomb("unknown encoding", R.UNKNOWN_ENCODING, swapped(b"UTF-8", b"UTF-7")),
    Bomb("empty", R.EMPTY, [b""]),
    Bomb("zip bomb", R.ARCHIVE_BOMB, WithSchools([PUPIL, b" " * 100_000_000])),
    Bomb("zip that lies of its size", R.BAD_ARCHIVE, [lying(zipped((LONE, PUPIL)), 60_000)]),
    Bomb("truncated zip", R.BAD_ARCHIVE, [feed(student("4242"), person())[:-30]]),
    Bomb("nested zip in disguise", R.NESTED_ARCHIVE, WithSchools([zipped(("a.xml", PUPIL))])),
    Bomb("broken in the archive", R.TRUNCATED, WithSchools([PUPIL[:-9]]), ELEVE),
]


def ours(path: Path) -> dict[str, Any]:
    child = in_child("ours", path, child=CHILD)
    assert (child.returncode, child.stderr) == (0, "")
    outcome: dict[str, Any] = json.loads(child.stdout)
    return outcome


@pytest.mark.promise("P8")
@pytest.mark.parametrize("bomb", BOMBS, ids=lambda bomb: bomb.name)
def test_a_hostile_feed_is_refused_and_named(tmp_path: Path, bomb: Bomb, figure: Found) -> None:
    figure(1, "bombs")
    path = bomb.write(tmp_path / LONE)
    outcome = ours(path)
    assert (outcome["code"], outcome["record"]) == (bomb.code, bomb.record)
    assert outcome["message"].startswith(f"Fichier refusé (« {path.name}")
    assert bomb.record is None or bomb.record in outcome["message"]
    assert list((tmp_path / "staging-ours").iterdir()) == []


def test_an_honest_feed_is_read_in_the_same_child(tmp_path: Path) -> None:
    path = tmp_path / "honnête"
    path.write_bytes(feed(student(), person()))
    outcome = ours(path)
    assert (outcome["code"], outcome["items"]) == (None, 3)


def test_the_declared_dtd_alone_is_no_danger(tmp_path: Path) -> None:
    path = tmp_path / "dtd"
    doctype = '<!DOCTYPE ficAlimMENESR SYSTEM "http://127.0.0.1:9/ficAlimMENESR.dtd">'
    path.write_bytes(next(iter(WithSchools([document(student(), head=DECLARATION + doctype)]))))
    outcome = ours(path)
    assert (outcome["code"], outcome["items"]) == (None, 1)
