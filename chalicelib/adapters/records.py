"""The four tables: keys, index attributes, and one JSON body each (docs/data-model.md).

Index attributes are sparse: an item without both keys of an index is not in it. All indexes are planned
here once, because AWS adds one per stack update and never changes a projection.
"""

from functools import cache
from typing import Any, Self

from pynamodb.attributes import Attribute, NumberAttribute, TTLAttribute, UnicodeAttribute
from pynamodb.connection import TableConnection
from pynamodb.constants import NULL
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex, IncludeProjection, KeysOnlyProjection
from pynamodb.models import Model

from ..settings import Settings
from .connection import connection

AGENDA_ROW = IncludeProjection(["card", "opens", "last_open_at", "last_answer_at"])
QUOTE_ROW = IncludeProjection(["summary"])


class Record(Model):
    """A PynamoDB model on the shared connection."""

    @classmethod
    def _get_connection(cls) -> TableConnection:
        table = super()._get_connection()
        if table.connection is not connection:
            connection.add_meta_table(table.get_meta_table())
            table.connection = connection
        return table

    @classmethod
    def from_raw_data(cls, data: dict[str, dict[str, Any]]) -> Self:
        """An item as a record. PynamoDB's own looks for each of some forty attributes, twice; an item has five."""
        record = cls.__new__(cls)
        record.attribute_values = {}
        attributes = _attributes_by_stored_name(cls)
        for stored_name, value in data.items():
            if stored_name in attributes and NULL not in value:
                name, attribute = attributes[stored_name]
                record.attribute_values[name] = attribute.deserialize(attribute.get_value(value))
        return record


@cache
def _attributes_by_stored_name(kind: type[Record]) -> dict[str, tuple[str, Attribute[Any]]]:
    return {attribute.attr_name: (name, attribute) for name, attribute in kind.get_attributes().items()}


class AgendaByAdvisor(GlobalSecondaryIndex["DealRecord"]):
    """An advisor's pending follow-ups, soonest due first (M1)."""

    class Meta:
        index_name = "AgendaByAdvisor"
        projection = AGENDA_ROW

    advisor_id = UnicodeAttribute(hash_key=True)
    due_at = UnicodeAttribute(range_key=True)


class AgendaByShowroom(GlobalSecondaryIndex["DealRecord"]):
    """A showroom's pending follow-ups, soonest due first."""

    class Meta:
        index_name = "AgendaByShowroom"
        projection = AGENDA_ROW

    showroom_id = UnicodeAttribute(hash_key=True)
    due_at = UnicodeAttribute(range_key=True)


class QuotesByAdvisor(GlobalSecondaryIndex["DealRecord"]):
    """An advisor's quotes by creation."""

    class Meta:
        index_name = "QuotesByAdvisor"
        projection = QUOTE_ROW

    advisor_id = UnicodeAttribute(hash_key=True)
    created_key = UnicodeAttribute(range_key=True)


class QuotesByShowroom(GlobalSecondaryIndex["DealRecord"]):
    """A showroom's quotes by creation."""

    class Meta:
        index_name = "QuotesByShowroom"
        projection = QUOTE_ROW

    showroom_id = UnicodeAttribute(hash_key=True)
    created_key = UnicodeAttribute(range_key=True)


class DealsByPhone(GlobalSecondaryIndex["DealRecord"]):
    """Every quote of a phone number: duplicates, and earlier quotes of a person."""

    class Meta:
        index_name = "DealsByPhone"
        projection = QUOTE_ROW

    phone = UnicodeAttribute(hash_key=True)
    created_key = UnicodeAttribute(range_key=True)


class DealsByIdNumber(GlobalSecondaryIndex["DealRecord"]):
    """Every quote of an id number."""

    class Meta:
        index_name = "DealsByIdNumber"
        projection = QUOTE_ROW

    id_number = UnicodeAttribute(hash_key=True)
    created_key = UnicodeAttribute(range_key=True)


