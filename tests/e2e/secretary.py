"""What a secretary does, through the real API: the words of the journeys."""

import codecs
import csv
import io
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import httpx
import pypdfium2

from infra.local.stack import Stack
from tests.e2e.canaries import SESSION

Json = dict[str, Any]


@dataclass
class Secretary:
    """Speaks for one member of staff of one school."""

    client: httpx.Client
    uai: str

    def get(self, path: str, **params: Any) -> Json:
        return self._json(self.client.get(f"/schools/{self.uai}{path}", params=params))

    def all_students(self, **criteria: Any) -> list[Json]:
        """Every page of a search of students."""
        return self.every("/students", **criteria)

    def every(self, path: str, **criteria: Any) -> list[Json]:
        """Every page of a search."""
        found: list[Json] = []
        cursor: Json = {}
        while True:
            page = self.get(path, limit=200, **criteria, **cursor)
            found += page["items"]
            if page["next_cursor"] is None:
                assert len(found) == page["total"]
                return found
            cursor = {"cursor": page["next_cursor"]}

    def notify(self, selection: Json, *, key: str | None = None, **more: Any) -> httpx.Response:
        headers = {"Idempotency-Key": key} if key else {}
        body = {"population": "students", "selection": selection, "channel": "letter", **more}
        return self.client.post(f"/schools/{self.uai}/notifications", json=body, headers=headers)

    def done(self, what: str, ids: Sequence[str], *, population: str, **more: Any) -> Json:
        """Ask for an action on named accounts, and wait for its end."""
        body = {"population": population, "selection": {"account_ids": list(ids)}, **more}
        answer = self.client.post(f"/schools/{self.uai}/{what}", json=body)
        assert answer.status_code in {200, 202}, answer.text
        asked: Json = answer.json()
        if asked["status"] in {"SUCCEEDED", "PARTIAL", "FAILED"}:
            return asked
        return self.followed(asked)[0]

    def lines(self, ids: Sequence[str], *, population: str) -> list[list[str]]:
        """The rows of the CSV list of some accounts, titles included."""
        listed = self.done("account-lists", ids, population=population, format="csv")
        _, document = self.downloaded(listed)
        assert document.startswith(codecs.BOM_UTF8)
        return list(csv.reader(io.StringIO(document.decode("utf-8-sig")), delimiter=";"))

    def not_notified(self, count: int) -> list[Json]:
        """Some pupils nobody has been told of yet."""
        return list(self.get("/students", status="NOT_NOTIFIED", limit=count)["items"])

    def guests_not_notified(self, count: int) -> list[Json]:
        """Some pupils of other schools taught here, whom nobody has been told of yet."""
        criteria = {"status": "NOT_NOTIFIED", "limit": count}
        return list(self.get("/external-students", **criteria)["items"])

    def guardians_not_notified(self, count: int, **criteria: Any) -> list[Json]:
        """As many different guardians nobody has been told of, each as a row with a pupil."""
        rows = self.get("/guardians", status="NOT_NOTIFIED", limit=4 * count, **criteria)["items"]
        by_guardian = {row["guardian"]["account_id"]: row for row in rows}
        return list(by_guardian.values())[:count]

    def followed(
        self, operation: Json, *, within_seconds: float = 120, every_seconds: float = 0.2
    ) -> tuple[Json, list[int]]:
        """The operation once it has ended, with the progress that was seen meanwhile."""
        seen: list[int] = []
        deadline = time.monotonic() + within_seconds
        while time.monotonic() < deadline:
            now = self.get(f"/operations/{operation['operation_id']}")
            seen.append(now["done"])
            if now["status"] in {"SUCCEEDED", "PARTIAL", "FAILED"}:
                return now, seen
            time.sleep(every_seconds)
        raise AssertionError(f"operation {operation['operation_id']} has not ended: {seen[-1:]}")

    def downloaded(self, operation: Json) -> tuple[Json, bytes]:
        """The link as the API gives it, and the document behind it."""
        path = f"/schools/{self.uai}/operations/{operation['operation_id']}/download"
        link = self._json(self.client.post(path))
        document = httpx.get(link["url"], timeout=60)
        assert document.status_code == httpx.codes.OK, document.text
        return link, document.content

    def password_of(self, account_id: str) -> str:
        """The temporary password that the student's page shows."""
        password = self.get(f"/students/{account_id}")["password"]
        assert password["display"] == "TEMPORARY", password
        return str(password["text"])

    @staticmethod
    def _json(response: httpx.Response) -> Json:
        assert response.status_code == httpx.codes.OK, response.text
        answer: Json = response.json()
        return answer


def signed_in(stack: Stack, uai: str, module: str = "administration") -> httpx.Client:
    """A client of the API: administration with a second factor, troubleshooting without."""
    amr = ("pwd", "otp") if module == "administration" else ("pwd",)
    headers = {"Authorization": f"Bearer {stack.token(f'{module}:{uai}', amr)}"}
    return httpx.Client(
        base_url=stack.api, headers=headers, timeout=60, event_hooks=SESSION.watching()
    )


def page_texts(document: bytes) -> list[str]:
    """The text of each page of a PDF."""
    pdf = pypdfium2.PdfDocument(document)
    try:
        return [page.get_textpage().get_text_bounded() for page in pdf]
    finally:
        pdf.close()
