"""What a finished operation must satisfy, whatever happened on its way."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Protocol

import pypdfium2 as pdfium

from shared.api import vault
from shared.domain.account import Account
from shared.domain.operation import Operation, OperationStatus
from shared.domain.password import grouped
from tests.unit.operations.errands import Errand


class Worked(Protocol):
    """A service that has done its errand, and what can be seen of it."""

    errand: Errand

    def operations(self) -> list[Operation]: ...
    def accounts(self) -> list[Account]: ...
    def traces(self) -> Iterable[str]:
        """The partition of each audit row of an account."""
        ...

    def told(self) -> list[list[str]]:
        """The pages of each document, as text."""
        ...


def violations(service: Worked, count: int) -> list[str]:
    """What is wrong: with the operation, the accounts, the trace, the document."""
    accounts = service.accounts()
    opened = vault.password_sealer().open
    passwords = {
        account.username: grouped(opened(account)) if account.password else ""
        for account in accounts
    }
    return [
        *_of_the_operation(service, count),
        *_of_the_accounts(accounts, passwords, service.errand.generations),
        *_of_the_audit(service, accounts),
        *_of_the_document(service.told(), passwords),
    ]


def _of_the_operation(service: Worked, count: int) -> list[str]:
    found = [(each.status, each.done, each.failed) for each in service.operations()]
    expected = [(OperationStatus.SUCCEEDED, count, 0)]
    return [] if found == expected else [f"operations: {found}"]


def _of_the_accounts(
    accounts: list[Account], passwords: dict[str, str], generations: int
) -> list[str]:
    wrong = []
    for account in accounts:
        if account.generation != generations:
            wrong.append(f"{account.account_id}: generation {account.generation}")
        if generations and not passwords[account.username]:
            wrong.append(f"{account.account_id}: a password nobody can be told")
    return wrong


def _of_the_audit(service: Worked, accounts: list[Account]) -> list[str]:
    traces = Counter(service.traces())
    effects = Counter(f"{a.uai}#AUDIT#{a.account_id}" for a in accounts)
    wrong = (traces - effects) | (effects - traces)
    return [f"audit: {sorted(wrong)}"] if wrong else []


def _of_the_document(documents: Sequence[list[str]], passwords: dict[str, str]) -> list[str]:
    """Letters and lists say a username, then its password, and nobody else's between."""
    if len(documents) != 1:
        return [f"documents: {len(documents)}"]
    [pages] = documents
    known = {word for pair in passwords.items() for word in pair}
    told: dict[str, set[str]] = {}
    username = ""
    for word in (word for page in pages for word in page.split() if word in known):
        if word in passwords:
            username = word
            told.setdefault(username, set())
        else:
            told[username].add(word)
    wrong = [
        f"{each} is told another password"
        for each, said in sorted(told.items())
        if said != {passwords[each]} - {""}
    ]
    return [*wrong, *(f"nothing told to {each}" for each in sorted(set(passwords) - set(told)))]


def pages_of(document: bytes) -> list[str]:
    """The text of each page of a PDF."""
    with pdfium.PdfDocument(document) as pdf:
        texts = []
        for page in pdf:
            text_page = page.get_textpage()
            texts.append(text_page.get_text_bounded())
            text_page.close()
            page.close()
        return texts
