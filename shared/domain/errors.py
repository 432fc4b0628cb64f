"""What the domain refuses. Each error has a stable English code, part of the API."""

from collections.abc import Sequence
from datetime import timedelta
from math import ceil
from typing import ClassVar

from shared.domain.data_source import DataSource, in_words


class DomainError(Exception):
    """A request the rules refuse; `message` is what a person reads, in French."""

    code: ClassVar[str]
    message: str


class UnknownSchoolError(DomainError):
    """A school that does not exist, or is not the caller's: the two answer alike."""

    code = "school_not_found"
    message = "Cet établissement est introuvable."


class UnknownAccountError(DomainError):
    """An account that does not exist in this school."""

    code = "account_not_found"
    message = "Ce compte est introuvable dans cet établissement."


class UnknownOperationError(DomainError):
    """An operation that does not exist in this school."""

    code = "operation_not_found"
    message = "Cette opération est introuvable dans cet établissement."


class ModuleRequiredError(DomainError):
    """The caller sees this school, with a module that does not give this right."""

    code = "module_required"
    message = "Cette action demande le module d’administration des comptes."


class TroubleshootingRequiredError(DomainError):
    """The table with passwords is the troubleshooting module's (guide §3.5)."""

    code = "troubleshooting_required"
    message = "Cette page demande le module de dépannage des comptes élèves."


class SecondFactorRequiredError(DomainError):
    """Administration asks for a one-time password or the administration's network (guide §1.2)."""

    code = "second_factor_required"
    message = (
        "Le module d’administration demande une authentification avec clé OTP, "
        "ou une connexion depuis le réseau administratif de l’établissement."
    )


class BadClaimsError(DomainError):
    """A token whose claims are not of the agreed shape."""

    code = "bad_claims"
    message = "Le jeton d’accès ne porte pas des droits lisibles."


class BadCursorError(DomainError):
    """A cursor that we did not make, or made for another search."""

    code = "bad_cursor"
    message = "Ce repère de page ne vaut pas pour cette recherche. Relancez la recherche."


class SelectionChangedError(DomainError):
    """The criteria no longer match the number of accounts the person saw."""

    code = "selection_changed"
    message = "La sélection a changé depuis l’affichage. Relancez la recherche avant de confirmer."


class EmptySelectionError(DomainError):
    """Nobody is left to act on once the rules have left accounts out."""

    code = "empty_selection"
    message = "Aucun compte de la sélection n’est concerné par cette action."


class IdempotencyKeyReusedError(DomainError):
    """The same Idempotency-Key came with another request."""

    code = "idempotency_key_reused"
    message = "Cette clé d’idempotence a déjà servi pour une autre demande."


class OperationNotFinishedError(DomainError):
    """A file is asked for before the operation that makes it has ended."""

    code = "operation_not_finished"
    message = "Cette opération est encore en cours : son document n’est pas prêt."


class NoFileError(DomainError):
    """The operation makes no file, or nobody is in it."""

    code = "no_file"
    message = "Cette opération ne produit pas de document."


class FileSweptError(DomainError):
    """The file is about to be 24 hours old: it goes, since it bears passwords (design §7)."""

    code = "file_swept"
    message = "Le document est supprimé dans les 24 heures de sa création."

    def __init__(self, advice: str) -> None:
        super().__init__()
        self.message = f"{type(self).message} {advice}"


class ConcurrentChangeError(DomainError):
    """Something else changed the same record first; asking again is safe."""

    code = "concurrent_change"
    message = "Une autre action vient de modifier ces comptes. Réessayez."


class NamesDifferError(DomainError):
    """The sources of data do not agree on a name (guide §8)."""

    code = "names_differ"
    message = (
        "Le prénom et le nom de famille ne sont pas identiques dans toutes les sources de données."
    )

    def __init__(self, sources: Sequence[DataSource]) -> None:
        super().__init__()
        self.sources = tuple(sources)
        self.message = (
            f"{type(self).message[:-1]} : {in_words(sources)} en donne d’autres. Faites-les "
            "corriger, puis refaites la demande après la prochaine mise à jour des données."
        )


class UsernameUnchangedError(DomainError):
    """The names would give the username there is already (guide §8)."""

    code = "username_unchanged"
    message = "L’identifiant actuel correspond déjà au prénom et au nom de famille."


class UnusableNamesError(DomainError):
    """No username can be made of a name without letters."""

    code = "unusable_names"
    message = "Aucun identifiant ne peut être formé à partir de ce prénom et de ce nom de famille."


class UsernameChangeAppliedError(DomainError):
    """A request can be withdrawn until the night has applied it (guide §8)."""

    code = "username_change_applied"
    message = "Le nouvel identifiant a déjà été attribué : la demande ne peut plus être annulée."


class NoStatisticsError(DomainError):
    """The first night of this school is still to come."""

    code = "statistics_not_computed"
    message = "Les statistiques de cet établissement seront calculées la nuit prochaine."


class BadAddressError(DomainError):
    """An address that letters cannot bear (guide §7); `fault` says what is wrong with it."""

    code = "bad_address"
    message = "Cette adresse ne peut pas figurer dans les courriers."

    def __init__(self, fault: str, message: str) -> None:
        super().__init__()
        self.fault, self.message = fault, message


class NoAddressError(DomainError):
    """There is no address to verify."""

    code = "no_address"
    message = "Aucune adresse n’est renseignée."


class AddressActiveError(DomainError):
    """An address is edited while it is off (guide §7)."""

    code = "address_active"
    message = "Pour modifier l’adresse, désactivez-la d’abord."


class AddressNotVerifiedError(DomainError):
    """Only a verified address is activated (guide §7)."""

    code = "address_not_verified"
    message = "Afin d’activer l’adresse internet renseignée, cette dernière doit être vérifiée."


class DisplayBudgetSpentError(DomainError):
    """More temporary passwords than one person may have displayed in a day."""

    code = "display_budget_spent"
    message = "Vous ne pouvez plus afficher de mots de passe provisoires aujourd’hui."

    def __init__(self, limit: int, wait: timedelta) -> None:
        super().__init__()
        self.message = (
            f"Cet affichage dépasserait les {limit} mots de passe provisoires que vous pouvez "
            "afficher en une journée. Affichez moins de comptes à la fois, passez par un courrier "
            "ou une liste, ou réessayez demain."
        )
        self.retry_after_seconds = ceil(wait.total_seconds())


class BadPeriodError(DomainError):
    """Days that end before they begin, or more of them than traces are kept."""

    code = "bad_period"
    message = "Cette période n’est pas valable."

    def __init__(self, longest_days: int) -> None:
        super().__init__()
        self.message = (
            f"La période doit finir après avoir commencé, et compter {longest_days} jours au plus."
        )


class JournalTooLongError(DomainError):
    """More lines than one file can hold."""

    code = "journal_too_long"
    message = "Cette période compte trop d’actions pour un seul fichier. Choisissez-la plus courte."
