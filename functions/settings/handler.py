"""The address a school adds to its letters and e-mails: entered, verified, activated (guide §7)."""

from enum import StrEnum
from functools import cache
from typing import Annotated, Any

from aws_lambda_powertools.event_handler.openapi.params import Body, Path
from aws_lambda_powertools.logging import correlation_paths
from aws_lambda_powertools.utilities.typing import LambdaContext

from shared.adapters.address_checker import LambdaAddressChecker
from shared.api.adapters import now, portal_settings
from shared.api.parameters import SchoolParameter
from shared.api.resolver import build_resolver, caller_of, logger
from shared.api.schemas.settings import (
    ActivationRequest,
    AddressAnswer,
    Addresses,
    AddressRequest,
    SettingsAnswer,
)
from shared.config import Environment, config, read_environment
from shared.domain.identifiers import Uai
from shared.domain.instruction import Population
from shared.usecases.portal_settings import AddressSettings

app = build_resolver()


class WithAddress(StrEnum):
    """The populations that have an address: external students' letters bear their host's."""

    STUDENTS = Population.STUDENTS.value
    GUARDIANS = Population.GUARDIANS.value


PopulationParameter = Annotated[WithAddress, Path()]


class _Settings(Environment, frozen=True):
    """What this function alone is handed."""

    address_check_function: str


@cache
def _checker() -> LambdaAddressChecker:
    return LambdaAddressChecker(read_environment(_Settings).address_check_function)


@app.get(
    "/schools/<uai>/settings",
    operation_id="getSettings",
    summary="The settings of a school",
    tags=["settings"],
)
def settings(uai: SchoolParameter) -> SettingsAnswer:
    caller_of(app).may_administer(Uai(uai))
    known = {each: portal_settings().get(Uai(uai), Population(each)) for each in WithAddress}
    return SettingsAnswer(
        addresses=Addresses(
            students=AddressAnswer.of(known[WithAddress.STUDENTS]),
            guardians=AddressAnswer.of(known[WithAddress.GUARDIANS]),
        ),
        student_portal=config().student_portal_url,
        guardian_portal=config().guardian_portal_url,
    )


@app.put(
    "/schools/<uai>/settings/<population>/address",
    operation_id="changeAddress",
    summary="Enter an address, to be verified",
    tags=["settings"],
)
def edit(
    uai: SchoolParameter,
    population: PopulationParameter,
    wanted: Annotated[AddressRequest, Body()],
) -> AddressAnswer:
    return AddressAnswer.of(_address(uai, population).edit(wanted.url))


@app.post(
    "/schools/<uai>/settings/<population>/address/verification",
    operation_id="verifyAddress",
    summary="Look whether the address answers on the public internet",
    tags=["settings"],
)
def verify(uai: SchoolParameter, population: PopulationParameter) -> AddressAnswer:
    return AddressAnswer.of(*_address(uai, population).verify(_checker().failure_of))


@app.put(
    "/schools/<uai>/settings/<population>/address/activation",
    operation_id="activateAddress",
    summary="Print the verified address in letters, or no longer",
    tags=["settings"],
)
def activate(
    uai: SchoolParameter,
    population: PopulationParameter,
    wanted: Annotated[ActivationRequest, Body()],
) -> AddressAnswer:
    return AddressAnswer.of(_address(uai, population).switch(on=wanted.active))


def _address(uai: str, population: WithAddress) -> AddressSettings:
    caller = caller_of(app)
    caller.may_administer(Uai(uai))
    return AddressSettings(portal_settings(), Uai(uai), Population(population), caller, now())


@logger.inject_lambda_context(correlation_id_path=correlation_paths.API_GATEWAY_HTTP)
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    return app.resolve(event, context)
