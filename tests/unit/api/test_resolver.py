"""Requests refused before a route sees them, and errors that say nothing."""

import base64
import json
from io import StringIO
from typing import Annotated, Any

import pytest
from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Body, Query
from aws_lambda_powertools.utilities.typing import LambdaContext
from pydantic import Field

from shared.api.resolver import ApiResolver, build_resolver, logger
from shared.api.schemas.common import Answer, Request
from shared.domain.errors import SelectionChangedError
from shared.domain.student_search import StudentSort

SECRET_TEXT = "bdfkmprtxznc of Chloé Lefèvre"


class Order(Request):
    """What the pretend route takes."""

    names: list[Annotated[str, Field(max_length=5)]]


class Echo(Answer):
    """What the pretend route saw."""

    seen: dict[str, Any]


def _pretend_app() -> ApiResolver:
    app = build_resolver()

    @app.get("/echo")
    def echo(
        q: Annotated[str, Query()] = "",
        code: Annotated[list[str] | None, Query()] = None,
        sort: Annotated[StudentSort, Query()] = StudentSort.NAME,
        limit: Annotated[int, Query(ge=1, le=9)] = 5,
    ) -> Echo:
        return Echo(seen={"q": q, "code": code, "sort": sort, "limit": limit})

    @app.post("/orders")
    def order(body: Annotated[Order, Body()]) -> Echo:
        return Echo(seen={"names": body.names})

    @app.get("/broken")
    def broken() -> Echo:
        return {"secret": SECRET_TEXT}  # type: ignore[return-value]

    @app.get("/crash")
    def crash() -> Echo:
        raise RuntimeError(SECRET_TEXT)

    @app.get("/conflict")
    def conflict() -> Response[Echo]:
        raise SelectionChangedError

    return app


APP = _pretend_app()


def _resolve(
    method: str,
    path: str,
    query: str = "",
    body: str | None = None,
    *,
    content_type: str = "application/json",
    encoded: bool = False,
) -> tuple[int, str, Any]:
    """The status, the content type and the decoded body of an answer."""
    event = {
        "version": "2.0",
        "rawPath": f"/api{path}",
        "rawQueryString": query,
        "queryStringParameters": {"joined": "by,commas"},
        "headers": {"content-type": content_type} if content_type else {},
        "requestContext": {"stage": "$default", "http": {"method": method, "path": path}},
        "body": body,
        "isBase64Encoded": encoded,
    }
    answer = APP.resolve(event, LambdaContext())
    assert answer["headers"]["Cache-Control"] == "no-store"  # of refusals and faults too
    return answer["statusCode"], answer["headers"]["Content-Type"], json.loads(answer["body"])


def _post(body: str | None, **more: Any) -> tuple[int, Any]:
    status, _, answer = _resolve("POST", "/orders", body=body, **more)
    return status, answer


def _invalid(*faults: tuple[str, str, str]) -> dict[str, Any]:
    return {
        "status": 422,
        "code": "invalid_request",
        "detail": f"La demande n’est pas valable : {', '.join(field for field, *_ in faults)}.",
        "errors": [
            {"field": field, "code": code, "detail": detail} for field, code, detail in faults
        ],
    }


TOO_LONG = "Ce texte est trop long."
NOT_ONCE = "Ce paramètre ne se donne qu’une fois."
UNKNOWN = "Ce paramètre n’existe pas."
BAD_JSON = "Le corps de la requête n’est pas du JSON valide."
NOT_AN_OBJECT = "Le corps de la requête doit être un objet JSON."


def test_without_parameters_the_defaults_hold() -> None:
    defaults = {"q": "", "code": None, "sort": "name", "limit": 5}
    assert _resolve("GET", "/echo") == (200, "application/json", {"seen": defaults})


@pytest.mark.parametrize(
    ("query", "seen"),
    [
        ("q=a,b", {"q": "a,b"}),
        ("q=a%2Cb", {"q": "a,b"}),
        ("q=a+b%20c", {"q": "a b c"}),
        ("q=%C3%A9t%C3%A9", {"q": "été"}),
        ("q=a%26q%3Db", {"q": "a&q=b"}),
        ("code=2+nde%2C10&code=1A", {"code": ["2 nde,10", "1A"]}),
        ("code=1A", {"code": ["1A"]}),
        ("code=", {"code": [""]}),
        ("code=a,b", {"code": ["a,b"]}),
        ("sort=school_class&limit=9", {"sort": "school_class", "limit": 9}),
    ],
)
def test_parameters_are_read_from_the_raw_query(query: str, seen: dict[str, Any]) -> None:
    expected = {"q": "", "code": None, "sort": "name", "limit": 5} | seen
    assert _resolve("GET", "/echo", query) == (200, "application/json", {"seen": expected})


@pytest.mark.parametrize(
    ("query", "faults"),
    [
        ("statut=x", [("statut", "unknown_parameter", UNKNOWN)]),
        ("Q=x", [("Q", "unknown_parameter", UNKNOWN)]),
        ("code[]=x", [("code[]", "unknown_parameter", UNKNOWN)]),
        ("q=a&q=a", [("q", "repeated_parameter", NOT_ONCE)]),
        ("sort=name&sort=name", [("sort", "repeated_parameter", NOT_ONCE)]),
        (
            "x=1&limit=1&limit=2",
            [("x", "unknown_parameter", UNKNOWN), ("limit", "repeated_parameter", NOT_ONCE)],
        ),
        ("limit=0", [("limit", "greater_than_equal", "Ce nombre est trop petit.")]),
        ("limit=10", [("limit", "less_than_equal", "Ce nombre est trop grand.")]),
        ("limit=", [("limit", "int_parsing", "Cette valeur n’est pas valable.")]),
        ("sort=age", [("sort", "enum", "Cette valeur n’est pas proposée.")]),
    ],
)
def test_a_parameter_at_fault_is_named(query: str, faults: list[tuple[str, str, str]]) -> None:
    expected = (422, "application/problem+json", _invalid(*faults))
    assert _resolve("GET", "/echo", query) == expected


