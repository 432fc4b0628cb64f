"""What is deployed starts quickly wherever it runs: compiled files, the right ones, all of them."""

import importlib.util
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.layers import Built, build, environment, make

_SERVICES = ("dynamodb", "events", "kms", "lambda", "s3", "secretsmanager", "sesv2", "sqs")
_REGIONS = ("eu-west-3", "eu-central-2", "us-east-1", "us-gov-west-1", "cn-north-1")
_ENDPOINTS = """
import json, sys
sys.path[:0] = sys.argv[1].split(":")
from botocore.session import Session
session = Session()
print(json.dumps([
    session.create_client(service, region_name=region).meta.endpoint_url
    for service in {services} for region in {regions}
]))
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build(tmp_path_factory.mktemp("built"))


def uncompiled(folders: Sequence[Path]) -> list[str]:
    """Sources without byte code that this interpreter takes whatever the times of the files."""
    return [
        str(source.relative_to(folder))
        for folder in folders
        for source in folder.rglob("*.py")
        if not _taken_as_it_is(Path(importlib.util.cache_from_source(str(source))))
    ]


def _taken_as_it_is(byte_code: Path) -> bool:
    if not byte_code.exists():
        return False
    header = byte_code.read_bytes()[:8]
    # PEP 552: by hash, and the source not looked at.
    return header[:4] == importlib.util.MAGIC_NUMBER and header[4:] == b"\x01\0\0\0"


def test_every_source_that_is_deployed_is_compiled(built: Built) -> None:
    assert sum(1 for folder in built.search_path for _ in folder.rglob("*.py")) > 1_000
    assert uncompiled(built.search_path) == []


def test_a_source_that_is_not_compiled_is_caught(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("A = 1\n")
    assert uncompiled([tmp_path]) == ["a.py"]

    subprocess.run(  # noqa: S603  our own interpreter
        [sys.executable, "-m", "compileall", "-q", str(tmp_path)], check=True
    )
    assert uncompiled([tmp_path]) == ["a.py"], "byte code that is believed only by its time"


def test_a_deployment_is_not_built_with_another_python_than_the_runtime(tmp_path: Path) -> None:
    with pytest.raises(subprocess.CalledProcessError) as refused:
        make("infra/layers/dependencies", "DependenciesLayer", tmp_path, COMPILER="false")

    assert "is not Python 3.13, the runtime of template.yaml" in refused.value.stderr


def test_the_shortened_table_of_endpoints_leads_where_the_whole_one_does(built: Built) -> None:
    program = _ENDPOINTS.format(services=_SERVICES, regions=_REGIONS)

    def told(folders: Sequence[Path]) -> list[str]:
        done = subprocess.run(  # noqa: S603  our own interpreter
            [sys.executable, "-c", program, ":".join(map(str, folders))],
            env=environment(),
            capture_output=True,
            text=True,
            check=True,
        )
        addresses: list[str] = json.loads(done.stdout)
        return addresses

    addresses = told(built.search_path)
    assert len(set(addresses)) == len(_SERVICES) * len(_REGIONS)
    assert addresses == told([])
