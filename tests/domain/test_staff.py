"""Whom the jobs tell: nobody in vain, nobody twice for the same."""

from chalicelib.domain.alerts import AlertLevel
from chalicelib.domain.codes import Role
from chalicelib.domain.staff import MOST_TOLD, staff_of
from tests.builders import a_person

ANA = a_person(id="ana")
NORA = a_person(Role.BOSS, id="nora")
MARA = a_person(Role.MANAGER, id="mara", showroom_id="s-sur")
SAUL = a_person(Role.BOSS, id="saul", showroom_id="s-sur")
GONE = a_person(Role.BOSS, id="gone", active=False)
STAFF = staff_of("s-norte", [ANA, NORA, MARA, SAUL, GONE])


def test_staff_is_who_works_in_the_showroom_now_and_every_manager() -> None:
    assert [member.id for member in STAFF.members] == ["ana", "nora", "mara"]


def test_each_level_has_its_people() -> None:
    assert [STAFF.told_at(level, "ana") for level in AlertLevel] == [["ana"], ["nora"], ["mara"]]


def test_the_boss_is_told_of_the_work_of_who_has_left() -> None:
    assert STAFF.told_at(AlertLevel.ADVISOR, "left") == ["nora"]


def test_a_boss_with_work_of_their_own_escalates_to_the_managers() -> None:
    assert [STAFF.told_at(level, "nora") for level in AlertLevel] == [["nora"], ["mara"], ["mara"]]


def test_a_showroom_without_a_boss_turns_to_the_managers() -> None:
    assert staff_of("s-norte", [ANA, MARA]).told_at(AlertLevel.BOSS, "ana") == ["mara"]


def test_a_crowd_of_bosses_is_not_all_told() -> None:
    crowd = staff_of("s-norte", [a_person(Role.BOSS, id=f"boss-{n}") for n in range(MOST_TOLD + 5)])
    assert len(crowd.bosses()) == MOST_TOLD
