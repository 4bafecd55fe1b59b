"""Where everything that this machine keeps lives: one folder, out of the repository's history."""

from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
DEFAULT_HOME = REPOSITORY / ".local"


@dataclass(frozen=True)
class Home:
    """The folder of one running desk. Engines are programs and may be shared; the rest is this desk's alone."""

    root: Path
    engines: Path

    @property
    def data(self) -> Path:
        return self.root / "data"

    @property
    def logs(self) -> Path:
        return self.root / "logs"

    @property
    def pids(self) -> Path:
        return self.root / "pids"

    @property
    def mail(self) -> Path:
        """Sent mail, to look at."""
        return self.root / "mail"

    @property
    def lock(self) -> Path:
        """Held by the desk that runs here."""
        return self.root / "run.lock"

    @property
    def identity(self) -> Path:
        """Secrets and ids that must outlive a restart; readable by its owner only."""
        return self.data / "identity.json"

    @property
    def demo(self) -> Path:
        """What a person or a test needs to use the running desk; see docs of ``make run``."""
        return self.root / "demo.json"

    @property
    def environment(self) -> Path:
        """The environment the app was started with, for tools that work on the same tables."""
        return self.root / "environment.json"

    def make(self) -> None:
        """Create the folders."""
        for folder in (self.data, self.logs, self.pids):
            folder.mkdir(parents=True, exist_ok=True)
        self.root.chmod(0o700)


def home_at(root: Path, engines: Path | None = None) -> Home:
    """The home at a folder; its engines are those of the default home unless told."""
    return Home(root.resolve(), (engines or DEFAULT_HOME / "engines").resolve())
