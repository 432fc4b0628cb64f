"""The functions and their layers as they are deployed, built without SAM into a folder."""

import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from infra.local.deploy import UV
from infra.local.places import ROOT

FUNCTIONS = tuple(sorted(path.parent.name for path in ROOT.glob("functions/*/handler.py")))


@dataclass(frozen=True)
class Built:
    """Three folders, as Lambda lays them out: the code of the functions, and two layers."""

    functions: Path
    shared: Path
    dependencies: Path

    @property
    def search_path(self) -> list[Path]:
        """Where a function looks for modules, in order."""
        return [self.functions, self.shared / "python", self.dependencies / "python"]


def build(folder: Path, functions: Iterable[str] = FUNCTIONS) -> Built:
    """Everything for this interpreter, by the makefiles that `sam build` calls."""
    built = Built(folder / "functions", folder / "shared", folder / "dependencies")
    make("infra/layers/dependencies", "DependenciesLayer", built.dependencies)
    make("shared", "SharedLayer", built.shared)
    for function in functions:
        logical_name = "".join(part.capitalize() for part in function.split("_"))
        make("functions", f"{logical_name}Function", built.functions)
    return built


def make(
    source: str, name: str, artifacts: Path, **variables: str
) -> subprocess.CompletedProcess[str]:
    """Build one; with no `variables`, for this interpreter. CalledProcessError when refused."""
    artifacts.mkdir(parents=True, exist_ok=True)
    given = variables or {"LAYER_PYTHON": sys.executable}
    return subprocess.run(  # noqa: S603  our own makefiles
        [
            *("make", "--silent", "--directory", str(ROOT / source), f"build-{name}"),
            *(f"ARTIFACTS_DIR={artifacts}", f"UV={UV}"),
            *(f"{variable}={value}" for variable, value in given.items()),
        ],
        env=os.environ | {"UV_PYTHON_DOWNLOADS": "never"},
        capture_output=True,
        text=True,
        check=True,
    )


def environment() -> dict[str, str]:
    """What template.yaml hands every function, made up."""
    names = (
        *("TABLE_NAME", "DOCUMENTS_BUCKET", "ROSTER_BUCKET", "OPERATIONS_QUEUE_URL", "KMS_KEY_ID"),
        *("CURSOR_KEY_SECRET_ARN", "ORIGIN_SECRET_ARN", "STUDENT_PORTAL_URL"),
        *("GUARDIAN_PORTAL_URL", "MAIL_SENDER", "MAIL_CONFIGURATION_SET"),
    )
    return {
        **dict.fromkeys(names, "made-up"),
        "ADMIN_NETWORKS": "192.0.2.0/24",
        "POWERTOOLS_SERVICE_NAME": "made-up",
        "AWS_REGION": "eu-west-3",
        "AWS_DEFAULT_REGION": "eu-west-3",
        "AWS_ACCESS_KEY_ID": "made-up",
        "AWS_SECRET_ACCESS_KEY": "made-up",
    }
