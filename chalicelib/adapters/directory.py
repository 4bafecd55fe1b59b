"""Who works here and where: showrooms, people, and the rules that a manager set."""

from pynamodb.exceptions import PutError

from ..domain.dealership import Person, Rules, Showroom
from .records import DirectoryRecord
from .stored import from_json, to_json


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


def change_rules(before: Rules | None, after: Rules) -> bool:
    """Write the dealership's rules if they are still as they were before; whether they were."""
    same = DirectoryRecord.kind.does_not_exist() if before is None else DirectoryRecord.body == to_json(before)
    try:
        DirectoryRecord("rules", "dealership", body=to_json(after)).save(condition=same)
    except PutError as exc:
        if exc.cause_response_code != "ConditionalCheckFailedException":
            raise
        return False
    return True


def save_rules(rules: Rules) -> None:
    """Write the dealership's rules."""
    DirectoryRecord("rules", "dealership", body=to_json(rules)).save()
