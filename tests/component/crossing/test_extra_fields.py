"""P5: a field that a request does not have is refused by its name, wherever it stands."""

from dataclasses import replace
from itertools import islice
from typing import Annotated

import pytest
from aws_lambda_powertools.event_handler.openapi.params import Body
from pydantic import BaseModel

from shared.api import request_validation
from shared.api.resolver import build_resolver
from tests.component.crossing.asking import Ask
from tests.component.crossing.extra_fields import (
    asks,
    extra_body_fields,
    extra_fields,
    extra_parameters,
    faults_of,
    outcome_of,
    stored_names,
)
from tests.component.crossing.grid import ROWS
from tests.component.crossing.people import MINE
from tests.component.crossing.routes import Route, routes
from tests.component.crossing.year import Year
from tests.promises.campaign import Found, at_size

_ONE_OF = at_size(full=1, quick=5)


@pytest.mark.promise("P5")
def test_an_extra_field_is_refused_by_its_name(year: Year, figure: Found) -> None:
    everywhere = list(islice(extra_fields(year), 0, None, _ONE_OF))
    figure(len(stored_names(year.land)), "stored names")
    figure(len(everywhere), "extra fields")
    assert [fault for extra in everywhere for fault in faults_of(year, extra)] == []
    assert len(everywhere) >= at_size(full=5_000, quick=1_000)


@pytest.mark.promise("P5")
def test_a_body_means_nothing_to_a_route_that_takes_none(year: Year, figure: Found) -> None:
    body = dict.fromkeys(stored_names(year.land), "1")
    bare = [ask for key in ROWS for ask in asks(year, routes()[key]) if ask.body is None]
    figure(len(bare), "bodies where none is taken")
    for ask in bare:
        assert outcome_of(year, replace(ask, body=body)) == outcome_of(year, ask), ask.route.key


@pytest.mark.twin("P5")
def test_a_model_that_lets_extra_fields_pass_is_seen(year: Year) -> None:
    app = build_resolver()

    class Lax(BaseModel):
        url: str

    @app.put("/schools/<uai>/lax")
    def lax(uai: str, wanted: Annotated[Lax, Body()]) -> None:
        assert uai
        assert wanted.url

    route = Route("PUT /api/schools/{uai}/lax", "PUT", "/schools/{uai}/lax", app.resolve)
    ask = Ask(route, f"/schools/{MINE}/lax", MINE, body={"url": "https://exemple.fr"})
    assert all(faults_of(year, extra) for extra in extra_body_fields(ask, ["version", "uai"]))


@pytest.mark.twin("P5")
def test_a_parameter_that_is_not_looked_at_is_seen(
    year: Year, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(request_validation, "_parameter_faults", lambda _fields, _query: [])
    [ask] = asks(year, routes()["GET /api/schools/{uai}/students"])
    assert all(faults_of(year, extra) for extra in extra_parameters(ask, ["version", "uai"]))
