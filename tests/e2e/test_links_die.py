"""P10: a link opens the document that it names, for five minutes, and nothing else."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

import botocore.auth
import httpx
import pytest

from infra.local.stack import Stack
from shared.adapters.dynamodb.operations import OperationRepository
from shared.adapters.dynamodb.table import Table
from shared.adapters.storage.document_files import LINK_LIFETIME, DocumentFileStore
from shared.domain.identifiers import OperationId, Uai
from shared.domain.operation import Operation
from tests.e2e.secretary import Json, Secretary
from tests.promises.campaign import Found

REFUSED = {400, 403, 405}
MARGIN = timedelta(seconds=60)
"""What a loaded machine may need between the making of a link and its use."""


@dataclass(frozen=True)
class Handed:
    """A link that the API has handed out, and another document of the same school."""

    url: str
    another: str

    def changed(
        self,
        query: Mapping[str, str | None] = MappingProxyType({}),
        *,
        path: str = "",
        host: str = "",
    ) -> str:
        """The link with another place, or with parameters replaced, added, or (None) taken out."""
        parts = urlsplit(self.url)
        asked = {**dict(parse_qsl(parts.query)), **query}
        kept = {name: value for name, value in asked.items() if value is not None}
        parts = parts._replace(path=path or parts.path, netloc=host or parts.netloc)
        return urlunsplit(parts._replace(query=urlencode(kept, quote_via=quote)))


@pytest.fixture
def notified(college_secretary: Secretary) -> Json:
    """A small operation that has letters to hand out."""
    few = [each["account_id"] for each in college_secretary.get("/students", limit=2)["items"]]
    operation: Json = college_secretary.notify({"account_ids": few}).json()
    return operation


@pytest.fixture
def handed(college_secretary: Secretary, notified: Json) -> Handed:
    link, _ = college_secretary.downloaded(notified)
    few = [each["account_id"] for each in college_secretary.get("/students", limit=1)["items"]]
    another = college_secretary.done("account-lists", few, population="students", format="csv")
    other_link, _ = college_secretary.downloaded(another)
    return Handed(link["url"], urlsplit(other_link["url"]).path)


@pytest.mark.promise("P10")
def test_a_link_opens_nothing_but_the_document_that_it_names(
    stack: Stack, handed: Handed, figure: Found
) -> None:
    tries = dict(_altered(stack, handed))
    with httpx.Client(timeout=30) as client:
        answers = {name: client.send(tried).status_code for name, tried in tries.items()}
    assert {name: code for name, code in answers.items() if code not in REFUSED} == {}
    assert httpx.get(handed.url, timeout=30).status_code == httpx.codes.OK
    figure(len(tries), "altered links")


@pytest.mark.promise("P10")
def test_a_link_is_dead_a_second_after_its_five_minutes(
    stack: Stack, college_secretary: Secretary, notified: Json, figure: Found
) -> None:
    college_secretary.downloaded(notified)
    operation = _operation(stack, college_secretary.uai, notified)
    files = DocumentFileStore(stack.outputs["DocumentsBucketName"], stack.client("s3"))
    ages = [LINK_LIFETIME - MARGIN, *(LINK_LIFETIME + timedelta(seconds=s) for s in (1, 60, 3600))]
    opened = [_answer_to_a_link_of(age, files, operation) for age in ages]
    assert opened == [200, 403, 403, 403]
    figure(len(ages) - 1, "dead links")


@pytest.mark.twin("P10")
def test_a_link_that_lives_longer_is_seen(
    stack: Stack, college_secretary: Secretary, notified: Json, monkeypatch: pytest.MonkeyPatch
) -> None:
    college_secretary.downloaded(notified)
    operation = _operation(stack, college_secretary.uai, notified)
    files = DocumentFileStore(stack.outputs["DocumentsBucketName"], stack.client("s3"))
    monkeypatch.setattr("shared.adapters.storage.document_files.LINK_LIFETIME", timedelta(hours=1))
    age = LINK_LIFETIME + timedelta(seconds=1)
    assert _answer_to_a_link_of(age, files, operation) == httpx.codes.OK


@pytest.mark.twin("P10")
def test_a_document_that_anybody_may_read_is_seen(stack: Stack, handed: Handed) -> None:
    # Signed again for each thing that is tried, they all open: what refuses is the signature.
    client = stack.client("s3")
    bucket, _, key = handed.another.lstrip("/").partition("/")
    for method in ("get_object", "head_object"):
        url = client.generate_presigned_url(method, Params={"Bucket": bucket, "Key": key})
        verb = method.partition("_")[0].upper()
        assert httpx.request(verb, url, timeout=30).status_code == httpx.codes.OK


def _altered(stack: Stack, handed: Handed) -> Iterator[tuple[str, httpx.Request]]:
    path = urlsplit(handed.url).path
    bucket, _, key = path.lstrip("/").partition("/")
    others = {
        "another document": handed.another,
        "a document that is not": path[:-1] + ("0" if path[-1] != "0" else "1"),
        "a longer name": f"{path}0",
        "the folder": path.rpartition("/")[0],
        "the bucket": f"/{bucket}",
        "another bucket": f"/{stack.outputs['RosterBucketName']}/{key}",
        "a way around": f"/{bucket}/x/../{key}x",
    }
    for name, other in others.items():
        yield name, httpx.Request("GET", handed.changed(path=other))
    for method in ("HEAD", "PUT", "POST", "DELETE"):
        yield method, httpx.Request(method, handed.url)
    port = urlsplit(handed.url).port
    yield "another host", httpx.Request("GET", handed.changed(host=f"localhost:{port}"))
    yield (
        "said to be another host",
        httpx.Request("GET", handed.url, headers={"Host": "stranger.example"}),
    )
    asked = dict(parse_qsl(urlsplit(handed.url).query))
    later = datetime.now(UTC) + timedelta(hours=1)
    parameters: dict[str, dict[str, str | None]] = {
        "a longer life": {"X-Amz-Expires": "604800"},
        "a second more": {"X-Amz-Expires": "301"},
        "no end": {"X-Amz-Expires": None},
        "a later date": {"X-Amz-Date": later.strftime("%Y%m%dT%H%M%SZ")},
        "an earlier date": {"X-Amz-Date": "20260101T000000Z"},
        "no date": {"X-Amz-Date": None},
        "another file name": {"response-content-disposition": 'attachment; filename="x.pdf"'},
        "shown in the page": {"response-content-disposition": "inline"},
        "kept by caches": {"response-cache-control": "public"},
        "another type": {"response-content-type": "text/html"},
        "a version": {"versionId": "null"},
        "its rights": {"acl": ""},
        "another signature": {"X-Amz-Signature": "0" * 64},
        "a signature cut": {"X-Amz-Signature": asked["X-Amz-Signature"][:-1]},
        "no signature": {"X-Amz-Signature": None},
        "another's key": {"X-Amz-Credential": f"AKIA{asked['X-Amz-Credential'][4:]}"},
        "fewer signed headers": {"X-Amz-SignedHeaders": ""},
        "another algorithm": {"X-Amz-Algorithm": "AWS4-HMAC-SHA1"},
    }
    for name, changed in parameters.items():
        yield name, httpx.Request("GET", handed.changed(changed))
    yield "nothing signed", httpx.Request("GET", handed.url.partition("?")[0])


def _operation(stack: Stack, uai: str, told: Json) -> Operation:
    table = Table(stack.outputs["TableName"], stack.client("dynamodb"))
    found = OperationRepository(table).get(Uai(uai), OperationId(told["operation_id"]))
    assert found is not None
    return found


def _answer_to_a_link_of(age: timedelta, files: DocumentFileStore, operation: Operation) -> int:
    """What a link answers that was made so long ago."""
    with pytest.MonkeyPatch.context() as patched:
        made_at = datetime.now(UTC) - age
        patched.setattr(botocore.auth, "get_current_datetime", lambda: made_at)
        url = files.link(operation)
    return httpx.get(url, timeout=30).status_code
