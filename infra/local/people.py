"""Who can sign in on the local platform: fictional staff of the demo schools."""

from collections.abc import Sequence
from dataclasses import dataclass

from infra.local.roster_generator.demo import DEMO_FEED_SCHOOLS, DEMO_SCHOOLS

MODULES = ("administration", "troubleshooting")
# The lycée last: it is the one that examples show.
DEMO_UAIS = tuple(school.uai for school in (*DEMO_FEED_SCHOOLS, *DEMO_SCHOOLS))


@dataclass(frozen=True)
class Person:
    """`access` is the claim educonnect_access: `<module>:<uai>`, space separated."""

    sub: str
    name: str
    post: str
    access: str
    amr: Sequence[str] = ("pwd", "otp")


def access_to(module: str, *uais: str) -> str:
    return " ".join(f"{module}:{uai}" for uai in uais)


_COLLEGE, _LYCEE = DEMO_SCHOOLS
_LP, _COLLEGE_2 = DEMO_FEED_SCHOOLS

DEMO_PEOPLE = (
    Person(
        sub="demo-chef-d-etablissement",
        name="Hélène Marchandeau",
        post=f"Cheffe d’établissement : administration, {_COLLEGE.name} et {_LYCEE.name}",
        access=access_to("administration", _COLLEGE.uai, _LYCEE.uai),
    ),
    Person(
        sub="demo-secretaire-cite-scolaire",
        name="Maëlle Trévidic",
        post=f"Secrétaire : administration, {_LP.name} et {_COLLEGE_2.name}",
        access=access_to("administration", _LP.uai, _COLLEGE_2.uai),
    ),
    Person(
        sub="demo-secretaire-lycee",
        name="Yannick Le Guilloux",
        post=f"Secrétaire : administration, {_LYCEE.name}",
        access=access_to("administration", _LYCEE.uai),
    ),
    Person(
        sub="demo-secretaire-college",
        name="Aïssatou N’Diaye-Roux",
        post=f"Secrétaire : administration, {_COLLEGE.name}",
        access=access_to("administration", _COLLEGE.uai),
    ),
    Person(
        sub="demo-enseignant-lycee",
        name="François Brémontier",
        post=f"Enseignant : dépannage, {_LYCEE.name}",
        access=access_to("troubleshooting", _LYCEE.uai),
        amr=("pwd",),
    ),
)
