"""What every history begins with: made through the API once, and put back before each."""

from contextlib import AbstractContextManager
from datetime import UTC
from unittest.mock import patch

from chalicelib.api import endpoint
from chalicelib.domain.codes import Role
from chalicelib.domain.dealership import Person
from local.tables import empty_tables
from tests.builders import NOW
from tests.desk import Clock, table_contents

from .bodies import Body, a_vehicle_body
from .booking import Bookings
from .desk import Desk
from .everything import put_back


class Beginning:
    """Two showrooms with a unit each and four quotes; the first unit is reserved for one, and two wait for it."""

    def __init__(self) -> None:
        empty_tables()
        clock = Clock(NOW)
        self.desk = desk = Desk()
        self.book = Bookings(desk, lambda: clock.now(UTC))
        far = desk.open_showroom()
        self.people = {
            "advisor": desk.advisor,
            "boss": desk.boss,
            "manager": desk.manager,
            "colleague": desk.hire(),
            "far advisor": desk.hire(showroom=far),
            "far boss": desk.hire(Role.BOSS, far),
        }
        self.vins = [desk.stock_unit(showroom).vin for showroom in (desk.showroom, far)]
        owners = ("advisor", "advisor", "colleague", "far advisor")
        with telling_time(clock):
            self.bodies = {body["id"]: body for body in (self._opened(self.people[owner]) for owner in owners)}
            self._line_up(clock)
        self.instant = clock.instant
        self._contents = table_contents()

    def put_back(self) -> None:
        """Make all be as it was."""
        put_back(self._contents)

    def _opened(self, advisor: Person) -> Body:
        """A quote of two motorcycles, so that it may reserve two units."""
        quote = self.book.quote(advisor)
        added = self.desk.call(advisor, "POST", f"/quotes/{quote['id']}/vehicles", a_vehicle_body())
        return quote | {"vehicles": [*quote["vehicles"], added.json]}

    def _line_up(self, clock: Clock) -> None:
        first, second, third, _ = self.bodies.values()
        advisor, colleague = self.people["advisor"], self.people["colleague"]
        self.book.approve(self.desk.boss, self.book.asked(advisor, first, self.vins[0]))
        for person, quote in ((advisor, second), (colleague, third)):
            clock.advance(milliseconds=1)
            self.book.asked(person, quote, self.vins[0], wait=True)


def telling_time(clock: Clock) -> AbstractContextManager[object]:
    """The API reads this clock."""
    return patch.object(endpoint, "datetime", clock)
