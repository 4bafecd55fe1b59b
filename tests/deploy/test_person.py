"""Who is invited works somewhere: the showroom is found by its name, or made. For the rest see tests/e2e/test_people.py."""

import pytest

from chalicelib.adapters.directory import all_showrooms
from tests.desk import ANA, NORTH
from tools.deploy.cloud import DeployFailed
from tools.deploy.person import main, showroom_called

pytestmark = pytest.mark.usefixtures("tables")


def test_a_showroom_is_found_by_its_name_however_it_is_written() -> None:
    assert showroom_called(NORTH.name.upper(), "", "") == NORTH


def test_a_new_showroom_needs_its_place() -> None:
    with pytest.raises(DeployFailed, match="Vitrina Sur"):
        showroom_called("Quito Valle", "", "")
    made = showroom_called("Quito Valle", "Quito", "Calle Ficticia 1")
    assert made in all_showrooms()
    assert showroom_called("quito valle", "", "") == made


def test_who_did_not_lose_a_phone_is_told_what_is_needed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--stage", "dev", "--email", ANA.email, "--name", ANA.name])
    assert "--lost-phone" in capsys.readouterr().err
