"""The demo dealership: two showrooms, their people, a catalogue, stock, and 150 quotes with their history.

Nobody in it exists. Everything that happened to a quote went through the product's own services, at instants
before ``now``, so that timeline, numbers, discounts and stock are as the product makes them.
"""

from datetime import datetime
from random import Random
from zoneinfo import ZoneInfo

from chalicelib.adapters import directory, inventory
from chalicelib.adapters.reading import Reading
from chalicelib.domain.dealership import Person, Rules
from chalicelib.services.page_rewriting import PageSite

from .acting import act_out
from .catalogue import MODELS
from .days import Days
from .histories import write_histories
from .people import PEOPLE, SHOWROOMS
from .stock import make_stock

SEED = 613


def load_demo(now: datetime, zone: ZoneInfo, site: PageSite) -> list[Person]:
    """Fill empty tables, which must exist and be bound; returns everybody who works there.

    The same ``now`` gives the same dealership, but for the ids of quotes, which the product makes up. The rules
    are written last: see :func:`is_loaded`.
    """
    random = Random(SEED)
    stock = make_stock(random, MODELS, SHOWROOMS)
    stories = write_histories(random, Days(now, zone), stock)
    for showroom in SHOWROOMS:
        directory.save_showroom(showroom)
    for model in MODELS:
        inventory.save(model)
    for unit in stock:
        inventory.save(unit)
    for person in PEOPLE:
        directory.save_person(person)
    act_out(stories, zone, site)
    directory.save_rules(Rules(dealership_name="Motos del Páramo"))
    return list(PEOPLE)


def is_loaded() -> bool:
    """Whether a load came to its end; one that was cut short left tables that are neither empty nor whole."""
    reading = Reading()
    rules = reading.rules()
    reading.fetch()
    return rules.value is not None
