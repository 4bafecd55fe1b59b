"""A change set in words: dangers first, and data is never lost by the way."""

from tools.deploy.change_set import Change
from tools.deploy.words import in_words, losses


def change(action: str, name: str, kind: str, replacement: str = "", *causes: str) -> Change:
    return Change(action, name, f"AWS::{kind}", replacement, causes)


TABLE_ANEW = change("Modify", "Deals", "DynamoDB::Table", "True", "KeySchema")
BUCKET_GONE = change("Remove", "Pages", "S3::Bucket")
CODE = change("Modify", "APIHandler", "Lambda::Function", "False", "Code", "Environment")
ALARM_GONE = change("Remove", "Slow", "CloudWatch::Alarm")
ROLE, OTHER_ROLE = change("Add", "OverdueRole", "IAM::Role"), change("Add", "AgendaRole", "IAM::Role")


def test_what_goes_or_is_replaced_comes_first() -> None:
    assert in_words([ROLE, CODE, TABLE_ANEW, ALARM_GONE, OTHER_ROLE]) == [
        "  - Slow (CloudWatch::Alarm)",
        "  ~ Deals (DynamoDB::Table) by its KeySchema REPLACED by a new one",
        "  ~ APIHandler (Lambda::Function) by its Code, Environment",
        "  + 2 IAM::Role: AgendaRole, OverdueRole",
        "5 changes: 2 add, 2 modify, 1 remove",
    ]


def test_no_change_is_said_too() -> None:
    assert in_words([]) == ["0 changes: none"]


def test_only_what_holds_data_can_be_lost() -> None:
    assert losses([ROLE, CODE, ALARM_GONE]) == []
    assert [line.split()[1] for line in losses([TABLE_ANEW, CODE, BUCKET_GONE])] == ["Deals", "Pages"]
