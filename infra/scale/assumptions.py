"""What the simulation takes for granted: people, habits, limits, prices.

What actions cost is not here: it is counted (`infra.scale.costs`).
"""

from dataclasses import dataclass

# --- The country ------------------------------------------------------------------------------
COLLEGES, LYCEES = 7_300, 3_700
PUPILS, GUARDIANS = 5_700_000, 9_000_000
COLLEGE_MEAN, LYCEE_MEAN, LARGEST = 480, 600, 3_000
ACADEMIES = 30

# --- What people do ---------------------------------------------------------------------------
HOURS = {8: 14, 9: 18, 10: 16, 11: 12, 12: 4, 13: 8, 14: 12, 15: 8, 16: 5, 17: 3}
"""How the requests of staff fall on the hours of a working day."""
NOTIFICATION_DAYS = (18, 16, 14, 12, 10, 8, 7, 6, 5, 4)
"""How the schools' notifications fall on the ten working days of the start of the year."""
BY_EMAIL = 0.4
"""Guardians told by e-mail; the others by letter."""
PER_SCHOOL_DAILY = {
    "home page": 10,
    "search": 15,
    "search by name": 15,
    "account page": 15,
    "one reset": 4,
    "progress of an operation": 10,
    "download link": 1,
    "page of the journal": 1,
}
SIGN_INS_DAILY = 0.2
"""Of pupils and guardians, each working day."""
SIGN_IN_HOURS = {7: 8, 8: 12, 12: 10, 16: 8, 17: 16, 18: 18, 19: 14, 20: 10, 21: 4}
NEW_USERNAMES_NIGHTLY = 0.02
"""Schools in which the night has a username to change."""
ROSTER_MOVED_NIGHTLY = 1 / 5
"""Schools whose roster has a class moved since the day before; the others drop the same again."""
DROP_HOURS = 2
"""Every school's roster is dropped within so many hours of a usual night."""
FIRST_DROP_HOURS = 8
"""The same for the first rosters of all: one whole night."""
GUARDIANS_AFTER_MINUTES = 5
"""A school notifies its guardians so long after its pupils."""
WORKING_DAYS = 20
NIGHTS = 30

# --- How long things take ---------------------------------------------------------------------
REQUEST_S, TRANSACTION_S, MAIL_S = 0.008, 0.035, 0.030
"""Waiting for AWS: a request, a transaction of a hundred actions, a mail; assumed."""
ACCOUNT_S, INVOCATION_S = 0.0015, 0.100
"""Our own processor time, for each account acted on and for each invocation: `make bench` rounded
up, a search of a large school being the longest invocation that acts on nobody."""
ACCOUNTS_WRITES = 1 / 2
"""Of an action's write units, those on the partition of its school's accounts; the others lie under
keys of their own."""
EVENTS_AT_ONCE = 10
"""Events of accounts that one invocation takes from the queue, as many as it may."""
START_S, STARTS = 1.0, 0.01
"""A cold start, and the invocations of the API that meet one; assumed."""

# --- Limits -----------------------------------------------------------------------------------
CONCURRENCY = 1_000
"""Lambda's default for an account and region."""
NIGHT_CONCURRENCY = 50
"""The night's own, as in template.yaml."""
PARTITION_WRITES, TABLE_WRITES, TABLE_READS = 1_000, 40_000, 40_000
"""Units a second: of one partition key, and an account's default quota for an on-demand table."""
KMS_RATE = 10_000
"""Symmetric requests a second in eu-west-3."""
SES_RATE = 14
"""Mails a second of an account just out of the sandbox; more is asked for."""


@dataclass(frozen=True)
class Price:
    """US dollars for `per` of something."""

    dollars: float
    per: float
    unit: str


PRICES_OF = "eu-west-3, list prices without free tier or tax, November 2026, to be checked"
PRICES = {
    "read_units": Price(0.1485, 1e6, "DynamoDB read request units, on demand"),
    "write_units": Price(0.7423, 1e6, "DynamoDB write request units, on demand"),
    "gb_seconds": Price(0.0000133334, 1, "Lambda GB-seconds, arm64"),
    "invocations": Price(0.20, 1e6, "Lambda requests"),
    "api": Price(1.17, 1e6, "API Gateway HTTP API requests"),
    "kms": Price(0.03, 1e4, "KMS requests"),
    "s3": Price(0.0053, 1e3, "S3 requests, all as the dearer PUT"),
    "sqs": Price(0.40, 1e6, "SQS requests, three a message"),
    "ses": Price(0.10, 1e3, "SES mails"),
    "events": Price(1.00, 1e6, "EventBridge events"),
}
GIGABYTES = 1769 / 1024
"""Of every function, as the largest of them."""
