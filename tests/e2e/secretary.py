"""What a secretary does, through the real API: the words of the journeys."""

import time
from dataclasses import dataclass
from typing import Any

import httpx
import pypdfium2

Json = dict[str, Any]


@dataclass
class Secretary:
    """Speaks for one member of staff of one school."""

    client: httpx.Client
    uai: str

    def get(self, path: str, **params: Any) -> Json:
        return self._json(self.client.get(f"/schools/{self.uai}{path}", params=params))

    def all_students(self, **criteria: Any) -> list[Json]:
        """Every page of a search."""
        found: list[Json] = []
        cursor: Json = {}
        while True:
            page = self.get("/students", limit=200, **criteria, **cursor)
            found += page["items"]
            if page["next_cursor"] is None:
                assert len(found) == page["total"]
                return found
            cursor = {"cursor": page["next_cursor"]}

    def notify(self, selection: Json, *, key: str | None = None, **more: Any) -> httpx.Response:
        headers = {"Idempotency-Key": key} if key else {}
        body = {"population": "students", "selection": selection, "channel": "letter", **more}
        return self.client.post(f"/schools/{self.uai}/notifications", json=body, headers=headers)

    def followed(self, operation: Json, *, within_seconds: float = 120) -> tuple[Json, list[int]]:
        """The operation once it has ended, with the progress that was seen meanwhile."""
        seen: list[int] = []
        deadline = time.monotonic() + within_seconds
        while time.monotonic() < deadline:
            now = self.get(f"/operations/{operation['operation_id']}")
            seen.append(now["done"])
            if now["status"] in {"SUCCEEDED", "PARTIAL", "FAILED"}:
                return now, seen
            time.sleep(0.2)
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


def page_texts(document: bytes) -> list[str]:
    """The text of each page of a PDF."""
    pdf = pypdfium2.PdfDocument(document)
    try:
        return [page.get_textpage().get_text_bounded() for page in pdf]
    finally:
        pdf.close()
