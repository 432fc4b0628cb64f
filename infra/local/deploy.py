"""Build template.yaml and deploy it on the local AWS, unless nothing has changed."""

import fcntl
import hashlib
import json
import os
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

from infra.local.emulator import EMULATOR_PYTHON
from infra.local.places import BUILD, LOCAL, REGION, ROOT, STACK_NAME, Places
from infra.local.services import PlatformError
from infra.local.stack import ADMIN_ENVIRONMENT, admin_client

SAM = ROOT / ".venv-sam" / "bin" / "sam"
UV = ROOT / ".venv-uv" / "bin" / "uv"
ARTIFACTS_BUCKET = "educonnect-artifacts"
SOURCES = ("template.yaml", "functions", "shared", "infra/layers")


def deploy(places: Places, emulator_url: str, parameters: Mapping[str, str]) -> dict[str, str]:
    """Make the stack what the sources say and return its outputs."""
    wanted = fingerprint(ROOT, parameters)
    if places.deployed.exists():
        deployed = json.loads(places.deployed.read_text())
        if deployed["fingerprint"] == wanted:
            outputs: dict[str, str] = deployed["outputs"]
            return outputs
    log = places.logs / "deploy.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    BUILD.mkdir(parents=True, exist_ok=True)
    with (BUILD / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # a test session may be building the same sources
        _sam(_build_command(parameters), log, _build_environment())
        _make_artifacts_bucket(emulator_url)
        _sam(_deploy_command(parameters), log, _deploy_environment(emulator_url))
    outputs = _outputs(emulator_url)
    places.deployed.write_text(json.dumps({"fingerprint": wanted, "outputs": outputs}, indent=2))
    return outputs


def fingerprint(root: Path, parameters: Mapping[str, str]) -> str:
    """A digest of everything a deployment depends on: names, contents, parameters."""
    digest = hashlib.sha256(json.dumps(dict(parameters), sort_keys=True).encode())
    for path in _source_files(root):
        digest.update(f"\0{path.relative_to(root)}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _source_files(root: Path) -> Iterator[Path]:
    for source in SOURCES:
        path = root / source
        if path.is_file():
            yield path
        else:
            yield from sorted(
                p for p in path.rglob("*") if p.is_file() and "__pycache__" not in p.parts
            )


def _overrides(parameters: Mapping[str, str]) -> list[str]:
    return ["--parameter-overrides", *(f"{name}={value}" for name, value in parameters.items())]


def _build_command(parameters: Mapping[str, str]) -> list[str]:
    return [
        *(str(SAM), "build", "--cached", "--parallel", "--template", str(ROOT / "template.yaml")),
        *("--build-dir", str(BUILD / "artifacts"), "--cache-dir", str(BUILD / "cache")),
        *_overrides(parameters),
    ]


def _deploy_command(parameters: Mapping[str, str]) -> list[str]:
    return [
        *(str(SAM), "deploy", "--template", str(BUILD / "artifacts" / "template.yaml")),
        *("--stack-name", STACK_NAME, "--s3-bucket", ARTIFACTS_BUCKET, "--region", REGION),
        *("--capabilities", "CAPABILITY_IAM", "--no-confirm-changeset"),
        *("--no-fail-on-empty-changeset", "--no-progressbar"),
        *_overrides(parameters),
    ]


def _build_environment() -> dict[str, str]:
    """The emulator runs functions on its own interpreter: packages are built for that one."""
    return _sam_environment() | {"LAYER_PYTHON": str(EMULATOR_PYTHON), "UV": str(UV)}


def _deploy_environment(emulator_url: str) -> dict[str, str]:
    return _sam_environment() | ADMIN_ENVIRONMENT | {"AWS_ENDPOINT_URL": emulator_url}


def _sam_environment() -> dict[str, str]:
    ours = {k: v for k, v in os.environ.items() if not k.startswith("AWS_")}
    return ours | {
        "SAM_CLI_TELEMETRY": "0",
        "SAM_CLI_POLL_DELAY": "0.3",
        "__SAM_CLI_APP_DIR": str(LOCAL / "sam"),
        "UV_PYTHON_DOWNLOADS": "never",
        # make's own variables would leak from « make run » into the makefiles of the build
        "MAKEFLAGS": "",
        "MAKELEVEL": "",
    }


def _sam(command: list[str], log: Path, env: Mapping[str, str]) -> None:
    with log.open("ab") as output:
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=dict(env),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            check=False,
        )
    if done.returncode:
        tail = "\n".join(log.read_text(errors="replace").splitlines()[-25:])
        raise PlatformError(f"« sam {command[1]} » failed; the end of {log}:\n{tail}")


def _make_artifacts_bucket(emulator_url: str) -> None:
    s3 = admin_client("s3", emulator_url)
    if ARTIFACTS_BUCKET not in [bucket["Name"] for bucket in s3.list_buckets()["Buckets"]]:
        s3.create_bucket(
            Bucket=ARTIFACTS_BUCKET,
            CreateBucketConfiguration={"LocationConstraint": REGION},
        )


def _outputs(emulator_url: str) -> dict[str, str]:
    described = admin_client("cloudformation", emulator_url).describe_stacks(StackName=STACK_NAME)
    return {o["OutputKey"]: o["OutputValue"] for o in described["Stacks"][0]["Outputs"]}
