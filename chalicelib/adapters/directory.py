"""Who works here and where: showrooms, people, and the rules that a manager set."""

from ..domain.dealership import Person, Rules, Showroom
from .records import DirectoryRecord
from .stored import from_json, to_json

RULES = "dealership"
"""The id of the rules: there is one dealership."""


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
    policy_record(showroom).save()


def save_rules(rules: Rules) -> None:
    """Write the dealership's rules over whatever was there."""
    policy_record(rules).save()


def policy_record(policy: Rules | Showroom) -> DirectoryRecord:
    """The item of what a manager sets: the dealership's rules, or a showroom."""
    if isinstance(policy, Showroom):
        return DirectoryRecord("showroom", policy.id, body=to_json(policy))
    return DirectoryRecord("rules", RULES, body=to_json(policy))
