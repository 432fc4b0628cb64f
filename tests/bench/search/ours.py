"""Ours: the handlers as API Gateway calls them."""

import json
import os
import sys
from collections.abc import Mapping
from importlib import import_module
from typing import Any
from urllib.parse import urlencode

from aws_lambda_powertools.utilities.typing import LambdaContext

from shared.adapters.aws import dynamodb_client, secrets_client
from shared.adapters.dynamodb import keys
from shared.adapters.dynamodb.guardian_items import guardian_attributes, link_key, link_sources
from shared.adapters.dynamodb.student_items import student_to_item
from shared.adapters.dynamodb.table import Item, key
from tests.bench.made_up_school import UAI, MadeUpSchool
from tests.bench.search import cases
from tests.bench.search.recorded import Recorded, response, serve

ENVIRONMENT = dict.fromkeys(
    (
        *("TABLE_NAME", "DOCUMENTS_BUCKET", "ROSTER_BUCKET", "OPERATIONS_QUEUE_URL", "KMS_KEY_ID"),
        *("CURSOR_KEY_SECRET_ARN", "STUDENT_PORTAL_URL", "GUARDIAN_PORTAL_URL", "MAIL_SENDER"),
        *("MAIL_CONFIGURATION_SET", "ORIGIN_SECRET_ARN"),
        *("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"),
    ),
    "bench",
) | {
    "ADMIN_NETWORKS": "",
    "DISPLAY_BUDGET": "1000",
    "UNUSUAL_RESETS": "500",
    "AWS_DEFAULT_REGION": "eu-west-3",
    "POWERTOOLS_SERVICE_NAME": "bench",
    "POWERTOOLS_LOG_LEVEL": "CRITICAL",
}


class _Context(LambdaContext):
    def __init__(self) -> None:
        self._function_name = "bench"
        self._memory_limit_in_mb = 1024
        self._invoked_function_arn = "arn:aws:lambda:eu-west-3:123456789012:function:bench"
        self._aws_request_id = "00000000-0000-0000-0000-000000000000"


def main(population: str, times: int) -> None:
    os.environ.update(ENVIRONMENT)
    recorded = recorded_school(cases.school(), population)
    serve(dynamodb_client(), recorded.answer)
    serve(
        secrets_client(),
        lambda request, **_: response(request, b'{"SecretString": "bench"}'),
    )
    found = cases.measured(_search, population, times)
    found |= {"strong units": recorded.units[True], "eventual units": recorded.units[False]}
    json.dump(found, sys.stdout)


def recorded_school(made_up: MadeUpSchool, population: str) -> Recorded:
    """What a search of `population` reads, as our adapters keep it."""
    recorded = Recorded()
    recorded.partition(keys.students(UAI), map(student_to_item, made_up.students))
    if population == "guardians":
        recorded.partition(keys.guardians(UAI), guardian_partition(made_up))
    recorded.item(school_item(made_up))
    return recorded


def guardian_partition(made_up: MadeUpSchool) -> list[Item]:
    accounts = [
        key(keys.guardians(UAI), keys.account(each.account.account_id)) | guardian_attributes(each)
        for each in made_up.guardians
    ]
    links = [
        link_key(UAI, link.guardian_id, link.student_id)
        | {"kinship": {"S": link.kinship}, "sources": link_sources(link)}
        for link in made_up.links
    ]
    return accounts + links


def school_item(made_up: MadeUpSchool) -> Item:
    school = made_up.school
    roster = [0, 0, None, school.class_labels, school.mef_labels]
    return key(keys.school(UAI), keys.SCHOOL_ITEM) | {
        "name": {"S": school.name},
        "roster": {"S": json.dumps(roster)},
    }


def answer_of(function: str, path: str, query: Mapping[str, Any]) -> str:
    """The body that a function answers to who administers the school; `path` is below its own."""
    handler = import_module(f"functions.{function}.handler")
    answer = handler.lambda_handler(_event(f"/schools/{UAI}{path}", query), _Context())
    if answer["statusCode"] != 200:
        raise RuntimeError(answer["body"])
    return str(answer["body"])


def _search(population: str, query: Mapping[str, Any]) -> str:
    function = "search" if population == "students" else population
    return answer_of(function, f"/{population}", query)


def _event(path: str, query: Mapping[str, Any]) -> dict[str, Any]:
    """What API Gateway hands over (payload 2.0), its JWT authorizer having said yes."""
    claims = {
        "sub": "staff-1",
        "educonnect_access": f"administration:{UAI}",
        "amr": "[pwd otp]",
        "exp": "4102444800",
    }
    return {
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": f"/api{path}",
        "rawQueryString": urlencode(query, doseq=True),
        "headers": {"content-type": "application/json"},
        "requestContext": {
            "requestId": "request-1",
            "stage": "$default",
            "http": {"method": "GET", "path": f"/api{path}", "sourceIp": "203.0.113.9"},
            "authorizer": {"jwt": {"claims": claims, "scopes": None}},
        },
        "body": None,
        "isBase64Encoded": False,
    }


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
