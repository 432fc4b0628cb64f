"""Where the local platform keeps its files, and how the repository is laid out around it."""

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOCAL = ROOT / ".local"
SIGNING_KEY = LOCAL / "signing_key.pem"
BUILD = LOCAL / "build"
WEB_BUILD = ROOT / "frontend" / "dist"

LOOPBACK = "127.0.0.1"
REGION = "eu-west-3"
STACK_NAME = "educonnect"
AUDIENCE = "educonnect-administration"
WEB_CLIENT_ID = "educonnect-web"
WEB_SCOPE = "openid profile"
# Where `npm run dev` may serve the web app from, beside the front door.
WEB_DEVELOPMENT_PORTS = range(5173, 5181)
ACCESS_TOKEN_SECONDS = 3600
API_ID = "edc0ac75"  # the ms-custom-id tag of HttpApi in template.yaml


@dataclass(frozen=True)
class Places:
    """The files of one running platform: `make run` has its own, every test session another."""

    folder: Path

    @property
    def state(self) -> Path:
        """What the emulator writes at an orderly stop and reads when it starts."""
        return self.folder / "state"

    @property
    def objects(self) -> Path:
        return self.folder / "s3"

    @property
    def scratch(self) -> Path:
        """Temporary files of the emulator and its functions, emptied at every start."""
        return self.folder / "tmp"

    @property
    def logs(self) -> Path:
        return self.folder / "logs"

    @property
    def clean_stop(self) -> Path:
        """Exists only between an orderly stop and the next start: the state can be trusted."""
        return self.folder / "stopped-cleanly"

    @property
    def deployed(self) -> Path:
        return self.folder / "deployed.json"

    @property
    def loaded(self) -> Path:
        """Exists once the demo data is in."""
        return self.folder / "demo-loaded"

    @property
    def stack(self) -> Path:
        """Addresses and names of the running stack, for the other commands."""
        return self.folder / "stack.json"

    @property
    def portal(self) -> Path:
        """The certificates of the demonstration's https sites."""
        return self.folder / "portal"

    @property
    def services(self) -> Path:
        return self.folder / "services.json"

    @property
    def lock(self) -> Path:
        return self.folder / "lock"


RUN = Places(LOCAL / "run")
