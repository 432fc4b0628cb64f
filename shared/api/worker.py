"""The operation worker and the letter printer of a function, on its adapters."""

from functools import cache

from shared.api.adapters import letter_files, now, operations, schools, students
from shared.api.vault import password_sealer
from shared.config import config
from shared.domain.operation import Operation
from shared.domain.password import temporary_passwords
from shared.usecases.print_letters import LetterPrinter
from shared.usecases.work_operation import OperationWorker


@cache
def operation_worker() -> OperationWorker:
    return OperationWorker(operations(), students(), password_sealer(), temporary_passwords(), now)


def work_inline(operation: Operation) -> Operation:
    """The whole of a small operation, at once."""
    operation_worker().work(operation, may_go_on=lambda: True)
    return operation_worker().finished(operation)


@cache
def letter_printer() -> LetterPrinter:
    """Imported where letters are made only: it brings ReportLab."""
    from shared.adapters.letters.student_letters import (  # noqa: PLC0415  heavy, and rarely needed
        write_student_letters,
    )

    return LetterPrinter(
        operations(),
        students(),
        schools(),
        password_sealer(),
        letter_files(),
        write_student_letters,
        config().student_portal_url,
    )
