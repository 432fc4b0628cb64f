"""The operation worker, the printer and the mail of a function, on its adapters.

What writes a kind of document, or sends mail, is imported by what needs it.
"""

import time
from functools import cache
from typing import TYPE_CHECKING

from shared.api.adapters import (
    document_files,
    now,
    operations,
    outbox,
    people,
    portal_settings,
    schools,
)
from shared.api.vault import password_sealer
from shared.config import config
from shared.domain.identifiers import Uai
from shared.domain.instruction import Population
from shared.domain.operation import Document, Operation
from shared.domain.password import temporary_passwords
from shared.usecases.end_operation import OperationEnding
from shared.usecases.work_operation import OperationWorker

if TYPE_CHECKING:
    from shared.usecases.letter_books import LetterBooks
    from shared.usecases.list_books import ListBooks
    from shared.usecases.print_documents import Binder, DocumentPrinter
    from shared.usecases.send_mails import MailSender


@cache
def operation_worker() -> OperationWorker:
    return OperationWorker(operations(), people(), password_sealer(), temporary_passwords(), now)


def work_inline(operation: Operation) -> Operation:
    """The whole of a small operation, at once."""
    operation_worker().work(operation, may_go_on=lambda: True)
    return operation_ending().finish(operation)


@cache
def operation_ending() -> OperationEnding:
    return OperationEnding(operations(), outbox(), now)


def portals(population: Population, uai: Uai) -> tuple[str, ...]:
    """Where one signs in, by population (guide §7): the first has the QR code.

    A school's own address is read each time a document is made: it stands beside the guardians'
    portal, and in the place of the pupils'. An external pupil's letter is her host's.
    """
    guardians = population is Population.GUARDIANS
    whose = Population.GUARDIANS if guardians else Population.STUDENTS
    own = portal_settings().get(uai, whose).printed_url
    if guardians:
        return (config().guardian_portal_url, *([own] if own else []))
    return (own or config().student_portal_url,)


@cache
def mail_sender() -> "MailSender":
    from shared.adapters.mail.ses_mailer import SesMailer
    from shared.usecases.mail_messages import MailMessages
    from shared.usecases.send_mails import MailSender

    messages = MailMessages(people(), schools(), password_sealer(), portals, now)
    mailer = SesMailer(config().mail_sender, config().mail_configuration_set)
    return MailSender(outbox(), messages, mailer, now, time.sleep)


@cache
def document_printer() -> "DocumentPrinter":
    from shared.usecases.print_documents import DocumentPrinter

    letters, lists = _letter_books(), _list_books()
    binders: dict[Document, Binder] = {
        Document.LETTERS: letters,
        Document.LIST_PDF: lists,
        Document.LIST_CSV: lists,
        Document.LIST_XLSX: lists,
    }
    return DocumentPrinter(operations(), document_files(), password_sealer(), binders)


def _letter_books() -> "LetterBooks":
    from shared.adapters.letters.guardian_letters import write_guardian_letters
    from shared.adapters.letters.student_letters import write_student_letters
    from shared.usecases.letter_books import LetterBooks

    return LetterBooks(people(), schools(), portals, write_student_letters, write_guardian_letters)


def _list_books() -> "ListBooks":
    from shared.adapters.lists import csv_list, pdf_list, xlsx_list
    from shared.usecases.list_books import ListBooks

    formats = {
        Document.LIST_PDF: pdf_list,
        Document.LIST_CSV: csv_list,
        Document.LIST_XLSX: xlsx_list,
    }
    return ListBooks(
        people(),
        schools(),
        {document: each.write_student_list for document, each in formats.items()},
        {document: each.write_guardian_list for document, each in formats.items()},
    )
