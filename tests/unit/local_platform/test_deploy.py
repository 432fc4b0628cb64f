"""A deployment is skipped only when nothing it depends on has changed."""

from pathlib import Path

import pytest

from infra.local.deploy import fingerprint

PARAMETERS = {"OidcIssuer": "http://127.0.0.1:8081"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "template.yaml").write_text("Resources: {}")
    for folder in ("functions/search", "shared/domain", "infra/layers/dependencies"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "file.py").write_text("x = 1")
    return tmp_path


@pytest.mark.parametrize(
    "changed",
    [
        "template.yaml",
        "functions/search/file.py",
        "functions/search/added.py",
        "shared/domain/file.py",
        "infra/layers/dependencies/file.py",
    ],
)
def test_a_changed_or_added_source_is_deployed(root: Path, changed: str) -> None:
    before = fingerprint(root, PARAMETERS)

    (root / changed).write_text("x = 2")

    assert fingerprint(root, PARAMETERS) != before


def test_a_renamed_source_is_deployed(root: Path) -> None:
    before = fingerprint(root, PARAMETERS)

    (root / "shared/domain/file.py").rename(root / "shared/domain/renamed.py")

    assert fingerprint(root, PARAMETERS) != before


def test_another_parameter_is_deployed(root: Path) -> None:
    moved = {"OidcIssuer": "http://127.0.0.1:9001"}

    assert fingerprint(root, moved) != fingerprint(root, PARAMETERS)


def test_byte_code_and_other_files_change_nothing(root: Path) -> None:
    before = fingerprint(root, PARAMETERS)

    (root / "shared" / "__pycache__").mkdir()
    (root / "shared" / "__pycache__" / "file.pyc").write_bytes(b"x")
    (root / "README.md").write_text("x")

    assert fingerprint(root, PARAMETERS) == before
