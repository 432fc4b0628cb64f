"""The description of the API held against what answers: generated requests, and what is wrong."""

import re
import zlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.strategies import SearchStrategy
from schemathesis import Case, CheckFunction, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.core.parameters import ParameterLocation
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from shared.api.problems import STATUS_OF
from tests.e2e.invalid_query import invalid_parameters

REFUSALS = {*STATUS_OF.values(), HTTPStatus.UNSUPPORTED_MEDIA_TYPE}
"""What « default » stands for in the description: no refusal has another status."""

CHECKS: Sequence[CheckFunction] = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
)

_SEED = 20261128

_LONGEST_ADDRESS = 8000
"""Beyond some 8 kB CloudFront, and the front door that stands for it, refuse by themselves."""

Known = Mapping[str, Sequence[str]]


@dataclass
class Tried:
    """What was asked, by operation, and each answer that was not as described."""

    answers: Counter[tuple[str, int]] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    @property
    def requests(self) -> int:
        return self.answers.total()

    @property
    def operations(self) -> set[str]:
        return {operation for operation, _ in self.answers}

    @property
    def operations_that_did(self) -> set[str]:
        """Those that did, once at least, what they are for."""
        return {operation for operation, status in self.answers if status < HTTPStatus.BAD_REQUEST}


def try_described(
    document: Mapping[str, Any], url: str, token: str, known: Known, *, each: int
) -> Tried:
    """Ask each operation `each` times with valid data, and as often with invalid data.

    `known` has what exists, by parameter of the path: most requests are about that, the others
    about anything. The same code is asked the same.
    """
    schema = schemathesis.openapi.from_dict(_to_the_letter(document))
    tried = Tried()
    with requests.Session() as session:
        session.headers["Authorization"] = f"Bearer {token}"

        def ask(case: Case[Any]) -> None:
            _about_what_is_known(case, known)
            address = _address(case, url)
            if len(address) > _LONGEST_ADDRESS:
                return
            answer = case.call(base_url=url, session=session, timeout=60)
            tried.answers[case.operation.label, answer.status_code] += 1
            taken = answer.status_code < HTTPStatus.BAD_REQUEST
            if taken and (wrong := _invalid(document, case, address)):
                tried.faults.append(f"{case.operation.label}: taken with an invalid {wrong}")
            try:
                case.validate_response(answer, checks=_checks(case))
            except FailureGroup as group:
                tried.faults += [f"{case.operation.label}: {e}" for e in group.exceptions]

        for found in schema.get_all_operations():
            assert isinstance(found, Ok), found
            for mode in GenerationMode:
                _run(ask, found.ok().as_strategy(generation_mode=mode), each)
    return tried


def _run(ask: Callable[[Case[Any]], None], cases: SearchStrategy[Case[Any]], count: int) -> None:
    """Faults are gathered and not raised: one says no less for being made smaller."""
    run = settings(
        max_examples=count,
        phases=[Phase.generate],
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )(given(case=cases)(ask))
    seed(_SEED)(run)()


def _to_the_letter(document: Mapping[str, Any]) -> dict[str, Any]:
    """The description read strictly: refusals by their status, and no field that it does not name.

    It is open where it is published: a field more breaks no client.
    """
    strict = deepcopy(dict(document))
    for methods in strict["paths"].values():
        for operation in methods.values():
            refusal = operation["responses"].pop("default")
            operation["responses"] |= {str(int(status)): refusal for status in REFUSALS}
    for schema in strict["components"]["schemas"].values():
        if "properties" in schema:
            schema.setdefault("additionalProperties", False)
    return strict


def _checks(case: Case[Any]) -> list[CheckFunction]:
    """An invalid body must be refused; of an invalid query, what is invalid as a text too."""
    body = case.meta.components.get(ParameterLocation.BODY) if case.meta else None
    invalid = body is not None and body.mode is GenerationMode.NEGATIVE
    return [*CHECKS, negative_data_rejection] if invalid else [*CHECKS]


def _address(case: Case[Any], url: str) -> str:
    sent = case.as_transport_kwargs(base_url=url)
    prepared = requests.Request(sent["method"], sent["url"], params=sent["params"]).prepare()
    return prepared.url or ""


def _invalid(document: Mapping[str, Any], case: Case[Any], address: str) -> str:
    """The parameters of the query that must be refused."""
    declared = case.operation.definition.raw.get("parameters", [])
    sent = parse_qsl(urlsplit(address).query, keep_blank_values=True)
    return ", ".join(sorted(invalid_parameters(document, declared, sent)))


def _about_what_is_known(case: Case[Any], known: Known) -> None:
    for name, value in case.path_parameters.items():
        case.path_parameters[name] = _known(value, known.get(name, ()))
    selection = case.body.get("selection") if isinstance(case.body, dict) else None
    ids = selection.get("account_ids") if isinstance(selection, dict) else None
    if isinstance(ids, list):
        ids[:] = [_known(value, known["account_id"]) for value in ids]


def _known(value: Any, known: Sequence[str]) -> Any:
    """In the place of most values of the right shape, one that exists."""
    if not known or not isinstance(value, str) or len(value) != len(known[0]):
        return value
    chosen = zlib.crc32(value.encode(errors="replace"))
    if not re.fullmatch("[0-9A-Za-z]+", value, re.ASCII) or chosen % 8 == 0:
        return value
    return known[chosen % len(known)]
