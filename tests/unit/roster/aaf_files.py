"""Small files of the académie's feed, written literally, and a way to read them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from shared.adapters.aaf_reader import AafReader
from shared.adapters.roster.aaf_feed import AafFeed
from shared.domain.identifiers import Uai
from shared.domain.roster_problems import Anomaly
from shared.domain.roster_state import Drop
from tests.unit.roster.siecle_files import zipped

UAI, OTHER_UAI, THIRD_UAI = Uai("0750655E"), Uai("0750652B"), Uai("0750653C")
TODAY = date(2024, 9, 10)
DATED = "20240909"
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
DOCTYPE = '<!DOCTYPE ficAlimMENESR SYSTEM "ficAlimMENESR.dtd">\n'
LEGAL = "100$10$1$1$1$0"

Values = str | list[str] | None


def document(*requests: str, head: str = DECLARATION + DOCTYPE) -> bytes:
    return f"{head}<ficAlimMENESR>\n{''.join(requests)}</ficAlimMENESR>".encode()


def valued(values: Values) -> str:
    if values is None:
        return "<value/>"
    return "".join(
        f"<value>{value}</value>" for value in [*([values] if isinstance(values, str) else values)]
    )


def identified(record_id: str) -> str:
    operational = (
        '<operationalAttributes><attr name="categoriePersonne"><value>Eleve</value></attr>'
    )
    return f"{operational}</operationalAttributes><identifier><id>{record_id}</id></identifier>"


def add(record_id: str, attributes: dict[str, Values]) -> str:
    written = "".join(
        f'<attr name="{name}">{valued(values)}</attr>' for name, values in attributes.items()
    )
    body = f"{identified(record_id)}<attributes>{written}</attributes>"
    return f"<addRequest>{body}</addRequest>\n"


def modify(record_id: str, operation: str = "replace", /, **changes: Values) -> str:
    written = "".join(
        f'<modification name="{name}" operation="{operation}">{valued(values)}</modification>'
        for name, values in changes.items()
    )
    body = f"{identified(record_id)}<modifications>{written}</modifications>"
    return f"<modifyRequest>{body}</modifyRequest>\n"


def delete(record_id: str) -> str:
    return f"<deleteRequest>{identified(record_id)}</deleteRequest>\n"


def student(jointure: str = "1", /, **changes: Values) -> str:
    """A pupil's addition; an attribute changed to None is there and empty."""
    return add(
        jointure,
        {
            "ENTPersonJointure": jointure,
            "ENTEleveINE": f"{int(jointure):09d}AB",
            "ENTEleveStructRattachId": f"9{jointure}",
            "sn": "LÉGER",
            "ENTPersonNomPatro": "LÉGER",
            "givenName": "Zoé",
            "ENTPersonDateNaissance": "01/02/2010",
            "ENTPersonStructRattach": "5001",
            "ENTEleveClasses": "5001$3A",
            "ENTEleveGroupes": "5001$LATIN",
            "ENTEleveMEF": "10310019110",
            "ENTElevePersRelEleve": LEGAL,
            "mail": "zoe@example.org",
            **changes,
        },
    )


def person(jointure: str = "100", /, **changes: Values) -> str:
    return add(
        jointure,
        {
            "ENTPersonJointure": jointure,
            "sn": "PETIT",
            "givenName": "Anaïs",
            "personalTitle": "Mme",
            "ENTPersonAdresse": "12 RUE DES LILAS$BAT B",
            "ENTPersonCodePostal": "75011",
            "ENTPersonVille": "PARIS",
            "ENTPersonPays": "FRANCE",
            "mail": "anais.petit@example.org",
            **changes,
        },
    )


def school(jointure: str = "5001", uai: str = UAI, /, **changes: Values) -> str:
    return add(
        jointure,
        {
            "ENTStructureJointure": jointure,
            "ENTStructureUAI": uai,
            "ENTStructureNomCourant": "COLLEGE DES LILAS",
            "street": "1 RUE DU PARC",
            "postalCode": "75011",
            "l": "PARIS",
            "ENTStructureClasses": ["3A$Troisième A$10310019110", "T CAP$Terminale CAP"],
            **changes,
        },
    )


def mef(code: str = "10310019110", label: str = "3EME") -> str:
    return add(code, {"ENTMefJointure": code, "ENTLibelleMef": label})


SCHOOLS = school() + school("5002", OTHER_UAI, ENTStructureClasses="6B$Sixième B")


def name_of(category: str, part: int = 0, *, mode: str = "Complet", dated: str = DATED) -> str:
    return f"ENT_075_{mode}_{dated}_{category}_{part:04d}.xml"


def feed(
    students: str = "",
    persons: str | None = "",
    schools: str = SCHOOLS,
    mefs: str | None = None,
    *,
    mode: str = "Complet",
    dated: str = DATED,
) -> bytes:
    """A whole set, zipped; None leaves the category out."""
    contents = {
        "Eleve": students,
        "PersRelEleve": persons,
        "EtabEducNat": schools,
        "MefEducNat": mefs,
    }
    return zipped(
        *(
            (name_of(category, mode=mode, dated=dated), document(requests))
            for category, requests in contents.items()
            if requests is not None
        )
    )


def delta(students: str = "", persons: str = "", schools: str = "", **changes: str) -> bytes:
    return feed(students, persons, schools, mode="Delta", **changes)


def dropped(folder: Path, content: bytes, name: str = "dépôt.zip") -> Drop:
    digest = sha256(content).hexdigest()
    path = folder / f"{digest[:16]}.bin"
    path.write_bytes(content)
    return Drop(path, name, digest, confirmed=False)


@contextmanager
def opened(
    folder: Path, content: bytes, *, state: Path | None = None, name: str = "dépôt.zip"
) -> Iterator[AafFeed]:
    drop = dropped(folder, content, name)
    with AafReader().opened(drop, folder, today=TODAY, state=state) as found:
        yield found


def told(feed: AafFeed, uai: Uai | None = UAI) -> list[tuple[str, str, str]]:
    """The anomalies of a school, as (code, record, detail)."""
    return [(each.code.value, each.record, each.detail) for each in feed.anomalies(uai)]


def only_anomaly(feed: AafFeed, uai: Uai | None = UAI) -> Anomaly:
    (anomaly,) = feed.anomalies(uai)
    return anomaly


def everything(feed: AafFeed) -> dict[str, Any]:
    """All that the feed says, lines and what a set said of its own requests left out."""
    return {
        "schools": feed.schools(),
        "counts": dict(feed.counts()),
        "none": sorted(told(feed, None)),
        **{each.uai: of_school(feed, each.uai) for each in feed.schools()},
    }


def of_school(feed: AafFeed, uai: Uai) -> dict[str, Any]:
    roster = feed.roster(uai)
    return {
        "kinds": roster.kinds(),
        "students": list(roster.students()),
        "guardians": list(roster.guardians()),
        "guardianships": list(roster.guardianships()),
        "labels": (roster.class_labels(), roster.mef_labels()),
        "counts": roster.counts(),
        "anomalies": sorted(told(feed, uai)),
        "external": list(feed.external_students(uai)),
        "fingerprint": feed.fingerprint(uai),
    }
