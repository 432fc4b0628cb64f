"""The French of the letters, one wording for each thing that is said about the password."""

from dataclasses import dataclass
from datetime import date

from shared.domain.account import PasswordDisplay

SUBJECT = "Votre compte ÉduConnect"
DELIVER_TO = "À remettre à"
USERNAME = "Identifiant"
SCAN = "Ouvrir l’adresse"
NO_CLASS = "Sans classe"

CONFIDENTIAL = (
    "Ce courrier est personnel. Gardez votre mot de passe pour vous : personne n’a à vous le "
    "demander, pas même l’établissement."
)

_MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août"),
    *("septembre", "octobre", "novembre", "décembre"),
)


def in_full(day: date) -> str:
    """A date as a letter writes it: 1er septembre 2026."""
    ordinal = "1er" if day.day == 1 else str(day.day)
    return f"{ordinal} {_MONTHS[day.month - 1]} {day.year}"


def usable_until(day: date) -> str:
    return f"À utiliser avant le {in_full(day)} et à changer à la première connexion."


def whom_to_ask(school_name: str) -> str:
    return f"Une question, une difficulté ? Adressez-vous au secrétariat : {school_name}."


@dataclass(frozen=True, slots=True)
class Wording:
    """What changes with the state of the password.

    `shown` stands in the place of the password, None where each letter has its own. The
    addresses are listed under the step whose number is `addresses_after`.
    """

    introduction: str
    shown_label: str
    shown: str | None
    remark: str | None
    heading: str
    steps: tuple[str, str, str, str]
    addresses_after: int


_OPENED = (
    "Votre établissement vous a ouvert un compte ÉduConnect. Il vous donne accès, avec un seul "
    "identifiant, aux services en ligne de votre scolarité."
)
_OPEN_ADDRESS = "Ouvrez cette adresse, ou scannez le code ci-contre :"
_TYPE_BOTH = (
    "Choisissez ÉduConnect, puis saisissez votre identifiant et votre mot de passe provisoire."
)
_CHOOSE = "Choisissez votre propre mot de passe : il remplacera le mot de passe provisoire."
_GIVE_EMAIL = "Indiquez une adresse e-mail : elle vous servira si vous oubliez votre mot de passe."
_FORGOTTEN = (
    "Mot de passe oublié ? Demandez-en un autre sur la page de connexion, si vous avez indiqué "
    "une adresse e-mail."
)
_ASK_FIRST = "Demandez un mot de passe provisoire au secrétariat de l’établissement."

WORDING = {
    PasswordDisplay.TEMPORARY: Wording(
        introduction=_OPENED,
        shown_label="Mot de passe provisoire",
        shown=None,
        remark=None,
        heading="Votre première connexion, en quatre étapes",
        steps=(_OPEN_ADDRESS, _TYPE_BOTH, _CHOOSE, _GIVE_EMAIL),
        addresses_after=1,
    ),
    PasswordDisplay.EXPIRED: Wording(
        introduction=_OPENED,
        shown_label="Mot de passe provisoire",
        shown="Expiré",
        remark="Il n’a pas été utilisé à temps : demandez-en un nouveau.",
        heading="Votre première connexion, en quatre étapes",
        steps=(_ASK_FIRST, _OPEN_ADDRESS, _TYPE_BOTH, _CHOOSE),
        addresses_after=2,
    ),
    PasswordDisplay.CHOSEN: Wording(
        introduction=(
            "Votre compte ÉduConnect est déjà activé. Il vous donne accès, avec un seul "
            "identifiant, aux services en ligne de votre scolarité."
        ),
        shown_label="Mot de passe",
        shown="Celui que vous avez choisi",
        remark="Il reste valable : ce courrier vous rappelle seulement votre identifiant.",
        heading="Pour vous connecter",
        steps=(
            _OPEN_ADDRESS,
            "Choisissez ÉduConnect, puis saisissez votre identifiant et votre mot de passe.",
            _FORGOTTEN,
            "Sinon, demandez un mot de passe provisoire au secrétariat de l’établissement.",
        ),
        addresses_after=1,
    ),
    PasswordDisplay.NONE: Wording(
        introduction=_OPENED,
        shown_label="Mot de passe provisoire",
        shown="Non renseigné",
        remark="L’établissement ne vous en a pas encore donné.",
        heading="Votre première connexion, en quatre étapes",
        steps=(_ASK_FIRST, _OPEN_ADDRESS, _TYPE_BOTH, _CHOOSE),
        addresses_after=2,
    ),
}
