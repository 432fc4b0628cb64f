"""The French of the students' letters, for each state of the password."""

from shared.adapters.letters.wording import Wording
from shared.domain.account import PasswordDisplay

BESIDE_WINDOW = "À remettre à"

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