class DiscountsByShowroom(GlobalSecondaryIndex["DealRecord"]):
    """Quotes with a discount that waits for a boss, longest waiting first (M13)."""

    class Meta:
        index_name = "DiscountsByShowroom"
        projection = IncludeProjection(["discounts"])

    showroom_id = UnicodeAttribute(hash_key=True)
    discount_asked_at = UnicodeAttribute(range_key=True)


class AlertsByShowroom(GlobalSecondaryIndex["DealRecord"]):
    """Pending follow-ups by the instant of their next overdue alert (B1)."""

    class Meta:
        index_name = "AlertsByShowroom"
        projection = IncludeProjection(["card"])

    showroom_id = UnicodeAttribute(hash_key=True)
    next_alert_at = UnicodeAttribute(range_key=True)


class ValidityByShowroom(GlobalSecondaryIndex["DealRecord"]):
    """Quotes that may still expire, by the next day on which that has to be looked at (B4)."""

    class Meta:
        index_name = "ValidityByShowroom"
        projection = QUOTE_ROW

    showroom_id = UnicodeAttribute(hash_key=True)
    valid_until = UnicodeAttribute(range_key=True)


class PagesToRewrite(GlobalSecondaryIndex["DealRecord"]):
    """Quotes whose public page does not show yet what was committed, longest waiting first."""

    class Meta:
        index_name = "PagesToRewrite"
        projection = KeysOnlyProjection()

    showroom_id = UnicodeAttribute(hash_key=True)
    page_due = UnicodeAttribute(range_key=True)


class ReservationsByShowroom(GlobalSecondaryIndex["DealRecord"]):
    """Reservations of the showroom that decides them, by status and then oldest first: its tray (M17)."""

    class Meta:
        index_name = "ReservationsByShowroom"
        projection = IncludeProjection(["body"])

    showroom_id = UnicodeAttribute(hash_key=True)
    status_key = UnicodeAttribute(range_key=True)


class ReservationsByAdvisor(GlobalSecondaryIndex["DealRecord"]):
    """Reservations of an advisor's quotes, by status and then oldest first."""

    class Meta:
        index_name = "ReservationsByAdvisor"
        projection = IncludeProjection(["body"])

    advisor_id = UnicodeAttribute(hash_key=True)
    status_key = UnicodeAttribute(range_key=True)


class HoldsByShowroom(GlobalSecondaryIndex["DealRecord"]):
    """Open reservations, by the instant at which they end by themselves (B3)."""

    class Meta:
        index_name = "HoldsByShowroom"
        projection = KeysOnlyProjection()

    showroom_id = UnicodeAttribute(hash_key=True)
    ends_at = UnicodeAttribute(range_key=True)


class DealRecord(Record):
    """One entry of a deal: ``q`` the quote, ``h#…`` what happened, ``f#…`` a page sent, ``r#…`` a reservation."""

    class Meta:
        table_name = "Deals"

    deal_id = UnicodeAttribute(hash_key=True)
    entry = UnicodeAttribute(range_key=True)
    body = UnicodeAttribute()
    version = NumberAttribute(null=True)
    commit_id = UnicodeAttribute(null=True)

    advisor_id = UnicodeAttribute(null=True)
    showroom_id = UnicodeAttribute(null=True)
    created_key = UnicodeAttribute(null=True)
    due_at = UnicodeAttribute(null=True)
    next_alert_at = UnicodeAttribute(null=True)
    valid_until = UnicodeAttribute(null=True)
    discount_asked_at = UnicodeAttribute(null=True)
    page_due = UnicodeAttribute(null=True)
    alert_mark = UnicodeAttribute(null=True)
    validity_mark = UnicodeAttribute(null=True)
    phone = UnicodeAttribute(null=True)
    id_number = UnicodeAttribute(null=True)
    status_key = UnicodeAttribute(null=True)
    ends_at = UnicodeAttribute(null=True)
    receipt_key = UnicodeAttribute(null=True)
    """Of what happened: where the answer is kept that told of it, so that erasing the customer finds it."""

    card = UnicodeAttribute(null=True)
    summary = UnicodeAttribute(null=True)
    discounts = UnicodeAttribute(null=True)
    opens = NumberAttribute(null=True)
    last_open_at = UnicodeAttribute(null=True)
    last_answer_at = UnicodeAttribute(null=True)
    recent_opens = UnicodeAttribute(null=True)

    agenda_by_advisor = AgendaByAdvisor()
    agenda_by_showroom = AgendaByShowroom()
    quotes_by_advisor = QuotesByAdvisor()
    quotes_by_showroom = QuotesByShowroom()
    deals_by_phone = DealsByPhone()
    deals_by_id_number = DealsByIdNumber()
    discounts_by_showroom = DiscountsByShowroom()
    alerts_by_showroom = AlertsByShowroom()
    validity_by_showroom = ValidityByShowroom()
    pages_to_rewrite = PagesToRewrite()
    reservations_by_showroom = ReservationsByShowroom()
    reservations_by_advisor = ReservationsByAdvisor()
    holds_by_showroom = HoldsByShowroom()


