"""One strongly consistent read of many items from any table: a single BatchGetItem."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from ..domain.deal import Deal
from ..domain.dealership import Person, Rules, Showroom
from ..domain.inventory import Model, Unit
from ..domain.reservation import ReservationCard, quote_id_of
from .connection import connection
from .directory import RULES
from .entries import MODELS, QUOTE_ENTRY, deal_of, model_of, reservation_entry, unit_of
from .ledger import DayMark
from .marks import Watched, watched_of
from .records import DealRecord, DirectoryRecord, InventoryRecord, LedgerRecord, Record
from .stored import Receipt, Stored, from_json, stored

T = TypeVar("T")
MOST_KEYS = 100


class Slot(Generic[T]):
    """Where an item that was asked for will be found; ``value`` is None if there is none."""

    def __init__(self, value: T | None = None) -> None:
        self.value = value


class Reading:
    """Items asked for one by one, then fetched together."""

    def __init__(self) -> None:
        self._wanted: dict[tuple[type[Record], str, str], tuple[Slot[Any], Callable[[Any], Any]]] = {}

    def deal(self, quote_id: str) -> Slot[Deal]:
        """A quote with its version."""
        return self._want(DealRecord, quote_id, QUOTE_ENTRY, deal_of)

    def watched(self, quote_id: str) -> Slot[Watched]:
        """A quote with the marks of the jobs."""
        return self._want(DealRecord, quote_id, QUOTE_ENTRY, watched_of)

    def day_mark(self, mark: DayMark) -> Slot[DayMark]:
        """A day mark, if it is there."""
        return self._want(LedgerRecord, mark.key, mark.day, lambda record: DayMark(record.key, record.entry))

    def reservation(self, reservation_id: str) -> Slot[ReservationCard]:
        """A reservation as it was written last, open or ended."""
        entry = reservation_entry(reservation_id)
        return self._want(
            DealRecord, quote_id_of(reservation_id), entry, lambda record: from_json(ReservationCard, record.body)
        )

    def model(self, model_id: str) -> Slot[Model]:
        """A catalogue model."""
        return self._want(InventoryRecord, MODELS, model_id, model_of)

    def unit(self, vin: str) -> Slot[Unit]:
        """A unit in stock."""
        return self._want(InventoryRecord, f"unit#{vin}", "unit", unit_of)

    def person(self, person_id: str) -> Slot[Person]:
        """Somebody who works here, as of now."""
        return self._want(DirectoryRecord, "person", person_id, lambda record: from_json(Person, record.body))

    def showroom(self, showroom_id: str) -> Slot[Showroom]:
        """A showroom."""
        return self._want(DirectoryRecord, "showroom", showroom_id, lambda record: from_json(Showroom, record.body))

    def stored_showroom(self, showroom_id: str) -> Slot[Stored[Showroom]]:
        """A showroom with its text; in one reading either this or :meth:`showroom`."""
        return self._want(DirectoryRecord, "showroom", showroom_id, lambda record: stored(Showroom, record.body))

    def rules(self) -> Slot[Rules]:
        """The dealership's rules, if a manager has set any."""
        return self._want(DirectoryRecord, "rules", RULES, lambda record: from_json(Rules, record.body))

    def stored_rules(self) -> Slot[Stored[Rules]]:
        """The dealership's rules with their text, if a manager has set any; in one reading either this or :meth:`rules`."""
        return self._want(DirectoryRecord, "rules", RULES, lambda record: stored(Rules, record.body))

    def receipt(self, key: str) -> Slot[Receipt]:
        """The receipt of a request that was carried out before."""
        return self._want(LedgerRecord, key, "receipt", lambda record: from_json(Receipt, record.body))

    def fetch(self) -> None:
        """Fill every slot.

        Raises:
            ValueError: more than 100 items were asked for.
        """
        if len(self._wanted) > MOST_KEYS:
            raise ValueError(f"a reading holds {MOST_KEYS} items")
        request: dict[str, Any] = {}
        for record, hash_key, range_key in self._wanted:
            table = request.setdefault(record.Meta.table_name, {"Keys": [], "ConsistentRead": True})
            table["Keys"].append(_key(record, hash_key, range_key))
        while request:
            # PynamoDB's own batch_get asks one table at a time.
            found = connection.dispatch("BatchGetItem", {"RequestItems": request})
            for table_name, items in found["Responses"].items():
                self._fill(table_name, items)
            request = found.get("UnprocessedKeys") or {}

    def _want(self, record: type[Record], hash_key: str, range_key: str, read: Callable[[Any], T]) -> Slot[T]:
        slot, _ = self._wanted.setdefault((record, hash_key, range_key), (Slot(), read))
        return slot

    def _fill(self, table_name: str, items: list[dict[str, Any]]) -> None:
        for (record, hash_key, range_key), (slot, read) in self._wanted.items():
            if record.Meta.table_name == table_name:
                key = _key(record, hash_key, range_key)
                for item in items:
                    if all(item[name] == value for name, value in key.items()):
                        slot.value = read(record.from_raw_data(item))


def _key(record: type[Record], hash_key: str, range_key: str) -> dict[str, dict[str, str]]:
    record._get_connection()  # noqa: SLF001 - binds the record's table to the shared connection
    schema = connection.get_meta_table(record.Meta.table_name)
    return {schema.hash_keyname: {"S": hash_key}, str(schema.range_keyname): {"S": range_key}}
