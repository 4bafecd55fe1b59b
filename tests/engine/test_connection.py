"""The one connection serves every record, whoever comes first and however often."""

from functools import partial

import pytest

from chalicelib.adapters.records import RECORDS, DealRecord

from .crowd import all_at_once
from .desk import Desk


def test_a_record_may_be_bound_to_another_table_and_back(desk: Desk) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DealRecord.Meta, "table_name", "Elsewhere")
        assert not DealRecord.exists()
    assert DealRecord.exists()


def test_many_threads_may_be_the_first_to_use_a_record(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for record in RECORDS:
        monkeypatch.setattr(record, "_connection", None)
        assert all_at_once([partial(record.count, "nobody") for _ in range(16)]) == [0] * 16
