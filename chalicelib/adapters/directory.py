"""Who works here and where: showrooms, people, and the rules that a manager set."""

from typing import Any

from pynamodb.exceptions import PutError

from ..domain.dealership import Person, Rules, Showroom
from .records import DirectoryRecord
from .stored import Stored, from_json, to_json


def all_people() -> list[Person]:
    """Everybody, by id."""
    return [from_json(Person, record.body) for record in DirectoryRecord.query("person")]


def all_showrooms() -> list[Showroom]:
    """Every showroom, by id."""
    return [from_json(Showroom, record.body) for record in DirectoryRecord.query("showroom")]


def save_person(person: Person) -> None:
    """Write a person over whatever was there."""
    DirectoryRecord("person", person.id, body=to_json(person)).save()


def save_showroom(showroom: Showroom) -> None:
    """Write a showroom over whatever was there."""
    DirectoryRecord("showroom", showroom.id, body=to_json(showroom)).save()


def change_showroom(before: Stored[Showroom], after: Showroom) -> bool:
    """Write a showroom if it is still as it was read before; whether it was."""
    return _change(DirectoryRecord("showroom", after.id, body=to_json(after)), before)


def change_rules(before: Stored[Rules] | None, after: Rules) -> bool:
    """Write the dealership's rules if they are still as they were read before; whether they were."""
    return _change(DirectoryRecord("rules", "dealership", body=to_json(after)), before)


def _change(record: DirectoryRecord, before: Stored[Any] | None) -> bool:
    same = DirectoryRecord.kind.does_not_exist() if before is None else DirectoryRecord.body == before.text
    try:
        record.save(condition=same)
    except PutError as exc:
        if exc.cause_response_code != "ConditionalCheckFailedException":
            raise
        return False
    return True


def save_rules(rules: Rules) -> None:
    """Write the dealership's rules."""
    DirectoryRecord("rules", "dealership", body=to_json(rules)).save()
