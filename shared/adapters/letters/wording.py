"""The French that all letters share, and what each population says in its own words."""

from dataclasses import dataclass
from datetime import date

from shared.domain.account import PasswordDisplay

SUBJECT = "Votre compte ÉduConnect"
USERNAME = "Identifiant"
SCAN = "Ouvrir l’adresse"

CONFIDENTIAL = (
    "Ce courrier est personnel. Gardez votre mot de passe pour vous : personne n’a à vous le "
    "demander, pas même l’établissement."
)

ASK_FIRST = "Demandez un mot de passe provisoire au secrétariat de l’établissement."
ASK_OTHERWISE = "Sinon, demandez un mot de passe provisoire au secrétariat de l’établissement."

_FIRST_SIGN_IN = "Votre première connexion, en quatre étapes"
_OTHER_HEADINGS = {
    PasswordDisplay.BEING_CHOSEN: "Pour terminer l’activation",
    PasswordDisplay.CHOSEN: "Pour vous connecter",
}
_TEMPORARY_PASSWORD = "Mot de passe provisoire"  # noqa: S105  its label
_ABOUT_PASSWORD: dict[PasswordDisplay, tuple[str, str | None, str | None]] = {
    PasswordDisplay.TEMPORARY: (_TEMPORARY_PASSWORD, None, None),
    PasswordDisplay.EXPIRED: (
        _TEMPORARY_PASSWORD,
        "Expiré",
        "Il n’a pas été utilisé à temps : demandez-en un nouveau.",
    ),
    PasswordDisplay.BEING_CHOSEN: (
        _TEMPORARY_PASSWORD,
        "Déjà utilisé",
        "Il a servi à commencer l’activation et ne fonctionne plus.",
    ),
    PasswordDisplay.CHOSEN: (
        "Mot de passe",
        "Celui que vous avez choisi",
        "Il reste valable : ce courrier vous rappelle seulement votre identifiant.",
    ),
    PasswordDisplay.NONE: (
        _TEMPORARY_PASSWORD,
        "Non renseigné",
        "L’établissement ne vous en a pas encore donné.",
    ),
}

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
    addresses are listed under the step whose number is `addresses_after`. `otherwise` is said
    under the steps: another way than theirs.
    """

    introduction: str
    shown_label: str
    shown: str | None
    remark: str | None
    heading: str
    steps: tuple[str, str, str, str]
    addresses_after: int
    otherwise: str = ""


def wording_of(
    state: PasswordDisplay,
    *,
    introduction: str,
    steps: tuple[str, str, str, str],
    addresses_after: int = 1,
    otherwise: str = "",
) -> Wording:
    """What a population says in a state of the password, with what all say of that state."""
    label, shown, remark = _ABOUT_PASSWORD[state]
    return Wording(
        introduction=introduction,
        shown_label=label,
        shown=shown,
        remark=remark,
        heading=_OTHER_HEADINGS.get(state, _FIRST_SIGN_IN),
        steps=steps,
        addresses_after=addresses_after,
        otherwise=otherwise,
    )
