"""P9 for operations: no password in the table, the queue, the logs or the names of objects."""

import pytest

from shared.api import vault
from shared.domain.password import grouped
from tests.unit.operations.service import Service


def test_passwords_and_names_stay_out_of_everything_but_the_letters(
    service: Service, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    service.store(60)
    _, answer = service.ask()
    messages = list(service.sqs.sent)
    service.deliver_all()

    people = service.students()
    clear = [vault.password_sealer().open(student.account) for student in people]
    passwords = {form for each in clear for form in (each, grouped(each))}
    persons = {
        word
        for student in people
        for word in (student.family_name, student.first_name, student.account.username)
    }
    out, err = capfd.readouterr()
    logged = out + err + "".join(str(record.__dict__) for record in caplog.records)
    assert "operation_finished" in logged
    elsewhere = " ".join([*messages, str(answer), logged, *service.s3.objects])
    assert [word for word in passwords | persons if word in elsewhere] == []
    table = repr(service.dynamodb.items)
    assert [word for word in passwords if word in table] == []
    [(_, metadata)] = service.s3.objects.values()
    assert list(metadata) == ["fingerprint"]
    assert len(metadata["fingerprint"]) == 64
