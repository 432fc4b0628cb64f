"""Errors as people and scripts read them: `application/problem+json` with a stable code."""

import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from aws_lambda_powertools.event_handler import Response

from shared.domain import errors

STATUS_OF: dict[type[errors.DomainError], HTTPStatus] = {
    errors.UnknownSchoolError: HTTPStatus.NOT_FOUND,
    errors.UnknownAccountError: HTTPStatus.NOT_FOUND,
    errors.UnknownOperationError: HTTPStatus.NOT_FOUND,
    errors.ModuleRequiredError: HTTPStatus.FORBIDDEN,
    errors.TroubleshootingRequiredError: HTTPStatus.FORBIDDEN,
    errors.SecondFactorRequiredError: HTTPStatus.FORBIDDEN,
    errors.BadClaimsError: HTTPStatus.FORBIDDEN,
    errors.BadCursorError: HTTPStatus.BAD_REQUEST,
    errors.SelectionChangedError: HTTPStatus.CONFLICT,
    errors.EmptySelectionError: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.IdempotencyKeyReusedError: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.OperationNotFinishedError: HTTPStatus.CONFLICT,
    errors.NoFileError: HTTPStatus.NOT_FOUND,
    errors.FileSweptError: HTTPStatus.GONE,
    errors.ConcurrentChangeError: HTTPStatus.CONFLICT,
    errors.NamesDifferError: HTTPStatus.CONFLICT,
    errors.UsernameUnchangedError: HTTPStatus.CONFLICT,
    errors.UnusableNamesError: HTTPStatus.CONFLICT,
    errors.BadAddressError: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.NoAddressError: HTTPStatus.CONFLICT,
    errors.AddressActiveError: HTTPStatus.CONFLICT,
    errors.AddressNotVerifiedError: HTTPStatus.CONFLICT,
    errors.NoStatisticsError: HTTPStatus.NOT_FOUND,
    errors.UsernameChangeAppliedError: HTTPStatus.CONFLICT,
    errors.DisplayBudgetSpentError: HTTPStatus.TOO_MANY_REQUESTS,
    errors.BadPeriodError: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.JournalTooLongError: HTTPStatus.UNPROCESSABLE_ENTITY,
}

_MESSAGES = {
    "missing": "Ce champ est obligatoire.",
    "extra_forbidden": "Ce champ n’existe pas.",
    "unknown_parameter": "Ce paramètre n’existe pas.",
    "repeated_parameter": "Ce paramètre ne se donne qu’une fois.",
    "dict_type": "Le corps de la requête doit être un objet JSON.",
    "json_invalid": "Le corps de la requête n’est pas du JSON valide.",
    "email_for_guardians_only": "L’envoi par email est réservé aux responsables.",
    "criteria_of_another_population": "Un de ces critères ne vaut pas pour cette population.",
    "enum": "Cette valeur n’est pas proposée.",
    "literal_error": "Cette valeur n’est pas proposée.",
    "string_too_long": "Ce texte est trop long.",
    "string_too_short": "Ce texte est trop court.",
    "string_pattern_mismatch": "Ce texte n’a pas la forme attendue.",
    "too_long": "Cette liste est trop longue.",
    "too_short": "Cette liste est trop courte.",
    "less_than_equal": "Ce nombre est trop grand.",
    "greater_than_equal": "Ce nombre est trop petit.",
}
_MOST_FAULTS = 20
_LONGEST_FIELD = 100
_OTHER_MESSAGE = "Cette valeur n’est pas valable."


def problem(status: HTTPStatus, code: str, detail: str, **more: Any) -> Response[str]:
    """One error; `detail` is French, for the person."""
    body = {"status": int(status), "code": code, "detail": detail, **more}
    return Response(
        status_code=int(status),
        content_type="application/problem+json",
        body=json.dumps(body, ensure_ascii=False),
    )


def domain_problem(error: errors.DomainError) -> Response[str]:
    """What the domain refuses."""
    answer = problem(STATUS_OF[type(error)], error.code, error.message)
    if isinstance(error, errors.DisplayBudgetSpentError):
        answer.headers["Retry-After"] = str(error.retry_after_seconds)
    return answer


def invalid_request(faults: Sequence[Mapping[str, Any]]) -> Response[str]:
    """A request that is not of the documented shape, field by field; values are not repeated.

    Only the first faults are told: ten thousand malformed ids make one short answer.
    """
    fields = [
        {
            "field": _field_name(fault["loc"]),
            "code": fault["type"],
            "detail": _MESSAGES.get(fault["type"], _OTHER_MESSAGE),
        }
        for fault in faults[:_MOST_FAULTS]
    ]
    names = ", ".join(field["field"] for field in fields)
    return problem(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "invalid_request",
        f"La demande n’est pas valable : {names}.",
        errors=fields,
    )


def _field_name(place: Sequence[str | int]) -> str:
    """`selection.account_ids.0`; a fault of the whole body is named `body`."""
    return ".".join(str(part) for part in place[1:] or place)[:_LONGEST_FIELD]
