"""The two invented schools of the demonstration: a collège of 500 pupils, a lycée of 3,000."""

from datetime import date
from typing import Final

from infra.local.roster_generator.plan import SchoolPlan, uai_of

_EXPORTED_ON: Final = date(2026, 10, 5)

DEMO_SCHOOLS: Final = (
    SchoolPlan(
        uai=uai_of("0450801"),
        name="Collège Jeanne-Villepreux",
        kind="college",
        students=500,
        seed=801,
        exported_on=_EXPORTED_ON,
        address_1="14 rue des Frères-Lumière",
        address_3="45140 SAINT-JEAN-DE-LA-RUELLE",
        postal_code="45140",
        town="Saint-Jean-de-la-Ruelle",
    ),
    SchoolPlan(
        uai=uai_of("0450822"),
        name="Lycée polyvalent Auguste-Rodin",
        kind="lycee",
        students=3000,
        seed=822,
        exported_on=_EXPORTED_ON,
        address_1="2 avenue de l’Île-aux-Canes",
        address_2="BP 20117",
        address_3="45071 ORLEANS CEDEX 2",
        postal_code="45071",
        town="Orléans",
    ),
)
