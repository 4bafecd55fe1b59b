"""The tree of errors is drawn in its module's docstring, and says where things went wrong."""

import pickle
import re
from inspect import Parameter, signature

import pytest

from chalicelib.domain import errors
from chalicelib.domain.errors import Conflict, DeskError, Fault, Invalid, KeyReused, NotFound


def _family(of: type[DeskError]) -> list[type[DeskError]]:
    return [of, *(heir for child in of.__subclasses__() for heir in _family(child))]


FAMILY = _family(DeskError)


def _drawn() -> dict[str, int]:
    """Each class drawn in the docstring, with how far it is indented."""
    lines = (re.match(r"^( {4}[ │├└─]*)(\w+)", line) for line in (errors.__doc__ or "").splitlines())
    return {line[2]: len(line[1]) for line in lines if line}


def test_every_error_is_drawn_in_the_tree_and_nothing_else() -> None:
    assert set(_drawn()) == {error.__name__ for error in FAMILY}


@pytest.mark.parametrize("error", FAMILY[1:])
def test_an_error_is_drawn_below_its_parent(error: type[DeskError]) -> None:
    drawn = _drawn()
    assert drawn[error.__name__] == drawn[error.__mro__[1].__name__] + 4


@pytest.mark.parametrize("error", FAMILY)
def test_every_error_says_what_it_means(error: type[DeskError]) -> None:
    assert error.__doc__


@pytest.mark.parametrize("error", FAMILY)
def test_every_error_reaches_another_process_as_it_was(error: type[DeskError]) -> None:
    raised = _an_instance(error)
    raised.add_note("a note")
    told = pickle.loads(pickle.dumps(raised))
    assert type(told) is error
    assert (told.args, vars(told)) == (raised.args, vars(raised))


def _an_instance(error: type[DeskError]) -> DeskError:
    """One that has all that it may have."""
    if issubclass(error, Invalid):
        return error([Fault("/a", "x"), Fault("/b", "y")])
    if issubclass(error, Conflict):
        return error("Ya está vendida.", unit_status="SOLD")
    needed = [one for one in signature(error).parameters.values() if one.default is Parameter.empty]
    return error(*(one.name for one in needed))


def test_faults_keep_their_kind_when_they_move_deeper() -> None:
    moved = KeyReused([Fault("/a", "x"), Fault("", "y")]).under("/b/0")
    assert isinstance(moved, KeyReused)
    assert moved.faults == (Fault("/b/0/a", "x"), Fault("/b/0", "y"))


def test_one_fault_stands_at_its_pointer() -> None:
    assert Invalid.at("/due_at", "Ya pasó.").faults == (Fault("/due_at", "Ya pasó."),)


def test_a_reused_key_points_at_the_header() -> None:
    assert [fault.pointer for fault in KeyReused().faults] == ["/Idempotency-Key"]


def test_a_conflict_says_what_the_state_is() -> None:
    conflict = Conflict("Ya está vendida.", unit_status="SOLD")
    assert (conflict.detail, conflict.state) == ("Ya está vendida.", {"unit_status": "SOLD"})


def test_what_is_not_there_and_what_is_not_yours_read_alike() -> None:
    assert NotFound().detail == NotFound().args[0] != ""
