"""One package for all tests here, made as it is deployed, and unzipped as Lambda does it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tools.package.archive import unpack
from tools.package.build import Package, build

from .inside import run_inside

STAGE = "dev"


@pytest.fixture(scope="session")
def package(tmp_path_factory: pytest.TempPathFactory) -> Package:
    """The stage's package."""
    return build(STAGE, tmp_path_factory.mktemp("package"))


@pytest.fixture(scope="session")
def unzipped(package: Package, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its files."""
    folder = tmp_path_factory.mktemp("task")
    unpack(package.archive, folder)
    return folder


@pytest.fixture
def inside(unzipped: Path) -> Callable[..., str]:
    """Runs a program with nothing but the package and Python's own library; what it prints."""
    return lambda program, given="": run_inside(unzipped, program, given)
