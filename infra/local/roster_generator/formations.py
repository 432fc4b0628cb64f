"""The formations (MEF) a school offers, and how its pupils divide between them."""

from dataclasses import dataclass, replace
from typing import Final

from infra.local.roster_generator.plan import SchoolKind


@dataclass(frozen=True, slots=True)
class Mef:
    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Formation:
    """Classes that follow the same formation; `share` is their part of the school's pupils."""

    stem: str
    label: str
    level: str
    age: int
    """Age reached in the year of the September, for a pupil on time."""
    share: float
    mefs: tuple[tuple[Mef, float], ...]
    letters: bool = False
    apprentices: bool = False
    alone: bool = False
    """An only class of this formation has no number (`T CAP`)."""


def _mefs(*rows: tuple[str, str, float]) -> tuple[tuple[Mef, float], ...]:
    return tuple((Mef(code, label), weight) for code, label, weight in rows)


def _college(level: str, age: int, codes: tuple[str, str, str], segpa: str) -> list[Formation]:
    ordinary, bilingual, ulis = codes
    name = f"{level}EME"
    classes = _mefs(
        (ordinary, name, 0.74),
        (bilingual, f"{name} BILANGUE", 0.22),
        (ulis, f"{name} ULIS", 0.04),
    )
    return [
        Formation(f"{level} ", f"{level}e", level, age, 0.235, classes, letters=True),
        Formation(
            f"{level} SEGPA",
            f"{level}e SEGPA",
            level,
            age,
            0.015,
            _mefs((segpa, f"{name} SEGPA", 1)),
            alone=True,
        ),
    ]


def _share_out(formations: list[Formation]) -> tuple[Formation, ...]:
    """These formations alone make a whole school."""
    whole = sum(each.share for each in formations)
    return tuple(replace(each, share=each.share / whole) for each in formations)


COLLEGE: Final = (
    *_college("6", 11, ("10010012110", "1001000B11A", "1001000U11A"), "16410002110"),
    *_college("5", 12, ("10110001110", "1011000B11A", "1011000U11A"), "16510002110"),
    *_college("4", 13, ("10210001110", "1021000B11A", "1021000U11A"), "16610002110"),
    *_college("3", 14, ("10310019110", "1031000D11A", "1031000U11A"), "16710002110"),
)

