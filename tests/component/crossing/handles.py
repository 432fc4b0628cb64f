"""What requests name: the ids, words and cursors by which a school's things can be asked for."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from types import MappingProxyType

from shared.domain.identifiers import Uai

UNKNOWN_SCHOOL = Uai("9999999Z")
_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Handles:
    """One thing of each kind; `cursors` by the key of the route that gave them."""

    student: str
    guest: str
    guardian: str
    operation: str
    name: str
    username: str
    school_class: str
    mef: str
    home: str
    idempotency_key: str
    cursors: Mapping[str, str] = _NOTHING

    def texts(self) -> Iterator[str]:
        """All but the cursors, in one order."""
        for each in fields(self):
            if each.name != "cursors":
                yield getattr(self, each.name)

    def written(self, how: Callable[[str], str]) -> "Handles":
        """The same things, each written in another way."""
        words = {each.name: how(getattr(self, each.name)) for each in fields(self)[:-1]}
        return replace(self, **words, cursors={k: how(v) for k, v in self.cursors.items()})


def nobody(cursors: Mapping[str, str]) -> Handles:
    """Things of the shape of real ones that are nowhere; `cursors` are real ones with a flaw."""
    return Handles(
        student="0000000000nobody",
        guest="00000000nobody02",
        guardian="00000000nobody03",
        operation="0a" * 12,
        name="Kwxaaaa",
        username="u.kwxaaab",
        school_class="KWXAAAC",
        mef="KWXAAAD",
        home=UNKNOWN_SCHOOL,
        idempotency_key="kwxaaae 01",
        cursors={route: f"{cursor[:-6]}AAAAA=" for route, cursor in cursors.items()},
    )


AS_IT_IS = "as it is"

WRITINGS: Mapping[str, Callable[[str], str]] = {
    AS_IT_IS: str,
    "other case": str.swapcase,
    "space before": lambda text: f" {text}",
    "space after": lambda text: f"{text} ",
    "line end": lambda text: f"{text}\n",
    "NUL": lambda text: f"{text}\x00",
    "encoded": lambda text: "".join(f"%{ord(each):02X}" for each in text),
    "encoded NUL": lambda text: f"{text}%00",
    "full-width digits": lambda text: text.translate({48 + n: 0xFF10 + n for n in range(10)}),
    "Arabic digits": lambda text: text.translate({48 + n: 0x0660 + n for n in range(10)}),
    "very long": lambda text: text * 400,
    "traversal": lambda text: f"0450822X/../{text}",
    "encoded traversal": lambda text: f"0450822X%2F..%2F{text}",
    "two of them": lambda text: f"0450822X,{text}",
    "key of the table": lambda text: f"{text}#STUDENTS",
    "quoted": lambda text: f'"{text}"',
}
"""Ways to write an id; all but the first are odd."""
