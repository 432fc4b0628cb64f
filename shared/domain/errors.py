"""What the domain refuses. Each error has a stable English code, part of the API."""

from typing import ClassVar


class DomainError(Exception):
    """A request the rules refuse; `message` is what a person reads, in French."""

    code: ClassVar[str]
    message: ClassVar[str]


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
    """The file is older than 24 hours: it was deleted, since it bore passwords (design §7)."""

    code = "file_swept"
    message = (
        "Le document a été supprimé 24 heures après sa création. Relancez la notification : "
        "les mots de passe provisoires encore valables sont conservés."
    )


class ConcurrentChangeError(DomainError):
    """Something else changed the same record first; asking again is safe."""

    code = "concurrent_change"
    message = "Une autre action vient de modifier ces comptes. Réessayez."
