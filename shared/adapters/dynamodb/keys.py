"""Every key of the table, made here and nowhere else (docs/data-model.md).

What belongs to a school has a partition key that begins with its UAI, so that no query can
return another school's.
"""

from datetime import date, datetime

from shared.domain.identifiers import AccountId, OperationId, Uai

DUE_RESUME = "OPERATION_RESUME"
DUE_FILE_SWEEP = "FILE_SWEEP"
DUE_PROVIDER_EVENT = "PROVIDER_EVENT"
DUE_NIGHT = "NIGHT"
IMPORT_JOBS = "IMPORT_JOBS"
SCHOOL_ITEM = "SCHOOL"
LEASE_ITEM = "LEASE"
FEED_ITEM = "FEED"
ACCOUNTS = "ACCOUNT#"
LINKS = "LINK#"
LATEST = "LATEST"
DAYS = "DAY#"


def school(uai: Uai) -> str:
    return f"{uai}#SCHOOL"


def students(uai: Uai) -> str:
    return f"{uai}#STUDENTS"


def external_students(uai: Uai) -> str:
    """Who is taught in this school and lives in another."""
    return f"{uai}#EXTERNAL_STUDENTS"


def guardians(uai: Uai) -> str:
    return f"{uai}#GUARDIANS"


def addresses(uai: Uai) -> str:
    return f"{uai}#ADDRESSES"


def data_keys(uai: Uai) -> str:
    return f"{uai}#DATA_KEYS"


def operations(uai: Uai) -> str:
    return f"{uai}#OPERATIONS"


def operation_rows(uai: Uai, operation_id: OperationId) -> str:
    return f"{uai}#OPERATION#{operation_id}"


def account_audit(uai: Uai, account_id: AccountId) -> str:
    return f"{uai}#AUDIT#{account_id}"


def operation_audit(uai: Uai) -> str:
    return f"{uai}#AUDIT"


def moment(at: datetime) -> str:
    """How the ids begin of what happened then: they sort by time."""
    return f"{int(at.timestamp() * 1000):012x}"


def idempotency(uai: Uai) -> str:
    return f"{uai}#IDEMPOTENCY"


def imports(uai: Uai) -> str:
    return f"{uai}#IMPORTS"


def import_anomalies(uai: Uai, import_id: str) -> str:
    return f"{uai}#IMPORT#{import_id}"


def provider_events(uai: Uai) -> str:
    """What the identity provider has yet to be told of a school's accounts."""
    return f"{uai}#PROVIDER_EVENTS"


def settings(uai: Uai) -> str:
    return f"{uai}#SETTINGS"


def portal_setting(population: str) -> str:
    """The address that a population's letters bear besides."""
    return f"ADDRESS#{population}"


def statistics(uai: Uai) -> str:
    return f"{uai}#STATISTICS"


def statistics_day(day: date) -> str:
    return f"DAY#{day.isoformat()}"


def day_of(sk: str) -> date:
    return date.fromisoformat(sk.removeprefix(DAYS))


def account(account_id: AccountId | str) -> str:
    """An account inside its school's partition."""
    return f"{ACCOUNTS}{account_id}"


def data_key(number: int) -> str:
    return f"KEY#{number:04d}"


def guardianship(guardian_id: AccountId, student_id: AccountId) -> str:
    return f"LINK#{guardian_id}#{student_id}"


def guardianships(guardian_id: AccountId) -> str:
    """How the links of one guardian begin."""
    return f"LINK#{guardian_id}#"


def selection_chunk(number: int) -> str:
    return f"SELECTION#{number:04d}"


def left_out_chunk(number: int) -> str:
    return f"LEFT_OUT#{number:04d}"


def operation_slice(number: int) -> str:
    return f"SLICE#{number:05d}"


def mail(account_id: AccountId) -> str:
    return f"MAIL#{account_id}"


def username(value: str) -> tuple[str, str]:
    """The whole country's register of usernames: who has this one."""
    return f"USERNAME#{value}", "USERNAME"


def username_stem(stem: str) -> tuple[str, str]:
    """How many have had a username of this stem."""
    return f"USERNAME_STEM#{stem}", "STEM"


def ine(value: str) -> tuple[str, str]:
    """The whole country's register of INEs: whose this one is, and where."""
    return f"INE#{value}", "INE"


def jointure(value: str) -> tuple[str, str]:
    """The whole country's register of the guardians that feeds give: whose this jointure is."""
    return f"JOINTURE#{value}", "JOINTURE"


def feed(feed_id: str) -> str:
    """An académie's feed, apart from any school."""
    return f"FEED#{feed_id}"


def sign_in_attempts(username_digest: str, generation: int) -> tuple[str, str]:
    """Of any username, known or not; a new password has a count of its own."""
    return f"SIGN_IN#{username_digest}", f"ATTEMPTS#{generation:06d}"


def staff_day(staff_digest: str, day: date) -> tuple[str, str]:
    """Of one member of staff, in whatever schools."""
    return f"STAFF_DAY#{staff_digest}", f"DAY#{day.isoformat()}"
