"""What was answered is there after the engine is killed in the middle of its work."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from local.home import Home
from local.tables import make_tables

from .deals import read_whole
from .engine import CREDENTIALS, connected, engine_home, running
from .sizes import KILLS

FEWEST_ANSWERS, STEP = 10, 7


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    """An engine's data of its own, with tables."""
    home = engine_home(tmp_path_factory.mktemp("killed"))
    with pytest.MonkeyPatch.context() as patch:
        for name, value in CREDENTIALS.items():
            patch.setenv(name, value)
        with running(home) as engine, connected(engine.url):
            make_tables()
        yield home


@pytest.mark.parametrize("kill", range(KILLS))
def test_every_answered_write_outlives_a_kill(home: Home, kill: int) -> None:
    answered = _killed_amid_writes(home, FEWEST_ANSWERS + STEP * (kill % 9))
    with running(home) as engine, connected(engine.url):
        for quote_id, (version, pending_id) in answered.items():
            whole = read_whole(quote_id)
            pending = whole.deal.quote.pending
            assert pending is not None
            assert whole.deal.version >= version
            assert whole.deal.version > version or pending.id == pending_id
            assert len(whole.events) == whole.deal.version, "a transaction is in the tables by halves"
            assert len(whole.resolved_ids) == whole.deal.version - 1


def _killed_amid_writes(home: Home, enough: int) -> dict[str, tuple[int, str]]:
    """Work until there are answers enough, then kill -9 the engine; what was answered, by quote."""
    answered: dict[str, tuple[int, str]] = {}
    with running(home) as engine, _writer(engine.url) as writer:
        assert writer.stdout is not None
        for number, line in enumerate(writer.stdout, 1):
            quote_id, version, pending_id = line.split()
            answered[quote_id] = (int(version), pending_id)
            if number == enough:
                engine.child.process.kill()
        writer.wait()
    assert len(answered) >= enough // 2
    return answered


@contextmanager
def _writer(url: str) -> Iterator[subprocess.Popen[str]]:
    root = Path(__file__).parents[2]
    command = [sys.executable, "-m", "tests.engine.writer", url]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:  # noqa: S603 - our own writer
        try:
            yield process
        finally:
            with suppress(ProcessLookupError):
                process.kill()
