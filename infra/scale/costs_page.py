"""The tables of docs/costs.md, written from the counted figures."""

from collections.abc import Iterable

from infra.local.places import ROOT
from infra.scale.costs import Cost, cost_of, counted

DOCUMENT = ROOT / "docs" / "costs.md"
BEGINS, ENDS = "<!-- counted -->", "<!-- end of what is counted -->"
_LYCEE = 3000
_WHOLE_FROM = 10
_FIGURES = (
    "requests",
    "transactions",
    "read_units",
    "write_units",
    "kms",
    "s3",
    "sqs",
    "ses",
    "events",
)
_HEADER = (
    "Action",
    "Accounts",
    "Requests",
    "Transactions",
    "Read units",
    "Write units",
    "KMS",
    "S3",
    "SQS",
    "SES",
    "Bus",
)


def replaced(text: str, begins: str, ends: str, part: str) -> str:
    """`text` with `part` between its two marks."""
    before, _, rest = text.partition(begins)
    _, _, after = rest.partition(ends)
    return f"{before}{begins}\n\n{part}\n\n{ends}{after}"


def page() -> str:
    """The document as it should be."""
    return replaced(DOCUMENT.read_text(encoding="utf-8"), BEGINS, ENDS, _tables())


def table(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    header = tuple(header)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (header, ["---"] * len(header), *rows))


def number(value: float) -> str:
    """Whole numbers whole; of the others, fewer decimals the larger they are: 1 234, 4.2, 0.05."""
    places = 0 if value >= _WHOLE_FROM or value == int(value) else 1 if value >= 1 else 2
    return f"{value:,.{places}f}".replace(",", "\u202f")


def _tables() -> str:
    small, large = sorted(counted())
    names = list(counted()[large])
    lines: list[str] = []
    for pupils in (small, large):
        lines += [f"### A school of {pupils} pupils, counted", ""]
        lines += [table(_HEADER, (_row(name, counted()[pupils][name]) for name in names)), ""]
    lines += [f"### A lycée of {number(_LYCEE)} pupils, on the line through both", ""]
    lines.append(table(_HEADER, (_row(name, cost_of(name, _LYCEE)) for name in names)))
    return "\n".join(lines)


def _row(name: str, cost: Cost) -> list[str]:
    return [name, number(cost.accounts), *(number(getattr(cost, each)) for each in _FIGURES)]
