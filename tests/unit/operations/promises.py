"""What a finished notification must satisfy, whatever happened on its way."""

from collections import Counter

import pypdfium2 as pdfium

from shared.api import vault
from shared.domain.account import Student
from shared.domain.operation import OperationStatus
from shared.domain.password import grouped
from tests.unit.operations.builders import UAI
from tests.unit.operations.service import Service


def violations(service: Service, accounts: int) -> list[str]:
    """What is wrong: with the operation, the accounts, the trace, the letters."""
    students = service.students()
    opened = vault.password_sealer().open
    passwords = {
        account.username: grouped(opened(account)) if account.password else ""
        for account in (student.account for student in students)
    }
    return [
        *_of_the_operation(service, accounts),
        *_of_the_accounts(students, passwords),
        *_of_the_audit(service, students),
        *_of_the_letters(service, passwords),
    ]


def _of_the_operation(service: Service, accounts: int) -> list[str]:
    found = [(each.status, each.done, each.failed) for each in service.operations()]
    expected = [(OperationStatus.SUCCEEDED, accounts, 0)]
    return [] if found == expected else [f"operations: {found}"]


def _of_the_accounts(students: list[Student], passwords: dict[str, str]) -> list[str]:
    wrong = []
    for account in (student.account for student in students):
        if account.generation != 1:
            wrong.append(f"{account.account_id}: generation {account.generation}")
        if not passwords[account.username]:
            wrong.append(f"{account.account_id}: a password nobody can be told")
    return wrong


def _of_the_audit(service: Service, students: list[Student]) -> list[str]:
    prefix = f"{UAI}#AUDIT#"
    traces = Counter(pk.removeprefix(prefix) for pk, _ in service.dynamodb.items if prefix in pk)
    effects = Counter({str(s.account.account_id): s.account.generation for s in students})
    return [] if traces == effects else [f"audit: {sorted((traces - effects) | effects - traces)}"]


def _of_the_letters(service: Service, passwords: dict[str, str]) -> list[str]:
    if len(service.s3.objects) != 1:
        return [f"documents: {len(service.s3.objects)}"]
    [(document, _)] = service.s3.objects.values()
    wrong, seen = [], set()
    for page in _pages(document):
        words = set(page.split())
        [username] = words & set(passwords)
        seen.add(username)
        if passwords[username] not in words:
            wrong.append(f"the letter of {username} has another password")
    return [*wrong, *(f"no letter for {each}" for each in sorted(set(passwords) - seen))]


def _pages(document: bytes) -> list[str]:
    with pdfium.PdfDocument(document) as pdf:
        texts = []
        for page in pdf:
            text_page = page.get_textpage()
            texts.append(text_page.get_text_bounded())
            text_page.close()
            page.close()
        return texts
