"""Private: the identity provider asks whether what was typed is a temporary password.

No route leads here; who may invoke it is said in template.yaml. Neither the username nor the
password typed goes to any log.
"""

import time
from functools import cache
from typing import Any

import msgspec
from aws_lambda_powertools import Logger
from aws_lambda_powertools.utilities.typing import LambdaContext

from shared.adapters.dynamodb.account_register import AccountRegisterRepository
from shared.adapters.dynamodb.sign_in_attempts import SignInAttemptRepository
from shared.adapters.encryption.password_comparison import PasswordComparison
from shared.api.adapters import now, table
from shared.api.background import failing_quietly
from shared.api.vault import password_sealer
from shared.usecases.check_credential import CheckResult, CredentialCheck, check_credential

logger = Logger()

ANSWER_AFTER_SECONDS = 0.15
"""No answer comes sooner: opening a school's data key takes a few hundredths of a second, which
would tell a username that exists from one that does not."""


class _Asked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    username: str
    password: str


@cache
def _comparison() -> PasswordComparison:
    return PasswordComparison(password_sealer())


@logger.inject_lambda_context
@failing_quietly
def lambda_handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """The answer of docs/identity-provider.md; a request of another shape is an error."""
    began = time.monotonic()
    asked = msgspec.convert(event, _Asked)
    check = check_credential(
        AccountRegisterRepository(table()),
        SignInAttemptRepository(table()),
        _comparison().matches,
        username=asked.username,
        password=asked.password,
        at=now(),
    )
    logger.info("credential_checked", result=check.result.value, account_id=check.examined)
    time.sleep(max(0.0, began + ANSWER_AFTER_SECONDS - time.monotonic()))
    return _answer(check)


def _answer(check: CredentialCheck) -> dict[str, Any]:
    answer: dict[str, Any] = {"result": check.result.value}
    if check.account_id:
        answer["account_id"] = check.account_id
    if check.result is CheckResult.ACCEPTED:
        answer["must_change"] = True
    if check.retry_at:
        answer["retry_at"] = check.retry_at.isoformat()
    return answer