class UnitsByShowroom(GlobalSecondaryIndex["InventoryRecord"]):
    """A showroom's units, grouped by model."""

    class Meta:
        index_name = "UnitsByShowroom"
        projection = AllProjection()

    showroom_id = UnicodeAttribute(hash_key=True)
    stock_key = UnicodeAttribute(range_key=True)


class InventoryRecord(Record):
    """``models`` / model id, or ``unit#<vin>`` / ``unit``; a unit's hold and its line stand beside its body."""

    class Meta:
        table_name = "Inventory"

    key = UnicodeAttribute(hash_key=True)
    entry = UnicodeAttribute(range_key=True)
    body = UnicodeAttribute()
    showroom_id = UnicodeAttribute(null=True)
    stock_key = UnicodeAttribute(null=True)
    version = NumberAttribute(null=True)
    status = UnicodeAttribute(null=True)
    quote_id = UnicodeAttribute(null=True)
    held_until = UnicodeAttribute(null=True)
    line = UnicodeAttribute(null=True)
    commit_id = UnicodeAttribute(null=True)

    units_by_showroom = UnitsByShowroom()


class DirectoryRecord(Record):
    """``person``, ``showroom`` or ``rules`` / id."""

    class Meta:
        table_name = "Directory"

    kind = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)
    body = UnicodeAttribute()
    commit_id = UnicodeAttribute(null=True)


class UndeliveredByShowroom(GlobalSecondaryIndex["LedgerRecord"]):
    """Outbox messages that were not delivered yet, oldest first (B5)."""

    class Meta:
        index_name = "UndeliveredByShowroom"
        projection = AllProjection()

    undelivered_of = UnicodeAttribute(hash_key=True)
    created_at = UnicodeAttribute(range_key=True)


class LedgerRecord(Record):
    """Receipts of idempotent requests, inboxes, the outbox, counters; ``expires_at`` is its TTL."""

    class Meta:
        table_name = "Ledger"

    key = UnicodeAttribute(hash_key=True)
    entry = UnicodeAttribute(range_key=True)
    body = UnicodeAttribute(null=True)
    tally = NumberAttribute(null=True)
    created_at = UnicodeAttribute(null=True)
    undelivered_of = UnicodeAttribute(null=True)
    try_again_at = UnicodeAttribute(null=True)
    expires_at = TTLAttribute(null=True)

    undelivered_by_showroom = UndeliveredByShowroom()


RECORDS: tuple[type[Record], ...] = (DealRecord, InventoryRecord, DirectoryRecord, LedgerRecord)


def bind_tables(settings: Settings) -> None:
    """Point the records at this deployment's tables."""
    names: dict[Any, str] = {
        DealRecord: settings.deals_table,
        InventoryRecord: settings.inventory_table,
        DirectoryRecord: settings.directory_table,
        LedgerRecord: settings.ledger_table,
    }
    for record, name in names.items():
        record.Meta.table_name = name
