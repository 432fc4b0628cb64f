"""Each call to AWS, as the function that makes it would be judged by its role."""

import os
import sys
from collections.abc import Iterator, Mapping
from types import FrameType
from typing import Any

from botocore.session import Session

from tests.privileges.calls import needs, traces_replaced
from tests.privileges.grants import Grant, Grants, Need, functions, granted, resource_name
from tests.privileges.shown import Use
from tests.template import template

_HANDLER = ("functions.", ".handler")


class Watch:
    """Hears the calls of every session it makes; what a test does itself is nobody's."""

    def __init__(self, grants: Grants | None = None) -> None:
        self._grants = grants or granted()
        self._variables = _variables()
        self.begin()

    def session(self) -> Session:
        """What `shared.adapters.aws` makes its clients of, from now on."""
        made = Session()
        made.register("provide-client-params", self._asked)  # presigned links come by it too
        return made

    def begin(self) -> None:
        """Forget what was heard."""
        self.used: set[tuple[str, Grant]] = set()
        self.uses: set[Use] = set()
        self.refused: set[tuple[str, Need]] = set()
        self.replaced: set[tuple[str, str]] = set()

    def _asked(self, **asked: Any) -> None:
        function = _running(sys._getframe().f_back)  # noqa: SLF001  who calls is on the stack
        if function is not None:
            model = asked["model"]
            service, names = model.service_model.service_name, self._names(function)
            for need in needs(service, model.name, asked["params"], names):
                self.judge(function, need)
            self.replaced.update((function, trace) for trace in traces_replaced(asked["params"]))

    def judge(self, function: str, need: Need) -> None:
        covering = [grant for grant in self._grants[function] if grant.covers(need)]
        self.used.update((function, grant) for grant in covering)
        self.uses.update((function, grant.use(need)) for grant in covering)
        if not covering:
            self.refused.add((function, need))

    def _names(self, function: str) -> "_Names":
        return _Names(self._variables[function])


class _Names:
    """From the values of a function's environment to what the template has put there."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self._variables = variables

    def __call__(self, value: str) -> str:
        for variable, name in self._variables.items():
            if os.environ.get(variable) == value:
                return name
        raise LookupError(f"no variable of the function's environment is {value!r}")


def _variables() -> dict[str, dict[str, str]]:
    """Per function, its variables that name a resource or a parameter of the template."""
    common = template()["Globals"]["Function"]["Environment"]["Variables"]
    return {
        name: {
            variable: resource_name(template(), value)
            for variable, value in _all(common, function).items()
            if isinstance(value, dict) and "Fn::If" not in value
        }
        for name, function in functions().items()
    }


def _all(common: Mapping[str, Any], function: Mapping[str, Any]) -> dict[str, Any]:
    return {**common, **function.get("Environment", {}).get("Variables", {})}


def _running(frame: FrameType | None) -> str | None:
    """The function whose handler is the nearest on the stack, unless a test is nearer.

    What a test does in the middle of a handler, as another writer would, is not the handler's.
    """
    for name in _modules(frame):
        if name.startswith("tests."):
            return None
        if name.startswith(_HANDLER[0]) and name.endswith(_HANDLER[1]):
            return name.split(".")[1]
    return None


def _modules(frame: FrameType | None) -> Iterator[str]:
    while frame is not None:
        yield str(frame.f_globals.get("__name__"))
        frame = frame.f_back
