"""The French of the students' letters, for each state of the password."""

from shared.adapters.letters.wording import ASK_FIRST, ASK_OTHERWISE, Wording, wording_of
from shared.domain.account import PasswordDisplay

BESIDE_WINDOW = "À remettre à"

_GIVES_ACCESS = (
    "Il vous donne accès, avec un seul identifiant, aux services en ligne de votre scolarité."
)
_OPENED = f"Votre établissement vous a ouvert un compte ÉduConnect. {_GIVES_ACCESS}"
_ACTIVATED = f"Votre compte ÉduConnect est déjà activé. {_GIVES_ACCESS}"
_OPEN_ADDRESS = "Ouvrez cette adresse, ou scannez le code ci-contre :"
_TYPE_BOTH = (
    "Choisissez ÉduConnect et le profil « Élève », puis saisissez votre identifiant et votre mot "
    "de passe provisoire."
)
_TYPE_CHOSEN = (
    "Choisissez ÉduConnect et le profil « Élève », puis saisissez votre identifiant et votre mot "
    "de passe."
)
_CHOOSE = "Choisissez votre propre mot de passe : il remplacera le mot de passe provisoire."
_GIVE_EMAIL = "Indiquez une adresse email : elle vous servira si vous oubliez votre mot de passe."
_FORGOTTEN = (
    "Mot de passe oublié ? Demandez-en un autre sur la page de connexion, si vous avez indiqué "
    "une adresse email."
)


def words_of(state: PasswordDisplay) -> Wording:
    """What a student is told."""
    if state is PasswordDisplay.CHOSEN:
        return wording_of(
            state,
            introduction=_ACTIVATED,
            steps=(_OPEN_ADDRESS, _TYPE_CHOSEN, _FORGOTTEN, ASK_OTHERWISE),
        )
    if state is PasswordDisplay.TEMPORARY:
        steps = (_OPEN_ADDRESS, _TYPE_BOTH, _CHOOSE, _GIVE_EMAIL)
        return wording_of(state, introduction=_OPENED, steps=steps)
    steps = (ASK_FIRST, _OPEN_ADDRESS, _TYPE_BOTH, _CHOOSE)
    return wording_of(state, introduction=_OPENED, steps=steps, addresses_after=2)
