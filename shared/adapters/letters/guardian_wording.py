"""The French of the guardians' letters, for each state of the password."""

from shared.adapters.letters.wording import ASK_FIRST, ASK_OTHERWISE, Wording, wording_of
from shared.domain.account import PasswordDisplay

BESIDE_WINDOW = "Responsable de"


def other_children(count: int) -> str:
    return f"et {count} autres enfants" if count > 1 else "et 1 autre enfant"


_GIVES_ACCESS = (
    "Il vous donne accès, avec un seul identifiant, aux démarches et aux services en ligne."
)
_OPENED = f"Votre établissement vous a ouvert un compte ÉduConnect. {_GIVES_ACCESS}"
_BEGUN = f"Vous avez commencé à activer votre compte ÉduConnect. {_GIVES_ACCESS}"
_ACTIVATED = f"Votre compte ÉduConnect est déjà activé. {_GIVES_ACCESS}"
_OPEN_ONE = "Ouvrez cette adresse et choisissez « Représentant légal » :"
_OPEN_ONE_OF = "Ouvrez l’une de ces adresses et choisissez « Représentant légal » :"
_TYPE_BOTH = "Saisissez votre identifiant et votre mot de passe provisoire."
_TYPE_CHOSEN = "Saisissez votre identifiant et le mot de passe que vous avez choisi."
_IF_NONE_CHOSEN = (
    "Vous n’en avez pas encore choisi ? Demandez un mot de passe provisoire au secrétariat de "
    "l’établissement."
)
_CHOOSE = "Choisissez votre propre mot de passe."
_CONFIRM = (
    "Confirmez votre numéro de téléphone portable ou votre adresse email : l’un ou l’autre vous "
    "servira si vous oubliez votre mot de passe."
)
_CHOOSE_AND_CONFIRM = (
    "Choisissez votre propre mot de passe, puis confirmez votre numéro de téléphone portable ou "
    "votre adresse email."
)
_FORGOTTEN = (
    "Mot de passe oublié ? Renouvelez-le sur la page de connexion, avec votre numéro de "
    "téléphone portable ou l’adresse email que vous avez confirmée."
)
_WITHOUT_SCHOOL = (
    "Vous pouvez aussi créer vous-même votre compte en ligne, ou utiliser FranceConnect."
)
_BY_FRANCE_CONNECT = (
    "Vous pouvez aussi vous connecter avec FranceConnect : si vous le faites déjà, rien ne change."
)


def words_of(state: PasswordDisplay, addresses: int) -> Wording:
    """What a guardian is told, with one or several addresses to choose from.

    She renews a password of her choice by herself (guide §5.4); FranceConnect may be what she uses.
    """
    opening = _OPEN_ONE if addresses == 1 else _OPEN_ONE_OF
    if state is PasswordDisplay.CHOSEN:
        return wording_of(
            state,
            introduction=_ACTIVATED,
            steps=(opening, _TYPE_CHOSEN, _FORGOTTEN, ASK_OTHERWISE),
            otherwise=_BY_FRANCE_CONNECT,
        )
    if state is PasswordDisplay.BEING_CHOSEN:
        steps = (opening, _TYPE_CHOSEN, _IF_NONE_CHOSEN, _CONFIRM)
        return wording_of(state, introduction=_BEGUN, steps=steps, otherwise=_BY_FRANCE_CONNECT)
    if state is PasswordDisplay.TEMPORARY:
        steps = (opening, _TYPE_BOTH, _CHOOSE, _CONFIRM)
        return wording_of(state, introduction=_OPENED, steps=steps, otherwise=_WITHOUT_SCHOOL)
    return wording_of(
        state,
        introduction=_OPENED,
        steps=(ASK_FIRST, opening, _TYPE_BOTH, _CHOOSE_AND_CONFIRM),
        addresses_after=2,
        otherwise=_WITHOUT_SCHOOL,
    )
