"""The French of the guardians' letters, for each state of the password."""

from shared.adapters.letters.wording import Wording
from shared.domain.account import PasswordDisplay

BESIDE_WINDOW = "Responsable de"


def other_children(count: int) -> str:
    return f"et {count} autres enfants" if count > 1 else "et 1 autre enfant"


def words_of(shown: PasswordDisplay, addresses: int) -> Wording:
    """What a guardian is told, with one or several addresses to choose from."""
    opening = _OPEN_ONE if addresses == 1 else _OPEN_ONE_OF
    if shown is PasswordDisplay.CHOSEN:
        return _activated(opening)
    if shown is PasswordDisplay.TEMPORARY:
        return _first_sign_in(opening)
    expired = shown is PasswordDisplay.EXPIRED
    return _without_password(opening, *(_EXPIRED if expired else _NOT_GIVEN))


_GIVES_ACCESS = (
    "Il vous donne accès, avec un seul identifiant, aux démarches et aux services en ligne."
)
_OPENED = f"Votre établissement vous a ouvert un compte ÉduConnect. {_GIVES_ACCESS}"
_OPEN_ONE = "Ouvrez cette adresse et choisissez « Représentant légal » :"
_OPEN_ONE_OF = "Ouvrez l’une de ces adresses et choisissez « Représentant légal » :"
_TYPE_BOTH = "Saisissez votre identifiant et votre mot de passe provisoire."
_CHOOSE = "Choisissez votre propre mot de passe."
_CONFIRM = (
    "Confirmez votre numéro de téléphone portable ou votre adresse e-mail : l’un ou l’autre vous "
    "servira si vous oubliez votre mot de passe."
)
_CHOOSE_AND_CONFIRM = (
    "Choisissez votre propre mot de passe, puis confirmez votre numéro de téléphone portable ou "
    "votre adresse e-mail."
)
_ASK_FIRST = "Demandez un mot de passe provisoire au secrétariat de l’établissement."
_FORGOTTEN = (
    "Mot de passe oublié ? Renouvelez-le sur la page de connexion, avec votre numéro de "
    "téléphone portable ou l’adresse e-mail que vous avez confirmée."
)
_WITHOUT_SCHOOL = (
    "Vous pouvez aussi créer vous-même votre compte en ligne, ou utiliser FranceConnect."
)

_EXPIRED = ("Expiré", "Il n’a pas été utilisé à temps : demandez-en un nouveau.")
_NOT_GIVEN = ("Non renseigné", "L’établissement ne vous en a pas encore donné.")


def _first_sign_in(opening: str) -> Wording:
    return Wording(
        introduction=_OPENED,
        shown_label="Mot de passe provisoire",
        shown=None,
        remark=None,
        heading="Votre première connexion, en quatre étapes",
        steps=(opening, _TYPE_BOTH, _CHOOSE, _CONFIRM),
        addresses_after=1,
        otherwise=_WITHOUT_SCHOOL,
    )


def _without_password(opening: str, shown: str, remark: str) -> Wording:
    return Wording(
        introduction=_OPENED,
        shown_label="Mot de passe provisoire",
        shown=shown,
        remark=remark,
        heading="Votre première connexion, en quatre étapes",
        steps=(_ASK_FIRST, opening, _TYPE_BOTH, _CHOOSE_AND_CONFIRM),
        addresses_after=2,
        otherwise=_WITHOUT_SCHOOL,
    )


def _activated(opening: str) -> Wording:
    """She renews her password by herself (guide §5.4); FranceConnect may be what she uses."""
    return Wording(
        introduction=f"Votre compte ÉduConnect est déjà activé. {_GIVES_ACCESS}",
        shown_label="Mot de passe",
        shown="Celui que vous avez choisi",
        remark="Il reste valable : ce courrier vous rappelle seulement votre identifiant.",
        heading="Pour vous connecter",
        steps=(
            opening,
            "Saisissez votre identifiant et le mot de passe que vous avez choisi.",
            _FORGOTTEN,
            "Sinon, demandez un mot de passe provisoire au secrétariat de l’établissement.",
        ),
        addresses_after=1,
        otherwise=(
            "Vous pouvez aussi vous connecter avec FranceConnect : si vous le faites déjà, rien ne "
            "change."
        ),
    )