@pytest.mark.parametrize("query", ["", "q=x"])
def test_an_unknown_address_is_not_found_whatever_its_parameters(query: str) -> None:
    detail = "Cette adresse n’existe pas."
    problem = {"status": 404, "code": "route_not_found", "detail": detail}
    assert _resolve("GET", "/nowhere", query) == (404, "application/problem+json", problem)
    assert _resolve("DELETE", "/echo", query) == (404, "application/problem+json", problem)


@pytest.mark.parametrize(
    "content_type", ["application/json", "Application/JSON; charset=utf-8", ""]
)
def test_a_json_object_is_read(content_type: str) -> None:
    expected = (200, {"seen": {"names": ["Zoé"]}})
    assert _post('{"names": ["Zoé"]}', content_type=content_type) == expected


def test_a_body_that_came_encoded_is_read() -> None:
    encoded = base64.b64encode(b'{"names": []}').decode()
    assert _post(encoded, encoded=True) == (200, {"seen": {"names": []}})


@pytest.mark.parametrize(
    ("body", "encoded", "fault"),
    [
        (None, False, ("body", "missing", "Ce champ est obligatoire.")),
        ("", False, ("body", "missing", "Ce champ est obligatoire.")),
        ("null", False, ("body", "missing", "Ce champ est obligatoire.")),
        ("{", False, ("body", "json_invalid", BAD_JSON)),
        ("[" * 200_000, False, ("body", "json_invalid", BAD_JSON)),
        ("9" * 5_000, False, ("body", "json_invalid", BAD_JSON)),
        ("gA==", True, ("body", "json_invalid", BAD_JSON)),
        ('[{"names": []}]', False, ("body", "dict_type", NOT_AN_OBJECT)),
        ('"names"', False, ("body", "dict_type", NOT_AN_OBJECT)),
        ("0", False, ("body", "dict_type", NOT_AN_OBJECT)),
    ],
    ids=range(10),
)
def test_a_body_that_is_no_json_object_is_refused(
    body: str | None, encoded: bool, fault: tuple[str, str, str]
) -> None:
    assert _post(body, encoded=encoded) == (422, _invalid(fault))


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("{}", ("names", "missing", "Ce champ est obligatoire.")),
        ('{"names": [], "x": 1}', ("x", "extra_forbidden", "Ce champ n’existe pas.")),
        (
            '{"names": ["a", "trop long"]}',
            ("names.1", "string_too_long", "Ce texte est trop long."),
        ),
        ('{"names": "a"}', ("names", "list_type", "Cette valeur n’est pas valable.")),
    ],
)
def test_a_field_at_fault_is_named_and_its_value_is_not_repeated(
    body: str, fault: tuple[str, str, str]
) -> None:
    assert _post(body) == (422, _invalid(fault))


def test_only_the_first_of_many_faults_are_told() -> None:
    status, answer = _post(json.dumps({"names": ["trop long"] * 10_000}))
    expected = [(f"names.{n}", "string_too_long", "Ce texte est trop long.") for n in range(20)]
    assert (status, answer) == (422, _invalid(*expected))


def test_the_name_of_an_unknown_field_is_not_repeated_at_length() -> None:
    _, answer = _post(json.dumps({"names": [], "x" * 100_000: 1}))
    assert answer["errors"][0]["field"] == "x" * 100


@pytest.mark.parametrize(
    "content_type",
    [
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "multipart/form-data; boundary=x",
        "text/plain",
        "application/jsonp",
        "application/xml",
    ],
)
def test_a_body_of_another_type_is_refused(content_type: str) -> None:
    detail = "Le corps doit être du JSON."
    expected = {"status": 415, "code": "json_expected", "detail": detail}
    assert _post('{"names": []}', content_type=content_type) == (415, expected)


def test_a_refusal_of_the_domain_has_its_status_its_code_and_its_french_words() -> None:
    assert _resolve("GET", "/conflict") == (
        409,
        "application/problem+json",
        {
            "status": 409,
            "code": "selection_changed",
            "detail": SelectionChangedError.message,
        },
    )


@pytest.mark.parametrize(
    ("path", "error_type"), [("/crash", "RuntimeError"), ("/broken", "ResponseValidationError")]
)
def test_an_error_of_ours_is_a_500_that_says_nothing_and_a_log_that_quotes_nobody(
    path: str, error_type: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = StringIO()
    monkeypatch.setattr(logger.registered_handler, "stream", log)
    detail = "Une erreur est survenue de notre côté. Réessayez dans un instant."
    problem = {"status": 500, "code": "internal_error", "detail": detail}
    assert _resolve("GET", path) == (500, "application/problem+json", problem)
    logged = json.loads(log.getvalue())
    assert (logged["message"], logged["error_type"]) == ("unexpected_error", error_type)
    assert any("test_resolver.py" in where or "validation.py" in where for where in logged["where"])
    assert "Chloé" not in log.getvalue()
    assert "bdfkmprtxznc" not in log.getvalue()
