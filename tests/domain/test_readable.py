"""What a customer reads of what is held about them."""

from chalicelib.domain.readable import readable
from tests.builders import NOW, ZONE, a_customer, a_quote


def test_codes_have_labels_instants_the_hour_of_here_and_nothing_is_empty() -> None:
    told = readable(a_quote(customer=a_customer(consent_at=NOW)), ZONE)
    assert told["stage"] == "Cotizado"
    assert told["created_at"] == "2026-07-15T10:00:00-05:00"
    assert told["valid_until"] == "2026-07-30"
    assert told["customer"]["opted_out"] is False
    assert told["vehicles"][0]["payment_options"] == [{"id": "o2", "kind": "Contado", "chosen": False}]
    assert not {"lost_reason", "proforma", "reservations"} & told.keys()
    assert told["misses_in_a_row"] == 0
