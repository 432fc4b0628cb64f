"""`make nightly`: the night of every school now, and what it has done."""

import json
import sys
import time
from collections.abc import Callable, Mapping
from datetime import datetime

from infra.local.places import RUN
from infra.local.services import PlatformError
from infra.local.stack import Stack, running_stack
from shared.adapters.dynamodb.nights import NightRepository
from shared.adapters.dynamodb.table import Table
from shared.domain.identifiers import Uai
from shared.domain.night import NightReport

POLL_SECONDS = 0.5
WAIT_SECONDS = 600
_EVER = datetime.fromisoformat("9999-12-31T00:00:00+00:00")


def run_night(
    stack: Stack, tell: Callable[[str], None], *, within_seconds: float = WAIT_SECONDS
) -> dict[Uai, NightReport]:
    """Ask for the night of every school, wait for its end, and say what was done in each.

    A school that fails stops no other. Raises PlatformError, after the others, when it cannot
    begin, or when some school's night has failed or not ended in time.
    """
    nights = NightRepository(Table(stack.outputs["TableName"], stack.client("dynamodb")))
    asked_at = _begin(stack)
    waiting = {uai for uai, _ in nights.schools_due(before=_EVER)}
    reports: dict[Uai, NightReport] = {}
    failed: dict[Uai, str] = {}
    deadline = time.monotonic() + within_seconds
    while waiting and time.monotonic() < deadline:
        for uai in sorted(waiting):
            last, failure = nights.last(uai), nights.failure(uai)
            if last is not None and last.ended_at >= asked_at:
                reports[uai] = last.report
                waiting.remove(uai)
                tell(_line(uai, last.report))
            elif failure is not None and failure.at >= asked_at:
                failed[uai] = failure.error
                waiting.remove(uai)
                tell(f"  {uai} : la nuit a échoué ({failure.error}).")
        time.sleep(POLL_SECONDS)
    if waiting or failed:
        raise PlatformError(f"no night for {_named(waiting, failed)}; logs: {stack.logs}")
    return reports


def _named(waiting: set[Uai], failed: Mapping[Uai, str]) -> str:
    late = dict.fromkeys(waiting, "not ended in time")
    return ", ".join(f"{uai} ({why})" for uai, why in sorted({**late, **failed}.items()))


def _begin(stack: Stack) -> datetime:
    answer = stack.client("lambda").invoke(
        FunctionName=stack.outputs["NightlyFunctionName"], Payload=json.dumps({"now": True})
    )
    told = json.loads(answer["Payload"].read())
    if "FunctionError" in answer:
        raise PlatformError(f"the night could not begin: {told}; logs: {stack.logs}")
    return datetime.fromisoformat(told["asked_at"])


def _line(uai: Uai, report: NightReport) -> str:
    return (
        f"  {uai} : {report.students} élèves, {report.external_students} élèves extérieurs, "
        f"{report.guardians} responsables comptés ; identifiants : {report.usernames_changed} "
        f"changés, {report.usernames_refused} refusés ; {report.passwords_expired} mots de passe "
        f"provisoires expirés ; {report.accounts_erased} comptes supprimés."
    )


def main() -> int:
    try:
        reports = run_night(running_stack(RUN.stack), lambda line: print(line, flush=True))
    except PlatformError as error:
        print(f"make nightly: {error}", file=sys.stderr)
        return 1
    print(f"Nuit terminée pour {len(reports)} établissements.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