LYCEE: Final = (
    Formation(
        "2 GT ",
        "2nde générale et technologique",
        "2",
        15,
        0.215,
        _mefs(
            ("20010015110", "2DE GENERALE ET TECHNOLOGIQUE", 0.85),
            ("2001001E11A", "2DE GT SECTION EUROPEENNE", 0.15),
        ),
    ),
    Formation(
        "1 G ",
        "1ère générale",
        "1",
        16,
        0.13,
        _mefs(
            ("20110019110", "1ERE GENERALE", 0.8),
            ("2011001E11A", "1ERE GENERALE SECTION EUROPEENNE", 0.2),
        ),
    ),
    Formation(
        "1 STMG ",
        "1ère STMG",
        "1",
        16,
        0.05,
        _mefs(("21131016110", "1ERE STMG SC. & TECHNO. DU MANAGEMENT ET DE LA GESTION", 1)),
    ),
    Formation(
        "1 STI2D ",
        "1ère STI2D",
        "1",
        16,
        0.03,
        _mefs(("21123014110", "1ERE STI2D SC. & TECHNO. DE L'INDUSTRIE", 1)),
        alone=True,
    ),
    Formation(
        "T G ",
        "Terminale générale",
        "T",
        17,
        0.13,
        _mefs(
            ("20211010110", "TERMINALE GENERALE", 0.8),
            ("2021101E11A", "TERMINALE GENERALE SECTION EUROPEENNE", 0.2),
        ),
    ),
    Formation(
        "T STMG ",
        "Terminale STMG",
        "T",
        17,
        0.05,
        _mefs(
            ("21231019110", "TERMINALE STMG MERCATIQUE", 0.5),
            ("21231020110", "TERMINALE STMG GESTION ET FINANCE", 0.3),
            ("21231021110", "TERMINALE STMG RESSOURCES HUMAINES ET COMMUNICATION", 0.2),
        ),
    ),
    Formation(
        "T STI2D ",
        "Terminale STI2D",
        "T",
        17,
        0.03,
        _mefs(
            ("21223014110", "TERMINALE STI2D SYST. INFORMATION & NUMERIQUE", 0.6),
            ("21223015110", "TERMINALE STI2D ENERGIES & ENVIRONNEMENT", 0.4),
        ),
        alone=True,
    ),
    Formation(
        "2 AGORA",
        "2 nde AGORA",
        "2P",
        15,
        0.04,
        _mefs(("24730002111", "2NDPRO METIERS GEST.ADM.TRANSP.LOGIST.", 1)),
        alone=True,
    ),
    Formation(
        "2 MELEC",
        "2 nde MELEC",
        "2P",
        15,
        0.03,
        _mefs(("24725503111", "2NDPRO ELECTRICITE & ENVIRON. CONNECTES", 1)),
        alone=True,
    ),
    Formation(
        "1 AGORA",
        "1 ère AGORA",
        "1P",
        16,
        0.035,
        _mefs(("24830002211", "1PRO ASSIST. A LA GESTION DES ORGANISATIONS", 1)),
        alone=True,
    ),
    Formation(
        "1 MELEC",
        "1 ère MELEC",
        "1P",
        16,
        0.03,
        _mefs(("24825503211", "1PRO ELECTRICITE & ENVIRON. CONNECTES", 1)),
        apprentices=True,
        alone=True,
    ),
    Formation(
        "T AGORA",
        "T AGORA",
        "TP",
        17,
        0.035,
        _mefs(("24830002311", "TPRO ASSIST. A LA GESTION DES ORGANISATIONS", 1)),
        alone=True,
    ),
    Formation(
        "T MELEC",
        "T MELEC",
        "TP",
        17,
        0.03,
        _mefs(("24825503311", "TPRO ELECTRICITE & ENVIRON. CONNECTES", 1)),
        apprentices=True,
        alone=True,
    ),
    Formation(
        "1 CAP",
        "1ère année CAP",
        "1C",
        15,
        0.03,
        _mefs(
            ("24121302321", "1CAP2 ELECTRICIEN", 0.5),
            ("24131213321", "1CAP2 EQUIPIER POLYVALENT DU COMMERCE", 0.3),
            ("24133412321", "1CAP2 CUISINE", 0.2),
        ),
        alone=True,
    ),
    Formation(
        "T CAP",
        "2ème année CAP",
        "TC",
        16,
        0.03,
        _mefs(
            ("24121302322", "2CAP2 ELECTRICIEN", 0.5),
            ("24131213322", "2CAP2 EQUIPIER POLYVALENT DU COMMERCE", 0.3),
            ("24133412322", "2CAP2 CUISINE", 0.2),
        ),
        apprentices=True,
        alone=True,
    ),
    Formation(
        "1BTS SIO",
        "BTS SIO 1ère année",
        "1B",
        18,
        0.0175,
        _mefs(("32132609421", "1BTS2 SERVICES INFORMATIQUES ORGANISATIONS", 1)),
        alone=True,
    ),
    Formation(
        "1BTS CG",
        "BTS CG 1ère année",
        "1B",
        18,
        0.0175,
        _mefs(("32131409421", "1BTS2 COMPTABILITE ET GESTION", 1)),
        alone=True,
    ),
    Formation(
        "2BTS SIO",
        "BTS SIO 2ème année",
        "2B",
        19,
        0.0175,
        _mefs(
            ("32132610422", "2BTS2 SIO SOLUTIONS LOGICIELLES", 0.6),
            ("32132611422", "2BTS2 SIO INFRASTRUCTURES & RESEAUX", 0.4),
        ),
        alone=True,
    ),
    Formation(
        "2BTS CG",
        "BTS CG 2ème année",
        "2B",
        19,
        0.0175,
        _mefs(("32131409422", "2BTS2 COMPTABILITE ET GESTION", 1)),
        apprentices=True,
        alone=True,
    ),
)

LP: Final = _share_out([each for each in LYCEE if each.level in {"2P", "1P", "TP", "1C", "TC"}])

FORMATIONS: Final[dict[SchoolKind, tuple[Formation, ...]]] = {
    "college": COLLEGE,
    "lycee": LYCEE,
    "lp": LP,
}
