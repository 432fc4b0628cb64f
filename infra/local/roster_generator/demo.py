"""The invented schools of the demonstration.

Two export their own rosters: a collège of 500 pupils, a lycée of 3,000. Two smaller ones are
known from the académie's feed alone: they share families, and the second teaches some of the
first one's pupils.
"""

from datetime import date
from typing import Final

from infra.local.roster_generator.academy import AcademyPlan, FeedSchool, Hosting
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

DEMO_FEED_SCHOOLS: Final = (
    SchoolPlan(
        uai=uai_of("0450833"),
        name="Lycée professionnel Simone-Biaggi",
        kind="lp",
        students=120,
        seed=833,
        exported_on=_EXPORTED_ON,
        address_1="37 rue de l’Argonne",
        address_3="45400 FLEURY-LES-AUBRAIS",
        postal_code="45400",
        town="Fleury-les-Aubrais",
    ),
    SchoolPlan(
        uai=uai_of("0450844"),
        name="Collège Ernest-Lafaurie",
        kind="college",
        students=120,
        seed=844,
        exported_on=_EXPORTED_ON,
        address_1="5 allée du Petit-Pont",
        address_3="45160 OLIVET",
        postal_code="45160",
        town="Olivet",
    ),
)

DEMO_FEED: Final = AcademyPlan(
    feed_id="DEMO",
    seed=833,
    dated=_EXPORTED_ON,
    guardians=370,
    schools=tuple(
        FeedSchool(plan, uai=plan.uai, jointure=str(8001 + place))
        for place, plan in enumerate(DEMO_FEED_SCHOOLS)
    ),
    hostings=(Hosting(home=0, host=1, students=25),),
)
